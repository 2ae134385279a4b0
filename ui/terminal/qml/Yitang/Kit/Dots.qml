pragma ComponentBehavior: Bound
import QtQuick

// Something is under way: three dots, one after the other. Opacity only.
Row {
    id: dots

    property int size: 18
    property color color: Theme.jade
    property bool running: visible
    property int step: 0

    spacing: size

    Timer {
        interval: 350
        repeat: true
        running: dots.running
        onTriggered: dots.step = (dots.step + 1) % 3
    }
    Repeater {
        model: 3

        Rectangle {
            required property int index

            width: dots.size
            height: dots.size
            radius: dots.size / 2
            color: dots.color
            opacity: dots.step === index ? 1.0 : 0.25
        }
    }
}
