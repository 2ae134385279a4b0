pragma Singleton
import QtQuick

// The keyboard on the screen. Qt registers no QML type for QInputMethod, so this is the one place that goes untyped.
QtObject {
    readonly property var method: Qt.inputMethod
    readonly property bool open: method.visible

    function commit(): void {
        method.commit();
    }
    function hide(): void {
        method.hide();
    }
}
