# SPDX-License-Identifier: MIT
"""The Python peer's Noise against Debian's python3-dissononce.

Only the handshake and the first records: that library's rekey sets the counter to 0 and keeps 48
bytes, which Noise 4.2 and 11.3 do not.

Usage: python3 tests/interop/test_dissononce.py
"""

import unittest

from dissononce.dh.x25519.x25519 import X25519DH
from dissononce.extras.meta.protocol.factory import NoiseProtocolFactory

import sealednoise as noise
from sealednoise import KeyPair

PROLOGUE = b"Sealcord sealed protocol 1\xc5SEAL\x01\x00\x00"
PSK = bytes(range(32))


def other_end(is_initiator: bool, psk: bytes | None):
    name = "Noise_XXpsk3" if psk else "Noise_XX"
    protocol = NoiseProtocolFactory().get_noise_protocol(name + "_25519_AESGCM_SHA256")
    state = protocol.create_handshakestate()
    keys = X25519DH().generate_keypair()
    psks = (psk,) if psk else None
    state.initialize(protocol.pattern, is_initiator, PROLOGUE, s=keys, psks=psks)
    return state, keys


class Dissononce(unittest.TestCase):
    def test_handshake_and_first_records(self):
        for we_initiate in (True, False):
            for psk in (None, PSK):
                with self.subTest(we_initiate=we_initiate, psk=psk):
                    self.shake_hands(we_initiate, psk)

    def shake_hands(self, we_initiate: bool, psk: bytes | None):
        static = KeyPair()
        ours = noise.Handshake(we_initiate, static, PROLOGUE, psk)
        theirs, their_keys = other_end(not we_initiate, psk)
        ciphers = None
        for number in range(3):
            payload = b"payload %d" % number
            buffer = bytearray()
            if we_initiate == (number % 2 == 0):
                ciphers = theirs.read_message(ours.write(payload), buffer)
                self.assertEqual(bytes(buffer), payload)
            else:
                ciphers = theirs.write_message(payload, buffer)
                self.assertEqual(ours.read(bytes(buffer)), payload)
        self.assertEqual(ours.remote_static, their_keys.public.data)
        self.assertEqual(theirs.rs.data, static.public)
        self.exchange(ours.state.split(), ciphers)

    def exchange(self, keys: tuple[bytes, bytes], ciphers):
        for key, cipher in zip(keys, ciphers):
            for n in range(4):
                sealed = noise.seal(key, n, b"", b"record")
                self.assertEqual(bytes(cipher.decrypt_with_ad(b"", sealed)), b"record")


if __name__ == "__main__":
    unittest.main()
