pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Find the errand: by a word, or by looking through the list.
Place {
    id: screen

    title: qsTr("Which errand is it?")
    onward: false
    help: qsTr("Touch your errand in the list. Or touch the line at the top and write a word: what you would say to a neighbour is enough.")

    Writing {
        id: query

        objectName: "search"
        width: parent.width
        leftPadding: Theme.gap + Theme.heading + Theme.gapSmall
        hint: qsTr("Search, for example: allowance")
        maximumLength: 40
        onDisplayTextChanged: screen.views.items.search(displayText)
        onAccepted: Typing.hide()

        Glyph {
            x: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            color: Theme.inkSoft
        }
    }
    ScrollColumn {
        anchors.top: query.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.gapSmall

        Repeater {
            model: screen.views.items.items

            Card {
                required property string code
                required property string name
                required property string detailText
                required property string sign
                required property bool offered
                required property string reason

                objectName: "item." + code
                width: parent.width
                height: Math.max(implicitHeight, 148)
                glyph: sign
                text: name
                detail: detailText
                trailing: reason
                muted: !offered
                enabled: offered
                onClicked: screen.views.items.choose(code)
            }
        }
        Notice {
            width: parent.width
            visible: screen.views.items.found === 0
            trouble: false
            title: qsTr("Nothing found under this word")
            text: qsTr("Try another word, or take a number: somebody at a window will find it with you.")
        }
    }
}
