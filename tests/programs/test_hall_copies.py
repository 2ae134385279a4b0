"""`kiosk hall backup`, `restore` and `kept` in a shell: one line says what is wrong, where, and what to do."""

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drivers.hall_store import migrate
from kiosk.hall.access import Role
from kiosk.hall.identity import IdentitySeal
from kiosk.programs.hall import command
from kiosk.programs.hall_house import open_house
from tests.drivers.test_hall_copy import wait_until_served
from tests.hallkit.copies import everything
from tests.hallkit.fixtures import database, postgres
from tests.hallkit.house import TOML
from tests.hallkit.laid import sqlite_url
from tests.hallkit.postgres import PostgresServer
from tests.programs.test_hall_house import KEY, OTHER, options_of

__all__ = ["database", "postgres"]
PRINT = IdentitySeal(bytes.fromhex(KEY)).fingerprint


class Hall:
    """A hall with a token, its folder, and a shell for its staff."""

    def __init__(self, folder: Path, url: str = "", language: str = "zh") -> None:
        self.folder, self.url = folder, url or sqlite_url(folder)
        self.state = folder / "state"
        self.config = folder / "hall.toml"
        self.config.write_text(TOML.replace("[hall]", f'[hall]\nlanguage = "{language}"'), encoding="utf-8")
        self.options = options_of(self.config, self.url, self.state, KEY)

    def founded(self) -> "Hall":
        open_house(self.options).store.close()
        self.says("token", "create", "--kind", Role.BOARD.value, "--name", "大屏")
        return self

    def tries(self, *words: str) -> Result:
        place = ("--config", str(self.config), "--database", self.url, "--state", str(self.state))
        return CliRunner().invoke(command, [*place, *words], catch_exceptions=False)

    def says(self, *words: str) -> str:
        answer = self.tries(*words)
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    def refuses(self, *words: str) -> str:
        """Its one line, after the one that names the database."""
        answer = self.tries(*words)
        assert (answer.exit_code, answer.stdout) == (1, "")
        said = [line for line in answer.stderr.splitlines() if not line.startswith("database: ")]
        assert len(said) == 1, said
        return said[0]


@pytest.fixture
def copied(tmp_path: Path) -> tuple[Hall, str]:
    """A hall and its copy."""
    (tmp_path / "first").mkdir()
    hall = Hall(tmp_path / "first").founded()
    file = str(tmp_path / "hall.copy")
    hall.says("backup", file)
    return hall, file


def another(hall: Hall, name: str, url: str = "", language: str = "zh") -> Hall:
    """The same hall on another computer, with its key."""
    folder = hall.folder / name
    folder.mkdir()
    return Hall(folder, url, language)


def test_a_copy_is_made_looked_at_and_put_back_elsewhere(copied: tuple[Hall, str], database: str) -> None:
    hall, file = copied
    looked = hall.says("backup", "--check", file).splitlines()
    assert looked[0] == f"{file}：完好"
    assert looked[1].startswith("大厅 test，复制于 20")
    assert PRINT in looked[2]
    assert "         1 token" in looked
    there = another(hall, "there", database)
    assert "已恢复到" in there.says("restore", file)
    assert "大屏" in there.says("token", "list")
    assert everything(database)["token"] == everything(hall.url)["token"]
    open_house(there.options).store.close()


