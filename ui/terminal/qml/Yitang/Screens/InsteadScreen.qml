import QtQuick
import Yitang.Kit

// A counter that gives no numbers now: why, when it opens, and what can be done instead. Nobody was asked for a card.
Place {
    id: screen

    title: qsTr("No number at the moment")
    lead: screen.views.queue.themeName
    onward: false
    help: qsTr("The window cannot take you now. Touch what you would like to do instead.")

    ScrollColumn {
        anchors.fill: parent

        Notice {
            objectName: "why"
            width: parent.width
            trouble: false
            title: screen.views.queue.closedReason
            text: screen.views.queue.opens !== "" ? qsTr("Windows open: %1").arg(screen.views.queue.opens) : ""
        }
        OtherWays {
            width: parent.width
            views: screen.views
            choosable: true
        }
        Card {
            objectName: "instead.number"
            width: parent.width
            visible: screen.session.canReadCards && screen.session.hallReachable
            glyph: "printer"
            text: qsTr("I have a number already")
            detail: qsTr("It is found with your card and printed again.")
            onClicked: screen.session.findNumber()
        }
    }
}
