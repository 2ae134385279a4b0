pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Everything at once: what the card gives, what is filled in here, what is scanned, what may follow; time and fee.
Place {
    id: screen

    title: screen.views.items.name
    lead: screen.views.items.summary
    onwardText: qsTr("Begin")
    ready: true
    help: qsTr("Here is everything you need, complete. If a paper is missing, print the list, take it home and come back: nothing else will be asked for.")

    function goOn(): void {
        screen.views.items.accept();
    }

    function groupTitle(source: string): string {
        switch (source) {
        case "card":
            return qsTr("Your card has told us");
        case "form":
            return qsTr("You fill in here");
        case "scan":
            return qsTr("You lay under the camera");
        default:
            return qsTr("You promise here");
        }
    }

    function groupGlyph(source: string): string {
        switch (source) {
        case "card":
            return "id-card";
        case "form":
            return "pen-line";
        case "scan":
            return "scan-line";
        default:
            return "handshake";
        }
    }

    aside: [
        ActionButton {
            objectName: "printNeeds"
            visible: screen.session.canPrint && screen.session.printState === "none"
            kind: ActionButton.Kind.Plain
            glyph: "printer"
            text: qsTr("Print this list")
            onClicked: screen.views.items.printNeeds()
        },
        PaperState {
            width: parent.width
            visible: screen.session.printState !== "none"
            session: screen.session
            takeText: qsTr("Please take your list.")
        }
    ]

    ScrollColumn {
        anchors.fill: parent

        Notice {
            width: parent.width
            visible: !screen.views.items.finishable
            title: qsTr("Cannot be finished here now")
            text: qsTr("The camera does not work, and this errand needs papers. Please use another terminal, or print the list and take a number.")
        }
        Sheet {
            width: parent.width
            spacing: Theme.gapTiny

            Repeater {
                model: screen.views.items.needs

                Column {
                    id: need

                    required property string source
                    required property bool first
                    required property string name
                    required property string hint
                    required property bool later
                    required property bool optional
                    required property string condition
                    required property int index

                    width: parent.width
                    topPadding: first && index > 0 ? Theme.gap : 0
                    spacing: Theme.gapTiny

                    Row {
                        visible: need.first
                        spacing: Theme.gapSmall

                        Glyph {
                            anchors.verticalCenter: parent.verticalCenter
                            name: screen.groupGlyph(need.source)
                            color: Theme.jade
                            size: Theme.body
                        }
                        Words {
                            text: screen.groupTitle(need.source)
                            color: Theme.jade
                            font.bold: true
                            wrapMode: Text.NoWrap
                        }
                    }
                    Words {
                        width: parent.width
                        leftPadding: Theme.body + Theme.gapSmall
                        text: need.name
                        font.pixelSize: Theme.heading
                        lineHeight: Theme.tight
                    }
                    Words {
                        width: parent.width
                        leftPadding: Theme.body + Theme.gapSmall
                        visible: text !== ""
                        text: need.hint
                        color: Theme.inkSoft
                        font.pixelSize: Theme.small
                    }
                    Words {
                        width: parent.width
                        leftPadding: Theme.body + Theme.gapSmall
                        visible: text !== ""
                        text: need.condition
                        color: Theme.inkSoft
                        font.pixelSize: Theme.small
                    }
                    Badge {
                        x: Theme.body + Theme.gapSmall
                        visible: need.later || need.optional
                        warm: true
                        glyph: "calendar-clock"
                        text: need.later ? qsTr("may be handed in later") : qsTr("only if you have it")
                    }
                }
            }
        }
        Sheet {
            width: parent.width

            Fact {
                width: parent.width
                label: qsTr("Done within")
                value: screen.views.items.promised
            }
            Fact {
                width: parent.width
                label: qsTr("The law allows")
                value: screen.views.items.statutory
                strong: false
            }
            Fact {
                width: parent.width
                label: qsTr("Fee")
                value: screen.views.items.fee
            }
            Fact {
                width: parent.width
                label: qsTr("You receive")
                value: screen.views.items.result
                strong: false
            }
            Fact {
                width: parent.width
                label: qsTr("Who decides")
                value: screen.views.items.department
                strong: false
            }
        }
    }
}
