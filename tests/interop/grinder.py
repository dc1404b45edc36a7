# SPDX-License-Identifier: MIT
"""A man in the middle who wants both people to see one code, and has time to search for it.

He knows the handshake hash of either side. Each strategy plays one comparison of codes at both
ends to its end, and says with what codes the two people are left; None where an end broke it off.
The code is shortened to `size` values, so that guessing alone succeeds often enough to be counted.
"""

import copy
import itertools
import random
from dataclasses import dataclass

import sealedpeer as sealed
from sealedends import Agent, Server
from sealedforms import HELLO_SIZE, encode_hello
from sealedpeer import CodeReady, Direction, Record, Settings
from sealedsession import Session

CANDIDATES = 64
SKIPPED_ITEM = 0x7F


def short_code(digest: bytes, size: int) -> int:
    return int.from_bytes(digest[:8], "big") % size


def code_from_hash(handshake_hash: bytes, size: int) -> int:
    """What the protocol does not do: a code that is a piece of h."""
    return short_code(handshake_hash, size)


@dataclass
class Side:
    """A person's end with a handshake behind it, and the man's own keys for that connection."""

    end: Session
    sending: Direction
    receiving: Direction

    @property
    def hash(self) -> bytes:
        return self.end.handshake_hash

    def tell(self, record_type: Record, body: bytes):
        self.end.receive(self.sending.seal(record_type, body))

    def hear(self) -> bytes:
        """The body of the one record that the end has sent."""
        return self.receiving.open(self.end.take_output()[2:])[:-1]

    def code(self, size: int) -> int:
        shown = [event for event in self.end.events if isinstance(event, CodeReady)]
        return short_code(shown[0].digest, size)


def open_side(end: Session, chance: random.Random) -> Side:
    """As after ADMIT. The hash and both keys are what any handshake leaves: drawn at random."""
    end.take_output()
    end.handshake_hash = chance.randbytes(32)
    first, second = chance.randbytes(32), chance.randbytes(32)
    end.sending, end.receiving = Direction(first), Direction(second)
    end.state = "Open"
    end.verify()
    return Side(end, Direction(second), Direction(first))


def sides(static: sealed.KeyPair, chance: random.Random) -> tuple[Side, Side]:
    """An agent and a server whose people have both asked for a comparison."""
    ends = (
        kind(Settings(static, ephemeral=static, nonce=chance.randbytes(32)))
        for kind in (Agent, Server)
    )
    agent, server = (open_side(end, chance) for end in ends)
    return agent, server


def search(chance: random.Random, code_of, wanted: int) -> bytes:
    """The first share out of some that fits, or the last one that was tried."""
    for _ in range(CANDIDATES):
        share = chance.randbytes(32)
        if code_of(share) == wanted:
            break
    return share


def agent_first(agent: Side, server: Side, chance: random.Random, size: int):
    """Ends the agent's comparison, then chooses his share towards the server, B's being a guess."""
    agent.hear()  # COMMIT
    agent.tell(Record.NONCE, chance.randbytes(32))
    agent.hear()  # REVEAL
    wanted = agent.code(size)
    guess = chance.randbytes(32)
    share = search(
        chance, lambda r: short_code(sealed.code_digest(server.hash, r, guess), size), wanted
    )
    server.tell(Record.COMMIT, sealed.commitment(server.hash, share))
    server.hear()  # NONCE: it is not the guess
    server.tell(Record.REVEAL, share)
    return wanted, server.code(size)


def server_first(agent: Side, server: Side, chance: random.Random, size: int):
    """Ends the server's comparison, then chooses his share towards the agent, A's being a guess."""
    agent.hear()  # COMMIT, which tells nothing of A's share
    share = chance.randbytes(32)
    server.tell(Record.COMMIT, sealed.commitment(server.hash, share))
    server.hear()  # NONCE
    server.tell(Record.REVEAL, share)
    wanted = server.code(size)
    guess = chance.randbytes(32)
    nonce = search(
        chance, lambda r: short_code(sealed.code_digest(agent.hash, guess, r), size), wanted
    )
    agent.tell(Record.NONCE, nonce)
    return agent.code(size), wanted


def other_reveal(agent: Side, server: Side, chance: random.Random, size: int):
    """Commits to one share, learns all, and reveals another one that fits."""
    server.tell(Record.COMMIT, sealed.commitment(server.hash, chance.randbytes(32)))
    nonce = server.hear()
    agent.hear()  # COMMIT
    agent.tell(Record.NONCE, chance.randbytes(32))
    wanted = agent.code(size)
    share = search(
        chance, lambda r: short_code(sealed.code_digest(server.hash, r, nonce), size), wanted
    )
    try:
        server.tell(Record.REVEAL, share)
    except sealed.BadVerification:
        return None
    return wanted, server.code(size)


def grind_hash(agents_hash: bytes, server: Server, size: int) -> int:
    """Finishes a handshake with `server` so that its h gives the agent's code; returns the tries.

    Message 3 is the man's own: a hello item that the server skips holds what he searches through.
    """
    man = Agent(Settings())
    server.receive(man.take_output())
    man.receive(server.take_output())
    wanted = code_from_hash(agents_hash, size)
    for tries in itertools.count(1):
        item = bytes([SKIPPED_ITEM, 8]) + tries.to_bytes(8, "big")
        # One item stands before it, the largest message, in 6 bytes.
        hello = (encode_hello(None, sealed.DEFAULT_MAX_MESSAGE)[:6] + item).ljust(HELLO_SIZE, b"\0")
        trial = copy.copy(man.handshake)
        trial.state = copy.copy(man.handshake.state)
        message = trial.write(hello)
        if code_from_hash(trial.state.h, size) == wanted:
            server.receive(len(message).to_bytes(2, "big") + message)
            return tries
    raise AssertionError("not reached")
