# SPDX-License-Identifier: MIT
"""docs/wireshark/sealcord.lua on what no peer may say, and on captures that lack something.

Usage: python3 tests/interop/test_dissector_faults.py
"""

import unittest

from capturefile import AGENT, SERVER, CaptureFile, Connection
from dissectortest import (
    GOODBYE,
    SMALLEST_RECORD,
    TALKS,
    DissectorTest,
    classic_record,
    sealed_record,
    told,
)


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
