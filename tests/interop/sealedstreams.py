# SPDX-License-Identifier: MIT
"""Streams of the sealed protocol at one end: numbers, states, credit. From docs/protocols/streams.md.

It seals nothing and keeps no bytes: sealedsession.py hands it what came, and sends what it tells.
"""

import enum
from dataclasses import dataclass

from sealedforms import BadRecord
from sealedpeer import UnexpectedRecord

NUMBER = 4
LONGEST_TARGET = 129
MOST_DATA = 65514
MOST_CREDIT = (1 << 31) - 1
LAST_NUMBER = (1 << 32) - 1
LIMIT = 5  # a reason of RESET


class NotNow(Exception):
    """The owner asked for what the state of the stream, or of the connection, does not allow."""


class State(enum.Enum):
    OPENING = "opening"  # this end has said OPEN
    OFFERED = "offered"  # the peer has
    OPEN = "open"
    ENDED_HERE = "ended here"
    ENDED_THERE = "ended there"


@dataclass(frozen=True)
class Offered:
    number: int
    window: int
    target: str


@dataclass(frozen=True)
class Credited:
    number: int
    credit: int
    is_acceptance: bool


@dataclass(frozen=True)
class Data:
    number: int
    data: bytes


@dataclass(frozen=True)
class Ended:
    number: int


@dataclass(frozen=True)
class Reset:
    number: int
    reason: int


@dataclass
class Stream:
    state: State
    to_send: int = 0
    to_receive: int = 0


def numbered(body: bytes, number: int) -> bytes:
    return body + number.to_bytes(NUMBER, "big")


