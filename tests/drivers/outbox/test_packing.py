"""What goes to the platform: pages by their sums, what was measured of them, where answers are from, the ink."""

from dataclasses import replace

import msgspec
import pytest

from drivers.outbox.packing import BadParcelError, pages_of, submission_json
from kiosk.contract import InkPoint, PageRecord, Submission
from kiosk.ink import Dot
from kiosk.picture import Quality
from kiosk.trouble import Trouble
from tests.drivers.office import parcel, scan


def sent(given: object) -> Submission:
    return msgspec.json.decode(submission_json(given, "T-01-260302-001"), type=Submission)  # type: ignore[arg-type]


def test_what_was_measured_of_a_page_and_its_limit_are_in_the_record() -> None:
    quality = Quality("poor", Trouble.BLURRED, {"sharpness": 31.23456789}, {"sharpness": 35.0})
    given = parcel(pages=1)
    page = replace(given.scans[0], quality=quality)
    (row,) = sent(replace(given, materials=(replace(given.materials[0], pages=(page,)),))).materials
    assert row.pages == [page.sha256]
    assert row.records == [PageRecord(page.sha256, "poor", "blurred", {"sharpness": 31.2346}, {"sharpness": 35.0})]


def test_the_signature_goes_as_picture_and_as_strokes_in_time() -> None:
    strokes = ((Dot(0.1, 0.2, 0.0), Dot(0.3, 0.4, 0.05, 0.7)), (Dot(0.5, 0.6, 0.9),))
    given = replace(parcel(), strokes=strokes)
    told = sent(given)
    assert told.ink == [[InkPoint(0.1, 0.2, 0.0), InkPoint(0.3, 0.4, 0.05, 0.7)], [InkPoint(0.5, 0.6, 0.9)]]
    assert pages_of(given)[told.signature] == given.signature_png


def test_where_each_answer_is_from_is_told() -> None:
    assert sent(replace(parcel(), sources={"name": "card"})).sources == {"name": "card"}


def test_a_page_that_is_not_what_its_sum_says_goes_nowhere() -> None:
    given = parcel(pages=1)
    other = replace(given.scans[0], jpeg=scan(99).jpeg)
    with pytest.raises(BadParcelError):
        pages_of(replace(given, materials=(replace(given.materials[0], pages=(other,)),)))
