pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Done: the number, the paper, and what not to forget.
Place {
    id: screen

    readonly property bool refused: views.handIn.refusal !== ""

    title: screen.refused ? qsTr("The office has a question") : qsTr("Handed in")
    lead: screen.views.handIn.itemName
    onwardText: qsTr("Finish")
    exitShown: false
    ready: true
    help: qsTr("Take the receipt: the number on it tells you how far your errand is, here or by telephone. Take your card and your papers with you.")

    aside: [
        Paper {
            visible: screen.wide
        }
    ]

    ScrollColumn {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Notice {
            width: parent.width
            visible: screen.refused
            title: qsTr("It was not accepted as it is")
            text: screen.views.handIn.refusal + "\n" + qsTr("Nothing is lost: please show your receipt at a window, or call the number under Help.")
        }
        Sheet {
            width: parent.width
            padding: Theme.gapLarge

            Words {
                width: parent.width
                text: screen.views.handIn.delivered ? qsTr("Acceptance number") : qsTr("Our number, until the office gives its own")
                color: Theme.inkSoft
            }
            Words {
                objectName: "receiptNumber"
                width: parent.width
                text: screen.views.handIn.number
                font.pixelSize: Theme.title
                font.bold: true
                color: Theme.jade
                wrapMode: Text.WrapAnywhere
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                visible: !screen.views.handIn.delivered && !screen.refused
                text: qsTr("The office is not reached at the moment. We have your errand and deliver it; you need not come again.")
            }
        }
        Paper {
            visible: !screen.wide
        }
        Forgotten {
            width: parent.width
        }
    }

    // On a low screen it stands beside: what is to be taken must be seen.
    component Paper: PaperState {
        width: parent ? parent.width : 0
        session: screen.session
        takeText: qsTr("Please take your receipt.")
    }
}
