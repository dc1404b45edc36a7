# SPDX-License-Identifier: MIT
"""The Python peer against the vectors, and its two ends against each other.

Usage: python3 tests/interop/test_classicpeer.py
"""

import json
import os
import socket
import threading
import unittest
from pathlib import Path

import classicpeer as classic
from classicpeer import Channel, Ending, KeyPair, Stream

VECTORS = Path(__file__).resolve().parent.parent / "data" / "classic-vectors.json"


def x25519(scalar: bytes, point: bytes) -> bytes:
    """RFC 7748, section 5, as its text has it: the oracle for the list of low-order keys."""
    k = int.from_bytes(scalar, "little")
    k = k & ~7 & ~(1 << 255) | 1 << 254
    p = classic.FIELD_PRIME
    x1 = (int.from_bytes(point, "little") & (1 << 255) - 1) % p
    x2, z2, x3, z3 = 1, 0, x1, 1
    swapped = 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if bit != swapped:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swapped = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a, b * b, d * a, c * b
        x3, z3 = (da + cb) ** 2 % p, x1 * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, (aa - bb) * (aa + 121665 * (aa - bb)) % p
    if swapped:
        x2, z2 = x3, z3
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


class Vectors(unittest.TestCase):
    def setUp(self):
        vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
        self.handshakes = [self.from_hex(row) for row in vectors["handshakes"]]
        self.frames = [self.from_hex(row) for row in vectors["frames"]]
        self.assertEqual((len(self.handshakes), len(self.frames)), (8, 5))

    @staticmethod
    def from_hex(row: dict) -> dict:
        plain = ("verify_token", "an_agent_may_send_this_token")
        return {
            name: int(value) if name in plain else bytes.fromhex(value)
            for name, value in row.items()
        }

    def test_agent_side(self):
        for row in self.handshakes:
            with self.subTest(token=row["verify_token"]):
                keys = KeyPair(row["agent_private"])
                self.assertEqual(keys.public, row["agent_public"])
                request = classic.encode_request(keys.public, row["verify_token"])
                self.assertEqual(request, row["request"])
                self.assertEqual(classic.response_key(row["response"]), row["server_public"])
                self.assertEqual(keys.agree(row["server_public"]), row["key"])
                classic.verify_response(row["response"], row["key"], row["verify_token"])
                may_send = row["verify_token"] >= classic.SMALLEST_AGENT_TOKEN
                self.assertEqual(may_send, row["an_agent_may_send_this_token"])

    def test_server_side(self):
        for row in self.handshakes:
            with self.subTest(token=row["verify_token"]):
                keys = KeyPair(row["server_private"])
                self.assertEqual(keys.public, row["server_public"])
                request = classic.decode_request(row["request"])
                self.assertEqual(request.token, row["verify_token"])
                key = keys.agree(request.public)
                self.assertEqual(key, row["key"])
                response = classic.encode_response(
                    keys.public, key, request.token, row["response_nonce"]
                )
                self.assertEqual(response, row["response"])

    def test_every_bit_of_a_sealed_token_counts(self):
        row = self.handshakes[0]
        for offset in range(1 + classic.KEY_SIZE, classic.RESPONSE_SIZE):
            for bit in range(8):
                damaged = classic.flip_bit(row["response"], offset, bit)
                with self.assertRaises(classic.NotAuthentic):
                    classic.verify_response(damaged, row["key"], row["verify_token"])
        with self.assertRaises(classic.NotAuthentic):
            classic.verify_response(row["response"], row["key"], row["verify_token"] + 1)

    def test_frames(self):
        for row in self.frames:
            with self.subTest(size=len(row["plaintext"])):
                frame = classic.seal_frame(row["key"], row["plaintext"], row["nonce"])
                self.assertEqual(frame, row["frame"])
                sealed = row["frame"][classic.LENGTH_SIZE + classic.NONCE_SIZE :]
                opened = classic.open_sealed(row["key"], row["nonce"], sealed)
                self.assertEqual(opened, row["plaintext"])


