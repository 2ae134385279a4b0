"""What `kiosk doctor` says of the place where errands wait: room, permission, the file, its key, what stands in it."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.programs.findings import Finding
from kiosk.programs.shell import say

if TYPE_CHECKING:
    from drivers.outbox.store import Record
    from kiosk.config import TerminalConfig

LEAST_FREE = 2_000_000_000  # bytes: some hundred undelivered errands with pages


def examine_store(config: "TerminalConfig") -> Iterator[Finding]:
    from drivers.outbox.store import FILE
    from kiosk.programs.parts import state_folder

    folder = state_folder(config)
    yield _folder(folder)
    for name, file in (("outbox", folder / FILE), ("island numbers", folder / "island.db")):
        yield from _asides(name, file)
        if file.exists():
            yield _file(name, file, config)


def _folder(folder: Path) -> Finding:
    from drivers.outbox.reserve import RESERVE_BYTES, free_bytes

    present = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = free_bytes(present)
    detail = say(f"{folder}，剩余 {free / 1e9:.2f} GB", f"{folder}, {free / 1e9:.2f} GB free")
    if not present.is_dir() or not os.access(present, os.W_OK | os.X_OK):
        advice = say("终端所用的用户必须能写这里", "the terminal's user must be able to write there")
        return Finding("state folder", "fail", detail, advice)
    if free < 2 * RESERVE_BYTES:
        advice = say("空间太少，终端不收件：请清理磁盘", "too little room, no errand is taken: make room")
        return Finding("state folder", "fail", detail, advice)
    advice = say("请清理磁盘：没送出的件存在这里", "make room: errands wait there")
    return Finding("state folder", "ok" if free > LEAST_FREE else "warn", detail, advice)


def _asides(name: str, file: Path) -> Iterator[Finding]:
    from drivers.sqlite_file import asides

    for aside in asides(file):
        advice = say(
            "损坏后留存的文件，里面可能有没送出的件：请交给技术人员，处理后移走",
            "it was damaged and put aside; errands in it may not be delivered: keep a copy, then move it away",
        )
        yield Finding(f"{name} put aside", "warn", str(aside), advice)


def _file(name: str, file: Path, config: "TerminalConfig") -> Finding:
    from drivers.sqlite_file import is_damaged

    try:
        if is_damaged(file):
            advice = say(
                "已损坏：重启终端程序，它会改名留存并另建新的",
                "it is damaged: restart the terminal, it puts the file aside and begins a new one",
            )
            return Finding(name, "fail", str(file), advice)
        return _outbox(file, config) if name == "outbox" else Finding(name, "ok", str(file))
    except (sqlite3.Error, OSError) as error:
        advice = say("检查权限和磁盘，用终端所用的用户运行", "check permissions and disk; run as the terminal's user")
        return Finding(name, "fail", f"{file}: {error}", advice)


def _outbox(file: Path, config: "TerminalConfig") -> Finding:
    from drivers.outbox.seal import SealBrokenError
    from drivers.outbox.store import KEY_FILE, Store

    key = file.with_name(KEY_FILE)
    if not key.exists():
        advice = say("从备份放回这个密钥", "put this key back from a backup")
        return Finding("outbox", "fail", say(f"缺少密钥 {key}", f"the key {key} is gone"), advice)
    try:
        store = Store(file.parent, config.terminal.id, lambda: datetime.now(UTC))
        try:
            records = [record for record in store.records() if record.kept]
            for record in records:
                store.prove(record.local_number)
        finally:
            store.close()
    except SealBrokenError:
        advice = say("把封存时的密钥放回", "put back the key that the errands were sealed with")
        return Finding("outbox", "fail", say(f"{key} 打不开已收的件", f"{key} does not open what was taken"), advice)
    return _counted(records)


def _counted(records: "list[Record]") -> Finding:
    waiting = sum(record.state == "waiting" for record in records)
    refused = sum(record.state == "refused" for record in records)
    detail = say(f"{waiting} 件等待送出，{refused} 件被退回", f"{waiting} to be delivered, {refused} refused")
    advice = say("用 kiosk outbox list 查看被退回的件", "see the refused ones: kiosk outbox list")
    return Finding("outbox", "warn" if refused else "ok", detail, advice)
