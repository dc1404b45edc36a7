# SPDX-License-Identifier: MIT
"""psql and pgbench through Sealcord.

Usage: python3 tests/interop/test_forward_postgres.py PATH_TO_SEALCORD [unittest options]
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from forwardtest import ForwardTest, clean_environment, end, find_program, need_programs, run_client
from forwardtest import free_port, is_listening
from programs import main, wait_until

# Debian keeps the programs of the server where no PATH leads.
PLACES = "/usr/lib/postgresql"


def server_program(name: str) -> str | None:
    there = sorted(Path(PLACES).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(there[-1]) if there else shutil.which(name)


def whose() -> dict[str, str]:
    """The server refuses to run as root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


class Database:
    """A cluster of its own, for all tests; nothing of it needs to outlive a crash."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        if os.geteuid() == 0:
            shutil.chown(self._folder.name, "postgres", "postgres")
        self.port = free_port()
        data = f"{self._folder.name}/data"
        options = {
            "env": clean_environment(self._folder.name),
            "cwd": self._folder.name,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            **whose(),
        }
        make = ["--no-sync", "--auth=trust", "--username=tester", "--encoding=UTF8"]
        subprocess.run([server_program("initdb"), *make, data], check=True, **options)
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
        }
        self._process = subprocess.Popen(
            [server_program("postgres"), "-D", data]
            + [f"--{name}={value}" for name, value in settings.items()],
            stderr=subprocess.DEVNULL,
            **options,
        )
        wait_until(lambda: is_listening(self.port), "the database")

    def close(self):
        # SIGTERM would wait for clients that are still there.
        self._process.terminate()
        end(self._process)
        self._folder.cleanup()


def setUpModule():  # pylint: disable=invalid-name
    need_programs("psql", "pgbench")
    if not server_program("initdb"):
        raise unittest.SkipTest("not installed: postgresql")
    database = Database()
    unittest.addModuleCleanup(database.close)
    Postgres.database = database


class Postgres(ForwardTest):
    database: Database

    def setUp(self):
        super().setUp()
        self.ways = self.open_ways(db=self.database.port)

    def client(self, program: str, port: int, *arguments: str, given: bytes = b""):
        place = ("--host=127.0.0.1", f"--port={port}", "--username=tester")
        return run_client(program, *place, *arguments, home=self.home, input=given)

    def psql(self, port: int, script: bytes, *options: str) -> tuple[int, str]:
        """Its exit code and a digest of what it found."""
        usual = ("--no-psqlrc", "--tuples-only", "--set=ON_ERROR_STOP=1")
        done = self.client("psql", port, *usual, *options, "postgres", given=script)
        return done.returncode, hashlib.sha256(done.stdout).hexdigest()

    def test_queries(self):
        script = b"""
            create temporary table t as select n, md5(n::text) as digest
                from generate_series(1, 100000) n;
            select count(*), sum(n) from t;
            copy t to stdout;
        """
        self.assertEqual(self.psql(self.ways.direct("db"), script)[0], 0)
        self.as_direct("db", self.ways, lambda port: self.psql(port, script))

    def test_copy_in(self):
        rows = b"".join(b"%d\t%s\n" % (n, b"x" * 100) for n in range(50_000))
        script = b"create temporary table t (n int, what text);\ncopy t from stdin;\n"
        script += rows + b"\\.\nselect count(*), sum(n), sum(length(what)) from t;\n"
        self.assertEqual(self.psql(self.ways.direct("db"), script)[0], 0)
        self.as_direct("db", self.ways, lambda port: self.psql(port, script))

    def test_errors(self):
        for script, code in (
            (b"select nosuch;", 3),
            (b"select pg_terminate_backend(pg_backend_pid());", 2),
        ):
            with self.subTest(script=script):
                self.assertEqual(self.psql(self.ways.direct("db"), script)[0], code)
                self.as_direct("db", self.ways, lambda port, s=script: self.psql(port, s))

    def test_pgbench(self):
        def run(port: int) -> list[int]:
            made = self.client("pgbench", port, "--initialize", "--quiet", "postgres")
            worked = self.client(
                "pgbench", port, "--client=8", "--transactions=25", "--no-vacuum", "postgres"
            )
            self.assertIn(b"number of transactions actually processed: 200/200", worked.stdout)
            return [made.returncode, worked.returncode]

        self.assertEqual(run(self.ways.direct("db")), [0, 0])
        self.as_direct("db", self.ways, run)


if __name__ == "__main__":
    main()
