pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// The digits of a mobile number on keys as large as on a telephone for the elderly; `room` is the height there is.
Column {
    id: pad

    required property IdentityView identity
    required property real room
    property bool wide: false

    width: parent ? parent.width : 0
    spacing: pad.wide ? Theme.gapSmall : Theme.gap

    Rectangle {
        width: parent.width
        height: Theme.title + 2 * Theme.gap
        radius: Theme.radiusSmall
        color: Theme.sheet
        border.width: pad.identity.wrong ? 4 : Theme.border
        border.color: pad.identity.wrong ? Theme.brick : pad.identity.complete ? Theme.jade : Theme.lineStrong

        Words {
            objectName: "digits"
            anchors.centerIn: parent
            text: pad.identity.digits
            font.pixelSize: Theme.title
            font.bold: true
            font.letterSpacing: 2
            wrapMode: Text.NoWrap
        }
    }
    Words {
        width: parent.width
        text: pad.identity.wrong ? qsTr("A mobile number has 11 digits and begins with 1")
            : pad.identity.takesAbroad ? qsTr("11 digits. From abroad: + and the country's code first") : qsTr("11 digits")
        color: pad.identity.wrong ? Theme.brick : Theme.inkSoft
    }
    Grid {
        id: keys

        columns: 3
        width: parent.width
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0", "back"]

            Item {
                id: place

                required property string modelData

                width: (keys.width - 2 * keys.columnSpacing) / 3
                height: Math.min(170, (pad.room - keys.y - 3 * keys.rowSpacing) / 4)

                ActionButton {
                    objectName: "digit." + place.modelData
                    anchors.fill: parent
                    visible: place.modelData !== "+" || pad.identity.takesAbroad
                    kind: ActionButton.Kind.Plain
                    glyph: place.modelData === "back" ? "delete" : ""
                    text: place.modelData === "back" ? "" : place.modelData
                    Accessible.name: place.modelData === "back" ? qsTr("Take the last digit back")
                        : place.modelData === "+" ? qsTr("A number from abroad") : place.modelData
                    onClicked: place.modelData === "back" ? pad.identity.takeBack() : pad.identity.write(place.modelData)
                }
            }
        }
    }
}
