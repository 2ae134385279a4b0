pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// The appointments somebody has: check in, move, cancel.
Place {
    id: screen

    property string asked: ""

    title: screen.views.appointments.nothing ? qsTr("No appointment was found") : qsTr("Your appointment")
    onward: false
    help: qsTr("Check in when you are here for your appointment: you get your number. Or move it to another time, or cancel it.")

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Dots {
            visible: screen.views.appointments.asking
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: qsTr("Try again")
            onActed: screen.session.again()
        }
        Notice {
            width: parent.width
            visible: screen.views.appointments.nothing
            trouble: false
            title: qsTr("There is none with this card")
            text: qsTr("One that was booked by telephone number is found by the code on its slip.")
        }
        Repeater {
            model: screen.views.appointments.mine

            Sheet {
                id: one

                required property string code
                required property string name
                required property string moment
                required property bool kept
                readonly property bool sure: screen.asked === code

                width: parent.width
                spacing: Theme.gap

                Words {
                    width: parent.width
                    text: one.moment
                    font.pixelSize: Theme.title
                    font.bold: true
                    color: Theme.jade
                    lineHeight: Theme.tight
                }
                Words {
                    width: parent.width
                    text: one.name
                }
                ActionButton {
                    objectName: "checkIn"
                    width: parent.width
                    visible: !one.sure
                    glyph: "ticket"
                    text: one.kept ? qsTr("Print my number again") : qsTr("I am here: check in")
                    onClicked: screen.views.appointments.act(one.code, "check_in")
                }
                ActionButton {
                    objectName: "move"
                    width: parent.width
                    visible: !one.sure && !one.kept
                    kind: ActionButton.Kind.Plain
                    glyph: "calendar-clock"
                    text: qsTr("Another time")
                    onClicked: screen.views.appointments.act(one.code, "move")
                }
                ActionButton {
                    objectName: "callOff"
                    width: parent.width
                    visible: !one.sure && !one.kept
                    kind: ActionButton.Kind.Plain
                    glyph: "x"
                    text: qsTr("Cancel it")
                    onClicked: screen.asked = one.code
                }
                Words {
                    width: parent.width
                    visible: one.sure
                    text: qsTr("Cancel this appointment?")
                    font.bold: true
                }
                ActionButton {
                    objectName: "keepIt"
                    width: parent.width
                    visible: one.sure
                    text: qsTr("No, keep it")
                    onClicked: screen.asked = ""
                }
                ActionButton {
                    objectName: "reallyCallOff"
                    width: parent.width
                    visible: one.sure
                    kind: ActionButton.Kind.Plain
                    glyph: "x"
                    text: qsTr("Yes, cancel it")
                    onClicked: screen.views.appointments.act(one.code, "call_off")
                }
            }
        }
    }
}
