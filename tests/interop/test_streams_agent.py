# SPDX-License-Identifier: MIT
"""Streams of `sealcord agent` to a server that was written from the specification alone: its local
ports, standard input and output as a stream, and what it publishes.

Usage: python3 tests/interop/test_streams_agent.py PATH_TO_SEALCORD [unittest options]
"""

import os
import socket
import threading

import classicpeer as classic
import sealedscripts as scripts
import streamends
from classicpeer import Stream
from programs import main, wait_until
from scriptedserver import Conversation
from sealedagenttest import SealedAgentTest
from sealedpeer import Closed, Settings
from sealedstreams import Ended
from streamends import Backend, OneStream, read_exactly, read_to_end

CANCELLED, REFUSED, NOT_ALLOWED, NO_SUCH_TARGET = 0, 1, 3, 4
MIB = 1 << 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class StreamsTest(SealedAgentTest):
    def setUp(self):
        super().setUp()
        self.theirs = streamends.settings(name="lab")

    def play(self, act):
        """Serves one connection with `act(channel)`, behind which it is cut."""
        self.is_over = threading.Event()

        def script(talk: Conversation, stream: Stream):
            channel = scripts.shake_hands(talk, stream, self.theirs)
            try:
                act(channel)
            finally:
                self.is_over.set()

        self.serve(script)

    def finish(self):
        self.assertTrue(self.is_over.wait(classic.TIMEOUT), "the server's script ends")
        self.agent.stop()
        self.server.finish()


class Local(StreamsTest):
    def start_local(self, target: str = "db"):
        self.port = free_port()
        self.start_agent("--local", f"{self.port}={target}")

    def connect(self) -> socket.socket:
        def attempt():
            try:
                self.plain = socket.create_connection(("127.0.0.1", self.port), classic.TIMEOUT)
            except ConnectionRefusedError:
                return False
            return True

        wait_until(attempt, "the agent listens")
        self.addCleanup(self.plain.close)
        return self.plain

    def test_bytes_both_ways_and_their_ends(self):
        def act(channel):
            stream, offer = OneStream.offered(channel)
            self.assertEqual((offer.number, offer.target), (1, "db"))
            self.assertGreater(offer.window, 0)
            stream.grant(streamends.WINDOW)
            self.assertEqual(stream.receive(8), b"question")
            stream.send(b"answer")
            stream.expect_end()
            stream.send(b"behind it")
            stream.end()

        self.play(act)
        self.start_local()
        plain = self.connect()
        plain.sendall(b"question")
        self.assertEqual(read_exactly(plain, 6), b"answer")
        plain.shutdown(socket.SHUT_WR)
        self.assertEqual(read_to_end(plain), b"behind it")
        self.finish()

    def test_nothing_is_sent_before_the_acceptance_nor_beyond_the_credit(self):
        data = os.urandom(50_000)

        def act(channel):
            stream, _ = OneStream.offered(channel)
            stream.grant(1)
            self.assertEqual(stream.receive(1, granting=False), data[:1])
            stream.grant(999)
            self.assertEqual(stream.receive(999, granting=False), data[1:1000])
            stream.grant(len(data))
            self.assertTrue(stream.receive(len(data) - 1000, granting=False) == data[1000:])
            stream.expect_end()
            stream.reset()

        self.play(act)
        self.start_local()
        plain = self.connect()
        plain.sendall(data)
        plain.shutdown(socket.SHUT_WR)
        self.assert_over(plain)
        self.finish()

    def assert_over(self, plain: socket.socket):
        try:
            self.assertEqual(plain.recv(1), b"")
        except ConnectionResetError:
            pass

    def assert_next_is_over(self):
        """The next connection is, which may be so before connect() returns."""
        try:
            plain = self.connect()
        except ConnectionResetError:
            return
        self.assert_over(plain)

    def test_refused(self):
        def act(channel):
            for reason in (REFUSED, NO_SUCH_TARGET, NOT_ALLOWED, 77):
                stream, _ = OneStream.offered(channel)
                stream.reset(reason)

        self.play(act)
        self.start_local("db@pump-4")
        for _ in range(4):
            self.assert_next_is_over()
        self.finish()

    def test_local_side_resets(self):
        def act(channel):
            stream, _ = OneStream.offered(channel)
            stream.grant(1000)
            self.assertEqual(stream.receive(1), b"x")
            self.is_open.set()
            self.assertEqual(stream.expect_reset(), CANCELLED)

        self.is_open = threading.Event()
        self.play(act)
        self.start_local()
        plain = self.connect()
        plain.sendall(b"x")
        self.assertTrue(self.is_open.wait(classic.TIMEOUT))
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        plain.close()
        self.finish()

    def test_server_without_streams(self):
        self.theirs = Settings(name="lab")
        self.play(lambda channel: self.is_asked.wait(classic.TIMEOUT))
        self.is_asked = threading.Event()
        self.start_local()
        self.assert_next_is_over()
        self.is_asked.set()
        self.finish()

    def test_most_at_once(self):
        """The agent opens no more than the server takes: one over that would be refused by 5."""
        self.theirs = Settings(name="lab", most_streams=2)

        def act(channel):
            opened = [OneStream.offered(channel)[0] for _ in range(2)]
            self.are_open.set()
            self.is_turned_away.wait(classic.TIMEOUT)
            self.assertEqual([stream.number for stream in opened], [1, 3])
            opened[0].reset()
            stream, offer = OneStream.offered(channel)
            self.assertEqual(offer.number, 5)
            stream.reset()

        self.are_open, self.is_turned_away = threading.Event(), threading.Event()
        self.play(act)
        self.start_local()
        held = [self.connect() for _ in range(2)]
        self.assertTrue(self.are_open.wait(classic.TIMEOUT))
        self.assert_next_is_over()
        self.is_turned_away.set()
        self.assert_over(held[0])
        self.assert_next_is_over()
        self.finish()


