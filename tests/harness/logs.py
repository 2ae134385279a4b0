"""Fails a test that logs a WARNING or worse it did not expect, from whatever thread or logger.

A test that provokes trouble says so: `@pytest.mark.logs("WARNING", "printer")` expects at least one such line whose
logger name or message holds the text, and fails where none comes.
"""

import logging
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Expected:
    """One `logs` marker."""

    level: str
    text: str

    def fits(self, record: logging.LogRecord) -> bool:
        return record.levelname == self.level and self.text in line_of(record)


def line_of(record: logging.LogRecord) -> str:
    return f"{record.name}: {record.getMessage()}"


def expected_by(item: pytest.Item) -> list[Expected]:
    return [Expected(*mark.args, **mark.kwargs) for mark in item.iter_markers("logs")]


class LogGuard:
    """Sees every record where a logger hands it on, so that neither `propagate` nor a changed set-up hides one."""

    def __init__(self) -> None:
        self._new: list[logging.LogRecord] = []  # list.append is safe from any thread
        self._seen: list[logging.LogRecord] = []
        self._passed = False
        self._original = logging.Logger.callHandlers

    def pytest_configure(self) -> None:
        original, new = self._original, self._new

        def call_handlers(logger: logging.Logger, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                new.append(record)
            original(logger, record)

        logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign, assignment]

    def pytest_unconfigure(self) -> None:
        logging.Logger.callHandlers = self._original  # type: ignore[method-assign]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        try:
            result = yield
        except BaseException:
            self._take()  # the test has failed already; what it logged stands in its report
            raise
        self._refuse_unexpected(item)
        self._passed = True
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        result = yield
        self._refuse_unexpected(item)
        seen, passed = self._seen, self._passed
        self._seen, self._passed = [], False
        missing = [wanted for wanted in expected_by(item) if not any(wanted.fits(record) for record in seen)]
        if missing and passed:
            pytest.fail("expected in the log, but it never came: " + describe(missing), pytrace=False)
        return result

    def _refuse_unexpected(self, item: pytest.Item) -> None:
        wanted = expected_by(item)
        lines = [f"{r.levelname} {line_of(r)}" for r in self._take() if not any(w.fits(r) for w in wanted)]
        if lines:
            pytest.fail("logged, but not expected:\n" + "\n".join(lines), pytrace=False)

    def _take(self) -> list[logging.LogRecord]:
        taken = self._new[:]
        del self._new[: len(taken)]
        self._seen += taken
        return taken


def describe(expected: Iterable[Expected]) -> str:
    return ", ".join(f"{one.level} {one.text!r}" for one in expected)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs(level, text): expects a log line of WARNING or above holding the text")
    config.pluginmanager.register(LogGuard(), "yitang-logs")
