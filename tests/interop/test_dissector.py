# SPDX-License-Identifier: MIT
"""docs/wireshark/sealcord.lua on captures that are made here, from the vectors of both protocols.

Usage: python3 tests/interop/test_dissector.py

Faults are in test_dissector_faults.py, what real programs write is in test_dissector_programs.py.
"""

import random
import unittest

from capturefile import AGENT, SERVER
from dissectortest import (
    CLASSIC,
    FRAME,
    GOODBYE,
    PREAMBLE,
    RECORD,
    SEALED,
    SMALLEST_RECORD,
    TALKS,
    DissectorTest,
    classic_record,
    say_all,
    sealed_record,
    told,
)


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


if __name__ == "__main__":
    unittest.main()
