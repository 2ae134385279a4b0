pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// A day as three short numbers: nobody has to know how a computer writes a date.
Row {
    id: entry

    required property string fieldId
    required property string value
    required property bool wrong
    readonly property list<string> parts: value.split("-")

    signal written(string text)
    signal done()

    spacing: Theme.gapSmall

    function write(): void {
        const pad = text => text.length === 1 ? "0" + text : text;
        entry.written(year.text + month.text + day.text === "" ? "" : year.text + "-" + pad(month.text) + "-" + pad(day.text));
    }

    // From one part to the next is no leaving.
    function perhapsLeft(): void {
        if (!year.writing && !month.writing && !day.writing)
            entry.done();
    }

    component Part: Row {
        id: part

        required property string key
        required property string name
        required property int digits
        required property string start
        property alias text: line.text
        readonly property bool writing: line.activeFocus

        signal filled()

        function begin(): void {
            line.forceActiveFocus();
        }

        spacing: Theme.gapTiny

        Writing {
            id: line

            objectName: "field." + entry.fieldId + "." + part.key
            width: Theme.heading * (part.digits * 0.62) + 2 * Theme.gap
            numeric: true
            wrong: entry.wrong
            maximumLength: part.digits
            Component.onCompleted: text = part.start // not bound: what stands here is the finger's
            Accessible.name: part.name
            onTextEdited: {
                entry.write();
                if (text.length === part.digits)
                    part.filled();
            }
            onAccepted: Typing.hide()
            onActiveFocusChanged: if (!activeFocus) Qt.callLater(entry.perhapsLeft)
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: part.name
            wrapMode: Text.NoWrap
        }
    }

    Part {
        id: year

        key: "year"
        name: qsTr("year")
        digits: 4
        start: entry.parts[0] ?? ""
        onFilled: month.begin()
    }
    Part {
        id: month

        key: "month"
        name: qsTr("month")
        digits: 2
        start: entry.parts[1] ?? ""
        onFilled: day.begin()
    }
    Part {
        id: day

        key: "day"
        name: qsTr("day")
        digits: 2
        start: entry.parts[2] ?? ""
        onFilled: entry.done()
    }
}
