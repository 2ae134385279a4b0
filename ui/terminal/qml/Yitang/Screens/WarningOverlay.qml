import QtQuick
import Yitang.Kit
import Yitang.Terminal

// Nobody has touched for a while: one question, one button.
Overlay {
    id: warning

    required property SessionView session

    Words {
        objectName: "title"
        width: parent.width
        text: qsTr("Are you still there?")
        font.pixelSize: Theme.title
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
    }
    Ring {
        anchors.horizontalCenter: parent.horizontalCenter
        share: warning.session.warningShare
        text: Math.max(0, warning.session.warningLeft)
    }
    Words {
        width: parent.width
        text: qsTr("Otherwise we delete what you have given and end here, so that nobody else sees it.")
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
    ActionButton {
        objectName: "stay"
        width: parent.width
        glyph: "hand"
        text: qsTr("I am still here")
        onClicked: warning.session.touch()
    }
}
