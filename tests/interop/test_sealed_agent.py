# SPDX-License-Identifier: MIT
"""`sealcord agent` over sealed against a server that was written from the specification alone.

Usage: python3 tests/interop/test_sealed_agent.py PATH_TO_SEALCORD [unittest options]

Whom it trusts is in test_sealed_trust.py.
"""

import os
import re
import signal
import stat

import classicpeer as classic
import scriptedserver
import sealedforms as forms
import sealedpeer as sealed
import sealedscripts as scripts
from classicpeer import Stream
from programs import main
from scriptedserver import Conversation
from sealedagenttest import AT_ONCE, CLOSED, CONNECTED, HELLO, TRUST
from sealedagenttest import SealedAgentTest, five_hellos, received_line
from sealednoise import KeyPair
from sealedpeer import Closed, Record, Settings
from sealedservertest import PSK
from sealedsocket import Channel, split_records

MIB = 1 << 20


class Hellos(SealedAgentTest):
    def test_defaults(self):
        self.serve(scripts.echo(self.theirs))
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())
        talk = self.server.talks[0]
        self.assertEqual(talk.messages, 5 * [HELLO])
        self.assert_graceful(talk)
        self.assert_told_fingerprint(self.theirs.static)

    def test_key_and_name(self):
        for psk in (None, PSK):
            with self.subTest(psk=psk):
                self.theirs.psk = psk
                path = self.folder.write("psk", forms.psk_text(PSK))
                options = ("--psk-file", path) if psk else ()
                self.serve(scripts.echo(self.theirs))
                self.assertEqual(self.run_agent("--name", "pump-3", *options, *AT_ONCE), 0)
                self.assert_said(*five_hellos())
                offered = self.server.talks[0].channel.offered
                self.assertEqual(offered, sealed.KeyOffered(self.keys.public, "pump-3"))

    def test_key_is_made_at_first_start_and_kept(self):
        path = self.folder.name("made.key")
        for _ in range(2):
            self.serve(scripts.echo(self.theirs))
            self.assertEqual(self.run_agent("--identity", path, *AT_ONCE), 0)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            with open(path, "rb") as file:
                made = KeyPair.from_pem(file.read())
            self.assertEqual(self.server.talks[0].channel.offered.key, made.public)

    def test_classic_when_it_is_told(self):
        self.serve(scriptedserver.echo)
        self.folder.write("known_servers", "")
        self.assertEqual(self.run_agent("--protocol", "classic", *AT_ONCE), 0)
        self.assert_said(*five_hellos())

    def test_rekey_of_both_directions(self):
        count = sealed.REKEY_INTERVAL + 20
        self.serve(scripts.echo(self.theirs))
        self.assertEqual(self.run_agent("--count", str(count), *AT_ONCE), 0)
        session = self.server.talks[0].channel.session
        self.assertGreater(session.sending.n, sealed.REKEY_INTERVAL)
        self.assertGreater(session.receiving.n, sealed.REKEY_INTERVAL)
        self.assertEqual(len(self.server.talks[0].messages), count)
        self.assert_graceful(self.server.talks[0])

    def test_signals_say_close(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                self.serve(scripts.echo(self.theirs))
                agent = self.start_agent("--count", "0", "--interval", "0")
                agent.stdout.wait_line("^Received from server")
                agent.signal(number)
                self.assertEqual(agent.wait(), 0)
                self.server.finish()
                self.assert_graceful(self.server.talks[0])

    def test_everything_in_one_byte_segments(self):
        def dribble(talk: Conversation, stream: Stream):
            stream.send = stream.send_bytewise
            scripts.echo(self.theirs)(talk, stream)

        self.serve(dribble)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())

    def test_admitted_and_closed_in_one_segment(self):
        def leave(talk: Conversation, stream: Stream):
            channel = Channel(stream, scripts.Server(self.theirs))
            channel.expect(sealed.KeyOffered)
            channel.session.accept()
            channel.session.close(1)
            channel.flush()

        self.serve(leave, scripts.echo(self.theirs))
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(CONNECTED, CLOSED, *five_hellos())


