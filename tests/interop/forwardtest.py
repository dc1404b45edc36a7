# SPDX-License-Identifier: MIT
"""What the tests of forwarded services share: a server, agents that it knows, ways to a service."""

import os
import re
import shutil
import signal
import socket
import subprocess
import unittest
from pathlib import Path

import sealedforms as forms
from programs import DEADLINE, Program, ProgramTest, wait_until
from sealednoise import KeyPair
from sealedservertest import Folder, entry

LOOPBACK = "127.0.0.1"


def need_programs(*names: str) -> None:
    """For setUpModule(): the tests are left out where one is missing, and that is said."""
    if missing := [name for name in names if not find_program(name)]:
        raise unittest.SkipTest(f"not installed: {', '.join(missing)}")


def find_program(name: str) -> str | None:
    """Servers are often outside of an ordinary person's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


_given_ports: set[int] = set()


def free_port() -> int:
    """Nobody listens there now, nor was it given before. For programs that cannot pick a port and
    tell it."""
    while True:
        with socket.create_server((LOOPBACK, 0)) as listening:
            port = listening.getsockname()[1]
        if port not in _given_ports:
            _given_ports.add(port)
            return port


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


class Ways:
    """To services of one machine: straight there, and through Sealcord in all three directions."""

    def __init__(self, ports: dict[str, dict[str, int]]):
        self._ports = ports

    def direct(self, service: str) -> int:
        return self._ports[service]["direct"]

    def through(self, service: str) -> dict[str, int]:
        """A port for each way's name."""
        return {way: port for way, port in self._ports[service].items() if way != "direct"}


class ForwardTest(ProgramTest):
    def setUp(self):
        self.folder = Folder(self)
        self.keys: dict[str, KeyPair] = {}
        self.server_key = KeyPair()
        self.folder.write("server.key", self.server_key.pem())
        self.authorize()
        self.port = free_port()

    def authorize(self, **agents: str) -> None:
        """The whole list: by each one's name, the options of its entry."""
        lines = [
            entry(self.keys_of(name), name, *options.split()) for name, options in agents.items()
        ]
        self.folder.write("authorized_agents", "".join(lines))

    def keys_of(self, name: str) -> KeyPair:
        if name not in self.keys:
            self.keys[name] = KeyPair()
            self.folder.write(f"{name}.key", self.keys[name].pem())
        return self.keys[name]

    def start_server(
        self, *options: str, address: str = LOOPBACK, control: str = "off", **arguments
    ) -> Program:
        """On the same port each time, as one that is started again."""
        self.server = self.start(
            *("server", "--listen", f"{address}:{self.port}", "--control", control),
            *("--identity", self.folder.name("server.key"), "--agents", "authorized"),
            *("--authorized-agents", self.folder.name("authorized_agents"), *options),
            **arguments,
        )
        self.server.stderr.wait_line("Server started on")
        return self.server

    def start_agent(self, name: str, *options: str, address: str = LOOPBACK, **arguments):
        """It is connected afterwards."""
        agent = self.start(
            *("agent", f"{address}:{self.port}", "--identity", self.folder.name(f"{name}.key")),
            *("--server-key", forms.key_text(self.server_key.public)),
            *("--reconnect-delay", "0.2s", *options),
            **arguments,
        )
        agent.stderr.wait_line("Handshake done")
        return agent

    @staticmethod
    def local_port(agent: Program, target: str) -> int:
        place = rf"Listening on \S+:(\d+) for {re.escape(target)}$"
        return int(agent.stderr.wait_line(place)[1])

    def open_ways(self, **backends: int | str) -> Ways:
        """To each of the services, which are ports of this machine, or "unix:/path" to which no way
        is direct. The server forwards them and exposes what the agent "pump" publishes; the agent
        "desk" has local ports for both."""
        names = ",".join(backends)
        relayed = ",".join(f"{name}@pump" for name in backends)
        self.authorize(desk=f"forward={names},{relayed}", pump=f"publish={names}")
        exposed = {name: free_port() for name in backends}
        services = [
            f"{name}={where}" if isinstance(where, str) else f"{name}={LOOPBACK}:{where}"
            for name, where in backends.items()
        ]
        self.start_server(
            *(f"--forward={service}" for service in services),
            *(f"--expose={port}={name}@pump" for name, port in exposed.items()),
        )
        self.pump = self.start_agent("pump", *(f"--publish={service}" for service in services))
        self.desk = self.start_agent(
            "desk",
            *(f"--local=0={name}" for name in backends),
            *(f"--local=0={name}@pump" for name in backends),
        )
        return Ways(
            {
                name: {
                    "direct": where,
                    "reach": self.local_port(self.desk, name),
                    "publish": exposed[name],
                    "agent to agent": self.local_port(self.desk, f"{name}@pump"),
                }
                for name, where in backends.items()
            }
        )

    def as_direct(self, service: str, ways: Ways, run) -> None:
        """Whatever `run` makes of the service's own port, it makes of each way's."""
        expected = run(ways.direct(service))
        for way, port in ways.through(service).items():
            with self.subTest(way=way):
                self.assertEqual(run(port), expected)

    def background(self, *command: str | Path, **options) -> subprocess.Popen:
        """A server for a test, ended with it; `user` is who it runs as."""
        process = subprocess.Popen(
            [find_program(str(command[0])) or command[0], *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(self.home),
            **options,
        )
        self.addCleanup(end, process)
        return process

    def await_port(self, port: int, process: subprocess.Popen) -> None:
        wait_until(lambda: is_listening(port) or process.poll() is not None, f"port {port}")
        self.assertIsNone(process.poll(), f"{process.args[0]} has ended")


def clean_environment(home: str) -> dict[str, str]:
    """Clients have settings in the environment too, and files in the home."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "HOME": home}


def end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_client(*command: str, home: str, **options) -> subprocess.CompletedProcess:
    """Runs a client to its end; its output is bytes."""
    if "input" not in options and "stdin" not in options:
        options["stdin"] = subprocess.DEVNULL
    return subprocess.run(
        [find_program(command[0]) or command[0], *command[1:]],
        capture_output=True,
        timeout=DEADLINE,
        env=clean_environment(home),
        check=False,
        **options,
    )
