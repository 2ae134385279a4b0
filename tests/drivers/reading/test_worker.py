"""The real worker with its models, once: a page that is drawn here comes back as lines."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from drivers.printer.fonts import pdf_fonts
from drivers.reading.frames import Answer, BrokenFrameError, decode, encode, pack, unpack
from drivers.reading.process import MOST_MEMORY, Worker


def jpeg_of(*rows: str, quarters: int = 0) -> bytes:
    """A page with these rows, turned clockwise so often."""
    image = Image.new("RGB", (900, 100 + 90 * len(rows)), "white")
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        draw.text((60, 60 + 90 * number), row, font=ImageFont.truetype(str(pdf_fonts()[0]), 40), fill="black")
    out = io.BytesIO()
    image.rotate(-90 * quarters, expand=True).save(out, "JPEG")
    return out.getvalue()


def test_the_worker_reads_print_and_survives_what_is_no_picture() -> None:
    worker = Worker()
    try:
        worker.await_ready()
        assert worker.read(b"no picture").lines is None
        lines = worker.read(jpeg_of("公民身份号码", "11010519491231002X")).lines
        assert lines is not None
        assert [line.text for line in lines] == ["公民身份号码", "11010519491231002X"]
        left, top = lines[0].box[0]
        assert abs(left - 60) < 20
        assert abs(top - 60) < 25
        assert min(line.confidence for line in lines) > 0.9
        assert 0 < worker.memory < MOST_MEMORY
        for lies, upright in ((1, 3), (2, 2), (3, 1)):
            answer = worker.read(jpeg_of("公民身份号码", "11010519491231002X", quarters=lies))
            assert answer.quarters == upright
            assert [line.text for line in answer.lines or ()] == [line.text for line in lines]
    finally:
        worker.close()


class TestFrames:
    def test_a_frame_comes_back_whole(self) -> None:
        stream = io.BytesIO(pack(b"one") + pack(b""))
        assert (unpack(stream.read), unpack(stream.read), unpack(stream.read)) == (b"one", b"", None)

    @pytest.mark.parametrize("data", [b"\0\0", pack(b"whole")[:-1], b"\xff\xff\xff\xffrest"])
    def test_half_a_frame_is_told(self, data: bytes) -> None:
        with pytest.raises(BrokenFrameError):
            unpack(io.BytesIO(data).read)

    def test_an_answer_comes_back(self) -> None:
        assert decode(encode(Answer(None, 5))) == Answer(None, 5)

    @pytest.mark.parametrize("data", [b"", b"\xc1", b"\x93\x01\x02\x03"])
    def test_what_is_no_answer_is_told(self, data: bytes) -> None:
        with pytest.raises(BrokenFrameError):
            decode(data)
