pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Things to touch, two in a row; what lies there, or is plugged in, is green.
Grid {
    id: things

    required property QtObject model
    required property string prefix
    required property string glyph

    signal chosen(string key)

    columns: 2
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall

    Repeater {
        model: things.model

        Tap {
            id: thing

            required property string key
            required property string name
            required property bool on

            objectName: things.prefix + "." + key
            width: (things.width - things.columnSpacing) / 2
            padding: Theme.gapSmall
            text: name
            onClicked: things.chosen(key)
            background: Rectangle {
                radius: Theme.radiusSmall
                color: thing.on || thing.down ? Theme.jadeSoft : Theme.sheet
                border.width: thing.on ? 4 : Theme.border
                border.color: thing.on ? Theme.jade : Theme.line
            }
            contentItem: Item {
                implicitHeight: words.height

                Glyph {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    name: things.glyph
                    color: thing.on ? Theme.jade : Theme.inkSoft
                    size: Theme.body
                }
                Words {
                    id: words

                    anchors.left: sign.right
                    anchors.leftMargin: Theme.gapSmall
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: thing.text
                    font.pixelSize: Theme.small
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
