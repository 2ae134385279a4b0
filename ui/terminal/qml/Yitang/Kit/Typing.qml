pragma Singleton
import QtQuick

// The keyboard on the screen, with its type, so that a misspelt member is found before anybody runs it.
QtObject {
    readonly property InputMethod method: Qt.inputMethod as InputMethod
    readonly property bool open: method !== null && method.visible
}
