"""From the core's one `changed` hook to Qt signals, one per topic. Knows nothing of what has changed."""

from PySide6.QtCore import QObject, Signal

from kiosk.desk import Topic


class Changes(QObject):
    """Give `told` to the core as its `changed`. `place` is told after the views are fresh, `placed` then moves on."""

    place = Signal()
    visit = Signal()
    sight = Signal()
    idle = Signal()
    devices = Signal()
    mode = Signal()
    placed = Signal()

    def told(self, topic: Topic) -> None:
        if topic is Topic.PLACE:
            self.place.emit()
            self.placed.emit()
            return
        signals = {
            Topic.VISIT: self.visit,
            Topic.SIGHT: self.sight,
            Topic.IDLE: self.idle,
            Topic.DEVICES: self.devices,
            Topic.MODE: self.mode,
        }
        signals[topic].emit()
