pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// A few answers to choose one of, all in sight.
Grid {
    id: entry

    required property string fieldId
    required property var choices
    required property string value
    readonly property bool pairs: choices.length % 2 === 0 && !Theme.large

    signal chosen(string value)

    columns: pairs ? 2 : 1
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall

    Repeater {
        model: entry.choices

        Tap {
            id: option

            required property var modelData
            readonly property bool on: entry.value === modelData.value

            objectName: "choice." + entry.fieldId + "." + modelData.value
            width: (entry.width - entry.columnSpacing * (entry.columns - 1)) / entry.columns
            padding: Theme.gapSmall
            leftPadding: Theme.gap
            text: modelData.label
            Accessible.role: Accessible.RadioButton
            Accessible.checked: on
            onClicked: entry.chosen(modelData.value)
            background: Rectangle {
                radius: Theme.radiusSmall
                color: option.on || option.down ? Theme.jadeSoft : Theme.sheet
                border.width: option.on ? 4 : Theme.border
                border.color: option.on ? Theme.jade : Theme.lineStrong
            }
            contentItem: Item {
                implicitHeight: Math.max(name.implicitHeight, Theme.heading)

                Rectangle {
                    id: circle

                    width: Theme.heading
                    height: width
                    radius: width / 2
                    anchors.verticalCenter: parent.verticalCenter
                    color: option.on ? Theme.jade : Theme.sheet
                    border.width: option.on ? 0 : 3
                    border.color: Theme.lineStrong

                    Glyph {
                        anchors.centerIn: parent
                        visible: option.on
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
                    text: option.text
                    font.bold: option.on
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
