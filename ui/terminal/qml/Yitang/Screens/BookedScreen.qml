import QtQuick
import Yitang.Kit

// What became of it: the time and the code, so large that they can be photographed, and the slip.
Place {
    id: screen

    readonly property bool done: screen.views.appointments.kept

    title: !done ? (screen.session.troubled ? qsTr("Nothing was changed") : qsTr("One moment"))
        : screen.views.appointments.calledOff ? qsTr("Your appointment is cancelled") : qsTr("Your appointment stands")
    lead: done ? screen.views.appointments.name : ""
    onward: done
    onwardText: qsTr("Finish")
    exitShown: !onward
    help: qsTr("Take the slip with you. When you come, hold its code under the scanner: you get your number at once.")

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Dots {
            visible: !screen.done && !screen.session.troubled
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: qsTr("Try again")
            onActed: screen.session.again()
        }
        Sheet {
            width: parent.width
            visible: screen.done && !screen.views.appointments.calledOff
            spacing: Theme.gap

            Words {
                objectName: "moment"
                width: parent.width
                text: screen.views.appointments.moment
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.title
                font.bold: true
                color: Theme.jade
            }
            Words {
                objectName: "appointmentCode"
                width: parent.width
                text: screen.views.appointments.code
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.display
                font.bold: true
                font.letterSpacing: 4
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                text: qsTr("Your code: check in with it when you come.")
                horizontalAlignment: Text.AlignHCenter
                color: Theme.inkSoft
            }
        }
        PaperState {
            width: parent.width
            visible: screen.done && !screen.views.appointments.calledOff
            session: screen.session
            takeText: screen.session.hasCard ? qsTr("Please take your slip, and your card.") : qsTr("Please take your slip.")
        }
    }
}
