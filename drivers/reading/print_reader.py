"""Lines of print on a page, by RapidOCR with the models in its package: nothing is fetched. Knows no papers."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.picture import Corners, Quarters
from kiosk.reading import Line

Image = NDArray[Any]  # uint8
THREADS = 2
LONGEST_SIDE = 1600
"""Pixels: lines are read from a page of at most this size, about as sharp as a camera of 1920 sees A4. What a page was
enlarged beyond that is blur: on such lines more characters were doubtful (3.7 against 2.3 of 100 fields)."""
SEARCHED_SIDE = 1152
"""Pixels: a page is made this small to be searched for lines (14 pixels for the hanzi of 10.5 point print), which takes
half the time of 1600 and finds the same ones."""
SETTINGS = {
    "Global.log_level": "critical",  # what it logs may name what it read
    "Global.use_cls": False,  # pages are upright by now
    "Global.max_side_len": LONGEST_SIDE,
    "Global.return_word_box": True,  # for each character's own confidence
    "Global.return_single_char_box": True,
    "Det.limit_type": "max",
    "Det.limit_side_len": SEARCHED_SIDE,
    "Rec.rec_batch_num": 1,  # lines read together are padded to the longest, which loses spaces and saves no time
    "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}
DOUBTFUL = 0.85
"""Below this mean score of its characters a page lies upside down. Of 60 photographed papers the upright ones were read
with 0.98 and more, the same ones upside down with at most 0.78."""
TALL = 1.5
"""Height by width: a box of print that is taller holds a line that runs down. RapidOCR's own limit."""


@dataclass(frozen=True)
class Print:
    """`lines` are of the page turned by `quarters`."""

    lines: tuple[Line, ...]
    quarters: Quarters = 0


class PrintReader:
    """Loads the models once. Raises ImportError where the library or one of its models is not installed."""

    def __init__(self) -> None:
        models = _models()
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # should another release of the runtime be there than we pin
        from rapidocr import RapidOCR  # noqa: PLC0415  a second and 100 MB: only where pages are read

        self._ocr = RapidOCR(params=SETTINGS | models)

    def warm(self) -> None:
        """The first page costs more than the others: let it be an empty one with a word."""
        page = np.full((320, 640, 3), 255, np.uint8)
        cv2.putText(page, "YITANG", (60, 180), cv2.FONT_HERSHEY_SIMPLEX, 3, (0, 0, 0), 6)
        self._read(page)

    def read(self, jpeg: bytes) -> Print | None:
        """The lines in the order they were found, from top to bottom; None for what is no picture.

        A page that does not lie upright is turned and read once more.
        """
        image = _decoded(jpeg)
        if image is None:
            return None
        lines, sure = self._read(image)
        quarters = _quarters_to_upright(lines, sure)
        if quarters:
            turned, surer = self._read(np.ascontiguousarray(np.rot90(image, -quarters)))
            if surer >= DOUBTFUL:
                return Print(turned, quarters)
        return Print(lines)

    def _read(self, image: Image) -> tuple[tuple[Line, ...], float]:
        """The lines, and the mean score of their characters (0 where there are none)."""
        found: Any = self._ocr(image)  # of one of four types, as asked for
        if found.boxes is None or found.txts is None:
            return (), 0.0
        signs = found.word_results or [()] * len(found.txts)
        lines = tuple(
            Line(text, _corners(box), round(_confidence(one, float(score)), 4))
            for box, text, score, one in zip(found.boxes, found.txts, found.scores, signs, strict=True)
        )
        lengths = [len(line.text) for line in lines]
        return lines, float(np.average(found.scores, weights=lengths)) if any(lengths) else 0.0


def _models() -> dict[str, str]:
    """Where the models lie. The library is told, or else it fetches one that it misses. Raises ImportError."""
    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise ImportError("rapidocr is not installed")
    paths = {setting: Path(package.origin).parent / "models" / name for setting, name in MODELS.items()}
    if missing := [path.name for path in paths.values() if not path.is_file()]:
        raise ImportError(f"rapidocr lacks {', '.join(missing)}")
    return {setting: str(path) for setting, path in paths.items()}


def _quarters_to_upright(lines: Iterable[Line], sure: float) -> Quarters:
    """From how most of the print runs, and whether it made sense. A line that runs down is read from its left side."""
    across = down = 0
    for line in lines:
        (left, top), (right, _), (_, bottom), _ = line.box
        tall = abs(bottom - top) > TALL * abs(right - left)
        across, down = across + (not tall) * len(line.text), down + tall * len(line.text)
    if down > across:
        return 3 if sure >= DOUBTFUL else 1
    return 2 if across and sure < DOUBTFUL else 0


def _confidence(signs: Iterable[tuple[str, float, object]], score: float) -> float:
    """That of a line's worst letter, digit or hanzi: the mean, which the library gives, hides one wrong among many.

    How wide a bracket is, and whether there is a space, is often doubtful and of no account.
    """
    return min((float(sure) for sign, sure, _ in signs if sign.isalnum()), default=score)


def _decoded(jpeg: bytes) -> Image | None:
    """OpenCV raises for some of what is no picture, and returns None for the rest."""
    try:
        image: Image | None = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return image


def _corners(box: NDArray[Any]) -> Corners:
    one, two, three, four = ((round(float(x), 1), round(float(y), 1)) for x, y in box)
    return one, two, three, four
