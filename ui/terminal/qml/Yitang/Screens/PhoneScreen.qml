pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// A telephone number on a pad as large as on a telephone for the elderly.
Place {
    id: screen

    title: qsTr("Your mobile number")
    lead: qsTr("It stands for your card: ask again and you get the same number. Used for this visit alone.")
    ready: screen.views.identity.complete
    help: qsTr("Touch the digits of your mobile number one after the other. The arrow takes the last one back.")

    function goOn(): void {
        screen.views.identity.accept();
    }

    Column {
        width: parent.width
        spacing: screen.wide ? Theme.gapSmall : Theme.gap

        Rectangle {
            width: parent.width
            height: Theme.title + 2 * Theme.gap
            radius: Theme.radiusSmall
            color: Theme.sheet
            border.width: screen.views.identity.wrong ? 4 : Theme.border
            border.color: screen.views.identity.wrong ? Theme.brick : screen.views.identity.complete ? Theme.jade : Theme.lineStrong

            Words {
                objectName: "digits"
                anchors.centerIn: parent
                text: screen.views.identity.digits
                font.pixelSize: Theme.title
                font.bold: true
                font.letterSpacing: 2
                wrapMode: Text.NoWrap
            }
        }
        Words {
            width: parent.width
            text: screen.views.identity.wrong ? qsTr("A mobile number has 11 digits and begins with 1") : qsTr("11 digits")
            color: screen.views.identity.wrong ? Theme.brick : Theme.inkSoft
        }
        Grid {
            id: pad

            columns: 3
            width: parent.width
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back"]

                Item {
                    id: place

                    required property string modelData

                    width: (pad.width - 2 * pad.columnSpacing) / 3
                    height: Math.min(170, (screen.bodyItem.height - pad.y - 3 * pad.rowSpacing) / 4)

                    ActionButton {
                        objectName: "digit." + place.modelData
                        anchors.fill: parent
                        visible: place.modelData !== ""
                        kind: ActionButton.Kind.Plain
                        glyph: place.modelData === "back" ? "delete" : ""
                        text: place.modelData === "back" ? "" : place.modelData
                        Accessible.name: place.modelData === "back" ? qsTr("Take the last digit back") : place.modelData
                        onClicked: place.modelData === "back" ? screen.views.identity.takeBack() : screen.views.identity.write(place.modelData)
                    }
                }
            }
        }
    }
}
