# SPDX-License-Identifier: MIT
"""The sealed protocol's errors, records, events and keys; sealedends.py plays both ends.

Written from the protocol's specification alone, with nothing of the programs under test, so that
the two agree only where both are right.
"""

import enum
import hashlib
import hmac
from dataclasses import dataclass, field

import sealednoise as noise
from sealednoise import KeyPair
from sealedforms import Hello, SealedError, encode_hello

MAGIC = b"\xc5SEAL"
VERSION = 1
PREAMBLE_SIZE = 8
PROLOGUE = b"Sealcord sealed protocol 1"
DEFAULT_MAX_MESSAGE = 16 * 1024 * 1024
MAX_BODY = 65518
PART_SIZE = 65517
SMALLEST_PART = 16384
REKEY_INTERVAL = 1 << 14
GO_ON, VERSION_REFUSED, MODE_REFUSED = 1, 2, 3


class NotAPeer(SealedError):
    pass


class VersionNotSpoken(SealedError):
    pass


class ModeNotTaken(SealedError):
    pass


class BadHandshake(SealedError):
    pass


class LowOrderKey(SealedError):
    pass


class NotVerified(SealedError):
    pass


class UnknownServerKey(SealedError):
    pass


class ChangedServerKey(SealedError):
    pass


class NotAdmitted(SealedError):
    pass


class BadRecordLength(SealedError):
    pass


class NotAuthentic(SealedError):
    pass


class UnexpectedRecord(SealedError):
    pass


class BadVerification(SealedError):
    pass


class Truncated(SealedError):
    pass


class KeyExhausted(SealedError):
    pass


class Record(enum.IntEnum):
    MESSAGE = 0x01
    BATCH = 0x02
    BEGIN = 0x03
    PART = 0x04
    PING = 0x05
    PONG = 0x06
    ADMIT = 0x07
    CLOSE = 0x08
    OPEN = 0x10
    DATA = 0x11
    WINDOW = 0x12
    END = 0x13
    COMMIT = 0x20
    NONCE = 0x21
    REVEAL = 0x22


FROM_AGENT_ALONE = {Record.PING, Record.COMMIT, Record.REVEAL}
FROM_SERVER_ALONE = {Record.PONG, Record.ADMIT, Record.NONCE}
INSIDE_A_MESSAGE = set(Record) - {Record.MESSAGE, Record.BATCH, Record.BEGIN}
BODY_SIZES = {
    Record.BEGIN: 4,
    Record.PING: 8,
    Record.PONG: 8,
    Record.CLOSE: 1,
    Record.COMMIT: 32,
    Record.NONCE: 32,
    Record.REVEAL: 32,
}


@dataclass(frozen=True)
class KeyOffered:
    """The owner must decide: accept() or refuse()."""

    key: bytes
    name: str | None = None


@dataclass(frozen=True)
class Established:
    peer: Hello


@dataclass(frozen=True)
class Message:
    data: bytes


@dataclass(frozen=True)
class RoundTrip:
    data: bytes


@dataclass(frozen=True)
class VerificationAsked:
    """COMMIT has come: the agent's person wants to compare."""


@dataclass(frozen=True)
class CodeReady:
    digest: bytes

    @property
    def digits(self) -> str:
        return code_digits(self.digest)


@dataclass(frozen=True)
class Closed:
    """The peer's CLOSE; reason None: it did not come before the end."""

    reason: int | None


def commitment(handshake_hash: bytes, r_agent: bytes) -> bytes:
    return hashlib.sha256(b"Sealcord verify commit 1" + handshake_hash + r_agent).digest()


def code_digest(handshake_hash: bytes, r_agent: bytes, r_server: bytes) -> bytes:
    text = b"Sealcord verify code 1" + r_agent + r_server
    return hmac.digest(handshake_hash, text, "sha256")


def code_digits(digest: bytes) -> str:
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


def code_words(digest: bytes, even: list[str], odd: list[str]) -> str:
    lists = (even, odd, even, odd, even)
    return " ".join(words[byte] for words, byte in zip(lists, digest[8:13]))


class Direction:
    """One direction's key and counter."""

    def __init__(self, key: bytes, interval: int = REKEY_INTERVAL):
        self.key = key
        self.n = 0
        self._interval = interval
        self._rekeyed_at = 0

    def _prepare(self) -> None:
        if self.n == noise.LAST_NONCE:
            raise KeyExhausted("n is used up")
        if self.n and self.n % self._interval == 0 and self._rekeyed_at != self.n:
            self.key = noise.rekey(self.key)
            self._rekeyed_at = self.n

    def seal(self, record_type: int, body: bytes) -> bytes:
        """A whole record with its length before it."""
        self._prepare()
        sealed = noise.seal(self.key, self.n, b"", body + bytes([record_type]))
        self.n += 1
        return len(sealed).to_bytes(2, "big") + sealed

    def open(self, sealed: bytes) -> bytes:
        self._prepare()
        try:
            plaintext = noise.open_sealed(self.key, self.n, b"", sealed)
        except noise.BadTag as error:
            raise NotAuthentic("record failed authentication") from error
        self.n += 1
        return plaintext


@dataclass
class Settings:
    static: KeyPair = field(default_factory=KeyPair)
    psk: bytes | None = None
    name: str | None = None
    max_message: int = DEFAULT_MAX_MESSAGE
    most_streams: int = 0  # of the peer's at once
    rekey_interval: int = REKEY_INTERVAL
    ephemeral: KeyPair | None = None  # for vectors
    nonce: bytes | None = None  # r of this end in a verification, for vectors

    @property
    def mode(self) -> int:
        return 1 if self.psk else 0

    def hello(self) -> bytes:
        return encode_hello(self.name, self.max_message, self.most_streams)


def preamble(mode: int, status: int, version: int = VERSION) -> bytes:
    return MAGIC + bytes([version, mode, status])
