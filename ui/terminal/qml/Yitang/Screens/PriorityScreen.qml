pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// Who may go first, offered and never asked to be proven here.
Place {
    id: screen

    title: screen.views.identity.ofAge ? qsTr("You may go first") : qsTr("Who may go first?")
    lead: screen.views.identity.ofAge ? qsTr("At 60 and over you wait less. It is your choice.") : qsTr("Touch what is true for you. Nobody has to say why.")
    onward: false
    help: qsTr("Touch the reason why you may go first, or wait like everybody. The clerk may ask to see a paper.")

    ScrollColumn {
        anchors.fill: parent

        Reason {
            objectName: "priority.age_60"
            priority: "age_60"
            strong: screen.views.identity.ofAge
            glyph: "person"
            text: screen.views.identity.ofAge ? qsTr("Yes, please") : qsTr("60 years or older")
        }
        Reason {
            objectName: "priority.disabled"
            priority: "disabled"
            visible: !screen.views.identity.ofAge
            glyph: "heart-handshake"
            text: qsTr("With a disability")
        }
        Reason {
            objectName: "priority.pregnant"
            priority: "pregnant"
            visible: !screen.views.identity.ofAge
            glyph: "heart-handshake"
            text: qsTr("Pregnant")
        }
        Reason {
            objectName: "priority.soldier"
            priority: "soldier"
            visible: !screen.views.identity.ofAge
            glyph: "hand"
            text: qsTr("Soldier or veteran")
        }
        Reason {
            objectName: "priority.none"
            priority: ""
            glyph: "ticket"
            text: qsTr("No, I wait like everybody")
        }
    }

    component Reason: Card {
        property string priority

        width: parent.width
        height: Math.max(implicitHeight, screen.wide ? 120 : 180)
        onClicked: screen.views.identity.choose(priority)
    }
}