class Pipes(SealedAgentTest):
    def assert_came_back(self, data: bytes):
        # Not assertEqual: its difference of two long values would take minutes.
        output = self.agent.stdout.data
        self.assertTrue(output == data, f"{len(output)} bytes out for {len(data)} bytes in")
        self.assertTrue(b"".join(self.server.talks[-1].messages) == data)
        self.assert_graceful(self.server.talks[-1])

    def test_lines_of_all_sizes(self):
        for size in (1, 64, 1024, 65518, 65519, MIB):
            with self.subTest(size=size):
                lines = [os.urandom(size - 1).replace(b"\n", b"x") + b"\n", b"end\n"]
                self.serve(scripts.echo(self.theirs))
                self.assertEqual(self.pipe(b"".join(lines)), 0)
                self.assert_came_back(b"".join(lines))
                self.assertTrue(self.server.talks[0].messages == lines)

    def test_raw(self):
        for size in (1, 65517, 65518, 65519, MIB):
            with self.subTest(size=size):
                data = os.urandom(size)
                self.serve(scripts.echo(self.theirs))
                self.assertEqual(self.pipe(data, "--raw"), 0)
                self.assert_came_back(data)

    def test_lines_leave_in_batches(self):
        lines = [b"line %d\n" % number for number in range(5000)]
        self.serve(scripts.echo(self.theirs))
        self.assertEqual(self.pipe(b"".join(lines)), 0)
        self.assert_came_back(b"".join(lines))
        self.assertEqual(self.server.talks[0].messages, lines)
        # About 16 KiB each, so a record for a thousand lines; reads of standard input cut them.
        self.assertLess(self.server.talks[0].channel.session.receiving.n, 100)

    def answer_late(self, lines: list[bytes], send):
        """A script that answers when all have come, by `send(channel, lines)`."""

        def script(talk: Conversation, stream: Stream):
            channel = scripts.shake_hands(talk, stream, self.theirs)
            for _ in lines:
                scripts.receive(talk, channel)
            send(channel, talk.messages)
            scripts.receive(talk, channel)

        return script

    def test_batch_of_replies(self):
        lines = [b"line %d\n" % number for number in range(300)]
        self.serve(self.answer_late(lines, Channel.send_batch))
        self.assertEqual(self.pipe(b"".join(lines)), 0)
        self.assert_came_back(b"".join(lines))

    def test_parts_of_all_sizes(self):
        line = os.urandom(200_000).replace(b"\n", b"x") + b"\n"
        for size in (sealed.SMALLEST_PART, 40_000, sealed.MAX_BODY):
            with self.subTest(size=size):

                def send(channel: Channel, messages: list[bytes], part=size):
                    channel.session.send(messages[0], part)
                    channel.flush()

                self.serve(self.answer_late([line], send))
                self.assertEqual(self.pipe(line), 0)
                self.assert_came_back(line)

    def test_servers_limit_is_kept(self):
        self.theirs.max_message = 1000
        data = b"a" * 2500 + b"\n"
        self.serve(scripts.listen(self.theirs))
        # Whether it cuts the line or refuses it is its choice; too long a message never leaves.
        self.pipe(data, "--reply-timeout", "1s", "--no-reconnect")
        talk = self.server.talks[0]
        self.assertNotIsInstance(talk.ending, forms.MessageTooLong)


class Ends(SealedAgentTest):
    def test_close_by_the_server(self):
        for reason in (0, 1, 4, 200):
            with self.subTest(reason=reason):
                end = lambda channel, _, said=reason: (channel.close(said), channel.ended())
                self.serve(scripts.close_after(self.theirs, 2, end), scripts.echo(self.theirs))
                self.assertEqual(self.run_agent(*AT_ONCE), 0)
                twice = 2 * [received_line(HELLO)]
                self.assert_said(CONNECTED, *twice, CLOSED, *five_hellos())
                # It says its own CLOSE before it goes.
                self.assertEqual(self.server.talks[0].channel.session.state, "Over")
                self.assertIsNone(self.server.talks[0].channel.session.failure)

    def test_close_without_reconnecting(self):
        self.serve(scripts.close_after(self.theirs, 1, lambda channel, _: channel.close()))
        self.assertEqual(self.run_agent("--no-reconnect", *AT_ONCE), 1)
        self.assert_said(CONNECTED, received_line(HELLO), CLOSED)

    def test_not_authorised(self):
        self.serve(scripts.refuse(self.theirs, 2))
        self.assertEqual(self.run_agent(*AT_ONCE), TRUST)
        self.assert_said()
        self.assert_told_fingerprint(self.keys)

    def test_no_longer_authorised(self):
        self.serve(scripts.close_after(self.theirs, 1, lambda channel, _: channel.close(2)))
        self.assertEqual(self.run_agent(*AT_ONCE), TRUST)
        self.assert_told_fingerprint(self.keys)

    def test_waits_for_approval(self):
        self.serve(scripts.refuse(self.theirs, 3), scripts.echo(self.theirs))
        agent = self.start_agent(*AT_ONCE)
        agent.stderr.wait_line("(?i)approv")
        agent.stderr.wait_line(re.escape(forms.key_fingerprint(self.keys.public)))
        self.assert_tries_much_later()

    def test_cut_at_every_boundary(self):
        """FIN without CLOSE behind every record of a reply: what is not whole is not shown."""
        line = b"m" * 150_000 + b"\n"
        for count in range(4):
            with self.subTest(count=count):

                def cut(channel: Channel, message: bytes, kept=count):
                    records = split_records(channel.sealed(message))
                    self.assertEqual(len(records), 4)
                    channel.stream.send_with_fin(b"".join(records[:kept]))

                self.serve(scripts.close_after(self.theirs, 0, cut))
                self.assertEqual(self.pipe(line), 4)
                self.assertEqual(self.agent.stdout.data, b"")

    def test_cut_behind_a_whole_reply(self):
        self.serve(
            scripts.close_after(
                self.theirs, 0, lambda channel, m: channel.stream.send_with_fin(channel.sealed(m))
            ),
            scripts.echo(self.theirs),
        )
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(CONNECTED, received_line(HELLO), *five_hellos())
        self.assertNotIn(CLOSED, self.agent.stdout.text)

    def test_cut_within_a_record(self):
        for size in (1, 2, 20):
            with self.subTest(size=size):

                def cut(channel: Channel, message: bytes, kept=size):
                    channel.stream.send_with_fin(channel.sealed(message)[:kept])

                self.serve(scripts.close_after(self.theirs, 0, cut))
                self.assertEqual(self.run_agent("--no-reconnect", *AT_ONCE), 1)
                self.assert_said(CONNECTED)

    def test_pipe_that_is_cut(self):
        self.serve(scripts.close_after(self.theirs, 1, lambda *_: None))
        self.assertEqual(self.pipe(b"one\ntwo\nthree\n"), 4)
        self.assertEqual(self.agent.stdout.data, b"one\n")


