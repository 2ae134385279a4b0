pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Everything that will be handed in, on one page; each block can be changed.
Place {
    id: screen

    title: qsTr("Is everything right?")
    lead: screen.views.review.itemName
    onwardText: qsTr("Yes, it is right")
    ready: true
    help: qsTr("Read everything once more. Touch Change beside what is not right: you come back here by yourself. Then touch the green button.")

    function goOn(): void {
        screen.views.review.confirm();
    }

    ScrollColumn {
        anchors.fill: parent

        Repeater {
            model: screen.views.review.groups

            Sheet {
                id: group

                required property string screenName
                required property string part
                required property string title
                required property var lines
                required property var pages

                width: parent.width

                Item {
                    width: parent.width
                    height: Math.max(name.height, change.height)

                    Words {
                        id: name

                        width: parent.width - change.width - Theme.gap
                        anchors.verticalCenter: parent.verticalCenter
                        text: group.title
                        font.pixelSize: Theme.heading
                        font.bold: true
                        lineHeight: Theme.tight
                    }
                    SmallButton {
                        id: change

                        objectName: "change." + group.screenName + "." + group.part
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        glyph: "pen-line"
                        text: qsTr("Change")
                        onClicked: screen.views.review.change(group.screenName, group.part)
                    }
                }
                Repeater {
                    model: group.lines

                    Column {
                        id: answer

                        required property var modelData

                        width: parent.width

                        Fact {
                            width: parent.width
                            label: answer.modelData.label
                            value: answer.modelData.value
                        }
                        Words {
                            width: parent.width
                            visible: text !== ""
                            text: answer.modelData.note
                            color: Theme.inkSoft
                            font.pixelSize: Theme.small
                            horizontalAlignment: Text.AlignRight
                        }
                    }
                }
                Row {
                    visible: group.pages.length > 0
                    spacing: Theme.gap

                    Repeater {
                        model: group.pages

                        Image {
                            required property string modelData

                            width: 200
                            height: 150
                            source: modelData
                            sourceSize: Qt.size(200, 150)
                            fillMode: Image.PreserveAspectFit
                            horizontalAlignment: Image.AlignLeft
                            cache: false
                        }
                    }
                }
            }
        }
    }
}
