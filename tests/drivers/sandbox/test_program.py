"""`kiosk sandbox` as a program of its own: starts, ends, is killed, starts again."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.drivers.office import TERMINAL, WAIT, picture, submission, sum_of, write_item


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    arguments = ["--data", str(folder / "data"), "--catalogue", str(folder / "catalogue"), "--terminal", "T-01=s"]
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "sandbox", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.PIPE,
    )
    assert program.stdout
    line = program.stdout.readline()
    assert line.startswith("listening on http://127.0.0.1:"), line
    return program, line.split()[-1]


def signed_in(url: str) -> dict[str, str]:
    answer = requests.post(f"{url}/v1/sign-in", json={"terminal_id": TERMINAL, "secret": "s"}, timeout=WAIT)
    return {"Authorization": f"Bearer {answer.json()['token']}", "Idempotency-Key": "key-00000001"}


def submitted(url: str) -> str:
    headers = signed_in(url)
    for page in (picture(0), picture(1)):
        requests.put(f"{url}/v1/pages/{sum_of(page)}", page, headers=headers, timeout=WAIT).raise_for_status()
    body = submission(picture(1)).__dict__ | {"materials": [row.__dict__ for row in submission(picture(1)).materials]}
    number: str = requests.post(f"{url}/v1/submissions", json=body, headers=headers, timeout=WAIT).json()[
        "acceptance_number"
    ]
    return number


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_listens_when_it_says_so_and_ends_cleanly(tmp_path: Path, end: signal.Signals) -> None:
    write_item(tmp_path / "catalogue")
    program, url = start(tmp_path)
    assert signed_in(url)
    program.send_signal(end)
    _, errors = program.communicate(timeout=WAIT)
    assert program.returncode == 0
    assert "Traceback" not in errors


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    write_item(tmp_path / "catalogue")
    program, url = start(tmp_path)
    number = submitted(url)
    program.kill()
    program.communicate(timeout=WAIT)
    program, url = start(tmp_path)
    held = requests.get(f"{url}/sandbox/errands", timeout=WAIT).json()
    assert [(errand["acceptance_number"], errand["intact"]) for errand in held] == [(number, True)]
    assert submitted(url) == number
    program.terminate()
    program.communicate(timeout=WAIT)


def test_a_wrong_catalogue_is_named(tmp_path: Path) -> None:
    path = write_item(tmp_path / "catalogue")
    path.write_text("code = 5")
    arguments = ["--data", str(tmp_path / "data"), "--catalogue", str(path.parent)]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "sandbox", *arguments],
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode == 1
    assert path.name in done.stderr
    assert "Traceback" not in done.stderr
