import QtQuick
import Yitang.Kit
import Yitang.Terminal

// What to do on this page, in two or three sentences, and whom to call.
Overlay {
    id: help

    required property SessionView session
    required property string text

    signal closed()

    Words {
        objectName: "title"
        width: parent.width
        text: qsTr("What to do here")
        font.pixelSize: Theme.title
        font.bold: true
    }
    Words {
        width: parent.width
        text: help.text
    }
    Rectangle {
        width: parent.width
        height: phone.height + 2 * Theme.gap
        radius: Theme.radius
        color: Theme.jadeSoft

        Glyph {
            id: sign

            x: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            name: "phone"
            color: Theme.jade
            size: Math.round(Theme.heading * 1.3)
        }
        Column {
            id: phone

            anchors.left: sign.right
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: parent.width
                text: qsTr("Call us")
            }
            Words {
                width: parent.width
                text: help.session.helpPhone
                font.pixelSize: Theme.title
                font.bold: true
                color: Theme.jade
                lineHeight: Theme.tight
            }
        }
    }
    ActionButton {
        objectName: "closeHelp"
        width: parent.width
        glyph: "check"
        text: qsTr("Go on")
        onClicked: help.closed()
    }
}
