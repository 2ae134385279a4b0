import QtQuick

// Something to know, or trouble: what it is, what to do, and a way on.
Rectangle {
    id: notice

    required property string title
    property string text: ""
    property bool trouble: true
    property string glyph: trouble ? "triangle-alert" : "info"
    property string action: ""

    signal acted()

    implicitHeight: inside.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: trouble ? Theme.brickSoft : Theme.amberSoft

    Rectangle {
        width: 10
        height: parent.height - 2 * Theme.radius
        anchors.verticalCenter: parent.verticalCenter
        color: notice.trouble ? Theme.brick : Theme.lineStrong
    }
    Row {
        id: inside

        x: Theme.gapLarge
        y: Theme.gap
        width: notice.width - Theme.gapLarge - Theme.gap
        spacing: Theme.gap

        Glyph {
            id: sign

            name: notice.glyph
            color: notice.trouble ? Theme.brick : Theme.ink
            size: Math.round(Theme.heading * 1.2)
        }
        Column {
            width: parent.width - sign.width - parent.spacing
            spacing: Theme.gapTiny

            Words {
                width: parent.width
                text: notice.title
                color: notice.trouble ? Theme.brick : Theme.ink
                font.bold: true
                font.pixelSize: Theme.body
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: notice.text
                font.pixelSize: Math.round((Theme.body + Theme.small) / 2)
            }
            Item {
                width: 1
                height: Theme.gapTiny
                visible: again.visible
            }
            SmallButton {
                id: again

                objectName: "again"
                visible: notice.action !== ""
                text: notice.action
                glyph: "refresh-cw"
                onClicked: notice.acted()
            }
        }
    }
}
