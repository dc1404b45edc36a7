# SPDX-License-Identifier: MIT
"""`sealcord server` against Debian's python3-dissononce: handshake and first records.

Nothing of our own Noise stands between the two: only preamble, lengths, hello and types are ours.
No further than the first rekey, for that library's sets the counter to 0 and keeps 48 bytes, which
Noise 4.2 and 11.3 do not.

Usage: python3 tests/interop/test_dissononce_server.py PATH_TO_SEALCORD [unittest options]
"""

import os

from dissononce.dh.x25519.x25519 import X25519DH
from dissononce.extras.meta.protocol.factory import NoiseProtocolFactory

import sealedforms as forms
import sealedpeer as sealed
from classicpeer import Stream
from programs import main
from sealedpeer import Record
from sealedservertest import PSK, SealedServerTest


class OtherAgent:
    """An agent whose Noise is dissononce's."""

    def __init__(self, stream: Stream, psk: bytes | None):
        self._stream = stream
        mode = 1 if psk else 0
        name = "Noise_XXpsk3" if psk else "Noise_XX"
        protocol = NoiseProtocolFactory().get_noise_protocol(name + "_25519_AESGCM_SHA256")
        self._state = protocol.create_handshakestate()
        self._opening = sealed.preamble(mode, 0)
        self._state.initialize(
            protocol.pattern,
            True,
            sealed.PROLOGUE + self._opening,
            s=X25519DH().generate_keypair(),
            psks=(psk,) if psk else None,
        )

    def shake_hands(self, name: str) -> bytes:
        """The server's key."""
        self._stream.send(self._opening + self._message(b"")[0])
        answer = self._stream.read_exactly(sealed.PREAMBLE_SIZE)
        if answer != self._opening[:7] + bytes([sealed.GO_ON]):
            raise AssertionError(f"an answer of {answer.hex()}")
        self._state.read_message(self._framed(), bytearray())
        servers_key = self._state.rs.data
        message, (self._sending, self._receiving) = self._message(
            forms.encode_hello(name, sealed.DEFAULT_MAX_MESSAGE)
        )
        self._stream.send(message)
        return servers_key

    def _message(self, payload: bytes):
        buffer = bytearray()
        ciphers = self._state.write_message(payload, buffer)
        return len(buffer).to_bytes(2, "big") + bytes(buffer), ciphers

    def _framed(self) -> bytes:
        size = int.from_bytes(self._stream.read_exactly(2), "big")
        return self._stream.read_exactly(size)

    def send(self, record_type: int, body: bytes):
        record = bytes(self._sending.encrypt_with_ad(b"", body + bytes([record_type])))
        self._stream.send(len(record).to_bytes(2, "big") + record)

    def receive(self) -> tuple[int, bytes]:
        plaintext = bytes(self._receiving.decrypt_with_ad(b"", self._framed()))
        return plaintext[-1], plaintext[:-1]


class Dissononce(SealedServerTest):
    def test_handshake_and_first_records(self):
        for psk in (None, PSK):
            with self.subTest(psk=psk):
                options = ("--psk-file", self.psk_file()) if psk else ()
                self.start_server("--name", "lab", *options)
                agent = OtherAgent(self.connect(), psk)
                self.assertEqual(agent.shake_hands("other"), self.keys.public)
                record, body = agent.receive()
                self.assertEqual(record, Record.ADMIT)
                self.assertEqual(forms.decode_hello(body).name, "lab")
                self.talk(agent)

    def talk(self, agent: OtherAgent):
        for size in (1, 64, 1024, 16_384, sealed.MAX_BODY):
            message = os.urandom(size)
            agent.send(Record.MESSAGE, message)
            # A batch of one is valid too.
            record, body = agent.receive()
            if record == Record.BATCH:
                body = forms.decode_batch(body)[0]
            self.assertTrue(body == message, f"echo of {size} bytes")
        agent.send(Record.PING, b"12345678")
        self.assertEqual(agent.receive(), (Record.PONG, b"12345678"))
        agent.send(Record.CLOSE, b"\0")
        self.assertEqual(agent.receive(), (Record.CLOSE, b"\0"))


if __name__ == "__main__":
    main()
