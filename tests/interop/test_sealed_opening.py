# SPDX-License-Identifier: MIT
"""How `sealcord server` begins: preamble and handshake of the sealed protocol, good and bad.

Usage: python3 tests/interop/test_sealed_opening.py PATH_TO_SEALCORD [unittest options]

The agent was written from the specification alone.
"""

import os
import stat

import classicpeer as classic
import sealedforms as forms
import sealednoise as noise
import sealedpeer as sealed
import sealedsocket
from programs import main
from sealedends import Agent
from sealednoise import KeyPair
from sealedpeer import Settings
from sealedservertest import PSK, SealedServerTest, pretending, with_top_bit
from servertest import wait_until_arrived

LIMIT = sealed.DEFAULT_MAX_MESSAGE
GO_ON = sealed.preamble(0, sealed.GO_ON)


def opening(settings: Settings | None = None) -> bytes:
    return Agent(settings or Settings()).take_output()


class Handshake(SealedServerTest):
    def test_both_modes(self):
        for psk in (None, PSK):
            with self.subTest(psk=psk):
                options = ("--psk-file", self.psk_file()) if psk else ()
                self.start_server("--name", "lab", *options)
                channel = self.open_sealed(Settings(psk=psk, name="pump-3"))
                self.assertEqual(channel.session.peer.name, "lab")
                self.assertEqual(channel.session.peer.largest_message, LIMIT)
                self.assert_echoes(channel)
                self.assert_closes(channel)

    def test_key_is_made_at_first_start_and_kept(self):
        path = self.folder.name("made.key")
        for _ in range(2):
            server = self.start_server("--identity", path)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            with open(path, "rb") as file:
                made = KeyPair.from_pem(file.read())
            channel = sealedsocket.agent_handshake(self.connect())
            self.assertEqual(channel.offered.key, made.public)
            server.stop()

    def test_key_that_others_may_read_is_refused(self):
        path = self.folder.write("open.key", self.keys.pem(), 0o644)
        server = self.start("server", "--listen", "127.0.0.1:0", "--identity", path)
        self.assertNotEqual(server.wait(), 0)
        self.assertIn("chmod 600", server.stderr.text)
        self.assertNotIn(self.keys.pem().decode().split("\n")[1], server.stderr.text)

    def test_in_one_byte_segments(self):
        self.start_server()
        stream, agent = self.connect(), Agent(Settings())
        stream.send_bytewise(agent.take_output())
        agent.receive(stream.read_exactly(sealed.PREAMBLE_SIZE + 98))
        agent.accept()
        stream.send_bytewise(agent.take_output())
        agent.receive(stream.read_exactly(2 + forms.HELLO_SIZE + 1 + noise.TAG_SIZE))
        self.assertEqual(agent.state, "Open")

    def test_cut_in_two_anywhere(self):
        self.start_server()
        for cut in range(1, 42):
            stream, agent = self.connect(), Agent(Settings())
            data = agent.take_output()
            stream.send(data[:cut])
            wait_until_arrived(stream)
            stream.send(data[cut:])
            self.assertEqual(stream.read_exactly(sealed.PREAMBLE_SIZE), GO_ON)

    def test_other_psk(self):
        self.start_server("--psk-file", self.psk_file())
        stream = self.connect()
        with self.assertRaises(sealed.Truncated):
            sealedsocket.agent_handshake(stream, Settings(psk=PSK[::-1]))
        self.assert_logged(stream, "failed verification")

    def test_ephemerals_are_fresh(self):
        self.start_server()
        seen = set()
        for _ in range(100):
            stream = self.connect()
            stream.send(opening())
            seen.add(stream.read_exactly(sealed.PREAMBLE_SIZE + 2 + noise.KEY_SIZE)[10:])
        self.assertEqual(len(seen), 100)

    def test_low_order_keys_get_no_answer(self):
        self.start_server()
        for key in classic.LOW_ORDER_KEYS:
            with self.subTest(key=key.hex()):
                data = sealed.preamble(0, 0) + b"\x00\x20" + key
                self.assert_answer(self.connect(), data, b"", "secret that anybody knows")

    def test_non_canonical_ordinary_keys_are_answered(self):
        self.start_server()
        for key in classic.MASKED_TO_ORDINARY_KEYS:
            with self.subTest(key=key.hex()):
                stream = self.connect()
                stream.send(sealed.preamble(0, 0) + b"\x00\x20" + key)
                self.assertEqual(stream.read_exactly(sealed.PREAMBLE_SIZE), GO_ON)

    def test_static_keys_that_none_may_have(self):
        self.start_server()
        rows = {
            "secret that anybody knows": pretending(bytes(32)),
            "top bit": with_top_bit(KeyPair()),
        }
        for reason, static in rows.items():
            with self.subTest(reason=reason):
                stream = self.connect()
                with self.assertRaises(sealed.Truncated):
                    sealedsocket.agent_handshake(stream, Settings(static))
                self.assert_logged(stream, reason)

    def test_other_lengths_are_refused_when_they_are_there(self):
        self.start_server()
        for length in (0, 1, 31, 33, 48, 0xFFFF):
            with self.subTest(length=length):
                data = sealed.preamble(0, 0) + length.to_bytes(2, "big")
                self.assert_answer(self.connect(), data, b"", f"message 1 of {length} bytes")
        for length in (0, 191, 193, 0xFFFF):
            with self.subTest(length=length):
                stream = self.connect()
                stream.send(opening())
                stream.read_exactly(sealed.PREAMBLE_SIZE + 98)
                data = length.to_bytes(2, "big")
                self.assert_answer(stream, data, b"", f"message 3 of {length} bytes")

    def test_damaged_message_3(self):
        self.start_server()
        for offset in (2, 33, 34, 49, 50, 177, 178, 193):  # s, its tag, hello, its tag
            with self.subTest(offset=offset):
                stream, agent = self.connect(), Agent(Settings())
                stream.send(agent.take_output())
                agent.receive(stream.read_exactly(sealed.PREAMBLE_SIZE + 98))
                agent.accept()
                damaged = classic.flip_bit(agent.take_output(), offset)
                self.assert_answer(stream, damaged, b"", "failed verification")

    def test_unfinished_handshake_has_a_deadline(self):
        self.start_server("--handshake-timeout", "1s")
        silent, answered = self.connect(), self.connect()
        silent.send(opening()[:-1])
        answered.send(opening())
        self.assertEqual(silent.read_to_end()[0], b"")
        self.assertEqual(len(answered.read_to_end()[0]), sealed.PREAMBLE_SIZE + 98)
        for stream in (silent, answered):
            self.assert_logged(stream, "handshake not finished in 1 s")

    def test_claimed_name_cannot_write_into_the_log(self):
        self.start_server()
        channel = self.open_sealed(Settings(name="\x1b[2J\nINFO forged"))
        self.assert_echoes(channel)
        self.assert_closes(channel)
        self.assert_logged(channel.stream, "(?i)closed")
        self.assertNotIn(b"\x1b", self.server.stderr.data)
        self.assertNotIn("\nINFO forged", self.server.stderr.text)


