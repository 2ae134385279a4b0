pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// The ways there are, and plainly said before anybody begins: what does not work right now.
Place {
    id: screen

    title: qsTr("What would you like to do?")
    onward: false
    help: qsTr("Touch one of them. Take a number if you want to speak with somebody at a window. Do it here if you have your ID card and your papers with you.")

    aside: [
        Troubles {
            width: parent.width
            session: screen.session
        }
    ]

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gap

        Column {
            width: parent.width
            spacing: screen.wide ? Theme.gapSmall : Theme.gap

            Way {
                objectName: "purpose.errand"
                purpose: "errand"
                strong: enabled
                glyph: "file-pen-line"
                text: qsTr("Do it here")
                detail: terse ? "" : enabled ? qsTr("Fill in, scan, sign and hand in yourself. At any hour.")
                    : screen.session.canReadCards ? qsTr("Not possible now: this terminal can keep no errand. Please use another one.")
                    : qsTr("Not possible now: the card reader does not work")
                enabled: screen.session.canReadCards && screen.session.canKeepErrands
            }
            Way {
                objectName: "purpose.ticket"
                purpose: "ticket"
                glyph: "ticket"
                text: qsTr("Take a number")
                detail: terse ? "" : qsTr("Speak with somebody at a window.")
            }
            Way {
                objectName: "purpose.appointment"
                purpose: "appointment"
                glyph: "calendar-clock"
                text: qsTr("Appointments")
                detail: terse ? "" : enabled ? qsTr("Book, check in, move or cancel.")
                    : qsTr("Not possible now: there is no connection")
                enabled: screen.session.hallReachable
            }
            Way {
                objectName: "purpose.progress"
                purpose: "progress"
                glyph: "search"
                text: qsTr("See how far it is")
                detail: terse ? "" : enabled ? qsTr("With the code or number on your receipt.")
                    : qsTr("Not possible now: there is no connection")
                enabled: screen.session.platformReachable
            }
            Way {
                objectName: "purpose.copy"
                purpose: "copy"
                visible: screen.session.makesCopies
                glyph: "copy"
                text: qsTr("Free copies")
                detail: terse ? "" : enabled ? qsTr("Lay your papers under the camera, one by one.")
                    : qsTr("Not possible now: the camera or the A4 printer does not work")
                enabled: screen.session.canCopy && screen.session.canSeePages
            }
        }
    }

    // A low screen has no room for a line below every way; why one is closed is always said.
    component Way: Card {
        property string purpose
        readonly property bool terse: screen.wide && Theme.large && enabled

        width: parent.width
        height: Math.max(implicitHeight, screen.wide ? 128 : Theme.large ? 216 : 240)
        big: !screen.wide
        padding: screen.wide ? Theme.gap : Theme.gapLarge
        muted: !enabled
        onClicked: screen.session.choosePurpose(purpose)
    }
}
