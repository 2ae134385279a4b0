"""A picture in a file: which kinds are read, how large they may be, and whether all of it is there.

Every other decoder that the libraries bring stays shut: what nobody photographs a page with is there for attackers.
"""

import io
import re
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFile, ImageOps

from drivers.vision.asides import overheard
from kiosk.trouble import Trouble

Image = NDArray[Any]  # uint8
KINDS: dict[str, tuple[bytes, ...]] = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "WEBP": (b"RIFF",),
    "BMP": (b"BM",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "TIFF": (b"II*\0", b"MM\0*"),
}
"""Pillow's name, and how a file of it begins."""
READ = "JPEG, PNG, WebP, BMP, GIF and TIFF are read"
KNOWN_BY_NAME = {
    re.compile(rb"%PDF"): "a PDF: save its pages as pictures",
    re.compile(rb"....ftyp(hei|hev|mif|msf)", re.DOTALL): "HEIC: save it as JPEG",
    re.compile(rb"....ftypavi", re.DOTALL): "AVIF: save it as JPEG",
}
"""What people have on their phones and disks and would take for a picture."""
MOST_BYTES = 300 * 2**20
MOST_PIXELS = Pillow.MAX_IMAGE_PIXELS or 0  # 89 million: a few KB may unpack to gigabytes
LEAST_SIDE = 64
"""Pixels: nothing on a smaller picture could be read."""
MOST_SHAPE = 50
"""A strip longer than this many times its width is no picture of a page."""
END_OF_IMAGE = b"\xff\xd9"
EXTRA = re.compile(r"(\d+) extraneous bytes? before marker 0xd9")
PADDING = 2  # bytes: cameras round the length of their pictures up


class UnreadableError(Exception):
    """No picture could be had from this file."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble


def read_picture(path: Path) -> Image:
    """Rows x columns x BGR, uint8, turned as its EXIF says, on white where it is clear. Raises UnreadableError."""
    data = _bytes(path)
    kind = _kind(data)
    _check_size(data, kind)
    image = _jpeg(data) if kind == "JPEG" else _other(data, kind)
    shorter, longer = sorted(image.shape[:2])
    if shorter < LEAST_SIDE or longer > MOST_SHAPE * shorter:
        raise _unreadable("too small or too narrow to show a page")
    return image


def _unreadable(detail: str) -> UnreadableError:
    return UnreadableError(Trouble.NOT_AN_IMAGE, detail)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a name with a zero byte
        raise _unreadable("cannot be read: no such name") from error
    if len(data) > MOST_BYTES:
        raise _unreadable(f"too large: more than {MOST_BYTES >> 20} MB")
    return data


def _kind(data: bytes) -> str:
    """One of `KINDS`. Raises UnreadableError, which says what it is where that can be told."""
    found = next((kind for kind, heads in KINDS.items() if data.startswith(heads)), None)
    if found is not None and (found != "WEBP" or data[8:12] == b"WEBP"):
        return found
    named = next((words for head, words in KNOWN_BY_NAME.items() if head.match(data)), None)
    raise _unreadable(f"not a picture that can be read: {named or ('empty' if not data else READ)}")


def _check_size(data: bytes, kind: str) -> None:
    """Raises UnreadableError for what is too large to unpack, or holds more than one picture."""
    with _opened(data, kind) as picture:
        width, height = picture.size
        count = 1 if kind == "JPEG" else int(getattr(picture, "n_frames", 1))  # a phone's JPEG carries small copies
    if width * height > MOST_PIXELS:
        raise _unreadable(f"too large: {width} x {height}, more than {MOST_PIXELS // 10**6} million pixels")
    if count > 1:
        raise _unreadable(f"{count} pictures in one file: give each a file of its own")


def _opened(data: bytes, kind: str) -> ImageFile.ImageFile:
    """Its head is read, nothing is unpacked. Raises UnreadableError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large pictures too: these are told by us
        try:
            return Pillow.open(io.BytesIO(data), formats=[kind, "MPO"] if kind == "JPEG" else [kind])
        except Pillow.DecompressionBombError as error:
            raise _unreadable(f"too large: more than {MOST_PIXELS // 10**6} million pixels") from error
        except Exception as error:  # a library's border: plugins raise what they do not document
            raise _unreadable("not a picture that can be read: damaged at its beginning") from error


def _jpeg(data: bytes) -> Image:
    """OpenCV's decoder fills up what is missing, and says so on the error output alone."""
    whole = data if data.endswith(END_OF_IMAGE) else data.removesuffix(END_OF_IMAGE[:1]) + END_OF_IMAGE
    with overheard() as heard:
        image = _decoded(whole)
    if image is None:
        raise _unreadable("not a picture that can be read: damaged")
    if "premature end" in heard.text:
        raise _unreadable("cut off: a part of the picture is missing")
    extra = EXTRA.search(heard.text)
    if ("Corrupt" in heard.text and extra is None) or (extra and not _is_padding(whole, int(extra.group(1)))):
        raise _unreadable("damaged: a part of the picture is not what was taken")
    return image


def _is_padding(data: bytes, count: int) -> bool:
    """Whether so many bytes before the end say nothing."""
    end = data.rfind(END_OF_IMAGE)
    return count <= PADDING or not data[end - count : end].strip(b"\0\xff")


def _decoded(data: bytes) -> Image | None:
    """None for what is no picture; OpenCV raises for some of it and returns None for the rest."""
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None


def _other(data: bytes, kind: str) -> Image:
    """By Pillow, whose decoders of these kinds raise where something is missing."""
    with _opened(data, kind) as picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return np.ascontiguousarray(np.asarray(_on_white(upright))[:, :, ::-1])
        except OSError as error:
            raise _unreadable(f"cut off or damaged: {error}") from error
        except Exception as error:  # a library's border, as above
            raise _unreadable("not a picture that can be read: damaged") from error


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    """In three colours of 8 bits."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        deep = np.asarray(picture).astype(np.int64)
        return Pillow.fromarray((deep.clip(0, 65535) >> 8).astype(np.uint8)).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    return Pillow.alpha_composite(Pillow.new("RGBA", clear.size, "white"), clear).convert("RGB")
