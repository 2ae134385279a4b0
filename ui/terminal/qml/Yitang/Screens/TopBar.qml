import QtQuick
import Yitang.Kit
import Yitang.Terminal

// Whose terminal this is, the time, and what may be wanted at any moment: large letters, the other language, help.
Rectangle {
    id: bar

    required property SessionView session

    signal helpWanted()

    height: Math.max(buttons.height, names.height) + Theme.gapSmall * 2
    color: Theme.paper

    Mark {
        id: mark

        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        size: 72
    }
    Column {
        id: names

        anchors.left: mark.right
        anchors.leftMargin: Theme.gapSmall + 4
        anchors.right: buttons.left
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: bar.session.hallName
            font.bold: true
            font.pixelSize: Theme.landscape || !Theme.large ? Theme.body : Theme.small
            lineHeight: Theme.tight
        }
        Words {
            width: parent.width
            text: bar.session.time + "   " + bar.session.day
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            lineHeight: Theme.tight
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin - Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapTiny

        IconButton {
            objectName: "large"
            glyph: "a-large-small"
            text: bar.session.large ? qsTr("Normal") : qsTr("Large")
            on: bar.session.large
            onClicked: bar.session.switchLarge()
        }
        IconButton {
            objectName: "language"
            glyph: "languages"
            // Always in the other language: whoever needs it cannot read this one.
            text: bar.session.language === "zh" ? "English" : "中文"
            onClicked: bar.session.switchLanguage()
        }
        IconButton {
            objectName: "help"
            glyph: "circle-help"
            text: qsTr("Help")
            onClicked: bar.helpWanted()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.border
        color: Theme.line
    }
}
