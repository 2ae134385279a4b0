"""`python -m tests.bench.first_frame MODULE [ARGUMENT ...]`: run a Qt program until its first frame is on the screen.

Prints the moment (CLOCK_MONOTONIC, seconds) of that frame and ends the program in its own orderly way. It watches from
outside, so that the program has nothing in it for being measured: it is met where it enters Qt's event loop.
"""

import runpy
import sys
import time
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow


def report() -> None:
    """The first frame stands: say when, then leave."""
    print(f"first frame {time.monotonic():.6f}", flush=True)
    QCoreApplication.quit()


def main() -> None:
    """Run the module as if it had been started by itself."""
    enter = QGuiApplication.exec

    def exec_until_first_frame(*_: object) -> int:
        seen: list[QQuickWindow] = [w for w in QGuiApplication.topLevelWindows() if isinstance(w, QQuickWindow)]
        for window in seen:
            window.frameSwapped.connect(partial(_once, seen))
        return enter()

    for program in (QCoreApplication, QGuiApplication):
        program.exec = staticmethod(exec_until_first_frame)  # type: ignore[method-assign]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _once(windows: list[QQuickWindow]) -> None:
    if windows:
        windows.clear()
        report()


if __name__ == "__main__":
    main()
