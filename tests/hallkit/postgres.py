"""A real PostgreSQL server in a temporary directory, run as an unprivileged user, reached by a Unix socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from drivers.hall_store.tables import metadata
from tests.hallkit.laid import lay

PLACES = ("/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin")
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
NUMBERS = count(1)


def binaries() -> Path:
    """Where Debian's package keeps its programs. Raises FileNotFoundError where it is absent."""
    for place in map(Path, PLACES):
        if (place / "postgres").exists():
            return place
    raise FileNotFoundError(f"no postgres in {', '.join(PLACES)}: install Debian's package postgresql")


class PostgresServer:
    """`durable`: as a hall would run it; else quick, for tests that do not pull the plug."""

    def __init__(self, folder: Path, durable: bool) -> None:
        self._bin = binaries()
        self._folder = folder
        self._migrated = False
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", str(folder / "data"), "-U", "hall", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "max_connections=100"]
        self._options = " ".join([*options, *(() if durable else QUICK)])
        self.start()

    def start(self) -> None:
        data, log = str(self._folder / "data"), str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", self._options)

    def fresh(self) -> str:
        """The address of a new database without tables."""
        name = f"hall{next(NUMBERS)}"
        self._run_sql("postgres", f"CREATE DATABASE {name}")
        return self._address(name)

    def emptied(self) -> str:
        """The address of the one database with the hall's tables, and nothing in them: quicker than a new one."""
        if not self._migrated:
            self._run_sql("postgres", "CREATE DATABASE migrated")
            lay(self._address("migrated"))
            self._migrated = True
        tables = ", ".join(f'"{name}"' for name in metadata.tables)
        self._run_sql("migrated", f"TRUNCATE {tables} RESTART IDENTITY")
        return self._address("migrated")

    def _run_sql(self, database: str, statement: str) -> None:
        with psycopg.connect(f"host={self._folder} user=hall dbname={database}", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _address(self, name: str) -> str:
        return f"postgresql+psycopg://hall@/{name}?host={self._folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._folder / "data"))

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = (str(self._bin / program), *arguments)
        with (self._folder / "said").open("ab") as said:
            subprocess.run(command, user=self._user, cwd=self._folder, stdout=said, stderr=said, check=True, timeout=60)


@contextmanager
def postgres_server(durable: bool = False) -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="yitang-pg-"))
    try:
        server = PostgresServer(folder, durable)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
