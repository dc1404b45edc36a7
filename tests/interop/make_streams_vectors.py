# SPDX-License-Identifier: MIT
"""Writes tests/data/streams-vectors.json with the Python peer: python3 make_streams_vectors.py

Each row was thought of as the protocol's description tells it, with what an end must say to it; the
peer seals, and refuses to write a row that it does not follow itself.
"""

import hashlib
import json
from pathlib import Path

import sealedpeer as sealed
import streamscript as script
from sealedstreams import MOST_CREDIT
from streamcases import write_cases
from test_sealedpeer import VECTORS, feed, make_end

PATH = Path(__file__).resolve().parent.parent / "data" / "streams-vectors.json"
COMMENT = (
    "Vectors of streams in the sealed protocol, version 1 (docs/protocols/streams.md), on top of "
    "sealed-vectors.json: its keys, names and ephemeral keys, without a pre-shared key. The keys "
    "of the records are those of its first handshake, since they do not hang on a hello. "
    "What is said and told is written as tests/interop/streamscript.py has it. conversation: "
    "two ends of which each hears what the other says at once. cases: one end that takes so many "
    "streams, behind the handshake with the hello of the peer, receives records that break rules "
    "or come late, and says things between them; what it sends, what it tells, and the error that "
    "it fails with."
)
TAKES = {"agent": 2, "server": 3}
ROLES = ("agent", "server")


def hello_end(role: str, takes: int):
    return make_end(role, 0, most_streams=takes)


def open_ends(takes: dict[str, int]):
    """Both ends, established, and what they said for it."""
    agent, server = (hello_end(role, takes[role]) for role in ROLES)
    said = []
    for _ in range(2):
        for end, peer in ((agent, server), (server, agent)):
            said.append(end.take_output())
            feed(peer, said[-1])
    agent.events.clear()
    server.events.clear()
    return {"agent": agent, "server": server}, said


def wire_of(data: bytes) -> dict:
    if len(data) <= 400:
        return {"wire": data.hex()}
    return {"wire_length": len(data), "wire_sha256": hashlib.sha256(data).hexdigest()}


def sayings():
    """(who, what it says, what the other end is told)"""
    longest = "é" * 64 + "x"
    yield "agent", "open 1 262144 db", "offered 1 262144 db"
    yield "server", "window 1 70000", "accepted 1 70000"
    yield "agent", "data 1 68656c6c6f", "data 1 68656c6c6f"
    yield "server", "data 1 776f726c64", "data 1 776f726c64"
    yield "server", "window 1 5", "credited 1 5"
    yield "agent", "message 62657369646573", "message 62657369646573"
    yield "server", "open 2 1000 web@pump-3", "offered 2 1000 web@pump-3"
    yield "agent", "window 2 262144", "accepted 2 262144"
    yield "server", "data 2 pattern:65514", "data 2 pattern:65514"
    yield "agent", "data 1 pattern:65514", "data 1 pattern:65514"
    yield "agent", "end 1", "ended 1"
    yield "server", "data 1 6d6f7265", "data 1 6d6f7265"
    yield "agent", "window 1 9", "credited 1 9"
    yield "server", "end 1", "ended 1"
    yield "server", "end 2", "ended 2"
    yield "agent", "data 2 6d6f7265", "data 2 6d6f7265"
    yield "server", "window 2 9", "credited 2 9"
    yield "agent", "end 2", "ended 2"
    yield "agent", f"open 3 0 {longest}", f"offered 3 0 {longest}"
    yield "server", f"window 3 {MOST_CREDIT}", f"accepted 3 {MOST_CREDIT}"
    yield "agent", "data 3 00", "data 3 00"
    yield "agent", "reset 3 0", "reset 3 0"
    yield "server", f"open 4 {MOST_CREDIT} ssh", f"offered 4 {MOST_CREDIT} ssh"
    yield "server", "reset 4 0", "reset 4 0"
    for i, reason in enumerate((1, 2, 3, 4, 5, 6, 77)):
        for opener, other, number in (("agent", "server", 5 + 2 * i), ("server", "agent", 6 + 2 * i)):
            yield opener, f"open {number} 1 a.b-c_{i}", f"offered {number} 1 a.b-c_{i}"
            yield other, f"reset {number} {reason}", f"reset {number} {reason}"


def conversation():
    ends, _ = open_ends(TAKES)
    rows = []
    for who, line, other_is_told in sayings():
        sender, receiver = ends[who], ends["server" if who == "agent" else "agent"]
        script.say(sender, line)
        wire = sender.take_output()
        receiver.receive(wire)
        lines = script.take_told(receiver)
        if lines != [other_is_told] or receiver.take_output():
            raise AssertionError(f"{line}: {lines}")
        rows.append({"from": who, "says": line, "tells": other_is_told, **wire_of(wire)})
    if any(end.streams.alive for end in ends.values()):
        raise AssertionError("a stream is left")
    return rows


class Case:
    """One end and what happens to it. `hear` and `say` write the rows of one case."""

    def __init__(self, name: str, role: str, takes: int):
        self.row = {"name": name, "role": role, "takes": takes, "steps": [], "error": None}
        ends, _ = open_ends({**TAKES, role: takes})
        self.end = ends[role]
        self.peer = ends["server" if role == "agent" else "agent"].sending

    def say(self, line: str):
        script.say(self.end, line)
        self._step({"says": line})

    def hear(self, *records: tuple[int, bytes], tells: list[str], error: str | None = None):
        wire = b"".join(self.peer.seal(kind, body) for kind, body in records)
        failed = None
        try:
            self.end.receive(wire)
        except sealed.SealedError as failure:
            failed = type(failure).__name__
        if failed != error:
            raise AssertionError(f"{self.row['name']}: {failed}, where {error} was wanted")
        self.row["error"] = error
        self._step({"receives": wire.hex()}, tells)

    def _step(self, step: dict, tells: list[str] | None = None):
        lines = script.take_told(self.end)
        if lines != (tells or []):
            raise AssertionError(f"{self.row['name']}: {lines}")
        self.row["steps"].append({**step, "tells": lines, "sends": self.end.take_output().hex()})


def cases():
    for role in ROLES:
        made: list[Case] = []

        def case(name: str, takes: int = TAKES[role]) -> Case:
            made.append(Case(name, role, takes))
            return made[-1]

        write_cases(case, *((1, 2) if role == "agent" else (2, 1)))
        yield from (each.row for each in made)


def make_vectors() -> dict:
    ends, said = open_ends(TAKES)
    first = VECTORS["handshakes"][0]
    for end, role in zip(ends.values(), ROLES):
        if end.sending.key.hex() != first[f"{role}_sends_with"]:
            raise AssertionError("a key hangs on a hello")
    return {
        "comment": COMMENT,
        "takes": TAKES,
        "handshake": {
            "agent_hello": ends["agent"].settings.hello().hex(),
            "server_hello": ends["server"].settings.hello().hex(),
            "agent_message_3": said[2].hex(),
            "server_admit": said[3].hex(),
        },
        "conversation": conversation(),
        "cases": list(cases()),
    }


if __name__ == "__main__":
    text = json.dumps(make_vectors(), indent=1, ensure_ascii=False) + "\n"
    PATH.write_text(text, encoding="utf-8")
