# SPDX-License-Identifier: MIT
"""The man in the middle between the Python ends: what he gets from each protocol, and what not.

Usage: python3 tests/interop/test_maninthemiddle.py
"""

import socket
import unittest

import classicpeer as classic
import scriptedserver
import sealedpeer as sealed
import sealedscripts
import sealedsocket
from classicpeer import Stream
from maninthemiddle import ClassicMiddle, ManInTheMiddle, SealedMiddle
from programs import wait_until
from scriptedserver import Conversation, ScriptedServer
from sealedpeer import Closed, Settings
from sealedsocket import Channel

SECRET = b"the pump's password"


class MiddleTest(unittest.TestCase):
    def put_between(self, kind: type, script, **options) -> ManInTheMiddle:
        self.server = ScriptedServer(script)
        self.addCleanup(self.server.close)
        self.middle = kind(self.server.port, **options)
        self.addCleanup(self.middle.stop)
        return self.middle

    def connect(self) -> Stream:
        connected = socket.create_connection(("127.0.0.1", self.middle.port), classic.TIMEOUT)
        self.addCleanup(connected.close)
        return Stream(connected)

    def finish(self):
        self.middle.stop()
        self.server.finish()


def trust(pinned: bytes):
    """An agent's decision with one known key."""

    def decide(channel: Channel):
        if channel.offered.key != pinned:
            channel.session.refuse(sealed.ChangedServerKey("the key has changed"))
            raise channel.session.failure
        channel.session.accept()

    return decide


class Classic(MiddleTest):
    def test_he_reads_everything(self):
        self.put_between(ClassicMiddle, scriptedserver.echo)
        channel = classic.agent_handshake(self.connect())
        channel.send(SECRET)
        self.assertEqual(channel.receive(), SECRET)
        channel.send_goodbye()
        channel.stream.end_sending()
        self.finish()
        self.assertEqual(self.middle.got, [("agent", SECRET), ("server", SECRET)])
        # Both ends are content. Only who compared the two fingerprints by another way would know.
        self.assertEqual(self.middle.failures, [])
        self.assertNotEqual(channel.fingerprint, self.server.talks[0].channel.fingerprint)


class Sealed(MiddleTest):
    def test_pinned_key_gives_him_nothing(self):
        servers = Settings()
        self.put_between(SealedMiddle, sealedscripts.answer_opening(servers))
        stream = self.connect()
        with self.assertRaises(sealed.ChangedServerKey):
            sealedsocket.agent_handshake(stream, None, trust(servers.static.public))
        stream.end_sending()
        self.finish()
        # Neither a message nor the agent's key: it stopped before it told anything of itself.
        self.assertEqual(self.middle.got, [])
        self.assertEqual(self.middle.keys_seen, {"server": servers.static.public})
        self.assertIsInstance(self.middle.failures[0], sealed.Truncated)
        self.assertIsInstance(self.server.talks[0].ending, sealed.Truncated)

    def test_first_contact_gives_him_everything(self):
        self.put_between(SealedMiddle, sealedscripts.echo(Settings()))
        channel = sealedsocket.agent_handshake(self.connect())
        channel.send(SECRET)
        self.assertEqual(channel.receive(), SECRET)
        channel.close()
        self.assertEqual(channel.receive(), Closed(0))
        channel.stream.end_sending()
        self.finish()
        self.assertEqual(self.middle.got, [("agent", SECRET), ("server", SECRET)])
        self.assertEqual(self.middle.failures, [])
        # The key that the agent saw is not the server's: a later visit without him shows it.
        self.assertEqual(channel.offered.key, self.middle.towards_agent.static.public)

    def test_psk_that_he_does_not_have_gives_him_nothing(self):
        ours = Settings(psk=b"p" * 32)
        self.put_between(SealedMiddle, sealedscripts.answer_opening(ours), psk=b"q" * 32)
        stream = self.connect()
        with self.assertRaises(sealed.Truncated):
            sealedsocket.agent_handshake(stream, Settings(psk=ours.psk))
        stream.end_sending()
        self.finish()
        self.assertEqual(self.middle.got, [])
        self.assertIsInstance(self.middle.failures[0], sealed.NotVerified)

    def test_compared_code_catches_him(self):
        self.put_between(SealedMiddle, verify_and_listen)
        channel = sealedsocket.agent_handshake(self.connect())
        channel.session.verify()
        agents_code = channel.expect(sealed.CodeReady).digits
        # He passes a CLOSE on at once, so the other comparison must be done by then.
        wait_until(lambda: self.server.talks[0].messages, "the server's person has a code too")
        channel.close()
        channel.ended()
        channel.stream.end_sending()
        self.finish()
        servers_code = self.server.talks[0].messages[0]
        # He shares a code with either end, and they are not one: in 1 of 10^6 runs they would be.
        self.assertEqual(self.middle.codes, {"agent": agents_code, "server": servers_code})
        self.assertNotEqual(agents_code, servers_code)


def verify_and_listen(talk: Conversation, stream: Stream):
    """A server whose person asks for a comparison too; notes the code as if it was a message."""
    channel = sealedscripts.shake_hands(talk, stream, Settings())
    channel.session.verify()
    channel.expect(sealed.VerificationAsked)
    talk.messages.append(channel.expect(sealed.CodeReady).digits)
    talk.ending = channel.ended()


if __name__ == "__main__":
    unittest.main()
