import QtQuick
import Yitang.Kit

// A label and its value on one line, the value under it where it is long.
Item {
    id: fact

    required property string label
    required property string value
    property bool strong: true
    readonly property bool narrow: name.implicitWidth + content.implicitWidth + Theme.gap > width

    implicitHeight: narrow ? name.height + content.height : Math.max(name.height, content.height)

    Words {
        id: name

        width: fact.narrow ? fact.width : implicitWidth
        text: fact.label
        color: Theme.inkSoft
    }
    Words {
        id: content

        y: fact.narrow ? name.height : 0
        width: fact.narrow ? fact.width : implicitWidth
        x: fact.narrow ? 0 : fact.width - width
        text: fact.value
        font.bold: fact.strong
    }
}
