"""`kiosk hall backup` and `restore`: a whole copy of the hall's records, made while it runs, checked, put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.programs.hall_house import HallOptions, now
from kiosk.programs.shell import PATH, Told, language, say, told, trouble_words
from kiosk.words import Words

if TYPE_CHECKING:
    from drivers.hall_copy import CopyError, Manifest, OpenCopy, Wanted

FILE = click.argument("file", type=PATH)


@click.command()
@FILE
@click.option("--check", is_flag=True, help="Make none: read the copy FILE whole, and say what it is.")
@click.pass_obj
def backup(options: HallOptions, file: Path, check: bool) -> None:
    """Copy all records of the hall into FILE, while it runs; the copy is read again before it counts. An earlier copy
    of that name is replaced. The hall's key is not in it: keep that apart."""
    if check:
        _check(options, file)
        return
    from drivers.hall_copy import make_copy
    from drivers.hall_store.founding import note_copied
    from kiosk.programs.hall_house import say_database

    of, moment = options.config.hall, now()
    say_database(options)
    with _trouble(options, file):
        copied = make_copy(options.url, of.id, file, moment.astimezone(of.zone))
        noted = note_copied(options.url, of.id, moment)
    rows, size = copied.manifest.all_rows, _size(copied.size)
    click.echo(say(f"{file}：{rows} 行，{size}，已读回核对", f"{file}: {rows} rows, {size}, read again and checked"))
    key = options.key_file
    click.echo(say(f"密钥不在里面，请另行保管：{key}", f"the key is not in it, keep it apart: {key}"))
    if not noted:
        unnoted = "时间没能记入数据库（旧版或不可写）", "the database did not take the time down (older, or read-only)"
        click.echo(say(*unnoted), err=True)


def _check(options: HallOptions, file: Path) -> None:
    from drivers.hall_copy import opened

    zone = options.config.hall.zone
    with _trouble(options, file), opened(file) as copy:
        manifest = copy.manifest
    made = f"{manifest.made_at.astimezone(zone):%Y-%m-%d %H:%M:%S %z}"
    click.echo(say(f"{file}：完好", f"{file}: whole"))
    click.echo(say(f"大厅 {manifest.hall}，复制于 {made}", f"hall {manifest.hall}, copied {made}"))
    form, key = manifest.revision, manifest.key_print or "-"
    click.echo(say(f"结构 {form}，密钥指纹 {key}", f"form {form}, fingerprint of the key {key}"))
    for table, rows in manifest.rows.items():
        click.echo(f"{rows:10} {table}")


@click.command()
@FILE
@click.option("--replace", is_flag=True, help="Also where there are records: they are copied beside the key first.")
@click.option("--key-lost", is_flag=True, help="The key of the copy is gone for good; `kiosk hall adopt-key` follows.")
@click.pass_obj
def restore(options: HallOptions, file: Path, replace: bool, key_lost: bool) -> None:
    """Put the copy FILE in the place of the hall's records, in either database: all of it or nothing. Stop the hall
    first. Terminals hand in again what they gave by themselves since."""
    from drivers.hall_copy import Wanted, opened, set_damaged_aside, suits
    from kiosk.programs.hall_house import found_house

    of = options.config.hall
    with _trouble(options, file), opened(file) as copy:
        manifest = copy.manifest
        wanted = Wanted(of.id, options.url, None if key_lost else _key_print(options, manifest))
        suits(manifest, wanted)  # before anything is founded
        if aside := set_damaged_aside(wanted, now().astimezone(of.zone), allowed=replace):
            click.echo(say(f"损坏的数据库改名为 {aside}", f"the damaged database is {aside} now"))
        found_house(options)
        _put_back(options, copy, wanted, replace)
    made, rows = f"{manifest.made_at.astimezone(of.zone):%Y-%m-%d %H:%M}", manifest.all_rows
    click.echo(say(f"已恢复到 {made} 的状态：{rows} 行", f"the records are those of {made}: {rows} rows"))
    click.echo(say(*SINCE))
    if key_lost:
        click.echo(
            say("接着运行 kiosk hall adopt-key，再启动大厅", "now run kiosk hall adopt-key, then start the hall")
        )


