"""The least a PySide6 program can show in a window of the terminal's size: what a start is measured against."""

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

QML = b"""
import QtQuick

Window {
    width: 1080
    height: 1920
    visible: true

    Text {
        anchors.centerIn: parent
        text: "\xe4\xb8\x80\xe8\xb6\x9f"
        font.pixelSize: 120
    }
}
"""


def main() -> int:
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.loadData(QML)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
