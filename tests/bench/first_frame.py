"""`python -m tests.bench.first_frame MODULE [ARGUMENT ...]`: run a Qt program until its first frame is on the screen.

Prints the moment (CLOCK_MONOTONIC, seconds) of that frame and ends the program in its own orderly way. It watches from
outside, so that the program has nothing in it for being measured: it is met where it enters Qt's event loop.
"""

import runpy
import sys
import time

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow


class FirstFrame:
    """Meets the program at every event loop it enters; once the frame stands, its loops end as soon as they begin."""

    def __init__(self) -> None:
        self._seen = False
        self._watched: set[int] = set()
        self._enter_program = QGuiApplication.exec
        self._enter_loop = QEventLoop.exec

    def watch(self) -> None:
        for program in (QCoreApplication, QGuiApplication):
            program.exec = staticmethod(self._program)  # type: ignore[method-assign]
        first_frame = self
        QEventLoop.exec = lambda loop, *flags: first_frame.loop(loop, *flags)  # type: ignore[method-assign]  # noqa: PLW0108  a method of the loop

    def _program(self, *_: object) -> int:
        self._look_at_windows()
        return 0 if self._seen else self._enter_program()

    def loop(self, loop: QEventLoop, *flags: object) -> int:
        self._look_at_windows()
        return self._enter_loop(loop, *flags)

    def _look_at_windows(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            if isinstance(window, QQuickWindow) and id(window) not in self._watched:
                self._watched.add(id(window))
                window.frameSwapped.connect(self._report)

    def _report(self) -> None:
        """The first frame stands: say when, then leave."""
        if not self._seen:
            self._seen = True
            print(f"first frame {time.monotonic():.6f}", flush=True)
            QCoreApplication.quit()


def main() -> None:
    """Run the module as if it had been started by itself."""
    FirstFrame().watch()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
