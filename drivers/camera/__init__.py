"""The document camera: OpenCV capture on its own thread, the newest frame only, and an eye that looks for pages."""

from drivers.camera.capture import OpenCapture, VideoCapture, open_video
from drivers.camera.device import CameraDevice

__all__ = ["CameraDevice", "OpenCapture", "VideoCapture", "open_video"]
