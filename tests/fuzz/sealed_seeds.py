# SPDX-License-Identifier: MIT
"""The seeds of the sealed protocol and of keys and trust files, for make_seeds.py: from
tests/data/sealed-vectors.json, and for records and hellos from their tables."""
import json
import re

# fuzz_sealed_session.cpp and fuzz_sealed_records.cpp say what these bits mean.
AGENT, PSK, HAS_ASKED, GOOD_HANDSHAKE = 1, 2, 4, 8
SHORT_LIMIT, ADMITTED, ECHO = 4, 8, 16

MESSAGE, BATCH, BEGIN, PART, PING, PONG, ADMIT, CLOSE = range(1, 9)
OPEN, DATA, WINDOW, END = 0x10, 0x11, 0x12, 0x13
COMMIT, NONCE, REVEAL = 0x20, 0x21, 0x22
FLIP, DROP, REPEAT, SWAP, CUT = range(0xF0, 0xF5)
BYTES, MESSAGES, LENGTH, HELLO, ORDER, STREAM = range(6)  # forms of a body
SHIFTED, NEAR_THE_LIMIT, OVER_IT = 0x40, 0x80, 0xC0  # the value of an ORDER: bits 6 and 7


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def keys(vectors, write):
    for who, key in vectors["keys"].items():
        write("key", f"text-{who}", b"\0" + key["text"].encode())
        write("key", f"pem-{who}", b"\0" + key["pem"].encode())
        write("key", f"public-{who}", b"\1" + bytes.fromhex(key["public"]))
        write("key", f"private-{who}", b"\1" + bytes.fromhex(key["private"]))
    pem = vectors["keys"]["agent"]["pem"]
    write("key", "pem-without-newline", b"\0" + pem.rstrip("\n").encode())
    write("key", "pem-with-carriage-returns", b"\0" + pem.replace("\n", "\r\n").encode())
    write("key", "pem-and-space", b"\0" + (pem + " \t\n\n").encode())
    write("key", "pem-twice", b"\0" + (pem * 2).encode())
    write("key", "pem-of-another-kind", b"\0" + pem.replace("BQYDK2Vu", "BQYDK2Vw").encode())
    write("key", "top-bit", b"\1" + bytes(31) + b"\x80")
    write("key", "zeros", b"\1" + bytes(32))
    for i, text in enumerate(vectors["forms"]["public_key_texts_refused"]):
        write("key", f"text-refused-{i}", b"\0" + text.encode())


def trust_files(vectors, write):
    for i, file in enumerate(vectors["forms"]["files"]):
        which = ("known_servers", "authorized_agents").index(file["file"])
        validity = "good" if file["valid"] else "bad"
        name = f"{slug(file['file'])}-{i:02}-{validity}"
        write("trust_files", name, bytes([which, i]) + file["text"].encode())
    for name, uses in (("good", "forward=web,A.z_0-9@z\u00e4hl@werk publish=cam,ssh"),
                       ("bad-target", "forward=web,cam@"), ("bad-service", "publish=cam@gate")):
        line = f"{vectors['keys']['agent']['text']} name=pump-3 {uses} # streams\n"
        write("trust_files", f"authorized-agents-streams-{name}", b"\1\0" + line.encode())
    for name, claim in (("plain", "pump-3"), ("none", ""), ("awkward", 'a"\\\x1b\u202e\U0001f600')):
        lines = [
            json.dumps({"key": key["text"], "name": claim, "address": address,
                        "first": "2026-11-28T12:00:00Z", "last": "2026-11-28"})
            for key, address in zip(vectors["keys"].values(), ("10.1.2.3", "2001:db8::7"))
        ]
        write("trust_files", f"pending-{name}", b"\2\0" + ("\n".join(lines) + "\n").encode())


def hellos(vectors, write):
    def item(kind, value):
        return bytes([kind, len(value)]) + value

    largest = item(2, bytes.fromhex("01000000"))
    cases = {
        "agent": bytes.fromhex(vectors["handshakes"][0]["agent_hello"]),
        "server": bytes.fromhex(vectors["handshakes"][0]["server_hello"]),
        "no-name": largest,
        "longest-name": item(1, b"n" * 64) + largest,
        "name-of-65": item(1, b"n" * 65) + largest,
        "empty-name": item(1, b"") + largest,
        "name-that-is-not-utf8": item(1, b"caf\xe9") + largest,
        "two-names": item(1, b"a") + item(1, b"b") + largest,
        "descending": largest + item(1, b"a"),
        "no-largest-message": item(1, b"a"),
        "largest-message-0": item(2, bytes(4)),
        "largest-message-of-3-bytes": item(2, b"\0\1\0"),
        "unknown-and-skipped": largest + item(0x7F, b"later"),
        "unknown-and-to-be-understood": largest + item(0x80, b"later"),
        "full": largest + item(0x7F, bytes(120)),
        "over-the-end": largest + bytes([0x7F, 121]) + bytes(120),
        "nothing": b"",
        "behind-the-zeros": largest + bytes(121) + b"\1",
    }
    for name, data in cases.items():
        write("hello", name, data.ljust(128, b"\0")[:128])


