import QtQuick

// A white sheet on the paper ground. What is inside stands in a column.
Rectangle {
    id: sheet

    default property alias content: column.data
    property alias spacing: column.spacing
    property int padding: Theme.gap + 8

    color: Theme.sheet
    radius: Theme.radius
    border.width: Theme.border
    border.color: Theme.line
    implicitHeight: column.implicitHeight + 2 * padding

    Column {
        id: column

        x: sheet.padding
        y: sheet.padding
        width: sheet.width - 2 * sheet.padding
        spacing: Theme.gapSmall
    }
}
