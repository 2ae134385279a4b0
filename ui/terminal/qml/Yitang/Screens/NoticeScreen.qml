import QtQuick
import Yitang.Kit

// A telephone number for the message that the turn is near. The ticket is in the visitor's hand: nothing here is needed.
Place {
    id: screen

    readonly property bool settled: screen.views.identity.sentTo !== "" || screen.views.identity.near

    title: !settled ? qsTr("Where shall the message go?") : screen.views.identity.near ? qsTr("Your turn is near already") : qsTr("You will get a message")
    lead: settled ? "" : qsTr("One text message, shortly before your turn. The number is then deleted.")
    ready: settled || (screen.views.identity.complete && !screen.views.identity.asking)
    onwardText: settled ? qsTr("Finish") : qsTr("Confirm")
    exitShown: !settled
    help: qsTr("Touch the digits of your mobile number one after the other. Without a message your number is called all the same.")

    function goOn(): void {
        if (screen.settled)
            screen.session.next();
        else
            screen.views.identity.accept();
    }

    PhonePad {
        visible: !screen.settled && !screen.session.troubled
        identity: screen.views.identity
        room: screen.bodyItem.height
        wide: screen.wide
    }
    Notice {
        width: parent.width
        visible: screen.session.troubled
        title: screen.session.troubleTitle
        text: qsTr("Your number stays as it is. Please watch the board.")
        action: qsTr("Try again")
        onActed: screen.session.again()
    }
    Sheet {
        width: parent.width
        visible: screen.settled
        spacing: Theme.gap

        Words {
            objectName: "sentTo"
            visible: text !== ""
            width: parent.width
            text: screen.views.identity.sentTo
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.title
            font.bold: true
            color: Theme.jade
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: screen.views.identity.near ? qsTr("Please stay near the windows and watch the board.") : qsTr("Please be back in the hall when it comes.")
        }
    }
}
