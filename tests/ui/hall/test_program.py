"""`kiosk hall` as people use it: started, asked, ended; its commands in a shell; encryption by configuration."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.programs.hall import command
from kiosk.programs.hall_house import CONFIG, phones_reach, read_hall_config
from tests.hallkit.house import TOML, WAIT

NAMES = {"127.0.0.1": False, "::1": False, "::": False, "localhost": False, "hall.example": True}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def founded(state: Path) -> Path:
    assert kiosk_hall(state, "migrate").stdout == "the database is up to date\n"
    return state


def kiosk_hall(state: Path, *arguments: str) -> Result:
    database = f"sqlite:///{state / 'hall.db'}"
    return CliRunner().invoke(command, ["--database", database, *arguments], catch_exceptions=False)


@contextmanager
def serving_hall(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "hall", *arguments], env=dict(os.environ), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait(WAIT)
        process.stdout.close()
        process.stderr.close()


def test_the_hall_starts_on_a_free_port_and_ends_cleanly(founded: Path) -> None:
    state, database = founded, f"sqlite:///{founded / 'hall.db'}"
    token = kiosk_hall(state, "token", "create", "--kind", "terminal", "--name", "一号机").stdout.strip()
    for ending in (signal.SIGTERM, signal.SIGINT):
        with serving_hall("--port", "0", "--database", database, "--always-open") as (process, said):
            assert said.startswith("listening on http://127.0.0.1:")
            url = said.removeprefix("listening on ")
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-00000001"}
            answer = requests.post(f"{url}/v1/tickets", json={"theme": "A"}, headers=headers, timeout=WAIT)
            assert answer.json()["follow_url"].startswith(url)
            events = {
                "Authorization": f"Bearer {kiosk_hall(state, 'token', 'create', '--kind', 'board').stdout.strip()}"
            }
            with requests.get(f"{url}/v1/events", headers=events, stream=True, timeout=WAIT):
                process.send_signal(ending)  # an open board must not hold it back
                assert process.wait(WAIT) == 0


def test_an_ipv6_address_stands_in_brackets_on_the_screen_and_on_the_paper(founded: Path) -> None:
    state, database = founded, f"sqlite:///{founded / 'hall.db'}"
    token = kiosk_hall(state, "token", "create", "--kind", "terminal").stdout.strip()
    with serving_hall("--host", "::1", "--port", "0", "--database", database, "--always-open") as (_, said):
        url = said.removeprefix("listening on ")
        assert url.startswith("http://[::1]:")
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-00000001"}
        answer = requests.post(f"{url}/v1/tickets", json={"theme": "A"}, headers=headers, timeout=WAIT)
        assert answer.json()["follow_url"].startswith(url)


@pytest.mark.parametrize("address", ["nonsense://x", "mysql://x/y", "sqlite:////no/such/folder/hall.db"])
def test_a_database_that_cannot_be_opened_is_one_sentence(state: Path, address: str) -> None:
    result = CliRunner().invoke(command, ["--database", address, "migrate"])
    errors = [line for line in result.output.splitlines() if not line.startswith("database: ")]
    assert (result.exit_code, len(errors)) == (1, 1)
    assert errors[0].startswith("Error: the database cannot be opened: ")


def test_a_token_for_a_window_that_is_not_there_is_refused(state: Path) -> None:
    result = kiosk_hall(state, "token", "create", "--kind", "window", "--window", "77")
    assert result.exit_code == 2
    assert "no theme is served at window 77" in result.output


@pytest.mark.parametrize(("host", "reached"), [(str(IPv4Address(0)), False), ("10.1.2.3", True), *NAMES.items()])
def test_a_code_on_paper_is_for_phones(host: str, reached: bool) -> None:
    assert phones_reach(host) is reached


def test_tokens_are_created_listed_and_revoked(founded: Path) -> None:
    state = founded
    secret = kiosk_hall(state, "token", "create", "--kind", "board", "--name", "东厅").stdout.strip()
    listed = kiosk_hall(state, "token", "list").output
    assert "board" in listed
    assert "东厅" in listed
    assert secret not in listed
    assert kiosk_hall(state, "token", "revoke", "1").exit_code == 0
    assert kiosk_hall(state, "token", "list").stdout == ""
    assert kiosk_hall(state, "token", "revoke", "1").exit_code == 1


def test_clerks_are_taken_on_with_a_pin_of_their_own(founded: Path) -> None:
    state = founded
    base = ("clerk", "create", "--login", "101", "--name", "王工")
    assert kiosk_hall(state, *base, "--pin", "12").exit_code == 2
    assert kiosk_hall(state, *base, "--pin", "246810").exit_code == 0
    assert "login_taken" in kiosk_hall(state, *base, "--pin", "246810").output


def test_the_day_is_settled_from_a_shell_with_its_report(founded: Path) -> None:
    state = founded
    answer = kiosk_hall(state, "settle", "--day", "2020-01-01", "--out", str(state / "out"))
    assert "no numbers were given" in answer.output
    assert kiosk_hall(state, "settle", "--day", "soon").exit_code == 2
    assert "no day with numbers is over" in kiosk_hall(state, "settle").output


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('code = "B"', 'code = "A"'), "that of theme 1 already"),
        (('code = "B"', 'code = "bb"'), "themes[2].code"),
        (("mean_minutes = 10", "mean_minutes = 0"), "mean_minutes"),
        (("windows = [1, 2, 3]", "windows = []"), "windows"),
        (("[hall]", "[hall]\ntime_zone = 'Mars/Base'"), "a time zone like"),
        (("[hall]", "hours = { monday = ['12:00-09:00'] }\n[hall]"), "hours.monday"),
        (("[hall]", "hours = { monday = ['9-12'] }\n[hall]"), "hours.monday"),
        (("[hall]", "server = { tls_key = 'x' }\n[hall]"), "tls_certificate"),
        (("[hall]", "line = { walk_in = 0 }\n[hall]"), "a number above 0"),
        (("[hall]", "[hal]"), "hal"),
    ],
)
def test_an_error_in_the_configuration_names_file_key_and_expectation(
    state: Path, change: tuple[str, str], said: str
) -> None:
    file = state / "hall.toml"
    text = TOML.replace('id = "test"', 'id = "test"\nlanguage = "en"')
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    answer = kiosk_hall(state, "--config", str(file), "token", "list")
    assert answer.exit_code == 1
    assert str(file) in answer.output
    assert said in answer.output


def test_the_shipped_configuration_is_right_and_a_port_in_use_is_said(state: Path) -> None:
    config = read_hall_config(CONFIG)
    assert len(config.windows) == 20
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = kiosk_hall(state, "--port", str(taken.getsockname()[1]))
    assert "端口已被占用" in answer.output


def test_with_a_certificate_the_hall_speaks_tls_and_marks_its_cookies(state: Path) -> None:
    certificate, key = self_signed(state)
    file = state / "hall.toml"
    server = f"[server]\ntls_certificate = '{certificate}'\ntls_key = '{key}'\n"
    file.write_text(server + TOML, encoding="utf-8")
    database = f"sqlite:///{state / 'hall.db'}"
    kiosk_hall(state, "--config", str(file), "migrate")
    token = kiosk_hall(state, "--config", str(file), "token", "create", "--kind", "board").stdout.strip()
    with serving_hall("--config", str(file), "--port", "0", "--database", database) as (_, said):
        url = said.removeprefix("listening on ")
        assert url.startswith("https://")
        answer = requests.post(f"{url}/v1/device", json={"token": token}, verify=str(certificate), timeout=WAIT)
        assert "Secure" in answer.headers["Set-Cookie"]
        assert "Strict-Transport-Security" in answer.headers


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for loopback, good for an hour."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall")])
    where = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(where, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, key_file = folder / "hall.pem", folder / "hall.pem.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key_file.write_bytes(pem)
    return certificate, key_file
