# SPDX-License-Identifier: MIT
"""The Python agent and the Python server of the sealed protocol against each other.

Usage: python3 tests/interop/test_sealedsocket.py
"""

import os
import socket
import unittest

import classicpeer as classic
import sealedpeer as sealed
import sealedscripts as scripts
import sealedsocket
from classicpeer import Stream
from scriptedserver import ScriptedServer
from sealedpeer import Closed, Record, Settings
from sealedsocket import Channel
from servertest import Sender

PSK = bytes(range(32))


class SocketTest(unittest.TestCase):
    def serve(self, *played) -> ScriptedServer:
        self.server = ScriptedServer(*played)
        self.addCleanup(self.server.close)
        return self.server

    def connect(self) -> Stream:
        connected = socket.create_connection(("127.0.0.1", self.server.port), classic.TIMEOUT)
        self.addCleanup(connected.close)
        return Stream(connected)

    def open_channel(self, settings: Settings | None = None) -> Channel:
        return sealedsocket.agent_handshake(self.connect(), settings)

    def finish(self, channel: Channel):
        """The agent closes politely, and the server takes it as that."""
        channel.close()
        self.assertEqual(channel.receive(), Closed(0))
        channel.stream.end_sending()
        self.server.finish()
        self.assertEqual(self.server.talks[-1].ending, Closed(0))
        self.assertEqual(self.server.talks[-1].rest, b"")


class Talking(SocketTest):
    def test_keys_and_names(self):
        for psk in (None, PSK):
            with self.subTest(psk=psk):
                ours, theirs = Settings(psk=psk, name="pump-3"), Settings(psk=psk, name="lab")
                self.serve(scripts.echo(theirs))
                channel = self.open_channel(ours)
                self.assertEqual(channel.offered.key, theirs.static.public)
                self.assertEqual(channel.session.peer.name, "lab")
                self.finish(channel)
                offered = self.server.talks[0].channel.offered
                self.assertEqual(offered, sealed.KeyOffered(ours.static.public, "pump-3"))

    def test_sizes(self):
        self.serve(scripts.echo(Settings()))
        channel = self.open_channel()
        for size in (1, 64, 1024, 65518, 65519, 1 << 20):
            message = os.urandom(size)
            sender = Sender(channel.stream, channel.sealed(message))
            self.assertTrue(channel.receive() == message, f"echo of {size} bytes")
            sender.join()
        self.finish(channel)

    def test_batches(self):
        self.serve(scripts.echo(Settings()))
        channel = self.open_channel()
        messages = [b"%d" % number for number in range(100)]
        channel.send_batch(messages)
        self.assertEqual([channel.receive() for _ in messages], messages)
        self.finish(channel)

    def test_rekey_in_both_directions(self):
        lowered = 16
        self.serve(scripts.echo(Settings(rekey_interval=lowered)))
        channel = self.open_channel(Settings(rekey_interval=lowered))
        for number in range(4 * lowered):
            channel.send(b"%d" % number)
            self.assertEqual(channel.receive(), b"%d" % number)
        self.finish(channel)

    def test_ping(self):
        self.serve(scripts.echo(Settings()))
        channel = self.open_channel()
        channel.session.ping(b"12345678")
        self.assertEqual(channel.expect(sealed.RoundTrip).data, b"12345678")
        self.finish(channel)


class Ends(SocketTest):
    def test_server_closes(self):
        for reason in (0, 1, 4, 200):
            with self.subTest(reason=reason):
                end = lambda channel, _, said=reason: channel.close(said)
                self.serve(scripts.close_after(Settings(), 0, end))
                channel = self.open_channel()
                channel.send(b"x")
                self.assertEqual(channel.receive(), Closed(reason))
                channel.stream.end_sending()
                self.server.finish()

    def test_not_admitted(self):
        for reason in (2, 3):
            with self.subTest(reason=reason):
                self.serve(scripts.refuse(Settings(), reason))
                with self.assertRaisesRegex(sealed.NotAdmitted, str(reason)):
                    self.open_channel()

    def test_end_without_close(self):
        self.serve(scripts.close_after(Settings(), 0, lambda *_: None))
        channel = self.open_channel()
        channel.send(b"x")
        self.assertIsInstance(channel.ended(), sealed.Truncated)
        channel.stream.end_sending()
        self.server.finish()

    def test_other_mode(self):
        for ours, theirs in ((None, PSK), (PSK, None)):
            with self.subTest(ours=ours):
                self.serve(scripts.answer_opening(Settings(psk=theirs)))
                stream = self.connect()
                with self.assertRaises(sealed.ModeNotTaken):
                    sealedsocket.agent_handshake(stream, Settings(psk=ours))
                stream.end_sending()
                self.server.finish()
                self.assertIsInstance(self.server.talks[0].ending, sealed.ModeNotTaken)

    def test_other_psk(self):
        self.serve(scripts.answer_opening(Settings(psk=PSK)))
        with self.assertRaises(sealed.Truncated):
            self.open_channel(Settings(psk=PSK[::-1]))
        self.assertIsInstance(self.server.talks[0].ending, sealed.NotVerified)

    def test_damage_ends_it_behind_what_was_good(self):
        self.serve(scripts.listen(Settings()))
        channel = self.open_channel()
        good, bad = channel.sealed(b"good"), channel.sealed(b"bad")
        channel.stream.send(good + classic.flip_bit(bad, 5))
        self.assertIsInstance(channel.ended(), sealed.Truncated)
        self.assertEqual(self.server.talks[0].messages, [b"good"])
        self.assertIsInstance(self.server.talks[0].ending, sealed.NotAuthentic)

    def test_record_of_an_unknown_type(self):
        self.serve(scripts.listen(Settings()))
        channel = self.open_channel()
        channel.stream.send(channel.record(0x0F, b"") + channel.record(Record.MESSAGE, b"x"))
        self.assertIsInstance(channel.ended(), sealed.Truncated)
        self.assertEqual(self.server.talks[0].messages, [])


if __name__ == "__main__":
    unittest.main()
