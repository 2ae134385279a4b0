"""What holds for every test: no screen, no network, no folder of the user's, no surprise in the log."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

pytest_plugins = [
    "pytester",
    "tests.harness.logs",
    "tests.harness.network",
    "tests.harness.qt_messages",
    "tests.harness.skips",
    "tests.harness.threads",
    "tests.hallkit.fixtures",
]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _no_folder_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Programs under test keep their state, settings and dictionaries in a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield
