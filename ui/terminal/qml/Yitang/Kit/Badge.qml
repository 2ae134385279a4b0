import QtQuick

// A few words on a coloured ground: "from your card", "may follow later".
Rectangle {
    id: badge

    required property string text
    property string glyph: ""
    property bool warm: false

    width: row.width + 2 * Theme.gapSmall
    height: row.height + Theme.gapSmall
    radius: height / 2
    color: warm ? Theme.amberSoft : Theme.jadeSoft

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gapTiny

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            visible: badge.glyph !== ""
            name: badge.glyph
            size: Theme.small
            color: badge.warm ? Theme.ink : Theme.jade
        }
        Words {
            text: badge.text
            font.pixelSize: Theme.small
            color: badge.warm ? Theme.ink : Theme.jade
            lineHeight: Theme.tight
            wrapMode: Text.NoWrap
        }
    }
}
