# SPDX-License-Identifier: MIT
"""The Python peer of the sealed protocol against the vectors, but for those of the trust files.

Files of trust are read by the programs alone; their rows (forms.files) are for tests of those.

Usage: python3 tests/interop/test_sealedpeer.py
"""

import hashlib
import json
import unittest
from pathlib import Path

import sealedforms as forms
import sealednoise as noise
import sealedpeer as sealed
from sealedends import Agent, Server
from sealednoise import KeyPair
from sealedpeer import Settings
from sealedsession import Session

PATH = Path(__file__).resolve().parent.parent / "data" / "sealed-vectors.json"
VECTORS = json.loads(PATH.read_text(encoding="utf-8"))
ROLES = ("agent", "server")


def key_pair(role: str) -> KeyPair:
    return KeyPair(bytes.fromhex(VECTORS["keys"][role]["private"]))


def make_end(role: str, mode: int, most_streams: int = 0) -> Session:
    handshake = VECTORS["handshakes"][mode]
    draw = VECTORS["verification"][0]["rA" if role == "agent" else "rB"]
    settings = Settings(
        key_pair(role),
        bytes.fromhex(VECTORS["psk"]) if mode else None,
        VECTORS[f"{role}_name"],
        VECTORS["largest_message"],
        most_streams,
        ephemeral=KeyPair(bytes.fromhex(handshake[f"{role}_ephemeral_private"])),
        nonce=bytes.fromhex(draw),
    )
    return (Agent if role == "agent" else Server)(settings)


def feed(end: Session, data: bytes) -> None:
    end.receive(data)
    if end.state == "Deciding":
        end.accept()


def open_ends(mode: int = 0) -> tuple[Session, Session]:
    agent, server = make_end("agent", mode), make_end("server", mode)
    while "Open" != agent.state:
        feed(server, agent.take_output())
        feed(agent, server.take_output())
    agent.events.clear()
    server.events.clear()
    return agent, server


def delivered(end: Session) -> list[bytes]:
    return [event.data for event in end.events if isinstance(event, sealed.Message)]


def pattern(size: int) -> bytes:
    return bytes(index % 251 for index in range(size))


class Handshakes(unittest.TestCase):
    def test_wire_and_keys(self):
        for row in VECTORS["handshakes"]:
            with self.subTest(mode=row["mode"]):
                agent, server = (make_end(role, row["mode"]) for role in ROLES)
                wire = []
                for _ in range(2):
                    for end, peer in ((agent, server), (server, agent)):
                        wire.append(end.take_output())
                        feed(peer, wire[-1])
                self.assertEqual([data.hex() for data in wire], list(row["wire"].values()))
                for end in (agent, server):
                    self.assertEqual(end.handshake_hash.hex(), row["handshake_hash"])
                self.assertEqual(agent.sending.key.hex(), row["agent_sends_with"])
                self.assertEqual(server.sending.key.hex(), row["server_sends_with"])
                self.assertEqual(agent.settings.hello().hex(), row["agent_hello"])
                self.assertEqual(server.settings.hello().hex(), row["server_hello"])
                self.assertEqual((agent.peer.name, server.peer.name), ("lab", "pump-3"))
                for end in (agent, server):
                    self.assert_steps(end, row["steps"])

    def assert_steps(self, end: Session, rows: list[dict]):
        expected = [tuple(row[name] for name in ("after", "h", "ck", "k", "n")) for row in rows]
        steps = [
            (after, h.hex(), ck.hex(), k.hex() if k else None, n)
            for after, h, ck, k, n in end.handshake.steps
        ]
        # The vectors leave out what changes nothing: an empty payload without a key.
        self.assertEqual([step for step in steps if step in expected], expected)


class Negative(unittest.TestCase):
    def test_all(self):
        self.assertEqual(len(VECTORS["negative"]), 285)
        for row in VECTORS["negative"]:
            data = bytes.fromhex(row["receives"])
            for size in (1, 7, len(data)):
                with self.subTest(row["name"], role=row["role"], mode=row["mode"], size=size):
                    self.check(row, [data[at : at + size] for at in range(0, len(data), size)])

    def check(self, row: dict, pieces: list[bytes]):
        end = make_end(row["role"], row["mode"])
        if row.get("server_person_asked_before"):
            end.verify()
        with self.assertRaises(sealed.SealedError) as caught:
            for piece in pieces:
                feed(end, piece)
            end.receive_end()
        self.assertEqual(type(caught.exception).__name__, row["error"])
        self.assertEqual(end.take_output().hex(), row["sent"])
        self.assertEqual(len(delivered(end)), row["messages_before"])
        with self.assertRaises(type(caught.exception)):
            end.receive(b"more")


