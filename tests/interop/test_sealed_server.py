# SPDX-License-Identifier: MIT
"""`sealcord server` over sealed against an agent that was written from the specification alone.

Usage: python3 tests/interop/test_sealed_server.py PATH_TO_SEALCORD [unittest options]

How it begins is in test_sealed_opening.py, what breaks the rules in test_sealed_records.py, and
whom it admits in test_sealed_admission.py.
"""

import os
import signal
import time

import sealedpeer as sealed
from programs import main
from sealedpeer import Record
from sealedservertest import SealedServerTest, random_messages
from servertest import Sender, wait_until_arrived

MIB = 1 << 20
LIMIT = sealed.DEFAULT_MAX_MESSAGE


class Echo(SealedServerTest):
    def test_sizes(self):
        self.start_server()
        channel = self.open_sealed()
        for size in (1, 2, 64, 1023, 1024, 1025, 16384, 65517, 65518, 65519, 65520, MIB, LIMIT):
            with self.subTest(size=size):
                message = os.urandom(size)
                sender = Sender(channel.stream, channel.sealed(message))
                self.assertTrue(channel.receive() == message, f"echo of {size} bytes")
                sender.join()
        self.assert_closes(channel)

    def test_sizes_of_parts(self):
        self.start_server()
        channel = self.open_sealed()
        for part in (sealed.SMALLEST_PART, 40000, sealed.MAX_BODY):
            for size in (sealed.MAX_BODY + 1, 2 * part, 5 * part + 1, 500_000):
                if size > sealed.MAX_BODY:
                    message = os.urandom(size)
                    channel.session.send(message, part)
                    channel.flush()
                    self.assertTrue(channel.receive() == message, f"{size} in parts of {part}")

    def test_batches(self):
        self.start_server()
        channel = self.open_sealed()
        for count, size in ((1, 1), (3, 5), (20, 3000), (5000, 11), (16, 1024)):
            with self.subTest(count=count, size=size):
                messages = random_messages(count, size)
                channel.send_batch(messages)
                self.assertEqual([channel.receive() for _ in messages], messages)

    def test_replies_to_one_read_leave_in_few_records(self):
        self.start_server()
        channel = self.open_sealed()
        messages = random_messages(200, 64)
        before = channel.session.receiving.n
        channel.send_batch(messages)
        self.assertEqual([channel.receive() for _ in messages], messages)
        self.assertLessEqual(channel.session.receiving.n - before, 4)

    def test_messages_in_one_segment_and_in_many(self):
        self.start_server()
        channel = self.open_sealed()
        messages = [os.urandom(size) for size in range(1, 300)]
        channel.stream.send(channel.sealed(*messages))
        self.assertEqual([channel.receive() for _ in messages], messages)
        messages = [b"a", b"one byte at a time", os.urandom(200)]
        channel.stream.send_bytewise(channel.sealed(*messages))
        self.assertEqual([channel.receive() for _ in messages], messages)

    def test_record_cut_in_two_anywhere(self):
        self.start_server()
        channel = self.open_sealed()
        for cut in range(1, 27):
            record = channel.sealed(b"12345678")
            channel.stream.send(record[:cut])
            wait_until_arrived(channel.stream)
            channel.stream.send(record[cut:])
            self.assertEqual(channel.receive(), b"12345678")

    def test_rekey_of_both_directions_at_once(self):
        self.start_server()
        channel = self.open_sealed()
        session = channel.session
        while session.receiving.n < sealed.REKEY_INTERVAL + 100:
            message = b"%d" % session.sending.n
            channel.send(message)
            self.assertEqual(channel.receive(), message)
        self.assertGreater(session.sending.n, sealed.REKEY_INTERVAL)
        self.assert_closes(channel)

    def test_rekey_in_a_stream_without_a_pause(self):
        self.start_server()
        channel = self.open_sealed()
        messages = [b"%d" % number for number in range(2 * sealed.REKEY_INTERVAL + 10)]
        sender = Sender(channel.stream, channel.sealed(*messages))
        for message in messages:
            self.assertEqual(channel.receive(), message)
        sender.join()
        self.assert_closes(channel)

    def test_pings_are_answered_in_order(self):
        self.start_server()
        channel = self.open_sealed()
        channel.stream.send(channel.sealed(b"before"))
        for number in range(3):
            channel.session.ping(b"number %d" % number)
            if number == 0:
                channel.flush()
                self.assertEqual(channel.receive(), b"before")
            self.assertEqual(channel.expect(sealed.RoundTrip).data, b"number %d" % number)

    def test_ping_in_the_middle_of_a_message(self):
        self.start_server()
        channel = self.open_sealed()
        message = os.urandom(sealed.MAX_BODY + 1)
        session = channel.session
        session.send_record(Record.BEGIN, len(message).to_bytes(4, "big"))
        session.send_record(Record.PART, message[:40000])
        session.ping(b"amid it!")
        self.assertEqual(channel.expect(sealed.RoundTrip).data, b"amid it!")
        channel.stream.send(channel.record(Record.PART, message[40000:]))
        self.assertTrue(channel.receive() == message)

    def test_100_connections_at_once(self):
        self.start_server()
        channels = [self.open_sealed() for _ in range(100)]
        for number, channel in enumerate(channels):
            channel.send(b"connection %d" % number)
        for number, channel in reversed(list(enumerate(channels))):
            self.assertEqual(channel.receive(), b"connection %d" % number)


