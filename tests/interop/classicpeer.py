# SPDX-License-Identifier: MIT
"""Both ends of the classic protocol over blocking sockets.

Written from the protocol's specification alone, with nothing of the programs under test, so that
the two agree only where both are right. The building blocks (encode, decode, seal, open) are plain
functions; a test that wants a damaged handshake or frame builds a good one and changes it.

Every socket carries a timeout: a peer that stalls ends a test as TimeoutError, never as a hang.
"""

import base64
import enum
import hashlib
import os
import socket
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TIMEOUT = 30.0

REQUEST_ID = 0x01
RESPONSE_ID = 0x02
KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
LENGTH_SIZE = 4
RESPONSE_SIZE = 1 + KEY_SIZE + NONCE_SIZE + 8 + TAG_SIZE
DEFAULT_MAX_MESSAGE = 16 * 1024 * 1024

# bincode 2, "standard" configuration: the marker and the bytes that follow it, little endian.
TOKEN_WIDTHS = {0xFB: 2, 0xFC: 4, 0xFD: 8}
LARGEST_TOKEN_BYTE = 250
SMALLEST_AGENT_TOKEN = 1 << 32


class Ending(enum.Enum):
    """How a stream of messages came to its end."""

    GOODBYE = "an empty message"
    UNAUTHENTICATED = "a length of 0"
    FIN = "the end of the stream, without a goodbye"


class ProtocolError(Exception):
    """The other end broke a rule of the protocol."""


class Truncated(ProtocolError):
    """The stream ended in the middle of something."""


class NotAuthentic(ProtocolError):
    """A tag did not verify, or a token was not the one that was asked for."""


# Keys ---------------------------------------------------------------------------------------------

FIELD_PRIME = 2**255 - 19
ORDER_EIGHT = (
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)
# The points of small order, non-canonical encodings among them (https://cr.yp.to/ecdh.html).
LOW_ORDER_POINTS = (0, 1, *ORDER_EIGHT, FIELD_PRIME - 1, FIELD_PRIME, FIELD_PRIME + 1)
# RFC 7748, section 5, ignores the highest bit, so each point has a second encoding.
LOW_ORDER_KEYS = tuple(
    (point | high_bit).to_bytes(KEY_SIZE, "little")
    for point in LOW_ORDER_POINTS
    for high_bit in (0, 1 << 255)
)
# The rest of that page's list is of small order only where the highest bit is not ignored.
MASKED_TO_ORDINARY_KEYS = tuple(
    point.to_bytes(KEY_SIZE, "little")
    for point in (
        *(FIELD_PRIME + point for point in ORDER_EIGHT),
        2 * FIELD_PRIME - 1,
        2 * FIELD_PRIME,
        2 * FIELD_PRIME + 1,
    )
)


class KeyPair:
    """An ephemeral X25519 key pair; fixed bytes are for vectors only."""

    def __init__(self, private: bytes | None = None):
        if private is None:
            self._private = X25519PrivateKey.generate()
        else:
            self._private = X25519PrivateKey.from_private_bytes(private)
        self.public = self._private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )

    def agree(self, peer_public: bytes) -> bytes:
        """The raw shared secret. All zero (RFC 7748, 6.1) is refused."""
        try:
            secret = self._private.exchange(X25519PublicKey.from_public_bytes(peer_public))
        except ValueError as error:
            raise ProtocolError("the peer's key is of low order") from error
        if not any(secret):
            raise ProtocolError("the peer's key is of low order")
        return secret


def fingerprint(agent_public: bytes, server_public: bytes) -> str:
    digest = hashlib.sha256(agent_public + server_public).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii")


# Handshake ----------------------------------------------------------------------------------------


def encode_token(value: int, marker: int | None = None) -> bytes:
    """The shortest encoding, or the one with `marker`, which may be longer than it needs to be."""
    if marker is None:
        if value <= LARGEST_TOKEN_BYTE:
            return bytes([value])
        marker = next(m for m, width in TOKEN_WIDTHS.items() if value < 1 << 8 * width)
    return bytes([marker]) + value.to_bytes(TOKEN_WIDTHS[marker], "little")


