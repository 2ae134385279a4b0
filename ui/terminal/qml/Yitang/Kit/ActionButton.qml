import QtQuick

// A big button with words, and an icon before or behind them.
Tap {
    id: button

    enum Kind { Primary, Plain, Quiet }
    property int kind: ActionButton.Kind.Primary
    property string glyph: ""
    property bool glyphBehind: false
    readonly property bool primary: kind === ActionButton.Kind.Primary
    readonly property color front: !enabled ? Theme.inkSoft : primary ? Theme.light : Theme.ink

    implicitHeight: Math.max(Theme.targetPrimary, implicitContentHeight + 2 * Theme.gapSmall)
    leftPadding: Theme.gapLarge
    rightPadding: Theme.gapLarge
    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? Theme.paperDeep : button.primary ? (button.down ? Theme.jadePressed : Theme.jade)
            : button.down ? Theme.paperDeep : button.kind === ActionButton.Kind.Quiet ? "transparent" : Theme.sheet
        border.width: button.kind === ActionButton.Kind.Plain ? Theme.border : 0
        border.color: button.enabled ? Theme.lineStrong : Theme.line
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapSmall
            layoutDirection: button.glyphBehind ? Qt.RightToLeft : Qt.LeftToRight

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.glyph !== ""
                name: button.glyph
                color: button.front
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                color: button.front
                font.pixelSize: Theme.heading
                font.bold: button.primary
                lineHeight: Theme.tight
                wrapMode: Text.NoWrap
            }
        }
    }
}
