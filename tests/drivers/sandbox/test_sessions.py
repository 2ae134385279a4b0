from drivers.sandbox.sessions import Sessions
from kiosk.contract import SignIn


def test_a_token_ends_with_its_lifetime() -> None:
    now = [0.0]
    sessions = Sessions({"T-01": "s"}, lifetime=60, clock=lambda: now[0])
    session = sessions.sign_in(SignIn("T-01", "s"))
    assert session is not None
    assert session.expires_in == 60
    now[0] = 59.9
    assert sessions.terminal(session.token) == "T-01"
    now[0] = 60.0
    assert sessions.terminal(session.token) is None


def test_every_session_has_its_own_token_and_all_can_be_ended() -> None:
    sessions = Sessions({"T-01": "s"})
    tokens = [session.token for session in (sessions.sign_in(SignIn("T-01", "s")) for _ in range(2)) if session]
    assert len(set(tokens)) == 2
    sessions.sign_out_all()
    assert [sessions.terminal(token) for token in tokens] == [None, None]


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in repr(SignIn("T-01", "hush"))


def test_a_terminal_without_a_secret_cannot_sign_in() -> None:
    assert Sessions({"T-01": ""}).sign_in(SignIn("T-01", "")) is None
