# SPDX-License-Identifier: MIT
"""The man in the middle between `sealcord agent` and `sealcord server`.

Usage: python3 tests/interop/test_middle_programs.py PATH_TO_SEALCORD [unittest options]
"""

import re
import tempfile

import sealedforms as forms
import sealedpeer as sealed
from maninthemiddle import ClassicMiddle, ManInTheMiddle, SealedMiddle
from programs import Program, main
from sealednoise import KeyPair
from sealedservertest import PSK, SealedServerTest, entry

SECRET = b"the pump's password\n"
TRUST = 5


class MiddleTest(SealedServerTest):
    def setUp(self):
        super().setUp()
        self.agents_keys = KeyPair()
        self.folder.write("agent.key", self.agents_keys.pem())

    def put_between(self, kind: type, *options: str, **arguments) -> ManInTheMiddle:
        """`options` are the server's."""
        self.start_server(*options)
        self.middle = kind(self.port, **arguments)
        self.addCleanup(self.middle.stop)
        return self.middle

    def run_agent(self, *options: str) -> int:
        """An agent that has a secret to tell, on its way through the man."""
        place = f"127.0.0.1:{self.middle.port}"
        files = [
            *("--identity", self.folder.name("agent.key")),
            *("--known-servers", self.folder.name("known_servers")),
        ]
        with tempfile.TemporaryFile() as file:
            file.write(SECRET)
            file.seek(0)
            fixed = ("--stdin", "--no-reconnect")
            self.agent: Program = self.start("agent", place, *fixed, *files, *options, stdin=file)
        code = self.agent.wait()
        self.middle.stop()
        return code

    def assert_he_read_all(self, code: int):
        self.assertEqual(code, 0)
        self.assertEqual(self.agent.stdout.data, SECRET)
        self.assertEqual(self.middle.got, [("agent", SECRET), ("server", SECRET)])
        self.assertEqual(self.middle.failures, [])

    def assert_he_got_nothing(self, code: int):
        self.assertEqual(code, TRUST)
        self.assertEqual(self.middle.got, [])
        self.assertEqual(self.agent.stdout.data, b"")

    def fingerprint(self, public: bytes) -> str:
        return forms.key_fingerprint(public)

    @property
    def mans_fingerprint(self) -> str:
        return self.fingerprint(self.middle.towards_agent.static.public)


class Classic(MiddleTest):
    def test_he_reads_everything_and_nobody_is_told(self):
        self.put_between(ClassicMiddle)
        self.assert_he_read_all(self.run_agent("--protocol", "classic"))
        self.assertNotRegex(self.agent.stderr.text, "(?i)error|tampered|changed")
        # What neither program can compare, two people could: the fingerprints differ.
        at_agent = re.search(r"SHA256:[A-Za-z0-9+/]{43}", self.agent.stderr.text)
        self.assertIsNotNone(at_agent)
        self.assertNotIn(at_agent[0], self.server.stderr.text)


class Sealed(MiddleTest):
    def test_given_key(self):
        self.put_between(SealedMiddle)
        key = forms.key_text(self.keys.public)
        self.assert_he_got_nothing(self.run_agent("--server-key", key))
        # He has not learnt who the agent is either.
        self.assertEqual(self.middle.keys_seen, {"server": self.keys.public})
        self.assertIn(self.mans_fingerprint, self.agent.stderr.text)
        self.assertIn(self.fingerprint(self.keys.public), self.agent.stderr.text)
        self.server.stderr.wait_line("closed during the handshake")

    def test_pinned_key(self):
        self.put_between(SealedMiddle)
        key = forms.key_text(self.keys.public)
        self.folder.write("known_servers", f"127.0.0.1:{self.middle.port} {key}\n")
        self.assert_he_got_nothing(self.run_agent("--trust", "accept-new"))
        self.assertEqual(self.middle.keys_seen, {"server": self.keys.public})
        self.assertRegex(self.agent.stderr.text, r"HAS CHANGED.*Nothing was sent\.")
        self.assertIn(self.mans_fingerprint, self.agent.stderr.text)
        self.server.stderr.wait_line("closed during the handshake")

    def test_first_contact_is_his(self):
        self.put_between(SealedMiddle)
        self.assert_he_read_all(self.run_agent("--trust", "accept-new"))
        # The words are true: it is first contact, and nobody has verified it.
        self.assertIn("not yet verified", self.agent.stderr.text)
        self.assertIn(self.mans_fingerprint, self.agent.stderr.text)
        self.assertIn(
            self.fingerprint(self.middle.towards_server.static.public), self.server.stderr.text
        )

    def test_first_contact_is_not_his_where_agents_are_authorised(self):
        # He cannot be the agent, so all that he gets is an agent without its server.
        authorized = self.authorize(entry(self.agents_keys, "pump-3"))
        options = ("--agents", "authorized", "--authorized-agents", authorized)
        self.put_between(SealedMiddle, *options)
        self.assertNotEqual(self.run_agent("--trust", "accept-new"), 0)
        self.assertNotIn(("server", SECRET), self.middle.got)
        self.assertTrue(any(isinstance(e, sealed.NotAdmitted) for e in self.middle.failures))
        self.server.stderr.wait_line("(?i)not authorised")

    def test_psk_that_he_does_not_have(self):
        self.put_between(SealedMiddle, "--psk-file", self.psk_file(), psk=PSK[::-1])
        options = ("--psk-file", self.folder.name("psk"), "--trust", "accept-new")
        self.assertNotEqual(self.run_agent(*options), 0)
        self.assertEqual(self.middle.got, [])
        self.assertIsInstance(self.middle.failures[0], sealed.NotVerified)
        self.assertIn("where a pre-shared key is used, it may differ", self.agent.stderr.text)


if __name__ == "__main__":
    main()
