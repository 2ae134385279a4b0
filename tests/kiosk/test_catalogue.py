"""Item files: what a wrong one is told, and that the bundled five are fit for a visitor."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.catalogue import Catalogue, CatalogueError, Item, Period, Text, read_catalogue, read_item

BUNDLED = Path(__file__).parents[2] / "assets" / "catalogue"
CATALOGUE = read_catalogue(BUNDLED)
ITEMS = [pytest.param(item, id=item.icon) for item in CATALOGUE.items]

SMALL: dict[str, Any] = {
    "code": "130000000001",
    "name": {"zh": "事项", "en": "Item"},
    "theme": {"zh": "主题", "en": "Theme"},
    "department": {"zh": "部门", "en": "Department"},
    "icon": "house",
    "summary": {"zh": "说明", "en": "Summary"},
    "statutory": {"days": 20, "unit": "wd"},
    "promised": {"days": 5, "unit": "wd"},
    "fee": {"zh": "不收费", "en": "Free"},
    "result": {"zh": "通知", "en": "Note"},
    "sections": [
        {
            "id": "who",
            "title": {"zh": "您", "en": "You"},
            "fields": [{"id": "name", "label": {"zh": "姓名", "en": "Name"}}],
        }
    ],
    "materials": [{"id": "form", "name": {"zh": "申请表", "en": "Form"}, "source": "form"}],
}
PAPER = {"id": "paper", "name": {"zh": "证明", "en": "Proof"}, "source": "scan"}
FIELD = {"id": "phone", "label": {"zh": "手机", "en": "Phone"}}


def with_material(**changes: Any) -> dict[str, Any]:
    return {**SMALL, "materials": [*SMALL["materials"], {**PAPER, **changes}]}


def with_field(**changes: Any) -> dict[str, Any]:
    section = SMALL["sections"][0]
    return {**SMALL, "sections": [{**section, "fields": [*section["fields"], {**FIELD, **changes}]}]}


def write(folder: Path, name: str, data: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in data.items()), encoding="utf-8")
    return path


def toml(value: Any) -> str:
    """A value as TOML writes it in one line; its strings and numbers are JSON's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)


# ---- reading


def test_a_file_becomes_an_item(tmp_path: Path) -> None:
    item = read_item(write(tmp_path, "a.toml", with_material(share="deferrable", max_pages=3)))
    assert item.code == "130000000001"
    assert [m.id for m in item.materials] == ["form", "paper"]
    assert item.materials[1].share == "deferrable"
    assert item.fields[0].required  # what is not said is asked for


WRONG = {
    "unknown key": ({**SMALL, "colour": "red"}, "colour"),
    "text missing in one language": ({**SMALL, "name": {"zh": "事项"}}, r"name\.en: is missing"),
    "empty text": ({**SMALL, "name": {"zh": "", "en": "Item"}}, r"name\.zh: .*not empty"),
    "code of another form": ({**SMALL, "code": "13-1"}, "code: "),
    "no section": ({**SMALL, "sections": []}, "sections: .*at least 1"),
    "days below nothing": ({**SMALL, "promised": {"days": -1, "unit": "wd"}}, "promised.days: .*not below 0"),
    "unknown way to get a paper": (with_material(source="fax"), r"materials\[2\].source: \"fax\" is written"),
    "field twice": (with_field(id="name"), "'name' is used twice"),
    "paper twice": (with_material(id="form"), "'form' is used twice"),
    "condition on nothing": (with_material(when={"field": "married", "is": ["yes"]}), "unknown field 'married'"),
    "condition without values": (with_material(when={"field": "name", "is": []}), "at least 1"),
    "choice without choices": (with_field(kind="choice"), "'phone': choices go with"),
    "choices without choice": (
        with_field(choices=[{"value": "a", "label": {"zh": "甲", "en": "A"}}]),
        "'phone': choices go with",
    ),
    "vague paper": (with_material(name={"zh": "其他材料", "en": "Other papers"}), "vague"),
    "promise without its text": (with_material(source="promise"), "promise text"),
    "promise text on a scan": (with_material(promise={"zh": "我承诺", "en": "I promise"}), "promise text"),
}


