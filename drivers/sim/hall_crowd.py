"""People and clerks who play a day at a running hall, at speed: what boards, consoles and a manager's page then show.

Speaks the hall's HTTP API as terminals and consoles do, with clerks and a terminal of its own that it takes on with a
manager's token and puts away afterwards. For a hall that is being tried: the numbers it takes are real numbers.
"""

import secrets
from collections import Counter
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import msgspec
import simpy

from drivers.http.failure import ExchangeError
from drivers.http.wire import Wire
from kiosk.contract import KEY_HEADER
from kiosk.hall.discipline import Standing
from kiosk.hall.simulation.scenario import DOORS, MINUTE, Scenario, Tail, ThemeLoad, Visit, draw_visits

LOOK_EVERY = 60.0  # seconds of the played day between two looks of an idle clerk: others take numbers too
CALL_SECONDS = 40.0  # between two calls of a number nobody answers
SERVICE = 8 * MINUTE  # of numbers that others took
Process = Generator[simpy.Event, Any, None]


class HallRefusedError(Exception):
    """The hall answered no; `reason` is its code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Played:
    """What the crowd did. `refused` counts the hall's reasons for giving no number."""

    issued: int = 0
    served: int = 0
    no_shows: int = 0
    refused: Counter[str] = field(default_factory=Counter)


class HallDoor:
    """The hall's API, for one thread. Raises ExchangeError where the hall is not there, HallRefusedError for its no."""

    def __init__(self, url: str, token: str) -> None:
        """Raises ValueError for an address that is neither https nor on loopback."""
        self._wire = Wire(url, connect_seconds=3, answer_seconds=10)
        self._token = token

    def ask(self, method: str, path: str, body: object = None, token: str = "", key: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token or self._token}", "Content-Type": "application/json"}
        if key:
            headers[KEY_HEADER] = key
        answer = self._wire.exchange(method, path, headers, None if body is None else msgspec.json.encode(body))
        found = msgspec.json.decode(answer.body) if answer.body else None
        if answer.status >= 400:
            raise HallRefusedError(found.get("reason", str(answer.status)) if isinstance(found, dict) else "unknown")
        return found

    def close(self) -> None:
        self._wire.close()


@dataclass
class _Clerk:
    id: int
    session: str = field(repr=False)
    window: int = 0


