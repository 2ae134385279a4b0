"""Free copies against an IPP printer: they come out, or the visitor hears why and nothing stays behind."""

import io
from collections.abc import Generator

import pypdfium2
import pytest
from PIL import Image

from drivers.copier import CopierDevice, trouble_of
from drivers.pages_pdf import pdf_of
from drivers.sim.copier import FakeCopier
from kiosk.events import Copied, CopyFailed, DeviceState
from kiosk.picture import Quality, Scan
from kiosk.trouble import Trouble
from tests.drivers.events import Inbox

MM = 72 / 25.4


def page(width: int, height: int, grey: int = 200) -> Scan:
    out = io.BytesIO()
    Image.new("L", (width, height), grey).save(out, "JPEG")
    return Scan(out.getvalue(), width, height, "0" * 64, Quality("good", None))


PAGES = (page(210, 297), page(297, 210))


@pytest.fixture
def fake() -> Generator[FakeCopier]:
    copier = FakeCopier()
    copier.start()
    yield copier
    copier.stop()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def copier(fake: FakeCopier, inbox: Inbox) -> Generator[CopierDevice]:
    device = CopierDevice(inbox.post, fake.uri, follow_seconds=0.01)
    device.start()
    inbox.state(DeviceState.READY)
    yield device
    device.stop()


def test_every_page_comes_out_on_a_sheet_of_its_own(fake: FakeCopier, inbox: Inbox, copier: CopierDevice) -> None:
    copier.copy(7, PAGES)
    assert inbox.wait_for(Copied).request == 7
    (printed,) = fake.printed
    sizes = [
        (round(sheet.get_width() / MM), round(sheet.get_height() / MM)) for sheet in pypdfium2.PdfDocument(printed)
    ]
    assert sizes == [(210, 297), (297, 210)]


@pytest.mark.logs("WARNING", "copier: faulty (paper_out)")
def test_paper_that_ran_out_is_told_and_no_sheet_comes_out_for_the_next_visitor(
    fake: FakeCopier, inbox: Inbox, copier: CopierDevice
) -> None:
    fake.reasons = ("media-empty-error",)
    copier.copy(7, PAGES)
    assert inbox.wait_for(CopyFailed) == CopyFailed(7, Trouble.PAPER_OUT)
    inbox.state(DeviceState.FAULTY)
    fake.reasons = ()
    copier.copy(8, PAGES[:1])
    assert inbox.wait_for(Copied).request == 8
    assert len(fake.printed) == 1


@pytest.mark.logs("WARNING", "copier: faulty (paper_jam)")
def test_a_jam_in_the_middle_cancels_the_rest(fake: FakeCopier, inbox: Inbox, copier: CopierDevice) -> None:
    answer = fake.answer

    def jams_with_the_first_job(body: bytes) -> bytes:
        told = answer(body)
        if fake.jobs:
            fake.reasons = ("media-jam-error",)
        return told

    fake.answer = jams_with_the_first_job  # type: ignore[method-assign]
    copier.copy(7, PAGES)
    assert inbox.wait_for(CopyFailed) == CopyFailed(7, Trouble.PAPER_JAM)
    assert [job.state.name for job in fake.jobs] == ["CANCELED"]
    inbox.state(DeviceState.FAULTY)


def test_a_job_the_printer_gives_up_is_a_fault(fake: FakeCopier, inbox: Inbox, copier: CopierDevice) -> None:
    fake.aborts = True
    copier.copy(7, PAGES)
    assert inbox.wait_for(CopyFailed) == CopyFailed(7, Trouble.DEVICE_FAULT)


@pytest.mark.logs("WARNING", "copier: absent (not_connected)")
def test_a_printer_that_is_gone_answers_the_waiter_and_is_taken_up_again(
    fake: FakeCopier, inbox: Inbox, copier: CopierDevice
) -> None:
    fake.stop()
    copier.copy(7, PAGES)
    assert inbox.wait_for(CopyFailed) == CopyFailed(7, Trouble.NOT_CONNECTED)
    inbox.state(DeviceState.ABSENT)
    fake.start()
    inbox.state(DeviceState.READY)
    copier.copy(8, PAGES)
    assert inbox.wait_for(Copied).request == 8


@pytest.mark.parametrize(
    ("state", "reasons", "trouble"),
    [
        (3, ["none"], None),
        (3, "media-low-warning", None),
        (4, ["media-empty-report"], None),
        (5, ["media-empty-report"], Trouble.PAPER_OUT),
        (3, ["media-needed"], Trouble.PAPER_OUT),
        (5, ["marker-supply-low-warning", "toner-empty-error"], Trouble.TONER_OUT),
        (5, ["paused"], Trouble.DEVICE_FAULT),
        (3, ["door-open-error"], Trouble.COVER_OPEN),
    ],
)
def test_what_the_printer_says_of_itself(state: int, reasons: list[str] | str, trouble: Trouble | None) -> None:
    assert trouble_of({"printer-state": state, "printer-state-reasons": reasons}) is trouble


@pytest.mark.parametrize("uri", ["ipp://192.0.2.7/ipp/print", "http://localhost:631/printers/a4", "a4"])
def test_papers_leave_this_machine_only_sealed(uri: str) -> None:
    with pytest.raises(ValueError, match="ipps"):
        CopierDevice(Inbox().post, uri)


def test_a_card_is_copied_life_size() -> None:
    (sheet,) = pypdfium2.PdfDocument(pdf_of([page(1013, 638)]))
    (picture,) = sheet.get_objects()
    left, bottom, right, top = picture.get_bounds()
    assert (right - left) / MM == pytest.approx(85.6, abs=0.2)
    assert (top - bottom) / MM == pytest.approx(54.0, abs=0.2)
    assert (sheet.get_width() - left - right) == pytest.approx(0, abs=0.2)
