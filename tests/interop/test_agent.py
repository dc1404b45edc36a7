# SPDX-License-Identifier: MIT
"""`sealcord agent` against a server that was written from the specification alone.

Usage: python3 tests/interop/test_agent.py PATH_TO_SEALCORD [unittest options]

Each test scripts what its server does, one script for each connection that the agent should make.
When the scripts have been played, the server listens no more.
"""

import os
import re
import signal
import struct
import subprocess
import tempfile

import classicpeer as classic
from classicpeer import Channel, Ending, Request, Stream
from programs import Program, ProgramTest, main
from scriptedserver import (
    Conversation,
    ScriptedServer,
    answer,
    answer_all,
    close_after,
    echo,
    read_request,
    receive,
    reset,
    respond,
    shake_hands,
)

HELLO = b"Hello from client!"
CONNECTED = "Connected to server successfully!"
CLOSED = "Server closed the connection."
CONNECT_FAILED = r"^Failed to connect to server, retrying in "
RECEIVE_FAILED = r"^Failed to receive response, server may be down\. Reconnecting in "
SOON = ("--reconnect-delay", "0.2s")
AT_ONCE = ("--interval", "0", *SOON)


def received_line(message: bytes) -> str:
    return f"Received from server: {list(message)}"


def five_hellos() -> list[str]:
    return [CONNECTED] + 5 * [received_line(HELLO)]


class AgentTest(ProgramTest):
    def serve(self, *scripts, is_listening: bool = True) -> ScriptedServer:
        self.server = ScriptedServer(*scripts, is_listening=is_listening)
        self.addCleanup(self.server.close)
        return self.server

    def start_agent(self, *options: str, **arguments) -> Program:
        place = f"127.0.0.1:{self.server.port}"
        self.agent = self.start("agent", place, "--protocol", "classic", *options, **arguments)
        return self.agent

    def run_agent(self, *options: str, **arguments) -> int:
        """Runs to the end. The server's scripts must all have been played, without a failure."""
        try:
            code = self.start_agent(*options, **arguments).wait()
        finally:
            # What went wrong at the server's end explains an agent that does not end, too.
            self.server.finish()
        self.check_requests()
        return code

    def check_requests(self):
        """What holds for each request that an agent ever sends."""
        requests = [talk.request for talk in self.server.talks if talk.request]
        for request in requests:
            self.assertEqual(len(request.raw), 42)
            self.assertGreaterEqual(request.token, classic.SMALLEST_AGENT_TOKEN)
        self.assertEqual(len({request.public for request in requests}), len(requests))
        self.assertEqual(len({request.token for request in requests}), len(requests))

    def assert_said(self, *lines: str):
        """Standard output, to the byte."""
        self.assertEqual(self.agent.stdout.text, "".join(f"{line}\n" for line in lines))

    def assert_graceful(self, talk: Conversation):
        self.assertIs(talk.ending, Ending.GOODBYE)
        self.assertEqual(talk.rest, b"", "nothing follows a goodbye")


