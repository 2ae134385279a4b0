import QtQuick
import Yitang.Kit

// One stage of an errand on its line.
Item {
    id: line

    required property int index
    required property string name
    required property string detailText
    required property bool reached
    required property bool present

    implicitHeight: Math.max(words.height + Theme.gapLarge, Theme.heading * 2.4)

    Rectangle {
        visible: line.index > 0
        x: Theme.heading / 2 - 3
        width: 6
        height: 12
        color: line.reached ? Theme.jade : Theme.line
    }
    Rectangle {
        visible: line.index < 4
        x: Theme.heading / 2 - 3
        y: 12 + Theme.heading
        width: 6
        height: parent.height - y
        color: line.reached && !line.present ? Theme.jade : Theme.line
    }
    Rectangle {
        id: dot

        y: 12
        width: Theme.heading
        height: width
        radius: width / 2
        color: line.reached ? Theme.jade : Theme.sheet
        border.width: line.reached ? 0 : 4
        border.color: Theme.line

        Glyph {
            anchors.centerIn: parent
            visible: line.reached
            name: "check"
            color: Theme.light
            size: parent.width * 0.65
        }
    }
    Column {
        id: words

        anchors.left: dot.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        y: 4

        Words {
            width: parent.width
            text: line.name
            font.pixelSize: Theme.heading
            font.bold: line.present
            color: line.reached ? Theme.ink : Theme.inkSoft
            lineHeight: Theme.tight
        }
        Words {
            width: parent.width
            visible: line.present
            text: line.detailText
            color: Theme.inkSoft
        }
    }
}
