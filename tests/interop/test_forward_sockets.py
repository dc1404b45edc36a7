# SPDX-License-Identifier: MIT
"""How connections begin and end through Sealcord: what a program at one end does with its socket is
what the one at the other end sees of its own.

Usage: python3 tests/interop/test_forward_sockets.py PATH_TO_SEALCORD [unittest options]
"""

import hashlib
import socket
import struct

from forwardtest import LOOPBACK, free_port
from programs import DEADLINE, main, wait_until
from servertest import unacknowledged
from socketbackend import ENDED, RESET, SocketTest, echo, read_to_end, wait_for_input
from webbackend import content, reset_at_close

MIB = 1 << 20


def answer_digest(connection: socket.socket) -> None:
    """Once all has come: a client that did not end its half would wait for ever."""
    data, _ = read_to_end(connection)
    connection.sendall(hashlib.sha256(data).hexdigest().encode())


def say_and_listen(connection: socket.socket) -> None:
    """Ends its own half first, and tells at its end what came then."""
    connection.sendall(b"that is all; ")
    connection.shutdown(socket.SHUT_WR)
    heard.append(read_to_end(connection))


heard: list[tuple[bytes, str]] = []


def deny(connection: socket.socket) -> None:
    """Answers without having read, and closes: the system resets the connection."""
    wait_for_input(connection)
    connection.sendall(b"denied")


def reset(connection: socket.socket) -> None:
    read_to_end(connection)
    connection.sendall(b"half of")
    reset_at_close(connection)


# The field behind a PROXY header's addresses that has the agent's name: docs/protocols/proxy.md.
AGENT_NAME = 0xE0


def read_proxy_header(connection: socket.socket) -> tuple:
    """Source, destination and fields of a header for TCP over IPv4; proxy-protocol.txt, 2.2."""
    head = connection.recv(16, socket.MSG_WAITALL)
    signature, command, family, size = struct.unpack("!12sBBH", head)
    rest = connection.recv(size, socket.MSG_WAITALL)
    if (signature, command, family) != (b"\r\n\r\n\0\r\nQUIT\n", 0x21, 0x11):
        raise ValueError(head)
    source, destination, *ports = struct.unpack_from("!4s4sHH", rest)
    fields, at = {}, 12
    while at < size:
        kind, length = struct.unpack_from("!BH", rest, at)
        fields[kind] = rest[at + 3 : at + 3 + length]
        at += 3 + length
    places = zip(map(socket.inet_ntoa, (source, destination)), ports)
    return *places, fields


class Endings(SocketTest):
    def test_half_closed_by_the_client(self):
        question = content(8 * MIB)
        answer = hashlib.sha256(question).hexdigest().encode()
        ways = self.open_ways(digest=self.backend(answer_digest))
        self.as_direct("digest", ways, lambda port: self.ask(port, question))
        for port in ways.through("digest").values():
            self.assertEqual(self.ask(port, question), (answer, ENDED))

    def test_half_closed_by_the_service(self):
        ways = self.open_ways(talker=self.backend(say_and_listen))
        for way, port in ways.through("talker").items():
            with self.subTest(way=way):
                heard.clear()
                connection = self.connect(port)
                self.assertEqual(read_to_end(connection), (b"that is all; ", ENDED))
                connection.sendall(content(2 * MIB))
                connection.close()
                wait_until(lambda: heard, "the service has heard it all")
                self.assertEqual(heard, [(content(2 * MIB), ENDED)])

    def test_reset_is_no_end(self):
        """Whatever the two ends had said: half an answer never looks like a whole one."""
        ways = self.open_ways(reset=self.backend(reset))
        for way, port in ways.through("reset").items():
            with self.subTest(way=way):
                for _ in range(50):
                    self.assertEqual(self.ask(port, b"what?")[1], RESET)

    def test_last_words_before_a_reset(self):
        """They had come before it did."""
        ways = self.open_ways(deny=self.backend(deny))
        for way, port in {"direct": ways.direct("deny"), **ways.through("deny")}.items():
            with self.subTest(way=way):
                for _ in range(50):
                    self.assertEqual(self.ask(port, b"let me in", ends=False)[0], b"denied")

    def test_client_that_resets(self):
        """The service learns of it, and has what was said before."""
        endings = []

        def listen(connection: socket.socket):
            endings.append(read_to_end(connection))

        ways = self.open_ways(listener=self.backend(listen))
        for way, port in {"direct": ways.direct("listener"), **ways.through("listener")}.items():
            with self.subTest(way=way):
                endings.clear()
                connection = self.connect(port)
                connection.sendall(b"words")
                wait_until(lambda c=connection: unacknowledged(c) == 0, "it has them")
                reset_at_close(connection)
                connection.close()
                wait_until(lambda: endings, "the service has heard of it")
                self.assertEqual(endings[0][1], RESET)


class ProxyHeader(SocketTest):
    def test_service_that_is_told_whose_connection_it_is(self):
        headers = []

        def serve(connection: socket.socket):
            headers.append(read_proxy_header(connection))
            echo(connection)

        self.authorize(desk="forward=told")
        self.start_server(f"--forward=told=proxy+{LOOPBACK}:{self.backend(serve)}")
        desk = self.start_agent("desk", "--local=0=told")
        agent = int(self.server.stderr.wait_line(r"Accepted connection from 127\.0\.0\.1:(\d+)")[1])
        self.assertEqual(self.ask(self.local_port(desk, "told"), b"words"), (b"words", ENDED))
        expected = (LOOPBACK, agent), (LOOPBACK, self.port), {AGENT_NAME: b"desk"}
        self.assertEqual(headers, [expected])


class Refusals(SocketTest):
    """A connection that leads nowhere is reset: an end would be an empty answer."""

    def assert_reset(self, port: int):
        with self.assertRaises(ConnectionResetError):
            with socket.create_connection((LOOPBACK, port), DEADLINE) as connection:
                self.assertEqual(connection.recv(1), b"", "it ended as if all were well")
                self.fail("ended instead of reset")

    def test_targets_that_lead_nowhere(self):
        dead = free_port()
        self.authorize(
            desk="forward=web,web@pump,web@gone,dead,nosuch,nosuch@pump", pump="publish=web"
        )
        exposed = {target: free_port() for target in ("web@pump", "nosuch@pump", "web@gone")}
        self.start_server(
            *(f"--forward=dead={LOOPBACK}:{dead}", f"--forward=secret={LOOPBACK}:{dead}"),
            *(f"--expose={port}={target}" for target, port in exposed.items()),
        )
        self.start_agent("pump", f"--publish=web={LOOPBACK}:{dead}")
        targets = ("dead", "secret", "nosuch", "web@pump", "nosuch@pump", "web@gone")
        desk = self.start_agent("desk", *(f"--local=0={target}" for target in targets))
        for target in targets:
            with self.subTest(target=target):
                self.assert_reset(self.local_port(desk, target))
        for target, port in exposed.items():
            with self.subTest(exposed=target):
                self.assert_reset(port)

    def test_server_without_streams(self):
        """It has nothing to forward and exposes nothing; agents are there for messages."""
        self.authorize(desk="forward=web")
        self.start_server()
        desk = self.start_agent("desk", "--local=0=web")
        self.assert_reset(self.local_port(desk, "web"))


if __name__ == "__main__":
    main()
