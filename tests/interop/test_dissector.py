# SPDX-License-Identifier: MIT
"""docs/wireshark/sealcord.lua on captures that are made here, from the vectors of both protocols.

Usage: python3 tests/interop/test_dissector.py

What real programs write is in test_dissector_programs.py.
"""

import json
import random
import unittest
from pathlib import Path

import tshark
from capturefile import AGENT, SERVER, CaptureFile, Connection
from tshark import Packet

DATA = Path(__file__).resolve().parent.parent / "data"
CLASSIC = json.loads((DATA / "classic-vectors.json").read_text(encoding="utf-8"))
SEALED = json.loads((DATA / "sealed-vectors.json").read_text(encoding="utf-8"))

PREAMBLE = ["magic", "version", "mode", "status"]
FRAME = ["length", "nonce", "ciphertext", "tag"]
RECORD = ["length", "ciphertext", "tag"]
# A record of which only the length matters here.
SMALLEST_RECORD = bytes.fromhex("0011") + bytes(17)


def classic_record(size: int) -> bytes:
    return (size + 16).to_bytes(4, "big") + bytes(12 + size + 16)


GOODBYE = classic_record(0)


def sealed_record(body: int) -> bytes:
    return (body + 17).to_bytes(2, "big") + bytes(body + 17)


def classic_talk() -> dict[str, list[bytes]]:
    """What each end of a connection says, packet by packet."""
    shake = CLASSIC["handshakes"][0]
    frame = bytes.fromhex(CLASSIC["frames"][0]["frame"])
    return {
        AGENT: [bytes.fromhex(shake["request"]), frame, GOODBYE],
        SERVER: [bytes.fromhex(shake["response"]), frame, GOODBYE],
    }


def sealed_talk(mode: int) -> dict[str, list[bytes]]:
    wire = {name: bytes.fromhex(data) for name, data in SEALED["handshakes"][mode]["wire"].items()}
    records = {
        who: [bytes.fromhex(row["wire"]) for row in SEALED["records"][:6] if row["from"] == who]
        for who in (AGENT, SERVER)
    }
    return {
        AGENT: [wire["agent_opening"], wire["agent_message_3"], *records[AGENT]],
        SERVER: [wire["server_answer"], wire["server_admit"], *records[SERVER]],
    }


TALKS = {"classic": classic_talk(), "XX": sealed_talk(0), "XXpsk3": sealed_talk(1)}


def say_all(connection: Connection, talk: dict[str, list[bytes]]) -> None:
    for who in (AGENT, SERVER):
        for packet in talk[who]:
            connection.say(who, packet)


def told(packets: list[Packet]) -> list[tuple]:
    """What is shown of one connection, without where in the capture it stands."""
    return [(packet.told, packet.fields, packet.experts) for packet in packets]


