import QtQuick

// The sign of the house: one line, one trip, from here to done.
Rectangle {
    id: mark

    property int size: 64

    width: size
    height: size
    radius: size * 0.24
    color: Theme.jade

    Rectangle {
        x: mark.size * 0.26
        anchors.verticalCenter: parent.verticalCenter
        width: mark.size * 0.48
        height: Math.max(3, mark.size * 0.075)
        color: Theme.light
    }
    Rectangle {
        x: mark.size * 0.16
        anchors.verticalCenter: parent.verticalCenter
        width: mark.size * 0.22
        height: width
        radius: width / 2
        color: Theme.jade
        border.color: Theme.light
        border.width: Math.max(3, mark.size * 0.07)
    }
    Rectangle {
        x: mark.size * 0.60
        anchors.verticalCenter: parent.verticalCenter
        width: mark.size * 0.26
        height: width
        radius: width / 2
        color: Theme.light
    }
}
