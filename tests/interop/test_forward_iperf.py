# SPDX-License-Identifier: MIT
"""iperf3 through Sealcord: a connection to control and others to measure, both ways.

Usage: python3 tests/interop/test_forward_iperf.py PATH_TO_SEALCORD [unittest options]
"""

import json
import subprocess
import time

from forwardtest import ForwardTest, free_port, need_programs, run_client
from programs import DEADLINE, main

AMOUNT = 64 << 20


def setUpModule():  # pylint: disable=invalid-name
    need_programs("iperf3")


class Iperf(ForwardTest):
    def test_both_directions(self):
        port = free_port()
        server = self.background("iperf3", "--server", "--port", str(port), "--bind", "127.0.0.1")
        self.await_port(port, server)
        ways = self.open_ways(iperf=port)
        for options in ((), ("--reverse",), ("--parallel", "4")):
            with self.subTest(options=options):
                for way, local in ways.through("iperf").items():
                    with self.subTest(way=way):
                        self.measure(local, *options)

    def measure(self, port: int, *options: str):
        """All of the amount must be sent, and arrive as iperf3 counts it."""
        done = self.run_when_free(
            *("iperf3", "--client", "127.0.0.1", "--port", str(port), "--json"),
            *("--bytes", str(AMOUNT), *options),
        )
        self.assertEqual(done.returncode, 0, done.stdout)
        end = json.loads(done.stdout)["end"]
        self.assertGreaterEqual(end["sum_sent"]["bytes"], AMOUNT)
        self.assertGreater(end["sum_received"]["bytes"], 0)

    def run_when_free(self, *command: str) -> subprocess.CompletedProcess:
        """Its server takes one at a time, and may not have heard the end of the last one yet."""
        deadline = time.monotonic() + DEADLINE
        while True:
            done = run_client(*command, home=self.home)
            if b"the server is busy" not in done.stdout or time.monotonic() > deadline:
                return done


if __name__ == "__main__":
    main()