def sessions(vectors, write):
    for handshake in vectors["handshakes"]:
        mode = handshake["mode"]
        wire = {name: bytes.fromhex(text) for name, text in handshake["wire"].items()}
        options = PSK if mode else 0
        for flags in (0, HAS_ASKED):
            name = f"mode-{mode}" + ("-asks" if flags else "")
            write("sealed_session", f"server-{name}",
                  bytes([options | flags, 1]) + wire["agent_opening"] + wire["agent_message_3"])
            write("sealed_session", f"agent-{name}",
                  bytes([options | flags | AGENT, 2]) + wire["server_answer"] + wire["server_admit"])
        for flags in (0, AGENT, HAS_ASKED, AGENT | HAS_ASKED):
            record = bytes.fromhex(vectors["records"][0]["wire"])
            write("sealed_session", f"good-handshake-{options | flags}",
                  bytes([options | flags | GOOD_HANDSHAKE, 3]) + record)
    for i, vector in list(enumerate(vectors["negative"]))[::7]:
        role = AGENT if vector["role"] == "agent" else 0
        options = role | (PSK if vector["mode"] else 0)
        name = f"{vector['role']}-{i:03}-{slug(vector['name'])}"
        write("sealed_session", name,
              bytes([options, i % 256]) + bytes.fromhex(vector["receives"]))


def record(kind, form=BYTES, length=0, value=0):
    return bytes([kind, form]) + length.to_bytes(2, "big") + bytes([value])


def damage(what, which, where=0, value=0):
    return bytes([what, which]) + where.to_bytes(2, "big") + bytes([value])


def record_streams():
    """Records that a peer may send, damaged or not."""
    short = record(MESSAGE, BYTES, 18, 0x48)
    batch = record(BATCH, MESSAGES, 40, 3)
    parts = (record(BEGIN, LENGTH, 20_000) + record(PART, BYTES, 16_384, 1)
             + record(PART, BYTES, 3616, 2))
    yield "message", short
    yield "messages", short * 4
    yield "empty-message", record(MESSAGE)
    yield "batch", batch + short
    yield "batch-a-byte-short", record(BATCH, MESSAGES, 40, 203)
    yield "batch-of-a-length", record(BATCH, BYTES, 2)
    yield "parts", parts + short
    yield "parts-and-a-ping", parts[:10] + record(PING, BYTES, 8, 7) + parts[10:]
    yield "parts-and-a-pong", parts[:10] + record(PONG, BYTES, 8, 7) + parts[10:]
    yield "parts-and-a-message", parts[:10] + short
    yield "parts-and-a-close", parts[:10] + record(CLOSE, BYTES, 1)
    yield "begin-twice", parts[:5] * 2
    yield "begin-of-0", record(BEGIN, LENGTH)
    yield "begin-over-the-limit", record(BEGIN, LENGTH, 1, 201)
    yield "begin-of-3-bytes", record(BEGIN, BYTES, 3)
    yield "part-alone", record(PART, BYTES, 16_384)
    yield "part-too-short", parts[:5] + record(PART, BYTES, 16_383)
    yield "part-too-long", record(BEGIN, LENGTH, 100) + record(PART, BYTES, 101)
    yield "ping", record(PING, BYTES, 8, 9) + short
    yield "pong", record(PONG, BYTES, 8, 9)
    yield "admit", record(ADMIT, HELLO) + short
    yield "admit-of-zeros", record(ADMIT, BYTES, 128)
    for reason in (0, 1, 2, 3, 9):
        yield f"close-{reason}", short + record(CLOSE, BYTES, 1, reason) + short
    yield "close-of-2-bytes", record(CLOSE, BYTES, 2)
    yield "commit", record(COMMIT, BYTES, 32, 1) + short
    yield "commit-twice", record(COMMIT, BYTES, 32, 1) * 2
    yield "nonce", record(NONCE, BYTES, 32, 1)
    yield "reveal", record(COMMIT, BYTES, 32, 1) + record(REVEAL, BYTES, 32, 2)
    for kind in (0, 9, 0x7F, 0x80, 0xEF):
        yield f"unknown-{kind:02x}", short + record(kind, BYTES, 5)
    four = short + batch + record(MESSAGE, BYTES, 300, 1) + record(CLOSE, BYTES, 1)
    yield "length-changed", four + damage(FLIP, 1, 1, 1)
    yield "ciphertext-changed", four + damage(FLIP, 2, 9, 0x80)
    yield "tag-changed", four + damage(FLIP, 0, 36, 1)
    yield "dropped", four + damage(DROP, 1)
    yield "repeated", four + damage(REPEAT, 1, 2)
    yield "reordered", four + damage(SWAP, 0, 2)
    yield "cut", four + damage(CUT, 2, 100)
    yield "last-one-cut", four + damage(CUT, 3, 5)


