"""Which way up: the share of pages that are turned right, every paper of the simulated desk lying every way.

The papers are drawn in a font that the network has not learnt. Against: turning none at all.
"""

import time
from collections.abc import Iterator
from typing import Any

GOAL = 0.98
DESKS = ("wood", "dark", "check")


def bench() -> list[dict[str, object]]:
    from drivers.vision.upright import QUARTERS, quarters_to_upright, turn

    right = pages = 0
    spent = 0.0
    for page in _pages():
        for lies in QUARTERS:
            lying = turn(page, lies)
            began = time.thread_time()
            right += quarters_to_upright(lying) == -lies % 4
            spent += time.thread_time() - began
            pages += 1
    return [
        {"name": "pages turned upright", "ours": right / pages, "unit": "", "goal": f">= {GOAL}"},
        {"name": "finding which way up, of one core", "ours": spent / pages * 1000, "unit": "ms", "goal": ""},
    ]


def _pages() -> Iterator[Any]:
    """Flattened pages from pictures of every printed paper on several desks."""
    from drivers.sim import papers
    from drivers.sim.scene import Setting, photograph
    from drivers.vision.flat import flatten

    for number, paper in enumerate(paper for paper in papers.PAPERS if paper.key != "blank"):
        for seed, desk in enumerate(DESKS):
            scene = photograph(paper.array(), 10 * number + seed, Setting(desk=desk, tilt=(0.0, 14.0)))
            if scene.corners is not None:
                yield flatten(scene.image, scene.corners)
