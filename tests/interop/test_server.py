# SPDX-License-Identifier: MIT
"""`sealcord server` against an agent that was written from the specification alone.

Usage: python3 tests/interop/test_server.py PATH_TO_SEALCORD [unittest options]

Each test runs a server of its own on a loopback port that the system picks, so that the log of one
test is not thinned out because of another.
"""

import os
import re
import select
import signal
import socket
import struct
import time

import classicpeer as classic
from classicpeer import Ending, KeyPair
from programs import main, wait_until
from servertest import Sender, ServerTest, TrafficClient, wait_until_arrived

LIMIT = classic.DEFAULT_MAX_MESSAGE
MIB = 1 << 20
STOPS_WITHIN = 5.0


class Handshake(ServerTest):
    def test_every_token_encoding(self):
        largest = {0xFB: 0xFFFF, 0xFC: 0xFFFFFFFF, 0xFD: (1 << 64) - 1}
        values = (0, 1, 250, 251, 0xFFFF, 0x10000, 0xFFFFFFFF, 1 << 32, (1 << 64) - 1)
        encodings = [(value, None) for value in values]
        encodings += [(v, marker) for marker, most in largest.items() for v in values if v <= most]
        self.start_server()
        for token, marker in encodings:
            with self.subTest(token=token, marker=marker):
                # Nothing follows the request: a server that wants 42 bytes would stall here.
                channel = classic.agent_handshake(self.connect(), token, marker)
                self.assert_echoes(channel)

    def test_invalid_token_markers_are_refused(self):
        self.start_server()
        for marker in (b"\xfe", b"\xff", b"\xfe" + bytes(16), b"\xff" + bytes(8)):
            with self.subTest(marker=marker.hex()):
                stream = self.connect()
                stream.send(bytes([classic.REQUEST_ID]) + KeyPair().public + marker)
                self.assert_refused(stream)
                self.assert_logged(stream, "(?i)token")

    def test_request_in_one_byte_segments(self):
        self.start_server()
        for token in (7, 300, 70000, 1 << 40):
            with self.subTest(token=token):
                stream, keys = self.connect(), KeyPair()
                stream.send_bytewise(classic.encode_request(keys.public, token))
                self.assert_echoes(classic.finish_agent_handshake(stream, keys, token))

    def test_request_cut_in_two_anywhere(self):
        self.start_server()
        for cut in range(1, 42):
            stream, keys = self.connect(), KeyPair()
            request = classic.encode_request(keys.public, 1 << 63)
            stream.send(request[:cut])
            wait_until_arrived(stream)
            stream.send(request[cut:])
            self.assert_echoes(classic.finish_agent_handshake(stream, keys, 1 << 63))

    def test_request_and_goodbye_in_one_segment(self):
        # All that can follow a request at once: a sealed frame needs the key of the response.
        self.start_server()
        for token in (3, 1 << 50):
            with self.subTest(token=token):
                stream, keys = self.connect(), KeyPair()
                request = classic.encode_request(keys.public, token)
                stream.send(request + bytes(classic.LENGTH_SIZE))
                channel = classic.finish_agent_handshake(stream, keys, token)
                self.assert_goodbye_then_fin(channel)

    def test_fingerprint_is_the_same_at_both_ends(self):
        self.start_server("--log-level", "debug")
        channel = self.open_channel()
        # With or without the base64 padding.
        expected = re.escape(channel.fingerprint.rstrip("=")) + "=?(?![A-Za-z0-9+/])"
        self.server.stderr.wait_line(expected)

    def test_low_order_keys_are_refused(self):
        self.start_server()
        for public in classic.LOW_ORDER_KEYS:
            with self.subTest(public=public.hex()):
                stream = self.connect()
                stream.send(classic.encode_request(public, 1 << 40))
                self.assert_refused(stream)
        self.assert_echoes(self.open_channel())

    def test_low_order_key_is_logged(self):
        self.start_server()
        stream = self.connect()
        stream.send(classic.encode_request(bytes(classic.KEY_SIZE), 1 << 40))
        self.assert_refused(stream)
        self.assert_logged(stream, "(?i)low.order|key")

    def test_non_canonical_ordinary_keys_are_answered(self):
        # RFC 7748, section 5: "MUST accept non-canonical values".
        self.start_server()
        for public in classic.MASKED_TO_ORDINARY_KEYS:
            with self.subTest(public=public.hex()):
                stream = self.connect()
                stream.send(classic.encode_request(public, 1 << 40))
                response = stream.read_exactly(classic.RESPONSE_SIZE)
                self.assertEqual(response[0], classic.RESPONSE_ID)

    def test_something_else_than_the_protocol(self):
        self.start_server()
        stream = self.connect()
        stream.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assert_refused(stream)
        self.assert_logged(stream, "not a Sealcord peer: an HTTP request, first byte 0x47, 'GET / HT'")

    def test_one_wrong_first_byte_is_enough(self):
        self.start_server()
        for first in (0x00, 0x02, 0x16, 0x47, 0xFF):
            with self.subTest(first=first):
                stream = self.connect()
                stream.send(bytes([first]))
                self.assert_refused(stream)
                self.assert_logged(stream, f"(?i)not a Sealcord peer: first byte 0x{first:02x}")

    def test_peer_cannot_write_control_characters_into_the_log(self):
        self.start_server()
        stream = self.connect()
        stream.send(b"\x1b[2J\nINFO forged line\n")
        self.assert_refused(stream)
        self.assert_logged(stream, "(?i)first byte 0x1b")
        self.assertNotIn(b"\x1b", self.server.stderr.data)
        self.assertNotIn("\nINFO forged", self.server.stderr.text)

    def test_unfinished_handshake_has_a_deadline(self):
        self.start_server("--handshake-timeout", "1s")
        silent, slow = self.connect(), self.connect()
        slow.send(classic.encode_request(KeyPair().public, 1 << 40)[:-1])
        for stream in (silent, slow):
            self.assert_refused(stream)
            self.assert_logged(stream, "handshake not finished in 1 s")

    def test_keys_and_nonces_are_fresh(self):
        self.start_server()
        channels = [self.open_channel() for _ in range(100)]
        self.assertEqual(len({channel.server_public for channel in channels}), 100)
        nonces = {nonce for channel in channels for nonce in channel.received_nonces}
        self.assertEqual(len(nonces), 100)