def token_width(first: int) -> int:
    """How many bytes follow the token's first one."""
    if first <= LARGEST_TOKEN_BYTE:
        return 0
    if first not in TOKEN_WIDTHS:
        raise ProtocolError(f"invalid token marker 0x{first:02x}")
    return TOKEN_WIDTHS[first]


def decode_token(data: bytes) -> int:
    width = token_width(data[0])
    if len(data) != 1 + width:
        raise ProtocolError(f"a token of {len(data)} bytes")
    return int.from_bytes(data[1:], "little") if width else data[0]


@dataclass(frozen=True)
class Request:
    public: bytes
    token: int
    raw: bytes


def encode_request(public: bytes, token: int, marker: int | None = None) -> bytes:
    return bytes([REQUEST_ID]) + public + encode_token(token, marker)


def decode_request(raw: bytes) -> Request:
    if raw[0] != REQUEST_ID:
        raise ProtocolError(f"a request begins with 0x01, not 0x{raw[0]:02x}")
    return Request(raw[1 : 1 + KEY_SIZE], decode_token(raw[1 + KEY_SIZE :]), raw)


def encode_response(public: bytes, key: bytes, token: int, nonce: bytes) -> bytes:
    sealed = AESGCM(key).encrypt(nonce, token.to_bytes(8, "big"), None)
    return bytes([RESPONSE_ID]) + public + nonce + sealed


def response_key(raw: bytes) -> bytes:
    if raw[0] != RESPONSE_ID:
        raise ProtocolError(f"a response begins with 0x02, not 0x{raw[0]:02x}")
    return raw[1 : 1 + KEY_SIZE]


def verify_response(raw: bytes, key: bytes, token: int) -> None:
    nonce_end = 1 + KEY_SIZE + NONCE_SIZE
    opened = open_sealed(key, raw[1 + KEY_SIZE : nonce_end], raw[nonce_end:])
    if opened != token.to_bytes(8, "big"):
        raise NotAuthentic("the response holds another token")


# Frames -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    length: int
    nonce: bytes
    sealed: bytes

    @property
    def raw(self) -> bytes:
        return self.length.to_bytes(LENGTH_SIZE, "big") + self.nonce + self.sealed


def open_sealed(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, sealed, None)
    except InvalidTag as error:
        raise NotAuthentic("the tag does not verify") from error


def seal_frame(key: bytes, plaintext: bytes, nonce: bytes | None = None) -> bytes:
    nonce = nonce or os.urandom(NONCE_SIZE)
    sealed = AESGCM(key).encrypt(nonce, plaintext, None)
    return Frame(len(sealed), nonce, sealed).raw


def flip_bit(data: bytes, offset: int, bit: int = 0) -> bytes:
    damaged = bytearray(data)
    damaged[offset] ^= 1 << bit
    return bytes(damaged)


# Sockets ------------------------------------------------------------------------------------------


class Stream:
    """A socket with a buffer: what was received but not yet asked for waits in it."""

    def __init__(self, sock: socket.socket):
        sock.settimeout(TIMEOUT)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = sock
        self._buffer = bytearray()

    def _receive_more(self) -> bool:
        data = self.socket.recv(1 << 18)
        self._buffer += data
        return bool(data)

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; fewer only when the stream ends first."""
        while len(self._buffer) < size and self._receive_more():
            pass
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def read_exactly(self, size: int) -> bytes:
        data = self.read(size)
        if len(data) < size:
            raise Truncated(f"the stream ended after {len(data)} of {size} bytes")
        return data

    def read_to_end(self) -> tuple[bytes, bool]:
        """Everything up to the end, and whether that was a clean one (no reset)."""
        clean = True
        try:
            while self._receive_more():
                pass
        except (ConnectionResetError, BrokenPipeError):
            clean = False
        rest = bytes(self._buffer)
        self._buffer.clear()
        return rest, clean

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def send_bytewise(self, data: bytes) -> None:
        """One call, and without Nagle's algorithm one segment, for each byte."""
        for value in data:
            self.socket.sendall(bytes([value]))

    def send_with_fin(self, data: bytes) -> None:
        """The last of the data and the FIN leave in one segment: MSG_MORE holds the data back."""
        self.socket.sendall(data, socket.MSG_MORE)
        self.end_sending()

    def end_sending(self) -> None:
        self.socket.shutdown(socket.SHUT_WR)


