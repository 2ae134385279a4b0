pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Nobody is here: what can be done, and an invitation.
Place {
    id: screen

    title: ""
    barsShown: false
    help: qsTr("Touch the screen to begin. You can take a number, do your errand here, or see how far an errand is.")

    component Promise: Row {
        id: promise

        required property string glyph
        required property string name
        required property string detail

        spacing: Theme.gap + 8

        Rectangle {
            width: Math.round(Theme.heading * 2.3)
            height: width
            radius: width / 2
            color: Theme.jadeSoft

            Glyph {
                anchors.centerIn: parent
                name: promise.glyph
                color: Theme.jade
                size: Math.round(Theme.heading * 1.2)
            }
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: promise.width - Math.round(Theme.heading * 2.3) - promise.spacing

            Words {
                width: parent.width
                text: promise.name
                font.pixelSize: Theme.heading
                font.bold: true
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                text: promise.detail
                color: Theme.inkSoft
                lineHeight: Theme.tight
            }
        }
    }

    Tap {
        objectName: "begin"
        parent: screen
        anchors.fill: parent
        text: qsTr("Touch to begin")
        onClicked: screen.session.begin()

        Banner {
            id: banner

            width: screen.wide ? parent.width * 0.48 : parent.width
            height: screen.wide ? parent.height : parent.height * 0.46
        }
        Column {
            id: promises

            x: screen.wide ? banner.width + Theme.margin : Theme.margin
            y: screen.wide ? (parent.height - height - call.height - Theme.gapLarge * 2) / 2
                : banner.height + (call.y - banner.height - height) / 2
            width: parent.width - x - Theme.margin
            spacing: Theme.gapLarge

            Promise {
                width: parent.width
                glyph: "ticket"
                name: qsTr("Take a number")
                detail: qsTr("for a window, with the expected wait")
            }
            Promise {
                width: parent.width
                glyph: "file-pen-line"
                name: qsTr("Do it here")
                detail: qsTr("fill in, scan, sign, hand in: day and night")
            }
            Promise {
                width: parent.width
                glyph: "search"
                name: qsTr("See how far it is")
                detail: qsTr("with the number on your receipt")
            }
        }
        Rectangle {
            id: call

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gapLarge * 1.5
            x: promises.x
            width: promises.width
            height: Theme.targetPrimary * 1.4
            radius: Theme.radius
            color: Theme.jade

            Row {
                anchors.centerIn: parent
                spacing: Theme.gap

                Glyph {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "hand"
                    color: Theme.light
                    size: Theme.title
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Touch to begin")
                    color: Theme.light
                    font.pixelSize: Theme.title
                    font.bold: true
                    lineHeight: Theme.tight
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