class Records(unittest.TestCase):
    def test_all_in_order(self):
        agent, server = open_ends()
        self.queued: dict[Session, list[bytes]] = {agent: [], server: []}
        ends = {"agent": (agent, server), "server": (server, agent)}
        server.verify()
        for row in VECTORS["records"]:
            with self.subTest(row["what"], n=row["n"]):
                self.check(row, *ends[row["from"]])

    def check(self, row: dict, sender: Session, receiver: Session):
        wire = self.sealed_by(row, sender)
        if "wire" in row:
            self.assertEqual(wire.hex(), row["wire"])
        else:
            self.assertEqual(hashlib.sha256(wire).hexdigest(), row["wire_sha256"])
            self.assertEqual(len(wire), row["wire_length"])
        receiver.events.clear()
        receiver.receive(wire)
        self.assertEqual(delivered(receiver), [self.message(m) for m in row.get("delivers", [])])

    @staticmethod
    def message(row) -> bytes:
        return bytes.fromhex(row) if isinstance(row, str) else pattern(row["pattern"])

    def sealed_by(self, row: dict, sender: Session) -> bytes:
        """The next record of what the sender sends as a whole."""
        queued = self.queued[sender]
        if not queued:
            self.act(row, sender)
            data = sender.take_output()
            while data:
                size = 2 + int.from_bytes(data[:2], "big")
                queued.append(data[:size])
                data = data[size:]
        return queued.pop(0)

    @staticmethod
    def act(row: dict, sender: Session):
        what = row["what"]
        body = bytes.fromhex(row.get("plaintext", ""))[:-1]
        actions = {
            "MESSAGE": lambda: sender.send(body),
            "BATCH of 3": lambda: sender.send_batch([b"one", b"two", b"three"]),
            "BATCH of 1": lambda: sender.send_batch([b"alone"]),
            "PING": lambda: sender.ping(body),
            "MESSAGE, the longest that is one record": lambda: sender.send(pattern(65518)),
            "the shortest that is not: BEGIN, PART, PART": lambda: sender.send(pattern(65519)),
            "three parts": lambda: sender.send(pattern(150000)),
            "COMMIT": lambda: sender.verify(),
            "CLOSE, done": lambda: sender.close() if sender.is_agent else None,
        }
        # PONG, NONCE, REVEAL and the second CLOSE are answers: the session has sealed them itself.
        actions.get(what, lambda: None)()

    def test_rekey(self):
        keys = {"agent": open_ends()[0].sending.key, "server": open_ends()[1].sending.key}
        self.assertEqual(VECTORS["rekey"]["every"], sealed.REKEY_INTERVAL)
        rows = {row["n"]: row for row in VECTORS["rekey"]["records"]}
        boundaries = {row["from_n"]: row["key"] for row in VECTORS["rekey"]["keys"]}
        sender, receiver = (sealed.Direction(keys["agent"]) for _ in range(2))
        for n in range(max(rows) + 1):
            wire = sender.seal(1, b"record %d" % n)
            self.assertEqual(receiver.open(wire[2:]), b"record %d\x01" % n)
            if n in rows:
                self.assertEqual(wire.hex(), rows[n]["wire"])
            if n in boundaries:
                self.assertEqual(sender.key.hex(), boundaries[n])

    def test_lowered_rekey_in_both_directions(self):
        agent, server = (sealed.Direction(bytes(32), 4) for _ in range(2))
        for n in range(13):
            self.assertEqual(server.open(agent.seal(1, b"x")[2:]), b"x\x01")
            self.assertEqual(agent.key == bytes(32), n < 4)

    def test_last_nonce_is_never_used(self):
        direction = sealed.Direction(bytes(32))
        direction.n = noise.LAST_NONCE
        with self.assertRaises(sealed.KeyExhausted):
            direction.seal(1, b"x")


class Forms(unittest.TestCase):
    def test_keys(self):
        for role in ROLES:
            row = VECTORS["keys"][role]
            keys = key_pair(role)
            self.assertEqual(keys.public.hex(), row["public"])
            self.assertEqual(forms.key_text(keys.public), row["text"])
            self.assertEqual(forms.parse_key_text(row["text"]), keys.public)
            self.assertEqual(forms.key_fingerprint(keys.public), row["fingerprint"])
            self.assertEqual(keys.pem().decode(), row["pem"])
            self.assertEqual(KeyPair.from_pem(row["pem"].encode()).private.hex(), row["private"])

    def test_texts_refused(self):
        for text in VECTORS["forms"]["public_key_texts_refused"]:
            with self.subTest(text), self.assertRaises(ValueError):
                forms.parse_key_text(text)

    def test_psk_file(self):
        psk = forms.parse_psk_file(VECTORS["forms"]["psk_file"])
        self.assertEqual(psk.hex(), VECTORS["psk"])

    def test_verification(self):
        words = VECTORS["words"]
        for row in VECTORS["verification"]:
            h, r_agent, r_server = (
                bytes.fromhex(row[name]) for name in ("handshake_hash", "rA", "rB")
            )
            self.assertEqual(sealed.commitment(h, r_agent).hex(), row["commit"])
            digest = sealed.code_digest(h, r_agent, r_server)
            self.assertEqual(digest.hex(), row["d"])
            self.assertEqual(sealed.code_digits(digest), row["digits"])
            said = sealed.code_words(digest, words["even"], words["odd"])
            self.assertEqual(said, row["words"])

    def test_both_ends_tell_one_code(self):
        agent, server = open_ends()
        agent.verify()
        server.receive(agent.take_output())
        self.assertEqual(list(server.events), [sealed.VerificationAsked()])
        server.verify()
        agent.receive(server.take_output())
        server.receive(agent.take_output())
        self.assertEqual(agent.events[-1].digits, VECTORS["verification"][0]["digits"])
        self.assertEqual(agent.events[-1], server.events[-1])

    def test_words(self):
        words = VECTORS["words"]
        lines = "".join(f"{a} {b}\n" for a, b in zip(words["even"], words["odd"], strict=True))
        self.assertEqual(len(words["even"]), 256)
        self.assertEqual(hashlib.sha256(lines.encode()).hexdigest(), words["sha256"])


if __name__ == "__main__":
    unittest.main()