class Streams:
    def __init__(self, is_agent: bool, most_of_peer: int):
        self.alive: dict[int, Stream] = {}
        self.most_of_peer = most_of_peer
        self.most_of_ours = 0  # until the peer's hello has said so
        self._ours = 1 if is_agent else 0  # a number's lowest bit
        self._next_ours = 1 if is_agent else 2
        self._next_peers = 2 if is_agent else 1

    # What this end says: the body of a record ----------------------------------------------------

    def open(self, target: str, window: int) -> tuple[int, bytes]:
        raw = target.encode()
        if not self.most_of_ours:
            raise NotNow("the peer has no streams")
        if self._count(ours=True) >= self.most_of_ours:
            raise NotNow("the peer takes no more streams")
        if self._next_ours > LAST_NUMBER:
            raise NotNow("no number is left")
        if not 1 <= len(raw) <= LONGEST_TARGET or not 0 <= window <= MOST_CREDIT:
            raise ValueError("a target or a window that none can have")
        number = self._next_ours
        self._next_ours += 2
        self.alive[number] = Stream(State.OPENING, 0, window)
        return number, numbered(window.to_bytes(4, "big") + raw, number)

    def window(self, number: int, credit: int) -> bytes:
        stream = self._stream(number, State.OFFERED, State.OPEN, State.ENDED_HERE)
        if not 1 <= credit <= MOST_CREDIT - stream.to_receive:
            raise NotNow("a credit that none can have")
        if stream.state == State.OFFERED:
            stream.state = State.OPEN
        stream.to_receive += credit
        return numbered(credit.to_bytes(4, "big"), number)

    def data(self, number: int, data: bytes) -> bytes:
        stream = self._stream(number, State.OPEN, State.ENDED_THERE)
        if not 1 <= len(data) <= min(stream.to_send, MOST_DATA):
            raise NotNow("over the credit")
        stream.to_send -= len(data)
        return numbered(data, number)

    def end(self, number: int) -> bytes:
        stream = self._stream(number, State.OPEN, State.ENDED_THERE)
        self._end(number, stream, State.ENDED_HERE)
        return numbered(b"", number)

    def reset(self, number: int, reason: int) -> bytes:
        if number not in self.alive:
            raise NotNow(f"stream {number} is not there")
        del self.alive[number]
        return numbered(bytes([reason]), number)

    def _stream(self, number: int, *states: State) -> Stream:
        stream = self.alive.get(number)
        if stream is None or stream.state not in states:
            raise NotNow(f"stream {number} is {stream and stream.state.value}")
        return stream

    def _end(self, number: int, stream: Stream, state: State) -> None:
        if stream.state == State.OPEN:
            stream.state = state
        else:
            del self.alive[number]

    def _count(self, ours: bool) -> int:
        return sum((number % 2 == self._ours) == ours for number in self.alive)

    # What the peer has said: events, and the body of a RESET in answer to an OPEN -----------------

    def hear_open(self, body: bytes) -> tuple[Offered | None, bytes | None]:
        if not 4 + 1 + NUMBER <= len(body) <= 4 + LONGEST_TARGET + NUMBER:
            raise BadRecord(f"OPEN of {len(body)} bytes")
        window, number = int.from_bytes(body[:4], "big"), self._number(body)
        if not self.most_of_peer:
            raise UnexpectedRecord("OPEN, and this end takes no streams")
        if number % 2 == self._ours or number < self._next_peers:
            raise UnexpectedRecord(f"OPEN of stream {number}")
        if window > MOST_CREDIT:
            raise BadRecord(f"OPEN with a window of {window}")
        try:
            target = body[4:-NUMBER].decode()
        except UnicodeDecodeError as error:
            raise BadRecord("OPEN of a target that is not UTF-8") from error
        self._next_peers = number + 2
        if self._count(ours=False) >= self.most_of_peer:
            return None, numbered(bytes([LIMIT]), number)
        self.alive[number] = Stream(State.OFFERED, window, 0)
        return Offered(number, window, target), None

    def hear_data(self, body: bytes) -> Data | None:
        if len(body) <= NUMBER:
            raise BadRecord(f"DATA of {len(body)} bytes")
        number, stream = self._heard("DATA", body, State.OPEN, State.ENDED_HERE)
        if stream is None:
            return None
        data = body[:-NUMBER]
        if len(data) > stream.to_receive:
            raise UnexpectedRecord(f"DATA of stream {number} over its credit")
        stream.to_receive -= len(data)
        return Data(number, data)

    def hear_window(self, body: bytes) -> Credited | None:
        if len(body) != 4 + NUMBER:
            raise BadRecord(f"WINDOW of {len(body)} bytes")
        states = State.OPENING, State.OPEN, State.ENDED_HERE, State.ENDED_THERE
        number, stream = self._heard("WINDOW", body, *states)
        if stream is None:
            return None
        credit = int.from_bytes(body[:4], "big")
        if not 1 <= credit <= MOST_CREDIT - stream.to_send:
            raise BadRecord(f"WINDOW of stream {number} by {credit}")
        is_acceptance = stream.state == State.OPENING
        if is_acceptance:
            stream.state = State.OPEN
        stream.to_send += credit
        return Credited(number, credit, is_acceptance)

    def hear_end(self, body: bytes) -> Ended | Reset | None:
        if not NUMBER <= len(body) <= 1 + NUMBER:
            raise BadRecord(f"END of {len(body)} bytes")
        if len(body) > NUMBER:
            number, stream = self._heard("END", body, *State)
            if stream is None:
                return None
            del self.alive[number]
            return Reset(number, body[0])
        number, stream = self._heard("END", body, State.OPEN, State.ENDED_HERE)
        if stream is None:
            return None
        self._end(number, stream, State.ENDED_THERE)
        return Ended(number)

    @staticmethod
    def _number(body: bytes) -> int:
        return int.from_bytes(body[-NUMBER:], "big")

    def _heard(self, what: str, body: bytes, *states: State) -> tuple[int, Stream | None]:
        """The stream, if it may hear that now; None: it is gone at this end, and this came late."""
        number = self._number(body)
        following = self._next_ours if number % 2 == self._ours else self._next_peers
        if number == 0 or number >= following:
            raise UnexpectedRecord(f"{what} of stream {number}, which was not opened")
        stream = self.alive.get(number)
        if stream is not None and stream.state not in states:
            raise UnexpectedRecord(f"{what} of stream {number}, which is {stream.state.value}")
        return number, stream
