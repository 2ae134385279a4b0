import QtQuick
import Yitang.Kit

// Asked only where leaving would lose something.
Overlay {
    id: leave

    signal stayed()
    signal gone()

    Words {
        objectName: "title"
        width: parent.width
        text: qsTr("Leave without handing in?")
        font.pixelSize: Theme.title
        font.bold: true
    }
    Words {
        width: parent.width
        text: qsTr("What you have filled in and scanned is deleted. Nothing has been sent yet.")
    }
    ActionButton {
        objectName: "stayHere"
        width: parent.width
        text: qsTr("No, go on here")
        onClicked: leave.stayed()
    }
    ActionButton {
        objectName: "reallyLeave"
        width: parent.width
        kind: ActionButton.Kind.Plain
        glyph: "log-out"
        text: qsTr("Yes, delete and leave")
        onClicked: leave.gone()
    }
}
