pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// What people leave behind: the card on the plate, the originals under the camera.
Rectangle {
    id: forgotten

    implicitHeight: column.height + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.amberSoft

    Column {
        id: column

        x: Theme.gap + 8
        y: Theme.gap
        width: parent.width - 2 * x
        spacing: Theme.gapSmall

        Words {
            width: parent.width
            text: qsTr("Please do not forget")
            font.bold: true
        }
        Repeater {
            model: [["id-card", qsTr("your ID card on the reader")], ["file-text", qsTr("your papers under the camera")]]

            Row {
                id: thing

                required property var modelData

                width: column.width
                spacing: Theme.gap

                Glyph {
                    id: sign

                    name: thing.modelData[0]
                    color: Theme.ink
                }
                Words {
                    width: thing.width - sign.width - thing.spacing
                    text: thing.modelData[1]
                    font.pixelSize: Theme.heading
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
