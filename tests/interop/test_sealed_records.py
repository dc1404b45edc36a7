# SPDX-License-Identifier: MIT
"""`sealcord server` under records that a man on the way changed, or that break the rules.

Usage: python3 tests/interop/test_sealed_records.py PATH_TO_SEALCORD [unittest options]

Whatever it is, the connection ends and nothing is said for it; what was good before is answered.
"""

import os

import classicpeer as classic
import sealedforms as forms
import sealedpeer as sealed
from classicpeer import Stream
from programs import main
from sealedends import Agent
from sealedpeer import Record, Settings
from sealedservertest import SealedServerTest
from sealedsocket import Channel, split_records

AUTHENTICATION = "record failed authentication"
LIMIT = sealed.DEFAULT_MAX_MESSAGE
BIG = 100_000


def begin(size: int) -> tuple[Record, bytes]:
    return Record.BEGIN, size.to_bytes(4, "big")


class Truncation(SealedServerTest):
    """FIN without CLOSE, at every boundary of a record and within one."""

    def records(self, channel: Channel) -> list[tuple[bytes, int]]:
        """Of every kind that an agent sends, each with how many messages are whole behind it."""
        rows = [
            ((Record.MESSAGE, b"first"), 1),
            ((Record.BATCH, forms.encode_batch([b"second", b"third"])), 3),
            ((Record.PING, b"12345678"), 3),
            (begin(BIG), 3),
            ((Record.PART, bytes(40_000)), 3),
            ((Record.PING, b"amid it!"), 3),
            ((Record.PART, bytes(BIG - 40_000)), 4),
            ((Record.MESSAGE, b"last"), 5),
            ((Record.COMMIT, bytes(32)), 5),
        ]
        return [(channel.record(*record), whole) for record, whole in rows]

    def replies(self, channel: Channel) -> list[bytes]:
        """All that comes back; pongs are looked at by nobody here, and none was asked for."""
        replies = []
        data, _ = channel.stream.read_to_end()
        for record in split_records(data):
            plaintext = channel.session.receiving.open(record[2:])
            if plaintext[-1] == Record.BATCH:
                replies += forms.decode_batch(plaintext[:-1])
            elif plaintext[-1] == Record.MESSAGE:
                replies.append(plaintext[:-1])
            elif plaintext[-1] == Record.PART:
                replies.append(b"a part")
            self.assertNotEqual(plaintext[-1], Record.CLOSE, "nothing is sent for an error")
        return replies

    def test_at_every_boundary(self):
        self.start_server()
        expected = [b"first", b"second", b"third", b"a part", b"last"]
        for count in range(10):
            with self.subTest(count=count):
                channel = self.open_sealed()
                rows = self.records(channel)[:count]
                channel.stream.send_with_fin(b"".join(record for record, _ in rows))
                replies = self.replies(channel)
                parts = replies.count(b"a part")
                if parts:
                    at = replies.index(b"a part")
                    replies[at : at + parts] = [b"a part"]
                self.assertEqual(replies, expected[: rows[-1][1] if rows else 0])
                within = 4 <= count <= 6
                reason = "closed in the middle of a message" if within else "no close message"
                self.assert_logged(channel.stream, reason)

    def test_within_a_record(self):
        self.start_server()
        for size in (1, 2, 3, 18, 23):
            with self.subTest(size=size):
                channel = self.open_sealed()
                channel.stream.send(channel.sealed(b"whole"))
                channel.stream.send_with_fin(channel.sealed(b"never")[:size])
                self.assertEqual(self.replies(channel), [b"whole"])
                self.assert_logged(channel.stream, "closed in the middle of a message")

    def test_in_the_handshake(self):
        self.start_server()
        for size in (1, 7, 8, 9, 10, 41, 42):
            with self.subTest(size=size):
                stream = self.connect()
                stream.send_with_fin(Agent(Settings()).take_output()[:size])
                stream.read_to_end()
                self.assert_logged(stream, "closed during the handshake")

    def test_in_message_3(self):
        self.start_server()
        for size in (1, 2, 3, 193):
            with self.subTest(size=size):
                stream, agent = self.connect(), Agent(Settings())
                stream.send(agent.take_output())
                agent.receive(stream.read_exactly(sealed.PREAMBLE_SIZE + 98))
                agent.accept()
                stream.send_with_fin(agent.take_output()[:size])
                self.assertEqual(stream.read_to_end()[0], b"")
                self.assert_logged(stream, "closed during the handshake")