class Echo(ServerTest):
    def test_sizes(self):
        around = [edge + d for edge in (16, 64, 1024, 4096, 16384, 65536) for d in (-1, 0, 1)]
        self.start_server()
        channel = self.open_channel()
        for size in (1, 2, *around, MIB, LIMIT):
            with self.subTest(size=size):
                self.assert_echoes(channel, os.urandom(size))

    def test_messages_in_one_byte_segments(self):
        self.start_server()
        channel = self.open_channel()
        messages = [b"a", b"one byte at a time", os.urandom(200)]
        channel.stream.send_bytewise(b"".join(map(channel.frame, messages)))
        for message in messages:
            self.assertEqual(channel.receive(), message)

    def test_message_cut_in_two_anywhere(self):
        self.start_server()
        channel = self.open_channel()
        for cut in range(1, 40):
            frame = channel.frame(b"12345678")
            channel.stream.send(frame[:cut])
            wait_until_arrived(channel.stream)
            channel.stream.send(frame[cut:])
            self.assertEqual(channel.receive(), b"12345678")

    def test_several_messages_in_one_segment(self):
        self.start_server()
        channel = self.open_channel()
        messages = [os.urandom(size) for size in range(1, 300)]
        channel.stream.send(b"".join(map(channel.frame, messages)))
        for message in messages:
            self.assertEqual(channel.receive(), message)

    def test_messages_goodbye_and_fin_in_one_segment(self):
        self.start_server()
        channel = self.open_channel()
        messages = [b"first", b"second", os.urandom(3000)]
        channel.stream.send_with_fin(b"".join(map(channel.frame, [*messages, b""])))
        for message in messages:
            self.assertEqual(channel.receive(), message)
        self.assert_goodbye_then_fin(channel)
        self.assert_logged(channel.stream, "Connection closed by client: ")

    def test_pipelined_mebibytes_arrive_in_order(self):
        self.start_server()
        channel = self.open_channel()
        messages = [os.urandom(1 + 7919 * i % 65536) for i in range(256)]
        sender = Sender(channel.stream, b"".join(map(channel.frame, messages)))
        for index, message in enumerate(messages):
            self.assertTrue(channel.receive() == message, f"message {index}")
        sender.join()

    def test_sealed_anew_for_every_reply(self):
        self.start_server()
        channel = self.open_channel()
        sent_nonces = set()
        for _ in range(1000):
            frame = channel.frame(b"the same")
            sent_nonces.add(frame[classic.LENGTH_SIZE : classic.LENGTH_SIZE + classic.NONCE_SIZE])
            channel.stream.send(frame)
            self.assertEqual(channel.receive(), b"the same")
        received = channel.received_nonces
        self.assertEqual(len(received), 1001)  # the sealed token's nonce counts
        self.assertEqual(len(set(received) | sent_nonces), 2001)

    def test_reflected_and_replayed_frames_pass_as_documented(self):
        # What the protocol does not prevent; a change here is a change of the protocol.
        self.start_server()
        channel = self.open_channel()
        frame = channel.frame(b"once more")
        channel.stream.send(frame + frame)
        self.assertEqual(channel.receive(), b"once more")
        reply = channel.receive_frame()
        channel.stream.send(reply.raw)
        self.assertEqual(channel.receive(), b"once more")

    def test_200_connections_at_once(self):
        self.start_server()
        pairs = [(self.connect(), KeyPair()) for _ in range(200)]
        for stream, keys in pairs:
            stream.send(classic.encode_request(keys.public, 1 << 40))
        channels = [classic.finish_agent_handshake(s, keys, 1 << 40) for s, keys in pairs]
        for number, channel in enumerate(channels):
            channel.send(b"connection %d" % number)
        for number, channel in reversed(list(enumerate(channels))):
            self.assertEqual(channel.receive(), b"connection %d" % number)
        for channel in channels:
            channel.send_goodbye()
        for channel in channels:
            self.assert_goodbye_then_fin(channel)
        self.assert_echoes(self.open_channel())


