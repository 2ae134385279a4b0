import QtQuick

// What a line to write on stands on: its border tells whether it is written on, and whether something is wrong.
Rectangle {
    required property Item line
    property bool wrong: false

    radius: Theme.radiusSmall
    color: line.enabled ? Theme.sheet : Theme.paperDeep
    border.width: line.activeFocus ? 4 : Theme.border
    border.color: wrong ? Theme.brick : line.activeFocus ? Theme.jade : Theme.lineStrong
}
