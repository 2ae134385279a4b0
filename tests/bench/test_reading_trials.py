"""How reading is judged: what counts as right, asked, missing and invented, and what is told of it."""

from pathlib import Path

import pytest

from kiosk.reading import Field, Kind, Reading
from tests.bench.bench_reading import _right
from tests.bench.reading_report import draw_worst, share, table_by_kind, write_table
from tests.bench.reading_trials import Outcome, Taken, Trial, Tried, judged, scene_number
from tests.papers import KINDS

TRUTH = {"authority": "沧州市公安局运河分局", "valid_from": "2019-05-20", "valid_until": "long"}


def taken(kind: Kind = Kind.ID_BACK, seed: int = 1) -> Taken:
    return Taken(kind, seed, "tune", TRUTH, b"", 0, 0, 30.0)


def trial(*fields: Field, kind: Kind = Kind.ID_BACK) -> Trial:
    return judged(taken(), Reading(kind, 0.9, fields), 500.0)


@pytest.mark.parametrize(
    ("found", "confidence", "outcome"),
    [
        ("2019-05-20", 0.2, Outcome.RIGHT),
        ("2019-06-20", 0.5, Outcome.ASKED),
        ("2019-06-20", 0.95, Outcome.INVENTED),
        ("", 0.95, Outcome.MISSING),
    ],
)
def test_outcome_of_a_field(found: str, confidence: float, outcome: Outcome) -> None:
    assert Tried("valid_from", "2019-05-20", found, confidence).outcome is outcome


@pytest.mark.parametrize(("truth", "found"), [("（副本）", "(副本)"), ("汉 族", "汉族"), ("国有；住宅", "国有;住宅")])
def test_width_and_spaces_do_not_count(truth: str, found: str) -> None:
    assert Tried("type", truth, found, 0.9).outcome is Outcome.RIGHT


def test_paper_field_by_field() -> None:
    seen = trial(Field("authority", TRUTH["authority"], 0.99), Field("valid_from", "2018-05-20", 0.99))
    outcomes = {one.name: one.outcome for one in seen.fields}
    assert outcomes == {
        "authority": Outcome.RIGHT,
        "valid_from": Outcome.INVENTED,
        "valid_until": Outcome.MISSING,
    }


def test_right_words_under_a_wrong_kind_do_not_count() -> None:
    seen = trial(Field("authority", TRUTH["authority"], 0.99), kind=Kind.FORM)
    assert seen.count(Outcome.MISSING) == 3
    assert seen.told is Kind.FORM


def test_fields_that_nobody_printed_are_kept_apart() -> None:
    sure, unsure = Field("number", "1", 0.9), Field("sex", "男", 0.3)
    assert trial(sure, unsure).beyond == (sure,)


def test_right_fields_that_are_asked_are_counted() -> None:
    seen = trial(Field("authority", TRUTH["authority"], 0.5), Field("valid_from", "2018-05-20", 0.5))
    assert seen.doubted == 1


def test_every_paper_has_a_scene_of_its_own() -> None:
    numbers = [scene_number(kind, seed) for kind in KINDS for seed in range(20)]
    assert len(set(numbers)) == len(numbers)


def test_share_of_right_fields_by_kind() -> None:
    trials = [trial(*(Field(name, value, 0.9) for name, value in TRUTH.items())), trial()]
    assert _right(trials) == 50.0
    assert _right(trials, Kind.ID_BACK) == 50.0
    assert _right(trials, Kind.PASSPORT) == share(0, 0) == 0.0


def test_table_counts_papers_kinds_and_fields() -> None:
    right = [Field(name, value, 0.9) for name, value in TRUTH.items()]
    lines = table_by_kind([trial(*right), trial(right[0], kind=Kind.FORM)]).splitlines()
    assert lines[1].split() == ["id_back", "2", "1", "6", "50.00", "0", "3", "0"]
    assert lines[-1].split()[0] == "all"


def test_errors_are_written_with_their_paper(tmp_path: Path) -> None:
    write_table([trial(Field("valid_from", "2018-05-20", 0.99))], tmp_path / "deep" / "errors.txt")
    told = (tmp_path / "deep" / "errors.txt").read_text(encoding="utf-8")
    assert "id_back.valid_from: invented" in told
    assert "id_back 1 (id_back) valid_from: '2019-05-20' read as '2018-05-20', 0.99, invented" in told


def test_worst_are_drawn_and_an_old_picture_goes_when_all_is_well(tmp_path: Path) -> None:
    picture = tmp_path / "worst.jpg"
    draw_worst([trial(Field("valid_from", "2018-05-20", 0.99))], picture)
    assert picture.stat().st_size > 1000
    draw_worst([trial(*(Field(name, value, 0.9) for name, value in TRUTH.items()))], picture)
    assert not picture.exists()
