# SPDX-License-Identifier: MIT
"""What the tests of `sealcord agent` over sealed share: an agent with its files."""

import signal
import tempfile
import time

import sealedforms as forms
from programs import Program, ProgramTest
from scriptedserver import Conversation, ScriptedServer
from sealednoise import KeyPair
from sealedpeer import Closed, Settings
from sealedservertest import Folder

HELLO = b"Hello from client!"
CONNECTED = "Connected to server successfully!"
CLOSED = "Server closed the connection."
SOON = ("--reconnect-delay", "0.2s")
AT_ONCE = ("--interval", "0", *SOON)
TRUST = 5


def received_line(message: bytes) -> str:
    return f"Received from server: {list(message)}"


def five_hellos() -> list[str]:
    return [CONNECTED] + 5 * [received_line(HELLO)]


class SealedAgentTest(ProgramTest):
    def setUp(self):
        self.folder = Folder(self)
        self.keys = KeyPair()
        self.folder.write("agent.key", self.keys.pem())
        self.theirs = Settings(name="lab")

    def serve(self, *scripts) -> ScriptedServer:
        """The agent knows the key of `theirs` for the place; a test may write another file."""
        self.server = ScriptedServer(*scripts)
        self.addCleanup(self.server.close)
        self.know(self.theirs.static)
        return self.server

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def know(self, *keys: KeyPair, rest: str = "") -> str:
        lines = (f"{self.place} {forms.key_text(pair.public)}{rest}\n" for pair in keys)
        return self.folder.write("known_servers", "".join(lines))

    def start_agent(self, *options: str, **arguments) -> Program:
        """With the files of this test, where `options` do not say otherwise: over sealed."""
        usual = {
            "--identity": self.folder.name("agent.key"),
            "--known-servers": self.folder.name("known_servers"),
        }
        for option, value in usual.items():
            if option not in options:
                options = (option, value, *options)
        self.agent = self.start("agent", self.place, *options, **arguments)
        return self.agent

    def run_agent(self, *options: str, **arguments) -> int:
        """Runs to the end. The server's scripts must all have been played, without a failure."""
        try:
            return self.start_agent(*options, **arguments).wait()
        finally:
            # What went wrong at the server's end explains an agent that does not end, too.
            self.server.finish()

    def pipe(self, data: bytes, *options: str) -> int:
        """Runs with `data` on standard input, out of a file."""
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            return self.run_agent("--stdin", *options, *SOON, stdin=file)

    def assert_tries_much_later(self):
        """Not after its delay of 0.2 s, but after 30 s at the least. A tenth of that is watched."""
        deadline = time.monotonic() + 3.0
        while time.monotonic() < deadline:
            self.assertEqual(len(self.server.talks), 1, "connections")
            self.assertTrue(self.agent.is_running)
            time.sleep(0.05)
        self.agent.signal(signal.SIGTERM)
        self.assertEqual(self.agent.wait(), 0)

    def assert_said(self, *lines: str):
        """Standard output, to the byte."""
        self.assertEqual(self.agent.stdout.text, "".join(f"{line}\n" for line in lines))

    def assert_told(self, *patterns: str):
        for pattern in patterns:
            self.assertRegex(self.agent.stderr.text, pattern)

    def assert_graceful(self, talk: Conversation):
        self.assertEqual(talk.ending, Closed(0))
        self.assertEqual(talk.rest, b"", "nothing follows a CLOSE")

    def assert_told_fingerprint(self, keys: KeyPair):
        self.assertIn(forms.key_fingerprint(keys.public), self.agent.stderr.text)

