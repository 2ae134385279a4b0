pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// The queues of the hall: how many wait, how long it takes, what is closed and why.
Place {
    id: screen

    title: qsTr("What is it about?")
    lead: screen.views.queue.booking ? qsTr("Choose a counter for your appointment.")
        : screen.views.queue.several ? qsTr("Touch everything you came for. One number is enough.")
        : !screen.views.queue.figuresKnown ? qsTr("Choose a counter. The hall's computer is not reached: nobody knows now how long it takes.")
        : qsTr("Choose a counter. You see how many people wait and about how long it takes.")
    onward: screen.views.queue.several
    help: qsTr("Touch what your errand is about. If you are not sure, take the general counter: it sends you to the right window.")

    ScrollColumn {
        anchors.fill: parent

        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: qsTr("Try again")
            onActed: screen.session.again()
        }
        Notice {
            objectName: "allClosed"
            width: parent.width
            visible: screen.views.queue.allClosed
            trouble: false
            glyph: "calendar-clock"
            title: qsTr("The windows give no numbers now")
            text: screen.views.queue.opens !== "" ? qsTr("Windows open: %1").arg(screen.views.queue.opens) : ""
        }
        OtherWays {
            width: parent.width
            visible: screen.views.queue.allClosed
            views: screen.views
        }
        Notice {
            width: parent.width
            visible: screen.views.queue.noneBook
            trouble: false
            title: qsTr("No appointments can be booked here")
            text: qsTr("Please take a number instead.")
        }
        Choice {
            objectName: "several"
            width: parent.width
            visible: themes.count > 1 && !screen.views.queue.allClosed && !screen.views.queue.booking
            text: qsTr("Several things in one visit")
            on: screen.views.queue.several
            onClicked: screen.views.queue.chooseSeveral(!on)
        }
        Dots {
            visible: screen.views.queue.asking && !screen.session.troubled
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Grid {
            id: grid

            columns: Theme.large && !screen.wide ? 1 : 2
            width: parent.width
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Repeater {
                id: themes

                model: screen.views.queue.themes

                Card {
                    required property string code
                    required property string name
                    required property string sign
                    required property bool isOpen
                    required property string waiting
                    required property string wait
                    required property string reason
                    required property bool chosen

                    objectName: "theme." + code
                    width: (grid.width - grid.columnSpacing * (grid.columns - 1)) / grid.columns
                    height: Math.max(implicitHeight, screen.wide ? 164 : Theme.large ? 190 : 230)
                    glyph: chosen ? "check" : sign
                    text: name
                    detail: isOpen ? waiting : reason
                    trailing: isOpen ? wait : screen.views.queue.several ? "" : qsTr("What else can I do?")
                    strong: chosen
                    muted: !isOpen
                    enabled: isOpen || !screen.views.queue.several
                    onClicked: screen.views.queue.choose(code)
                }
            }
        }
    }
}