class Crowd:
    """One day of `scenario` with the hall's own themes and windows."""

    def __init__(
        self, door: HallDoor, scenario: Scenario, seed: int, env: simpy.Environment, look_every: float = LOOK_EVERY
    ) -> None:
        self._door, self._env, self._rng = door, env, Random(seed)  # noqa: S311
        self._scenario, self._look_every = scenario, look_every
        self._bell = env.event()  # rings when somebody of the crowd got a number, and when the last one came
        self._visits: dict[str, Visit] = {}
        self._terminal_id, self._terminal_token = 0, ""
        self._all_came = False
        self.played = Played()

    def play(self) -> Played:
        """Play until everybody who came is served; then put clerks and terminal away, whatever happened."""
        clerks: list[_Clerk] = []
        try:
            made = self._door.ask("POST", "/v1/tokens", {"kind": "terminal", "name": "crowd"})
            self._terminal_id, self._terminal_token = made["id"], made["secret"]
            themes = self._take_on(clerks)
            loads = tuple(ThemeLoad(code, 1 / len(themes), SERVICE / MINUTE, Tail.MIXED) for code in themes)
            scenario = replace(self._scenario, themes=loads, windows=len(clerks), appointments=0.0)
            self._env.process(self._comers(draw_visits(scenario, self._rng)))
            for index, clerk in enumerate(clerks):
                self._env.process(self._window(clerk, scenario.breaks(index)))
            self._env.run()
        finally:
            self._put_away(clerks)
        return self.played

    def _take_on(self, clerks: list[_Clerk]) -> list[str]:
        """A clerk for each closed window, up to the scenario's number, who sits down there; the themes they serve."""
        mark = secrets.token_hex(3)
        clerks.append(self._clerk(f"{mark}1"))
        shown = self._door.ask("GET", "/v1/windows", token=clerks[0].session)
        free = [window["number"] for window in shown if window["state"] == "closed"][: self._scenario.windows]
        clerks += [self._clerk(f"{mark}{place}") for place in range(2, len(free) + 1)]
        if not free:
            raise HallRefusedError("window_taken")
        themes: set[str] = set()
        for clerk, number in zip(clerks, free, strict=True):
            clerk.window = number
            themes.update(self._at(clerk, "open", {})["themes"])
        return sorted(themes)

    def _clerk(self, login: str) -> _Clerk:
        pin = "".join(secrets.choice("0123456789") for _ in range(8))
        made = self._door.ask("POST", "/v1/clerks", {"login": login, "name": f"试 {login}", "pin": pin})
        session = self._door.ask("POST", "/v1/sign-in", {"login": login, "pin": pin})
        return _Clerk(made["id"], session["token"])

    def _put_away(self, clerks: list[_Clerk]) -> None:
        for clerk in clerks:
            with suppress(HallRefusedError, ExchangeError):
                self._at(clerk, "close")
            with suppress(HallRefusedError, ExchangeError):
                self._door.ask("PATCH", f"/v1/clerks/{clerk.id}", {"active": False})
        if self._terminal_id:
            with suppress(HallRefusedError, ExchangeError):
                self._door.ask("DELETE", f"/v1/tokens/{self._terminal_id}")

    def _comers(self, visits: list[Visit]) -> Process:
        for visit in visits:
            yield self._env.timeout(max(0.0, visit.comes - self._env.now))
            wish = {"theme": visit.theme}
            if visit.standing is Standing.PRIORITY:
                wish["priority"] = "disabled"
            try:
                given = self._door.ask("POST", "/v1/tickets", wish, self._terminal_token, secrets.token_hex(16))
            except HallRefusedError as refused:
                self.played.refused[refused.reason] += 1
            else:
                self._visits[given["number"]] = visit
                self.played.issued += 1
                self._ring()
        self._all_came = True
        self._ring()

    def _ring(self) -> None:
        bell, self._bell = self._bell, self._env.event()
        bell.succeed()

    def _window(self, clerk: _Clerk, breaks: tuple[tuple[float, float], ...]) -> Process:
        while True:
            back = max((end for begin, end in breaks if begin <= self._env.now < end), default=self._env.now)
            if back > self._env.now:
                self._at(clerk, "pause")
                yield self._env.timeout(back - self._env.now)
                self._at(clerk, "open", {})
            ticket = self._call_next(clerk)
            if ticket is not None:
                yield from self._serve(clerk, self._visits.get(ticket["number"]))
            elif self._all_came:
                return
            else:
                yield self._bell | self._env.timeout(self._look_every)

    def _call_next(self, clerk: _Clerk) -> Any:
        try:
            return self._at(clerk, "next")
        except HallRefusedError as refused:
            if refused.reason != "nobody_waiting":
                raise
            return None

    def _serve(self, clerk: _Clerk, visit: Visit | None) -> Process:
        yield self._env.timeout(CALL_SECONDS)
        if visit is None or visit.shows_up:
            self._at(clerk, "start")
            yield self._env.timeout(visit.service if visit else SERVICE)
            self._at(clerk, "finish", {"outcome": "done"})
            self.played.served += 1
            return
        while not self._gives_up(clerk):
            self._at(clerk, "recall")
            yield self._env.timeout(CALL_SECONDS)
        self.played.no_shows += 1

    def _gives_up(self, clerk: _Clerk) -> bool:
        """A no-show, where the hall's number of calls is reached."""
        try:
            self._at(clerk, "no-show")
        except HallRefusedError as refused:
            if refused.reason != "calls_left":
                raise
            return False
        return True

    def _at(self, clerk: _Clerk, what: str, body: object = None) -> Any:
        return self._door.ask("POST", f"/v1/windows/{clerk.window}/{what}", body, clerk.session)


def real_time(minutes: float, day_seconds: float) -> simpy.Environment:
    """A clock on which a day takes so many minutes."""
    return simpy.rt.RealtimeEnvironment(DOORS, factor=minutes * MINUTE / day_seconds, strict=False)
