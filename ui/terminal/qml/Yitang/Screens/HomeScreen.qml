import QtQuick
import Yitang.Kit

// Three ways, and plainly said before anybody begins: what does not work right now.
Place {
    id: screen

    title: qsTr("What would you like to do?")
    onward: false
    help: qsTr("Touch one of the three. Take a number if you want to speak with somebody at a window. Do it here if you have your ID card and your papers with you.")

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gap

        Card {
            objectName: "purpose.errand"
            width: parent.width
            height: Math.max(implicitHeight, screen.wide ? 196 : 320)
            big: !(screen.wide && Theme.large)
            padding: screen.wide ? Theme.gap : Theme.gapLarge
            strong: screen.session.canReadCards
            muted: !screen.session.canReadCards
            glyph: "file-pen-line"
            text: qsTr("Do it here")
            detail: screen.session.canReadCards
                ? qsTr("Fill in, scan, sign and hand in yourself. At any hour.")
                : qsTr("Not possible now: the card reader does not work")
            enabled: screen.session.canReadCards
            onClicked: screen.session.choosePurpose("errand")
        }
        Card {
            objectName: "purpose.ticket"
            width: parent.width
            height: Math.max(implicitHeight, screen.wide ? 196 : 320)
            big: !(screen.wide && Theme.large)
            padding: screen.wide ? Theme.gap : Theme.gapLarge
            glyph: "ticket"
            text: qsTr("Take a number")
            detail: qsTr("Speak with somebody at a window.")
            onClicked: screen.session.choosePurpose("ticket")
        }
        Card {
            objectName: "purpose.progress"
            width: parent.width
            height: Math.max(implicitHeight, screen.wide ? 196 : 320)
            big: !(screen.wide && Theme.large)
            padding: screen.wide ? Theme.gap : Theme.gapLarge
            glyph: "search"
            text: qsTr("See how far it is")
            detail: screen.session.platformReachable ? qsTr("With the code or number on your receipt.")
                : qsTr("Not possible now: there is no connection")
            muted: !screen.session.platformReachable
            enabled: screen.session.platformReachable
            onClicked: screen.session.choosePurpose("progress")
        }
        Notice {
            width: parent.width
            visible: !screen.session.canPrint
            trouble: false
            glyph: "printer"
            title: qsTr("Printing is not possible now")
            text: qsTr("Numbers are shown on the screen instead: please write yours down or photograph it.")
        }
        Notice {
            width: parent.width
            visible: !screen.session.canSeePages
            trouble: false
            glyph: "camera"
            title: qsTr("The camera does not work now")
            text: qsTr("Errands that need papers cannot be finished here at the moment. Please use another terminal.")
        }
        Notice {
            width: parent.width
            visible: !screen.session.platformReachable
            trouble: false
            glyph: "wifi-off"
            title: qsTr("No connection at the moment")
            text: qsTr("You can still hand in: we keep your errand safe and send it as soon as we can.")
        }
    }
}
