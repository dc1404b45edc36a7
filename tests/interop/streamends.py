# SPDX-License-Identifier: MIT
"""What the tests of streams share: backends, and a sealed channel that speaks of one stream."""

import socket

import classicpeer as classic
import sealedpeer as sealed
import sealedstreams as streams
from sealedsocket import Channel

WINDOW = 1 << 18


class Backend:
    """What a service listens on; each connection is the test's to read and write."""

    def __init__(self, test, is_listening: bool = True):
        self._listener = socket.socket()
        test.addCleanup(self._listener.close)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.settimeout(classic.TIMEOUT)
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        self._test = test
        if is_listening:  # else it refuses, and nobody else can have the port
            self._listener.listen()

    def accept(self) -> socket.socket:
        accepted, _ = self._listener.accept()
        self._test.addCleanup(accepted.close)
        accepted.settimeout(classic.TIMEOUT)
        return accepted


def read_exactly(plain: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = plain.recv(min(size - len(data), 1 << 18))
        if not piece:
            raise AssertionError(f"ended after {len(data)} of {size} bytes")
        data += piece
    return bytes(data)


def read_to_end(plain: socket.socket) -> bytes:
    data = bytearray()
    while piece := plain.recv(1 << 18):
        data += piece
    return bytes(data)


class OneStream:
    """A stream of `channel`. What comes for others, and messages, is an error here."""

    def __init__(self, channel: Channel, number: int):
        self.channel = channel
        self.number = number

    @classmethod
    def open(cls, channel: Channel, target: str, window: int = WINDOW):
        stream = cls(channel, channel.session.open_stream(target, window))
        channel.flush()
        return stream

    @classmethod
    def offered(cls, channel: Channel) -> tuple["OneStream", streams.Offered]:
        offer = channel.expect(streams.Offered)
        return cls(channel, offer.number), offer

    def expect(self, kind: type):
        event = self.channel.expect(kind)
        if event.number != self.number:
            raise AssertionError(f"{event}, where one of stream {self.number} was expected")
        return event

    def expect_acceptance(self) -> int:
        credited = self.expect(streams.Credited)
        if not credited.is_acceptance:
            raise AssertionError("a credit that accepts nothing")
        return credited.credit

    def expect_reset(self) -> int:
        return self.expect(streams.Reset).reason

    def grant(self, credit: int) -> None:
        self.channel.session.grant(self.number, credit)
        self.channel.flush()

    def send(self, data: bytes) -> None:
        """Waits for credit where it must; what else comes then is left for later."""
        later = []
        while data:
            alive = self.channel.session.streams.alive.get(self.number)
            credit = alive.to_send if alive else 0
            if credit:
                piece = data[: min(credit, streams.MOST_DATA)]
                self.channel.session.send_data(self.number, piece)
                self.channel.flush()
                data = data[len(piece):]
                continue
            event = self.channel.next_event()
            if not isinstance(event, streams.Credited):
                later.append(event)
        self.channel.session.events.extendleft(reversed(later))

    def receive(self, size: int, granting: bool = True) -> bytes:
        """So many bytes, with a grant for each record that came."""
        data = bytearray()
        while len(data) < size:
            event = self.channel.next_event()
            if isinstance(event, streams.Credited):
                continue
            if not isinstance(event, streams.Data) or event.number != self.number:
                raise AssertionError(f"{event}, where data of stream {self.number} was expected")
            data += event.data
            if granting and not self._has_peer_ended():
                self.grant(len(event.data))
        return bytes(data)

    def _has_peer_ended(self) -> bool:
        """Also where that was not asked for yet: it came in the same read."""
        alive = self.channel.session.streams.alive.get(self.number)
        return alive is None or alive.state == streams.State.ENDED_THERE

    def end(self) -> None:
        self.channel.session.end_stream(self.number)
        self.channel.flush()

    def reset(self, reason: int = 0) -> None:
        self.channel.session.reset_stream(self.number, reason)
        self.channel.flush()

    def expect_end(self) -> None:
        while isinstance(event := self.channel.next_event(), streams.Credited):
            pass
        if event != streams.Ended(self.number):
            raise AssertionError(f"{event}, where the end of stream {self.number} was expected")


def settings(**arguments) -> sealed.Settings:
    return sealed.Settings(most_streams=100, **arguments)
