pragma ComponentBehavior: Bound
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
    readonly property bool wraps: kind === "text" || kind === "name" || kind === "address"
    readonly property int hints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
        | (kind === "bank_card" ? Qt.ImhDigitsOnly : kind === "phone" ? Qt.ImhDialableCharactersOnly
            : kind === "number" ? Qt.ImhFormattedNumbersOnly
            : kind === "resident_number" ? Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
            : kind === "credit_code" ? Qt.ImhUppercaseOnly | Qt.ImhNoPredictiveText : Qt.ImhNone)

    signal written(string text)
    signal done()

    spacing: Theme.gapTiny

    Loader {
        id: loader

        width: parent.width
        sourceComponent: entry.wraps ? many : one
    }
    Words {
        x: Theme.gap
        visible: entry.kind === "bank_card" && entry.value.length > 4
        text: entry.value.replace(/[ -]/g, "").replace(/(.{4})(?=.)/g, "$1 ")
        color: Theme.inkSoft
        font.pixelSize: Theme.heading
        font.letterSpacing: 2
    }
    Connections {
        target: Typing

        function onOpenChanged(): void {
            if (!Typing.open && (loader.item as Item).activeFocus)
                (loader.item as Item).focus = false;
        }
    }

    Component {
        id: one

        Writing {
            id: line

            // What is being written is the finger's; once it has left, the form in which it is sent is shown.
            function show(): void {
                if (!line.activeFocus && line.text !== entry.value)
                    line.text = entry.value;
            }

            objectName: "field." + entry.fieldId
            wrong: entry.wrong
            maximumLength: entry.maxLength
            Component.onCompleted: text = entry.value
            Accessible.name: entry.name
            inputMethodHints: entry.hints
            onTextChanged: if (text !== entry.value) entry.written(text)
            onAccepted: Typing.hide()
            onActiveFocusChanged: {
                if (!activeFocus) {
                    entry.done();
                    show();
                }
            }

            Connections {
                target: entry

                function onValueChanged(): void {
                    line.show();
                }
            }
        }
    }
    Component {
        id: many

        WritingLines {
            id: lines

            function show(): void {
                if (!lines.activeFocus && lines.text !== entry.value)
                    lines.text = entry.value;
            }

            objectName: "field." + entry.fieldId
            wrong: entry.wrong
            maximumLength: entry.maxLength
            Component.onCompleted: text = entry.value
            Accessible.name: entry.name
            inputMethodHints: entry.hints
            onTextChanged: if (text !== entry.value) entry.written(text)
            onAccepted: Typing.hide()
            onActiveFocusChanged: {
                if (!activeFocus) {
                    entry.done();
                    show();
                }
            }

            Connections {
                target: entry

                function onValueChanged(): void {
                    lines.show();
                }
            }
        }
    }
}
