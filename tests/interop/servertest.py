# SPDX-License-Identifier: MIT
"""What the tests of `sealcord server` share: a server, clients of it, what to expect of both."""

import fcntl
import re
import socket
import struct
import termios
import threading

import classicpeer as classic
from classicpeer import Channel, Ending, Stream
from programs import Program, ProgramTest, wait_until


class Sender:
    """Sends from a thread: who sends much and reads nothing waits for a peer that waits."""

    def __init__(self, stream: Stream, data: bytes):
        self._failure: OSError | None = None
        self._thread = threading.Thread(target=self._send, args=(stream, data), daemon=True)
        self._thread.start()

    def _send(self, stream: Stream, data: bytes):
        try:
            stream.send(data)
        except OSError as error:
            self._failure = error

    def join(self):
        self._thread.join(classic.TIMEOUT)
        if self._failure:
            raise self._failure


def unacknowledged(sock: socket.socket) -> int:
    """Bytes that the peer's kernel has not confirmed (SIOCOUTQ, which is TIOCOUTQ)."""
    return struct.unpack("i", fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4)))[0]


def wait_until_arrived(stream: Stream) -> None:
    wait_until(lambda: unacknowledged(stream.socket) == 0, "the peer's kernel has all bytes")


class TrafficClient:
    """Sends without a pause from one thread, and checks the echoes' order in another."""

    def __init__(self, channel: Channel):
        self.echoed = 0
        self.ending: Ending | None = None
        self.failure: Exception | None = None
        self._channel = channel
        self._is_over = threading.Event()
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._send, self._receive)
        ]
        for thread in self._threads:
            thread.start()

    def join(self):
        for thread in self._threads:
            thread.join(classic.TIMEOUT)
            if thread.is_alive():
                raise AssertionError("a client still waits for the server's goodbye")

    def _send(self):
        number = 0
        try:
            while not self._is_over.is_set():
                self._channel.send(b"%08d" % number * 16)
                number += 1
            self._channel.stream.end_sending()
        except OSError as error:
            self.failure = self.failure or error

    def _receive(self):
        try:
            while isinstance(message := self._channel.receive(), bytes):
                if message != b"%08d" % self.echoed * 16:
                    raise classic.ProtocolError(f"echo {self.echoed} is another one")
                self.echoed += 1
            self.ending = message
        except (classic.ProtocolError, OSError) as error:
            self.failure = error
        self._is_over.set()


class ServerTest(ProgramTest):
    def start_server(self, *options: str) -> Program:
        self.server = self.start("server", "--listen", "127.0.0.1:0", *options)
        started = self.server.stderr.wait_line(
            r"\bINFO server: Server started on 127\.0\.0\.1:(\d+)\b"
        )
        self.port = int(started[1])
        self.assertNotEqual(self.port, 0)
        return self.server

    def connect(self) -> Stream:
        connected = socket.create_connection(("127.0.0.1", self.port), classic.TIMEOUT)
        self.addCleanup(connected.close)
        return Stream(connected)

    def open_channel(self) -> Channel:
        return classic.agent_handshake(self.connect())

    @staticmethod
    def address(stream: Stream) -> str:
        """A pattern for this end's address as the log shows it."""
        return re.escape("%s:%d" % stream.socket.getsockname()) + r"(?!\d)"

    def assert_logged(self, stream: Stream, reason: str):
        self.server.stderr.wait_line(self.address(stream), reason)

    def assert_echoes(self, channel: Channel, message: bytes = b"still here"):
        channel.send(message)
        # Not assertEqual: its difference of two long messages would take minutes.
        self.assertTrue(channel.receive() == message, f"echo of {len(message)} bytes")

    def assert_refused(self, stream: Stream, expected: bytes = b""):
        """The server ends the connection by itself and says nothing before it does."""
        self.assertEqual(stream.read_to_end()[0], expected)

    def assert_ended(self, channel: Channel):
        """The server ends the connection; a goodbye may come, a message may not."""
        try:
            reply = channel.receive()
            if reply is Ending.GOODBYE:
                reply = channel.receive()
        except ConnectionResetError:
            return
        self.assertIs(reply, Ending.FIN)

    def assert_goodbye_then_fin(self, channel: Channel):
        ending = channel.receive()
        if ending is Ending.GOODBYE:
            ending = channel.receive()
        self.assertIs(ending, Ending.FIN)
