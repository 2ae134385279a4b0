pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// How far an errand is: the receipt's code under the scanner, or its number.
Place {
    id: screen

    title: screen.views.progress.known ? screen.views.progress.itemName : qsTr("How far is my errand?")
    lead: screen.views.progress.known ? screen.views.progress.number
        : screen.session.canScan ? qsTr("Hold the code of your receipt under the scanner, or type the number.") : qsTr("Type the number on your receipt.")
    onward: screen.views.progress.known
    onwardText: qsTr("Finish")
    ready: true
    help: qsTr("Hold the square code of your receipt about a hand's width under the red light. Or touch the line and type the number.")

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Row {
            width: parent.width
            visible: !screen.views.progress.known
            spacing: Theme.gap

            Writing {
                id: number

                objectName: "number"
                width: parent.width - ask.width - parent.spacing
                hint: qsTr("Number on your receipt")
                maximumLength: 64
                inputMethodHints: Qt.ImhSensitiveData | Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
                onAccepted: ask.clicked()
            }
            ActionButton {
                id: ask

                objectName: "ask"
                height: number.height
                implicitHeight: number.height
                enabled: number.text !== "" && !screen.views.progress.asking
                leftPadding: Theme.gap
                rightPadding: Theme.gap
                glyph: "search"
                text: qsTr("Look")
                onClicked: {
                    Typing.hide();
                    screen.views.progress.ask(number.text);
                }
            }
        }
        Dots {
            visible: screen.views.progress.asking
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
        }
        Item {
            width: parent.width
            height: scan.height
            visible: screen.session.canScan && !screen.views.progress.known && !screen.views.progress.asking && !screen.session.troubled

            Glyph {
                id: scan

                anchors.horizontalCenter: parent.horizontalCenter
                name: "qr-code"
                color: Theme.lineStrong
                size: screen.wide ? 240 : 380
            }
        }
        Notice {
            width: parent.width
            visible: screen.views.progress.remark !== ""
            trouble: false
            title: qsTr("The office writes")
            text: screen.views.progress.remark
        }
        Sheet {
            width: parent.width
            visible: screen.views.progress.known
            padding: Theme.gapLarge
            spacing: 0

            Repeater {
                model: screen.views.progress.stages

                StageLine {
                    width: parent.width
                }
            }
        }
    }
}
