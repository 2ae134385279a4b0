"""How much a quadrilateral looks like a page: the features of quads.py weighed as fitted on generated scenes.

A linear part and a few kinked ones, which tell a page from its half, its printed frame or a tile of cloth. The numbers
are those that `tests.bench.teach_pages` prints.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]

LINEAR = np.array([1.17, 2, 0.22, 0.87, 0.699, 0.122, -1.31, 1.75, -1.12, 0.556, 0.315, 1.89, 8.47, -1.9, 0, 0, 0])
KINKS = np.array(
    [
        [1.53, -0.107, -0.133, -2.61, -0.649, -0.603, -0.186, 2.3, 2.68, 0.389, 0.354, -2.11, 3.79, -0.497, 0, 0, 0],
        [4.1, 4.12, 1.35, -0.0863, -0.437, -0.362, 0.782, -1.16, 2.5, -2.7, -1.41, 4.41, -0.997, -1.38, 0, 0, 0],
        [2.12, -0.959, -0.365, -0.84, -0.509, -0.671, -0.17, 1.39, 0.794, 0.905, 1.21, -0.88, 7.36, -0.415, 0, 0, 0],
        [-0.96, -2.05, -1.15, -3.79, -1.23, -0.523, 0.0048, 1.01, -2.58, 0.247, -0.0456, -2.75, -6.62, 1.52, 0, 0, 0],
    ]
)
KINK_FROM = np.array([-3.45, -7.38, -2.87, 9.89])
KINK_WEIGHT = np.array([-1.36, 2.42, -1.2, -1.73])
BASE = -5.87


def worth(features: Floats) -> Floats:
    """m x 14 (quads.FEATURES) to m: above 0, rather a page than none."""
    kinked = np.maximum(0, features @ KINKS.T + KINK_FROM)
    value: Floats = features @ LINEAR + kinked @ KINK_WEIGHT + BASE
    return value
