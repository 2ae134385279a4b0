pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// The whole picture with a handle at each corner of the paper: a finger draws it to where the corner really is.
Item {
    id: editor

    required property CaptureView capture
    property var corners: editor.capture.edges // points of the picture, clockwise from the page's own top left
    property int held: -1 // the handle under the finger
    readonly property real handle: Math.max(88, Theme.target)
    readonly property real perPixel: whole.pictureSize.width > 0 ? whole.width / whole.pictureSize.width : 1

    signal moved

    function place(index: int, x: real, y: real): void {
        const inside = 3; // a corner on the border itself would be a page that is cut off
        const all = Array.from(editor.corners);
        all[index] = Qt.point(Math.max(inside, Math.min(whole.pictureSize.width - 1 - inside, x)),
                              Math.max(inside, Math.min(whole.pictureSize.height - 1 - inside, y)));
        editor.corners = all;
        editor.moved();
    }

    EdgePicture {
        id: whole

        readonly property real ratio: pictureSize.width > 0 ? pictureSize.height / pictureSize.width : 0.5625

        anchors.centerIn: parent
        width: Math.min(editor.width, (editor.height - editor.handle) / ratio)
        height: width * ratio
        view: editor.capture
        corners: editor.corners

        Repeater {
            model: editor.corners.length

            delegate: Item {
                id: corner

                required property int index
                property point start

                objectName: "corner." + index
                x: editor.corners[index].x * editor.perPixel - width / 2
                y: editor.corners[index].y * editor.perPixel - height / 2
                width: editor.handle
                height: editor.handle

                Rectangle {
                    anchors.fill: parent
                    anchors.margins: 8
                    radius: width / 2
                    color: editor.held === corner.index ? "transparent" : "#66ffffff"
                    border.width: 5
                    border.color: editor.held === corner.index ? Theme.light : Theme.jade
                }
                Rectangle {
                    anchors.centerIn: parent
                    width: 12
                    height: 12
                    radius: 6
                    visible: editor.held !== corner.index
                    color: Theme.jade
                }
                DragHandler {
                    target: null
                    dragThreshold: 0
                    onActiveChanged: {
                        corner.start = editor.corners[corner.index];
                        editor.held = active ? corner.index : -1;
                    }
                    onActiveTranslationChanged: {
                        if (active)
                            editor.place(corner.index, corner.start.x + activeTranslation.x / editor.perPixel,
                                         corner.start.y + activeTranslation.y / editor.perPixel);
                    }
                }
            }
        }
        Rectangle {
            // Beside the finger, never under it.
            readonly property bool onLeft: editor.held >= 0 && editor.corners[editor.held].x * editor.perPixel > whole.width / 2

            x: onLeft ? 12 : whole.width - width - 12
            y: 12
            width: Math.min(280, whole.height * 0.6)
            height: width
            visible: editor.held >= 0
            color: Theme.light
            radius: 6

            EdgePicture {
                anchors.fill: parent
                anchors.margins: 4
                view: editor.capture
                corners: editor.corners
                middle: editor.held >= 0 ? editor.corners[editor.held] : Qt.point(0, 0)
                zoom: 2.5
            }
        }
    }
}