class Hellos(AgentTest):
    def test_defaults(self):
        self.serve(echo)
        self.assertEqual(self.run_agent(), 0)
        self.assert_said(*five_hellos())
        talk = self.server.talks[0]
        self.assertEqual(talk.messages, 5 * [HELLO])
        self.assert_graceful(talk)
        # One second apart; half of it, since this thread too may have been late.
        for earlier, later in zip(talk.times, talk.times[1:]):
            self.assertGreater(later - earlier, 0.5)

    def test_message_and_count(self):
        message = "Grüße, 世界"
        self.serve(echo)
        self.assertEqual(self.run_agent("--message", message, "--count", "2", *AT_ONCE), 0)
        encoded = message.encode("utf-8")
        self.assert_said(CONNECTED, received_line(encoded), received_line(encoded))
        self.assertEqual(self.server.talks[0].messages, [encoded, encoded])

    def test_fingerprint_is_the_same_at_both_ends(self):
        self.serve(echo)
        self.assertEqual(self.run_agent("--count", "1"), 0)
        # With or without the base64 padding.
        shown = re.search(r"SHA256:[A-Za-z0-9+/]+", self.agent.stderr.text)
        self.assertIsNotNone(shown)
        self.assertEqual(shown[0], self.server.talks[0].channel.fingerprint.rstrip("="))

    def test_nonces_of_a_thousand_messages_are_distinct(self):
        self.serve(echo)
        self.assertEqual(self.run_agent("--count", "1000", "--interval", "0"), 0)
        talk = self.server.talks[0]
        self.assertEqual(len(talk.messages), 1000)
        nonces = talk.channel.received_nonces
        self.assertEqual(len(nonces), 1001)
        self.assertEqual(len(set(nonces)), 1001)

    def test_host_name_and_every_address_of_it(self):
        # A name that has ::1 too must be tried there and then here.
        self.serve(echo)
        place = f"localhost:{self.server.port}"
        agent = self.start("agent", place, "--protocol", "classic", "--no-reconnect", *AT_ONCE)
        self.assertEqual(agent.wait(), 0)
        self.server.finish()

    def test_ends_though_the_server_never_does(self):
        def hold(talk: Conversation, stream: Stream):
            answer_all(talk, shake_hands(talk, stream))
            talk.rest, _ = stream.read_to_end()  # no FIN before the agent's

        self.serve(hold)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())
        self.assert_graceful(self.server.talks[0])

    def test_server_answers_the_goodbye(self):
        def polite(talk: Conversation, stream: Stream):
            channel = shake_hands(talk, stream)
            answer_all(talk, channel)
            channel.send_goodbye()

        self.serve(polite)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())

    def test_signals_say_goodbye(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                self.serve(echo)
                agent = self.start_agent("--count", "0", "--interval", "0")
                agent.stdout.wait_line("^Received from server")
                agent.signal(number)
                self.assertEqual(agent.wait(), 0)
                self.server.finish()
                self.assert_graceful(self.server.talks[0])


class Segments(AgentTest):
    def test_everything_in_one_byte_segments(self):
        def dribble(talk: Conversation, stream: Stream):
            response, channel = classic.make_response(stream, read_request(talk, stream))
            stream.send_bytewise(response)
            while (message := receive(talk, channel)) is not None:
                stream.send_bytewise(channel.frame(message))

        self.serve(dribble)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())

    def test_response_and_goodbye_in_one_segment(self):
        def leave(talk: Conversation, stream: Stream):
            response, channel = classic.make_response(stream, read_request(talk, stream))
            stream.send(response + channel.frame(b""))

        self.serve(leave, echo)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(CONNECTED, CLOSED, *five_hellos())

    def test_response_and_first_echo_in_one_segment(self):
        def hurry(talk: Conversation, stream: Stream):
            response, channel = classic.make_response(stream, read_request(talk, stream))
            stream.send(response + channel.frame(HELLO))
            if receive(talk, channel) is not None:
                answer_all(talk, channel)

        # The server cannot know what it echoes here, so whether this counts as the first echo or
        # as a wrong reply is the agent's choice. It must not stall or take it for a bad handshake.
        self.serve(hurry)
        code = self.run_agent(*AT_ONCE)
        self.assertIn(code, (0, 4))
        if code == 0:
            self.assert_said(*five_hellos())

    def test_last_echo_and_fin_in_one_segment(self):
        def finish(channel: Channel, message: bytes):
            channel.stream.send_with_fin(channel.frame(message))

        self.serve(close_after(0, finish))
        # All is done, but nobody is there any more to say goodbye to.
        self.assertIn(self.run_agent("--count", "1", "--no-reconnect", *AT_ONCE), (0, 1))
        self.assert_said(CONNECTED, received_line(HELLO))


class WrongReplies(AgentTest):
    def test_reply_that_differs(self):
        replies = {
            "one bit": lambda message: classic.flip_bit(message, 0),
            "last byte": lambda message: classic.flip_bit(message, -1),
            "shorter": lambda message: message[:-1],
            "longer": lambda message: message + b"!",
            "one byte": lambda message: b"x",
            "huge": lambda message: bytes(65536),
        }
        for name, reply in replies.items():
            with self.subTest(reply=name):
                self.serve(answer(reply))
                self.assertEqual(self.run_agent(*AT_ONCE), 4)
                self.assertEqual(len(self.server.talks[0].messages), 1)

    def test_later_reply_that_differs(self):
        self.serve(close_after(2, lambda channel, message: channel.send(message[::-1])))
        self.assertEqual(self.run_agent(*AT_ONCE), 4)

    def test_reflection_passes_as_documented(self):
        # What the protocol does not prevent; a change here is a change of the protocol.
        def reflect(talk: Conversation, stream: Stream):
            channel = shake_hands(talk, stream)
            while len((frame := channel.receive_frame()).sealed) > classic.TAG_SIZE:
                stream.send(frame.raw)

        self.serve(reflect)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*five_hellos())

    def test_damaged_reply_is_not_shown(self):
        for offset in (4, 16, 30, -1):  # nonce, ciphertext, tag
            with self.subTest(offset=offset):
                self.serve(
                    close_after(
                        0,
                        lambda channel, message, at=offset: channel.stream.send(
                            classic.flip_bit(channel.frame(message), at)
                        ),
                    )
                )
                self.assertIn(self.run_agent("--no-reconnect", *AT_ONCE), (1, 3))
                self.assert_said(CONNECTED)

    def test_impossible_lengths(self):
        for length in (1, 15, classic.DEFAULT_MAX_MESSAGE + 17, 0xFFFFFFFF):
            with self.subTest(length=length):

                def announce(talk: Conversation, stream: Stream, announced=length):
                    receive(talk, shake_hands(talk, stream))
                    stream.send(struct.pack(">I", announced))
                    stream.read_to_end()  # the length alone is enough

                self.serve(announce)
                self.assertIn(self.run_agent("--no-reconnect", *AT_ONCE), (1, 3))
                self.assert_said(CONNECTED)


