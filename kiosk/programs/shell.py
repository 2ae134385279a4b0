"""What every command has in common in a shell: its language, options wherever one tries them, and one line for trouble.

The language is the configuration's, once it has been read; Chinese until then.
"""

import errno
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from kiosk.settings import ConfigError
from kiosk.words import Language, Words

LANGUAGE = "kiosk.language"
"""In click's `meta`, which a command shares with its subcommands."""
Answer = TypeVar("Answer")


class Told(click.ClickException):
    """What is wrong and what to do, as it is: exit code 1, no "Error:" before it."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


def language() -> Language:
    """The one of the configuration that this command has read."""
    context = click.get_current_context(silent=True)
    return "en" if context is not None and context.meta.get(LANGUAGE) == "en" else "zh"


def speak(chosen: Language) -> None:
    """From here on, this command speaks so."""
    if context := click.get_current_context(silent=True):
        context.meta[LANGUAGE] = chosen


def say(zh: str, en: str) -> str:
    """In this command's language."""
    return en if language() == "en" else zh


def told(zh: str, en: str) -> Told:
    return Told(say(zh, en))


@contextmanager
def border() -> Iterator[None]:
    """Where trouble that nobody has foreseen becomes one line. A broken pipe and Ctrl-C are click's."""
    try:
        yield
    except ConfigError as error:
        raise Told(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Told(trouble_words(error).get(language())) from error


def trouble_words(error: OSError) -> Words:
    """What the system says, and what to do about it."""
    where = f"{error.filename}：" if error.filename else ""
    where_en = f"{error.filename}: " if error.filename else ""
    if isinstance(error, socket.gaierror):
        return Words("主机名解析不了，请检查 host 或网址", "the name of the host is not known: check host or address")
    zh, en = REMEDIES.get(error.errno or 0, ("", ""))
    if not zh:
        zh = en = error.strerror or str(error)
    return Words(f"{where}{zh}", f"{where_en}{en}")


REMEDIES: dict[int, tuple[str, str]] = {
    errno.EACCES: (
        "没有权限。请用服务所用的用户（如 sudo -u yitang）或 root 运行；小于 1024 的端口要用 root",
        "no permission. Run as the service's user (sudo -u yitang) or root; a port below 1024 needs root",
    ),
    errno.EPERM: ("没有权限，请用 root 运行", "no permission: run as root"),
    errno.EADDRINUSE: (
        "端口已被占用（服务是不是已经在运行？），请停掉它或换一个端口",
        "the port is in use (does the service run already?): stop it or choose another port",
    ),
    errno.EADDRNOTAVAIL: (
        "这个地址不是本机的，host 请写本机地址或 0.0.0.0",
        "this machine does not have that address: set host to one of its own, or 0.0.0.0",
    ),
    errno.ENOSPC: ("磁盘满了，请清理后再试", "the disk is full: make room and try again"),
    errno.EDQUOT: ("磁盘配额用完了，请清理后再试", "the disk quota is used up: make room and try again"),
    errno.EROFS: ("磁盘是只读的，请检查磁盘并重新挂载", "the disk is read-only: check it and mount it anew"),
    errno.EIO: ("磁盘读写出错，请检查磁盘", "the disk has a fault: check it"),
    errno.ENOENT: ("没有这个文件或文件夹", "there is no such file or folder"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.EISDIR: ("这是文件夹，不是文件", "this is a folder, not a file"),
    errno.EEXIST: ("已经有同名的文件", "there is a file of that name already"),
    errno.EMFILE: ("打开的文件太多，请调大 LimitNOFILE", "too many open files: raise LimitNOFILE"),
}


class SharedOptions(click.Group):
    """A group whose own options may also stand behind its subcommands, where one tries them."""

    group_class = type

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shared: Sequence[click.Option] = ()

    def share(self, *options: click.Option) -> None:
        """Give every subcommand, also of groups within, these options; those it has itself stay its own."""
        for command in self.commands.values():
            if isinstance(command, SharedOptions):
                command.share(*options)
            else:
                names = {name for parameter in command.params for name in parameter.opts}
                command.params += [option for option in options if not names & set(option.opts)]


def shared(name: str, take: Callable[[click.Context, Any], None], **options: Any) -> click.Option:
    """An option that hands its value, where it is given, to `take`; the command itself does not see it."""

    def given(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None:
            take(context, value)

    return click.Option([name], callback=given, expose_value=False, **options)


PATH = click.Path(path_type=Path)
