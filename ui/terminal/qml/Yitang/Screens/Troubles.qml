pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit
import Yitang.Terminal

// What does not work right now and what that means, above the ways: nobody shall begin what cannot be finished.
// That nothing can be handed in without the card reader, its own way says.
Rectangle {
    id: troubles

    required property SessionView session
    readonly property list<var> all: [
        {
            "glyph": "camera",
            "works": session.canSeePages,
            "text": qsTr("No camera now: errands with papers cannot be finished here.")
        },
        {
            "glyph": "printer",
            "works": session.canPrint,
            "text": qsTr("No printer now: please write your number down.")
        },
        {
            "glyph": "wifi-off",
            "works": session.hallReachable,
            "text": qsTr("The queue is not reached: the wait is not known.")
        },
        {
            "glyph": "wifi-off",
            "works": session.platformReachable,
            "text": qsTr("The office is not reached: what you hand in is sent later.")
        }
    ]
    readonly property list<var> present: all.filter(one => !one.works)

    objectName: "troubles"
    visible: present.length > 0
    height: lines.height + 2 * Theme.gapSmall
    radius: Theme.radius
    color: Theme.amberSoft

    Column {
        id: lines

        x: Theme.gap
        y: Theme.gapSmall
        width: parent.width - 2 * x
        spacing: Theme.gapSmall

        Repeater {
            model: troubles.present

            Row {
                id: line

                required property var modelData

                width: lines.width
                spacing: Theme.gapSmall

                Glyph {
                    id: sign

                    name: line.modelData.glyph
                    color: Theme.ink
                    size: Theme.body
                }
                Words {
                    width: line.width - sign.width - line.spacing
                    text: line.modelData.text
                    font.pixelSize: Theme.landscape && troubles.present.length > 2 ? Theme.small : Theme.body
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