class Channel:
    """A connection whose handshake is done."""

    def __init__(self, stream: Stream, key: bytes, agent_public: bytes, server_public: bytes):
        self.stream = stream
        self.key = key
        self.agent_public = agent_public
        self.server_public = server_public
        self.received_nonces: list[bytes] = []

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.agent_public, self.server_public)

    def frame(self, plaintext: bytes) -> bytes:
        return seal_frame(self.key, plaintext)

    def send(self, plaintext: bytes) -> None:
        self.stream.send(self.frame(plaintext))

    def send_goodbye(self) -> None:
        self.stream.send(self.frame(b""))

    def send_unauthenticated_goodbye(self) -> None:
        self.stream.send(bytes(LENGTH_SIZE))

    def receive_frame(self) -> Frame | Ending:
        header = self.stream.read(LENGTH_SIZE)
        if not header:
            return Ending.FIN
        if len(header) < LENGTH_SIZE:
            raise Truncated("the stream ended in a length")
        length = int.from_bytes(header, "big")
        if length == 0:
            return Ending.UNAUTHENTICATED
        if not TAG_SIZE <= length <= DEFAULT_MAX_MESSAGE + TAG_SIZE:
            raise ProtocolError(f"a frame with a length of {length}")
        nonce = self.stream.read_exactly(NONCE_SIZE)
        return Frame(length, nonce, self.stream.read_exactly(length))

    def receive(self) -> bytes | Ending:
        """The next message, which is never empty: an empty one is Ending.GOODBYE."""
        frame = self.receive_frame()
        if isinstance(frame, Ending):
            return frame
        self.received_nonces.append(frame.nonce)
        return open_sealed(self.key, frame.nonce, frame.sealed) or Ending.GOODBYE


def random_agent_token() -> int:
    """At least 2^32, so that it always takes nine bytes."""
    return SMALLEST_AGENT_TOKEN + int.from_bytes(os.urandom(8), "big") % (
        (1 << 64) - SMALLEST_AGENT_TOKEN
    )


def finish_agent_handshake(stream: Stream, keys: KeyPair, token: int) -> Channel:
    """What an agent does once its request is out."""
    raw = stream.read_exactly(RESPONSE_SIZE)
    server_public = response_key(raw)
    key = keys.agree(server_public)
    verify_response(raw, key, token)
    channel = Channel(stream, key, keys.public, server_public)
    channel.received_nonces.append(raw[1 + KEY_SIZE : 1 + KEY_SIZE + NONCE_SIZE])
    return channel


def agent_handshake(
    stream: Stream, token: int | None = None, marker: int | None = None
) -> Channel:
    keys = KeyPair()
    token = random_agent_token() if token is None else token
    stream.send(encode_request(keys.public, token, marker))
    return finish_agent_handshake(stream, keys, token)


def read_request(stream: Stream) -> Request:
    """A request of any length; not a byte behind it is taken."""
    raw = stream.read_exactly(1 + KEY_SIZE + 1)
    return decode_request(raw + stream.read_exactly(token_width(raw[-1])))


def make_response(stream: Stream, request: Request) -> tuple[bytes, Channel]:
    """The response to `request`, not yet sent, and the channel that begins behind it."""
    keys = KeyPair()
    key = keys.agree(request.public)
    response = encode_response(keys.public, key, request.token, os.urandom(NONCE_SIZE))
    return response, Channel(stream, key, request.public, keys.public)


def server_handshake(stream: Stream) -> Channel:
    response, channel = make_response(stream, read_request(stream))
    stream.send(response)
    return channel