@pytest.mark.parametrize(("data", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, data: dict[str, Any], told: str) -> None:
    path = write(tmp_path, "07-wrong.toml", data)
    with pytest.raises(CatalogueError, match=f"07-wrong.toml, line [0-9]+, .*{told}"):
        read_item(path, "en")


def test_a_page_of_the_form_holds_five_fields_at_most(tmp_path: Path) -> None:
    fields = [{**FIELD, "id": f"field_{n}"} for n in range(6)]
    data = {**SMALL, "sections": [{**SMALL["sections"][0], "fields": fields}]}
    with pytest.raises(CatalogueError, match=r"sections\[1\]\.fields: .*at most 5"):
        read_item(write(tmp_path, "a.toml", data), "en")


def test_what_is_not_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("code = ", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"a\.toml 第 1 行 code："):
        read_item(tmp_path / "a.toml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"b\.toml：没有这个文件"):
        read_item(tmp_path / "b.toml")


def test_items_stand_in_the_order_of_their_files(tmp_path: Path) -> None:
    write(tmp_path, "02-b.toml", {**SMALL, "code": "130000000002"})
    write(tmp_path, "01-a.toml", SMALL)
    catalogue = read_catalogue(tmp_path, "v7")
    assert catalogue.version == "v7"
    assert [item.code for item in catalogue.items] == ["130000000001", "130000000002"]
    assert catalogue.item("130000000002") is catalogue.items[1]
    assert catalogue.item("130000000009") is None


def test_a_code_stands_for_one_item(tmp_path: Path) -> None:
    write(tmp_path, "01-a.toml", SMALL)
    write(tmp_path, "02-b.toml", SMALL)
    with pytest.raises(CatalogueError, match="130000000001"):
        read_catalogue(tmp_path)


def test_an_answer_asks_for_its_paper() -> None:
    needs = with_field(id="home", kind="choice", choices=[{"value": "rent", "label": {"zh": "租", "en": "Rented"}}])
    needs["materials"] = [*SMALL["materials"], {**PAPER, "when": {"field": "home", "is": ["rent"]}}]
    item = msgspec.convert(needs, Item)
    assert [m.id for m in item.materials_for({})] == ["form"]
    assert [m.id for m in item.materials_for({"home": "rent"})] == ["form", "paper"]


def test_an_unknown_language_reads_chinese() -> None:
    both = Text(zh="事项", en="Item")
    assert (both.get("en"), both.get("zh"), both.get("fr")) == ("Item", "事项", "事项")


# ---- the bundled items


def texts(item: Item) -> list[Text]:
    """Every text of an item that a visitor may see."""
    found: list[Text] = [item.name, item.theme, item.department, item.summary, item.fee, item.result]
    for section in item.sections:
        found.append(section.title)
        for field in section.fields:
            found += [field.label, *([field.hint] if field.hint else []), *(choice.label for choice in field.choices)]
    for material in item.materials:
        found += [text for text in (material.name, material.hint, material.promise) if text]
    return found


def test_five_items_are_bundled() -> None:
    assert [item.name.zh for item in CATALOGUE.items] == [
        "高龄津贴申领",
        "医疗费用手工报销",
        "小餐饮登记",
        "灵活就业人员参保登记",
        "住房公积金提取（租房）",
    ]


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.toml")), ids=lambda path: path.stem)
def test_figures_are_marked_as_illustrative(path: Path) -> None:
    assert "Illustrative, not an official item" in path.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("item", ITEMS)
def test_the_icon_is_there(item: Item) -> None:
    assert (BUNDLED.parent / "icons" / f"{item.icon}.svg").is_file()


@pytest.mark.parametrize("item", ITEMS)
def test_the_promised_time_is_at_least_three_tenths_shorter_than_the_statutory(item: Item) -> None:
    """The share is the source document's: 在事项法定时限的基础上再压缩30%以上. Days of two kinds cannot be compared."""
    assert item.promised.unit in ("now", item.statutory.unit)
    assert item.promised.days <= 0.7 * item.statutory.days


@pytest.mark.parametrize("item", ITEMS)
def test_on_the_spot_means_no_days(item: Item) -> None:
    periods: tuple[Period, ...] = (item.statutory, item.promised)
    assert all((period.unit == "now") == (period.days == 0) for period in periods)


@pytest.mark.parametrize("item", ITEMS)
def test_chinese_is_chinese_and_english_is_english(item: Item) -> None:
    for text in texts(item):
        assert re.search(r"[\u4e00-\u9fff]|\d+%", text.zh), text
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text.en), text
        assert not re.search(r"[,;:?()]", text.zh), f"half-width punctuation in Chinese: {text.zh}"


@pytest.mark.parametrize("item", ITEMS)
def test_no_text_carries_markup_or_stray_space(item: Item) -> None:
    """Exported catalogues are known to hold `&amp;`, `<br>`, tabs and control characters."""
    for text in texts(item):
        for said in (text.zh, text.en):
            assert said == said.strip()
            assert not re.search(r"&\w+;|<\w|[\x00-\x09\x0b-\x1f\x7f-\x9f]", said), said


@pytest.mark.parametrize("item", ITEMS)
def test_no_paper_is_vague(item: Item) -> None:
    assert not [m.name.zh for m in item.materials if re.search(r"其他|有关|相关|等材料", m.name.zh)]


@pytest.mark.parametrize("item", ITEMS)
def test_every_paper_says_what_must_be_readable(item: Item) -> None:
    assert [m.id for m in item.materials if m.source == "scan" and m.hint is None] == []


@pytest.mark.parametrize("item", ITEMS)
def test_a_paper_that_may_follow_says_so(item: Item) -> None:
    for material in item.materials:
        told = material.hint is not None and "以后补" in material.hint.zh
        assert told == (material.share == "deferrable"), material.id


@pytest.mark.parametrize("item", ITEMS)
def test_conditions_ask_for_choices_that_are_there_and_come_first(item: Item) -> None:
    """A condition stands on a choice asked of everybody, else a stale answer could go on asking."""
    order = {field.id: (position, field) for position, field in enumerate(item.fields)}
    conditions = [(position, field.when) for position, field in order.values()]
    conditions += [(len(order), material.when) for material in item.materials]
    for position, when in conditions:
        if when is None:
            continue
        first, field = order[when.field]
        assert first < position
        assert field.when is None
        assert set(when.is_) < {choice.value for choice in field.choices}


def test_some_items_ask_for_more_only_where_it_is_needed() -> None:
    assert sum(any(field.when for field in item.fields) for item in CATALOGUE.items) >= 2
    assert sum(any(material.when for material in item.materials) for item in CATALOGUE.items) >= 2


@pytest.mark.parametrize("item", ITEMS)
def test_the_card_fills_in_who_is_here(item: Item) -> None:
    filled = {field.prefill: field for field in item.sections[0].fields}
    assert filled["name"].locked
    assert filled["number"].locked
    assert any(material.source == "card" for material in item.materials)


@pytest.mark.parametrize("item", ITEMS)
def test_answers_that_belong_to_the_field_fit_into_it(item: Item) -> None:
    longest = {"resident_number": 18, "phone": 11, "date": 10, "bank_card": 23, "address": 100}
    for field in item.fields:
        assert field.max_length >= longest.get(field.kind, 1), field.id


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_found_by_plain_words(item: Item) -> None:
    assert len(item.keywords) >= 5
    assert len(set(item.keywords)) == len(item.keywords)


def test_a_catalogue_may_be_sent_over_the_wire() -> None:
    assert msgspec.json.decode(msgspec.json.encode(CATALOGUE), type=Catalogue) == CATALOGUE
