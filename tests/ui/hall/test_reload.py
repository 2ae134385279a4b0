"""A running hall and its changed file: what can be is taken over, what is wrong changes nothing, and it never ends."""

import asyncio
import signal
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from kiosk.hall.config import HallConfig
from kiosk.hall.renewal import changed, renewed
from tests.drivers.office import until
from tests.hallkit.house import TOML, WAIT, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.ui.hall.test_program import self_signed, serving_hall
from ui.hall.limits import Limits
from ui.hall.reload import Certificate, Renewal


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[House]:
    with open_house(sqlite_url(tmp_path)) as made:
        yield made


def renew(house: House, fresh: HallConfig | str) -> bool:
    def read() -> HallConfig:
        if isinstance(fresh, str):
            raise ValueError(fresh)
        return fresh

    limits = Limits(house.hall.config.security)
    renewal = Renewal(house.context, limits, read, lambda config: None)
    return asyncio.run(renewal.renew())


def names(house: House) -> list[str]:
    return [theme["name_zh"] for theme in house.ask("GET", "/v1/themes").json()]


def test_a_changed_theme_is_offered_at_once(hall: House) -> None:
    assert renew(hall, config_of(text=TOML.replace("综合受理", "综合窗口")))
    assert names(hall)[0] == "综合窗口"


def test_a_holiday_closes_the_hall_at_once(hall: House) -> None:
    assert hall.take("key-00000001").ok
    assert renew(hall, config_of("hours = { closed_days = [2026-03-02] }\n"))
    assert hall.take("key-00000002").status_code == 409


@pytest.mark.logs("WARNING", "server.port")
def test_what_needs_a_restart_is_named_and_the_rest_is_taken_over(hall: House) -> None:
    assert renew(hall, config_of("server = { port = 9999 }\ntickets = { calls = 5 }\n"))
    config = hall.context.hall.config
    assert (config.server.port, config.tickets.calls) == (8710, 5)


@pytest.mark.logs("ERROR", "hall.toml 第 3 行")
@pytest.mark.logs("ERROR", "hall.toml 第 9 行")
def test_a_wrong_file_changes_nothing_and_every_fault_is_told(hall: House) -> None:
    before = hall.context.hall.config
    assert not renew(hall, "hall.toml 第 3 行：错\nhall.toml 第 9 行：错")
    assert hall.context.hall.config is before


@pytest.mark.logs("ERROR", "还有人在等")
def test_a_theme_with_people_in_it_is_not_taken_out(hall: House) -> None:
    assert hall.take("key-00000001", "B").ok
    alone = config_of(text=TOML.partition('[[themes]]\ncode = "B"')[0])
    assert not renew(hall, alone)
    assert "不动产登记" in names(hall)


def test_the_rule_knows_what_was_changed() -> None:
    old = config_of()
    new, kept = renewed(old, config_of("database = { url = 'sqlite:////x' }\ntickets = { calls = 4 }\n"))
    assert (kept, changed(old, new)) == (["database.url"], ["tickets.calls"])


@pytest.mark.logs("ERROR", "the renewed certificate cannot be used")
def test_a_renewed_certificate_is_shown_once_it_is_whole(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    watched = Certificate(context, certificate, key)
    shown = certificate.read_bytes()
    certificate.write_bytes(b"half of it")
    watched.look()
    assert certificate_of(context) == ssl.PEM_cert_to_DER_cert(shown.decode())
    self_signed(tmp_path)
    watched.look()
    assert certificate_of(context) == ssl.PEM_cert_to_DER_cert(certificate.read_text())


def certificate_of(context: ssl.SSLContext) -> bytes | None:
    """What a visitor is shown: a handshake in memory."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    visitor = client.wrap_bio(to_client, to_server)
    hall = context.wrap_bio(to_server, to_client, server_side=True)
    for side in (visitor, hall, visitor, hall):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return visitor.getpeercert(binary_form=True)


def test_sighup_renews_and_does_not_end_the_hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    certificate, key = self_signed(tmp_path)
    file = tmp_path / "hall.toml"
    text = f"[server]\ntls_certificate = '{certificate}'\ntls_key = '{key}'\n" + TOML
    file.write_text(text, encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'hall.db'}"
    with serving_hall("--config", str(file), "--port", "0", "--database", database) as (process, said):
        url = said.removeprefix("listening on ")
        port = int(url.rpartition(":")[2])
        file.write_text(text.replace("综合受理", "综合窗口"), encoding="utf-8")
        self_signed(tmp_path)
        process.send_signal(signal.SIGHUP)
        until(lambda: shown_on(port) == ssl.PEM_cert_to_DER_cert(certificate.read_text()))
        until(lambda: "综合窗口" in requests.get(f"{url}/v1/themes", verify=str(certificate), timeout=WAIT).text)
        assert process.poll() is None


def shown_on(port: int) -> bytes | None:
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), WAIT) as line, client.wrap_socket(line) as secured:
        return secured.getpeercert(binary_form=True)
