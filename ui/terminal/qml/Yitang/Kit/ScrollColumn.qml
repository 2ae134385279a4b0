import QtQuick

// A column that scrolls only where it must, with a button that says so.
Item {
    id: scroll

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias flick: flick
    readonly property bool more: hint.more

    Flickable {
        id: flick

        anchors.fill: parent
        clip: contentHeight > height
        contentWidth: width
        contentHeight: column.height + (column.height > height ? Theme.targetPrimary + Theme.gap : 0)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        pixelAligned: true

        Column {
            id: column

            width: flick.width
            spacing: Theme.gap
        }
    }
    ScrollHint {
        id: hint

        view: flick
    }
}
