"""How much a quadrilateral looks like a page: the features of quads.py weighed as learnt on generated scenes.

A linear part and a few kinked ones, which tell a page from its half, its printed frame or a tile of cloth. The weights
are made by `tests.bench.teach_pages`.
"""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]

MODEL = Path(__file__).resolve().parents[2] / "assets" / "models" / "pages.npz"
PARTS = ("kinks", "begin", "kink_weight", "linear", "base")


def worth(features: Floats) -> Floats:
    """m x 19 (quads.FEATURES) to m: above 0, rather a page than none."""
    kinks, begin, kink_weight, linear, base = _weights()
    value: Floats = np.maximum(0, features @ kinks + begin) @ kink_weight + features @ linear + base
    return value


@cache
def _weights() -> tuple[Floats, ...]:
    """19 x k, k, k, 19 and 1."""
    with np.load(MODEL) as stored:
        return tuple(stored[part] for part in PARTS)