class OnTheWay(SealedServerTest):
    def answered(self) -> Channel:
        """A connection that has answered a message."""
        channel = self.open_sealed()
        self.assert_echoes(channel, b"good")
        return channel

    def test_every_byte_is_authenticated(self):
        self.start_server()
        for offset in range(2, 2 + 21):
            channel = self.answered()
            record = classic.flip_bit(channel.sealed(b"evil"), offset, offset % 8)
            self.assert_dies(channel, record, AUTHENTICATION)

    def test_length_is_too(self):
        self.start_server()
        for bit in range(16):
            with self.subTest(bit=bit):
                channel = self.answered()
                record = classic.flip_bit(channel.sealed(b"evil"), 1 - bit // 8, bit % 8)
                # The FIN ends the wait for what the larger lengths announce.
                channel.stream.send_with_fin(record)
                self.assert_cut(channel)

    def test_reflection(self):
        self.start_server()
        channel = self.open_sealed()
        channel.send(b"mirror")
        self.assert_dies(channel, channel.take_record(), AUTHENTICATION)

    def test_replay(self):
        self.start_server()
        channel = self.open_sealed()
        record = channel.sealed(b"pay 10")
        channel.stream.send(record)
        self.assertEqual(channel.receive(), b"pay 10")
        self.assert_dies(channel, record, AUTHENTICATION)

    def test_duplicate_in_one_segment(self):
        self.start_server()
        channel = self.open_sealed()
        record = channel.sealed(b"pay 10")
        channel.stream.send(record + record)
        self.assertEqual(self.messages_before_the_cut(channel), [b"pay 10"])
        self.assert_logged(channel.stream, AUTHENTICATION)

    def test_replay_on_another_connection(self):
        self.start_server()
        settings = Settings()
        first, second = self.open_sealed(settings), self.open_sealed(settings)
        record = first.sealed(b"pay 10")
        first.stream.send(record)
        self.assertEqual(first.receive(), b"pay 10")
        self.assert_dies(second, record, AUTHENTICATION)

    def test_reorder(self):
        self.start_server()
        channel = self.answered()
        one, two = channel.sealed(b"one"), channel.sealed(b"two")
        self.assert_dies(channel, two + one, AUTHENTICATION)

    def test_drop(self):
        self.start_server()
        channel = self.answered()
        channel.sealed(b"lost")
        self.assert_dies(channel, channel.sealed(b"next"), AUTHENTICATION)

    def test_dropped_part(self):
        self.start_server()
        channel = self.answered()
        records = split_records(channel.sealed(os.urandom(300_000)))
        del records[1]
        self.assert_dies(channel, b"".join(records), AUTHENTICATION)

    def test_insertion(self):
        self.start_server()
        channel = self.answered()
        self.assert_dies(channel, b"\x00\x20" + os.urandom(32), AUTHENTICATION)

    def test_good_is_answered_before_bad(self):
        self.start_server()
        channel = self.open_sealed()
        good, bad, later = (channel.sealed(message) for message in (b"good", b"bad", b"later"))
        channel.stream.send(good + classic.flip_bit(bad, 4) + later)
        self.assertEqual(self.messages_before_the_cut(channel), [b"good"])

    def test_record_of_classic(self):
        self.start_server()
        channel = self.answered()
        self.assert_dies(channel, classic.seal_frame(os.urandom(32), b"x"), "record of length 0 ")

    def test_replayed_handshake(self):
        # Message 3 holds for the one ephemeral key of the server that it answers.
        self.start_server()
        agent = Agent(Settings())
        opening = agent.take_output()
        agent.receive(self.open_with(opening)[1])
        agent.accept()
        stream, _ = self.open_with(opening)
        self.assert_answer(stream, agent.take_output(), b"", "failed verification")

    def open_with(self, opening: bytes) -> tuple[Stream, bytes]:
        stream = self.connect()
        stream.send(opening)
        return stream, stream.read_exactly(sealed.PREAMBLE_SIZE + 98)

    def messages_before_the_cut(self, channel: Channel) -> list[bytes]:
        messages = []
        try:
            while True:
                messages.append(channel.receive())
        except (sealed.Truncated, ConnectionResetError):
            return messages


class Rules(SealedServerTest):
    def assert_refused_record(self, *records: tuple[int, bytes], reason: str):
        channel = self.open_sealed()
        self.assert_echoes(channel, b"good")
        data = b"".join(channel.record(*record) for record in records)
        self.assert_dies(channel, data, reason)

    def test_lengths_that_hold_no_type(self):
        self.start_server()
        for length in range(17):
            channel = self.open_sealed()
            # The two bytes are enough: nothing that follows could make it right.
            reason = f"record of length {length} cannot hold a type"
            self.assert_dies(channel, length.to_bytes(2, "big"), reason)

    def test_unknown_types(self):
        self.start_server()
        known = set(Record)
        for number in (0, 9, 0x0F, 0x14, 0x1F, 0x23, 0x7F, 0x80, 0xFF):
            with self.subTest(number=number):
                self.assertNotIn(number, known)
                self.assert_refused_record((number, b"x"), reason="(?i)type")

    def test_at_the_wrong_time_or_from_the_wrong_end(self):
        part = (Record.PART, bytes(20_000))
        rows = {
            "PONG": [(Record.PONG, bytes(8))],
            "ADMIT": [(Record.ADMIT, Settings().hello())],
            "NONCE": [(Record.NONCE, bytes(32))],
            "REVEAL": [(Record.REVEAL, bytes(32))],
            "PART": [part],
            "COMMIT": 2 * [(Record.COMMIT, bytes(32))],
            "MESSAGE": [begin(BIG), part, (Record.MESSAGE, b"x")],
            "BATCH": [begin(BIG), (Record.BATCH, forms.encode_batch([b"x"]))],
            "BEGIN": [begin(BIG), begin(BIG)],
        }
        self.start_server()
        for name, records in rows.items():
            with self.subTest(name):
                self.assert_refused_record(*records, reason=f"(?i){name}")

    def test_bodies(self):
        most = sealed.MAX_BODY
        rows = {
            "empty message": [(Record.MESSAGE, b"")],
            "empty batch": [(Record.BATCH, b"")],
            "empty message in a batch": [(Record.BATCH, b"\0\1x\0\0")],
            "batch that runs over": [(Record.BATCH, b"\0\1x\0\3xy")],
            "half a length in a batch": [(Record.BATCH, b"\0\1x\0")],
            "begin of what fits": [begin(most)],
            "begin of 3 bytes": [(Record.BEGIN, b"\1\0\0")],
            "short part": [begin(BIG), (Record.PART, bytes(16_383))],
            "empty part": [begin(BIG), (Record.PART, b"")],
            "part too long": [begin(most + 1), (Record.PART, bytes(40_000)),
                              (Record.PART, bytes(25_520))],
            "ping of 7 bytes": [(Record.PING, bytes(7))],
            "close of nothing": [(Record.CLOSE, b"")],
            "close of 2 bytes": [(Record.CLOSE, b"\0\0")],
            "commit of 31 bytes": [(Record.COMMIT, bytes(31))],
        }
        self.start_server()
        for name, records in rows.items():
            with self.subTest(name):
                self.assert_refused_record(*records, reason="")

    def test_batch_that_is_bad_at_its_end_delivers_nothing(self):
        self.start_server()
        channel = self.open_sealed()
        channel.stream.send(channel.record(Record.BATCH, b"\0\4good\0\0"))
        self.assert_cut(channel)
        self.assertEqual(channel.session.receiving.n, 1)  # ADMIT alone

    def test_limits(self):
        self.start_server("--max-message", "1000")
        channel = self.open_sealed()
        self.assertEqual(channel.session.peer.largest_message, 1000)
        self.assert_echoes(channel, os.urandom(1000))
        over = "message of 1001 bytes is over the limit of 1000"
        self.assert_refused_record((Record.MESSAGE, bytes(1001)), reason=over)
        batch = forms.encode_batch([b"x", bytes(1001)])
        self.assert_refused_record((Record.BATCH, batch), reason=over)
        self.assert_refused_record(begin(BIG), reason=f"message of {BIG} bytes is over the limit")

    def test_announced_length_is_judged_before_anything_is_spent(self):
        self.start_server()
        reason = f"message of {LIMIT + 1} bytes is over the limit of {LIMIT}"
        self.assert_refused_record(begin(LIMIT + 1), reason=reason)

    def test_agents_limit_is_kept(self):
        # A server has nothing else to say than the echo, and that the agent does not take.
        self.start_server()
        channel = self.open_sealed(Settings(max_message=10))
        channel.stream.send(channel.record(Record.MESSAGE, bytes(11)))
        channel.close()
        self.assertNotIsInstance(channel.ended(), forms.MessageTooLong)

    def test_damage_ends_only_its_own_connection(self):
        self.start_server()
        witness = self.open_sealed()
        self.assert_refused_record((0, b"x"), reason="")
        self.assert_echoes(witness)


if __name__ == "__main__":
    main()
