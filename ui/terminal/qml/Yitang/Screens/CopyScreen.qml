import QtQuick
import Yitang.Kit

// Free copies: on their way out, out, or why not. What was taken is still there until the visit ends.
Place {
    id: screen

    title: screen.session.troubled ? qsTr("The copies did not come out") : screen.session.copied ? qsTr("Your copies are ready") : qsTr("Your copies are being printed")
    lead: screen.session.copied ? qsTr("They cost nothing.") : ""
    onward: screen.session.copied
    onwardText: qsTr("Finish")
    exitShown: screen.session.troubled
    help: qsTr("Take your copies out of the printer, and your papers from under the camera. The terminal forgets what it copied.")

    Column {
        width: parent.width
        topPadding: screen.wide ? 0 : 120
        spacing: Theme.gapLarge
        visible: !screen.session.troubled

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: screen.wide ? 160 : 260
            height: width
            radius: width / 2
            color: screen.session.copied ? Theme.jade : Theme.jadeSoft

            Glyph {
                anchors.centerIn: parent
                name: screen.session.copied ? "check" : "printer"
                color: screen.session.copied ? Theme.light : Theme.jade
                size: parent.width / 2
            }
        }
        Dots {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !screen.session.copied
        }
        Forgotten {
            width: parent.width
            visible: screen.session.copied
        }
    }
    Notice {
        width: parent.width
        visible: screen.session.troubled
        title: screen.session.troubleTitle
        text: screen.session.troubleText + "\n" + qsTr("Some sheets may have come out: please look into the printer.")
        action: qsTr("Print again")
        onActed: screen.session.again()
    }
}
