"""Whether a picture of a page will do, in measures with limits, and the one thing to tell the visitor."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.finger import finger_share
from drivers.vision.glare import glare_share
from kiosk.picture import Corners, Quality
from kiosk.trouble import Trouble

Image = NDArray[Any]  # uint8

LIMITS = {
    "brightness": 70.0,  # mean of the page's lightness, 0 to 255: below, text drowns in noise
    "sharpness": 35.0,  # variance of the Laplacian of the page scaled to 800 pixels
    "glare": 0.004,  # share of the page that is lost in reflections: a patch of 2 cm on A4
    "finger": 0.0015,  # share of the page that fingers cover: a fingertip on A4
    "page_share": 0.015,  # of the picture: an ID card beside which a whole A4 page would fit covers 0.022
    "margin": 2.0,  # pixels between the page and the picture's border
    "contrast": 12.0,  # standard deviation: a covered lens has next to none
}


def judge_blank(image: Image) -> Trouble | None:
    """A picture with nothing in it: covered lens, no light, or burnt out altogether."""
    grey = cv2.cvtColor(cv2.resize(image, (160, 90), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    if grey.std() < LIMITS["contrast"] / 3:
        return Trouble.TOO_DARK if grey.mean() < 25 else Trouble.BLANK
    return None


def judge(image: Image, corners: Corners | None) -> Quality:
    """The verdict on a page in a camera picture; without a page, why there is none."""
    if corners is None:
        return Quality("bad", judge_blank(image) or Trouble.NO_PAGE, {}, dict(LIMITS))
    measures = _measures(image, corners)
    faults = (
        (measures["margin"] < LIMITS["margin"], Trouble.CUT_OFF, "bad"),
        (measures["brightness"] < LIMITS["brightness"] / 2, Trouble.TOO_DARK, "bad"),
        (measures["sharpness"] < LIMITS["sharpness"] / 2.5, Trouble.BLURRED, "bad"),
        (measures["page_share"] < LIMITS["page_share"] / 2, Trouble.TOO_FAR, "bad"),
        (measures["finger"] > LIMITS["finger"], Trouble.FINGER, "poor"),
        (measures["glare"] > LIMITS["glare"], Trouble.TOO_BRIGHT, "poor"),
        (measures["brightness"] < LIMITS["brightness"], Trouble.TOO_DARK, "poor"),
        (measures["sharpness"] < LIMITS["sharpness"], Trouble.BLURRED, "poor"),
        (measures["page_share"] < LIMITS["page_share"], Trouble.TOO_FAR, "poor"),
    )
    for wrong, trouble, verdict in faults:
        if wrong:
            return Quality("bad" if verdict == "bad" else "poor", trouble, measures, dict(LIMITS))
    return Quality("good", None, measures, dict(LIMITS))


def _measures(image: Image, corners: Corners) -> dict[str, float]:
    quad = np.array(corners, np.float32)
    sides = [float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4)]
    page = _page_at_800(image, quad, sides)
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    height, width = image.shape[:2]
    margin = min(quad[:, 0].min(), quad[:, 1].min(), width - 1 - quad[:, 0].max(), height - 1 - quad[:, 1].max())
    return {
        "brightness": float(np.percentile(grey, 70)),
        "sharpness": float(cv2.Laplacian(grey, cv2.CV_32F).var()),
        "glare": glare_share(grey),
        "finger": finger_share(page),
        "page_share": float(cv2.contourArea(quad)) / (height * width),
        "margin": float(margin),
    }


def _page_at_800(image: Image, quad: NDArray[Any], sides: list[float]) -> Image:
    """The page flattened to at most 800 pixels on its longer side; a small one is not blown up, which would blur it."""
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    scale = min(1.0, 800 / max(width, height))
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    page: Image = cv2.warpPerspective(image, cv2.getPerspectiveTransform(quad, target), size, flags=cv2.INTER_AREA)
    return page
