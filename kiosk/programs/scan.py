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

    Ends with 1 where one of them could not be read or shows no page; the others are done all the same.
    """
    told: list[dict[str, Any]] = []
    pages: list[tuple[Scan, tuple[Line, ...]]] = []
    reader = _print_reader() if read else None
    for path in images:
        told.append(_scan(path, flat, reader, pages))
        if not as_json:
            click.echo(_in_words(told[-1]))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    if pdf is not None and pages:
        _write_pdf(pdf, pages)
    sys.exit(1 if any("error" in one for one in told) else 0)


def _print_reader() -> "PrintReader | None":
    """None where the library is not installed: papers are then shown without what stands on them."""
    from drivers.reading.print_reader import PrintReader

    try:
        return PrintReader()
    except ImportError:
        click.echo("papers are not read: the reading library (rapidocr) is not installed", err=True)
        return None


def _write_pdf(path: Path, pages: list[tuple["Scan", tuple["Line", ...]]]) -> None:
    from drivers.searchable import Leaf, searchable_pdf

    path.write_bytes(searchable_pdf([Leaf(page, lines) for page, lines in pages]))


def _scan(
    path: Path, flat: Path | None, reader: "PrintReader | None", pages: list[tuple["Scan", tuple["Line", ...]]]
) -> dict[str, Any]:
    """One picture's entry; `error` says what is wrong where there is no page to show. The page is added to `pages`."""
    from drivers.vision import look

    try:
        seen = look.look_at(look.read_picture(path))
    except look.UnreadableError as error:
        return {"image": str(path), "corners": None, "error": str(error), "advice": str(error.trouble)}
    entry = _entry(path, seen)
    if seen.page is not None:
        page, reading = _read(seen.page, reader, entry)
        pages.append((page, reading.lines if reading else ()))
        if flat is not None:
            flat.mkdir(parents=True, exist_ok=True)
            (flat / f"{path.stem}.jpg").write_bytes(page.jpeg)
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


def _rounded(corners: "Corners | None") -> list[list[float]] | None:
    return [[round(x, 1), round(y, 1)] for x, y in corners] if corners else None


def _entry(path: Path, seen: "Look") -> dict[str, Any]:
    quality = seen.quality
    entry: dict[str, Any] = {
        "image": str(path),
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
    if "quality" not in entry:
        return f"{entry['image']}: {entry['error']}"
    advice = entry["quality"]["advice"]
    verdict = entry["quality"]["verdict"] + (f", {SAID[Trouble(advice)]}" if advice else "")
    where = " ".join(f"({x:.0f}, {y:.0f})" for x, y in entry["corners"] or ()) or "none"
    lines = [entry["image"], f"  page     {where}", f"  quality  {verdict}"]
    lines += [f"  code     {code['format']}: {code['text']}" for code in entry["codes"]]
    if "kind" in entry:
        lines.append(f"  paper    {entry['kind']}")
    lines += [f"  field    {one['name']}: {one['value']} ({one['confidence']:.2f})" for one in entry.get("fields", ())]
    lines += ["  took     " + ", ".join(f"{stage} {ms:.0f} ms" for stage, ms in entry["ms"].items())]
    return "\n".join(lines)
