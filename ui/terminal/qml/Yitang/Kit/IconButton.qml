import QtQuick

// A button of the top bar: an icon over a word.
Tap {
    id: button

    required property string glyph
    property bool on: false

    padding: Theme.gapTiny
    implicitWidth: Math.max(Theme.target + 24, implicitContentWidth + 2 * Theme.gapSmall)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + Theme.gapSmall)
    background: Rectangle {
        radius: Theme.radiusSmall
        color: button.down ? Theme.paperDeep : button.on ? Theme.jadeSoft : "transparent"
    }
    contentItem: Item {
        implicitWidth: word.implicitWidth
        implicitHeight: column.implicitHeight

        Column {
            id: column

            anchors.centerIn: parent
            spacing: 2

            Glyph {
                anchors.horizontalCenter: parent.horizontalCenter
                name: button.glyph
                color: Theme.jade
                size: Math.round(Theme.heading * 1.05)
            }
            Words {
                id: word

                anchors.horizontalCenter: parent.horizontalCenter
                text: button.text
                color: Theme.jade
                font.pixelSize: Theme.small
                lineHeight: Theme.tight
                wrapMode: Text.NoWrap
            }
        }
    }
}