class Publish(StreamsTest):
    def test_bytes_both_ways(self):
        backend = Backend(self)
        data = os.urandom(MIB // 2)

        def act(channel):
            stream = OneStream.open(channel, "web")
            self.assertEqual(stream.number, 2)
            self.assertGreater(stream.expect_acceptance(), 0)
            stream.send(data)
            self.assertTrue(stream.receive(len(data)) == data)
            stream.end()
            stream.expect_end()
            self.assertEqual(channel.session.streams.alive, {})

        self.play(act)
        self.start_agent("--publish", f"web={backend.address}")
        plain = backend.accept()
        plain.sendall(read_exactly(plain, len(data)))
        self.assertEqual(plain.recv(1), b"")
        plain.close()
        self.finish()

    def test_why_not(self):
        down = Backend(self, is_listening=False)

        def act(channel):
            for target, reason in (("down", REFUSED), ("other", NO_SUCH_TARGET)):
                self.assertEqual(OneStream.open(channel, target).expect_reset(), reason)

        self.play(act)
        self.start_agent("--publish", f"down={down.address}")
        self.finish()


class StandardStreams(StreamsTest):
    def test_carried_to_their_ends(self):
        data = os.urandom(MIB)

        def act(channel):
            stream, offer = OneStream.offered(channel)
            self.assertEqual(offer.target, "ssh")
            stream.grant(streamends.WINDOW)
            self.assertTrue(stream.receive(len(data)) == data)
            event = channel.next_event()
            self.assertEqual(event, Ended(stream.number))
            stream.send(b"answer")
            stream.end()
            self.assertEqual(channel.receive(), Closed(0))

        self.play(act)
        source = self.folder.write("input", data)
        with open(source, "rb") as file:
            code = self.run_agent("--local", "-=ssh", stdin=file)
        self.assertEqual(code, 0)
        self.assertEqual(self.agent.stdout.data, b"answer")


if __name__ == "__main__":
    main()