class Tokens(unittest.TestCase):
    def test_canonical_lengths(self):
        lengths = {0: 1, 250: 1, 251: 3, 65535: 3, 65536: 5, 2**32 - 1: 5, 2**32: 9, 2**64 - 1: 9}
        for value, length in lengths.items():
            encoded = classic.encode_token(value)
            self.assertEqual(len(encoded), length)
            self.assertEqual(classic.decode_token(encoded), value)

    def test_non_canonical_encodings_are_read(self):
        for marker in classic.TOKEN_WIDTHS:
            self.assertEqual(classic.decode_token(classic.encode_token(7, marker)), 7)

    def test_invalid_markers_are_refused(self):
        for marker in (0xFE, 0xFF):
            with self.assertRaises(classic.ProtocolError):
                classic.token_width(marker)


class LowOrderKeys(unittest.TestCase):
    def test_ladder_against_the_standard(self):
        # RFC 7748, section 5.2, the first vector.
        scalar = "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"
        point = "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"
        product = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
        computed = x25519(bytes.fromhex(scalar), bytes.fromhex(point))
        self.assertEqual(computed.hex(), product)

    def test_each_gives_a_zero_secret(self):
        self.assertEqual(len(set(classic.LOW_ORDER_KEYS)), 14)
        for public in classic.LOW_ORDER_KEYS:
            self.assertFalse(any(x25519(os.urandom(32), public)), public.hex())
            with self.assertRaises(classic.ProtocolError):
                KeyPair().agree(public)

    def test_those_masked_to_ordinary_points_do_not(self):
        self.assertEqual(len(set(classic.MASKED_TO_ORDINARY_KEYS)), 5)
        for public in classic.MASKED_TO_ORDINARY_KEYS:
            self.assertTrue(any(x25519(os.urandom(32), public)), public.hex())
            KeyPair().agree(public)


class BothEnds(unittest.TestCase):
    """The agent's end in this thread, an echoing server's in another, a real socket between."""

    def setUp(self):
        self.server: Channel | None = None
        self.failure: Exception | None = None
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        self.thread = threading.Thread(target=self.echo, args=(listener,), daemon=True)
        self.thread.start()
        connected = socket.create_connection(listener.getsockname(), classic.TIMEOUT)
        self.addCleanup(connected.close)
        self.stream = Stream(connected)

    def echo(self, listener: socket.socket):
        listener.settimeout(classic.TIMEOUT)
        accepted, _ = listener.accept()
        with accepted:
            try:
                self.server = classic.server_handshake(Stream(accepted))
                while isinstance(message := self.server.receive(), bytes):
                    self.server.send(message)
                self.server.send_goodbye()
                self.server.stream.end_sending()
                self.server.stream.read_to_end()
            except (classic.ProtocolError, OSError) as error:
                self.failure = error

    def finish(self):
        self.thread.join(classic.TIMEOUT)
        self.assertFalse(self.thread.is_alive())

    def test_messages_and_goodbye(self):
        agent = classic.agent_handshake(self.stream)
        for size in (1, 17, 65536, 1 << 20):
            message = os.urandom(size)
            agent.send(message)
            self.assertEqual(agent.receive(), message)
        agent.send_goodbye()
        self.assertIs(agent.receive(), Ending.GOODBYE)
        self.assertIs(agent.receive(), Ending.FIN)
        self.stream.socket.close()
        self.finish()
        self.assertIsNone(self.failure)
        self.assertEqual(agent.fingerprint, self.server.fingerprint)

    def test_unauthenticated_goodbye(self):
        agent = classic.agent_handshake(self.stream)
        agent.send_unauthenticated_goodbye()
        self.assertIs(agent.receive(), Ending.GOODBYE)
        self.stream.socket.close()
        self.finish()
        self.assertIsNone(self.failure)

    def test_one_byte_segments_and_short_token(self):
        keys = KeyPair()
        self.stream.send_bytewise(classic.encode_request(keys.public, 5))
        agent = classic.finish_agent_handshake(self.stream, keys, 5)
        self.stream.send_bytewise(agent.frame(b"slowly"))
        self.assertEqual(agent.receive(), b"slowly")
        self.stream.send_with_fin(agent.frame(b"last"))
        self.assertEqual(agent.receive(), b"last")

    def test_damaged_frame_ends_the_connection(self):
        agent = classic.agent_handshake(self.stream)
        self.stream.send(classic.flip_bit(agent.frame(b"damaged"), 20))
        self.finish()
        self.assertIsInstance(self.failure, classic.NotAuthentic)
        self.assertEqual(self.stream.read_to_end(), (b"", True))


if __name__ == "__main__":
    unittest.main()
