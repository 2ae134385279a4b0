"""`kiosk scan IMAGE...`: what the terminal's camera would make of these pictures."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.trouble import Trouble

if TYPE_CHECKING:
    from drivers.reading.print_reader import PrintReader
    from drivers.vision.look import Look
    from kiosk.picture import Corners, Scan
    from kiosk.reading import Line, Reading

SAID = {
    Trouble.NOT_AN_IMAGE: "not a picture that can be read",
    Trouble.NO_PAGE: "no page in sight",
    Trouble.BLANK: "the picture is blank",
    Trouble.TOO_DARK: "too dark",
    Trouble.TOO_BRIGHT: "glare, or too bright",
    Trouble.BLURRED: "blurred",
    Trouble.FINGER: "a finger on the page",
    Trouble.CUT_OFF: "the page leaves the picture",
    Trouble.TOO_FAR: "too far away",
}


@click.command()
@click.argument("images", nargs=-1, required=True, metavar="IMAGE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list, an entry for each picture in the order given.")
@click.option(
    "--flat", type=click.Path(path_type=Path, file_okay=False), help="Write the flattened pages to this folder."
)
@click.option(
    "--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write the flattened pages to this file, as one PDF."
)
@click.option("--read/--no-read", default=True, help="Say what paper it is and what stands on it.", show_default=True)
def command(images: tuple[Path, ...], as_json: bool, flat: Path | None, pdf: Path | None, read: bool) -> None:
    """Find, flatten and judge the page in each IMAGE, read its codes and what stands on it.

    JPEG, PNG, WebP, BMP, GIF and TIFF are read, one picture in a file, of up to 89 million pixels.

    Ends with 1 where one of them could not be read, shows no page or could not be written, and says on the error output
    which; the others are done all the same.
    """
    told: list[dict[str, Any]] = []
    pages: list[tuple[Scan, tuple[Line, ...]]] = []
    reader = _print_reader() if read else None
    for path, name in zip(images, _names(images), strict=True):
        told.append(_scan(path, flat and flat / name, reader, pages))
        _tell(told[-1], as_json)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    written = pdf is None or not pages or _write_pdf(pdf, pages)
    sys.exit(1 if any("error" in one for one in told) or not written else 0)


def _names(images: tuple[Path, ...]) -> list[str]:
    """Of the flattened pages, each another: pictures of the same name are numbered, lest one overwrite another."""
    names: list[str] = []
    for path in images:
        often = 1
        while (name := f"{path.stem}{f'-{often}' if often > 1 else ''}.jpg") in names:
            often += 1
        names.append(name)
    return names


def _tell(entry: dict[str, Any], as_json: bool) -> None:
    """What went wrong is said where a script's output does not carry it away."""
    if "quality" in entry and not as_json:
        click.echo(_in_words(entry))
    if "error" in entry:
        click.echo(_in_one_line(f"{entry['image']}: {entry['error']}"), err=True)


def _print_reader() -> "PrintReader | None":
    """None where the library is not installed: papers are then shown without what stands on them."""
    from drivers.reading.print_reader import PrintReader
    from drivers.vision.asides import overheard

    try:
        with overheard():
            return PrintReader()
    except ImportError:
        click.echo("papers are not read: the reading library (rapidocr) or a model of it is not installed", err=True)
    except Exception as error:  # noqa: BLE001  a library's border
        click.echo(f"papers are not read: the reading library does not start ({type(error).__name__})", err=True)
    return None


def _write_pdf(path: Path, pages: list[tuple["Scan", tuple["Line", ...]]]) -> bool:
    """Whether it could be written."""
    from drivers.searchable import Leaf, searchable_pdf

    try:
        path.write_bytes(searchable_pdf([Leaf(page, lines) for page, lines in pages]))
    except OSError as error:
        click.echo(f"{_name(path)}: cannot be written: {error.strerror}", err=True)
        return False
    except Exception as error:  # noqa: BLE001  a library's border: what was found is told all the same
        click.echo(f"{_name(path)}: cannot be made ({type(error).__name__})", err=True)
        return False
    return True


