import QtQuick

// A quiet button inside a page or a bar: icon and words on one line.
Tap {
    id: button

    property string glyph: ""
    property bool outlined: true
    property color front: Theme.jade

    leftPadding: Theme.gap
    rightPadding: Theme.gap
    background: Rectangle {
        radius: Theme.radiusSmall
        color: button.down ? Theme.paperDeep : button.outlined ? Theme.sheet : "transparent"
        border.width: button.outlined ? Theme.border : 0
        border.color: Theme.lineStrong
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapTiny + 4

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.glyph !== ""
                name: button.glyph
                color: button.front
                size: Math.round(Theme.body * 1.1)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.text !== ""
                text: button.text
                color: button.front
                font.bold: true
                lineHeight: Theme.tight
                wrapMode: Text.NoWrap
            }
        }
    }
}