SINCE = (
    "之后的取号、预约和结清都没有了：终端自己发的号会重新交上来，其余请按纸票处理，新号会跳过这些号；"
    "之后收回的令牌要再收回一次",
    "numbers, appointments and settlements since are gone: terminals hand in their own again, go by the papers for"
    " the others, which new numbers leave out; take back again what tokens were taken back",
)


def _put_back(options: HallOptions, copy: "OpenCopy", wanted: "Wanted", replace: bool) -> None:
    from drivers.hall_copy import make_copy
    from drivers.hall_copy import restore as put_back
    from kiosk.programs.hall_house import make_folder

    moment = now().astimezone(options.config.hall.zone)
    aside = options.folder / f"{wanted.hall}-before-{moment:%Y%m%d-%H%M%S}.copy"

    def keep() -> None:
        make_folder(aside.parent)
        make_copy(wanted.url, wanted.hall, aside, moment)

    if put_back(copy, wanted, keep if replace else None):
        click.echo(say(f"原来的记录保存在 {aside}", f"the records before are kept in {aside}"))


def _key_print(options: HallOptions, manifest: "Manifest") -> str:
    """Of the hall's key; of a copy that was bound to none, whatever key there is or will be made."""
    from drivers.hall_key import HallKeyError, read_hall_key
    from kiosk.hall.identity import IdentitySeal

    if not manifest.key_print:
        return ""
    try:
        return IdentitySeal(read_hall_key(options.key_file, make=False)).fingerprint
    except HallKeyError as error:
        raise told(
            f"{error}。请先放回指纹为 {manifest.key_print} 的密钥；确已丢失时加 --key-lost",
            f"{error}. Put back the key with the fingerprint {manifest.key_print} first; if it is lost, add --key-lost",
        ) from error


@contextmanager
def _trouble(options: HallOptions, file: Path) -> Iterator[None]:
    """Raises click.ClickException, one line."""
    from drivers.hall_copy import CopyError
    from drivers.hall_store.founding import NoHallError
    from kiosk.programs.hall_house import no_hall, opening

    try:
        with opening():
            yield
    except CopyError as error:
        raise Told(f"{file}{'：' if language() == 'zh' else ': '}{_words(options, error).get(language())}") from error
    except NoHallError as error:
        raise no_hall(options, error.others) from error
    except OSError as error:
        raise Told(trouble_words(error).get(language())) from error


def _words(options: HallOptions, error: "CopyError") -> Words:
    found, wanted, key = error.found, error.wanted, options.key_file
    zh, en = {
        "no_copy": (
            "不是大厅的备份文件，未改动任何数据；请换一个文件名",
            "not a copy of a hall's records, nothing was changed: name another file",
        ),
        "damaged": (
            "备份已损坏（内容和制作时不同），未改动任何数据；请用另一份",
            "the copy is damaged (not as it was written), nothing was changed: take another one",
        ),
        "source_damaged": (
            "没有备份：数据库本身已损坏。请停掉大厅，用最近的备份恢复（kiosk hall restore --replace）",
            "no copy was made, the database itself is damaged: stop the hall and put the last copy back (kiosk hall"
            " restore --replace)",
        ),
        "newer": (
            f"备份来自更新的版本（{found}），未改动任何数据；请先升级本程序",
            f"the copy is of a newer edition ({found}), nothing was changed: install that one first",
        ),
        "other_hall": (
            f"这是大厅 {found} 的备份，本大厅是 {wanted}；请核对文件和 --config",
            f"the copy is of hall {found}, this is {wanted}: check the file and --config",
        ),
        "other_key": (
            f"备份用的是指纹为 {found} 的密钥，{key} 是 {wanted}；请放回原来的密钥，确已丢失时加 --key-lost",
            f"the copy belongs to the key {found}, {key} is {wanted}: put the right key back; if it is lost, add"
            " --key-lost",
        ),
        "not_empty": (
            "数据库里已有本大厅的记录，未改动；确要替换请加 --replace（原有记录会先存一份）",
            "there are records of this hall, nothing was changed: add --replace to put the copy in their place (they"
            " are kept aside first)",
        ),
        "served": (
            "大厅正在运行，未改动任何数据；请先停掉服务（systemctl stop yitang-hall）",
            "the hall is running, nothing was changed: stop it first (systemctl stop yitang-hall)",
        ),
    }[error.fault.value]
    return Words(zh, en)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.1f} kB"
