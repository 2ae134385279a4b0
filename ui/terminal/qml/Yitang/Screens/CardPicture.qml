import QtQuick
import Yitang.Kit

// Where the card goes, drawn: the lit plate below the screen, and the card coming down on it.
Item {
    id: picture

    property bool reading: false
    property bool troubled: false

    implicitWidth: 640
    implicitHeight: 430

    Rectangle {
        id: plate

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: 520
        height: 250
        radius: 36
        color: Theme.paperDeep
        border.width: 4
        border.color: picture.troubled ? Theme.brick : picture.reading ? Theme.jade : Theme.lineStrong

        Rectangle {
            anchors.centerIn: parent
            width: 400
            height: 170
            radius: 20
            color: "transparent"
            border.width: 3
            border.color: picture.reading ? Theme.jade : Theme.line
        }
    }
    Rectangle {
        id: card

        property real lift: 0

        anchors.horizontalCenter: parent.horizontalCenter
        y: picture.reading ? picture.height - 226 : 20 + lift
        width: 330
        height: 208
        radius: 16
        color: Theme.sheet
        border.width: 3
        border.color: Theme.jade

        Rectangle {
            x: 24
            y: 40
            width: 150
            height: 14
            radius: 7
            color: Theme.jadeSoft
        }
        Rectangle {
            x: 24
            y: 74
            width: 110
            height: 14
            radius: 7
            color: Theme.jadeSoft
        }
        Rectangle {
            x: 24
            y: 108
            width: 134
            height: 14
            radius: 7
            color: Theme.jadeSoft
        }
        Rectangle {
            x: 24
            y: 158
            width: 282
            height: 16
            radius: 8
            color: Theme.jade
        }
        Glyph {
            x: 212
            y: 34
            name: "person"
            color: Theme.jade
            size: 100
        }
    }
    Glyph {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 236
        visible: !picture.reading
        name: "arrow-down"
        color: Theme.jade
        size: 84
    }
    SequentialAnimation {
        running: picture.visible && !picture.reading
        loops: Animation.Infinite

        NumberAnimation {
            target: card
            property: "lift"
            from: 0
            to: -16
            duration: 900
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            target: card
            property: "lift"
            from: -16
            to: 0
            duration: 900
            easing.type: Easing.InOutSine
        }
    }
}
