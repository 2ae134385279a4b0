import QtQuick
import Yitang.Kit

// Book an appointment, or find the one there is: by its code under the scanner or typed, or by card.
Place {
    id: screen

    title: qsTr("Appointments")
    lead: screen.session.canScan ? qsTr("You have a slip? Hold its code under the scanner.") : qsTr("You have a slip? Type the code that stands on it.")
    onward: false
    help: qsTr("Hold the square code of your slip under the red light, or type the eight characters. Without the slip, your ID card finds it.")

    ScrollColumn {
        anchors.fill: parent

        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
        }
        Card {
            objectName: "booking.new"
            width: parent.width
            height: Math.max(implicitHeight, screen.wide ? 140 : 220)
            strong: true
            big: !screen.wide
            glyph: "calendar-clock"
            text: qsTr("Book an appointment")
            detail: qsTr("Choose a day and a time.")
            onClicked: screen.views.appointments.begin("new")
        }
        Card {
            objectName: "booking.card"
            width: parent.width
            height: Math.max(implicitHeight, screen.wide ? 140 : 220)
            big: !screen.wide
            glyph: "id-card"
            text: qsTr("I have one: with my ID card")
            detail: enabled ? qsTr("Check in, move or cancel.") : qsTr("Not possible now: the card reader does not work")
            enabled: screen.session.canReadCards
            muted: !enabled
            onClicked: screen.views.appointments.begin("card")
        }
        Row {
            width: parent.width
            spacing: Theme.gap

            Writing {
                id: code

                objectName: "code"
                width: parent.width - look.width - parent.spacing
                hint: qsTr("Code on the slip")
                maximumLength: 9
                inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly | Qt.ImhLatinOnly
                onAccepted: look.clicked()
            }
            ActionButton {
                id: look

                objectName: "look"
                height: code.height
                implicitHeight: code.height
                enabled: code.text !== "" && !screen.views.appointments.asking
                leftPadding: Theme.gap
                rightPadding: Theme.gap
                glyph: "search"
                text: qsTr("Look")
                onClicked: {
                    Typing.hide();
                    screen.views.appointments.find(code.text);
                }
            }
        }
        Dots {
            visible: screen.views.appointments.asking
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }
}
