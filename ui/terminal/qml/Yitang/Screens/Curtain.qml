import QtQuick
import QtQuick.Window
import Yitang.Kit

// The window, with the welcome in it until the terminal itself is loaded over it.
Window {
    id: window

    // The terminal's `Views`, once there is a terminal.
    property QtObject views: null
    readonly property bool raised: terminal.status === Loader.Ready
    readonly property bool wide: width > height

    color: Theme.paper
    title: "一趟 Yitang"
    width: 1080
    height: 1920
    onViewsChanged: terminal.setSource(Qt.resolvedUrl("Main.qml"), {
        "views": window.views
    })

    Item {
        width: window.wide ? 1920 : 1080
        height: window.wide ? 1080 : 1920
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        x: Math.round((window.width - width * scale) / 2)
        y: Math.round((window.height - height * scale) / 2)

        Banner {
            y: 136 // below the bar that will be there
            width: window.wide ? parent.width * 0.48 : parent.width
            height: (parent.height - y) * (window.wide ? 1 : 0.46)
        }
    }
    Loader {
        id: terminal

        anchors.fill: parent
    }
}
