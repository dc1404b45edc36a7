# SPDX-License-Identifier: MIT
"""curl through Sealcord: what it fetches, sends and reports is what it does without.

Usage: python3 tests/interop/test_forward_web.py PATH_TO_SEALCORD [unittest options]
"""

import hashlib
import tempfile
from pathlib import Path

from forwardtest import ForwardTest, free_port, need_programs, run_client
from programs import main
from webbackend import WebBackend, content

MIB = 1 << 20

# curl's exit codes.
DONE, NOT_CONNECTED, NOTHING_CAME, RECEIVE_FAILED, PARTIAL = 0, 7, 52, 56, 18


def setUpModule():  # pylint: disable=invalid-name
    need_programs("curl")


class Curl(ForwardTest):
    def setUp(self):
        super().setUp()
        self.backend = WebBackend()
        self.addCleanup(self.backend.close)
        self.dead = free_port()
        self.ways = self.open_ways(web=self.backend.port, dead=self.dead)

    def curl(self, *arguments: str) -> tuple[int, str]:
        """Its exit code and a digest of its output."""
        done = run_client("curl", "--silent", "--noproxy", "*", *arguments, home=self.home)
        return done.returncode, hashlib.sha256(done.stdout).hexdigest()

    def assert_all(self, path: str, expected: tuple[int, str], *options: str):
        def run(port: int) -> tuple[int, str]:
            return self.curl(*options, f"http://127.0.0.1:{port}/{path}")

        self.assertEqual(run(self.ways.direct("web")), expected)
        self.as_direct("web", self.ways, run)

    @staticmethod
    def fetched(size: int) -> tuple[int, str]:
        return DONE, hashlib.sha256(content(size)).hexdigest()

    def test_large_download(self):
        self.assert_all(f"whole/{64 * MIB}", self.fetched(64 * MIB))

    def test_chunked_download(self):
        self.assert_all(f"chunked/{4 * MIB}", self.fetched(4 * MIB))

    def test_download_that_ends_with_the_connection(self):
        self.assert_all(f"until-end/{8 * MIB}", self.fetched(8 * MIB))

    def test_uploads(self):
        body = content(64 * MIB)
        answer = hashlib.sha256(body).hexdigest().encode()
        with tempfile.NamedTemporaryFile() as file:
            file.write(body)
            file.flush()
            for options in ((), ("--header", "Transfer-Encoding: chunked")):
                with self.subTest(options=options):
                    put = ("--upload-file", file.name, "--header", "Expect:", *options)
                    self.assert_all("", (DONE, hashlib.sha256(answer).hexdigest()), *put)

    def test_slow_reader(self):
        """It takes its bytes in its own time, whatever was sent ahead."""
        options = ("--limit-rate", f"{4 * MIB}")
        self.assert_all(f"whole/{3 * MIB}", self.fetched(3 * MIB), *options)

    def test_100_in_parallel(self):
        expected = content(MIB // 4)
        for way, port in self.ways.through("web").items():
            with self.subTest(way=way), tempfile.TemporaryDirectory() as folder:
                url = f"http://127.0.0.1:{port}/whole/{len(expected)}?[1-100]"
                parallel = ("--parallel", "--parallel-immediate", "--parallel-max", "100")
                self.assertEqual(self.curl(*parallel, "--output", f"{folder}/#1", url)[0], DONE)
                files = list(Path(folder).iterdir())
                self.assertEqual(len(files), 100)
                self.assertTrue(all(file.read_bytes() == expected for file in files))

    def test_backend_that_ends_in_the_middle(self):
        done = PARTIAL, hashlib.sha256(content(2 * MIB)[:MIB]).hexdigest()
        self.assert_all(f"half/{2 * MIB}", done)

    def test_backend_that_resets_in_the_middle(self):
        """How much has come by then is not said in either case."""
        for way, port in {"direct": self.ways.direct("web"), **self.ways.through("web")}.items():
            with self.subTest(way=way):
                code, _ = self.curl(f"http://127.0.0.1:{port}/reset/{2 * MIB}")
                self.assertEqual(code, RECEIVE_FAILED)

    def test_refused_backend(self):
        """The port is there; so it is a reset, which may come before curl sees a connection."""
        self.assertEqual(self.curl(f"http://127.0.0.1:{self.dead}/")[0], NOT_CONNECTED)
        for way, port in self.ways.through("dead").items():
            with self.subTest(way=way):
                code, _ = self.curl(f"http://127.0.0.1:{port}/")
                self.assertIn(code, (NOT_CONNECTED, RECEIVE_FAILED))
        self.desk.stderr.wait_line("Stream to dead refused", "connection refused")
        self.desk.stderr.wait_line("Stream to dead@pump refused", "connection refused")


if __name__ == "__main__":
    main()