class OnTheWay(SealedAgentTest):
    def assert_lost(self, send, count: int = 0, shown: int | None = None):
        """`send(channel, message)` instead of the next reply: nothing of it is shown."""
        self.serve(scripts.close_after(self.theirs, count, send))
        # A connection lost may be 1, a record that fails 3: either way it is over.
        self.assertIn(self.run_agent("--no-reconnect", *AT_ONCE), (1, 3))
        said = count if shown is None else shown
        self.assert_said(CONNECTED, *said * [received_line(HELLO)])

    def test_every_byte_is_authenticated(self):
        for offset in (2, 10, 19, 20, 21, 36):  # body, type, tag
            with self.subTest(offset=offset):
                self.assert_lost(
                    lambda channel, message, at=offset: channel.stream.send(
                        classic.flip_bit(channel.sealed(message), at)
                    )
                )
                self.assert_told("record failed authentication")

    def test_reflection(self):
        def reflect(talk: Conversation, stream: Stream):
            channel = scripts.shake_hands(talk, stream, self.theirs)
            stream.send(channel.take_record())

        self.serve(reflect)
        self.assertIn(self.run_agent("--no-reconnect", *AT_ONCE), (1, 3))
        self.assert_said(CONNECTED)
        self.assert_told("record failed authentication")

    def test_replay_and_duplicate(self):
        def twice(channel: Channel, message: bytes):
            record = channel.sealed(message)
            channel.stream.send(record)
            self.assertEqual(channel.receive(), message)
            channel.stream.send(record)

        self.assert_lost(twice, shown=1)

    def test_reorder(self):
        def swap(channel: Channel, message: bytes):
            first, second = channel.sealed(message), channel.sealed(message)
            channel.stream.send(second + first)

        self.assert_lost(swap)

    def test_drop(self):
        def skip(channel: Channel, message: bytes):
            channel.sealed(message)
            channel.stream.send(channel.sealed(message))

        self.assert_lost(skip)

    def test_records_that_no_server_sends(self):
        bodies = {
            Record.PING: bytes(8),
            Record.PONG: bytes(8),
            Record.COMMIT: bytes(32),
            Record.NONCE: bytes(32),
            Record.REVEAL: bytes(32),
            Record.ADMIT: Settings().hello(),
            Record.PART: bytes(20_000),
            Record.BATCH: b"",
            Record.MESSAGE: b"",
            Record.BEGIN: b"\0\0\0\1",
            0x00: b"x",
            0x10: b"x",
            0xFF: b"x",
        }
        for record, body in bodies.items():
            with self.subTest(record=record):
                self.assert_lost(
                    lambda channel, _, r=record, b=body: channel.stream.send(channel.record(r, b))
                )

    def test_lengths_that_hold_no_type(self):
        for length in (0, 16):
            with self.subTest(length=length):
                self.assert_lost(
                    lambda channel, _, n=length: (
                        channel.stream.send(n.to_bytes(2, "big")),
                        channel.stream.read_to_end(),
                    )
                )

    def test_over_the_agents_limit(self):
        limit = sealed.DEFAULT_MAX_MESSAGE

        def announce(channel: Channel, _):
            channel.stream.send(channel.record(Record.BEGIN, (limit + 1).to_bytes(4, "big")))
            channel.stream.read_to_end()

        self.assert_lost(announce)
        self.assert_told(f"message of {limit + 1} bytes is over the limit of {limit}")

    def test_not_admitted_with_something_else(self):
        """Anything but ADMIT or CLOSE as the first record."""

        def greet(talk: Conversation, stream: Stream):
            channel = Channel(stream, scripts.Server(self.theirs))
            channel.expect(sealed.KeyOffered)
            stream.send(channel.record(Record.MESSAGE, HELLO))
            stream.read_to_end()

        self.serve(greet)
        self.assertNotEqual(self.run_agent("--no-reconnect", *AT_ONCE), 0)
        self.assert_said()

    def test_closed_both_ways(self):
        """A CLOSE of the agent's own that the server answers is a good end."""
        self.serve(scripts.echo(self.theirs))
        self.assertEqual(self.run_agent("--count", "1", *AT_ONCE), 0)
        self.assertEqual(self.server.talks[0].ending, Closed(0))


if __name__ == "__main__":
    main()
