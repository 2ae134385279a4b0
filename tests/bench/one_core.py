"""One core of the processor for all that is measured: a terminal's computer has others for other things."""

import os


class OneCore:
    """Holds this process, and OpenCV in it, to one processor."""

    def __enter__(self) -> None:
        import cv2

        self._before = os.sched_getaffinity(0)
        self._threads = cv2.getNumThreads()
        os.sched_setaffinity(0, {min(self._before)})
        cv2.setNumThreads(1)

    def __exit__(self, *_: object) -> None:
        import cv2

        os.sched_setaffinity(0, self._before)
        cv2.setNumThreads(self._threads)
