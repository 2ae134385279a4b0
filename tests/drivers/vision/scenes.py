"""The set of photographed scenes that page finding is measured on: every condition, fixed by its number."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

from drivers.sim import papers
from drivers.sim.desks import DESKS
from drivers.sim.scene import Scene, Setting, photograph
from kiosk.picture import Corners

PHOTOS = "data/photos"
"""Real photographs with corners, beside the checkout in `../shared`."""
PLAIN = ("dark", "wood", "grey")
CLOTHS = ("check", "stripes", "dots")
CARDS = ("health_card",)
BOOKLETS = ("household", "red cover", "brown cover")
COVERS = {"red cover": (45, 28, 150), "brown cover": (38, 52, 96)}  # marriage and household booklets, shut
CARD_COLOURS = ((38, 30, 170), (150, 84, 30), (92, 108, 22), (96, 164, 204))
"""Bank cards and the like: red, blue, green, gold."""
Draw = np.random.Generator


def _any_paper(rng: Draw) -> str:
    return str(rng.choice([paper.key for paper in papers.PAPERS]))


def _from(desks: tuple[str, ...], rng: Draw, **more: Any) -> Setting:
    usual = {
        "turn": 25.0,
        "noise": rng.uniform(2, 5),
        "tilt": (0.0, 12.0),
        "reach": rng.uniform(0.7, 1.12),
        "blur": rng.uniform(0.5, 1.3),
    }
    return Setting(desk=str(rng.choice(desks)), **(usual | more))


def _booklet(key: str, rng: Draw) -> tuple[str, Setting]:
    """A leaf with its fold on any desk; a dark cover where it can be told from the desk at all."""
    return key, _from((*PLAIN[1:], "white") if key in COVERS else DESKS, rng, folded=key not in COVERS)


CONDITIONS: dict[str, Callable[[Draw], tuple[str | None, Setting]]] = {
    "plain desk": lambda rng: (_any_paper(rng), _from(PLAIN, rng)),
    "dark desk": lambda rng: (_any_paper(rng), _from(("dark",), rng)),
    "white on white": lambda rng: (_any_paper(rng), _from(("white",), rng)),
    "hand": lambda rng: (_any_paper(rng), _from(DESKS, rng, hand=True)),
    "two pages": lambda rng: (_any_paper(rng), _from(DESKS, rng, beside=array(_any_paper(rng)))),
    "card": lambda rng: (str(rng.choice(CARDS)), _from(DESKS, rng, reach=rng.uniform(0.9, 1.3))),
    "booklet": lambda rng: _booklet(str(rng.choice(BOOKLETS)), rng),
    "strong perspective": lambda rng: (_any_paper(rng), _from(DESKS, rng, tilt=(20.0, 38.0), turn=40.0)),
    "shadow": lambda rng: (_any_paper(rng), _from(DESKS, rng, shadow=True)),
    "patterned cloth": lambda rng: (_any_paper(rng), _from(CLOTHS, rng)),
    "low light": lambda rng: (_any_paper(rng), _from(DESKS, rng, light=rng.uniform(0.15, 0.4), noise=6.0)),
    "no page": lambda rng: (None, _from(DESKS, rng, hand=rng.random() < 0.5, shadow=rng.random() < 0.3)),
}


@dataclass(frozen=True)
class Case:
    """One scene of the set; `number` makes it again."""

    number: int
    condition: str
    scene: Scene


def case(number: int) -> Case:
    """Conditions take turns, so that any run of numbers holds all of them."""
    name = list(CONDITIONS)[number % len(CONDITIONS)]
    paper, setting = CONDITIONS[name](np.random.default_rng(number))
    return Case(number, name, photograph(None if paper is None else array(paper), number, setting))


def coloured_card(number: int) -> Case:
    """A card of one colour on wood or cloth, which may be as light as the card. The set holds none."""
    rng = np.random.default_rng(number)
    colour = CARD_COLOURS[number % len(CARD_COLOURS)]
    setting = _from(("wood", "check", "stripes"), rng, reach=rng.uniform(1.0, 2.8), blur=0.7)
    return Case(number, "coloured card", photograph(_card(colour), number, setting))


@cache
def array(key: str) -> Any:
    """A paper's picture, drawn once."""
    if key in COVERS:
        return _cover(COVERS[key])
    return papers.find(key).array()


def _cover(colour: tuple[int, int, int]) -> Any:
    """A booklet's cover: one strong colour, gold letters and an emblem."""
    cover = np.full((845, 620, 3), colour, np.uint8)
    gold = (70, 170, 205)
    cv2.circle(cover, (310, 270), 90, gold, 12)
    cv2.putText(cover, "YITANG", (120, 560), cv2.FONT_HERSHEY_DUPLEX, 3, gold, 8, cv2.LINE_AA)
    return cover


@cache
def _card(colour: tuple[int, int, int]) -> Any:
    """ISO 7810 ID-1 at 150 dpi: one colour that grows darker to the right, a chip, white print."""
    shade = np.linspace(1.12, 0.8, 506)[None, :, None]
    card = np.clip(np.full((319, 506, 3), colour) * shade, 0, 255).astype(np.uint8)
    white = (235, 238, 238)
    cv2.rectangle(card, (60, 118), (128, 168), (96, 168, 196), -1)
    cv2.putText(card, "YITANG BANK", (40, 70), cv2.FONT_HERSHEY_DUPLEX, 1.1, white, 2, cv2.LINE_AA)
    cv2.putText(card, "6217 0000 1234 5678 908", (40, 216), cv2.FONT_HERSHEY_DUPLEX, 1.0, white, 2, cv2.LINE_AA)
    return card


def overlap(one: Corners | None, other: Corners | None) -> float:
    """Intersection over union of two convex quadrilaterals; two Nones agree."""
    if one is None or other is None:
        return float(one is other)
    a, b = np.array(one, np.float32), np.array(other, np.float32)
    shared = cv2.intersectConvexConvex(a, b)[0]
    return float(shared / (cv2.contourArea(a) + cv2.contourArea(b) - shared))


def best_overlap(scene: Scene, found: Corners | None) -> float:
    """Of two papers that both lie there whole, either may be found."""
    return max(overlap(found, scene.corners), overlap(found, scene.beside) if scene.beside is not None else 0.0)
