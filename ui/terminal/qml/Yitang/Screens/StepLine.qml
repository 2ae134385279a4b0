pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// Step n of m, in words and as a line.
Item {
    id: steps

    required property SessionView session

    visible: session.stepCount > 1
    height: visible ? words.height + Theme.gap : 0

    Words {
        id: words

        x: Theme.margin
        anchors.bottom: parent.bottom
        text: qsTr("Step %1 of %2").arg(steps.session.stepNumber).arg(steps.session.stepCount)
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        lineHeight: Theme.tight
    }
    Row {
        id: line

        readonly property real part: (width - spacing * (steps.session.stepCount - 1)) / Math.max(1, steps.session.stepCount)

        anchors.left: words.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: words.verticalCenter
        spacing: 6

        Repeater {
            model: steps.session.stepCount

            Rectangle {
                required property int index

                width: line.part
                height: 10
                radius: 5
                color: index < steps.session.stepNumber ? Theme.jade : Theme.line
            }
        }
    }
}
