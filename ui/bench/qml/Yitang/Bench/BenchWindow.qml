pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Yitang.Bench
import Yitang.Kit

// The world beside the terminal: cards, papers, the printer's tray, the cables. For trying out, not for a hall.
Window {
    id: window

    required property BenchView bench

    width: 460
    height: 960
    color: Theme.paperDeep
    title: qsTr("Bench")

    component Block: Sheet {
        id: block

        required property string title

        width: page.width

        Words {
            width: parent.width
            text: block.title
            font.pixelSize: Theme.heading
            font.bold: true
            lineHeight: Theme.tight
        }
    }

    // The controls of the terminal at half size.
    Item {
        id: stage

        width: window.width * 2
        height: window.height * 2
        scale: 0.5
        transformOrigin: Item.TopLeft

        Flickable {
            anchors.fill: parent
            contentWidth: width
            contentHeight: page.height + 2 * Theme.gap
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: page

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.gap

                Block {
                    title: qsTr("Card on the reader")

                    Things {
                        width: parent.width
                        model: window.bench.people
                        prefix: "person"
                        glyph: "id-card"
                        onChosen: key => window.bench.present(key)
                    }
                }
                Block {
                    title: qsTr("Paper under the camera")

                    Things {
                        width: parent.width
                        model: window.bench.pages
                        prefix: "paper"
                        glyph: "file-text"
                        onChosen: key => window.bench.lay(key)
                    }
                }
                Block {
                    title: qsTr("Code under the scanner")

                    Writing {
                        id: code

                        objectName: "code"
                        width: parent.width
                        hint: qsTr("What the code says")
                        onAccepted: window.bench.scan(text)
                    }
                    SmallButton {
                        objectName: "scan"
                        enabled: code.text !== ""
                        glyph: "qr-code"
                        text: qsTr("Scan")
                        onClicked: window.bench.scan(code.text)
                    }
                }
                Block {
                    title: qsTr("Printer's tray")

                    Flow {
                        width: parent.width
                        spacing: Theme.gapSmall

                        SmallButton {
                            objectName: "takePaper"
                            glyph: "hand"
                            text: qsTr("Take the paper")
                            onClicked: window.bench.takePaper()
                        }
                        SmallButton {
                            objectName: "roll"
                            glyph: "printer"
                            text: window.bench.paperOut ? qsTr("Put in a new roll") : qsTr("End of the roll")
                            onClicked: window.bench.switchRoll()
                        }
                    }
                    Words {
                        visible: window.bench.tray === ""
                        text: qsTr("Nothing printed yet")
                        color: Theme.inkSoft
                    }
                    Image {
                        objectName: "tray"
                        visible: window.bench.tray !== ""
                        width: parent.width
                        height: width * window.bench.trayRatio
                        source: window.bench.tray
                        sourceSize.width: width
                        cache: false
                    }
                }
                Block {
                    title: qsTr("Cables")

                    Things {
                        width: parent.width
                        model: window.bench.cables
                        prefix: "cable"
                        glyph: "cable"
                        onChosen: key => window.bench.switchCable(key)
                    }
                    SmallButton {
                        objectName: "network"
                        width: parent.width
                        glyph: "wifi-off"
                        text: window.bench.networkCut ? qsTr("Mend the network") : qsTr("Cut the network")
                        onClicked: window.bench.switchNetwork()
                    }
                }
            }
        }
    }
}
