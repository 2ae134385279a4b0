import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Yitang.Kit

// One key: a white tile, or a coloured one for what is not a letter.
KeyPanel {
    id: face

    property bool strong: false
    property bool side: false
    property string glyph: ""
    property real size: 0.42 // of the key's height
    readonly property bool pressed: control !== null && control.pressed
    readonly property bool usable: control === null || control.enabled

    Rectangle {
        anchors.fill: parent
        anchors.margins: 5
        radius: Theme.radiusSmall
        color: face.strong ? (face.pressed ? Theme.jadePressed : Theme.jade)
            : face.pressed ? Theme.jadeSoft : face.side ? Theme.line : Theme.sheet
        opacity: face.usable ? 1.0 : 0.5

        Words {
            anchors.centerIn: parent
            visible: face.glyph === ""
            text: face.control !== null ? face.control.displayText : ""
            font.pixelSize: Math.round(face.height * face.size)
            lineHeight: Theme.tight
            wrapMode: Text.NoWrap
        }
        Glyph {
            anchors.centerIn: parent
            visible: face.glyph !== ""
            name: face.glyph
            color: face.strong ? Theme.light : Theme.ink
            size: Math.round(face.height * 0.44)
        }
    }
}
