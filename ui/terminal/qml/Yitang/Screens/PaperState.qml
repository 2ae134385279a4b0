import QtQuick
import Yitang.Kit
import Yitang.Terminal

// What the printer is doing with the paper of this page, and what to do if it cannot.
Item {
    id: paper

    required property SessionView session
    required property string takeText

    implicitHeight: session.printState === "failed" ? trouble.height : line.height

    Row {
        id: line

        visible: paper.session.printState === "printing" || paper.session.printState === "printed"
        spacing: Theme.gap

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            name: paper.session.printState === "printed" ? "circle-check" : "printer"
            color: Theme.jade
            size: Math.round(Theme.heading * 1.3)
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: paper.width - Theme.heading * 1.3 - Theme.gap - (dots.visible ? dots.width + Theme.gap : 0)
            text: paper.session.printState === "printed" ? paper.takeText : qsTr("Being printed")
            font.bold: true
            color: Theme.jade
        }
        Dots {
            id: dots

            anchors.verticalCenter: parent.verticalCenter
            visible: paper.session.printState === "printing"
        }
    }
    Notice {
        id: trouble

        width: parent.width
        visible: paper.session.printState === "failed"
        title: paper.session.printTroubleTitle
        text: paper.session.printTroubleText
        action: qsTr("Print again")
        onActed: paper.session.again()
    }
}
