"""What the harness holds tests to: each rule is broken on purpose in a small run of its own."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = ("logs", "network", "qt_messages", "skips", "threads")


def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tests: str) -> pytest.RunResult:
    """Run these tests in a process of their own, under the harness."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nfilterwarnings = error\n")
    pytester.makepyfile(tests)
    plugins = [f"-ptests.harness.{rule}" for rule in RULES]
    return pytester.runpytest_subprocess("-v", "--strict-markers", "-ppytestqt.plugin", *plugins)


def outcomes(result: pytest.RunResult) -> dict[str, set[str]]:
    """Test name to what was reported of it; a test that passed and then fell in its clean-up has two."""
    found: dict[str, set[str]] = {}
    for line in result.outlines:
        if "::test_" in line and "%]" in line:
            name, _, outcome = line.partition("::")[2].partition(" ")
            found.setdefault(name, set()).add(outcome.split()[0])
    return found


def test_the_log(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(
        pytester,
        monkeypatch,
        """
        import logging, threading
        import pytest

        log = logging.getLogger("drivers.printer")

        def test_quiet():
            log.info("ready")

        def test_unexpected():
            log.warning("paper low")

        @pytest.mark.logs("WARNING", "paper")
        def test_expected():
            log.warning("paper low")

        @pytest.mark.logs("WARNING", "printer")
        def test_expected_by_the_name_of_the_logger():
            log.warning("something")

        @pytest.mark.logs("WARNING", "paper")
        def test_expected_twice_is_one_kind():
            log.warning("paper low")
            log.warning("paper out")

        @pytest.mark.logs("WARNING", "paper")
        def test_of_another_level():
            log.error("paper low")

        @pytest.mark.logs("WARNING", "paper")
        def test_never_came():
            pass

        @pytest.mark.logs("WARNING", "paper")
        def test_came_after_it_failed():
            raise AssertionError

        def test_another_thread():
            thread = threading.Thread(target=log.error, args=("jam",))
            thread.start()
            thread.join()

        def test_a_logger_that_keeps_to_itself():
            own = logging.getLogger("uvicorn.error")
            own.propagate = False
            own.warning("gone")

        @pytest.fixture
        def printer():
            yield
            log.warning("cable pulled")

        def test_in_the_clean_up(printer):
            pass

        @pytest.mark.logs("WARNING", "cable")
        def test_expected_in_the_clean_up(printer):
            pass
        """,
    )
    assert outcomes(result) == {
        "test_quiet": {"PASSED"},
        "test_unexpected": {"FAILED"},
        "test_expected": {"PASSED"},
        "test_expected_by_the_name_of_the_logger": {"PASSED"},
        "test_expected_twice_is_one_kind": {"PASSED"},
        "test_of_another_level": {"FAILED"},
        "test_never_came": {"PASSED", "ERROR"},
        "test_came_after_it_failed": {"FAILED"},
        "test_another_thread": {"FAILED"},
        "test_a_logger_that_keeps_to_itself": {"FAILED"},
        "test_in_the_clean_up": {"PASSED", "ERROR"},
        "test_expected_in_the_clean_up": {"PASSED"},
    }
    result.stdout.fnmatch_lines(["*WARNING drivers.printer: paper low*"])
    result.stdout.fnmatch_lines(["*never came: WARNING 'paper'*"])


def test_qt_and_qml(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(
        pytester,
        monkeypatch,
        """
        import pytest
        from PySide6.QtCore import qDebug, qWarning

        def test_chatter():
            qDebug("drawing")

        def test_a_warning():
            qWarning("Cannot read property of null")

        @pytest.fixture
        def window():
            yield
            qWarning("Cannot read property of null")

        def test_a_warning_while_it_is_taken_down(window):
            pass

        @pytest.mark.logs("WARNING", "null")
        def test_expected_while_it_is_taken_down(window):
            pass
        """,
    )
    assert outcomes(result) == {
        "test_chatter": {"PASSED"},
        "test_a_warning": {"FAILED"},
        "test_a_warning_while_it_is_taken_down": {"PASSED", "ERROR"},
        "test_expected_while_it_is_taken_down": {"PASSED"},
    }


def test_threads(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(
        pytester,
        monkeypatch,
        """
        import threading
        import pytest
        from tests.harness import threads

        threads.GRACE_SECONDS = 2.0  # one is left behind on purpose
        end = threading.Event()

        @pytest.fixture(scope="module")
        def server():
            thread = threading.Thread(target=end.wait, args=(60,), name="server")
            thread.start()
            yield
            end.set()
            thread.join()

        def test_ends_in_time():
            threading.Thread(target=threading.Event().wait, args=(0.2,)).start()

        def test_a_server_for_all_may_stay(server):
            pass

        def test_left_behind(server):
            threading.Thread(target=end.wait, args=(60,), name="forgotten").start()

        def test_told_once(server):
            pass

        def test_a_daemon_holds_nobody_up(server):
            threading.Thread(target=end.wait, args=(60,), daemon=True).start()
        """,
    )
    assert outcomes(result) == {
        "test_ends_in_time": {"PASSED"},
        "test_a_server_for_all_may_stay": {"PASSED"},
        "test_left_behind": {"PASSED", "ERROR"},
        "test_told_once": {"PASSED"},
        "test_a_daemon_holds_nobody_up": {"PASSED"},
    }
    result.stdout.fnmatch_lines(["*still running after the test: forgotten*"])


def test_the_network(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(
        pytester,
        monkeypatch,
        """
        import contextlib, socket
        import pytest

        def test_loopback():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname()).close()

        def test_loopback_by_name():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(("localhost", server.getsockname()[1])).close()

        def test_a_unix_socket():
            one, other = socket.socketpair()
            one.send(b"x")
            assert other.recv(1) == b"x"
            one.close(), other.close()

        @pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
        def test_beyond(host):
            with contextlib.suppress(OSError):
                socket.create_connection((host, 80), timeout=1)

        def test_a_datagram():
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, contextlib.suppress(OSError):
                sock.sendto(b"x", ("192.0.2.1", 9))
        """,
    )
    assert outcomes(result) == {
        "test_loopback": {"PASSED"},
        "test_loopback_by_name": {"PASSED"},
        "test_a_unix_socket": {"PASSED"},
        "test_beyond[192.0.2.1]": {"PASSED", "ERROR"},
        "test_beyond[2001:db8::1]": {"PASSED", "ERROR"},
        "test_beyond[example.org]": {"PASSED", "ERROR"},
        "test_a_datagram": {"PASSED", "ERROR"},
    }


def test_skips(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(
        pytester,
        monkeypatch,
        """
        import pytest
        from tests.harness.skips import shared

        @pytest.mark.skip
        def test_marked():
            pass

        def test_in_passing():
            pytest.skip()

        def test_what_could_be_installed():
            pytest.skip("no browser here")

        def test_shared_data():
            shared("data of another house")
        """,
    )
    assert outcomes(result) == {
        "test_marked": {"ERROR"},
        "test_in_passing": {"FAILED"},
        "test_what_could_be_installed": {"FAILED"},
        "test_shared_data": {"SKIPPED"},
    }
    result.stdout.fnmatch_lines(["SKIPPED*is not beside this checkout"])
