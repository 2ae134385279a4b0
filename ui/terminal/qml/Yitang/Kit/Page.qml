import QtQuick

// One thing per page: a question and what answers it. Upright, the question stands above; on a wide screen, beside.
Item {
    id: page

    required property string title
    property string lead: ""
    property alias aside: asideColumn.data
    default property alias content: body.data
    readonly property bool wide: Theme.landscape
    property alias bodyItem: body

    Column {
        id: question

        x: Theme.margin
        y: page.wide ? Theme.gapLarge : Theme.gapLarge
        width: page.wide ? Math.round(page.width * 0.34) : page.width - 2 * Theme.margin
        spacing: Theme.gapSmall

        Words {
            objectName: "title"
            width: parent.width
            text: page.title
            font.pixelSize: Theme.title
            font.bold: true
            lineHeight: Theme.tight
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: page.lead
            color: Theme.inkSoft
        }
        Column {
            id: asideColumn

            width: parent.width
            topPadding: children.length > 0 ? Theme.gapSmall : 0
            spacing: Theme.gap
        }
    }
    Item {
        id: body

        x: page.wide ? question.x + question.width + Theme.margin : Theme.margin
        y: page.wide ? Theme.gapLarge : question.y + question.height + Theme.gapLarge
        width: page.width - x - Theme.margin
        height: page.height - y - Theme.gap
    }
}
