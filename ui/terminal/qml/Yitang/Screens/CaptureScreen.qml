pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// One paper under the camera: seen live, taken, shown, kept or taken again.
Place {
    id: screen

    readonly property CaptureView capture: views.capture
    readonly property bool shown: capture.candidate !== ""
    readonly property bool looking: !shown && !capture.full

    title: screen.capture.name
    lead: screen.shown ? qsTr("Can everything be read?") : screen.capture.hint
    onwardText: qsTr("Next")
    help: qsTr("Lay the paper on the desk under the camera, printed side up, and take your hands away. When the frame is green, touch the button. Then look whether everything can be read.")

    function stateText(): string {
        switch (screen.capture.state) {
        case "away":
            return screen.capture.adviceTitle;
        case "wait":
            return qsTr("The camera is starting");
        case "look":
            return qsTr("Lay the paper under the camera");
        case "advice":
            return screen.capture.adviceTitle !== "" ? screen.capture.adviceTitle : qsTr("Hold still");
        default:
            return qsTr("Good. Now take the picture");
        }
    }

    aside: [
        Words {
            width: parent.width
            visible: screen.capture.maxPages > 1
            text: qsTr("Pages: %1 of at most %2").arg(screen.capture.pageCount).arg(screen.capture.maxPages)
            color: Theme.inkSoft
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

        readonly property int room: screen.contentHeight - y - below.height - Theme.gap

        y: advice.visible ? advice.height + Theme.gapSmall : 0
        width: parent.width
        height: Math.min(room, width * (screen.shown ? 1.2 : preview.ratio > 0 ? preview.ratio : 0.5625))
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
            visible: screen.shown
            source: screen.capture.candidate
            sourceSize: Qt.size(width, height)
            fillMode: Image.PreserveAspectFit
            cache: false
        }
    }
    Column {
        id: below

        y: picture.visible ? picture.y + picture.height + Theme.gap : 0
        width: parent.width
        spacing: Theme.gap

        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: screen.capture.state === "away" ? qsTr("Try again") : ""
            onActed: screen.session.again()
        }
        ActionButton {
            objectName: "take"
            width: parent.width
            visible: screen.looking && screen.capture.state !== "away"
            enabled: !screen.capture.taking
            glyph: "camera"
            text: screen.capture.taking ? qsTr("Please hold still") : qsTr("Take the picture")
            onClicked: screen.capture.take()
        }
        Row {
            width: parent.width
            visible: screen.shown
            spacing: Theme.gap

            ActionButton {
                objectName: "retake"
                width: screen.capture.candidateBad ? parent.width : (parent.width - parent.spacing) / 2
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                kind: screen.capture.candidateBad ? ActionButton.Kind.Primary : ActionButton.Kind.Plain
                glyph: "rotate-ccw"
                text: qsTr("Take it again")
                onClicked: screen.capture.retake()
            }
            ActionButton {
                objectName: "keep"
                width: (parent.width - parent.spacing) / 2
                leftPadding: Theme.gapSmall
                rightPadding: Theme.gapSmall
                visible: !screen.capture.candidateBad
                glyph: "check"
                text: qsTr("Keep it")
                onClicked: screen.capture.keep()
            }
        }
        Flow {
            width: parent.width
            visible: screen.capture.pageCount > 0 && !screen.shown
            spacing: Theme.gap

            Repeater {
                model: screen.capture.pages

                Thumbnail {
                    large: screen.capture.full
                    onDropped: number => screen.capture.drop(number)
                }
            }
        }
        SmallButton {
            objectName: "postpone"
            visible: !screen.shown && screen.capture.pageCount === 0 && screen.capture.share !== "required"
            glyph: screen.capture.share === "deferrable" ? "calendar-clock" : "x"
            text: screen.capture.share === "deferrable" ? qsTr("I will hand this in later") : qsTr("I do not have this")
            onClicked: screen.capture.postpone()
        }
    }
}
