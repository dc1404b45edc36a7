# SPDX-License-Identifier: MIT
"""What the sealed protocol writes: hello, batches, texts of keys. From the specification alone."""

import base64
import hashlib
import re
from dataclasses import dataclass

HELLO_SIZE = 128
NAME_ITEM, LARGEST_ITEM, STREAMS_ITEM, FIRST_CRITICAL_ITEM = 0x01, 0x02, 0x03, 0x80
MAX_NAME = 64


class SealedError(Exception):
    """An error of the specification's table; its name is the class's."""


class BadHello(SealedError):
    pass


class BadRecord(SealedError):
    pass


class MessageTooLong(SealedError):
    pass


@dataclass(frozen=True)
class Hello:
    name: str | None
    largest_message: int
    most_streams: int = 0  # 0: it has none


def encode_hello(name: str | None, largest_message: int, most_streams: int = 0) -> bytes:
    items = b""
    if name is not None:
        raw = name.encode()
        items = bytes([NAME_ITEM, len(raw)]) + raw
    items += bytes([LARGEST_ITEM, 4]) + largest_message.to_bytes(4, "big")
    if most_streams:
        items += bytes([STREAMS_ITEM, 4]) + most_streams.to_bytes(4, "big")
    return items.ljust(HELLO_SIZE, b"\0")


def hello_items(data: bytes) -> dict[int, bytes]:
    if len(data) != HELLO_SIZE:
        raise BadHello(f"hello of {len(data)} bytes")
    items: dict[int, bytes] = {}
    at = last = 0
    while at < len(data) and data[at] != 0:
        if data[at] <= last:
            raise BadHello("hello: items out of order")
        last = data[at]
        end = at + 2 + data[at + 1] if at + 1 < len(data) else len(data) + 1
        if end > len(data):
            raise BadHello("hello: an item runs over its end")
        items[last] = data[at + 2 : end]
        at = end
    if any(data[at:]):
        raise BadHello("hello: bytes behind the items are not zero")
    return items


def decode_hello(data: bytes) -> Hello:
    items = hello_items(data)
    if any(item >= FIRST_CRITICAL_ITEM for item in items):
        raise BadHello("hello: an item that must be understood")
    largest = items.get(LARGEST_ITEM, b"")
    if len(largest) != 4 or not any(largest):
        raise BadHello("hello: largest message")
    streams = items.get(STREAMS_ITEM)
    if streams is not None and (len(streams) != 4 or not any(streams)):
        raise BadHello("hello: number of streams")
    name = items.get(NAME_ITEM)
    if name is not None and not 1 <= len(name) <= MAX_NAME:
        raise BadHello(f"hello: a name of {len(name)} bytes")
    try:
        text = None if name is None else name.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadHello("hello: a name that is not UTF-8") from error
    return Hello(text, int.from_bytes(largest, "big"), int.from_bytes(streams or b"", "big"))


def encode_batch(messages: list[bytes]) -> bytes:
    return b"".join(len(message).to_bytes(2, "big") + message for message in messages)


def decode_batch(body: bytes) -> list[bytes]:
    messages = []
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + 2], "big")
        end = at + 2 + size
        if size == 0 or at + 2 > len(body) or end > len(body):
            raise BadRecord("batch: a message is empty or runs over its end")
        messages.append(body[at + 2 : end])
        at = end
    if not messages:
        raise BadRecord("batch: empty")
    return messages


def key_text(public: bytes) -> str:
    return "x25519:" + base64.b64encode(public).decode().rstrip("=")


def key_fingerprint(public: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")


def parse_key_text(text: str) -> bytes:
    """ValueError for any other form than the one that key_text() writes."""
    if not re.fullmatch(r"x25519:[A-Za-z0-9+/]{43}", text):
        raise ValueError("not a public key")
    public = base64.b64decode(text.removeprefix("x25519:") + "=")
    if key_text(public) != text or public[31] & 0x80:
        raise ValueError("not the key's one text form")
    return public


def psk_text(psk: bytes) -> str:
    return base64.b64encode(psk).decode() + "\n"


def parse_psk_file(text: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9+/]{43}=\n?", text):
        raise ValueError("not a pre-shared key")
    psk = base64.b64decode(text)
    if psk_text(psk).rstrip("\n") != text.rstrip("\n"):
        raise ValueError("not the key's one text form")
    return psk
