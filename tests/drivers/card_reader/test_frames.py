"""The bytes of the SAM protocol, against the published frames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.card_reader import frames
from drivers.card_reader.frames import PREAMBLE, Damaged, FrameParser, Response


@pytest.mark.parametrize(
    ("command", "published"),
    [
        (bytes.fromhex("10FF"), "AAAAAA9669000310FFEC"),
        (frames.SAM_STATUS, "AAAAAA9669000311FFED"),
        (bytes.fromhex("12FF"), "AAAAAA9669000312FFEE"),
        (frames.FIND_CARD, "AAAAAA96690003200122"),
        (frames.SELECT_CARD, "AAAAAA96690003200221"),
        (frames.READ_CARD, "AAAAAA96690003300132"),
    ],
)
def test_requests_are_the_published_bytes(command: bytes, published: str) -> None:
    assert frames.request(command) == bytes.fromhex(published)


@pytest.mark.parametrize(
    ("published", "status", "data"),
    [
        ("AAAAAA9669000800009F0000000097", 0x9F, bytes(4)),
        ("AAAAAA9669000C00009000000000000000009C", 0x90, bytes(8)),
        ("AAAAAA9669000400009094", 0x90, b""),
        ("AAAAAA9669000400008084", 0x80, b""),
        ("AAAAAA9669000400004145", 0x41, b""),
    ],
)
def test_published_responses_are_understood_and_made(published: str, status: int, data: bytes) -> None:
    raw = bytes.fromhex(published)
    assert FrameParser().feed(raw) == [Response(status, data)]
    assert frames.response(status, data) == raw


def test_a_read_answer_is_1295_bytes() -> None:
    data = bytes.fromhex("01000400") + bytes(256 + 1024)
    raw = frames.response(0x90, data)
    assert len(raw) == 1295
    assert raw[:10].hex() == "aaaaaa96690508000090"


def test_a_wrong_check_is_damaged_and_the_next_frame_is_found() -> None:
    good = frames.response(0x90)
    bad = good[:-1] + b"\x00"
    found = FrameParser().feed(bad + good)
    assert found[0] == Damaged("wrong check")
    assert found[-1] == Response(0x90, b"")


def test_a_length_that_is_noise_does_not_swallow_what_follows() -> None:
    found = FrameParser().feed(PREAMBLE + b"\xff\xff" + frames.response(0x9F, bytes(4)))
    assert Response(0x9F, bytes(4)) in found


def test_an_endless_frame_gives_up_what_hides_behind_it() -> None:
    parser = FrameParser()
    assert parser.feed(PREAMBLE + b"\x0f\xff" + frames.response(0x80)) == []
    assert Response(0x80, b"") in parser.give_up()


chunks = st.lists(st.integers(1, 9), min_size=1, max_size=40)
torn = st.binary(min_size=2, max_size=30).map(lambda rest: PREAMBLE + rest)  # any length, also one that swallows
noise = st.binary(max_size=40) | st.just(PREAMBLE[:3]) | st.just(b"\xaa\xaa") | torn
payload = st.tuples(st.sampled_from([0x90, 0x9F, 0x80, 0x41]), st.binary(max_size=60))


@given(noise, payload, chunks)
def test_noise_in_front_and_any_chunking_never_lose_a_good_frame(
    junk: bytes, good: tuple[int, bytes], sizes: list[int]
) -> None:
    stream = junk + frames.response(*good)
    parser, found, at = FrameParser(), [], 0
    for size in [*sizes, len(stream)]:
        found += parser.feed(stream[at : at + size])
        at += size
    found += parser.give_up()
    assert Response(*good) in found


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise(junk: bytes) -> None:
    parser = FrameParser()
    parser.feed(junk)
    parser.give_up()


def test_what_is_kept_of_endless_noise_is_bounded() -> None:
    parser = FrameParser()
    for _ in range(200):
        parser.feed(b"\xaa" * 997 + PREAMBLE + b"\x10\x00")
    assert len(parser._buffer) < 2 * frames.LONGEST
