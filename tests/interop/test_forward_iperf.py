# SPDX-License-Identifier: MIT
"""iperf3 through Sealcord: a connection to control and others to measure, both ways.

Usage: python3 tests/interop/test_forward_iperf.py PATH_TO_SEALCORD [unittest options]
"""

import contextlib
import json
import subprocess

from forwardtest import ForwardTest, free_port, need_programs, run_client
from programs import main

AMOUNT = 64 << 20


def setUpModule():  # pylint: disable=invalid-name
    need_programs("iperf3")


class Iperf(ForwardTest):
    def test_both_directions(self):
        port = free_port()
        ways = self.open_ways(iperf=port)
        for options in ((), ("--reverse",), ("--parallel", "4")):
            for way, local in ways.through("iperf").items():
                with self.subTest(options=options, way=way):
                    with self.server_on(port):
                        self.measure(local, *options)

    @contextlib.contextmanager
    def server_on(self, port: int):
        """For one test: between two it refuses, and resets who has connected."""
        place = ("--port", str(port), "--bind", "127.0.0.1")
        command = ("iperf3", "--server", "--one-off", "--forceflush", *place)
        with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
            try:
                while b"Server listening" not in server.stdout.readline():
                    self.assertIsNone(server.poll())
                yield
            finally:
                server.kill()

    def measure(self, port: int, *options: str):
        """All of the amount must be sent, and arrive as iperf3 counts it."""
        done = run_client(
            *("iperf3", "--client", "127.0.0.1", "--port", str(port), "--json"),
            *("--bytes", str(AMOUNT), *options),
            home=self.home,
        )
        self.assertEqual(done.returncode, 0, done.stdout)
        end = json.loads(done.stdout)["end"]
        self.assertGreaterEqual(end["sum_sent"]["bytes"], AMOUNT)
        self.assertGreater(end["sum_received"]["bytes"], 0)


if __name__ == "__main__":
    main()
