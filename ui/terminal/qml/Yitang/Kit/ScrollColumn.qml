import QtQuick

// A column that scrolls only where it must. Then a strip is kept free for a button that says so and turns the page:
// many people do not know that a page can be pushed. The line that is written on is kept in sight above the keyboard.
Item {
    id: scroll

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool overflows: column.height > height
    readonly property bool atEnd: view.contentY + view.height >= view.contentHeight - 8
    readonly property bool turns: overflows && !Typing.open
    readonly property Item line: inside(scroll.Window.activeFocusItem)
    property Item wanted: null // shown until a finger pushes the page
    readonly property TextEdit lines: line as TextEdit // where it may be several

    // The item, if it stands in this column.
    function inside(item: Item): Item {
        for (let up = item; up !== null; up = up.parent) {
            if (up === column)
                return item;
        }
        return null;
    }

    // Show this child whole, also once it has grown; of one that is too high its end, where what is wrong is said.
    function reveal(child: Item): void {
        scroll.wanted = child;
        scroll.showWanted();
    }

    function showWanted(): void {
        if (scroll.wanted !== null)
            scroll.show(scroll.wanted.y, scroll.wanted.height);
    }

    // So many pixels of the column from `top` on.
    function show(top: real, height: real): void {
        const lowest = top + height + Theme.gapSmall - view.height;
        const highest = Math.max(lowest, top - Theme.gapSmall);
        view.contentY = Math.max(0, Math.min(Math.max(lowest, Math.min(view.contentY, highest)), view.contentHeight - view.height));
    }

    // The whole question where there is room for it, else the line, else the place in it where the next letter comes.
    function bringIntoSight(): void {
        if (scroll.line === null || !Typing.open)
            return;
        let entry = scroll.line;
        while (entry.parent !== column)
            entry = entry.parent;
        const whole = view.height - 2 * Theme.gapSmall;
        const caret = scroll.lines !== null ? scroll.lines.cursorRectangle : Qt.rect(0, 0, 0, scroll.line.height);
        const parts = [Qt.rect(0, entry.y, 0, entry.height), scroll.line.mapToItem(column, 0, 0, 0, scroll.line.height),
            scroll.line.mapToItem(column, 0, caret.y, 0, caret.height)];
        const shown = parts.find(part => part.height <= whole) ?? parts[2];
        scroll.show(shown.y, shown.height);
    }

    onLineChanged: bringIntoSight()

    Connections {
        target: Typing

        function onOpenChanged(): void {
            scroll.bringIntoSight();
        }
    }
    Connections {
        target: scroll.lines

        function onCursorRectangleChanged(): void {
            scroll.bringIntoSight();
        }
    }

    Flickable {
        id: view

        width: parent.width
        height: parent.height - (scroll.turns ? turn.height + Theme.gapSmall : 0)
        clip: scroll.overflows
        onHeightChanged: scroll.bringIntoSight()
        onContentHeightChanged: {
            scroll.showWanted();
            scroll.bringIntoSight();
        }
        onMovementStarted: scroll.wanted = null
        contentWidth: width
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroll.overflows
        pixelAligned: true

        Column {
            id: column

            width: view.width
            spacing: Theme.gap
        }
    }
    SmallButton {
        id: turn

        objectName: "more"
        anchors.bottom: parent.bottom
        width: parent.width
        visible: scroll.turns
        glyph: scroll.atEnd ? "arrow-up" : "arrow-down"
        text: scroll.atEnd ? qsTr("Back to the top") : qsTr("Show more")
        onClicked: {
            scroll.wanted = null;
            slide.restart();
        }
    }
    NumberAnimation {
        id: slide

        target: view
        property: "contentY"
        to: scroll.atEnd ? 0 : Math.min(view.contentY + view.height * 0.8, view.contentHeight - view.height)
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}
