import QtQuick
import Yitang.Kit
import Yitang.Terminal

// Nobody has touched for a while: one question, one button.
Overlay {
    id: warning

    required property SessionView session

    function whatHappens(outcome: string): string {
        switch (outcome) {
        case "errand":
            return qsTr("Your errand is handed in. We only clear this screen, so that nobody else sees it.");
        case "ticket":
            return qsTr("Your number stays valid. We only clear this screen, so that nobody else sees it.");
        case "appointment":
            return qsTr("What you asked for is done. We only clear this screen, so that nobody else sees it.");
        case "copies":
            return qsTr("Your copies are printed. We only clear this screen, so that nobody else sees it.");
        default:
            return warning.session.hasData ? qsTr("Otherwise we delete what you have given and end here, so that nobody else sees it.")
                : qsTr("Otherwise we end here and clear this screen.");
        }
    }

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
        objectName: "whatHappens"
        text: warning.whatHappens(warning.session.outcome)
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
