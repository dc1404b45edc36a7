# SPDX-License-Identifier: MIT
"""Both ends of the sealed protocol, without a socket. From the specification alone.

Bytes go in by receive() and receive_end(), bytes to send come out of take_output(), and what
happened stands in `events`. An error is raised by the call that met it and by each later one; what
was delivered before it stays in `events`.
"""

from collections import deque

import sealednoise as noise
import sealedpeer as sealed
from sealedforms import BadRecord, Hello, MessageTooLong, SealedError
from sealedforms import decode_batch, encode_batch
from sealedpeer import Direction, Record, Settings
from sealedstreams import Streams


class Session:
    """One end. A subclass plays the handshake of its role up to the state Open."""

    is_agent: bool

    def __init__(self, settings: Settings):
        self.settings = settings
        self.state = ""
        self.events: deque = deque()
        self.failure: SealedError | None = None
        self.peer: Hello | None = None
        self.handshake_hash = b""
        self.sending: Direction | None = None
        self.receiving: Direction | None = None
        self.handshake: noise.Handshake | None = None
        self.verification = "None"
        self.streams = Streams(self.is_agent, settings.most_streams)
        self._input = bytearray()
        self._output = bytearray()
        self._ping: bytes | None = None
        self._missing = 0
        self._parts = b""

    # Bytes ----------------------------------------------------------------------------------------

    def receive(self, data: bytes) -> None:
        self._raise_failure()
        self._input += data
        self._advance()

    def receive_end(self) -> None:
        """FIN."""
        self._raise_failure()
        if self.state == "Closing":
            self.events.append(sealed.Closed(None))
            self.state = "Over"
        elif self.state != "Over":
            self._fail(sealed.Truncated(f"closed in state {self.state}; no close message"))

    def take_output(self) -> bytes:
        output = bytes(self._output)
        self._output.clear()
        return output

    def _raise_failure(self) -> None:
        if self.failure:
            raise self.failure

    def _fail(self, error: SealedError) -> None:
        self.failure = error
        self.state = "Over"
        raise error

    def _advance(self) -> None:
        try:
            while self.state not in ("Over", "Deciding") and self._step():
                pass
        except SealedError as error:
            self._fail(error)

    def _step(self) -> bool:
        """Takes one item from the input; False when it is not all there."""
        if self.state in ("Admission", "Open", "Closing"):
            return self._record_step()
        return self._handshake_step()

    def _handshake_step(self) -> bool:
        raise NotImplementedError

    def _take(self, size: int) -> bytes | None:
        if len(self._input) < size:
            return None
        taken = bytes(self._input[:size])
        del self._input[:size]
        return taken

    # Handshake ------------------------------------------------------------------------------------

    def _check_magic(self) -> None:
        start = bytes(self._input[: len(sealed.MAGIC)])
        if start != sealed.MAGIC[: len(start)]:
            raise sealed.NotAPeer(f"not a Sealcord peer: {start!r}")

    def _start_noise(self, agents_preamble: bytes) -> None:
        self.handshake = noise.Handshake(
            self.is_agent,
            self.settings.static,
            sealed.PROLOGUE + agents_preamble,
            self.settings.psk,
            self.settings.ephemeral,
        )

    def _write_noise(self, payload: bytes = b"") -> None:
        message = self._guard(self.handshake.write, payload)
        self._output += len(message).to_bytes(2, "big") + message

    def _read_noise(self, number: int, size: int) -> bytes | None:
        if len(self._input) < 2:
            return None
        announced = int.from_bytes(self._input[:2], "big")
        if announced != size:
            raise sealed.BadHandshake(f"message {number} of {announced} bytes, it has {size}")
        message = self._take(2 + size)
        if message is None:
            return None
        payload = self._guard(self.handshake.read, message[2:])
        if self.handshake.remote_static and self.handshake.remote_static[31] & 0x80:
            raise sealed.BadHandshake("a static key with its top bit set")
        return payload

    @staticmethod
    def _guard(step, data: bytes) -> bytes:
        try:
            return step(data)
        except noise.ZeroSecret as error:
            raise sealed.LowOrderKey("the secret is zero") from error
        except noise.BadTag as error:
            raise sealed.NotVerified("the handshake failed verification") from error

    def _split(self) -> None:
        agents, servers = self.handshake.state.split()
        own, other = (agents, servers) if self.is_agent else (servers, agents)
        self.sending = Direction(own, self.settings.rekey_interval)
        self.receiving = Direction(other, self.settings.rekey_interval)
        self.handshake_hash = self.handshake.state.h

    # Records --------------------------------------------------------------------------------------

    def _record_step(self) -> bool:
        if len(self._input) < 2:
            return False
        size = int.from_bytes(self._input[:2], "big")
        if size < noise.TAG_SIZE + 1:
            raise sealed.BadRecordLength(f"a record of length {size} cannot hold a type")
        record = self._take(2 + size)
        if record is None:
            return False
        plaintext = self.receiving.open(record[2:])
        self._judge_record(plaintext[-1], plaintext[:-1])
        return True

    def _judge_record(self, number: int, body: bytes) -> None:
        if number not in set(Record):
            raise BadRecord(f"unknown type 0x{number:02x}")
        record = Record(number)
        if not self._is_allowed(record):
            raise sealed.UnexpectedRecord(f"{record.name} in state {self.state}")
        size = sealed.BODY_SIZES.get(record)
        if size is not None and len(body) != size:
            raise BadRecord(f"{record.name} of {len(body)} bytes")
        getattr(self, f"_on_{record.name.lower()}")(body)

    def _is_allowed(self, record: Record) -> bool:
        wrong_end = sealed.FROM_AGENT_ALONE if self.is_agent else sealed.FROM_SERVER_ALONE
        if self.state == "Admission":
            return record in (Record.ADMIT, Record.CLOSE)
        if record in wrong_end or record == Record.ADMIT:
            return False
        if self._missing and record not in sealed.INSIDE_A_MESSAGE:
            return False
        if record == Record.PART:
            return self._missing > 0
        if record == Record.PONG:
            return self._ping is not None
        wanted = {Record.COMMIT: "None", Record.NONCE: "Committed", Record.REVEAL: "Answered"}
        return record not in wanted or self.verification == wanted[record]

    def _check_limit(self, size: int) -> None:
        if size > self.settings.max_message:
            limit = self.settings.max_message
            raise MessageTooLong(f"message of {size} bytes is over the limit of {limit}")

    def _on_message(self, body: bytes) -> None:
        if not body:
            raise BadRecord("an empty MESSAGE")
        self._check_limit(len(body))
        self.events.append(sealed.Message(body))

    def _on_batch(self, body: bytes) -> None:
        messages = decode_batch(body)
        for message in messages:
            self._check_limit(len(message))
        self.events.extend(sealed.Message(message) for message in messages)

    def _on_begin(self, body: bytes) -> None:
        size = int.from_bytes(body, "big")
        if size <= sealed.MAX_BODY:
            raise BadRecord(f"BEGIN of {size} bytes")
        self._check_limit(size)
        self._missing, self._parts = size, b""

    def _on_part(self, body: bytes) -> None:
        is_last = len(body) == self._missing
        if len(body) > self._missing or len(body) < sealed.SMALLEST_PART and not is_last:
            raise BadRecord(f"PART of {len(body)} bytes, {self._missing} are missing")
        self._parts += body
        self._missing -= len(body)
        if is_last:
            self.events.append(sealed.Message(self._parts))

    def _on_ping(self, body: bytes) -> None:
        if self.state == "Open":
            self.send_record(Record.PONG, body)

    def _on_pong(self, body: bytes) -> None:
        if body != self._ping:
            raise sealed.UnexpectedRecord("PONG with other bytes")
        self._ping = None
        self.events.append(sealed.RoundTrip(body))

    def _on_close(self, body: bytes) -> None:
        if self.state != "Closing":
            self.send_record(Record.CLOSE, b"\0")
        if self.state == "Admission":
            raise sealed.NotAdmitted(f"CLOSE {body[0]}")
        self.events.append(sealed.Closed(body[0]))
        self.state = "Over"

    def _on_open(self, body: bytes) -> None:
        offered, refusal = self.streams.hear_open(body)
        self._tell(offered)
        if refusal and self.state == "Open":
            self.send_record(Record.END, refusal)

    def _on_data(self, body: bytes) -> None:
        self._tell(self.streams.hear_data(body))

    def _on_window(self, body: bytes) -> None:
        self._tell(self.streams.hear_window(body))

    def _on_end(self, body: bytes) -> None:
        self._tell(self.streams.hear_end(body))

    def _tell(self, event) -> None:
        if event:
            self.events.append(event)

    # Owner's calls --------------------------------------------------------------------------------

    def send_record(self, record_type: int, body: bytes) -> None:
        """Any record; a test may send one that breaks the rules."""
        self._output += self.sending.seal(record_type, body)

    def send(self, message: bytes, part_size: int = sealed.PART_SIZE) -> None:
        self._require_open()
        limit = min(self.peer.largest_message, self.settings.max_message)
        if not 1 <= len(message) <= limit:
            raise ValueError(f"a message of {len(message)} bytes, the limit is {limit}")
        if len(message) <= sealed.MAX_BODY:
            self.send_record(Record.MESSAGE, message)
            return
        self.send_record(Record.BEGIN, len(message).to_bytes(4, "big"))
        for at in range(0, len(message), part_size):
            self.send_record(Record.PART, message[at : at + part_size])

    def send_batch(self, messages: list[bytes]) -> None:
        self._require_open()
        self.send_record(Record.BATCH, encode_batch(messages))

    def open_stream(self, target: str, window: int) -> int:
        self._require_open()
        number, body = self.streams.open(target, window)
        self.send_record(Record.OPEN, body)
        return number

    def grant(self, number: int, credit: int) -> None:
        """The first one accepts a stream of the peer's."""
        self._require_open()
        self.send_record(Record.WINDOW, self.streams.window(number, credit))

    def send_data(self, number: int, data: bytes) -> None:
        self._require_open()
        self.send_record(Record.DATA, self.streams.data(number, data))

    def end_stream(self, number: int) -> None:
        self._require_open()
        self.send_record(Record.END, self.streams.end(number))

    def reset_stream(self, number: int, reason: int = 0) -> None:
        self._require_open()
        self.send_record(Record.END, self.streams.reset(number, reason))

    def close(self, reason: int = 0) -> None:
        self._require_open()
        self.send_record(Record.CLOSE, bytes([reason]))
        self.state = "Closing"

    def _require_open(self) -> None:
        self._raise_failure()
        if self.state != "Open":
            raise ValueError(f"not in state {self.state}")
