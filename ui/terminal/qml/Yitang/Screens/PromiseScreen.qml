import QtQuick
import Yitang.Kit

// A promise in place of a paper: read, then given or not.
Place {
    id: screen

    title: screen.views.review.promiseName
    lead: qsTr("Please read this. Your signature at the end counts for it, too.")
    help: qsTr("Read the text. If it is true, touch the line under it, then Next. If it is not, go back or take a number.")

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Sheet {
            width: parent.width
            padding: Theme.gapLarge

            Words {
                width: parent.width
                text: screen.views.review.promiseText
                font.pixelSize: Theme.heading
                lineHeight: Theme.loose
            }
        }
        Tap {
            id: vow

            readonly property bool on: screen.views.review.promised

            objectName: "promise"
            width: parent.width
            padding: Theme.gap
            text: qsTr("I have read this and promise it")
            Accessible.role: Accessible.CheckBox
            Accessible.checked: on
            onClicked: screen.views.review.promise(!vow.on)
            background: Rectangle {
                radius: Theme.radius
                color: vow.on || vow.down ? Theme.jadeSoft : Theme.sheet
                border.width: vow.on ? 4 : Theme.border
                border.color: vow.on ? Theme.jade : Theme.lineStrong
            }
            contentItem: Item {
                implicitHeight: Math.max(box.height, words.implicitHeight)

                Rectangle {
                    id: box

                    width: Theme.title
                    height: width
                    radius: Theme.radiusSmall
                    anchors.verticalCenter: parent.verticalCenter
                    color: vow.on ? Theme.jade : Theme.sheet
                    border.width: vow.on ? 0 : 3
                    border.color: Theme.lineStrong

                    Glyph {
                        anchors.centerIn: parent
                        visible: vow.on
                        name: "check"
                        color: Theme.light
                    }
                }
                Words {
                    id: words

                    anchors.left: box.right
                    anchors.leftMargin: Theme.gap
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: vow.text
                    font.pixelSize: Theme.heading
                    font.bold: true
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
