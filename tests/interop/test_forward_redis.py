# SPDX-License-Identifier: MIT
"""redis through Sealcord, over TCP and from its Unix socket.

Usage: python3 tests/interop/test_forward_redis.py PATH_TO_SEALCORD [unittest options]
"""

import hashlib

from forwardtest import ForwardTest, free_port, need_programs, run_client
from programs import main
from webbackend import content

MIB = 1 << 20

COMMANDS = (
    b"PING\nSET n 41\nINCR n\nRPUSH list a b c\nLRANGE list 0 -1\nLPOP none\nNOSUCH\n"
    b"EVAL 'return redis.call(\"get\", \"n\")' 0\nMULTI\nINCR n\nEXEC\nDEL n list\n"
)


def setUpModule():  # pylint: disable=invalid-name
    need_programs("redis-server", "redis-cli", "redis-benchmark")


class Redis(ForwardTest):
    def setUp(self):
        super().setUp()
        port = free_port()
        path = self.folder.name("redis.sock")
        server = self.background(
            *("redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""),
            *("--unixsocket", path, "--dir", str(self.folder.path)),
        )
        self.await_port(port, server)
        self.ways = self.open_ways(redis=port, socket=f"unix:{path}")

    def cli(self, port: int, *arguments: str, given: bytes = b"") -> tuple[int, bytes]:
        command = ("redis-cli", "-p", str(port), *arguments)
        done = run_client(*command, home=self.home, input=given)
        return done.returncode, done.stdout

    def test_commands(self):
        self.assertIn(b"PONG", self.cli(self.ways.direct("redis"), given=COMMANDS)[1])
        self.as_direct("redis", self.ways, lambda port: self.cli(port, given=COMMANDS))

    def test_large_value(self):
        value = content(16 * MIB)

        def run(port: int):
            told = self.cli(port, "-x", "SET", "large", given=value)
            code, got = self.cli(port, "GET", "large")
            return told, code, hashlib.sha256(got).hexdigest()

        expected = (0, b"OK\n"), 0, hashlib.sha256(value + b"\n").hexdigest()
        self.assertEqual(run(self.ways.direct("redis")), expected)
        self.as_direct("redis", self.ways, run)

    def test_benchmark(self):
        """50 clients at once, one command each at a time, and then 16 in one go."""
        for pipelined in ("1", "16"):
            with self.subTest(pipelined=pipelined):
                self.as_direct("redis", self.ways, lambda port, p=pipelined: self.bench(port, p))

    def bench(self, port: int, pipelined: str) -> tuple[int, list[bytes]]:
        """Its exit code and the tests that it says it has done."""
        done = run_client(
            *("redis-benchmark", "-p", str(port), "-n", "2000", "-c", "50", "-P", pipelined),
            *("-t", "ping,set,get,lpush,lrange_100", "--csv"),
            home=self.home,
        )
        lines = done.stdout.splitlines()
        self.assertGreaterEqual(len(lines), 5, done.stdout + done.stderr)
        return done.returncode, [line.partition(b",")[0] for line in lines]

    def test_unix_socket(self):
        """As a service of the server's machine and of an agent's."""
        expected = self.cli(self.ways.direct("redis"), given=COMMANDS)
        for way, port in self.ways.through("socket").items():
            with self.subTest(way=way):
                self.assertEqual(self.cli(port, given=COMMANDS), expected)


if __name__ == "__main__":
    main()
