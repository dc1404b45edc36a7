# SPDX-License-Identifier: MIT
"""What the tests of `sealcord server` over sealed share: a server with files, agents of it."""

import os
import tempfile
from pathlib import Path

import classicpeer as classic
import sealedforms as forms
import sealedsocket
from classicpeer import Stream
from programs import Program
from sealednoise import KeyPair
from sealedpeer import Closed, Settings, Truncated
from sealedsocket import Channel
from servertest import ServerTest

PSK = bytes(range(100, 132))


class Folder:
    """The files of one program, in a folder that ends with the test."""

    def __init__(self, test):
        temporary = tempfile.TemporaryDirectory()
        test.addCleanup(temporary.cleanup)
        self.path = Path(temporary.name)

    def write(self, name: str, content: bytes | str, mode: int = 0o600) -> str:
        """Beside the old file and renamed over it, as a program that watches it may expect."""
        data = content.encode() if isinstance(content, str) else content
        beside = self.path / (name + ".new")
        beside.write_bytes(data)
        beside.chmod(mode)
        target = self.path / name
        beside.rename(target)
        return str(target)

    def name(self, name: str) -> str:
        return str(self.path / name)

    def read(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")


def entry(keys: KeyPair, name: str, *options: str) -> str:
    return " ".join((forms.key_text(keys.public), f"name={name}", *options)) + "\n"


def pretending(public: bytes) -> KeyPair:
    """A pair that tells another public key than its own."""
    pair = KeyPair()
    pair.public = public
    return pair


def with_top_bit(pair: KeyPair) -> KeyPair:
    """The same key to X25519, which ignores that bit, and another one as text."""
    pair.public = classic.flip_bit(pair.public, 31, 7)
    return pair


class SealedServerTest(ServerTest):
    def setUp(self):
        self.folder = Folder(self)
        self.keys = KeyPair()

    def start_server(self, *options: str) -> Program:
        """With a key that the test knows, unless the options name another file."""
        if "--identity" not in options:
            options = ("--identity", self.folder.write("server.key", self.keys.pem()), *options)
        # One server takes many bad peers here, and each must be found in its log.
        return super().start_server("--log-limit", "off", *options)

    def authorize(self, *entries: str) -> str:
        return self.folder.write("authorized_agents", "".join(entries))

    def psk_file(self, psk: bytes = PSK) -> str:
        return self.folder.write("psk", forms.psk_text(psk))

    def open_sealed(self, settings: Settings | None = None) -> Channel:
        channel = sealedsocket.agent_handshake(self.connect(), settings)
        self.assertEqual(channel.offered.key, self.keys.public)
        return channel

    def assert_closed(self, channel: Channel, reason: int = 0):
        """The server says CLOSE, then FIN, and nothing between or behind."""
        self.assertEqual(channel.receive(), Closed(reason))
        self.assertEqual(channel.stream.read_to_end()[0], b"")

    def assert_closes(self, channel: Channel):
        """After a good CLOSE of ours."""
        channel.close()
        self.assert_closed(channel)

    def assert_cut(self, channel: Channel):
        """The server ends the connection without a word for it: no CLOSE, no alert."""
        try:
            self.assertIsInstance(channel.ended(), Truncated)
        except ConnectionResetError:
            pass

    def assert_dies(self, channel: Channel, data: bytes, reason: str):
        channel.stream.send(data)
        self.assert_cut(channel)
        self.assert_logged(channel.stream, reason)

    def assert_answer(self, stream: Stream, opening: bytes, answer: bytes, reason: str):
        """All that an opening gets, up to the end."""
        stream.send(opening)
        self.assertEqual(stream.read_to_end()[0].hex(), answer.hex())
        self.assert_logged(stream, reason)


def random_messages(count: int, size: int) -> list[bytes]:
    return [os.urandom(size) for _ in range(count)]
