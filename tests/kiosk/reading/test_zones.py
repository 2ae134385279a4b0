"""Machine-readable lines of every form and state: ICAO's own specimens, and what is seen of them in print."""

from datetime import date

import pytest

from kiosk.reading import SURE, Kind, Reading, read_lines
from kiosk.reading.zone_values import check_digit
from tests.kiosk.reading.lines import page

TODAY = date(2026, 11, 27)


def read(*rows: str, today: date | None = TODAY) -> Reading:
    return read_lines(page(*((row, 20, 500 + 40 * number) for number, row in enumerate(rows))), 1200, 800, today)


def values(reading: Reading) -> dict[str, str]:
    return {field.name: field.value for field in reading.fields}


def sure(reading: Reading) -> set[str]:
    return {field.name for field in reading.fields if field.sure}


def td3(
    names: str,
    state: str = "UTO",
    *,
    birth: str = "740812",
    expires: str = "340415",
    sex: str = "F",
    number: str = "L898902C3",
) -> tuple[str, str]:
    """A passport's lines with their check digits; `names` begins with the state that issued it."""
    number, state, personal = number.ljust(9, "<"), state.ljust(3, "<"), "<" * 14
    parts = [text + str(check_digit(text)) for text in (number, birth, expires)]
    whole = check_digit(parts[0] + parts[1] + parts[2] + personal + "0")
    return f"P<{names}".ljust(44, "<"), f"{parts[0]}{state}{parts[1]}{sex}{parts[2]}{personal}0{whole}"


ANNA = {"surname": "ERIKSSON", "given_names": "ANNA MARIA", "sex": "F"}


@pytest.mark.parametrize(
    ("rows", "kind", "said"),
    [
        (
            ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
            Kind.PASSPORT,
            {"number": "L898902C3", "nationality": "UTO", "birth": "1974-08-12", "expires": "2012-04-15"},
        ),
        (
            ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"),
            Kind.PERMIT,
            {"number": "D23145890", "nationality": "UTO", "birth": "1974-08-12", "expires": "2012-04-15"},
        ),
        (
            ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"),
            Kind.PERMIT,
            {"number": "D23145890", "nationality": "UTO", "birth": "1974-08-12", "expires": "2012-04-15"},
        ),
        (
            ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F1612109ZE184226B<<<<<<"),
            Kind.VISA,
            {"number": "L8988901C", "nationality": "XXX", "birth": "1940-09-07"},
        ),
        (
            ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F1612109<<<<<<<<"),
            Kind.VISA,
            {"number": "L8988901C", "nationality": "XXX", "birth": "1940-09-07"},
        ),
        (
            ("P<D<<MUSTER<<ERIKA<<<<<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<6408125F3401206<<<<<<<<<<<<<<<2"),
            Kind.PASSPORT,
            {"number": "C01X00T47", "nationality": "D", "birth": "1964-08-12", "expires": "2034-01-20"},
        ),
    ],
    ids=["td3", "td1", "td2", "visa a", "visa b", "Germany"],
)
def test_every_form_is_read(rows: tuple[str, ...], kind: Kind, said: dict[str, str]) -> None:
    reading = read(*rows)
    names = {"surname": "MUSTER", "given_names": "ERIKA", "sex": "F"} if "MUSTER" in rows[0] else ANNA
    assert reading.kind is kind
    assert values(reading) == values(reading) | said | names
    assert {"number", "birth", "surname", "nationality"} <= sure(reading)


@pytest.mark.parametrize(
    "state", ["D", "CHN", "GBR", "GBN", "XXA", "XXB", "XXC", "XXX", "UNO", "UNA", "UNK", "XOM", "EUE", "RKS"]
)
def test_every_state_and_none_is_a_nationality(state: str) -> None:
    reading = read(*td3(f"{state.ljust(3, '<')}MUSTER<<ERIKA", state))
    assert (reading.kind, values(reading)["nationality"]) == (Kind.PASSPORT, state)
    assert len(sure(reading)) == 7


