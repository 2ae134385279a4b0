"""A clock that jumps is not trusted for an hour."""

from datetime import UTC, datetime, timedelta

import pytest

from drivers.steady import STEADY_SECONDS, SteadyClock


class Machine:
    def __init__(self) -> None:
        self.up = 5.0
        self.wall = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def run(self, seconds: float) -> None:
        self.up += seconds
        self.wall += timedelta(seconds=seconds)


@pytest.mark.parametrize("jump", [-400, 8 * 3600, 300 * 86400, -300 * 86400])
def test_an_hour_without_a_jump(jump: float) -> None:
    machine = Machine()
    clock = SteadyClock(lambda: machine.wall, lambda: machine.up)
    machine.run(STEADY_SECONDS - 1)
    assert not clock.holds()
    machine.run(2)
    assert clock.holds()
    machine.wall += timedelta(seconds=jump)
    assert not clock.holds()
    machine.run(STEADY_SECONDS)
    assert clock.holds()
