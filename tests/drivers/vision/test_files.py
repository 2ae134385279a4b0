"""Pictures in files: those that people bring are read as they lie; what is none, or not whole, is told in a word."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from drivers.vision.asides import overheard
from drivers.vision.files import UnreadableError, read_picture

PICTURE = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 255, (300, 400, 3), np.uint8), (0, 0), 9)
PICTURE[20:60, 20:90] = (40, 200, 240)  # BGR, near one corner: which way it lies can be told


def encoded(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(PICTURE[:, :, ::-1].copy()).convert(mode).save(out, kind, **options)
    return out.getvalue()


JPEG = encoded("JPEG", quality=92)
PROGRESSIVE = encoded("JPEG", quality=92, progressive=True)
END = b"\xff\xd9"


@pytest.fixture
def read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[[bytes], Any]:
    """What these bytes are as a picture, or what is said of them; nothing reaches the error output."""

    def look(data: bytes) -> Any:
        path = tmp_path / "picture"
        path.write_bytes(data)
        try:
            return read_picture(path)
        except UnreadableError as error:
            return str(error)
        finally:
            assert capfd.readouterr() == ("", "")

    return look


def difference(seen: Any) -> float:
    return float(np.abs(seen.astype(int) - PICTURE).mean())


def bits(levels: int) -> np.ndarray[Any, Any]:
    return (PICTURE.astype(np.uint16) * levels).astype(np.uint16)


@pytest.mark.parametrize(
    "data",
    [
        JPEG,
        PROGRESSIVE,
        encoded("JPEG", "CMYK", quality=95),
        *(encoded(kind) for kind in ("PNG", "BMP", "TIFF")),
        encoded("TIFF", compression="tiff_lzw"),
        encoded("TIFF", "CMYK"),
        encoded("WEBP", lossless=True),
        encoded("PNG", "RGBA"),
        cv2.imencode(".png", bits(257))[1].tobytes(),
        cv2.imencode(".tiff", bits(257))[1].tobytes(),
    ],
    ids=["jpeg", "progressive", "cmyk", "png", "bmp", "tiff", "lzw", "tiff cmyk", "webp", "rgba", "16 png", "16 tiff"],
)
def test_what_people_bring_is_read(read: Callable[[bytes], Any], data: bytes) -> None:
    assert difference(read(data)) < 4


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA"])
def test_grey_and_palettes_become_three_colours(read: Callable[[bytes], Any], mode: str) -> None:
    assert read(encoded("PNG", mode)).shape == PICTURE.shape
    assert read(cv2.imencode(".png", bits(257)[:, :, 0])[1].tobytes()).shape == PICTURE.shape


def test_what_is_transparent_lies_on_white(read: Callable[[bytes], Any]) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 80), (0, 0, 0, 0)).save(out, "PNG")
    assert read(out.getvalue()).min() == 255


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_turned_as_its_head_says(read: Callable[[bytes], Any], kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    seen = read(encoded(kind, exif=exif))
    assert seen.shape == (400, 300, 3)
    assert np.abs(seen[25:85, 245:275].astype(int) - (40, 200, 240)).mean() < 12, "top left has become top right"


@pytest.mark.parametrize("good", [JPEG, PROGRESSIVE], ids=["baseline", "progressive"])
class TestDamage:
    @pytest.mark.parametrize("lost", [1, 2])
    def test_an_end_that_is_missing_costs_nothing(self, read: Callable[[bytes], Any], good: bytes, lost: int) -> None:
        assert difference(read(good[:-lost])) < 4

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
    @pytest.mark.parametrize("end", [b"", END, bytes(500)], ids=["open", "closed", "zeros"])
    def test_a_part_that_is_missing_is_told(
        self, read: Callable[[bytes], Any], good: bytes, share: float, end: bytes
    ) -> None:
        said = read(good[: int(len(good) * share)] + end)
        assert "cut off" in said or "damaged" in said

    def test_what_stands_behind_the_end_does_not_matter(self, read: Callable[[bytes], Any], good: bytes) -> None:
        for more in (bytes(64), b"a film of three seconds" * 99, JPEG):
            assert difference(read(good + more)) < 4

    def test_padding_before_the_end_is_no_damage(self, read: Callable[[bytes], Any], good: bytes) -> None:
        assert difference(read(good[:-2] + bytes(6) + END)) < 4

    def test_rubbish_within_is_told(self, read: Callable[[bytes], Any], good: bytes) -> None:
        rubbish = np.random.default_rng(5).integers(1, 254, 900, np.uint8).tobytes()
        half = len(good) // 2
        assert isinstance(read(good[:half] + rubbish + good[half + 900 :]), str)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "GIF", "TIFF"])
@pytest.mark.parametrize("share", [0.05, 0.6, 0.97])
def test_other_kinds_that_are_cut_are_told(read: Callable[[bytes], Any], kind: str, share: float) -> None:
    data = encoded(kind)
    said = read(data[: int(len(data) * share)])
    assert said.startswith(("cut off or damaged", "not a picture that can be read: damaged"))


def several(kind: str) -> bytes:
    return encoded(kind, save_all=True, append_images=[Image.new("RGB", (400, 300), "red")], duration=100)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (several("GIF"), "2 pictures in one file"),
        (several("WEBP"), "2 pictures in one file"),
        (several("TIFF"), "2 pictures in one file"),
        (several("PNG"), "2 pictures in one file"),
        (encoded("PDF"), "a PDF: save its pages"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC: save it as JPEG"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF: save it as JPEG"),
        (b"", "empty"),
        (b"no picture", "JPEG, PNG"),
        (b"RIFF\0\0\0\0AVI LIST", "JPEG, PNG"),
        (b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 10000 +X 12000\n" + bytes(4096), "JPEG, PNG"),
        (b"Pf\n64 64\n-1.0\n" + bytes(64 * 64 * 4), "JPEG, PNG"),
        (b"DDS |\0\0\0" + bytes(120), "JPEG, PNG"),
        (b"\x76\x2f\x31\x01" + bytes(200), "JPEG, PNG"),
        (b"8BPS\0\x01" + bytes(200), "JPEG, PNG"),
        (b"P6\n64 64\n255\n" + bytes(64 * 64 * 3), "JPEG, PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(64), "JPEG, PNG"),
        (b"\xff\xd8\xff", "damaged at its beginning"),
        (b"\x89PNG\r\n\x1a\n", "damaged at its beginning"),
        (b"BM" + bytes(60), "damaged at its beginning"),
    ],
)
def test_what_is_not_read_is_told_in_a_word(read: Callable[[bytes], Any], data: bytes, said: str) -> None:
    assert said in read(data)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "WEBP", "BMP", "JPEG"])
def test_what_unpacks_to_gigabytes_is_not_unpacked(
    read: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("drivers.vision.files.MOST_PIXELS", 100_000)
    for opens in ("PIL.ImageFile.ImageFile.load", "cv2.imdecode"):
        monkeypatch.setattr(opens, lambda *_: pytest.fail("unpacked"))
    assert "too large: 400 x 300" in read(encoded(kind))


def test_a_file_without_an_end_is_left_alone() -> None:
    with pytest.raises(UnreadableError, match="too large"):
        read_picture(Path("/dev/zero"))


@pytest.mark.parametrize(("name", "said"), [("none", "No such file"), ("", "directory"), ("a\0b", "no such name")])
def test_what_is_no_file_is_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_picture(tmp_path / name)


def test_what_libraries_say_is_heard_and_not_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), overheard() as heard:
        cv2.imdecode(np.frombuffer(JPEG[: len(JPEG) // 2] + END, np.uint8), cv2.IMREAD_COLOR)
        _ = 1 / 0
    assert "premature end" in heard.text
    assert capfd.readouterr().err == ""