def test_a_number_longer_than_its_place_goes_on_behind_it() -> None:
    """ICAO 9303 part 5, 4.2.2: a filler for the check digit, the rest and the digit in the optional data."""
    first = "I<UTOD23145890<7349<<<<<<<<<<<"
    whole = check_digit(first[5:30] + "7408122" + "3404153" + "<" * 11)
    assert check_digit("D23145890734") == 9
    reading = read(first, f"7408122F3404153UTO{'<' * 11}{whole}", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
    assert values(reading)["number"] == "D23145890734"
    assert "number" in sure(reading)


def test_lines_without_a_filler_are_lines_too() -> None:
    """Chinese passports fill the optional data, and a full name fills its line."""
    first = "P<CHNHAN<<ZHIQIANG<<<<<<<<<<<<<<<<<<<<<<<<<<"
    reading = read(first, "E445684438CHN7904141F2701231183M66L588N3AE28")
    assert reading.kind is Kind.PASSPORT
    assert values(reading)["number"] == "E44568443"
    optional = "ABCDEFGHIJ12345"
    card = f"I<UTOD231458907{optional}"
    whole = check_digit(card[5:30] + "7408122" + "3404153" + "12345678901")
    assert read(card, f"7408122F3404153UTO12345678901{whole}", "ERIKSSON<<ANNA").kind is Kind.PERMIT


class TestCenturies:
    @pytest.mark.parametrize(
        ("birth", "value", "is_sure"),
        [
            ("640812", "1964-08-12", True),
            ("270101", "1927-01-01", True),
            ("261128", "1926-11-28", True),
            ("240812", "2024-08-12", False),
            ("160101", "2016-01-01", False),
            ("150101", "2015-01-01", True),
            ("000229", "2000-02-29", True),
        ],
    )
    def test_a_century_that_is_open_is_asked(self, birth: str, value: str, is_sure: bool) -> None:
        """Born in 1924 or in 2024: both may stand here."""
        reading = read(*td3("UTOMUSTER<<ERIKA", birth=birth))
        assert values(reading)["birth"] == value
        assert ("birth" in sure(reading)) is is_sure

    @pytest.mark.parametrize("birth", ["8700<<", "87<<<<", "<<<<<<", "870230"])
    def test_a_birth_that_is_not_known_is_asked(self, birth: str) -> None:
        reading = read(*td3("UTOMUSTER<<ERIKA", birth=birth))
        assert reading.kind is Kind.PASSPORT
        assert values(reading)["birth"] == ""
        assert sure(reading) == {"number", "surname", "given_names", "nationality", "sex", "expires"}

    def test_without_a_day_every_century_is_open(self) -> None:
        reading = read(*td3("UTOMUSTER<<ERIKA", birth="640812"), today=None)
        assert "birth" not in sure(reading)

    @pytest.mark.parametrize(
        ("expires", "value", "is_sure"),
        [
            ("<<<<<<", "long", True),
            ("990101", "2099-01-01", False),
            ("250101", "2025-01-01", True),
            ("360230", "", False),
        ],
    )
    def test_an_end_is_a_day_or_none(self, expires: str, value: str, is_sure: bool) -> None:
        """Expired ones are read: whether they may be used is not for the reader to say."""
        reading = read(*td3("UTOMUSTER<<ERIKA", expires=expires))
        assert values(reading)["expires"] == value
        assert ("expires" in sure(reading)) is is_sure


class TestNames:
    @pytest.mark.parametrize(
        ("names", "surname", "given"),
        [
            ("UTOERIKSSON<<ANNA<MARIA", "ERIKSSON", "ANNA MARIA"),
            ("UTOVAN<DER<MUELLEN<<MARIANNE<LOUISE", "VAN DER MUELLEN", "MARIANNE LOUISE"),
            ("UTOARKFREITH", "ARKFREITH", ""),
            ("CHNOUYANG<<ZHIQIANG", "OUYANG", "ZHIQIANG"),
            ("CHNWU<<E", "WU", "E"),
            ("INDS<<K<R", "S", "K R"),
        ],
    )
    def test_names_as_states_write_them(self, names: str, surname: str, given: str) -> None:
        found = values(read(*td3(names)))
        assert (found["surname"], found["given_names"]) == (surname, given)

    @pytest.mark.parametrize(
        ("names", "given"),
        [
            ("UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "CHAYAPA DEJTHAMRONG K"),
            ("UTOPAPANDROPOULOUS<<JONATHON<ALEXANDROSTHE", "JONATHON ALEXANDROSTHE"),
        ],
    )
    def test_a_name_that_was_cut_is_asked(self, names: str, given: str) -> None:
        assert len(names) == 42
        reading = read(*td3(names))
        assert values(reading)["given_names"] == given
        assert "given_names" not in sure(reading)

    @pytest.mark.parametrize(
        "line",
        [
            "P<UTOERIKSSON<<ANNA<MARIAKKKKKKKKKKKKKKKKKKK",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<K<<<<<C<<<<<<S",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<LLLL<<<<<<<<",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<<",
            "P«UTOERIKSSON««ANNA«MARIA«««««««««««««««««««",
            "P<UTOERIKSSON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<",
        ],
    )
    def test_fillers_are_read_as_letters_and_miscounted(self, line: str) -> None:
        found = values(read(line, td3("")[1]))
        assert (found["surname"], found["given_names"]) == ("ERIKSSON", "ANNA MARIA")


class TestMisread:
    @pytest.mark.parametrize("number", ["C01X00T47", "L898902C3", "E12345678", "EB1234567", "AA00B0S01"])
    def test_letters_and_digits_alike_are_settled_by_the_check(self, number: str) -> None:
        first, second = td3("UTOMUSTER<<ERIKA", number=number)
        for digit, letter in (("0", "O"), ("0", "D"), ("8", "B"), ("1", "I"), ("2", "Z"), ("5", "S")):
            seen = number.replace(digit, letter, 1)
            found = read(first, seen + second[9:])
            read_as = values(found)["number"]
            assert read_as == number or "number" not in sure(found), (seen, read_as)

    def test_letters_in_days_are_digits(self) -> None:
        first, second = td3("UTOMUSTER<<ERIKA", birth="580112", expires="301001")
        seen = second[:13] + second[13:28].replace("0", "O").replace("5", "S") + second[28:]
        found = values(read(first, seen))
        assert (found["birth"], found["expires"]) == ("1958-01-12", "2030-10-01")

    def test_a_day_whose_check_fails_is_asked(self) -> None:
        first, second = td3("UTOMUSTER<<ERIKA")
        reading = read(first, second.replace("740812", "740813"))
        assert "birth" not in sure(reading)
        assert {"number", "expires"} <= sure(reading)

    def test_a_sex_that_says_nothing_is_asked(self) -> None:
        for sign in "X<":
            reading = read(*td3("UTOMUSTER<<ERIKA", sex=sign))
            assert (reading.kind, values(reading)["sex"]) == (Kind.PASSPORT, "")


def exit_entry(kind: str, number: str) -> str:
    parts = (f"{kind}{number}", "350101", "850917")
    checks = [check_digit(number), check_digit(parts[1]), check_digit(parts[2])]
    line = "<".join(f"{part}{check}" for part, check in zip(parts, checks, strict=True))
    return f"{line}<{check_digit(line)}"


@pytest.mark.parametrize(
    ("kind", "number"), [("CS", "CA1234567"), ("CD", "L12345678"), ("CR", "H12345678"), ("CT", "123456789")]
)
def test_the_line_of_an_exit_entry_card_is_read(kind: str, number: str) -> None:
    """往来港澳通行证, 往来台湾通行证, 港澳居民来往内地通行证, 台湾居民来往大陆通行证."""
    reading = read(exit_entry(kind, number))
    assert reading.kind is Kind.PERMIT
    assert values(reading) == {"number": number, "birth": "1985-09-17", "expires": "2035-01-01"}
    assert len(sure(reading)) == 3


@pytest.mark.parametrize(
    "rows",
    [
        ("POSTADRESSE<<HIER<<UND<DORT", "no machine wrote this at all"),
        ("CS12345678901234567890123456789",),
        ("I<UTOD231458907<<<<<<<<<<<<<<<",),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",),
        ("<" * 44, "<" * 44),
        ("CSA12345678<1350101<1850917<1<<",),
    ],
)
def test_what_is_no_zone_is_none(rows: tuple[str, ...]) -> None:
    assert read(*rows).kind not in {Kind.PASSPORT, Kind.VISA, Kind.PERMIT}


def test_sure_is_what_the_form_takes_without_asking() -> None:
    assert 0.6 < SURE < 0.95