def test_the_key_is_in_no_copy(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    assert KEY.encode() not in Path(file).read_bytes()
    assert str(hall.state / "hall.key") in hall.says("backup", file)
    assert KEY not in hall.says("backup", "--check", file)


def test_records_that_are_there_are_replaced_on_demand_only_and_kept(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    hall.says("token", "create", "--kind", "board", "--name", "second")
    assert hall.refuses("restore", file).endswith("确要替换请加 --replace（原有记录会先存一份）")
    assert "second" in hall.says("token", "list")
    assert "原来的记录保存在" in hall.says("restore", "--replace", file)
    assert "second" not in hall.says("token", "list")
    (aside,) = hall.state.glob("test-before-*.copy")
    hall.says("restore", "--replace", str(aside))
    assert "second" in hall.says("token", "list")


def test_a_running_hall_is_to_be_stopped_first(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    house = open_house(hall.options)
    try:
        house.store.listen(lambda news: None)
        wait_until_served(hall.url)
        assert "大厅正在运行" in hall.refuses("restore", "--replace", file)
        assert "已读回核对" in hall.says("backup", file)
    finally:
        house.store.close()
    assert not list(hall.state.glob("*.copy"))


def test_what_is_wrong_with_a_file_is_said_in_both_languages(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    english = another(hall, "english", language="en")
    spoilt, text = hall.folder / "spoilt", hall.folder / "a text"
    content = Path(file).read_bytes()
    spoilt.write_bytes(content[:2000] + b"?" + content[2001:])
    text.write_text("no copy")
    for words in (("restore", str(spoilt)), ("backup", "--check", str(spoilt))):
        assert hall.refuses(*words) == f"{spoilt}：备份已损坏（内容和制作时不同），未改动任何数据；请用另一份"
        assert english.refuses(*words).startswith(f"{spoilt}: the copy is damaged")
    for words in (("restore", str(text)), ("backup", str(text))):
        assert "不是大厅的备份文件" in hall.refuses(*words)
    assert text.read_text() == "no copy"
    absent = hall.folder / "absent" / "file"
    assert hall.refuses("restore", str(absent)) == f"{absent}：没有这个文件或文件夹"
    assert hall.refuses("backup", str(absent)) == f"{absent.parent}：没有这个文件或文件夹"
    assert not (english.folder / "hall.db").exists()


def test_a_copy_of_another_hall_or_key_is_refused_before_anything_is_made(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    other = another(hall, "other", language="en")
    other.config.write_text(other.config.read_text().replace('"test"', '"another-hall"'))
    assert "the copy is of hall test, this is another-hall" in other.refuses("restore", file)
    stranger = another(hall, "stranger")
    (stranger.state / "hall.key").write_text(OTHER)
    assert PRINT in stranger.refuses("restore", file)
    (stranger.state / "hall.key").unlink()
    said = stranger.refuses("restore", file)
    assert f"请先放回指纹为 {PRINT} 的密钥" in said
    assert not (stranger.folder / "hall.db").exists()
    assert not (stranger.state / "hall.key").exists()


def test_a_hall_whose_key_is_lost_goes_on_with_another(copied: tuple[Hall, str]) -> None:
    hall, file = copied
    there = another(hall, "there")
    (there.state / "hall.key").unlink()
    assert "kiosk hall adopt-key" in there.says("restore", "--key-lost", file)
    there.says("adopt-key", "--yes")
    open_house(there.options).store.close()
    assert "大屏" in there.says("token", "list")


def test_a_full_disk_is_said_and_leaves_nothing(copied: tuple[Hall, str], monkeypatch: pytest.MonkeyPatch) -> None:
    hall, _ = copied

    def full(file: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr("drivers.hall_copy.making.write_copy", full)
    assert hall.refuses("backup", str(hall.folder / "another")).endswith("磁盘满了，请清理后再试")
    assert not (hall.folder / "another").exists()
    assert not list(hall.folder.glob(".yitang-copy-*"))


def test_a_database_before_the_upgrade_can_be_copied(tmp_path: Path, postgres: PostgresServer) -> None:
    hall = Hall(tmp_path, postgres.fresh())
    open_house(hall.options).store.close()
    migrate(hall.url, "0010")
    answer = hall.tries("backup", str(tmp_path / "copy"))
    assert answer.exit_code == 0
    assert "时间没能记入数据库" in answer.stderr
    assert "结构 0010" in hall.says("backup", "--check", str(tmp_path / "copy"))


def test_what_is_kept_and_when_it_was_copied_is_told(copied: tuple[Hall, str]) -> None:
    hall, _ = copied
    said = hall.says("kept").splitlines()
    assert said[0] == "取号：0 行，最早 -，保留 1100 天"
    assert said[1].startswith("日志：1 行，最早 20")
    assert said[-1].startswith("上次备份：20")
    fresh = another(hall, "fresh", language="en").founded()
    assert fresh.says("kept").splitlines()[-2:] == ["let go last: never", "copied last: never"]


@pytest.mark.parametrize("damage", [b"no database any more" * 500, b""])
def test_a_copy_is_put_in_the_place_of_a_damaged_file(copied: tuple[Hall, str], damage: bytes) -> None:
    hall, file = copied
    database = hall.folder / "hall.db"
    content = database.read_bytes()
    database.write_bytes(damage or content[:8192] + bytes(4096) + content[12288:])
    assert "--replace" in hall.refuses("restore", file)
    assert hall.tries("backup", str(hall.folder / "another")).exit_code == 1
    said = hall.says("restore", "--replace", file)
    (aside,) = hall.folder.glob("hall-damaged-*.db")
    assert f"损坏的数据库改名为 {aside}" in said
    assert "大屏" in hall.says("token", "list")
