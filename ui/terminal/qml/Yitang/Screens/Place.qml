import QtQuick
import Yitang.Kit
import Yitang.Terminal

// What every page tells the bars around it: is there a way on, what is it called, and what to do here (help).
Page {
    id: place

    required property Views views
    readonly property SessionView session: views.session

    property bool onward: true
    property string onwardText: qsTr("Next")
    property bool ready: session.ready
    property bool barsShown: true
    property bool exitShown: true
    property string help: ""

    // The bar's "next". Pages that have more to do first say so.
    function goOn(): void {
        place.session.next();
    }
}
