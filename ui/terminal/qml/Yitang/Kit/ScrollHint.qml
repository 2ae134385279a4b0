import QtQuick

// Says that there is more below, for people who do not know that a page can be pushed; a touch goes on by a page.
Tap {
    id: hint

    required property Flickable view
    readonly property bool more: view.contentHeight - view.contentY - view.height > 8

    objectName: "more"
    visible: more
    width: Theme.targetPrimary
    height: Theme.targetPrimary
    text: qsTr("Show more")
    anchors.horizontalCenter: view.horizontalCenter
    anchors.bottom: view.bottom
    anchors.bottomMargin: Theme.gapTiny
    background: Rectangle {
        radius: width / 2
        color: hint.down ? Theme.jadePressed : Theme.jade
        border.color: Theme.paper
        border.width: 4
    }
    contentItem: Item {
        Glyph {
            anchors.centerIn: parent
            name: "arrow-down"
            color: Theme.light
        }
    }
    onClicked: turn.restart()

    NumberAnimation {
        id: turn

        target: hint.view
        property: "contentY"
        to: Math.min(hint.view.contentY + hint.view.height * 0.8, hint.view.contentHeight - hint.view.height)
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}
