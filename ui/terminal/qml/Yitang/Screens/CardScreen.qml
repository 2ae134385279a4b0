import QtQuick
import Yitang.Kit

// Whose visit this is: the card on the plate.
Place {
    id: screen

    title: screen.views.card.reading ? qsTr("Reading your card") : qsTr("Please lay your ID card on the reader")
    lead: screen.views.card.reading ? qsTr("Please do not move it.")
        : qsTr("The lit plate below the screen. We read name, number and address, use them for this visit alone, and forget them when you leave.")
    onward: false
    help: qsTr("Take the card out of its case and lay it flat on the lit plate below the screen. Leave it there until the next page opens.")

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
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: screen.session.canReadCards ? "" : qsTr("Try again")
            onActed: screen.session.again()
        }
        ActionButton {
            objectName: "withoutCard"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !screen.session.forErrand
            kind: ActionButton.Kind.Plain
            text: qsTr("Go on without a card")
            onClicked: screen.session.goWithoutCard()
        }
    }
}
