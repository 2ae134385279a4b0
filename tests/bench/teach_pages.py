"""`python -m tests.bench.teach_pages`: learn what a page's quadrilateral looks like, and write assets/models/pages.npz.

From scenes whose numbers no test and no benchmark uses. Multinomial logistic regression: the page's own quads against
all the others of the picture and against "no page here". The same scenes give the same numbers.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.sim.scene import Scene
from drivers.vision import lines, pages, quads
from drivers.vision.worth import MODEL, PARTS
from tests.drivers.vision.scenes import best_overlap, case

Floats = NDArray[Any]

FIRST, SCENES, TRIED = 100_000, 1600, 400
RIGHT = 0.9  # overlap: such a quad is the page's, refining moves it into place
KINKS, DECAY, STEPS, RATE = 6, 0.01, 700, 0.02
AGAINST_INVENTING = 3.0
"""A scene without a page counts as so many with one: a page invented is worse than one overlooked for a moment."""


@dataclass(frozen=True)
class Scenes:
    """What may be chosen in each scene, filled up to the same number. n scenes, m quads, f features."""

    features: Floats  # n x m x f
    there: NDArray[np.bool_]  # n x m
    right: NDArray[np.bool_]  # n x m
    empty: NDArray[np.bool_]  # n: without a page

    def part(self, some: Any) -> "Scenes":
        return Scenes(self.features[some], self.there[some], self.right[some], self.empty[some])


def look(number: int) -> list[tuple[Floats, Floats, bool]]:
    """A scene as it is, and cut out and turned as by another camera: the features of each candidate, its overlap with
    the truth, and whether there is no page at all."""
    cv2.setNumThreads(1)
    scene = case(number).scene
    return [_candidates(scene), _candidates(_cut_out(scene, np.random.default_rng(number)))]


def _candidates(scene: Scene) -> tuple[Floats, Floats, bool]:
    small, scale = pages.shrunk(scene.image)
    small = pages.evenly_exposed(small)
    some = quads.shortlist(lines.find_lines(small), small.shape[1], small.shape[0])
    whole = [tuple(map(tuple, quad)) for quad in (some.corners + 0.5) / scale - 0.5]
    overlaps = np.array([best_overlap(scene, quad) for quad in whole])  # type: ignore[arg-type]
    return quads.features(small, some), overlaps, scene.corners is None


def _cut_out(scene: Scene, rng: np.random.Generator) -> Scene:
    """A window of the scene around its page, however narrow, turned by a quarter or not."""
    size = np.array([scene.image.shape[1], scene.image.shape[0]])
    known = [np.array(one) for one in (scene.corners, scene.beside) if one is not None]
    low, high = (known[0].min(axis=0), known[0].max(axis=0)) if known else (size * 0.3, size * 0.7)
    room = rng.uniform(0.0, 1.0, (2, 2)) ** 2
    begin = (low * (1 - room[0])).astype(int)
    end = np.ceil(high + (size - high) * (1 - room[1])).astype(int)
    image = scene.image[begin[1] : end[1], begin[0] : end[0]]
    moved = [quad - begin for quad in known]
    if rng.random() < 0.5:
        image = np.ascontiguousarray(np.rot90(image))
        moved = [np.column_stack([quad[:, 1], image.shape[0] - 1 - quad[:, 0]]) for quad in moved]
    limit = np.array([image.shape[1], image.shape[0]])
    page, beside = (*(tuple(map(tuple, quad)) for quad in moved), None, None)[:2]
    whole = beside is not None and (moved[1] > 0).all() and (moved[1] < limit).all()
    return Scene(image, page, beside if whole else None)  # type: ignore[arg-type]


def collected(first: int, count: int) -> Scenes:
    """Each scene twice, one after the other."""
    with ProcessPoolExecutor() as pool:
        seen = [one for both in pool.map(look, range(first, first + count), chunksize=20) for one in both]
    most = max(len(overlaps) for _, overlaps, _ in seen)
    features, there = np.zeros((len(seen), most, len(quads.FEATURES))), np.zeros((len(seen), most), bool)
    right = np.zeros((len(seen), most), bool)
    for at, (values, overlaps, empty) in enumerate(seen):
        features[at, : len(values)], there[at, : len(values)] = values, True
        right[at, : len(values)] = (overlaps > RIGHT) & (not empty)
    return Scenes(features, there, right, np.array([empty for *_, empty in seen]))


def values_of(weights: list[Floats], scenes: Scenes) -> tuple[Floats, Floats]:
    """The kinked part and the value of each quad; those that are not there are worth nothing."""
    kinks, begin, kink_weight, linear, base = weights
    kinked = np.maximum(0, scenes.features @ kinks + begin)
    return kinked, np.where(scenes.there, kinked @ kink_weight + scenes.features @ linear + base, -1e9)


def slope(weights: list[Floats], scenes: Scenes) -> list[Floats]:
    """The gradient of the loss: minus the logarithm of what the right quads, or none at all, are thought likely."""
    kinked, value = values_of(weights, scenes)
    top = np.maximum(value.max(axis=1), 0)
    odds = np.exp(value - top[:, None])
    likely = odds / (odds.sum(axis=1) + np.exp(-top))[:, None]
    wanted = np.where(scenes.right, odds, 0)
    wanted = wanted / (wanted.sum(axis=1, keepdims=True) + 1e-12)
    counts = np.where(scenes.empty, AGAINST_INVENTING, 1.0)
    off = counts[:, None] * (likely - wanted) / counts.sum() * scenes.there
    into = off[..., None] * weights[2] * (kinked > 0)
    return [
        np.einsum("nmf,nmk->fk", scenes.features, into) + DECAY * weights[0],
        into.sum(axis=(0, 1)),
        np.einsum("nm,nmk->k", off, kinked) + DECAY * weights[2],
        np.einsum("nm,nmf->f", off, scenes.features) + DECAY * weights[3],
        np.array([off.sum()]),
    ]


def taught(scenes: Scenes, seed: int = 0) -> list[Floats]:
    """Weights for features of mean 0 and spread 1, by Adam (Kingma and Ba, 2015)."""
    rng = np.random.default_rng(seed)
    count = scenes.features.shape[2]
    weights: list[Floats] = [
        *(rng.normal(0, 0.4, (count, KINKS)), np.zeros(KINKS), rng.normal(0, 0.4, KINKS)),
        *(np.zeros(count), np.zeros(1)),
    ]
    mean, spread = [np.zeros_like(one) for one in weights], [np.zeros_like(one) for one in weights]
    for step in range(1, STEPS + 1):
        for at, grade in enumerate(slope(weights, scenes)):
            mean[at] = 0.9 * mean[at] + 0.1 * grade
            spread[at] = 0.99 * spread[at] + 0.01 * grade**2
            size = RATE * min(1.0, 2 * (1 - step / STEPS))
            weights[at] = weights[at] - size * mean[at] / (1 - 0.9**step) / (
                np.sqrt(spread[at] / (1 - 0.99**step)) + 1e-8
            )
    return weights


def marks(weights: list[Floats], scenes: Scenes) -> tuple[float, int]:
    """The share of pages for which a right quad is chosen, and how many are invented."""
    value = values_of(weights, scenes)[1]
    best, found = value.argmax(axis=1), value.max(axis=1) > 0
    right = found & scenes.right[np.arange(len(best)), best]
    return float(right[~scenes.empty].mean()), int(found[scenes.empty].sum())


def written(weights: list[Floats], centre: Floats, spread: Floats) -> None:
    """For features as they come."""
    kinks, begin, kink_weight, linear, base = weights
    raw = (
        *(kinks / spread[:, None], begin - centre / spread @ kinks, kink_weight),
        *(linear / spread, base - centre / spread @ linear),
    )
    np.savez_compressed(MODEL, **{part: one.astype(np.float32) for part, one in zip(PARTS, raw, strict=True)})


def main() -> None:
    scenes = collected(FIRST, SCENES + TRIED)
    centre = scenes.features[scenes.there].mean(axis=0)
    spread = scenes.features[scenes.there].std(axis=0) + 1e-6
    scenes = Scenes((scenes.features - centre) / spread, scenes.there, scenes.right, scenes.empty)
    known = scenes.empty | scenes.right.any(axis=1)  # where no candidate is right, there is nothing to learn
    train = scenes.part(known & (np.arange(len(known)) < 2 * SCENES))
    weights = taught(train)
    print(f"candidates hold the page in {known[~scenes.empty].mean():.3f} of the scenes")
    print(
        "right, invented: taught", marks(weights, train), "others", marks(weights, scenes.part(slice(2 * SCENES, None)))
    )
    written(weights, centre, spread)


if __name__ == "__main__":
    main()
