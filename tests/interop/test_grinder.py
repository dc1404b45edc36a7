# SPDX-License-Identifier: MIT
"""Commit and reveal hold against a man who searches: guessing is all that he can do.

The code is shortened to 16 values, so that 10,000 tries tell a man who guesses (1 in 16) from one
who does better. The whole code has 10^6 values, or 2^40 in words. Chance is seeded: a run repeats.

Usage: python3 tests/interop/test_grinder.py
"""

import math
import random
import unittest
import unittest.mock

import grinder
import sealedpeer as sealed
from sealedends import Agent, Server
from sealedpeer import Settings

TRIES = 10_000
SIZE = 16


class CommitAndReveal(unittest.TestCase):
    def successes(self, strategy) -> int:
        chance = random.Random(strategy.__name__)
        static = sealed.KeyPair(chance.randbytes(32))
        count = 0
        for _ in range(TRIES):
            codes = strategy(*grinder.sides(static, chance), chance, SIZE)
            count += codes is not None and codes[0] == codes[1]
        return count

    def assert_guesses(self, count: int):
        deviation = math.sqrt(TRIES * (1 / SIZE) * (1 - 1 / SIZE))
        self.assertLess(abs(count - TRIES / SIZE), 4 * deviation)

    def test_agent_first(self):
        self.assert_guesses(self.successes(grinder.agent_first))

    def test_server_first(self):
        self.assert_guesses(self.successes(grinder.server_first))

    def test_other_reveal_is_caught_each_time(self):
        self.assertEqual(self.successes(grinder.other_reveal), 0)

    def test_other_reveal_would_win_if_nobody_checked_it(self):
        # That the man above can search at all: of 64 shares nearly always one fits.
        with unittest.mock.patch("sealedends.hmac.compare_digest", return_value=True):
            self.assertGreater(self.successes(grinder.other_reveal), 0.9 * TRIES)


class CodeFromHash(unittest.TestCase):
    """Why the code is not a piece of h: the same man finds one that fits, each time."""

    def test_is_found(self):
        size = 256
        tries = []
        for _ in range(20):
            agents_hash = self.agents_hash()
            server = Server(Settings())
            tries.append(grinder.grind_hash(agents_hash, server, size))
            server.accept()
            self.assertEqual(
                grinder.code_from_hash(server.handshake_hash, size),
                grinder.code_from_hash(agents_hash, size),
            )
        # Its length sets the price and no more: 2^20 tries for six digits are minutes.
        self.assertLess(sum(tries) / len(tries), 4 * size)

    @staticmethod
    def agents_hash() -> bytes:
        """The hash that an agent has with the man, who plays its server."""
        agent, man = Agent(Settings()), Server(Settings())
        man.receive(agent.take_output())
        agent.receive(man.take_output())
        agent.accept()
        return agent.handshake_hash


if __name__ == "__main__":
    unittest.main()