def stream_records(ours, peers):
    """The same about streams, to an end whose first one is `ours`, where it echoes."""
    opened = record(OPEN, ORDER, 700, peers)
    accepted = record(WINDOW, ORDER, 900, ours)
    yield "offered", opened
    yield "offered-and-data", opened + record(DATA, STREAM, 300, peers)
    yield "whole", (opened + record(DATA, STREAM, 300, peers) + record(WINDOW, ORDER, 5, peers)
                    + record(END, STREAM, 0, peers) + record(DATA, STREAM, 5, peers))
    yield "own", accepted + record(DATA, STREAM, 500, ours) + record(END, STREAM, 0, ours)
    yield "own-refused", record(END, STREAM, 1, ours) + accepted
    yield "own-not-accepted", record(DATA, STREAM, 1, ours)
    yield "own-over-its-window", accepted + record(DATA, STREAM, 501, ours)
    yield "own-opened-by-the-peer", record(OPEN, ORDER, 1, ours)
    yield "over-its-credit", opened + record(DATA, STREAM, 1001, peers)
    yield "after-end", opened + record(END, STREAM, 0, peers) * 2
    yield "after-reset", opened + record(END, STREAM, 1, peers) + record(DATA, STREAM, 9, peers)
    yield "opened-twice", opened * 2
    yield "not-opened", record(DATA, STREAM, 9, peers + 2)
    yield "number-0", record(WINDOW, ORDER, 9, 0)
    yield "limit", b"".join(record(OPEN, ORDER, 9, peers + 2 * i) for i in range(3)) + (
        record(OPEN, ORDER, 9, 7 if peers % 2 else 6) + record(DATA, STREAM, 9, peers + 2))
    yield "last-number", record(OPEN, ORDER, 9, 7 if peers % 2 else 6) + opened
    for what, bits in (("shifted", SHIFTED), ("near-the-limit", NEAR_THE_LIMIT), ("over-it", OVER_IT)):
        yield f"window-{what}", record(OPEN, ORDER, 1, bits + peers) + record(WINDOW, ORDER, 1, peers)
        yield f"credit-{what}", accepted + record(WINDOW, ORDER, 1, bits + ours)
    yield "credit-0", accepted + record(WINDOW, ORDER, 0, ours)
    for i in range(1, 8):
        yield f"target-{i}", record(OPEN, ORDER, 1, 8 * i + peers)
    for kind in (OPEN, DATA, WINDOW, END):
        for size in (0, 3, 4, 5, 8, 9, 140):
            yield f"type-{kind:02x}-of-{size}", opened + record(kind, BYTES, size)
    parts = (record(BEGIN, LENGTH, 20_000), record(PART, BYTES, 16_384, 1),
             record(PART, BYTES, 3616, 2))
    yield "in-a-message", (parts[0] + opened + parts[1] + record(DATA, STREAM, 700, peers)
                           + accepted + record(END, STREAM, 0, peers) + parts[2])
    yield "in-a-message-as-long-as-a-part", (
        opened + parts[0] + record(DATA, STREAM, 996, peers) + parts[1]
        + record(DATA, STREAM, 900, peers) + record(END, STREAM, 0, peers) + parts[2])


def records(write):
    for role, flags, ours, peers in (("server", 0, 2, 1), ("agent", AGENT | ADMITTED, 1, 2)):
        for i, (name, stream) in enumerate(stream_records(ours, peers)):
            for does, echo in (("echoes", ECHO), ("hears", 0)):
                write("sealed_records", f"{role}-stream-{name}-{does}",
                      bytes([flags | echo, i]) + stream)
    for i, (name, stream) in enumerate(record_streams()):
        for role, flags in (("server", 0), ("agent", AGENT | ADMITTED)):
            options = flags | (ECHO if i % 3 == 0 else 0) | (PSK if i % 4 == 0 else 0)
            write("sealed_records", f"{role}-{name}", bytes([options, i]) + stream)
    short = record(MESSAGE, BYTES, 201, 1)
    write("sealed_records", "server-over-the-limit", bytes([SHORT_LIMIT, 1]) + short)
    write("sealed_records", "agent-not-admitted", bytes([AGENT, 1]) + short)
    for reason in (1, 2, 3):
        write("sealed_records", f"agent-refused-{reason}",
              bytes([AGENT, 1]) + record(CLOSE, BYTES, 1, reason))


def write_all(path, write):
    vectors = json.loads(path.read_text())
    keys(vectors, write)
    trust_files(vectors, write)
    hellos(vectors, write)
    sessions(vectors, write)
    records(write)