def _write_page(path: Path, page: "Scan", entry: dict[str, Any]) -> None:
    """A page that cannot be written is that picture's `error`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.jpeg)
    except OSError as error:
        entry["error"] = f"{_name(path)} cannot be written: {error.strerror}"


def _scan(
    path: Path, flat: Path | None, reader: "PrintReader | None", pages: list[tuple["Scan", tuple["Line", ...]]]
) -> dict[str, Any]:
    """One picture's entry; `error` says what is wrong where there is no page to show or `flat` cannot be written. The
    page is added to `pages`. Nothing that a library raises or says ends the others or is said twice."""
    from drivers.vision.asides import overheard
    from drivers.vision.files import UnreadableError

    try:
        with overheard():
            return _looked_at(path, flat, reader, pages)
    except UnreadableError as error:
        said, advice = str(error), error.trouble
    except Exception as error:  # noqa: BLE001  the border of many libraries
        said, advice = f"could not be looked at ({type(error).__name__})", Trouble.NOT_AN_IMAGE
    return {"image": click.format_filename(path), "corners": None, "error": said, "advice": str(advice)}


def _looked_at(
    path: Path, flat: Path | None, reader: "PrintReader | None", pages: list[tuple["Scan", tuple["Line", ...]]]
) -> dict[str, Any]:
    """Raises UnreadableError, and whatever libraries raise."""
    from drivers.vision.files import read_picture
    from drivers.vision.look import look_at

    seen = look_at(read_picture(path))
    entry = _entry(path, seen)
    if seen.page is not None:
        page, reading = _read(seen.page, reader, entry)
        pages.append((page, reading.lines if reading else ()))
        if flat is not None:
            _write_page(flat, page, entry)
    return entry


def _read(page: "Scan", reader: "PrintReader | None", entry: dict[str, Any]) -> tuple["Scan", "Reading | None"]:
    """The page, turned where it was not upright, and what stands on it, which is added to the entry."""
    from drivers.vision.look import turned
    from kiosk.reading import read_lines

    began = time.perf_counter()
    seen = reader.read(page.jpeg) if reader else None
    if seen is None:
        return page, None
    if seen.quarters:
        page = turned(page, seen.quarters)
        entry["corners"] = _rounded(page.corners)
    reading = read_lines(seen.lines, page.width, page.height, date.today())  # noqa: DTZ011  the hall's own day
    entry["ms"]["read"] = round((time.perf_counter() - began) * 1000, 1)
    entry["kind"] = str(reading.kind)
    entry["fields"] = [
        {"name": field.name, "value": field.value, "confidence": round(field.confidence, 3)} for field in reading.fields
    ]
    return page, reading


def _name(path: Path) -> str:
    return _in_one_line(click.format_filename(path))


def _in_one_line(text: str) -> str:
    """What would move a terminal's cursor is written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _rounded(corners: "Corners | None") -> list[list[float]] | None:
    return [[round(x, 1), round(y, 1)] for x, y in corners] if corners else None


def _entry(path: Path, seen: "Look") -> dict[str, Any]:
    quality = seen.quality
    entry: dict[str, Any] = {
        "image": click.format_filename(path),
        "corners": _rounded(seen.corners),
        "quality": {
            "verdict": quality.verdict,
            "advice": quality.advice and str(quality.advice),
            "measures": {name: round(value, 3) for name, value in quality.measures.items()},
            "limits": quality.limits,
        },
        "codes": [
            {"format": code.format, "text": code.text, "corners": [list(point) for point in code.corners]}
            for code in seen.codes
        ],
        "ms": {stage: round(ms, 1) for stage, ms in seen.ms.items()},
    }
    if seen.corners is None:
        entry["error"] = SAID[quality.advice or Trouble.NO_PAGE]
    return entry


def _in_words(entry: dict[str, Any]) -> str:
    advice = entry["quality"]["advice"]
    verdict = entry["quality"]["verdict"] + (f", {SAID[Trouble(advice)]}" if advice else "")
    where = " ".join(f"({x:.0f}, {y:.0f})" for x, y in entry["corners"] or ()) or "none"
    lines = [_in_one_line(entry["image"]), f"  page     {where}", f"  quality  {verdict}"]
    lines += [f"  code     {code['format']}: {_in_one_line(code['text'])}" for code in entry["codes"]]
    if "kind" in entry:
        lines.append(f"  paper    {entry['kind']}")
    lines += [f"  field    {one['name']}: {one['value']} ({one['confidence']:.2f})" for one in entry.get("fields", ())]
    lines += ["  took     " + ", ".join(f"{stage} {ms:.0f} ms" for stage, ms in entry["ms"].items())]
    return "\n".join(lines)
