# SPDX-License-Identifier: MIT
"""Noise_XX_25519_AESGCM_SHA256 and Noise_XXpsk3_25519_AESGCM_SHA256 (Noise, revision 34).

Written from the specifications alone, with nothing of the programs under test. The objects have
the names of the Noise specification, section 5.
"""

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
TAG_SIZE = 16
LAST_NONCE = 2**64 - 1
PATTERN = (("e",), ("e", "ee", "s", "es"), ("s", "se"))


class ZeroSecret(Exception):
    """An X25519 result of zeros (RFC 7748, 6.1)."""


class BadTag(Exception):
    """A tag did not verify."""


class KeyPair:
    """An X25519 key pair; a private key that is given is for vectors and for static keys."""

    def __init__(self, private: bytes | None = None):
        if private is None:
            self._private = X25519PrivateKey.generate()
        else:
            self._private = X25519PrivateKey.from_private_bytes(private)
        # Not the shorter calls for raw bytes: Debian 12 has version 38, and they came with 40.
        self.private = self._raw_private()
        self.public = self._private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )

    def _raw_private(self) -> bytes:
        return self._private.private_bytes(
            serialization.Encoding.Raw,
            serialization.PrivateFormat.Raw,
            serialization.NoEncryption(),
        )

    @classmethod
    def from_pem(cls, pem: bytes) -> "KeyPair":
        pair = cls()
        pair._private = serialization.load_pem_private_key(pem, None)
        return cls(pair._raw_private())

    def pem(self) -> bytes:
        return self._private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    def agree(self, public: bytes) -> bytes:
        try:
            secret = self._private.exchange(X25519PublicKey.from_public_bytes(public))
        except ValueError as error:
            raise ZeroSecret from error
        if not any(secret):
            raise ZeroSecret
        return secret


def nonce_bytes(n: int) -> bytes:
    return bytes(4) + n.to_bytes(8, "big")


def seal(key: bytes, n: int, associated: bytes, plaintext: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce_bytes(n), plaintext, associated)


def open_sealed(key: bytes, n: int, associated: bytes, sealed: bytes) -> bytes:
    # A shorter one is refused by the library as ValueError: it holds no tag.
    if len(sealed) < TAG_SIZE:
        raise BadTag
    try:
        return AESGCM(key).decrypt(nonce_bytes(n), sealed, associated)
    except InvalidTag as error:
        raise BadTag from error


def rekey(key: bytes) -> bytes:
    """Noise 4.2 and 11.3: the counter is not touched, and 32 bytes are kept."""
    return seal(key, LAST_NONCE, b"", bytes(KEY_SIZE))[:KEY_SIZE]


def hkdf(chaining_key: bytes, material: bytes, outputs: int) -> list[bytes]:
    temporary = hmac.digest(chaining_key, material, "sha256")
    block, blocks = b"", []
    for number in range(1, outputs + 1):
        block = hmac.digest(temporary, block + bytes([number]), "sha256")
        blocks.append(block)
    return blocks


class SymmetricState:
    def __init__(self, name: bytes):
        self.h = name.ljust(32, b"\0") if len(name) <= 32 else hashlib.sha256(name).digest()
        self.ck = self.h
        self.k: bytes | None = None
        self.n = 0

    def _set_key(self, key: bytes) -> None:
        self.k, self.n = key, 0

    def mix_key(self, material: bytes) -> None:
        self.ck, key = hkdf(self.ck, material, 2)
        self._set_key(key)

    def mix_hash(self, data: bytes) -> None:
        self.h = hashlib.sha256(self.h + data).digest()

    def mix_key_and_hash(self, material: bytes) -> None:
        self.ck, to_hash, key = hkdf(self.ck, material, 3)
        self.mix_hash(to_hash)
        self._set_key(key)

    def encrypt_and_hash(self, plaintext: bytes) -> bytes:
        sealed = plaintext
        if self.k is not None:
            sealed = seal(self.k, self.n, self.h, plaintext)
            self.n += 1
        self.mix_hash(sealed)
        return sealed

    def decrypt_and_hash(self, sealed: bytes) -> bytes:
        plaintext = sealed
        if self.k is not None:
            plaintext = open_sealed(self.k, self.n, self.h, sealed)
            self.n += 1
        self.mix_hash(sealed)
        return plaintext

    def split(self) -> tuple[bytes, bytes]:
        first, second = hkdf(self.ck, b"", 2)
        return first, second


class Handshake:
    """One end of XX, or of XXpsk3 where a pre-shared key is given."""

    def __init__(
        self,
        is_initiator: bool,
        static: KeyPair,
        prologue: bytes,
        psk: bytes | None = None,
        ephemeral: KeyPair | None = None,
    ):
        name = "Noise_XXpsk3" if psk else "Noise_XX"
        self.state = SymmetricState(name.encode() + b"_25519_AESGCM_SHA256")
        self.steps: list[tuple] = []
        self._note("name")
        self.state.mix_hash(prologue)
        self._note("prologue")
        self._is_initiator = is_initiator
        self._psk = psk
        self._static = static
        self._ephemeral = ephemeral or KeyPair()
        self._remote_ephemeral = b""
        self.remote_static = b""
        self._message = 0

    def _note(self, after: str) -> None:
        state = self.state
        self.steps.append((after, state.h, state.ck, state.k, state.n))

    def _tokens(self) -> tuple[str, ...]:
        is_psk_message = self._psk is not None and self._message == 2
        return PATTERN[self._message] + (("psk",) if is_psk_message else ())

    def _finish_message(self) -> None:
        self._note(f"message {self._message + 1}, payload")
        self._message += 1

    def _agree(self, token: str) -> None:
        """The first letter is the initiator's key, the second the responder's."""
        own, other = token if self._is_initiator else token[::-1]
        pair = self._ephemeral if own == "e" else self._static
        public = self._remote_ephemeral if other == "e" else self.remote_static
        self.state.mix_key(pair.agree(public))

    def _mix_ephemeral(self, public: bytes) -> None:
        self.state.mix_hash(public)
        if self._psk is not None:
            self.state.mix_key(public)  # Noise 9.2

    def _mix(self, token: str) -> None:
        if token == "psk":
            self.state.mix_key_and_hash(self._psk)
        else:
            self._agree(token)

    def write(self, payload: bytes = b"") -> bytes:
        written = b""
        for token in self._tokens():
            if token == "e":
                written += self._ephemeral.public
                self._mix_ephemeral(self._ephemeral.public)
            elif token == "s":
                written += self.state.encrypt_and_hash(self._static.public)
            else:
                self._mix(token)
            self._note(f"message {self._message + 1}, {token}")
        written += self.state.encrypt_and_hash(payload)
        self._finish_message()
        return written

    def read(self, message: bytes) -> bytes:
        for token in self._tokens():
            if token == "e":
                self._remote_ephemeral, message = message[:KEY_SIZE], message[KEY_SIZE:]
                self._mix_ephemeral(self._remote_ephemeral)
            elif token == "s":
                size = KEY_SIZE + TAG_SIZE
                self.remote_static = self.state.decrypt_and_hash(message[:size])
                message = message[size:]
            else:
                self._mix(token)
            self._note(f"message {self._message + 1}, {token}")
        payload = self.state.decrypt_and_hash(message)
        self._finish_message()
        return payload
