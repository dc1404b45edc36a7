# SPDX-License-Identifier: MIT
"""The Python peer's streams: the vectors are what it makes, and what it does not say.

Usage: python3 tests/interop/test_streamspeer.py
"""

import json
import unittest

import make_streams_vectors as vectors
import streamscript as script
from sealedforms import BadHello, decode_hello, encode_hello
from sealedstreams import LAST_NUMBER, LONGEST_TARGET, MOST_CREDIT, MOST_DATA, NotNow


class Vectors(unittest.TestCase):
    def test_file_is_what_the_peer_makes(self):
        self.maxDiff = 2000
        self.assertEqual(json.loads(vectors.PATH.read_text(encoding="utf-8")), vectors.make_vectors())


class Sayings(unittest.TestCase):
    def setUp(self):
        ends, _ = vectors.open_ends(vectors.TAKES)
        self.agent, self.server = ends.values()

    def carry(self):
        self.server.receive(self.agent.take_output())
        self.agent.receive(self.server.take_output())

    def refuse(self, end, *lines: str):
        before = bytes(end._output)
        for line in lines:
            with self.subTest(line), self.assertRaises((NotNow, ValueError)):
                script.say(end, line)
        self.assertEqual(end._output, before)

    def test_states(self):
        self.refuse(self.agent, "window 1 1", "data 1 00", "end 1", "reset 1 0")
        self.agent.open_stream("db", 5)
        self.refuse(self.agent, "window 1 1", "data 1 00", "end 1")
        self.carry()
        self.refuse(self.server, "data 1 00", "end 1")
        self.server.grant(1, 3)
        self.refuse(self.server, f"window 1 {MOST_CREDIT - 2}", "window 1 0", "data 1 000102030405")
        self.carry()
        self.refuse(self.agent, "data 1 00010203")
        self.agent.end_stream(1)
        self.refuse(self.agent, "data 1 00", "end 1")
        self.carry()
        self.refuse(self.server, "window 1 1")
        self.server.end_stream(1)
        self.carry()
        for end in (self.agent, self.server):
            self.refuse(end, "window 1 1", "data 1 00", "end 1", "reset 1 0")
            self.assertEqual(end.streams.alive, {})

    def test_limits(self):
        for name in ("", "x" * (LONGEST_TARGET + 1)):
            self.refuse(self.agent, f"open 1 1 {name}")
        self.refuse(self.agent, f"open 1 {MOST_CREDIT + 1} db")
        self.assertEqual([self.agent.open_stream("db", 1) for _ in range(3)], [1, 3, 5])
        with self.assertRaises(NotNow):
            self.agent.open_stream("db", 1)
        self.carry()
        self.server.grant(1, MOST_CREDIT)
        self.carry()
        with self.assertRaises(NotNow):
            self.agent.send_data(1, bytes(MOST_DATA + 1))

    def test_no_number_is_left(self):
        self.agent.streams._next_ours = LAST_NUMBER
        self.assertEqual(self.agent.open_stream("db", 1), LAST_NUMBER)
        with self.assertRaises(NotNow):
            self.agent.open_stream("db", 1)

    def test_peer_without_streams(self):
        ends, _ = vectors.open_ends({"agent": 0, "server": 4})
        with self.assertRaises(NotNow):
            ends["server"].open_stream("db", 1)
        self.assertEqual(ends["agent"].open_stream("db", 1), 1)


class Hellos(unittest.TestCase):
    def test_number_of_streams(self):
        for number in (0, 1, LAST_NUMBER):
            self.assertEqual(decode_hello(encode_hello("a", 1, number)).most_streams, number)
        before = encode_hello("a", 1)[: 3 + 6]
        for item in (b"\3\0", b"\3\3\0\0\1", b"\3\4\0\0\0\0", b"\3\5\0\0\0\0\1"):
            with self.assertRaises(BadHello):
                decode_hello((before + item).ljust(128, b"\0"))


if __name__ == "__main__":
    unittest.main()
