#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the seed corpora below corpus/ from tests/data/classic-vectors.json and, in
sealed_seeds.py, from tests/data/sealed-vectors.json.

Needs python3-cryptography, to seal frames under the keys of the vectors' handshakes. The outcome is
the same every time; it is committed, so this runs only when the vectors or a layout change. Other
seeds stay as they are.
"""
import json
import pathlib

import sealed_seeds
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / "data" / "classic-vectors.json"
SEALED_VECTORS = HERE.parent / "data" / "sealed-vectors.json"
CORPUS = HERE / "corpus"

# sessioninput.h and fuzz_damaged.cpp say what these bits mean.
ECHO = 0x10
LIMIT_64, LIMIT_0 = 2, 3
BUDGET_8, BUDGET_4, BUDGET_2 = 1 << 2, 2 << 2, 3 << 2
CLOSES_AFTER_1 = 1 << 5
AGENT = 1


def load():
    vectors = json.loads(VECTORS.read_text())
    for item in vectors["handshakes"] + vectors["frames"]:
        for name, value in item.items():
            if isinstance(value, str) and name != "verify_token":
                item[name] = bytes.fromhex(value)
    return vectors["handshakes"], vectors["frames"]


def write(target, name, data):
    path = CORPUS / target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def seal(key, number, plaintext):
    nonce = number.to_bytes(12, "big")
    sealed = AESGCM(key).encrypt(nonce, plaintext, None)
    return len(sealed).to_bytes(4, "big") + nonce + sealed


def packets(handshakes, frames):
    for i, handshake in enumerate(handshakes):
        write("request", f"handshake-{i}", handshake["request"])
        write("response", f"handshake-{i}", handshake["response"])
    first = handshakes[0]
    write("request", "followed-by-a-frame", first["request"] + frames[0]["frame"])
    write("request", "token-of-128-bits", first["request"][:33] + b"\xfe" + bytes(16))
    write("request", "token-in-more-bytes-than-needed", first["request"][:34] + b"\x01" + bytes(7))
    write("request", "key-only", first["request"][:33])
    write("response", "followed-by-a-frame", first["response"] + frames[0]["frame"])
    write("response", "key-only", first["response"][:33])
    write("response", "another-protocol", b"HTTP/1.1 400 Bad Request\r\n\r\n")


def streams(key, frames):
    """What a peer may send behind its handshake packet."""
    messages = [seal(key, i, frame["plaintext"]) for i, frame in enumerate(frames)]
    short = messages[0]
    goodbye = seal(key, 99, b"")
    yield "message", short
    yield "messages-and-goodbye", short + messages[2] + messages[3] + goodbye
    yield "goodbye", goodbye
    yield "length-0", short + bytes(4)
    yield "length-15", short + b"\0\0\0\x0f"
    yield "length-over-every-limit", short + b"\xff\xff\xff\xff"
    yield "unfinished", short + messages[2][:-1]
    yield "bad-tag", short + messages[2][:-1] + bytes([messages[2][-1] ^ 1]) + short
    yield "another-key", frames[0]["frame"]
    yield "four-messages", short * 4


def sessions(handshakes, frames):
    for role, peer, extra in (("server", "request", "response_nonce"), ("agent", "response", None)):
        target = f"{role}_session"
        for i, handshake in enumerate(handshakes):
            # An agent of ours never draws a token below 2^32, so it cannot know these responses.
            if role == "agent" and not handshake["an_agent_may_send_this_token"]:
                continue
            token = int(handshake["verify_token"]).to_bytes(8, "big").ljust(12, b"\0")
            draws = handshake[f"{role}_private"] + (handshake[extra] if extra else token)
            hello = handshake[peer]
            write(target, f"handshake-{i}", bytes([0, 0, i]) + draws + hello)
            if i != 0:
                continue
            for name, stream in streams(handshake["key"], frames):
                write(target, name, bytes([ECHO, 0, 7]) + draws + hello + stream)
            stream = dict(streams(handshake["key"], frames))["four-messages"]
            for name, options, fails_at in (
                ("says-goodbye-first", ECHO | CLOSES_AFTER_1, 0),
                ("budget-8", ECHO | BUDGET_8, 0),
                ("budget-4", ECHO | BUDGET_4, 0),
                ("budget-4-says-goodbye", BUDGET_4 | CLOSES_AFTER_1, 0),
                ("budget-2", BUDGET_2, 0),
                ("limit-64", LIMIT_64, 0),
                ("limit-0", LIMIT_0, 0),
                ("generator-fails-at-1", ECHO, 1),
                ("generator-fails-at-2", ECHO, 2),
                ("generator-fails-at-4", ECHO | CLOSES_AFTER_1 << 1, 4),
            ):
                write(target, name, bytes([options, fails_at, 9]) + draws + hello + stream)
            write(target, "low-order-key", bytes(3) + draws + hello[:1] + bytes(32) + hello[33:])
            write(target, "another-protocol", bytes(3) + draws + b"GET / HTTP/1.1\r\n\r\n")


# Numbered as in damage.cpp.
(FLIP, DROP, DUPLICATE, SWAP, TRUNCATE, INSERT, ADD_TO_LENGTH, SET_LENGTH, REFLECT,
 UNPROTECTED_CLOSE, LOW_ORDER_KEY, END_OF_STREAM, ANOTHER_TOKEN) = range(13)


def damage(what, piece, offset=0, value=0):
    return bytes([what, piece]) + offset.to_bytes(2, "big") + bytes([value])


def damaged(frames):
    """Piece 0 is the handshake packet, 1 to 4 are messages as long as the vectors', 5 the goodbye."""
    lengths = [len(frame["plaintext"]) for frame in frames if frame["plaintext"]]
    messages = bytes([len(lengths)])
    messages += b"".join((length - 1).to_bytes(2, "big") for length in lengths)
    cases = {
        "unharmed": b"",
        "key": damage(FLIP, 0, 1, 1),
        "top-bit-of-key": damage(FLIP, 0, 32, 0x80),
        "token": damage(FLIP, 0, 38, 1),
        "token-marker": damage(FLIP, 0, 33, 3),
        "another-token": damage(ANOTHER_TOKEN, 0),
        "low-order-key": damage(LOW_ORDER_KEY, 0, 0, 3),
        "low-order-key-top-bit": damage(LOW_ORDER_KEY, 0, 0, 0x81),
        "nonce": damage(FLIP, 2, 4, 1),
        "ciphertext": damage(FLIP, 1, 20, 0x80),
        "tag": damage(FLIP, 1, 49, 1),
        "drop": damage(DROP, 2),
        "replay": damage(DUPLICATE, 1, 0, 4),
        "reorder": damage(SWAP, 1, 0, 3),
        "reflect": damage(REFLECT, 2),
        "truncate-message": damage(TRUNCATE, 3, 40),
        "truncate-stream": damage(END_OF_STREAM, 2),
        "insert": damage(INSERT, 1, 18, 0),
        "length-plus-1": damage(ADD_TO_LENGTH, 1, 0, 129),
        "length-minus-1": damage(ADD_TO_LENGTH, 1, 0, 127),
        "length-15": damage(SET_LENGTH, 2, 15),
        "length-huge": damage(SET_LENGTH, 2, 0xFFFF, 0xFF),
        "length-0": damage(UNPROTECTED_CLOSE, 3),
        "opening-twice": damage(DUPLICATE, 0, 0, 1),
    }
    for role in (0, AGENT):
        for i, (name, damages) in enumerate(cases.items()):
            who = "agent" if role else "server"
            write("damaged", f"{who}-{name}", bytes([role, 1, i]) + messages + damages)
        for shift, name in ((1, "limit"), (3, "budget")):
            for choice in (1, 2, 3):
                data = bytes([role | choice << shift, 2, 3]) + messages
                write("damaged", f"{'agent' if role else 'server'}-{name}-{choice}", data)


def main():
    handshakes, frames = load()
    packets(handshakes, frames)
    sessions(handshakes, frames)
    damaged(frames)
    sealed_seeds.write_all(SEALED_VECTORS, write)


if __name__ == "__main__":
    main()
