# SPDX-License-Identifier: MIT
"""Forwarded services over a network that delays and loses packets, and that goes for a while.

Usage: python3 tests/interop/test_forward_network.py PATH_TO_SEALCORD [unittest options]

Each end has a network namespace of its own, which needs root.
"""

import json
import os
import subprocess
import time
import unittest
from pathlib import Path

from forwardtest import ForwardTest, clean_environment, free_port, need_programs
from lossycable import PLACES, LossyCable
from programs import DEADLINE, main
from socketbackend import Backend, echo

SECONDS = 4
ROUNDS = 4
ENOUGH = 0.8

# Those that a namespace may use.
CONTROLS = Path("/proc/sys/net/ipv4/tcp_allowed_congestion_control")


def setUpModule():  # pylint: disable=invalid-name
    need_programs("ip", "iperf3")
    if os.geteuid() != 0:
        raise unittest.SkipTest("network namespaces are for root")
    try:
        LossyCable().close()
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise unittest.SkipTest(f"no namespaces here: {said.decode().strip()}") from None


class Network(ForwardTest):
    def setUp(self):
        super().setUp()
        self.cable = LossyCable()
        self.addCleanup(self.cable.close)

    def run_within(self, side: str, *command: str) -> subprocess.Popen:
        process = subprocess.Popen(
            (*self.cable.within(side), *command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=clean_environment(self.home),
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def start_ends(self, services: list[int]) -> list[int]:
        """A server that forwards these of its ports, and for each an agent with a connection of its
        own, whose local port is returned."""
        names = [f"s{number}" for number in range(len(services))]
        self.authorize(**{name: f"forward={name}" for name in names})
        self.start_server(
            *(f"--forward={name}=127.0.0.1:{port}" for name, port in zip(names, services)),
            address=PLACES["near"],
            within=self.cable.within("near"),
        )
        locals_ = []
        for name in names:
            agent = self.start_agent(
                *(name, f"--local=0={name}"),
                address=PLACES["near"],
                within=self.cable.within("far"),
            )
            locals_.append(self.local_port(agent, name))
        return locals_

    def choose_control(self) -> int:
        """How many connections at once say how fast they are. BBR does not mind the loss: one of
        them fills the path, if it is let. Others are far below that, by luck; so it takes many."""
        if "bbr" not in CONTROLS.read_text().split():
            return 8
        for side in PLACES:
            use = ("sysctl", "--quiet", "--write", "net.ipv4.tcp_congestion_control=bbr")
            subprocess.run((*self.cable.within(side), *use), check=True)
        return 1

    def test_delay_and_loss(self):
        """A stream is about as fast as a connection without Sealcord."""
        flows = self.choose_control()
        ports = [free_port() for _ in range(flows)]
        self.cable.spoil(delay=0.05, loss=0.01, bytes_per_second=100e6 / 8)
        locals_ = self.start_ends(ports)
        plain = carried = 0.0
        for _ in range(ROUNDS):
            plain += self.measure(ports, PLACES["near"], ports)
            carried += self.measure(ports, "127.0.0.1", locals_)
            if carried >= ENOUGH * plain:
                break
        told = f"{carried / 1e6:.1f} of {plain / 1e6:.1f} Mbit/s"
        print(f"50 ms, 1 % loss, 100 Mbit/s, connections: {flows}; {told}", flush=True)
        self.assertGreaterEqual(carried, ENOUGH * plain, told)

    def measure(self, served: list[int], place: str, ports: list[int]) -> float:
        """Bits a second, all together."""
        servers = [self.iperf_server(port) for port in served]
        clients = [self.client(place, port) for port in ports]
        bits = sum(self.received(client) for client in clients)
        for server in servers:
            server.kill()
            server.wait()
        return bits

    def iperf_server(self, port: int) -> subprocess.Popen:
        command = ("iperf3", "--server", "--one-off", "--forceflush", "--port", str(port))
        server = self.run_within("near", *command)
        while b"Server listening" not in server.stdout.readline():
            self.assertIsNone(server.poll())
        return server

    @staticmethod
    def received(client: subprocess.Popen) -> float:
        said, _ = client.communicate(timeout=SECONDS + DEADLINE)
        return json.loads(said)["end"]["sum_received"]["bits_per_second"]

    def client(self, place: str, port: int) -> subprocess.Popen:
        measure = ("--client", place, "--port", str(port), "--time", str(SECONDS), "--json")
        return self.run_within("far", "iperf3", *measure)


    def test_network_that_goes_and_comes_again(self):
        """For less than the ends wait for each other, it is only slow."""
        path = self.folder.name("echo")
        self.addCleanup(Backend(echo, path).close)
        self.authorize(desk="forward=echo")
        near, far = self.cable.within("near"), self.cable.within("far")
        self.start_server(f"--forward=echo=unix:{path}", address=PLACES["near"], within=near)
        desk = self.start_agent(
            "desk", "--local=-=echo", address=PLACES["near"], within=far, stdin=subprocess.PIPE
        )
        said = b""
        for is_cut in (False, True, False):
            self.cable.is_cut = is_cut
            said += b"%d" % is_cut * 50_000
            desk.stdin.write(said[-50_000:])
            desk.stdin.flush()
            if is_cut:
                time.sleep(3)  # gone for so long
            else:
                desk.stdout.wait_for(lambda got: len(got) >= len(said))
        desk.stdin.close()
        self.assertEqual(desk.wait(), 0)
        self.assertTrue(desk.stdout.data == said)
        self.assertEqual(desk.stderr.text.count("Handshake done"), 1)


if __name__ == "__main__":
    main()
