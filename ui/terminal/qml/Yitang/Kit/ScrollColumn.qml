import QtQuick

// A column that scrolls only where it must. Then a strip is kept free for a button that says so and turns the page:
// many people do not know that a page can be pushed.
Item {
    id: scroll

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias flick: view
    readonly property bool overflows: column.height > height
    readonly property bool atEnd: view.contentY + view.height >= view.contentHeight - 8

    Flickable {
        id: view

        width: parent.width
        height: parent.height - (scroll.overflows ? turn.height + Theme.gapSmall : 0)
        clip: scroll.overflows
        contentWidth: width
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroll.overflows
        pixelAligned: true

        Column {
            id: column

            width: view.width
            spacing: Theme.gap
        }
    }
    SmallButton {
        id: turn

        objectName: "more"
        anchors.bottom: parent.bottom
        width: parent.width
        visible: scroll.overflows
        glyph: scroll.atEnd ? "arrow-up" : "arrow-down"
        text: scroll.atEnd ? qsTr("Back to the top") : qsTr("Show more")
        onClicked: slide.restart()
    }
    NumberAnimation {
        id: slide

        target: view
        property: "contentY"
        to: scroll.atEnd ? 0 : Math.min(view.contentY + view.height * 0.8, view.contentHeight - view.height)
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}
