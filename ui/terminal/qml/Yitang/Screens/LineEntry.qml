import QtQuick
import Yitang.Kit

// A line of text or digits. Long numbers are repeated below in groups of four, to compare with the card in the hand.
Column {
    id: entry

    required property string fieldId
    required property string kind
    required property string value
    required property int maxLength
    required property bool wrong
    required property string name
    readonly property bool digits: kind === "phone" || kind === "bank_card"

    signal written(string text)
    signal entered()
    signal done()

    spacing: Theme.gapTiny
    onValueChanged: if (line.text !== entry.value && !line.activeFocus) line.text = entry.value

    Writing {
        id: line

        objectName: "field." + entry.fieldId
        width: parent.width
        wrong: entry.wrong
        text: entry.value
        maximumLength: entry.maxLength
        Accessible.name: entry.name
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
            | (entry.digits ? Qt.ImhDigitsOnly : entry.kind === "number" ? Qt.ImhFormattedNumbersOnly
                : entry.kind === "resident_number" ? Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
                : entry.kind === "credit_code" ? Qt.ImhUppercaseOnly | Qt.ImhNoPredictiveText : Qt.ImhNone)
        onTextChanged: if (text !== entry.value) entry.written(text)
        onAccepted: Typing.hide()
        onActiveFocusChanged: activeFocus ? entry.entered() : entry.done()
    }
    Words {
        x: Theme.gap
        visible: entry.kind === "bank_card" && line.text.length > 4
        text: line.text.replace(/ /g, "").replace(/(.{4})(?=.)/g, "$1 ")
        color: Theme.inkSoft
        font.pixelSize: Theme.heading
        font.letterSpacing: 2
    }
    Connections {
        target: Typing

        function onOpenChanged(): void {
            if (line.activeFocus && Typing.open)
                entry.entered();
            else if (line.activeFocus)
                line.focus = false;
        }
    }
}
