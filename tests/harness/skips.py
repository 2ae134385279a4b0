"""No test is skipped silently: each skip names its reason, and the summary lists them."""

from collections.abc import Generator

import pytest

NO_REASON = ("", "Skipped", "unconditional skip")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if "s" not in config.option.reportchars:
        config.option.reportchars += "s"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped:").strip()
        if reason in NO_REASON:
            report.outcome = "failed"
            report.longrepr = "skipped without a reason"
    return report
