# SPDX-License-Identifier: MIT
"""A sealed session on a blocking socket, for the agent and for the server.

The socket's timeout bounds every wait, as with classicpeer: a peer that stalls ends a test as
TimeoutError, never as a hang.
"""

import classicpeer as classic
import sealedpeer as sealed
from classicpeer import Stream
from sealedends import Agent, Server
from sealedforms import SealedError
from sealedpeer import Closed, KeyOffered, Settings
from sealedsession import Session


class Channel:
    def __init__(self, stream: Stream, session: Session):
        self.stream = stream
        self.session = session
        self.offered: KeyOffered | None = None
        self.flush()

    # Sending --------------------------------------------------------------------------------------

    def flush(self) -> None:
        if output := self.session.take_output():
            self.stream.send(output)

    def sealed(self, *messages: bytes) -> bytes:
        """The records of `messages`, not yet sent."""
        for message in messages:
            self.session.send(message)
        return self.session.take_output()

    def record(self, record_type: int, body: bytes) -> bytes:
        """Any record, not yet sent; a test may want one that breaks the rules."""
        self.session.send_record(record_type, body)
        return self.session.take_output()

    def send(self, message: bytes) -> None:
        self.stream.send(self.sealed(message))

    def send_batch(self, messages: list[bytes]) -> None:
        self.session.send_batch(messages)
        self.flush()

    def close(self, reason: int = 0) -> None:
        self.session.close(reason)
        self.flush()

    # Receiving ------------------------------------------------------------------------------------

    def take_record(self) -> bytes:
        """The next record as it is on the wire, for a man on the way; the session never sees it."""
        length = self.stream.read_exactly(2)
        return length + self.stream.read_exactly(int.from_bytes(length, "big"))

    def read_more(self) -> None:
        """One read. What the session failed with is told by next_event(), in its turn."""
        self.flush()
        data = self.stream.socket.recv(1 << 18)
        try:
            if data:
                self.session.receive(data)
            else:
                self.session.receive_end()
        except SealedError:
            pass
        try:
            self.flush()
        except OSError:
            if not self.session.failure:
                raise  # what was owed before a failure may find nobody there

    def next_event(self):
        """What happened next; a failure comes behind all that was delivered before it."""
        while not self.session.events:
            if self.session.failure:
                raise self.session.failure
            if self.session.state == "Over":
                raise AssertionError("the session is over: nothing more can come")
            self.read_more()
        return self.session.events.popleft()

    def expect(self, kind: type):
        event = self.next_event()
        if not isinstance(event, kind):
            raise AssertionError(f"{event}, where {kind.__name__} was expected")
        return event

    def receive(self) -> bytes | Closed:
        """The next message, or how the peer closed."""
        event = self.next_event()
        if isinstance(event, sealed.Message):
            return event.data
        if isinstance(event, Closed):
            return event
        raise AssertionError(f"{event}, where a message was expected")

    def ended(self) -> SealedError | Closed:
        """How it ends, whatever is delivered before."""
        try:
            while not isinstance(event := self.next_event(), Closed):
                pass
            return event
        except SealedError as error:
            return error


def accept(channel: Channel) -> None:
    channel.session.accept()


def shake_hands(stream: Stream, session: Session, decide=accept) -> Channel:
    """`decide(channel)` accepts or refuses the key that is offered, channel.offered."""
    channel = Channel(stream, session)
    channel.offered = channel.expect(KeyOffered)
    decide(channel)
    channel.flush()
    channel.expect(sealed.Established)
    return channel


def agent_handshake(stream: Stream, settings: Settings | None = None, decide=accept) -> Channel:
    return shake_hands(stream, Agent(settings or Settings()), decide)


def server_handshake(stream: Stream, settings: Settings | None = None, decide=accept) -> Channel:
    return shake_hands(stream, Server(settings or Settings()), decide)


def split_records(data: bytes) -> list[bytes]:
    """The records one behind the other in `data`, each with its length before it."""
    records = []
    while data:
        size = 2 + int.from_bytes(data[:2], "big")
        if len(data) < size:
            raise classic.Truncated(f"{len(data)} of {size} bytes of a record")
        records.append(data[:size])
        data = data[size:]
    return records
