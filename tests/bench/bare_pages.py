"""Two plain pages in a bare window of the terminal's size: what a change of page costs without the terminal.

As large, as full and as moved as the terminal's: five cards with a mark and two lines, that slide in.
"""

import time

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from tests.bench.frames import Frames

QML = """
import QtQuick

Window {
    id: window

    property bool second: false

    width: 1080
    height: 1920
    color: "#f4f6f8"

    component Cards: Column {
        id: cards

        property color tone

        anchors.fill: parent
        anchors.margins: 48
        spacing: 24

        Text {
            text: "想办什么？"
            font.pixelSize: 64
        }
        Repeater {
            model: 5
            Rectangle {
                required property int index

                width: cards.width
                height: 220
                radius: 24
                color: index ? "white" : cards.tone

                Rectangle {
                    x: 32
                    y: 62
                    width: 96
                    height: 96
                    radius: 48
                    color: cards.tone
                }
                Text {
                    x: 176
                    y: 48
                    text: "在这里办理"
                    font.pixelSize: 48
                }
                Text {
                    x: 176
                    y: 124
                    text: "自己填写、扫描、签名并提交，随时可办。"
                    font.pixelSize: 32
                }
            }
        }
    }
    Component {
        id: one
        Cards { tone: "#00695c" }
    }
    Component {
        id: other
        Cards { tone: "#1565c0" }
    }
    Loader {
        id: loader

        width: parent.width
        height: parent.height
        sourceComponent: window.second ? other : one
        onLoaded: entrance.restart()

        NumberAnimation {
            id: entrance

            target: loader
            property: "x"
            from: 40
            to: 0
            duration: 180
            easing.type: Easing.OutCubic
        }
    }
    MouseArea {
        anchors.fill: parent
        onClicked: window.second = !window.second
    }
}
"""


class BarePages:
    """The window, shown and painted. Call `close` in the end."""

    def __init__(self) -> None:
        self._engine = QQmlEngine()
        self._component = component = QQmlComponent(self._engine)
        component.setData(QML.encode(), "bare_pages.qml")
        self.window = component.create()
        if not isinstance(self.window, QQuickWindow):
            raise RuntimeError(component.errorString())
        QQmlEngine.setObjectOwnership(self.window, QQmlEngine.ObjectOwnership.CppOwnership)
        self.frames = Frames(self.window)
        self.window.show()
        self.frames.next()

    @property
    def middle(self) -> QPointF:
        return QPointF(self.window.width() / 2, self.window.height() / 2)

    @property
    def second(self) -> bool:
        return bool(self.window.property("second"))

    def turn(self) -> float:
        """Bring the other page; seconds until it was painted."""
        start = time.perf_counter()
        self.window.setProperty("second", not self.second)
        self.frames.next()
        return time.perf_counter() - start

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QGuiApplication.processEvents()
