import QtQuick
import Yitang.Kit

// A page that is kept, with a button to take it out again.
Sheet {
    id: thumbnail

    required property string source
    required property int number
    property bool large: false

    signal dropped(int number)

    width: large ? 400 : Theme.large ? 300 : 230
    padding: Theme.gapSmall

    Image {
        width: parent.width
        height: thumbnail.large ? width * 1.2 : 150
        source: thumbnail.source
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectFit
        cache: false
    }
    SmallButton {
        objectName: "drop." + thumbnail.number
        width: parent.width
        leftPadding: Theme.gapTiny
        rightPadding: Theme.gapTiny
        glyph: "trash-2"
        text: qsTr("Remove")
        onClicked: thumbnail.dropped(thumbnail.number)
    }
}