class FailedHandshakes(AgentTest):
    def assert_failed(self, script):
        self.serve(script)
        self.assertEqual(self.run_agent(*AT_ONCE), 3)
        self.assert_said()
        self.assertEqual(self.server.talks[0].rest, b"", "no message after a failed handshake")

    def test_every_damaged_field(self):
        # First and last byte of the server's key, the nonce, the sealed token and its tag. The
        # highest bit of a key counts for nothing (RFC 7748, section 5), so another one is taken.
        for offset in (1, 32, 33, 44, 45, 52, 53, 68):
            with self.subTest(offset=offset):
                self.assert_failed(respond(lambda r, at=offset: classic.flip_bit(r, at, 3)))

    def test_another_token(self):
        for change in (1, 1 << 63):
            with self.subTest(change=change):

                def lie(talk: Conversation, stream: Stream, flipped=change):
                    asked = read_request(talk, stream)
                    other = Request(asked.public, asked.token ^ flipped, asked.raw)
                    stream.send(classic.make_response(stream, other)[0])

                self.assert_failed(lie)

    def test_token_in_little_endian(self):
        def swap(talk: Conversation, stream: Stream):
            asked = read_request(talk, stream)
            swapped = int.from_bytes(asked.token.to_bytes(8, "big"), "little")
            stream.send(classic.make_response(stream, Request(asked.public, swapped, b""))[0])

        self.assert_failed(swap)

    def test_low_order_keys(self):
        # Sealed under the zero key that results: only a check for it can tell.
        for public in classic.LOW_ORDER_KEYS:
            with self.subTest(public=public.hex()):

                def weaken(talk: Conversation, stream: Stream, key=public):
                    token = read_request(talk, stream).token
                    nonce = os.urandom(classic.NONCE_SIZE)
                    stream.send(classic.encode_response(key, bytes(32), token, nonce))

                self.assert_failed(weaken)

    def test_wrong_first_byte(self):
        for first in (0x00, 0x01, 0x03, 0xFF):
            with self.subTest(first=first):
                self.assert_failed(respond(lambda r, value=first: bytes([value]) + r[1:]))

    def test_something_else_than_the_protocol(self):
        for text in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\x15"):
            with self.subTest(text=text):

                def speak(talk: Conversation, stream: Stream, said=text):
                    read_request(talk, stream)
                    stream.send(said)
                    stream.read_to_end()  # no FIN helps the agent to decide

                self.assert_failed(speak)

    def test_control_characters_do_not_reach_the_terminal(self):
        self.assert_failed(respond(lambda response: b"\x1b[2J\x07" + response))
        self.assertNotIn(b"\x1b", self.agent.stderr.data)
        self.assertNotIn(b"\x07", self.agent.stderr.data)


