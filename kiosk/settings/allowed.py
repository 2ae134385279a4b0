"""What a key may hold, in words, from its type: "one of 9600, 19200" or "a whole number from 1 to 60"."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from msgspec import inspect

from kiosk.settings.faults import written
from kiosk.words import Words

MANY = 12
"""A choice among more is cut: the nearest one is named anyway."""
SECTION = Words("一节（一组键）", "a section of keys")


def allowed(kind: Any) -> Words:
    """`kind` is an annotation as it stands in a struct."""
    return _of(inspect.type_info(kind))


def choices_of(kind: Any) -> list[Any]:
    """The values that may be written, where they can be counted."""
    return list(_choices(inspect.type_info(kind)))


def _of(info: inspect.Type) -> Words:
    info = _certain(info)
    told = info.extra.get("words") if isinstance(info, inspect.Metadata) and info.extra else None
    if isinstance(told, Words):
        return told
    choices = list(_choices(info))
    bare = _certain(info.type) if isinstance(info, inspect.Metadata) else info
    return _one_of(choices) if choices else _plain(bare)


def _certain(info: inspect.Type) -> inspect.Type:
    """Without None: what is left out needs no words."""
    if isinstance(info, inspect.UnionType):
        return next(part for part in info.types if not isinstance(part, inspect.NoneType))
    return info


def _choices(info: inspect.Type) -> Iterable[Any]:
    info = _certain(info)
    if isinstance(info, inspect.Metadata):
        names = (info.extra or {}).get("choices")
        return names() if callable(names) else _choices(info.type)
    if isinstance(info, inspect.LiteralType):
        return info.values
    if isinstance(info, inspect.EnumType) and issubclass(info.cls, Enum):
        return [member.value for member in info.cls]
    return ()


def _one_of(values: list[Any]) -> Words:
    shown = [written(value) for value in values[:MANY]]
    if len(values) == 1:
        return Words(shown[0], shown[0])
    more = len(values) > MANY
    return Words(
        f"{'、'.join(shown)}{'……' if more else ''} 之一", f"one of {', '.join(shown)}{', ...' if more else ''}"
    )


def _plain(info: inspect.Type) -> Words:
    match info:
        case inspect.IntType() | inspect.FloatType():
            return _number(info)
        case inspect.StrType():
            return _text(info)
        case inspect.VarTupleType() | inspect.ListType():
            part = _of(info.item_type)
            return Words(f"方括号 [ ] 里的一组，每个是{part.zh}", f"a list in brackets [ ], each {part.en}")
        case inspect.BoolType():
            return Words("true 或 false", "true or false")
        case inspect.DateType():
            return Words("日期，如 2026-10-01", "a date like 2026-10-01")
    return SECTION


def _number(info: inspect.IntType | inspect.FloatType) -> Words:
    kind = Words("整数", "a whole number") if isinstance(info, inspect.IntType) else Words("数字", "a number")
    if info.ge is not None and info.le is not None:
        return Words(
            f"{info.ge:.10g} 到 {info.le:.10g} 的{kind.zh}", f"{kind.en} from {info.ge:.10g} to {info.le:.10g}"
        )
    limits = (
        (info.gt, "大于", "above"), (info.ge, "不小于", "not below"),
        (info.lt, "小于", "below"), (info.le, "不大于", "not above"),
    )  # fmt: skip
    zh = "、".join(f"{word} {limit:.10g}" for limit, word, _ in limits if limit is not None)
    en = " and ".join(f"{word} {limit:.10g}" for limit, _, word in limits if limit is not None)
    return Words(f"{zh} 的{kind.zh}" if zh else kind.zh, f"{kind.en} {en}".strip())


def _text(info: inspect.StrType) -> Words:
    if info.min_length and info.max_length:
        return Words(
            f"双引号里的文字，{info.min_length} 到 {info.max_length} 个字",
            f"a text in quotes of {info.min_length} to {info.max_length} characters",
        )
    if info.min_length:
        return Words("双引号里的文字，不能为空", "a text in quotes, not empty")
    return Words("双引号里的文字", "a text in quotes")
