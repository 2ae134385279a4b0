import QtQuick

// Text of the terminal: it wraps and is never cut short.
Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    lineHeight: Theme.leading
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
}
