import QtQuick

// A choice as a sheet of paper: icon, name, what it is, and a mark where it leads on.
Tap {
    id: card

    property string glyph: ""
    property string detail: ""
    property string trailing: ""
    property bool strong: false
    property bool muted: false
    property bool big: false
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
            width: !visible ? 0 : Math.round((card.big ? Theme.title : Theme.heading) * 2.1)
            height: width
            radius: width / 2
            anchors.verticalCenter: parent.verticalCenter
            color: card.strong ? Theme.jadePressed : card.muted ? Theme.paper : Theme.jadeSoft

            Glyph {
                anchors.centerIn: parent
                name: card.glyph
                color: card.strong ? Theme.light : card.muted ? Theme.inkSoft : Theme.jade
                size: Math.round(parent.width * 0.54)
            }
        }
        Column {
            id: words

            anchors.left: disc.right
            anchors.leftMargin: disc.visible ? (card.big ? Theme.gapLarge : Theme.gap) : 0
            anchors.right: chevron.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4

            Words {
                width: parent.width
                text: card.text
                color: card.front
                font.pixelSize: card.big ? Theme.title : Theme.heading
                font.bold: true
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.detail
                color: card.strong ? Theme.light : Theme.inkSoft
                font.pixelSize: card.big ? Theme.body : Theme.small
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.trailing
                color: card.front
                font.pixelSize: Theme.small
                font.bold: true
                lineHeight: Theme.tight
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