class Reconnecting(AgentTest):
    def assert_starts_again(self, script, *options: str, before=(), said: str = ""):
        """`script` loses the connection; on the next one the agent starts its five again."""
        self.serve(script, echo)
        self.assertEqual(self.run_agent(*AT_ONCE, *options), 0)
        self.assert_said(*before, *five_hellos())
        self.assertEqual(self.server.talks[1].messages, 5 * [HELLO])
        self.assert_graceful(self.server.talks[1])
        if said:
            self.assertRegex(self.agent.stderr.text, "(?m)" + said)

    def test_refused_without_reconnecting(self):
        self.serve(is_listening=False)
        self.assertEqual(self.start_agent("--no-reconnect").wait(), 1)
        self.assert_said()
        self.assertRegex(self.agent.stderr.text, "(?i)refused")

    def test_refused_and_later_accepted(self):
        self.serve(echo, is_listening=False)
        self.start_agent(*AT_ONCE).stderr.wait_line(CONNECT_FAILED + r"0\.2 seconds\.\.$")
        self.server.listen()
        self.assertEqual(self.agent.wait(), 0)
        self.server.finish()
        self.assert_said(*five_hellos())

    def test_words_with_the_default_delay(self):
        self.serve(is_listening=False)
        self.start_agent().stderr.wait_line(CONNECT_FAILED + r"5 seconds\.\.$")
        self.agent.signal(signal.SIGTERM)
        self.assertEqual(self.agent.wait(), 0)

        self.serve(close_after(0, lambda channel, message: reset(channel.stream)))
        self.start_agent().stderr.wait_line(RECEIVE_FAILED + r"5s\.\.\.$")
        self.agent.signal(signal.SIGINT)
        self.assertEqual(self.agent.wait(), 0)
        self.server.finish()

    def test_graceful_close_by_the_server(self):
        goodbyes = (Channel.send_goodbye, Channel.send_unauthenticated_goodbye)
        for goodbye in goodbyes:
            with self.subTest(goodbye=goodbye.__name__):
                self.assert_starts_again(
                    close_after(2, lambda channel, _, say=goodbye: say(channel)),
                    before=(CONNECTED, received_line(HELLO), received_line(HELLO), CLOSED),
                )

    def test_graceful_close_without_reconnecting(self):
        self.serve(close_after(1, lambda channel, _: channel.send_goodbye()))
        self.assertEqual(self.run_agent("--no-reconnect", *AT_ONCE), 1)
        self.assert_said(CONNECTED, received_line(HELLO), CLOSED)

    def test_end_in_the_middle_of_a_reply(self):
        for size in (1, 4, 16, 40):
            with self.subTest(size=size):
                self.assert_starts_again(
                    close_after(
                        1,
                        lambda channel, message, cut=size: channel.stream.send_with_fin(
                            channel.frame(message)[:cut]
                        ),
                    ),
                    before=(CONNECTED, received_line(HELLO)),
                    said=RECEIVE_FAILED,
                )

    def test_end_instead_of_a_reply(self):
        endings = {"fin": lambda channel, _: None, "reset": lambda c, _: reset(c.stream)}
        for name, end in endings.items():
            with self.subTest(ending=name):
                self.assert_starts_again(
                    close_after(0, end), before=(CONNECTED,), said=RECEIVE_FAILED
                )

    def test_connection_lost_without_reconnecting(self):
        self.serve(close_after(0, lambda channel, _: None))
        self.assertEqual(self.run_agent("--no-reconnect", *AT_ONCE), 1)
        self.assert_said(CONNECTED)

    def test_end_in_the_middle_of_the_handshake(self):
        for size in (0, 1, 40, 68):
            with self.subTest(size=size):
                self.assert_starts_again(respond(lambda response, cut=size: response[:cut]))

    def test_silence_instead_of_a_reply(self):
        self.assert_starts_again(
            close_after(1, lambda channel, _: channel.stream.read_to_end()),
            "--reply-timeout",
            "1s",
            before=(CONNECTED, received_line(HELLO)),
            said=RECEIVE_FAILED,
        )

    def test_silence_instead_of_a_response(self):
        def hush(talk: Conversation, stream: Stream):
            read_request(talk, stream)
            stream.read_to_end()

        self.assert_starts_again(hush, "--connect-timeout", "1s", "--reply-timeout", "1s")

    def test_counting_starts_over_after_each_loss(self):
        self.serve(*3 * [close_after(1, lambda channel, _: reset(channel.stream))], echo)
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_said(*3 * [CONNECTED, received_line(HELLO)], *five_hellos())


