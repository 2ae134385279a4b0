"""What went wrong in reading, for the next engineer: a table by kind, every error on a line, pictures of the worst."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.bench.reading_trials import Outcome, Trial
from tests.papers.fonts import NOTO_SANS
from tests.papers.making import KINDS

TABLE = Path("build/bench/reading_errors.txt")
PICTURE = Path("build/bench/reading_worst.jpg")
TILE = (760, 560)
WORST = 10


def share(part: int, whole: int) -> float:
    """Per cent; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def write_table(trials: Sequence[Trial], path: Path = TABLE) -> str:
    """By kind, by field, and each wrong field with its paper's number. The table by kind comes back."""
    by_kind = table_by_kind(trials)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join([by_kind, _by_field(trials), _each(trials)]) + "\n", encoding="utf-8")
    return by_kind


def table_by_kind(trials: Sequence[Trial]) -> str:
    head = ("kind", "papers", "kind told", "fields", "right %", *(str(one) for one in list(Outcome)[1:]))
    rows = [_kind_row(str(kind), some) for kind in KINDS if (some := [t for t in trials if t.taken.kind is kind])]
    lines = [head, *rows, _kind_row("all", trials)]
    return "\n".join(f"{line[0]:22}" + "".join(f"{cell:>11}" for cell in line[1:]) for line in lines)


def _kind_row(name: str, trials: Sequence[Trial]) -> tuple[str, ...]:
    told = sum(trial.told is trial.taken.kind for trial in trials)
    fields = sum(len(trial.fields) for trial in trials)
    counts = [sum(trial.count(outcome) for trial in trials) for outcome in Outcome]
    right = f"{share(counts[0], fields):.2f}"
    return (name, str(len(trials)), str(told), str(fields), right, *(str(count) for count in counts[1:]))


def _by_field(trials: Sequence[Trial]) -> str:
    """Errors by kind and field, most first."""
    wrong = Counter(
        (str(trial.taken.kind), one.name, str(one.outcome))
        for trial in trials
        for one in trial.fields
        if one.outcome is not Outcome.RIGHT
    )
    return "\n".join(f"{count:5}  {kind}.{name}: {outcome}" for (kind, name, outcome), count in wrong.most_common())


def _each(trials: Sequence[Trial]) -> str:
    lines = [
        f"{trial.taken.kind} {trial.taken.seed} ({trial.told}) {one.name}: {one.truth!r} read as {one.found!r},"
        f" {one.confidence:.2f}, {one.outcome}"
        for trial in trials
        for one in trial.fields
        if one.outcome is not Outcome.RIGHT
    ]
    beyond = [
        f"{trial.taken.kind} {trial.taken.seed}: nobody printed {one!r}" for trial in trials for one in trial.beyond
    ]
    return "\n".join(lines + beyond)


def draw_worst(trials: Sequence[Trial], path: Path = PICTURE) -> None:
    """The ten papers with most wrong fields, invented ones first: the flattened page and what was read wrong."""
    bad = sorted((trial for trial in trials if _badness(trial)[1]), key=_badness, reverse=True)[:WORST]
    tiles = [_tile(trial) for trial in bad]
    if not tiles:
        path.unlink(missing_ok=True)
        return
    if len(tiles) % 2:
        tiles.append(np.zeros_like(tiles[0]))
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.vstack([np.hstack(tiles[at : at + 2]) for at in range(0, len(tiles), 2)]))


def _badness(trial: Trial) -> tuple[int, float]:
    """Invented fields, then the share of all that are wrong."""
    wrong = len(trial.fields) - trial.count(Outcome.RIGHT)
    return trial.count(Outcome.INVENTED), wrong / len(trial.fields)


def _tile(trial: Trial) -> NDArray[Any]:
    """The page above, up to five wrong fields below."""
    width, height = TILE
    canvas = Image.new("RGB", TILE, (20, 20, 20))
    if trial.taken.jpeg:
        page = cv2.imdecode(np.frombuffer(trial.taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
        shown = Image.fromarray(np.ascontiguousarray(page[:, :, ::-1]))
        shown.thumbnail((width, height - 150))
        canvas.paste(shown, (0, 0))
    wrong = [one for one in trial.fields if one.outcome is not Outcome.RIGHT][:5]
    says = [f"{trial.taken.kind} {trial.taken.seed}, told {trial.told}"]
    says += [f"{one.name}: {one.truth} → {one.found or '-'} ({one.outcome}, {one.confidence:.2f})" for one in wrong]
    pen = ImageDraw.Draw(canvas)
    for row, words in enumerate(says):
        pen.text((6, height - 146 + row * 24), words, font=NOTO_SANS.at(17), fill=(255, 230, 120))
    return np.ascontiguousarray(np.asarray(canvas)[:, :, ::-1])
