pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

// Qt's keyboard with Pinyin. It learns nothing: every line says that it is sensitive (see Kit/Writing.qml).
InputPanel {
    id: panel

    property string language: "zh"

    visible: active

    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_US"];
        VirtualKeyboardSettings.locale = Qt.binding(() => panel.language === "en" ? "en_US" : "zh_CN");
    }
}
