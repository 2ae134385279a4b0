"""The papers that reading is measured on: fixed by their number, right in their numbers, whole under the camera."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from stdnum import luhn
from stdnum.cn import uscc

from kiosk.numbers import is_bank_card, is_credit_code, is_resident_number
from kiosk.reading import FIELDS, Kind
from tests.papers import KINDS, make_paper, photograph
from tests.papers.booklets import machine_lines, mrz_check
from tests.papers.fonts import BODY, DIGITS, MACHINE, TITLES, Half
from tests.papers.words import TODAY, somebody

SIZES = {  # millimetres
    Kind.ID_FRONT: (85.6, 54),
    Kind.ID_BACK: (85.6, 54),
    Kind.BANK_CARD: (85.6, 54),
    Kind.DRIVING_LICENCE: (88, 60),
    Kind.PASSPORT: (125, 88),
    Kind.VISA: (125, 88),
    Kind.PERMIT: (85.6, 54),
    Kind.HOUSEHOLD_PAGE: (143, 105),
}


@pytest.mark.parametrize("half", ["tune", "test"])
@pytest.mark.parametrize("kind", KINDS)
def test_paper_says_what_its_kind_has(kind: Kind, half: Half) -> None:
    image, truth = make_paper(kind, 3, half)
    assert image.dtype == np.uint8
    assert image.shape[2] == 3
    assert all(truth.values())
    if kind in FIELDS:
        assert tuple(truth) == FIELDS[kind]
    else:
        assert len(truth) >= 5


def test_every_known_kind_is_make_paper() -> None:
    assert set(KINDS) == {*FIELDS, Kind.FORM}


@pytest.mark.parametrize("kind", [Kind.ID_FRONT, Kind.FORM])
def test_same_number_same_paper(kind: Kind) -> None:
    one, truth = make_paper(kind, 7, "tune")
    again, truth_again = make_paper(kind, 7, "tune")
    other, other_truth = make_paper(kind, 8, "tune")
    assert truth == truth_again != other_truth
    assert np.array_equal(one, again)
    assert one.shape != other.shape or not np.array_equal(one, other)


@pytest.mark.parametrize("kind", list(SIZES))
def test_true_proportions(kind: Kind) -> None:
    rows, columns = make_paper(kind, 1, "tune")[0].shape[:2]
    wide, high = SIZES[kind]
    assert columns / rows == pytest.approx(wide / high, rel=0.005)


@pytest.mark.parametrize("seed", range(5))
def test_numbers_pass_their_checks(seed: int) -> None:
    assert is_resident_number(make_paper(Kind.ID_FRONT, seed, "tune")[1]["number"], TODAY)
    assert is_bank_card(number := make_paper(Kind.BANK_CARD, seed, "tune")[1]["number"])
    assert luhn.is_valid(number)
    assert is_credit_code(code := make_paper(Kind.BUSINESS_LICENCE, seed, "tune")[1]["credit_code"])
    assert uscc.is_valid(code)


def test_number_and_birth_and_sex_belong_together() -> None:
    truth = make_paper(Kind.ID_FRONT, 5, "tune")[1]
    assert truth["number"][6:14] == truth["birth"].replace("-", "")
    assert (int(truth["number"][16]) % 2 == 1) == (truth["sex"] == "男")


def test_machine_lines_as_icao_prints_them() -> None:
    """The specimen's number, birth and expiry with their checks: Doc 9303 part 4, appendix B."""
    assert (mrz_check("L898902C3"), mrz_check("740812"), mrz_check("120415")) == (6, 2, 9)
    assert mrz_check("ZE184226B<<<<<") == 1
    who = replace(somebody(random.Random(1), "女"), surname="WANG", given="XIULAN", birth=date(1985, 9, 3))
    upper, lower = machine_lines(who, "E12345678", date(2034, 5, 1), random.Random(1))
    assert (len(upper), len(lower)) == (44, 44)
    assert upper.startswith("P<CHNWANG<<XIULAN<<")
    assert lower[10:13] == "CHN"
    assert lower[13:19] == "850903"
    assert lower[20] == "F"
    assert int(lower[43]) == mrz_check(lower[:10] + lower[13:20] + lower[21:43])


def test_halves_share_no_typeface() -> None:
    for faces in (BODY, TITLES, DIGITS, MACHINE):
        assert not {face.file for face in faces["tune"]} & {face.file for face in faces["test"]}


@pytest.mark.parametrize("kind", [Kind.ID_FRONT, Kind.FORM])
def test_photograph_is_fixed_and_whole(kind: Kind) -> None:
    """Something of the desk shows along every edge: the page does not leave the picture."""
    paper = make_paper(kind, 2, "tune")[0]
    marked = np.full_like(paper, 255)
    seen = photograph(marked, 11)
    upright = paper.shape[0] > paper.shape[1]
    assert seen.shape == ((1920, 1080, 3) if upright else (1080, 1920, 3))
    assert np.array_equal(seen, photograph(marked, 11))
    assert not np.array_equal(seen, photograph(marked, 12))


def test_photograph_shows_the_paper_large() -> None:
    """A white sheet on a desk darker than it: between a third and nine tenths of the picture."""
    white = np.full((1260, 2000, 3), 255, np.uint8)
    for seed in range(4):
        share = float((photograph(white, seed).min(axis=2) > 140).mean())
        assert 0.3 < share < 0.9, seed
