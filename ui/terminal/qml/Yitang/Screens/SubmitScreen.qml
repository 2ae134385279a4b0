import QtQuick
import Yitang.Kit

// Taken means: it is safe with us. Whether the platform already has it is not the visitor's worry.
Place {
    id: screen

    title: screen.session.troubled ? qsTr("It could not be taken") : screen.views.handIn.taken ? qsTr("We have it") : qsTr("One moment")
    lead: screen.session.troubled ? qsTr("Nothing has been handed in yet.")
        : screen.views.handIn.taken && !screen.session.platformReachable ? qsTr("Your errand is safe with us. The office is not reached now: it is sent by itself as soon as that works.")
        : screen.views.handIn.taken ? qsTr("Your errand is safe with us and on its way to the office.") : qsTr("Your errand is being sealed and stored.")
    onward: false
    exitShown: session.troubled
    help: qsTr("Please wait a moment. As soon as your errand is safe, your receipt is printed.")

    Item {
        width: parent.width
        height: Math.min(parent.height, 560)
        visible: !screen.session.troubled

        Rectangle {
            id: disc

            anchors.centerIn: parent
            width: 260
            height: 260
            radius: 130
            color: screen.views.handIn.taken ? Theme.jade : Theme.jadeSoft

            Glyph {
                anchors.centerIn: parent
                name: screen.views.handIn.taken ? "check" : "send"
                color: screen.views.handIn.taken ? Theme.light : Theme.jade
                size: 130
            }
        }
        Dots {
            anchors.top: disc.bottom
            anchors.topMargin: Theme.gapLarge
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }
    Notice {
        width: parent.width
        visible: screen.session.troubled
        title: screen.session.troubleTitle
        text: screen.session.troubleText
        action: qsTr("Try again")
        onActed: screen.session.again()
    }
}