class Ends(ServerTest):
    def test_empty_message_closes_gracefully(self):
        self.start_server()
        channel = self.open_channel()
        self.assert_echoes(channel)
        channel.send_goodbye()
        self.assert_goodbye_then_fin(channel)
        address = self.address(channel.stream)
        line = self.server.stderr.wait_line(rf"server: Connection closed by client: {address}")
        self.assertNotRegex(line.string, "(?i)unauthenticated")

    def test_length_zero_closes_unauthenticated(self):
        self.start_server()
        channel = self.open_channel()
        self.assert_echoes(channel)
        channel.send_unauthenticated_goodbye()
        self.assert_goodbye_then_fin(channel)
        self.assert_logged(channel.stream, "(?i)unauthenticated")

    def test_nothing_is_echoed_after_a_goodbye(self):
        self.start_server()
        for goodbye in ("sealed", "length 0"):
            with self.subTest(goodbye=goodbye):
                channel = self.open_channel()
                end = channel.frame(b"") if goodbye == "sealed" else bytes(classic.LENGTH_SIZE)
                channel.stream.send(channel.frame(b"before") + end + channel.frame(b"after"))
                self.assertEqual(channel.receive(), b"before")
                self.assert_ended(channel)

    def test_data_and_fin_in_one_segment(self):
        self.start_server()
        channel = self.open_channel()
        channel.stream.send_with_fin(channel.frame(b"and the end"))
        self.assertEqual(channel.receive(), b"and the end")
        self.assert_goodbye_then_fin(channel)
        self.assert_logged(channel.stream, "(?i)closed")
        self.assertNotIn("in the middle", self.server.stderr.text)

    def test_half_close_with_one_large_echo_owed(self):
        self.start_server()
        channel = self.open_channel()
        message = os.urandom(12 * MIB)
        channel.stream.send_with_fin(channel.frame(message))
        # The server has it all, the FIN too, before a byte of the echo is read here.
        wait_until_arrived(channel.stream)
        self.assertTrue(channel.receive() == message)
        self.assert_goodbye_then_fin(channel)

    def test_half_close_with_many_echoes_owed(self):
        self.start_server()
        channel = self.open_channel()
        messages = [os.urandom(65536) for _ in range(192)]
        frames = memoryview(b"".join(map(channel.frame, messages)))
        sock = channel.stream.socket
        # As much as goes without reading, then the rest while reading.
        while frames and select.select([], [sock], [], 1.0)[1]:
            frames = frames[sock.send(frames[:65536]) :]
        sender = Sender(channel.stream, bytes(frames))
        if not frames:
            channel.stream.end_sending()
        for index, message in enumerate(messages):
            self.assertTrue(channel.receive() == message, f"message {index}")
        sender.join()
        if frames:
            channel.stream.end_sending()
        self.assert_goodbye_then_fin(channel)

    def test_end_in_the_middle_of_a_message(self):
        self.start_server()
        for size in (1, 4, 16, 30):
            with self.subTest(size=size):
                channel = self.open_channel()
                channel.stream.send_with_fin(channel.frame(b"never finished")[:size])
                self.assert_ended(channel)
                self.assert_logged(channel.stream, "closed in the middle of a message")

    def test_reset_harms_nobody_else(self):
        self.start_server()
        witness = self.open_channel()
        for size in (0, 3, 20):
            channel = self.open_channel()
            channel.stream.send(channel.frame(b"never finished")[:size])
            # Lingering for 0 seconds closes with a reset.
            channel.stream.socket.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            address = self.address(channel.stream)
            channel.stream.socket.close()
            self.server.stderr.wait_line(address, "(?i)closed|reset|lost")
        self.assert_echoes(witness)


