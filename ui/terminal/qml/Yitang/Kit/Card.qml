import QtQuick

// A choice as a sheet of paper: icon, name, what it is, and a mark where it leads on.
Tap {
    id: card

    property string glyph: ""
    property string detail: ""
    property string trailing: ""
    property bool strong: false
    property bool muted: false
    readonly property color front: strong ? Theme.light : muted ? Theme.inkSoft : Theme.ink

    padding: Theme.gap
    background: Rectangle {
        radius: Theme.radius
        color: card.strong ? (card.down ? Theme.jadePressed : Theme.jade)
            : card.muted ? Theme.paperDeep : card.down ? Theme.jadeSoft : Theme.sheet
        border.width: card.strong ? 0 : Theme.border
        border.color: Theme.line
    }
    contentItem: Item {
        implicitHeight: Math.max(words.implicitHeight, disc.height)

        Rectangle {
            id: disc

            visible: card.glyph !== ""
            width: visible ? Math.round(Theme.heading * 2.2) : 0
            height: width
            radius: width / 2
            anchors.verticalCenter: parent.verticalCenter
            color: card.strong ? Theme.jadePressed : card.muted ? Theme.paper : Theme.jadeSoft

            Glyph {
                anchors.centerIn: parent
                name: card.glyph
                color: card.strong ? Theme.light : card.muted ? Theme.inkSoft : Theme.jade
                size: Math.round(Theme.heading * 1.15)
            }
        }
        Column {
            id: words

            anchors.left: disc.right
            anchors.leftMargin: disc.visible ? Theme.gap : 0
            anchors.right: chevron.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4

            Words {
                width: parent.width
                text: card.text
                color: card.front
                font.pixelSize: Theme.heading
                font.bold: true
                lineHeight: 1.15
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.detail
                color: card.strong ? Theme.light : Theme.inkSoft
                font.pixelSize: Theme.small
                lineHeight: 1.2
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.trailing
                color: card.front
                font.pixelSize: Theme.small
                font.bold: true
                lineHeight: 1.2
            }
        }
        Glyph {
            id: chevron

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            name: "chevron-right"
            visible: card.enabled && !card.muted
            color: card.strong ? Theme.light : Theme.jade
        }
    }
}
