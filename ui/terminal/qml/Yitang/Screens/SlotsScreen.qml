pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// A day, then a half hour of it. Only days with a place left are offered.
Place {
    id: screen

    title: qsTr("When would you like to come?")
    onward: false
    help: qsTr("Touch a day first, then a time. The number below the time says how many places are left.")

    ScrollColumn {
        anchors.fill: parent

        Dots {
            visible: screen.views.appointments.asking
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Notice {
            width: parent.width
            visible: screen.session.troubled
            title: screen.session.troubleTitle
            text: screen.session.troubleText
            action: qsTr("Try again")
            onActed: screen.session.again()
        }
        Notice {
            width: parent.width
            visible: screen.views.appointments.nothing
            trouble: false
            title: qsTr("All times of the next days are taken")
            text: qsTr("Please take a number, or ask again tomorrow.")
        }
        Grid {
            id: days

            width: parent.width
            columns: Theme.large ? 2 : 3
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall

            Repeater {
                model: screen.views.appointments.days

                Field {
                    required property string day
                    required property string name
                    required property bool chosen

                    objectName: "day." + day
                    room: days
                    on: chosen
                    text: name
                    onClicked: screen.views.appointments.chooseDay(day)
                }
            }
        }
        Rectangle {
            width: parent.width
            height: Theme.border
            visible: times.count > 0
            color: Theme.line
        }
        Grid {
            id: hours

            width: parent.width
            columns: Theme.large ? 3 : 4
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall

            Repeater {
                id: times

                model: screen.views.appointments.slots

                Field {
                    required property string time
                    required property string remaining
                    required property bool free

                    objectName: "time." + time
                    room: hours
                    enabled: free
                    text: time
                    detail: remaining
                    onClicked: screen.views.appointments.chooseTime(time)
                }
            }
        }
    }

    component Field: Tap {
        id: field

        required property Grid room
        property bool on: false
        property string detail: ""

        width: (room.width - room.columnSpacing * (room.columns - 1)) / room.columns
        height: Math.max(implicitHeight, screen.wide ? 88 : 112)
        padding: Theme.gapTiny
        background: Rectangle {
            radius: Theme.radiusSmall
            color: !field.enabled ? Theme.paperDeep : field.on ? Theme.jade : field.down ? Theme.jadeSoft : Theme.sheet
            border.width: Theme.border
            border.color: field.enabled ? Theme.lineStrong : Theme.line
        }
        contentItem: Item {
            implicitHeight: words.implicitHeight

            Column {
                id: words

                width: parent.width
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: field.text
                    color: field.on ? Theme.light : field.enabled ? Theme.ink : Theme.inkSoft
                    font.bold: true
                    lineHeight: Theme.tight
                }
                Words {
                    width: parent.width
                    visible: text !== ""
                    horizontalAlignment: Text.AlignHCenter
                    text: field.detail
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    lineHeight: Theme.tight
                }
            }
        }
    }
}
