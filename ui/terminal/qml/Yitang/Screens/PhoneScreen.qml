import QtQuick

// The telephone number that stands for the card.
Place {
    id: screen

    title: qsTr("Your mobile number")
    lead: qsTr("It stands for your card: ask again and you get the same number. Used for this visit alone.")
    ready: screen.views.identity.complete
    help: qsTr("Touch the digits of your mobile number one after the other. The arrow takes the last one back.")

    function goOn(): void {
        screen.views.identity.accept();
    }

    PhonePad {
        identity: screen.views.identity
        room: screen.bodyItem.height
        wide: screen.wide
    }
}