class DamagedFrames(ServerTest):
    def refuse(self, damage: bytes, reason: str = ""):
        """Sends `damage` behind a good message on a new connection, which must end of itself."""
        channel = self.open_channel()
        self.assert_echoes(channel, b"good")
        channel.stream.send(damage)
        self.assert_ended(channel)
        if reason:
            self.assert_logged(channel.stream, reason)

    def refuse_sealed(self, change, reason: str = ""):
        channel = self.open_channel()
        channel.stream.send(change(channel.frame(b"not to be shown")))
        self.assert_ended(channel)
        if reason:
            self.assert_logged(channel.stream, reason)

    def test_nonce_ciphertext_and_tag_are_authenticated(self):
        for offset in (4, 15, 16, 30, 31, 46):  # first and last byte of each field
            with self.subTest(offset=offset):
                self.start_server()
                self.refuse_sealed(
                    lambda frame, at=offset: classic.flip_bit(frame, at),
                    "message failed authentication",
                )

    def test_every_byte_behind_the_length(self):
        self.start_server()
        for offset in range(classic.LENGTH_SIZE, 47):
            with self.subTest(offset=offset):
                self.refuse_sealed(lambda frame, at=offset: classic.flip_bit(frame, at, at % 8))

    def test_every_bit_of_the_length(self):
        self.start_server()
        for bit in range(32):
            with self.subTest(bit=bit):
                channel = self.open_channel()
                frame = classic.flip_bit(channel.frame(b"not to be shown"), 3 - bit // 8, bit % 8)
                # The FIN ends the wait for bytes that the larger lengths announce.
                channel.stream.send_with_fin(frame)
                self.assert_ended(channel)

    def test_damage_is_not_echoed_with_what_was_good_before_it(self):
        self.start_server()
        channel = self.open_channel()
        damaged = classic.flip_bit(channel.frame(b"bad"), 20)
        channel.stream.send(channel.frame(b"good") + damaged + channel.frame(b"good again"))
        try:
            received = channel.receive()
        except ConnectionResetError:
            return
        if received == b"good":
            self.assert_ended(channel)
        else:
            self.assertIs(received, Ending.FIN)

    def test_other_key(self):
        self.start_server()
        stranger = self.open_channel()
        self.refuse(stranger.frame(b"sealed for another connection"), "message failed authentic")
        self.assert_echoes(stranger)

    def test_associated_data(self):
        # A peer that authenticates the length field, as other protocols do, is not one of ours.
        self.start_server()
        channel = self.open_channel()
        nonce = os.urandom(classic.NONCE_SIZE)
        length = struct.pack(">I", 5 + classic.TAG_SIZE)
        sealed = classic.AESGCM(channel.key).encrypt(nonce, b"hello", length)
        channel.stream.send(length + nonce + sealed)
        self.assert_ended(channel)

    def test_lengths_that_hold_no_tag(self):
        self.start_server()
        for length in range(1, classic.TAG_SIZE):
            with self.subTest(length=length):
                # The length alone is enough: nothing that follows could make it right.
                self.refuse(struct.pack(">I", length))

    def test_length_that_holds_no_tag_is_logged(self):
        self.start_server()
        self.refuse(struct.pack(">I", 15), "(?i)length|short|tag|frame|invalid")

    def test_lengths_up_to_40_of_noise(self):
        self.start_server()
        for length in range(classic.TAG_SIZE, 41):
            with self.subTest(length=length):
                noise = os.urandom(classic.NONCE_SIZE + length)
                self.refuse(struct.pack(">I", length) + noise)

    def test_lengths_up_to_40_that_are_sealed(self):
        self.start_server()
        channel = self.open_channel()
        for length in range(classic.TAG_SIZE + 1, 41):
            self.assert_echoes(channel, os.urandom(length - classic.TAG_SIZE))
        channel.send(b"")
        self.assert_goodbye_then_fin(channel)

    def test_lengths_over_the_limit(self):
        self.start_server()
        for size in (LIMIT + 1, (1 << 31) - classic.TAG_SIZE, 0xFFFFFFFF - classic.TAG_SIZE):
            with self.subTest(size=size):
                reason = f"message of {size} bytes is over the limit of {LIMIT}"
                self.refuse(struct.pack(">I", size + classic.TAG_SIZE), reason)

    def test_lowered_limit(self):
        self.start_server("--max-message", "1000")
        self.assert_echoes(self.open_channel(), os.urandom(1000))
        length = struct.pack(">I", 1001 + classic.TAG_SIZE)
        self.refuse(length, "message of 1001 bytes is over the limit of 1000")

    def test_damage_ends_only_its_own_connection(self):
        self.start_server()
        witness = self.open_channel()
        self.refuse(b"\xff" * 64)
        self.refuse(bytes(3) + b"\x01")
        self.assert_echoes(witness)


class Log(ServerTest):
    def test_words_of_the_specification(self):
        self.start_server("--show-data", "bytes")
        channel = self.open_channel()
        address = self.address(channel.stream)
        self.assert_echoes(channel, b"Hello")
        channel.send_goodbye()
        self.assert_goodbye_then_fin(channel)
        log = self.server.stderr
        log.wait_line(rf"INFO server: Accepted connection from {address}")
        data = re.escape("[72, 101, 108, 108, 111]")
        log.wait_line(rf"INFO server: Received data from {address}: {data}")
        log.wait_line(rf"INFO server: Connection closed by client: {address}")

    def test_contents_stay_out_of_a_log_that_is_no_terminal(self):
        self.start_server()
        channel = self.open_channel()
        self.assert_echoes(channel, b"a secret")
        channel.send_goodbye()
        self.assert_goodbye_then_fin(channel)
        self.assert_logged(channel.stream, "Connection closed by client")
        log = self.server.stderr.text
        for shown in ("a secret", b"a secret".hex(), b"a secret".hex(" "), "[97, 32, 115"):
            self.assertNotIn(shown, log)

    def test_port_in_use(self):
        self.start_server()
        second = self.start("server", "--listen", f"127.0.0.1:{self.port}")
        self.assertEqual(second.wait(), 1)
        self.assertIn(str(self.port), second.stderr.text)
        self.assert_echoes(self.open_channel())

    def test_bad_address_is_a_usage_error(self):
        for address in ("127.0.0.1:70000", "127.0.0.1:port"):
            with self.subTest(address=address):
                self.assertEqual(self.start("server", "--listen", address).wait(), 2)


class Stopping(ServerTest):
    def assert_stops(self, begun: float):
        self.assertEqual(self.server.wait(), 0)
        self.assertLess(time.monotonic() - begun, STOPS_WITHIN)

    def assert_stopping_answers_all(self, number: signal.Signals):
        """The server sleeps while requests arrive: it finds them and the signal together."""
        self.start_server()
        channels = [self.open_channel() for _ in range(20)]
        halfway = self.open_channel()
        pending = self.connect()
        for channel in channels:
            self.assert_echoes(channel)
        self.server.signal(signal.SIGSTOP)
        messages = [os.urandom(200) for _ in range(100)]
        for channel in channels:
            channel.stream.send(b"".join(map(channel.frame, messages)))
        halfway.stream.send(halfway.frame(b"whole") + halfway.frame(b"half")[:20])
        pending.send(b"\x01")
        for stream in (pending, halfway.stream, *(channel.stream for channel in channels)):
            wait_until_arrived(stream)
        begun = time.monotonic()
        self.server.signal(number)
        self.server.signal(signal.SIGCONT)
        for channel in channels:
            for index, message in enumerate(messages):
                self.assertEqual(channel.receive(), message, f"reply {index}")
            self.assert_goodbye_then_fin(channel)
            channel.stream.socket.close()
        self.assertEqual(halfway.receive(), b"whole")
        self.assert_stops(begun)

    def test_sigterm_answers_what_has_arrived(self):
        self.assert_stopping_answers_all(signal.SIGTERM)

    def test_sigint_answers_what_has_arrived(self):
        self.assert_stopping_answers_all(signal.SIGINT)

    def test_sigterm_under_traffic(self):
        self.start_server()
        clients = [TrafficClient(self.open_channel()) for _ in range(10)]
        for client in clients:
            wait_until(lambda c=client: c.echoed > 20, "traffic flows")
        begun = time.monotonic()
        self.server.signal(signal.SIGTERM)
        for client in clients:
            client.join()
            self.assertIsNone(client.failure)
            self.assertIn(client.ending, (Ending.GOODBYE, Ending.FIN))
        self.assert_stops(begun)

    def test_sigterm_with_a_client_that_never_reads(self):
        self.start_server()
        channel = self.open_channel()
        frames = memoryview(b"".join(channel.frame(bytes(65536)) for _ in range(16)))
        sock = channel.stream.socket
        sent = 0
        # Until nothing more is taken: the server holds replies that nobody fetches.
        while sent < 64 * MIB and select.select([], [sock], [], 0.5)[1]:
            at = sent % len(frames)
            sent += sock.send(frames[at : at + 65536])
        begun = time.monotonic()
        self.server.signal(signal.SIGTERM)
        self.assert_stops(begun)

    def test_sigterm_without_clients(self):
        self.start_server()
        begun = time.monotonic()
        self.server.signal(signal.SIGTERM)
        self.assert_stops(begun)


if __name__ == "__main__":
    main()
