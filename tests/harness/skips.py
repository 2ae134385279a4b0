"""A test is skipped for one reason only: data that lies beside the checkout, and not everywhere. The summary lists it.

What can be installed (a program, a library, a font) is installed by `make test`; without it a test fails.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

REASON = "is not beside this checkout"
SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared(name: str) -> Path:
    """A file or folder of `../shared`; the test that asks for it is skipped where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} {REASON}")
    return path


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if "s" not in config.option.reportchars:
        config.option.reportchars += "s"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped:").strip()
        if not reason.endswith(REASON):
            report.outcome = "failed"
            report.longrepr = f"skipped, which only absent data of {SHARED.name} excuses: {reason}"
    return report
