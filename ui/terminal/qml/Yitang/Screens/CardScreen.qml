pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Whose visit this is: the card on the plate.
Place {
    id: screen

    readonly property bool dead: session.troubled && !session.canReadCards
    readonly property bool beside: dead && wide // on a low screen the other ways need all the height

    title: screen.dead ? qsTr("Your ID card") : screen.views.card.reading ? qsTr("Reading your card") : qsTr("Please lay your ID card on the reader")
    lead: screen.dead ? "" : screen.views.card.reading ? qsTr("Please do not move it.")
        : qsTr("The lit plate below the screen. We read name, number and address, use them for this visit alone, and forget them when you leave.")
    onward: false
    help: qsTr("Take the card out of its case and lay it flat on the lit plate below the screen. Leave it there until the next page opens.")

    aside: [
        Trouble {
            visible: screen.beside
        }
    ]

    CardPicture {
        id: picture

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: below.top
        anchors.bottomMargin: Theme.gapLarge
        visible: scale > 0.4
        scale: Math.min(1.3, (below.y - Theme.gapLarge) / implicitHeight)
        transformOrigin: Item.Bottom
        reading: screen.views.card.reading
        troubled: screen.session.troubled
    }
    Column {
        id: below

        y: Math.min(parent.height - height, picture.implicitHeight * 1.3 + Theme.gapLarge * 2)
        width: parent.width
        spacing: Theme.gap

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !screen.session.troubled
            spacing: Theme.gap

            Dots {
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                text: screen.views.card.reading ? qsTr("Reading") : qsTr("Waiting for your card")
                color: Theme.jade
                font.bold: true
                wrapMode: Text.NoWrap
            }
        }
        Words {
            objectName: "liesAlready"
            width: parent.width
            visible: screen.views.card.waited && !screen.session.troubled
            text: qsTr("Does it lie there already? Lift it, wait a moment, and lay it down again.")
            horizontalAlignment: Text.AlignHCenter
            font.bold: true
        }
        Trouble {
            visible: screen.session.troubled && !screen.beside
        }
        ActionButton {
            objectName: "ticketInstead"
            width: parent.width
            visible: screen.views.card.ticketInstead
            kind: ActionButton.Kind.Plain
            glyph: "ticket"
            text: qsTr("Take a number instead")
            onClicked: screen.session.chooseInstead("ticket")
        }
        Grid {
            id: ways

            readonly property bool both: screen.views.card.takesPhone && screen.views.card.takesAnonymous

            width: parent.width
            columns: both && (screen.wide || !Theme.large) ? 2 : 1
            spacing: Theme.gapSmall

            Way {
                objectName: "byPhone"
                visible: screen.views.card.takesPhone
                glyph: "phone"
                text: qsTr("By mobile number")
                onClicked: screen.views.card.usePhone()
            }
            Way {
                objectName: "withoutCard"
                visible: screen.views.card.takesAnonymous
                glyph: "ticket"
                text: qsTr("Without either")
                onClicked: screen.views.card.stayAnonymous()
            }
        }
        Choice {
            objectName: "priority"
            width: parent.width
            visible: screen.views.card.offersPriority
            text: qsTr("I may go first: 60 or older, disabled, pregnant, soldier")
            on: screen.views.card.priorityAsked
            onClicked: screen.views.card.askPriority(!on)
        }
    }

    component Trouble: Notice {
        width: parent ? parent.width : 0
        title: screen.session.troubleTitle
        text: screen.session.troubleText
        action: screen.session.canReadCards ? "" : qsTr("Try again")
        onActed: screen.session.again()
    }
    component Way: ActionButton {
        width: (ways.width - ways.spacing * (ways.columns - 1)) / ways.columns
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        kind: ActionButton.Kind.Plain
    }
}
