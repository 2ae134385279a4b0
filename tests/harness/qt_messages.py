"""Hands Qt's and QML's own messages to the log, so that `tests.harness.logs` sees them at any time.

pytest-qt does the same while a test runs; what QML complains of while it is taken down would be lost without this.
"""

import logging

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def to_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(LEVELS[kind], message)


def pytest_configure() -> None:
    qInstallMessageHandler(to_log)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    qInstallMessageHandler(None)
