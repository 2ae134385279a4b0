"""`kiosk scan` on pictures in files."""

import json
import os
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from drivers.sim.camera import FakeCamera
from kiosk.programs.scan import command


def photograph(folder: Path, paper: str) -> str:
    """A picture of this paper on a desk."""
    camera = FakeCamera()
    camera.lay(paper)
    path = folder / f"{paper}.png"
    cv2.imwrite(str(path), camera.frame(0))
    return str(path)


@pytest.fixture
def empty(tmp_path: Path) -> str:
    path = tmp_path / "empty.png"
    cv2.imwrite(str(path), np.full((1080, 1920, 3), 120, np.uint8))
    return str(path)


def scan(*arguments: str) -> Result:
    """Without reading, which takes longer than all the rest."""
    return CliRunner().invoke(command, [*arguments, "--no-read"])


def test_pages_of_several_pictures_make_one_pdf(tmp_path: Path, empty: str) -> None:
    out = tmp_path / "pages.pdf"
    result = scan(photograph(tmp_path, "lease"), empty, photograph(tmp_path, "health_card"), "--pdf", str(out))
    assert result.exit_code == 1, "one picture shows no page"
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(out)]
    assert sizes == [pytest.approx((595.3, 841.9), abs=1), pytest.approx((242.6, 153.1), abs=1)]


def test_no_pages_make_no_pdf(tmp_path: Path, empty: str) -> None:
    out = tmp_path / "pages.pdf"
    assert scan(empty, "--pdf", str(out)).exit_code == 1
    assert not out.exists()


def test_flat_pages_and_what_was_measured(tmp_path: Path) -> None:
    result = scan(photograph(tmp_path, "lease"), "--flat", str(tmp_path / "flat"), "--json")
    assert result.exit_code == 0
    (told,) = json.loads(result.stdout)
    assert told["quality"]["verdict"] == "good"
    assert len(told["corners"]) == 4
    page = cv2.imread(str(tmp_path / "flat" / "lease.jpg"))
    assert page.shape[0] / page.shape[1] == pytest.approx(297 / 210, rel=0.03)


def test_what_is_no_picture_is_said(tmp_path: Path) -> None:
    path = tmp_path / "none.jpg"
    path.write_text("no picture")
    result = scan(str(path), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)[0]["advice"] == "not_an_image"


def test_what_stands_on_a_paper_is_told_and_can_be_searched(tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"
    picture = photograph(tmp_path, "household")
    result = CliRunner().invoke(command, [picture, "--json", "--pdf", str(out)])
    (told,) = json.loads(result.stdout)
    fields = {one["name"]: one["value"] for one in told["fields"]}
    assert told["kind"] == "household_page"
    assert fields["name"] == "王秀兰"
    assert fields["birth"] == "1948-03-12"
    assert told["ms"]["read"] > 0
    assert "常住人口登记卡" in pypdfium2.PdfDocument(out)[0].get_textpage().get_text_bounded()


def test_without_reading_nothing_is_said_of_what_stands_there(tmp_path: Path) -> None:
    (told,) = json.loads(scan(photograph(tmp_path, "household"), "--json").stdout)
    assert not {"kind", "fields"} & set(told)
    assert "read" not in told["ms"]


@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (40, 40), (70, 30_000)])
def test_a_picture_too_small_for_a_page_does_not_end_the_others(tmp_path: Path, shape: tuple[int, int]) -> None:
    path = tmp_path / "small.png"
    cv2.imwrite(str(path), np.full(shape, 99, np.uint8))
    result = scan(str(path), photograph(tmp_path, "lease"), "--json")
    assert result.exit_code == 1
    small, lease = json.loads(result.stdout)
    assert "too small" in small["error"]
    assert lease["quality"]["verdict"] == "good"
    assert f"{path}: too small" in result.stderr


def test_a_picture_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (16_000, 16_000)).save(path)
    assert path.stat().st_size < 100_000
    result = scan(str(path), "--json")
    assert result.exit_code == 1
    assert "too large" in json.loads(result.stdout)[0]["error"]


def test_pictures_of_the_same_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    flat = tmp_path / "flat"
    lease = photograph(tmp_path, "lease")
    other = Path(photograph(tmp_path, "health_card")).rename(tmp_path / "other" / "lease.png")
    assert scan(lease, str(other), "--flat", str(flat)).exit_code == 0
    shapes = [cv2.imread(str(flat / name)).shape for name in ("lease.jpg", "lease-2.jpg")]
    assert shapes[0][0] > shapes[0][1], "the lease stands"
    assert shapes[1][0] < shapes[1][1], "the card lies"


def test_a_folder_that_cannot_be_written_is_said_of_every_picture(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    lease, card = photograph(tmp_path, "lease"), photograph(tmp_path, "health_card")
    result = scan(lease, card, "--flat", str(tmp_path / "file" / "flat"), "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert all("cannot be written" in one["error"] and len(one["corners"]) == 4 for one in told)
    assert result.stderr.count("cannot be written") == 2


def test_a_pdf_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = scan(photograph(tmp_path, "lease"), "--json", "--pdf", str(tmp_path / "none" / "pages.pdf"))
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 1
    assert "pages.pdf: cannot be written: No such file" in result.stderr


DDS = b"DDS |\0\0\0" + bytes(120)
PFM = b"Pf\n64 64\n-1.0\n" + bytes(64 * 64 * 4)


@pytest.mark.parametrize("odd", [DDS, PFM], ids=["dds", "pfm"])
def test_a_file_that_breaks_a_library_costs_the_others_nothing(tmp_path: Path, odd: bytes) -> None:
    path = tmp_path / "odd.dds"
    path.write_bytes(odd)
    result = scan(photograph(tmp_path, "lease"), str(path), photograph(tmp_path, "health_card"), "--json")
    assert result.exit_code == 1
    assert ["error" in one for one in json.loads(result.stdout)] == [False, True, False]
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("stage", ["pages.find_page", "quality.judge", "flat.flatten", "codes.read_codes"])
def test_whatever_a_stage_raises_is_that_pictures_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    lease = photograph(tmp_path, "lease")
    monkeypatch.setattr(f"drivers.vision.{stage}", lambda *_, **__: 1 / 0)
    result = scan(lease, str(tmp_path / "none.jpg"), "--json")
    assert result.exit_code == 1
    assert [one["error"][:25] for one in json.loads(result.stdout)] == [
        "could not be looked at (Z",
        "cannot be read: No such f",
    ]


def test_a_line_is_said_of_each_file_and_nothing_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As a process would show it: libraries in C write past Python."""
    whole = Path(photograph(tmp_path, "lease")).read_bytes()
    spoilt = {"a.png": whole[:9999], "b.jpg": b"\xff\xd8\xff\xe0" + bytes(999), "c\nd.tif": b"II*\0\x08\0\0\0" + whole}
    for name, data in spoilt.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SystemExit):
        command.main([*(str(tmp_path / name) for name in spoilt), "--json", "--no-read"])
    out, err = capfd.readouterr()
    assert [line.rpartition("/")[2][:6] for line in err.splitlines()] == ["a.png:", "b.jpg:", "c\\nd.t"]
    assert len(json.loads(out)) == 3


def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg"))
    result = scan(str(path), "--json")
    assert result.exit_code == 1
    assert "No such file" in json.loads(result.stdout)[0]["error"]
