"""`kiosk outbox`: what the terminal has taken and not yet delivered, and what staff can do with a refused errand."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.programs.shell import PATH, SharedOptions, Told, shared, told, trouble_words

if TYPE_CHECKING:
    from drivers.outbox.store import Store

CONFIG = Path("config/terminal.toml")


@click.group(cls=SharedOptions)
@click.option("--config", type=PATH, default=CONFIG, show_default=True, help="The terminal's.")
@click.pass_context
def command(context: click.Context, config: Path) -> None:
    """See and settle the errands that wait in this terminal. Works beside a running terminal."""
    context.obj = config


@contextmanager
def _opened(config: Path) -> Iterator["Store"]:
    """The terminal's own store. Raises Told where it, or what stands in it, cannot be used."""
    from drivers.outbox.seal import SealBrokenError
    from drivers.outbox.store import FILE, KEY_FILE, Store
    from kiosk.programs.config_files import terminal_settings
    from kiosk.programs.parts import state_folder

    settings = terminal_settings(config).value
    folder = state_folder(settings)
    _tell_asides(folder / FILE)
    try:
        _look_at(folder / FILE, folder / KEY_FILE)
        store = Store(folder, settings.terminal.id, lambda: datetime.now(UTC))
        try:
            yield store
        finally:
            store.close()
    except SealBrokenError as error:
        raise _other_key(folder / KEY_FILE) from error
    except sqlite3.Error as error:
        raise _unusable(folder / FILE, error) from error
    except OSError as error:
        said = trouble_words(error)
        raise told(f"{folder}：{said.zh}", f"{folder}: {said.en}") from error


def _look_at(file: Path, key: Path) -> None:
    """A command makes nothing: neither an outbox nor a key, with which nothing could be read. Raises Told, OSError."""
    if not file.exists():
        raise told(
            f"这台终端还没有收过件：没有 {file}。若以前收过，请检查 [store] folder 和运行的用户",
            f"no errand was ever taken here: there is no {file}. If there was one, check [store] folder and the user",
        )
    if not key.exists():
        raise told(
            f"密钥 {key} 不见了，已收的件打不开。请从备份放回；若放不回，新收的件不受影响",
            f"the key {key} is gone: what was taken cannot be read. Put it back from a backup; new ones are not hurt",
        )


def _other_key(key: Path) -> Told:
    return told(
        f"{key} 不是封存这些件时的密钥。请把原来的密钥放回再试；件还在，没有删除",
        f"{key} is not the key that this was sealed with. Put the right one back; nothing has been deleted",
    )


def _unusable(file: Path, error: sqlite3.Error) -> Told:
    from drivers.sqlite_file import is_damage

    if is_damage(error):
        return told(
            f"{file} 已损坏。请重启终端程序：它会把这个文件改名留存，并另建新的",
            f"{file} is damaged. Restart the terminal: it puts the file aside, whole, and begins a new one",
        )
    return told(
        f"{file} 现在不能用（{error}）。请检查磁盘空间和权限，用终端所用的用户运行",
        f"{file} cannot be used now ({error}). Check the disk's room and the permissions; run as the terminal's user",
    )


def _tell_asides(file: Path) -> None:
    from drivers.sqlite_file import asides

    for aside in asides(file):
        words = told(
            f"注意：{aside} 是损坏后留存的，里面可能有没送出的件，请联系技术人员",
            f"note: {aside} was damaged and put aside; errands in it may not be delivered: call the technician",
        )
        click.echo(words.message, err=True)


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what is delivered or closed.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_obj
def list_(config: Path, everything: bool, as_json: bool) -> None:
    """List the errands that are not settled: number, when taken, state, attempts, trouble. No personal data."""
    with _opened(config) as store:
        records = [record for record in store.records() if everything or record.kept]
    if as_json:
        click.echo(json.dumps([asdict(record) for record in records], indent=1))
        return
    for record in records:
        state = record.state if record.kept or record.state == "delivered" else "closed"
        last = record.acceptance_number or record.trouble
        click.echo(f"{record.local_number:22} {record.taken_at:26} {state:10} {record.attempts:4}  {last}")
    click.echo(told(f"共 {len(records)} 件", f"{len(records)} errands").message, err=True)


@command.command()
@click.argument("number")
@click.pass_obj
def why(config: Path, number: str) -> None:
    """Say why the platform has refused errand NUMBER. Its words may name the visitor."""
    with _opened(config) as store:
        reason = store.reason(number)
    if reason is None:
        raise told(
            f"{number} 没有被退回（号码对吗？kiosk outbox list）", f"{number} was not refused: see kiosk outbox list"
        )
    click.echo(reason)


@command.command()
@click.argument("number")
@click.pass_obj
def resend(config: Path, number: str) -> None:
    """Send the refused errand NUMBER once more, within a minute."""
    with _opened(config) as store:
        store.prove(number)
        if not store.resend(number):
            raise _none_refused(number)
    click.echo(told(f"{number} 将重新发送", f"{number} will be sent again").message)


@command.command()
@click.argument("number")
@click.confirmation_option(prompt="Its form, papers and signature are wiped for good. Go on?")
@click.pass_obj
def close(config: Path, number: str) -> None:
    """Wipe the refused errand NUMBER, once it was settled with the visitor in another way."""
    with _opened(config) as store:
        if not store.close_refused(number):
            raise _none_refused(number)
    click.echo(told(f"{number} 已关闭", f"{number} is closed").message)


def _none_refused(number: str) -> Told:
    return told(
        f"没有被退回的件 {number}（看看 kiosk outbox list）",
        f"there is no refused errand {number}: see kiosk outbox list",
    )


def _take_config(context: click.Context, config: Path) -> None:
    context.obj = config


command.share(shared("--config", _take_config, type=PATH, help="The terminal's."))