class Downgrade(SealedServerTest):
    def test_version(self):
        self.start_server()
        for version in (0, 2, 255):
            with self.subTest(version=version):
                data = sealed.preamble(0, 0, version)
                answer = sealed.preamble(0, sealed.VERSION_REFUSED)
                self.assert_answer(self.connect(), data, answer, f"version {version}")

    def test_mode(self):
        for mode, options in ((0, ()), (1, ("--psk-file", self.psk_file()))):
            self.start_server(*options)
            for asked in {0, 1, 2, 255} - {mode}:
                with self.subTest(mode=mode, asked=asked):
                    answer = sealed.preamble(mode, sealed.MODE_REFUSED)
                    reason = "(?i)pre-shared key|mode"
                    self.assert_answer(self.connect(), sealed.preamble(asked, 0), answer, reason)

    def test_byte_7(self):
        self.start_server()
        for value in (1, 2, 3, 255):
            with self.subTest(value=value):
                stream = self.connect()
                stream.send(sealed.preamble(0, value))
                self.assert_refused(stream)

    def test_each_byte_of_the_magic(self):
        self.start_server()
        for size in range(len(sealed.MAGIC)):
            with self.subTest(size=size):
                stream = self.connect()
                stream.send(sealed.MAGIC[:size] + b"\xee")
                self.assert_refused(stream)
                self.assert_logged(stream, "not a Sealcord peer")

    def test_version_and_mode_are_part_of_the_handshake(self):
        # As if somebody on the way had changed what the agent asked for, and the answer back.
        self.start_server()
        agent = Agent(Settings(psk=PSK))
        stream = self.connect()
        message = agent.take_output()[sealed.PREAMBLE_SIZE :]
        stream.send(sealed.preamble(0, 0) + b"\x00\x20" + message[2:34])
        answer = stream.read_exactly(sealed.PREAMBLE_SIZE + 98)
        with self.assertRaises(sealed.NotVerified):
            agent.receive(sealed.preamble(1, sealed.GO_ON) + answer[sealed.PREAMBLE_SIZE :])

    def test_protocols(self):
        for protocol in ("both", "sealed", "classic"):
            with self.subTest(protocol=protocol):
                self.start_server("--protocol", protocol)
                self.check_classic(protocol != "sealed")
                self.check_sealed(protocol != "classic")

    def test_both_protocols_are_the_default(self):
        self.start_server()
        self.check_classic(True)
        self.check_sealed(True)

    def check_classic(self, is_taken: bool):
        if is_taken:
            self.assert_echoes(self.open_channel())
            return
        stream = self.connect()
        stream.send(classic.encode_request(classic.KeyPair().public, 1 << 40))
        self.assert_refused(stream)

    def check_sealed(self, is_taken: bool):
        if is_taken:
            self.assert_echoes(self.open_sealed())
            return
        stream = self.connect()
        stream.send(opening())
        self.assert_refused(stream)


if __name__ == "__main__":
    main()
