import QtQuick
import Yitang.Kit

// A line that is on or off: a tick in a circle and words.
Tap {
    id: choice

    property bool on: false

    padding: Theme.gapSmall
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    Accessible.role: Accessible.CheckBox
    Accessible.checked: on
    background: Rectangle {
        radius: Theme.radiusSmall
        color: choice.on || choice.down ? Theme.jadeSoft : Theme.sheet
        border.width: choice.on ? 4 : Theme.border
        border.color: choice.on ? Theme.jade : Theme.lineStrong
    }
    contentItem: Item {
        implicitHeight: Math.max(name.implicitHeight, Theme.heading)

        Rectangle {
            id: circle

            width: Theme.heading
            height: width
            radius: width / 2
            anchors.verticalCenter: parent.verticalCenter
            color: choice.on ? Theme.jade : Theme.sheet
            border.width: choice.on ? 0 : 3
            border.color: Theme.lineStrong

            Glyph {
                anchors.centerIn: parent
                visible: choice.on
                name: "check"
                color: Theme.light
                size: parent.width * 0.7
            }
        }
        Words {
            id: name

            anchors.left: circle.right
            anchors.leftMargin: Theme.gapSmall
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: choice.text
            font.bold: choice.on
            lineHeight: Theme.tight
        }
    }
}