class DissectorTest(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.capture = CaptureFile()

    def dissect(self, *options: str) -> list[Packet]:
        return tshark.dissect(self.capture.data, *options)

    def of_each(self, *options: str) -> list[list[Packet]]:
        """The packets of each connection."""
        packets = self.dissect(*options)
        count = max(packet.stream for packet in packets) + 1
        return [[packet for packet in packets if packet.stream == n] for n in range(count)]

    def titles(self, *options: str) -> list[str]:
        return [packet.title for packet in self.dissect(*options)]


class Fields(DissectorTest):
    def assert_shown(self, name: str, titles: list[str], fields: dict[str, list[str]]):
        """`fields` names those of the packets of the handshake; each holds all bytes, in order."""
        say_all(self.capture.connect(), TALKS[name])
        packets = self.dissect()
        self.assertEqual([packet.title for packet in packets], titles)
        said = TALKS[name][AGENT] + TALKS[name][SERVER]
        self.assertEqual([packet.wire for packet in packets], [data.hex() for data in said])
        for packet in packets:
            self.assertEqual(packet.experts, set(), packet.title)
            if packet.title in fields:
                self.assertEqual(packet.names, fields[packet.title])
        self.packets = {packet.title: packet for packet in packets}

    def test_classic(self):
        titles = ["agent Encryption Request", "agent frame 0", "agent frame 1"]
        titles += ["server Encryption Response", "server frame 0", "server frame 1"]
        fields = {
            "agent Encryption Request": ["packet_id", "public_key", "verify_token"],
            "server Encryption Response": ["packet_id", "public_key", *FRAME[1:]],
            "agent frame 0": FRAME,
            "agent frame 1": ["length", "nonce", "tag"],
        }
        self.assert_shown("classic", titles, fields)
        row = CLASSIC["handshakes"][0]
        request, response = self.packets[titles[0]], self.packets[titles[3]]
        self.assertEqual(request["public_key"], row["agent_public"])
        self.assertEqual(response["public_key"], row["server_public"])
        self.assertEqual(response["nonce"], row["response_nonce"])
        frame, goodbye = self.packets["agent frame 0"], self.packets["agent frame 1"]
        self.assertEqual(frame["nonce"], CLASSIC["frames"][0]["nonce"])
        self.assertEqual(frame.told["message_length"], "18")
        self.assertNotIn("goodbye", frame.told)
        self.assertIn("goodbye", goodbye.told)

    def test_sealed(self):
        for mode, name in enumerate(("XX", "XXpsk3")):
            with self.subTest(name):
                self.setUp()
                titles = ["agent opening", "agent message 3"]
                titles += [f"agent record {n}" for n in range(3)] + ["server answer"]
                titles += ["server verdict 0"] + [f"server record {n}" for n in range(1, 4)]
                tag = ["tag"] if mode else []
                fields = {
                    "agent opening": [*PREAMBLE, "length", "public_key", *tag],
                    "server answer": [*PREAMBLE, "length", "public_key", "sealed_static_key", "tag"],
                    "agent message 3": ["length", "sealed_static_key", "sealed_hello", "tag"],
                    "server verdict 0": RECORD,
                    "agent record 0": RECORD,
                }
                self.assert_shown(name, titles, fields)
                shake = SEALED["handshakes"][mode]
                opening, answer = self.packets["agent opening"], self.packets["server answer"]
                self.assertEqual(opening["public_key"], shake["agent_ephemeral_public"])
                self.assertEqual(answer["public_key"], shake["server_ephemeral_public"])
                self.assertEqual(opening["mode"], f"{mode:02}")
                self.assertEqual((opening["status"], answer["status"]), ("00", "01"))
                self.assertEqual(self.packets["agent record 0"].told["body_length"], "18")

    def test_tokens_of_every_length(self):
        for row in CLASSIC["handshakes"]:
            self.capture.connect().say(AGENT, bytes.fromhex(row["request"]))
        packets = self.dissect()
        self.assertEqual(
            [packet.wire for packet in packets], [row["request"] for row in CLASSIC["handshakes"]]
        )

    def test_goodbye_of_nothing_but_a_length(self):
        connection = self.capture.connect()
        connection.say(AGENT, TALKS["classic"][AGENT][0] + bytes(4))
        connection.say(AGENT, b"and more")
        self.assertEqual(
            [(packet.title, packet.experts) for packet in self.dissect()],
            [
                ("agent Encryption Request", set()),
                ("agent frame 0", {"open_goodbye"}),
                ("behind_end", {"behind_end"}),
            ],
        )

    def test_refusals(self):
        for answer in ("c55345414c010002", "c55345414c010103"):
            connection = self.capture.connect()
            connection.say(AGENT, TALKS["XX"][AGENT][0])
            connection.say(SERVER, bytes.fromhex(answer))
        for shown in self.of_each():
            self.assertEqual([packet.title for packet in shown], ["agent opening", "server answer"])
            self.assertEqual(shown[1].names, PREAMBLE)
            self.assertEqual(shown[1].experts, {"refusal"})

    def test_keys_change_every_16384_records(self):
        connection = self.capture.connect()
        say_all(connection, {who: TALKS["XX"][who][:2] for who in (AGENT, SERVER)})
        connection.say(AGENT, 16_383 * SMALLEST_RECORD)
        connection.say(AGENT, 3 * SMALLEST_RECORD)
        last = [packet for packet in self.dissect() if packet.told["from"] == AGENT][-4:]
        self.assertEqual(
            [(p.told["number"], p.told["key_number"], "new_key" in p.told) for p in last],
            [("16382", "0", False), ("16383", "0", False)]
            + [("16384", "1", True), ("16385", "1", False)],
        )


class Segments(DissectorTest):
    def test_one_cut_at_every_place(self):
        for name, talk in TALKS.items():
            for who in (AGENT, SERVER):
                with self.subTest(name, who=who):
                    self.setUp()
                    whole = b"".join(talk[who])
                    for cut in range(len(whole)):
                        self.say_parts(talk, who, [whole[:cut], whole[cut:]])
                    self.assert_all_the_same()

    def test_small_segments(self):
        for name, talk in TALKS.items():
            for who in (AGENT, SERVER):
                with self.subTest(name, who=who):
                    self.setUp()
                    whole = b"".join(talk[who])
                    for size in (len(whole), 1, 2, 3, 7):
                        begins = range(0, len(whole), size)
                        self.say_parts(talk, who, [whole[n : n + size] for n in begins])
                    self.assert_all_the_same()

    def test_segments_of_any_size(self):
        sizes = random.Random(1)
        for name, talk in TALKS.items():
            for who in (AGENT, SERVER):
                with self.subTest(name, who=who):
                    self.setUp()
                    whole = b"".join(talk[who])
                    self.say_parts(talk, who, [whole])
                    for _ in range(30):
                        parts = []
                        rest = whole
                        while rest:
                            size = sizes.choice((1, 2, 5, 20, 50, 200))
                            parts.append(rest[:size])
                            rest = rest[size:]
                        self.say_parts(talk, who, parts)
                    self.assert_all_the_same()

    def say_parts(self, talk: dict[str, list[bytes]], who: str, parts: list[bytes]):
        """On a connection of its own; a server speaks when it was asked."""
        connection = self.capture.connect()
        if who == SERVER:
            connection.say(AGENT, talk[AGENT][0])
        for part in filter(None, parts):
            connection.say(who, part)

    def assert_all_the_same(self):
        first, *others = self.of_each()
        self.assertTrue(others)
        for number, shown in enumerate(others, 1):
            self.assertEqual(told(shown), told(first), f"connection {number}")

    def test_long_packets_in_many_segments(self):
        connection = self.capture.connect()
        say_all(connection, {who: TALKS["XX"][who][:2] for who in (AGENT, SERVER)})
        connection.say(AGENT, sealed_record(65_518) + sealed_record(1) + sealed_record(65_518))
        connection = self.capture.connect()
        connection.say(AGENT, TALKS["classic"][AGENT][0] + classic_record(200_000) + GOODBYE)
        packets = [packet for packet in self.dissect() if packet.told["from"] == AGENT]
        self.assertEqual(
            [packet.told.get("body_length", "") for packet in packets[:5]],
            ["", "", "65518", "1", "65518"],
        )
        self.assertEqual(
            [packet.told.get("message_length", "") for packet in packets[5:]], ["", "200000", "0"]
        )


class Places(DissectorTest):
    """How a connection is known to be ours."""

    DECODE = ("-d", "tcp.port==5000,sealcord")
    WITHOUT_HEURISTIC = ("--disable-heuristic", "sealcord_tcp")

    def assert_found(self, port: int, *options: str):
        for talk in TALKS.values():
            say_all(self.capture.connect(port), talk)
        self.assertEqual([len(shown) for shown in self.of_each(*options)], [6, 10, 10])

    def test_by_port(self):
        self.assert_found(1337, *self.WITHOUT_HEURISTIC)

    def test_by_decode_as(self):
        self.assert_found(5000, *self.DECODE, *self.WITHOUT_HEURISTIC)

    def test_by_content(self):
        self.assert_found(5000)

    def test_nothing_else_is_taken_for_ours(self):
        for data in (b"GET / HTTP/1.1\r\n\r\n", b"\x01" + 41 * b"\x00", b"\xC5SEA", b"\x01"):
            self.capture.connect(5000).say(AGENT, data)
        self.assertEqual(self.dissect(), [])


class Broken(DissectorTest):
    """What no peer may say becomes an expert info, and nothing behind it is guessed at."""

    REQUEST, OPENING = TALKS["classic"][AGENT][0], TALKS["XX"][AGENT][0]
    RESPONSE, ANSWER = TALKS["classic"][SERVER][0], TALKS["XX"][SERVER][0]
    SHAKEN = b"".join(TALKS["XX"][AGENT][:2])

    AGENTS = [
        (b"GET / HTTP/1.1\r\n\r\n", "not_a_peer"),
        (b"\xC5SEAM" + OPENING[5:], "not_a_peer"),
        (REQUEST[:33] + b"\xFE" + bytes(8), "bad_handshake"),
        (OPENING[:7] + b"\x01" + OPENING[8:], "bad_handshake"),
        (OPENING[:9] + b"\x21" + OPENING[10:], "bad_handshake"),
        (OPENING[:5] + b"\x02" + OPENING[6:], "other_version"),
        (OPENING[:6] + b"\x02" + OPENING[7:], "other_version"),
        (OPENING + bytes.fromhex("00bf") + bytes(191), "bad_handshake"),
        (SHAKEN + bytes.fromhex("0010") + bytes(16), "bad_length"),
        (SHAKEN + bytes(2), "bad_length"),
        (REQUEST + (1).to_bytes(4, "big"), "bad_length"),
        (REQUEST + (15).to_bytes(4, "big") + bytes(27), "bad_length"),
        (REQUEST + b"\xFF\xFF\xFF\xFF" + bytes(40), "bad_length"),
        (REQUEST + GOODBYE + b"more", "behind_end"),
    ]
    SERVERS = [
        (REQUEST, b"\x01" + RESPONSE[1:], "not_a_peer"),
        (OPENING, RESPONSE, "not_a_peer"),
        (OPENING, OPENING, "bad_handshake"), # an echo
        (OPENING, ANSWER[:7] + b"\x04" + ANSWER[8:], "bad_handshake"),
        (OPENING, ANSWER[:9] + b"\x61" + ANSWER[10:], "bad_handshake"),
        (OPENING, ANSWER[:6] + b"\x07" + ANSWER[7:], "other_version"),
    ]

    def test_agents(self):
        for data, _ in self.AGENTS:
            connection = self.capture.connect()
            connection.say(AGENT, data)
            connection.say(AGENT, SMALLEST_RECORD)
        for shown, (data, expert) in zip(self.of_each(), self.AGENTS, strict=True):
            with self.subTest(data=data.hex()):
                *_, broken, behind = shown
                self.assertEqual(broken.experts, {expert})
                self.assertIn(behind.experts, ({expert}, {"broken_before"}))
                self.assertEqual(behind["undissected"], SMALLEST_RECORD.hex())

    def test_servers(self):
        for asked, data, _ in self.SERVERS:
            connection = self.capture.connect()
            connection.say(AGENT, asked)
            connection.say(SERVER, data)
        for shown, (_, data, expert) in zip(self.of_each(), self.SERVERS, strict=True):
            with self.subTest(data=data.hex()):
                self.assertEqual(shown[-1].port, 1337)
                self.assertEqual(shown[-1].experts, {expert})

    def test_wrong_magic_is_seen_at_its_first_byte(self):
        connection = self.capture.connect()
        connection.say(AGENT, b"\xC5")
        connection.say(AGENT, b"X")
        self.assertEqual(self.titles(), ["not_a_peer"])


class Missing(DissectorTest):
    """What is not in the capture is said, and not guessed."""

    RECORDS = [sealed_record(size) for size in (100, 200, 300)]

    def shake(self, **options) -> Connection:
        connection = self.capture.connect(**options)
        connection.say(AGENT, b"".join(TALKS["XX"][AGENT][:2]))
        return connection

    def assert_titles(self, *titles: str, options: tuple[str, ...] = ()):
        self.assertEqual(self.titles(*options), list(titles))

    def test_capture_that_begins_in_the_middle(self):
        for who in (AGENT, SERVER):
            connection = self.capture.connect(is_beginning_captured=False)
            connection.say(who, self.RECORDS[0])
            connection.say(who, classic_record(10))
        self.assert_titles(*4 * ["no_beginning"])

    def test_only_the_magic_tells_a_beginning_without_tcp_s(self):
        connection = self.capture.connect(is_beginning_captured=False)
        connection.say(AGENT, TALKS["classic"][AGENT][0])
        self.shake(is_beginning_captured=False)
        self.assert_titles("no_beginning", "agent opening", "agent message 3")

    def test_first_bytes_missing(self):
        connection = self.capture.connect()
        connection.lose(AGENT, len(TALKS["classic"][AGENT][0]))
        connection.say(SERVER, TALKS["classic"][SERVER][0])
        connection.say(AGENT, GOODBYE)
        connection = self.capture.connect()
        connection.lose(AGENT, len(TALKS["classic"][AGENT][0]))
        connection.say(AGENT, TALKS["classic"][AGENT][1])
        connection.say(SERVER, TALKS["classic"][SERVER][0])
        connection.say(AGENT, GOODBYE)
        answer = "server Encryption Response"
        self.assert_titles(answer, "missing", "missing", answer, "missing")

    def test_records_missing(self):
        connection = self.shake()
        connection.say(AGENT, self.RECORDS[0])
        connection.lose(AGENT, 100)
        connection.say(AGENT, self.RECORDS[1])
        connection.say(AGENT, self.RECORDS[2])
        start = ("agent opening", "agent message 3", "agent record 0")
        self.assert_titles(*start, "missing", "missing")

    def test_end_of_a_record_missing(self):
        """Its length tells where the next one is, and so its number."""
        connection = self.shake()
        connection.say(AGENT, self.RECORDS[0][:50])
        connection.lose(AGENT, len(self.RECORDS[0]) - 50)
        connection.say(AGENT, self.RECORDS[1])
        self.assert_titles("agent opening", "agent message 3", "agent record 1")

    def test_end_of_a_record_late(self):
        connection = self.shake()
        connection.say(AGENT, self.RECORDS[0][:50])
        late = sum(len(data) for data in TALKS["XX"][AGENT][:2]) + 50
        connection.lose(AGENT, len(self.RECORDS[0]) - 50)
        connection.say(AGENT, self.RECORDS[1])
        connection.say(AGENT, self.RECORDS[0][50:], at=late)
        connection.say(AGENT, self.RECORDS[2])
        titles = ["agent opening", "agent message 3", *(f"agent record {n}" for n in (1, 0, 2))]
        self.assert_titles(*titles, options=("-o", "tcp.no_subdissector_on_error:FALSE"))
        del titles[3] # Wireshark itself leaves such segments out
        self.assert_titles(*titles)

    def test_out_of_order_with_wireshark_s_own_setting(self):
        connection = self.shake()
        at = sum(len(data) for data in TALKS["XX"][AGENT][:2])
        connection.lose(AGENT, len(self.RECORDS[0]))
        connection.say(AGENT, self.RECORDS[1])
        connection.say(AGENT, self.RECORDS[0], at=at)
        connection.say(AGENT, self.RECORDS[2])
        titles = ["agent opening", "agent message 3", *(f"agent record {n}" for n in range(3))]
        option = ("-o", "tcp.reassemble_out_of_order:TRUE")
        self.assert_titles(*titles, options=option)

    def test_sent_again(self):
        connection = self.shake()
        at = sum(len(data) for data in TALKS["XX"][AGENT][:2])
        for data in (self.RECORDS[0], self.RECORDS[0]):
            connection.say(AGENT, data, at=at)
        connection.say(AGENT, self.RECORDS[1])
        start = ("agent opening", "agent message 3")
        self.assert_titles(*start, *(f"agent record {n}" for n in (0, 1)))

    def test_without_reassembly(self):
        connection = self.shake()
        connection.say(AGENT, self.RECORDS[0] + self.RECORDS[1][:60])
        connection.say(AGENT, self.RECORDS[1][60:] + self.RECORDS[2] + b"\0")
        connection.say(AGENT, b"\x11" + bytes(17))
        option = ("-o", "tcp.desegment_tcp_streams:FALSE")
        start = ("agent opening", "agent message 3")
        numbers = [f"agent record {n}" for n in range(3)]
        self.assert_titles(*start, *numbers, "not_whole", "not_whole", options=option)

    def test_beginnings_of_packets_alone(self):
        self.capture = CaptureFile(most_captured=140)
        connection = self.capture.connect()
        connection.say(AGENT, TALKS["XX"][AGENT][0])
        connection.say(AGENT, TALKS["XX"][AGENT][1])
        for data in self.RECORDS:
            connection.say(AGENT, data)
        connection.say(AGENT, self.RECORDS[0] + self.RECORDS[1])
        connection.say(AGENT, self.RECORDS[2])
        packets = self.dissect()
        titles = ["agent opening", "agent message 3", *(f"agent record {n}" for n in range(4))]
        self.assertEqual([packet.title for packet in packets], [*titles, "missing"])
        whole = [packet.title for packet in packets if not packet.experts]
        self.assertEqual(whole, ["agent opening"])

    def test_longer_than_is_put_together(self):
        """Skipped by its length, which is anybody's word, instead of being kept."""
        connection = self.capture.connect()
        connection.say(AGENT, TALKS["classic"][AGENT][0])
        size = 17 * 1024 * 1024
        connection.say(AGENT, classic_record(size)[:100])
        connection.lose(AGENT, 32 + size - 100)
        connection.say(AGENT, GOODBYE)
        packets = self.dissect()
        self.assertEqual(packets[1].experts, {"not_whole"})
        self.assertEqual(packets[1].told["message_length"], str(size))
        self.assertEqual(packets[2].title, "agent frame 1")


if __name__ == "__main__":
    unittest.main()
