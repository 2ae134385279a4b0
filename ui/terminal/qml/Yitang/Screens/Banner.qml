import QtQuick
import Yitang.Kit

// What the terminal promises, on the welcome and on the picture before it.
Rectangle {
    color: Theme.jade

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Words {
            width: parent.width
            text: qsTr("One trip is enough")
            color: Theme.light
            font.pixelSize: Theme.display
            font.bold: true
            lineHeight: Theme.tight
        }
        Words {
            width: parent.width
            text: qsTr("One window, one card, one form")
            color: Theme.light
            font.pixelSize: Theme.heading
        }
        Item {
            width: parent.width
            height: Theme.gapLarge * 3

            Rectangle {
                x: 30
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 26
                width: parent.width - 60
                height: 8
                color: Theme.light
            }
            Rectangle {
                anchors.bottom: parent.bottom
                width: 60
                height: 60
                radius: 30
                color: Theme.jade
                border.color: Theme.light
                border.width: 8
            }
            Rectangle {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                width: 60
                height: 60
                radius: 30
                color: Theme.light

                Glyph {
                    anchors.centerIn: parent
                    name: "check"
                    color: Theme.jade
                    size: 40
                }
            }
        }
    }
}
