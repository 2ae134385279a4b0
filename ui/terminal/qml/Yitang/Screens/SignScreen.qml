import QtQuick
import Yitang.Kit
import Yitang.Terminal

// The name, written with a finger, and with it the errand goes.
Place {
    id: screen

    property bool rejected: false

    title: qsTr("Please sign with your finger")
    lead: qsTr("With your signature you confirm what you have just read: %1").arg(screen.views.review.itemName)
    onwardText: qsTr("Hand in")
    ready: !ink.empty
    help: qsTr("Write your name in the white field with your finger, as large as you like. Touch Undo if a line went wrong. Then touch Hand in.")

    function goOn(): void {
        screen.rejected = !screen.views.review.sign(ink);
    }

    Rectangle {
        id: sheet

        width: parent.width
        height: Math.min(parent.height - tools.height - Theme.gap, width * 0.7)
        radius: Theme.radius
        color: Theme.sheet
        border.width: 3
        border.color: Theme.lineStrong

        Rectangle {
            x: Theme.gapLarge
            y: parent.height * 0.78
            width: parent.width - 2 * Theme.gapLarge
            height: 3
            color: Theme.line
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.78 + Theme.gapTiny
            text: screen.views.review.holder
            color: Theme.inkSoft
        }
        InkField {
            id: ink

            objectName: "ink"
            anchors.fill: parent
            anchors.margins: 6
            onInkChanged: screen.rejected = false
        }
    }
    Column {
        id: tools

        anchors.top: sheet.bottom
        anchors.topMargin: Theme.gap
        width: parent.width
        spacing: Theme.gap

        Row {
            spacing: Theme.gap

            SmallButton {
                objectName: "undo"
                enabled: !ink.empty
                opacity: enabled ? 1 : 0.5
                glyph: "undo-2"
                text: qsTr("Undo")
                onClicked: ink.undo()
            }
            SmallButton {
                objectName: "clear"
                enabled: !ink.empty
                opacity: enabled ? 1 : 0.5
                glyph: "eraser"
                text: qsTr("Start over")
                onClicked: ink.clear()
            }
        }
        Notice {
            width: parent.width
            visible: screen.rejected
            trouble: false
            glyph: "pen-line"
            title: qsTr("That is very short for a name")
            text: qsTr("Please write your name once more, a little larger.")
        }
    }
}
