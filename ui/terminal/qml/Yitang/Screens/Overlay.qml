import QtQuick
import Yitang.Kit

// A sheet over the page: the page stays in sight, nothing behind can be touched.
Rectangle {
    id: overlay

    default property alias content: column.data

    anchors.fill: parent
    color: Theme.veil

    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 1100)
        height: column.height + 2 * Theme.gapLarge
        radius: Theme.radius + 8
        color: Theme.paper

        Column {
            id: column

            x: Theme.gapLarge
            y: Theme.gapLarge
            width: parent.width - 2 * Theme.gapLarge
            spacing: Theme.gap
        }
    }
}
