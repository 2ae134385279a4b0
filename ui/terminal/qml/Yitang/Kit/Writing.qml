import QtQuick
import QtQuick.Templates as T

// A line to write on. Nothing that is typed here is learned by the keyboard (ImhSensitiveData).
T.TextField {
    id: field

    property bool wrong: false
    property bool numeric: false
    property string hint: ""

    implicitHeight: Math.max(Theme.target + 8, contentHeight + 2 * Theme.gapSmall)
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    verticalAlignment: TextInput.AlignVCenter
    color: enabled ? Theme.ink : Theme.inkSoft
    selectionColor: Theme.jade
    selectedTextColor: Theme.light
    font.family: Theme.family
    font.pixelSize: Theme.heading
    selectByMouse: false
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
        | (numeric ? Qt.ImhDigitsOnly : Qt.ImhNone)
    Accessible.role: Accessible.EditableText

    background: WritingGround {
        line: field
        wrong: field.wrong
    }
    Words {
        x: field.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: field.text === "" && field.preeditText === ""
        text: field.hint
        color: Theme.inkSoft
        wrapMode: Text.NoWrap
    }
}