class PipeMode(AgentTest):
    def pipe(self, data: bytes, *options: str) -> int:
        """Runs with `data` on standard input, out of a file."""
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            return self.run_agent("--stdin", *options, *SOON, stdin=file)

    def assert_came_back(self, data: bytes):
        # Not assertEqual: its difference of two long values would take minutes.
        output = self.agent.stdout.data
        self.assertTrue(output == data, f"{len(output)} bytes out for {len(data)} bytes in")
        self.assertTrue(b"".join(self.server.talks[-1].messages) == data)
        self.assert_graceful(self.server.talks[-1])

    def test_lines_come_back(self):
        inputs = {
            "lines": [b"first\n", b"\n", b"third\n", b"\n", b"\n"],
            "no newline at the end": [b"first\n", b"last"],
            "one empty line": [b"\n"],
            "carriage returns": [b"one\r\n", b"\r\n", b"t\rwo\r\n"],
            "not text": [b"\xff\xfe\x00\n", b"\x00\n", b"\x1b[2J\n", b"\x80"],
            "long line": [b"x" * 65000 + b"\n", b"y\n"],
            "many": [b"%d\n" % number for number in range(5000)],
        }
        for name, lines in inputs.items():
            with self.subTest(input=name):
                self.serve(echo)
                self.assertEqual(self.pipe(b"".join(lines)), 0)
                self.assert_came_back(b"".join(lines))
                self.assertEqual(self.server.talks[0].messages, lines)

    def test_pipe_as_input_one_line_after_the_other(self):
        self.serve(echo)
        agent = self.start_agent("--stdin", stdin=subprocess.PIPE)
        for line in (b"one\n", b"\n", b"three\n"):
            before = agent.stdout.data
            agent.stdin.write(line)
            agent.stdin.flush()
            agent.stdout.wait_for(lambda data, want=before + line: data == want)
        agent.stdin.close()
        self.assertEqual(agent.wait(), 0)
        self.server.finish()
        self.assert_came_back(b"one\n\nthree\n")

    def test_empty_input(self):
        self.serve(echo)
        self.assertEqual(self.run_agent("--stdin", stdin=subprocess.DEVNULL), 0)
        self.assert_came_back(b"")

    def test_raw_binary(self):
        for size in (1, 65535, 65536, 65537, 1 << 20):
            with self.subTest(size=size):
                data = os.urandom(size)
                self.serve(echo)
                self.assertEqual(self.pipe(data, "--raw"), 0)
                self.assert_came_back(data)
                self.assertLessEqual(max(map(len, self.server.talks[0].messages)), 65536)

    def test_line_over_the_limit_goes_in_pieces(self):
        self.serve(echo)
        data = b"a" * 2500 + b"\n" + b"b" * 999 + b"\n" + b"c" * 1000 + b"\n"
        self.assertEqual(self.pipe(data, "--max-message", "1000"), 0)
        self.assert_came_back(data)
        self.assertLessEqual(max(map(len, self.server.talks[0].messages)), 1000)

    def test_waits_for_the_replies_owed(self):
        lines = [b"%d\n" % number for number in range(20)]

        def hold_back(talk: Conversation, stream: Stream):
            channel = shake_hands(talk, stream)
            for _ in lines:
                receive(talk, channel)
            # All of them in one segment, and not before the last one was asked for.
            stream.send(b"".join(map(channel.frame, talk.messages)))
            receive(talk, channel)

        self.serve(hold_back)
        self.assertEqual(self.pipe(b"".join(lines)), 0)
        self.assert_came_back(b"".join(lines))

    def test_broken_after_a_byte_was_sent(self):
        endings = {
            "fin": lambda channel, _: None,
            "reset": lambda channel, _: reset(channel.stream),
            "goodbye": lambda channel, _: channel.send_goodbye(),
            "length 0": lambda channel, _: channel.send_unauthenticated_goodbye(),
            "half a reply": lambda channel, m: channel.stream.send_with_fin(channel.frame(m)[:20]),
        }
        for name, end in endings.items():
            with self.subTest(ending=name):
                self.serve(close_after(1, end))
                self.assertEqual(self.pipe(b"one\ntwo\nthree\n"), 4)
                # A reset may overtake the first reply, nothing else may.
                possible = (b"one\n", b"") if name == "reset" else (b"one\n",)
                self.assertIn(self.agent.stdout.data, possible)

    def test_broken_before_a_byte_was_sent(self):
        self.serve(respond(lambda response: response[:10]), echo)
        self.assertEqual(self.pipe(b"one\ntwo\n"), 0)
        self.assert_came_back(b"one\ntwo\n")

    def test_refused_before_a_byte_was_sent(self):
        self.serve(echo, is_listening=False)
        with tempfile.TemporaryFile() as file:
            file.write(b"one\ntwo\n")
            file.seek(0)
            self.start_agent("--stdin", *SOON, stdin=file)
        self.agent.stderr.wait_line(CONNECT_FAILED)
        self.server.listen()
        self.assertEqual(self.agent.wait(), 0)
        self.server.finish()
        self.assert_came_back(b"one\ntwo\n")

    def test_failed_handshake(self):
        self.serve(respond(lambda response: classic.flip_bit(response, 60)))
        self.assertEqual(self.pipe(b"one\n"), 3)
        self.assertEqual(self.agent.stdout.data, b"")


class Usage(AgentTest):
    def test_usage_errors(self):
        self.serve(is_listening=False)
        for arguments in (("127.0.0.1:70000",), ("127.0.0.1:port",), ("--no-such-option",)):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.start("agent", *arguments).wait(), 2)


if __name__ == "__main__":
    main()
