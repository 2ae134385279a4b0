pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// The number, so large that it can be photographed, and its paper.
Place {
    id: screen

    readonly property bool unprinted: session.printState === "failed"
    readonly property list<string> about: [screen.views.queue.themeName,
        screen.views.queue.reprint ? qsTr("You have this number already: your place is kept.") : "",
        screen.views.queue.island ? qsTr("The hall's computer is not reached. Your number is valid: please show it at a window.") : ""]

    title: screen.views.queue.issued ? qsTr("Your number") : screen.session.troubled ? qsTr("No number yet") : qsTr("Your number is on its way")
    lead: screen.views.queue.issued ? screen.about.filter(line => line !== "").join("\n") : ""
    onward: screen.views.queue.issued
    onwardText: qsTr("Finish")
    exitShown: !onward
    ready: screen.session.ready
    help: qsTr("Take the paper with your number. It is called at the windows and shown on the board. Take your card with you too.")

    aside: [
        Paper {
            visible: screen.views.queue.issued && screen.wide && !screen.unprinted
        },
        WantNotice {
            visible: screen.views.queue.noticeOffered && screen.wide
        }
    ]

    ScrollColumn {
        anchors.fill: parent
        spacing: screen.wide ? Theme.gapSmall : Theme.gap

        Dots {
            visible: !screen.views.queue.issued && !screen.session.troubled
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: screen.views.queue.shut ? "" : qsTr("Try again")
            onActed: screen.session.again()
        }
        OtherWays {
            width: parent.width
            visible: screen.views.queue.shut
            views: screen.views
            choosable: true
        }
        Sheet {
            width: parent.width
            visible: screen.views.queue.issued
            padding: screen.wide && screen.unprinted ? Theme.gapTiny : Theme.gap

            Words {
                objectName: "ticketNumber"
                width: parent.width
                text: screen.views.queue.number
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: !screen.wide ? 260 : screen.unprinted ? 96 : 130
                font.bold: true
                color: Theme.jade
                lineHeight: Theme.tight
            }
        }
        Paper {
            visible: screen.views.queue.issued && screen.unprinted
        }
        Sheet {
            width: parent.width
            visible: screen.views.queue.issued
            spacing: screen.wide ? Theme.gapSmall : Theme.gap

            Fact {
                width: parent.width
                visible: value !== ""
                label: qsTr("People ahead of you")
                value: screen.views.queue.ahead
            }
            Fact {
                width: parent.width
                visible: value !== ""
                label: qsTr("Expected wait")
                value: screen.views.queue.wait
            }
            Fact {
                width: parent.width
                visible: value !== ""
                label: qsTr("Where to go")
                value: screen.views.queue.windows
            }
            Fact {
                width: parent.width
                visible: value !== ""
                label: qsTr("Also at this visit")
                value: screen.views.queue.also
            }
            Fact {
                objectName: "notice"
                width: parent.width
                visible: screen.views.queue.notice
                label: qsTr("Text message")
                value: qsTr("when your turn is near")
            }
        }
        Paper {
            visible: screen.views.queue.issued && !screen.wide && !screen.unprinted
        }
        WantNotice {
            visible: screen.views.queue.noticeOffered && !screen.wide
        }
    }

    // Where there is little height it stands beside: nobody looks for it behind "show more".
    component WantNotice: ActionButton {
        objectName: visible ? "wantNotice" : ""
        width: parent ? parent.width : 0
        kind: ActionButton.Kind.Plain
        glyph: "phone"
        text: qsTr("Text me before my turn")
        onClicked: screen.views.queue.wantNotice()
    }

    // Where there is little height it stands beside; what went wrong close below the number: both must be seen.
    component Paper: PaperState {
        width: parent ? parent.width : 0
        session: screen.session
        takeText: screen.session.hasCard ? qsTr("Please take your number, and your card.") : qsTr("Please take your number.")
    }
}
