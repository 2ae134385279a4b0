"""Random days at the windows: whatever clerks and visitors do, no ticket is lost, none is at two windows, the counts
agree at the end, and the hall's memory says the same as its database."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from drivers.hall_store import HallStore, migrate
from kiosk.hall.desk import Desk, cancel, come_back
from kiosk.hall.discipline import first
from kiosk.hall.hall import hall_of
from kiosk.hall.happening import What
from kiosk.hall.lifecycle import SETTLED, TRANSITIONS, Act
from kiosk.hall.ports import HallRecords
from kiosk.hall.reception import NumberWanted, give_number
from kiosk.hall.refusal import Refused
from kiosk.hall.settlement import settle
from kiosk.hall.ticket import LIVE, Claim, HallTicket, Kind, Outcome, State, window_line
from kiosk.hall.window import WindowState
from kiosk.hall.windows import Seat, close_window, open_window, pause_window, vacate
from tests.hallkit.house import MONDAY, WAIT, config_of
from tests.hallkit.laid import sqlite_url

WINDOWS = st.integers(1, 4)
PEOPLE = st.integers(0, 12)


class AnyDay(RuleBasedStateMachine):
    @initialize()
    def morning(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = sqlite_url(Path(self.folder.name))
        migrate(url)
        self.store = HallStore(url, "test")
        self.hall = hall_of(config_of("tickets = { closing_check = false }\n"))
        self.now, self.keys = MONDAY, 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.evening()
            self.store.close()
            self.folder.cleanup()

    def do(self, work: Callable[[HallRecords], Any]) -> Any:
        """What the rules allow; a refusal changes nothing, and that is checked too."""
        before = self.tickets()
        self.now += timedelta(seconds=20)
        try:
            return self.store.write(work).result(WAIT)
        except Refused:
            assert self.tickets() == before
            return None

    def tickets(self) -> list[HallTicket]:
        day = self.hall.day(self.now)
        return self.store.read(lambda records: records.tickets(day)).result(WAIT)

    def desk(self, window: int, act: Callable[[Desk], Any]) -> Any:
        seat = Seat(window, window, f"clerk {window}")
        return self.do(lambda records: act(Desk(records, self.hall, seat, self.now)))

    @rule(theme=st.sampled_from("AB"), person=PEOPLE, claim=st.sampled_from(list(Claim)))
    def take(self, theme: str, person: int, claim: Claim) -> None:
        self.keys += 1
        holder = f"person {person}" if person else ""
        wanted = NumberWanted(f"key-{self.keys:08}", theme, Kind.CARD, f"code{self.keys:08}", holder, "张*", claim)
        self.do(lambda records: give_number(records, self.hall, wanted, self.now))

    @rule(window=WINDOWS, what=st.sampled_from(["open", "pause", "close", "vacate"]))
    def window_turns(self, window: int, what: str) -> None:
        seat = Seat(window, window, f"clerk {window}")
        acts: dict[str, Callable[[HallRecords], Any]] = {
            "open": lambda records: open_window(records, self.hall, seat, (), self.now),
            "pause": lambda records: pause_window(records, self.hall, seat, self.now),
            "close": lambda records: close_window(records, self.hall, seat, self.now),
            "vacate": lambda records: vacate(records, self.hall, window, self.now),
        }
        self.do(acts[what])

    @rule(window=WINDOWS)
    def call_next(self, window: int) -> None:
        waiting = [one for one in self.tickets() if one.state is State.WAITING]
        called = self.desk(window, Desk.call_next)
        if called is not None:
            themes = next(one.themes for one in self.windows() if one.number == window)
            mine = [one.waiting for one in waiting if one.line in (*themes, window_line(window))]
            chosen = first(mine, self.hall.config.line, self.now.timestamp())
            assert chosen is not None
            assert chosen.number == called.number

    @rule(
        window=WINDOWS,
        act=st.sampled_from([Desk.recall, Desk.miss, Desk.start, Desk.start]),
    )
    def simple_act(self, window: int, act: Callable[[Desk], Any]) -> None:
        self.desk(window, act)

    @rule(window=WINDOWS, outcome=st.sampled_from([Outcome.DONE, Outcome.TO_COMPLETE]))
    def finish(self, window: int, outcome: Outcome) -> None:
        self.desk(window, lambda desk: desk.finish(outcome, ""))

    @rule(window=WINDOWS, line=st.sampled_from(["A", "B", "@2", "@3"]), keep=st.booleans())
    def transfer(self, window: int, line: str, keep: bool) -> None:
        self.desk(window, lambda desk: desk.transfer(line, "", keep))

    @rule(window=WINDOWS)
    def park(self, window: int) -> None:
        self.desk(window, lambda desk: desk.park(""))

    @precondition(lambda self: getattr(self, "keys", 0) > 0)
    @rule(window=WINDOWS, data=st.data(), what=st.sampled_from(["resume", "call", "back", "cancel"]))
    def one_of_them(self, window: int, data: st.DataObject, what: str) -> None:
        tickets = self.tickets()
        if not tickets:
            return
        id_ = data.draw(st.sampled_from([one.id for one in tickets]))
        if what == "resume":
            self.desk(window, lambda desk: desk.resume(id_))
        elif what == "call":
            called = self.desk(window, lambda desk: desk.call_this(id_))
            themes = next((one.themes for one in self.windows() if one.number == window), ())
            assert called is None or called.line in (*themes, window_line(window))
        elif what == "back":
            self.do(lambda records: come_back(records, self.hall, id_, self.now))
        else:
            self.do(lambda records: cancel(records, id_, self.now))

    def windows(self) -> tuple[Any, ...]:
        return self.store.read(lambda records: records.windows()).result(WAIT)

    @invariant()
    def numbers_are_gapless_and_nobody_holds_two(self) -> None:
        if not hasattr(self, "store"):
            return
        tickets = self.tickets()
        for theme in "AB":
            assert [one.seq for one in tickets if one.theme == theme] == list(
                range(1, sum(one.theme == theme for one in tickets) + 1)
            )
        held = [(one.holder, one.theme) for one in tickets if one.holder and one.state in LIVE]
        assert len(held) == len(set(held))

    @invariant()
    def every_ticket_at_a_window_is_at_one(self) -> None:
        if not hasattr(self, "store"):
            return
        at_windows = sorted(one.ticket for one in self.windows() if one.ticket)
        busy = sorted(one.id for one in self.tickets() if one.state in (State.CALLED, State.SERVING))
        assert at_windows == busy
        assert all(one.state is not WindowState.CLOSED for one in self.windows() if one.ticket)

    @invariant()
    def nobody_waits_for_a_closed_window(self) -> None:
        if not hasattr(self, "store"):
            return
        closed = {window_line(one.number) for one in self.windows() if one.state is WindowState.CLOSED}
        unopened = {window_line(n) for n in self.hall.config.windows} - {window_line(w.number) for w in self.windows()}
        assert not {one.line for one in self.tickets() if one.state is State.WAITING} & (closed | unopened)

    @invariant()
    def memory_and_database_agree(self) -> None:
        if not hasattr(self, "store"):
            return
        day = self.hall.day(self.now)

        def look(records: HallRecords) -> tuple[Any, ...]:
            heads = sorted((one.id, one.state) for one in records.heads(day, ["A", "B", "@2", "@3"]))
            return heads, dict(records.waiting_counts(day)), records.windows()

        assert self.store.write(look).result(WAIT) == self.store.read(look).result(WAIT)

    def evening(self) -> None:
        self.now = self.now.replace(hour=18)
        day = self.hall.day(self.now)
        settlement = self.store.write(lambda records: settle(records, self.hall, day, self.now)).result(WAIT)
        tickets = self.tickets()
        assert settlement.balanced
        assert sum(theme.issued for theme in settlement.themes) == len(tickets)
        assert {one.state for one in tickets} <= set(SETTLED)
        told = self.store.read(lambda records: records.happenings(0, 100_000)).result(WAIT)
        assert [one.seq for one in told] == list(range(1, len(told) + 1))
        assert sum(one.what is What.ISSUED for one in told) == len(tickets)


AnyDay.TestCase.settings = settings(
    max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    database=None,
)  # fmt: skip
TestAnyDay = AnyDay.TestCase


def test_every_state_can_be_reached_and_every_end_is_one() -> None:
    reached = {State.WAITING} | set(TRANSITIONS.values())
    assert reached == set(State)
    leaving = {state for state, _ in TRANSITIONS}
    assert leaving & {State.FINISHED, State.CANCELLED, State.CARRIED_OVER} == set()
    assert {act for _, act in TRANSITIONS} == set(Act)
