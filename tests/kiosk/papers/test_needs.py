"""The one-time notice: all that is needed, once, for the answers that are known so far."""

import pytest

from kiosk.catalogue import Item
from kiosk.paper import Cut, Paper, Text
from kiosk.papers import Wordings
from kiosk.papers.needs import BOX, needs_paper
from kiosk.papers.place import Place
from tests.kiosk import fakes
from tests.kiosk.papers.reading import pairs, texts, whole


def printed(item: Item, answers: dict[str, str], wordings: Wordings, place: Place) -> Paper:
    return needs_paper(item, answers, wordings.get(place.language).needs, place)


def to_bring(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines if isinstance(line, Text) and line.mark == BOX]


def names(place: Place, *zh: str) -> list[str]:
    return [fakes.text(name)[place.language] for name in zh]


def test_before_any_answer_everything_possible_is_listed(wordings: Wordings, place: Place) -> None:
    paper = printed(fakes.item(), {}, wordings, place)
    assert to_bring(paper) == names(place, "证件", "租约", "照片")
    (where, answer) = names(place, "住处", "租")
    words = wordings.get(place.language).needs
    assert words.when.format(question=where, answer=answer) in texts(paper)


@pytest.mark.parametrize(("home", "wanted"), [("rent", ["证件", "租约", "照片"]), ("own", ["证件", "照片"])])
def test_an_answer_decides_what_is_listed(home: str, wanted: list[str], wordings: Wordings, place: Place) -> None:
    paper = printed(fakes.item(), {"home": home}, wordings, place)
    assert to_bring(paper) == names(place, *wanted)
    assert wordings.get(place.language).needs.when.split("{")[0] not in whole(paper)


def test_each_material_stands_under_what_the_visitor_does_with_it(wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).needs
    seen = texts(printed(fakes.item(), {}, wordings, place))
    form, vow = names(place, "申请表", "承诺书")
    assert seen.index(words.bring) < seen.index(words.fill) < seen.index(f"· {form}")
    assert seen.index(f"· {form}") < seen.index(words.promise) < seen.index(f"· {vow}")
    assert words.card not in seen


def test_what_may_come_later_and_what_may_be_left_out_say_so(wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).needs
    item = fakes.item(
        materials=[
            {"id": "a", "name": fakes.text("甲"), "source": "scan", "share": "deferrable", "hint": fakes.text("提示")},
            {"id": "b", "name": fakes.text("乙"), "source": "scan", "share": "optional"},
        ]
    )
    seen = texts(printed(item, {}, wordings, place))
    first, second, hint = names(place, "甲", "乙", "提示")
    start = seen.index(f"{BOX} {first}")
    assert seen[start : start + 5] == [f"{BOX} {first}", words.deferrable, hint, f"{BOX} {second}", words.optional]


def test_an_errand_without_papers_says_so(wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).needs
    item = fakes.item(materials=[{"id": "id", "name": fakes.text("身份证"), "source": "card"}])
    seen = texts(printed(item, {}, wordings, place))
    assert words.bring_none in seen and words.bring not in seen
    assert words.card in seen


def test_both_times_fee_and_result_stand_on_it(wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).needs
    told = pairs(printed(fakes.item(), {}, wordings, place))
    assert told[words.statutory] == words.working_days.format(days=20)
    assert told[words.promised] == words.working_days.format(days=5)
    assert [told[words.fee], told[words.result]] == names(place, "不收费", "结果")
    assert told[words.code] == "130000000001"


@pytest.mark.parametrize(("period", "key"), [({"days": 0, "unit": "now"}, "now"), ({"days": 3, "unit": "d"}, "days")])
def test_a_time_limit_is_said_as_people_say_it(
    period: dict[str, object], key: str, wordings: Wordings, place: Place
) -> None:
    words = wordings.get(place.language).needs
    told = pairs(printed(fakes.item(promised=period), {}, wordings, place))
    assert told[words.promised] == getattr(words, key).format(days=period["days"])


def test_it_ends_with_a_cut_and_a_phone_number(wordings: Wordings, place: Place) -> None:
    paper = printed(fakes.item(), {}, wordings, place)
    assert paper.lines[-1] == Cut()
    assert place.phone in texts(paper)[-1]
