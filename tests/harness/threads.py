"""Fails a test that leaves a thread behind which would keep the program from ending."""

import threading
import time
from collections.abc import Generator
from typing import Any

import pytest

from tests.harness.patience import PATIENCE

GRACE_SECONDS = PATIENCE
"""A thread that has been told to end gets this long."""


class ThreadGuard:
    """A thread belongs to what started it: the run itself, a fixture wider than one test, or the test."""

    def __init__(self) -> None:
        self._known: set[threading.Thread] = set()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self._known = {thread for thread in self._known if thread.is_alive()} | set(threading.enumerate())
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        before = set(threading.enumerate())
        result = yield
        if fixturedef.scope != "function":
            self._known |= set(threading.enumerate()) - before
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        result = yield
        deadline = time.monotonic() + GRACE_SECONDS
        left = [thread for thread in self._left_behind() if not _ended(thread, deadline)]
        self._known |= set(left)  # told once, not with every test that follows
        if left:
            names = ", ".join(thread.name for thread in left)
            pytest.fail(f"still running after the test: {names}", pytrace=False)
        return result

    def _left_behind(self) -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread not in self._known and not thread.daemon]


def _ended(thread: threading.Thread, deadline: float) -> bool:
    thread.join(max(0.0, deadline - time.monotonic()))
    return not thread.is_alive()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(ThreadGuard(), "yitang-threads")
