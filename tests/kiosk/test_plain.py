"""One normal form for everything that is written, whatever keyboard, scanner or paper it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import phones, plain
from kiosk.answers import FORMS


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("  解放西路１２号　３单元 ", "解放西路12号 3单元"),
        ("解放西路12号（东院），甲", "解放西路12号（东院），甲"),
        ("A\u200bB\u202e\ufeff C\u00ad", "AB C"),
        ("一\n二\t三\u00a0四", "一 二 三 四"),
        ("Jose\u0301", "José"),
        ("\U0002caa2\uf9dc裏", "\U0002caa2\uf9dc裏"),  # beyond the first plane, and a compatibility ideograph
        ("\u200b\u2060", ""),
    ],
)
def test_texts(written: str, form: str) -> None:
    assert plain.plain_text(written) == form


@pytest.mark.parametrize("dot", "·•‧∙⋅・･．.")
def test_the_dot_of_a_name_is_one_sign(dot: str) -> None:
    assert plain.plain_name(f"买买提{dot}吐尔逊") == "买买提·吐尔逊"
    assert plain.plain_name(f"买买提 {dot} 吐尔逊") == "买买提·吐尔逊"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("李　娜", "李娜"),
        ("\U00020c45", "\U00020c45"),
        ("陈\U0002caa2 娜", "陈\U0002caa2娜"),
        ("ＢＥＲＧ,  Anna", "BERG, Anna"),
        ("J. R. Smith", "J. R. Smith"),
    ],
)
def test_names(written: str, form: str) -> None:
    assert plain.plain_name(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("92130902ma0la0w318", "92130902MA0LA0W318"),
        ("9213 0902 MA0L A0W3 18", "92130902MA0LA0W318"),
        ("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        ("12345678—9", "123456789"),
        ("A123456（7）", "A1234567"),
    ],
)
def test_codes(written: str, form: str) -> None:
    assert plain.plain_code(written) == form


@pytest.mark.parametrize(
    "written", ["6222 0202 0011 2233 441", "6222-0202-0011-2233-441", "６２２２０２０２００１１２２３３４４１"]
)
def test_accounts(written: str) -> None:
    assert plain.plain_account(written) == "6222020200112233441"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("1,286.50", "1286.50"),
        ("１２８６．５０", "1286.50"),
        ("￥1 286元", "1286"),
        ("007", "7"),
        (".5", "0.5"),
        ("12.", "12"),
        ("12,5", "12,5"),  # a comma for a point: nobody knows
        ("12.²", "12.²"),
        ("-1", "-1"),
    ],
)
def test_amounts(written: str, form: str) -> None:
    assert plain.plain_amount(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("+86-013800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("17491234567", "17491234567"),
        ("19912345678", "19912345678"),
        ("0317-2012345", "0317-2012345"),
        ("(0317) 201 2345", "0317-2012345"),
        ("03172012345转801", "0317-2012345-801"),
        ("03172012345#801", "0317-2012345-801"),
        ("0317-2012345-801", "0317-2012345-801"),
        ("+86 317 2012345", "0317-2012345"),
        ("010 6255 1234", "010-62551234"),
        ("400-123-4567", "4001234567"),
        ("95588", "95588"),
        ("+852 9123 4567", "+85291234567"),
        ("00853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("+1 (202) 555-0123", "+12025550123"),
    ],
)
def test_telephones_in_use(written: str, form: str) -> None:
    assert phones.plain_phone(written) == form
    assert phones.is_phone(form)


@pytest.mark.parametrize("written", ["-------", "12", "23800138000", "+86 12", "2012345", "abc", "+"])
def test_no_telephones(written: str) -> None:
    assert not phones.is_phone(phones.plain_phone(written))


SIGNS = st.text(st.sampled_from("0123456789+-() .,;xX转#８１３·．。元￥\u200b王李AaＺ\u3000"), max_size=24)


@pytest.mark.parametrize("kind", FORMS)
@given(text=SIGNS)
def test_the_form_of_a_form_is_itself(kind: str, text: str) -> None:
    form = FORMS[kind].plain(text)
    assert FORMS[kind].plain(form) == form
