pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// One question of the form: its label, what is entered, what helps, and what is still wrong, right beside it.
Column {
    id: entry

    required property FormView form
    required property string fieldId
    required property string kind
    required property string label
    required property string hint
    required property string value
    required property bool fromCard
    required property bool fromPaper
    required property bool toCompare
    required property bool locked
    required property bool needed
    required property string problem
    required property bool doubted
    required property bool unconfirmed
    required property int maxLength
    required property var choices

    spacing: Theme.gapTiny + 4

    Item {
        width: parent.width
        height: Math.max(name.height, badge.visible ? badge.height : 0)

        Words {
            id: name

            width: parent.width - (badge.visible ? badge.width + Theme.gap : 0)
            anchors.verticalCenter: parent.verticalCenter
            text: entry.needed ? entry.label : qsTr("%1 (if you like)").arg(entry.label)
            font.bold: true
        }
        Badge {
            id: badge

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: entry.fromCard || entry.fromPaper
            warm: entry.toCompare
            glyph: entry.fromCard ? "id-card" : entry.toCompare ? "circle-alert" : "file-text"
            text: entry.fromCard ? qsTr("from your card") : entry.toCompare ? qsTr("from your paper: please check") : qsTr("from the paper you scanned")
        }
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: entry.hint
        color: Theme.inkSoft
        font.pixelSize: Theme.small
    }
    Loader {
        width: parent.width
        sourceComponent: entry.kind === "choice" ? choice : entry.kind === "date" && !entry.locked ? day
            : entry.locked ? settled : line
    }
    Row {
        visible: entry.problem !== ""
        spacing: Theme.gapTiny

        Glyph {
            name: "circle-alert"
            color: Theme.brick
            size: Theme.body
        }
        Words {
            objectName: "problem." + entry.fieldId
            width: entry.width - Theme.body - Theme.gapTiny
            text: entry.problem
            color: Theme.brick
            font.bold: true
            lineHeight: Theme.tight
        }
    }

    SmallButton {
        objectName: "keep." + entry.fieldId
        visible: entry.doubted
        glyph: "check"
        text: qsTr("I have compared: it is right")
        onClicked: entry.form.keep(entry.fieldId)
    }
    Words {
        objectName: "unconfirmed." + entry.fieldId
        visible: entry.unconfirmed
        width: parent.width
        text: qsTr("Kept as you wrote it. The office will compare it.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
    }

    Component {
        id: settled

        Rectangle {
            implicitHeight: fixed.height + 2 * Theme.gapSmall
            radius: Theme.radiusSmall
            color: Theme.paperDeep

            Words {
                id: fixed

                x: Theme.gap
                width: parent.width - 2 * Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: entry.value
                font.pixelSize: Theme.heading
            }
        }
    }
    Component {
        id: line

        LineEntry {
            fieldId: entry.fieldId
            kind: entry.kind
            value: entry.value
            maxLength: entry.maxLength
            wrong: entry.problem !== ""
            name: entry.label
            onWritten: text => entry.form.setAnswer(entry.fieldId, text)
            onDone: entry.form.leave(entry.fieldId)
        }
    }
    Component {
        id: choice

        ChoiceEntry {
            fieldId: entry.fieldId
            choices: entry.choices
            value: entry.value
            enabled: !entry.locked
            onChosen: value => entry.form.setAnswer(entry.fieldId, value)
        }
    }
    Component {
        id: day

        DateEntry {
            fieldId: entry.fieldId
            value: entry.value
            wrong: entry.problem !== ""
            onWritten: text => entry.form.setAnswer(entry.fieldId, text)
            onDone: entry.form.leave(entry.fieldId)
        }
    }
}
