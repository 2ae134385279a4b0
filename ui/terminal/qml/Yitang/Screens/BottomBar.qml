import QtQuick
import Yitang.Kit
import Yitang.Terminal

// Back, exit and next, each always in its own place.
Rectangle {
    id: bar

    required property SessionView session
    required property Place page

    signal exitWanted()

    height: Theme.targetPrimary + 2 * Theme.gap
    color: Theme.paper

    Rectangle {
        width: parent.width
        height: Theme.border
        color: Theme.line
    }
    ActionButton {
        id: back

        objectName: "back"
        x: Theme.margin
        y: Theme.gap
        width: Math.max(implicitWidth, Theme.large ? 210 : 200)
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        visible: bar.session.canGoBack
        kind: ActionButton.Kind.Plain
        glyph: "arrow-left"
        text: qsTr("Back")
        onClicked: bar.session.back()
    }
    ActionButton {
        objectName: "cancel"
        x: Theme.margin + back.width + Theme.gapSmall
        visible: bar.page !== null && bar.page.exitShown
        y: Theme.gap
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        kind: ActionButton.Kind.Quiet
        glyph: "log-out"
        text: qsTr("Exit")
        onClicked: bar.exitWanted()
    }
    ActionButton {
        objectName: "next"
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.gap
        width: Math.max(implicitWidth, 320)
        visible: bar.page !== null && bar.page.onward
        enabled: bar.page !== null && bar.page.ready
        glyph: "arrow-right"
        glyphBehind: true
        text: bar.page !== null ? bar.page.onwardText : ""
        onClicked: bar.page.goOn()
    }
}
