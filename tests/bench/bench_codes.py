"""How many of a hard set of codes are read, by each library alone and by the ladder, and how long a frame takes."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from drivers.vision import codes
from kiosk.picture import FoundCode
from tests.drivers.vision.hard_codes import TROUBLES, HardCode, hard_code

CASES = 360
PICTURE = Path("build/bench/codes_missed.png")
Reader = Callable[[Any], tuple[FoundCode, ...]]


def bench() -> list[dict[str, Any]]:
    """Rates are of the hard set; the ladder is compared with the better library alone."""
    cv2.setNumThreads(1)
    cases = [hard_code(number) for number in range(CASES)]
    readers: dict[str, Reader] = {
        "zxing-cpp": lambda image: codes.zxing(image, codes.EASY),
        "pyzbar": codes.zbar,
        "ladder": codes.read_codes,
    }
    told = {name: _tried(cases, reader) for name, reader in readers.items()}
    rates = {name: 100 * float(np.mean(right)) for name, (right, _, _) in told.items()}
    right, wrong, took = told["ladder"]
    _draw_missed(cases, right)
    rows = [{"name": f"codes read, {name} alone", "ours": rates[name], "unit": "%"} for name in ("zxing-cpp", "pyzbar")]
    best = max(rates["zxing-cpp"], rates["pyzbar"])
    return [
        {"name": "codes read, ladder", "ours": rates["ladder"], "unit": "%", "goal": ">= 88"},
        {
            "name": "codes read, ladder and best library",
            "ours": rates["ladder"],
            "against": best,
            "ratio": rates["ladder"] / best,
            "unit": "%",
        },
        *rows,
        {"name": "codes read wrong", "ours": float(wrong), "unit": "", "goal": "<= 0"},
        {"name": "code frame, median", "ours": float(np.median(took)), "unit": "ms", "goal": "<= 5"},
        {"name": "code frame, longest", "ours": float(np.max(took)), "unit": "ms", "goal": "<= 60"},
        *_by_trouble(cases, right),
    ]


def _tried(cases: list[HardCode], reader: Reader) -> tuple[list[bool], int, list[float]]:
    """Which were read, how many were read as something else, and the milliseconds of each."""
    right, took, wrong = [], [], 0
    for case in cases:
        began = time.perf_counter()
        found = reader(case.image)
        took.append((time.perf_counter() - began) * 1000)
        texts = {code.text for code in found}
        right.append(case.text in texts)
        wrong += bool(texts - {case.text})
    return right, wrong, took


def _by_trouble(cases: list[HardCode], right: list[bool]) -> list[dict[str, Any]]:
    every = Counter(case.trouble for case in cases)
    read = Counter(case.trouble for case, fine in zip(cases, right, strict=True) if fine)
    return [{"name": f"  {name}", "ours": 100 * read[name] / every[name], "unit": "%"} for name in TROUBLES]


def _draw_missed(cases: list[HardCode], right: list[bool]) -> None:
    """The first ten that were not read, side by side."""
    missed = [case.image for case, fine in zip(cases, right, strict=True) if not fine][:10]
    missed += [np.zeros_like(cases[0].image)] * (10 - len(missed))
    small = [cv2.resize(image, (640, 360), interpolation=cv2.INTER_AREA) for image in missed]
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(PICTURE), np.vstack([np.hstack(small[at : at + 2]) for at in range(0, 10, 2)]))
