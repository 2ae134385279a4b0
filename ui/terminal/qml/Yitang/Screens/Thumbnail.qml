pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// A page that is kept. Large, it can be put in another place, taken again or taken out; small, only taken out.
Sheet {
    id: thumbnail

    required property string source
    required property int number
    property bool large: false
    property int room: 0 // height that there is for a large one
    property int last: 1 // how many pages there are

    signal dropped(int number)
    signal moved(int number, int by)
    signal replaced(int number)

    readonly property real half: (width - 2 * padding - Theme.gapSmall) / 2

    width: large ? 472 : Theme.large ? 300 : 230
    padding: Theme.gapSmall

    Image {
        width: parent.width
        height: thumbnail.large ? Math.min(width * 1.2, thumbnail.room - tools.height - 3 * Theme.gapSmall) : 150
        source: thumbnail.source
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectFit
        cache: false
    }
    Grid {
        id: tools

        columns: thumbnail.large ? 2 : 1
        spacing: Theme.gapSmall

        Part {
            objectName: "earlier." + thumbnail.number
            visible: thumbnail.large && thumbnail.last > 1
            enabled: thumbnail.number > 1
            sign: "arrow-left"
            text: qsTr("Earlier")
            onClicked: thumbnail.moved(thumbnail.number, -1)
        }
        Part {
            objectName: "later." + thumbnail.number
            visible: thumbnail.large && thumbnail.last > 1
            enabled: thumbnail.number < thumbnail.last
            sign: "arrow-right"
            text: qsTr("Later")
            onClicked: thumbnail.moved(thumbnail.number, 1)
        }
        Part {
            objectName: "replace." + thumbnail.number
            visible: thumbnail.large
            sign: "rotate-ccw"
            text: qsTr("Again")
            onClicked: thumbnail.replaced(thumbnail.number)
        }
        Part {
            objectName: "drop." + thumbnail.number
            width: thumbnail.large ? thumbnail.half : thumbnail.width - 2 * thumbnail.padding
            sign: "trash-2"
            text: qsTr("Remove")
            onClicked: thumbnail.dropped(thumbnail.number)
        }
    }

    component Part: SmallButton {
        required property string sign

        glyph: thumbnail.large && Theme.large ? "" : sign // words alone are wide enough then
        width: thumbnail.half
        leftPadding: Theme.gapTiny
        rightPadding: Theme.gapTiny
        opacity: enabled ? 1 : 0.4
    }
}
