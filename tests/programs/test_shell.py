"""The command's border: what the system says becomes one line with a remedy, whatever was typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.__main__ import main
from kiosk.programs.shell import trouble_words

ROOT = Path(__file__).parents[2]
BY_CONFIG = [
    ("run", "--config"), ("doctor", "--config"), ("outbox", "list", "--config"), ("outbox", "why", "X", "--config"),
    ("hall", "--config"), ("hall", "token", "list", "--config"), ("hall", "migrate", "--config"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", BY_CONFIG)
@pytest.mark.parametrize("given", ["missing", "folder", "gbk", "nonsense", "empty"])
def test_no_configuration_ends_in_a_traceback(tmp_path: Path, arguments: tuple[str, ...], given: str) -> None:
    file = tmp_path / "given.toml"
    contents = {"gbk": "名称 = 1".encode("gbk"), "nonsense": b"{]", "empty": b""}
    if given in contents:
        file.write_bytes(contents[given])
    path = tmp_path if given == "folder" else file
    answer = CliRunner().invoke(main, [*arguments, str(path)])
    assert answer.exit_code == 1
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    assert str(path) in answer.output


@pytest.mark.parametrize("number", [13, 28, 30, 98, 99])
def test_the_systems_troubles_have_a_remedy_in_both_languages(number: int) -> None:
    words = trouble_words(OSError(number, os.strerror(number), "/x"))
    assert all(text.startswith("/x") for text in words)
    assert os.strerror(number) not in words.zh
    assert words.zh != words.en


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = f"{sys.executable} -m kiosk --help | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    assert "not caught" not in done.stderr
