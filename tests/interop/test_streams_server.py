# SPDX-License-Identifier: MIT
"""Streams of `sealcord server --forward` to an agent that was written from the specification alone.

Usage: python3 tests/interop/test_streams_server.py PATH_TO_SEALCORD [unittest options]
"""

import os
import socket
import struct

import streamends
from programs import main
from sealedpeer import Record
from sealedservertest import SealedServerTest, entry
from sealedstreams import numbered
from streamends import Backend, OneStream, read_exactly, read_to_end

CANCELLED, REFUSED, NOT_ALLOWED, NO_SUCH_TARGET = 0, 1, 3, 4
MIB = 1 << 20


class Forward(SealedServerTest):
    def setUp(self):
        super().setUp()
        self.backend = Backend(self)
        self.agent = streamends.settings(name="pump-3")
        down = Backend(self, is_listening=False)
        listed = self.authorize(entry(self.agent.static, "pump-3", "forward=db,down,missing"))
        self.start_server(
            *("--agents", "authorized", "--authorized-agents", listed),
            *("--forward", f"db={self.backend.address}", "--forward", f"down={down.address}"),
            *("--forward", f"secret={self.backend.address}"),
        )
        self.channel = self.open_sealed(self.agent)

    def open(self, target: str = "db", window: int = streamends.WINDOW):
        """A stream that is accepted, and what it leads to."""
        stream = OneStream.open(self.channel, target, window)
        plain = self.backend.accept()
        self.assertGreater(stream.expect_acceptance(), 0)
        return stream, plain

    def assert_still_echoes(self):
        self.assert_echoes(self.channel)

    def test_server_says_that_it_has_streams(self):
        self.assertGreater(self.channel.session.peer.most_streams, 0)

    def test_bytes_both_ways_and_their_ends(self):
        stream, plain = self.open()
        stream.send(b"question")
        self.assertEqual(read_exactly(plain, 8), b"question")
        plain.sendall(b"answer")
        self.assertEqual(stream.receive(6), b"answer")
        stream.end()
        self.assertEqual(plain.recv(1), b"")
        plain.sendall(b"behind it")  # a half-close
        self.assertEqual(stream.receive(9), b"behind it")
        plain.close()
        stream.expect_end()
        self.assertEqual(self.channel.session.streams.alive, {})
        self.assert_still_echoes()

    def test_backend_ends_first(self):
        stream, plain = self.open()
        plain.shutdown(socket.SHUT_WR)
        stream.expect_end()
        stream.send(b"and on")
        stream.end()
        self.assertEqual(read_to_end(plain), b"and on")

    def test_much(self):
        data = os.urandom(3 * MIB)
        stream, plain = self.open()
        for at in range(0, len(data), MIB // 4):
            piece = data[at : at + MIB // 4]
            stream.send(piece)
            self.assertTrue(read_exactly(plain, len(piece)) == piece, f"at {at}")
            plain.sendall(piece)
            self.assertTrue(stream.receive(len(piece)) == piece, f"at {at}")

    def test_why_not(self):
        for target, reason in (("down", REFUSED), ("secret", NOT_ALLOWED), ("other", NOT_ALLOWED),
                               ("missing", NO_SUCH_TARGET), ("db@pump-3", NOT_ALLOWED)):
            with self.subTest(target):
                stream = OneStream.open(self.channel, target)
                self.assertEqual(stream.expect_reset(), reason)
        self.assert_still_echoes()

    def test_window_is_kept(self):
        stream, plain = self.open(window=1000)
        data = os.urandom(100_000)
        plain.sendall(data)
        self.assertEqual(stream.receive(1000, granting=False), data[:1000])
        # Nothing comes beyond it, and messages do not wait for it.
        self.assert_still_echoes()
        stream.grant(500)
        self.assertEqual(stream.receive(500, granting=False), data[1000:1500])
        stream.grant(len(data))
        self.assertTrue(stream.receive(len(data) - 1500, granting=False) == data[1500:])

    def test_window_of_nothing(self):
        stream, plain = self.open(window=0)
        plain.sendall(b"waits")
        self.assert_still_echoes()
        stream.grant(2)
        self.assertEqual(stream.receive(2, granting=False), b"wa")

    def test_resets(self):
        stream, plain = self.open()
        stream.reset()
        self.assertIn(self.end_of(plain), (b"", ConnectionResetError))
        stream, plain = self.open()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        plain.close()
        self.assertEqual(stream.expect_reset(), CANCELLED)
        self.assert_still_echoes()

    @staticmethod
    def end_of(plain: socket.socket):
        try:
            return plain.recv(1)
        except ConnectionResetError:
            return ConnectionResetError

    def test_end_of_the_connection_ends_them(self):
        streams = [self.open() for _ in range(3)]
        self.channel.stream.socket.close()
        for _, plain in streams:
            self.assertIn(self.end_of(plain), (b"", ConnectionResetError))

    def test_many(self):
        streams = [self.open() for _ in range(50)]
        for i, (stream, plain) in enumerate(streams):
            stream.send(b"%d" % i * 1000)
            plain.sendall(b"%d" % i * 10)
        for i, (stream, plain) in enumerate(streams):
            self.assertEqual(read_exactly(plain, len(b"%d" % i) * 1000), b"%d" % i * 1000)
        expected = {stream.number: b"%d" % i * 10 for i, (stream, _) in enumerate(streams)}
        while any(expected.values()):
            event = self.channel.next_event()
            if hasattr(event, "data"):
                self.assertTrue(expected[event.number].startswith(event.data))
                expected[event.number] = expected[event.number][len(event.data):]

    def test_rules(self):
        rows = {
            "over its credit": lambda stream: (
                Record.DATA, numbered(bytes(65_000), stream.number)),
            "OPEN of stream 1, which was there before": lambda stream: (
                Record.OPEN, numbered(bytes(4) + b"db", stream.number)),
            "WINDOW of stream 99, which was not opened": lambda stream: (
                Record.WINDOW, numbered(b"\0\0\0\1", 99)),
            "DATA of 4 bytes": lambda stream: (Record.DATA, numbered(b"", stream.number)),
        }
        for reason, record_of in rows.items():
            with self.subTest(reason):
                self.channel = self.open_sealed(self.agent)
                stream, plain = self.open()
                # Nobody reads at the backend, so that the credit does not grow for ever.
                times = 400 if reason == "over its credit" else 1
                data = b"".join(self.channel.record(*record_of(stream)) for _ in range(times))
                try:
                    self.channel.stream.send(data)
                except OSError:
                    pass
                self.assert_logged(self.channel.stream, reason)
                self.assertIn(self.end_of_all(plain), (b"", ConnectionResetError))

    def end_of_all(self, plain: socket.socket):
        try:
            read_to_end(plain)
            return b""
        except ConnectionResetError:
            return ConnectionResetError


if __name__ == "__main__":
    main()
