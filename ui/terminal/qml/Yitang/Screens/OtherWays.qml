import QtQuick
import Yitang.Kit
import Yitang.Terminal

// What can be done where a window cannot help now.
Column {
    id: ways

    required property Views views
    property bool choosable: false

    spacing: Theme.gap

    Card {
        objectName: "instead.errand"
        width: parent.width
        strong: enabled
        glyph: "file-pen-line"
        text: qsTr("Do it here")
        detail: enabled ? qsTr("Fill in, scan, sign and hand in yourself. At any hour.")
            : ways.views.session.canReadCards ? qsTr("Not possible now: this terminal can keep no errand. Please use another one.")
            : qsTr("Not possible now: the card reader does not work")
        enabled: ways.views.session.canReadCards && ways.views.session.canKeepErrands
        muted: !enabled
        onClicked: ways.views.session.chooseInstead("errand")
    }
    Card {
        objectName: "instead.appointment"
        width: parent.width
        visible: ways.views.queue.bookable && ways.views.session.hallReachable
        glyph: "calendar-clock"
        text: qsTr("Book an appointment")
        detail: qsTr("Choose a day and a time.")
        onClicked: ways.views.session.chooseInstead("appointment")
    }
    Card {
        objectName: "instead.themes"
        width: parent.width
        visible: ways.choosable
        glyph: "ticket"
        text: qsTr("Another counter")
        detail: qsTr("See which ones give numbers.")
        onClicked: ways.views.session.chooseInstead("ticket")
    }
}