class Ends(SealedServerTest):
    def test_close_with_any_reason(self):
        self.start_server()
        for reason in (0, 1, 2, 3, 4, 5, 255):
            with self.subTest(reason=reason):
                channel = self.open_sealed()
                self.assert_echoes(channel)
                channel.close(reason)
                self.assert_closed(channel)
                self.assert_logged(channel.stream, "Connection closed by client")

    def test_all_before_a_close_is_answered_and_nothing_behind_it(self):
        self.start_server()
        channel = self.open_sealed()
        messages = random_messages(50, 500) + [os.urandom(200_000)]
        data = channel.sealed(*messages)
        channel.session.close()
        data += channel.record(Record.MESSAGE, b"behind it") + b"\x00\x00no record at all"
        channel.stream.send_with_fin(data)
        for message in messages:
            self.assertTrue(channel.receive() == message)
        self.assert_closed(channel)

    def test_close_in_the_middle_of_a_message(self):
        self.start_server()
        channel = self.open_sealed()
        channel.stream.send(channel.record(Record.BEGIN, (100_000).to_bytes(4, "big")))
        channel.stream.send(channel.record(Record.PART, bytes(50_000)))
        self.assert_closes(channel)

    def test_sigterm_says_that_it_shuts_down(self):
        self.start_server()
        channels = [self.open_sealed() for _ in range(5)]
        for channel in channels:
            self.assert_echoes(channel)
            channel.send(b"on its way")
            wait_until_arrived(channel.stream)
        self.server.signal(signal.SIGTERM)
        for channel in channels:
            self.assertEqual(channel.receive(), b"on its way")
            self.assert_closed(channel, 1)
            channel.stream.socket.close()
        self.assertEqual(self.server.wait(), 0)

    def test_idle_deadline(self):
        self.start_server("--idle-timeout", "1s")
        channel = self.open_sealed()
        self.assert_echoes(channel)
        self.assert_closed(channel, 4)

    def test_no_answer_to_its_close_is_waited_for_2_s(self):
        self.start_server("--idle-timeout", "1s")
        channel = self.open_sealed()
        channel.take_record()  # CLOSE, and this end says nothing
        begun = time.monotonic()
        channel.stream.read_to_end()
        self.assertLess(time.monotonic() - begun, 6.0)
        self.assert_logged(channel.stream, "(?i)idle")


if __name__ == "__main__":
    main()
