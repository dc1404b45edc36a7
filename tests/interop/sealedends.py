# SPDX-License-Identifier: MIT
"""The two roles of the sealed protocol: the agent, and the server; see sealedsession.py."""

import hmac
import os

import sealedpeer as sealed
from sealedforms import SealedError, decode_hello
from sealedpeer import Record, Settings
from sealedsession import Session


class Agent(Session):
    is_agent = True

    def __init__(self, settings: Settings):
        super().__init__(settings)
        self._r = settings.nonce or os.urandom(32)
        self.state = "Answer"
        opening = sealed.preamble(settings.mode, 0)
        self._output += opening
        self._start_noise(opening)
        self._write_noise()

    def _handshake_step(self) -> bool:
        if self.state == "Answer":
            return self._read_answer()
        if self._read_noise(2, 96) is None:
            return False
        self.state = "Deciding"
        self.events.append(sealed.KeyOffered(self.handshake.remote_static))
        return True

    def _read_answer(self) -> bool:
        self._check_magic()
        answer = self._take(sealed.PREAMBLE_SIZE)
        if answer is None:
            return False
        version, mode, status = answer[5:]
        if status == sealed.VERSION_REFUSED:
            raise sealed.VersionNotSpoken(f"the server speaks version {version}")
        if status == sealed.MODE_REFUSED and version == sealed.VERSION:
            raise sealed.ModeNotTaken(f"the server wants mode {mode}")
        if answer != sealed.preamble(self.settings.mode, sealed.GO_ON):
            raise sealed.BadHandshake(f"an answer of {answer.hex()}")
        self.state = "Message2"
        return True

    def accept(self) -> None:
        self._write_noise(self.settings.hello())
        self._split()
        self.state = "Admission"
        self._advance()

    def refuse(self, error: SealedError) -> None:
        """UnknownServerKey or ChangedServerKey; nothing is sent."""
        self.failure, self.state = error, "Over"

    def _on_admit(self, body: bytes) -> None:
        self.peer = decode_hello(body)
        self.streams.most_of_ours = self.peer.most_streams
        self.state = "Open"
        self.events.append(sealed.Established(self.peer))

    def ping(self, data: bytes) -> None:
        self._require_open()
        if self._ping is not None:
            raise ValueError("a ping is unanswered")
        self._ping = data
        self.send_record(Record.PING, data)

    def verify(self) -> None:
        self._require_open()
        if self.verification != "None":
            raise ValueError("one verification per connection")
        self.verification = "Committed"
        self.send_record(Record.COMMIT, sealed.commitment(self.handshake_hash, self._r))

    def _on_nonce(self, body: bytes) -> None:
        if self.state == "Closing":
            return  # REVEAL cannot be sent any more, so there is no code to compare
        self.send_record(Record.REVEAL, self._r)
        self.verification = "Done"
        digest = sealed.code_digest(self.handshake_hash, self._r, body)
        self.events.append(sealed.CodeReady(digest))


class Server(Session):
    is_agent = False

    def __init__(self, settings: Settings):
        super().__init__(settings)
        self._r = settings.nonce or os.urandom(32)
        self._commit = b""
        self._person_asked = False
        self._agents_name: str | None = None
        self.state = "Opening"

    def _handshake_step(self) -> bool:
        if self.state == "Opening":
            return self._read_preamble()
        if self.state == "Message1":
            return self._read_message_1()
        hello = self._read_noise(3, 192)
        if hello is None:
            return False
        self.peer = decode_hello(hello)
        self.streams.most_of_ours = self.peer.most_streams
        self._split()
        self.state = "Deciding"
        self.events.append(sealed.KeyOffered(self.handshake.remote_static, self.peer.name))
        return True

    def _read_preamble(self) -> bool:
        self._check_magic()
        opening = self._take(sealed.PREAMBLE_SIZE)
        if opening is None:
            return False
        version, mode, zero = opening[5:]
        if version != sealed.VERSION:
            self._output += sealed.preamble(mode, sealed.VERSION_REFUSED)
            raise sealed.VersionNotSpoken(f"version {version}")
        if zero:
            raise sealed.BadHandshake(f"byte 7 is {zero}")
        if mode != self.settings.mode:
            self._output += sealed.preamble(self.settings.mode, sealed.MODE_REFUSED)
            raise sealed.ModeNotTaken(f"mode {mode}")
        self._start_noise(opening)
        self.state = "Message1"
        return True

    def _read_message_1(self) -> bool:
        if self._read_noise(1, 48 if self.settings.psk else 32) is None:
            return False
        # Sealed before anything is sent: a low-order key gets no preamble either.
        before = len(self._output)
        self._write_noise()
        self._output[before:before] = sealed.preamble(self.settings.mode, sealed.GO_ON)
        self.state = "Message3"
        return True

    def accept(self) -> None:
        self.send_record(Record.ADMIT, self.settings.hello())
        self.state = "Open"
        self.events.append(sealed.Established(self.peer))
        self._advance()

    def refuse(self, reason: int = 2) -> None:
        self.send_record(Record.CLOSE, bytes([reason]))
        self.failure, self.state = sealed.NotAdmitted(f"refused with {reason}"), "Over"

    def verify(self) -> None:
        """This end's person asks; remembered when the agent's did not yet."""
        self._person_asked = True
        self._answer_commit()

    def _answer_commit(self) -> None:
        if self.verification == "Asked" and self._person_asked and self.state == "Open":
            self.verification = "Answered"
            self.send_record(Record.NONCE, self._r)

    def _on_commit(self, body: bytes) -> None:
        self._commit = body
        self.verification = "Asked"
        self.events.append(sealed.VerificationAsked())
        self._answer_commit()

    def _on_reveal(self, body: bytes) -> None:
        expected = sealed.commitment(self.handshake_hash, body)
        if not hmac.compare_digest(expected, self._commit):
            raise sealed.BadVerification("the comparison of codes was tampered with")
        self.verification = "Done"
        digest = sealed.code_digest(self.handshake_hash, body, self._r)
        self.events.append(sealed.CodeReady(digest))
