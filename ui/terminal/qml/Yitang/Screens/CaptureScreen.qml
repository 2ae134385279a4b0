pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// One paper under the camera: seen live, taken, shown, kept or taken again.
Place {
    id: screen

    readonly property CaptureView capture: views.capture
    readonly property bool shown: capture.candidate !== "" || capture.adjusting // one picture, no live view
    readonly property bool looking: !shown && !capture.full && !listed
    property bool listed: false // the kept pages are shown large, to be put in order
    property bool crooked: false // the corners that were drawn do not go round a page

    title: screen.capture.name
    lead: screen.crooked ? qsTr("These do not go round a paper: draw each one to its own corner.")
        : screen.capture.adjusting ? qsTr("Draw the four corners to the corners of the paper.")
        : screen.shown ? qsTr("Can everything be read?")
        : screen.capture.replacing > 0 ? qsTr("Page %1 is taken anew.").arg(screen.capture.replacing) : screen.capture.hint
    onwardText: qsTr("Next")
    help: qsTr("Lay the paper on the desk under the camera, printed side up, and take your hands away. When the frame is green, the picture is taken by itself; the button does it as well. Then look whether everything can be read.")

    Connections {
        target: screen.capture
        function onChanged() {
            if (screen.shown || screen.capture.pageCount === 0)
                screen.listed = false;
        }
    }

    function stateText(): string {
        switch (screen.capture.state) {
        case "away":
            return screen.capture.adviceTitle;
        case "wait":
            return qsTr("The camera is starting");
        case "look":
            return screen.capture.side === "front" ? qsTr("Lay it under the camera, the front up")
                : screen.capture.side === "back" ? qsTr("Now the back: lay it down again")
                : qsTr("Lay the paper under the camera");
        case "same":
            return screen.capture.side === "back" ? qsTr("The front is taken. Turn it over")
                : qsTr("Taken. Lay down the next page");
        case "advice":
            return screen.capture.adviceTitle !== "" ? screen.capture.adviceTitle : qsTr("Hold still");
        default:
            return screen.capture.byItself || screen.capture.taking ? qsTr("Good. Hold still")
                : qsTr("Good. Now take the picture");
        }
    }

    aside: [
        Words {
            width: parent.width
            visible: screen.capture.maxPages > 1 && screen.capture.pageCount > 0
            text: qsTr("Pages: %1 of at most %2").arg(screen.capture.pageCount).arg(screen.capture.maxPages)
            color: Theme.inkSoft
        },
        Item {
            id: beside

            width: parent.width
            height: below.aside ? below.height : 0
        }
    ]

    Rectangle {
        id: advice

        width: parent.width
        height: visible ? said.height + 2 * Theme.gapSmall : 0
        visible: screen.looking && screen.capture.state !== "away"
        radius: Theme.radiusSmall
        color: screen.capture.state === "steady" ? Theme.jade : Theme.amberSoft

        Column {
            id: said

            anchors.centerIn: parent
            width: parent.width - 2 * Theme.gap

            Words {
                objectName: "advice"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: screen.stateText()
                color: screen.capture.state === "steady" ? Theme.light : Theme.ink
                font.bold: true
                lineHeight: Theme.tight
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                visible: screen.capture.state === "advice" && text !== ""
                text: screen.capture.adviceText
                lineHeight: Theme.tight
            }
        }
    }
    Rectangle {
        id: picture

        readonly property int room: screen.bodyItem.height - y - take.taken - strip.taken
            - (below.aside ? 0 : below.height + Theme.gap) - (underneath.visible ? underneath.height + Theme.gap : 0)

        y: advice.visible ? advice.height + Theme.gapSmall : 0
        width: parent.width
        height: Math.min(room, width * (screen.capture.adjusting ? 0.66 : screen.shown ? 1.2
                                        : preview.ratio > 0 ? preview.ratio : 0.5625))
        radius: Theme.radiusSmall
        color: Theme.ink
        visible: screen.shown || advice.visible

        CameraPreview {
            id: preview

            objectName: "preview"
            anchors.fill: parent
            anchors.margins: 4
            visible: screen.looking
            view: screen.capture
        }
        Image {
            anchors.fill: parent
            anchors.margins: Theme.gapSmall
            visible: screen.shown && !screen.capture.adjusting
            source: screen.capture.candidate
            sourceSize: Qt.size(width, height)
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: screen.wide ? Image.AlignLeft : Image.AlignHCenter
            cache: false
        }
        Item {
            id: within

            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.gapSmall
            width: childrenRect.width
            height: childrenRect.height
            z: 1
        }
        Loader {
            id: edges

            readonly property EdgeEditor editor: item as EdgeEditor

            anchors.fill: parent
            active: screen.capture.adjusting
            onActiveChanged: screen.crooked = false
            sourceComponent: EdgeEditor {
                capture: screen.capture
                onMoved: screen.crooked = false
            }
        }
    }
    Item {
        id: underneath

        // On a wide screen the decision stands under the picture: beside it a long advice would push it out of sight.
        visible: screen.wide && screen.shown && !screen.capture.adjusting
        y: picture.y + picture.height + Theme.gap
        width: parent.width
        height: childrenRect.height
    }
    ListView {
        id: strip

        // Pages that are kept, side by side: small under the picture, large when nothing more is looked for.
        readonly property int taken: visible ? height + Theme.gap : 0
        readonly property bool large: screen.capture.full || screen.listed

        visible: screen.capture.pageCount > 0 && !screen.shown && (large || !screen.wide)
        y: picture.visible ? picture.y + picture.height + Theme.gap + take.taken : 0
        width: parent.width
        height: currentItem !== null ? currentItem.height : 0
        orientation: ListView.Horizontal
        spacing: Theme.gap
        boundsBehavior: Flickable.StopAtBounds
        model: screen.capture.pages
        delegate: Thumbnail {
            large: strip.large
            room: screen.bodyItem.height - (below.aside ? 0 : below.height + Theme.gap)
            last: screen.capture.pageCount
            onDropped: number => screen.capture.drop(number)
            onMoved: (number, by) => screen.capture.move(number, by)
            onReplaced: number => {
                screen.listed = false;
                screen.capture.replace(number);
            }
        }
    }
    ActionButton {
        id: take

        readonly property int taken: visible ? height + Theme.gap : 0

        objectName: "take"
        y: picture.y + picture.height + Theme.gap
        width: parent.width
        visible: advice.visible
        enabled: !screen.capture.taking
        glyph: "camera"
        text: screen.capture.taking ? qsTr("Please hold still") : qsTr("Take the picture")
        onClicked: screen.capture.take()
    }
    Column {
        id: below

        // Upright, this stands under the picture; on a wide screen beside it, so that the picture stays large.
        readonly property bool aside: screen.wide && (picture.visible || strip.visible)

        parent: aside ? beside : screen.bodyItem
        y: aside ? 0 : strip.taken + (picture.visible ? picture.y + picture.height + Theme.gap + take.taken : 0)
        width: parent.width
        spacing: Theme.gap

        Notice {
            width: parent.width
            visible: screen.session.troubled && !screen.listed
            title: screen.session.troubleTitle
            text: screen.capture.state === "away" && screen.session.forErrand ? qsTr("What you have given stays here while you do. Try again, or ask us: the number is under Help.")
                : screen.session.troubleText
            action: screen.capture.state === "away" ? qsTr("Try again") : ""
            onActed: screen.session.again()
        }
        Grid {
            id: verdict

            readonly property real share: columns === 2 ? (width - spacing) / 2 : width

            parent: screen.wide ? underneath : below
            width: parent.width
            visible: screen.shown && !screen.capture.adjusting
            columns: screen.capture.candidateBad ? 1 : 2
            spacing: Theme.gap

            ActionButton {
                objectName: "retake"
                width: verdict.share
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                kind: screen.capture.candidateBad ? ActionButton.Kind.Primary : ActionButton.Kind.Plain
                glyph: "rotate-ccw"
                text: qsTr("Take it again")
                onClicked: screen.capture.retake()
            }
            ActionButton {
                objectName: "keep"
                width: verdict.share
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                visible: !screen.capture.candidateBad
                glyph: "check"
                text: qsTr("Keep it")
                onClicked: screen.capture.keep()
            }
        }
        SmallButton {
            objectName: "markEdges"
            // On a wide screen the column beside the picture is full when something is wrong with the page.
            parent: screen.wide ? within : below
            visible: screen.capture.canMark && !screen.listed
            glyph: "scan-line"
            text: screen.shown ? qsTr("Adjust the edges") : qsTr("Show where the paper is")
            onClicked: screen.capture.markEdges()
        }
        Grid {
            width: parent.width
            visible: screen.capture.adjusting
            columns: screen.wide ? 1 : 2
            spacing: Theme.gap

            ActionButton {
                objectName: "leaveEdges"
                width: screen.wide ? parent.width : (parent.width - parent.spacing) / 2
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                kind: ActionButton.Kind.Plain
                glyph: "undo-2"
                text: screen.capture.candidate !== "" ? qsTr("Leave it as it was") : qsTr("Look again")
                onClicked: screen.capture.leaveEdges()
            }
            ActionButton {
                objectName: "edgesDone"
                width: screen.wide ? parent.width : (parent.width - parent.spacing) / 2
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                enabled: !screen.capture.taking
                glyph: "check"
                text: qsTr("Done")
                onClicked: screen.crooked = !screen.capture.adjust(edges.editor.corners)
            }
        }
        SmallButton {
            objectName: "otherSideEmpty"
            visible: screen.looking && screen.capture.side === "back"
            glyph: "check"
            text: qsTr("The back is empty")
            onClicked: screen.capture.otherSideEmpty()
        }
        SmallButton {
            objectName: "frontAgain"
            visible: screen.looking && screen.capture.side === "back"
            glyph: "rotate-ccw"
            text: qsTr("Take the front again")
            onClicked: screen.capture.frontAgain()
        }
        SmallButton {
            objectName: "keepOld"
            visible: screen.looking && screen.capture.replacing > 0 && screen.capture.side !== "back"
            glyph: "undo-2"
            text: qsTr("Leave the page as it was")
            onClicked: screen.capture.replace(0)
        }
        SmallButton {
            objectName: "listPages"
            visible: screen.looking && screen.capture.pageCount > 0 && screen.capture.replacing === 0
                && screen.capture.side !== "back"
            glyph: "file-text"
            text: qsTr("Look through the pages")
            onClicked: screen.listed = true
        }
        SmallButton {
            objectName: "lookOn"
            visible: screen.listed && !screen.capture.full && !screen.shown
            glyph: "camera"
            text: qsTr("Back to the camera")
            onClicked: screen.listed = false
        }
        SmallButton {
            objectName: "postpone"
            visible: !screen.shown && screen.capture.pageCount === 0 && screen.capture.share !== "required"
                && screen.capture.side !== "back"
            glyph: screen.capture.share === "deferrable" ? "calendar-clock" : "x"
            text: screen.capture.share === "deferrable" ? qsTr("I will hand this in later") : qsTr("I do not have this")
            onClicked: screen.capture.postpone()
        }
    }
}
