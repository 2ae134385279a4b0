import QtQuick
import QtQuick.Templates as T

// A text to write that may be longer than a line: it wraps, so that its beginning stays in sight. Learned by nobody.
T.TextArea {
    id: field

    property bool wrong: false
    property int maximumLength: 500

    signal accepted()

    implicitHeight: Math.max(Theme.target + 8, contentHeight + 2 * Theme.gapSmall)
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall
    verticalAlignment: TextEdit.AlignVCenter
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    color: enabled ? Theme.ink : Theme.inkSoft
    selectionColor: Theme.jade
    selectedTextColor: Theme.light
    font.family: Theme.family
    font.pixelSize: Theme.heading
    selectByMouse: false
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
    Accessible.role: Accessible.EditableText
    onLengthChanged: if (length > maximumLength) remove(maximumLength, length)
    Keys.onReturnPressed: accepted()
    Keys.onEnterPressed: accepted()

    background: WritingGround {
        line: field
        wrong: field.wrong
    }
}
