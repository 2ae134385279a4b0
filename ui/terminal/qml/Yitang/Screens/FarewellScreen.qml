import QtQuick

// Goodbye: nothing of the visit is left here.
Place {
    id: screen

    title: qsTr("Goodbye, and thank you")
    lead: qsTr("This terminal has forgotten everything about your visit.")
    exitShown: false
    onwardText: qsTr("Done")
    ready: true
    help: qsTr("Take your card and your papers. This page closes by itself.")

    function goOn(): void {
        screen.session.cancel();
    }

    Forgotten {
        width: parent.width
    }
}
