# SPDX-License-Identifier: MIT
"""Whom `sealcord agent` trusts over sealed, and what a forged answer can make it do: nothing.

Usage: python3 tests/interop/test_sealed_trust.py PATH_TO_SEALCORD [unittest options]
"""

import os
import re
import select

import classicpeer as classic
import sealedforms as forms
import sealedpeer as sealed
import sealedscripts as scripts
from classicpeer import Stream
from programs import main
from scriptedserver import Conversation
from sealedagenttest import AT_ONCE, TRUST, SealedAgentTest, five_hellos
from sealednoise import KeyPair
from sealedpeer import Settings
from sealedservertest import PSK, pretending, with_top_bit
from sealedsocket import Channel

ONCE = ("--no-reconnect", *AT_ONCE)


class Keys(SealedAgentTest):
    def assert_stopped_before_message_3(self):
        """The server has learnt nothing of the agent: the handshake ended."""
        self.assert_said()
        for talk in self.server.talks:
            self.assertIsInstance(talk.ending, sealed.Truncated)

    def fingerprint(self, keys: KeyPair) -> str:
        return re.escape(forms.key_fingerprint(keys.public))

    def test_unknown_is_refused_without_a_terminal(self):
        for options in ((), ("--trust", "strict")):
            with self.subTest(options=options):
                self.serve(scripts.answer_opening(self.theirs))
                self.folder.write("known_servers", "")
                self.assertEqual(self.run_agent(*options, *AT_ONCE), TRUST)
                self.assert_stopped_before_message_3()
                self.assert_told(
                    f"The server {self.place} is not known",
                    self.fingerprint(self.theirs.static),
                )

    def test_accept_new_remembers(self):
        self.serve(scripts.echo(self.theirs), scripts.echo(self.theirs))
        self.folder.write("known_servers", "# nobody yet\n")
        agent = self.start_agent("--trust", "accept-new", *AT_ONCE)
        self.assertEqual(agent.wait(), 0)
        self.assert_said(*five_hellos())
        self.assert_told(
            f"First contact with {self.place}: key {self.fingerprint(self.theirs.static)} "
            "remembered, not yet verified"
        )
        kept = self.folder.read("known_servers")
        self.assertTrue(kept.startswith("# nobody yet\n"))
        self.assertIn(f"{self.place} {forms.key_text(self.theirs.static.public)}", kept)
        # The same key again is pinned.
        self.assertEqual(self.run_agent("--trust", "strict", *AT_ONCE), 0)
        self.assert_told("pinned")
        self.assertEqual(self.folder.read("known_servers"), kept)

    def test_what_cannot_be_written_down_is_not_accepted(self):
        self.serve(scripts.answer_opening(self.theirs))
        path = self.folder.name("agent.key") + "/known_servers"
        code = self.start_agent("--trust", "accept-new", "--known-servers", path, *ONCE).wait()
        self.assertNotEqual(code, 0)
        self.assert_said()

    def test_changed_key(self):
        known = KeyPair()
        for trust in ("strict", "accept-new"):
            with self.subTest(trust=trust):
                self.serve(scripts.answer_opening(self.theirs))
                self.know(known, rest=" verified=2026-11-28")
                before = self.folder.read("known_servers")
                self.assertEqual(self.run_agent("--trust", trust, *ONCE), TRUST)
                self.assert_stopped_before_message_3()
                self.assert_told(
                    f"THE KEY OF {self.place} HAS CHANGED",
                    f"Known: {self.fingerprint(known)}",
                    r"known_servers, line 1, verified 2026-11-28",
                    f"Received: {self.fingerprint(self.theirs.static)}",
                    r"Nothing was sent\.",
                )
                self.assertEqual(self.folder.read("known_servers"), before)

    def test_changed_key_is_tried_again_after_30_s(self):
        self.serve(scripts.answer_opening(self.theirs), scripts.echo(self.theirs))
        self.know(KeyPair())
        self.start_agent(*AT_ONCE).stderr.wait_line("HAS CHANGED")
        self.assert_tries_much_later()

    def test_any_of_several_lines(self):
        self.serve(scripts.echo(self.theirs))
        self.know(KeyPair(), self.theirs.static, KeyPair())
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_told("pinned")

    def test_verified(self):
        self.serve(scripts.echo(self.theirs))
        self.know(self.theirs.static, rest=" verified=2026-11-28")
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assert_told("verified")
        self.assertNotIn("not yet verified", self.agent.stderr.text)

    def test_given_key_is_the_only_one(self):
        known = KeyPair()
        for given, code in ((self.theirs.static, 0), (known, TRUST)):
            with self.subTest(code=code):
                script = scripts.echo if code == 0 else scripts.answer_opening
                self.serve(script(self.theirs))
                # What the file says counts for nothing here, neither for nor against.
                self.know(known if code == 0 else self.theirs.static)
                before = self.folder.read("known_servers")
                key = forms.key_text(given.public)
                self.assertEqual(self.run_agent("--server-key", key, *ONCE), code)
                self.assertEqual(self.folder.read("known_servers"), before)

    def test_given_key_that_is_none(self):
        self.serve()
        good = forms.key_text(KeyPair().public)
        for text in ("", "x25519:", good[:-1], good + "=", good.upper()):
            with self.subTest(text=text):
                self.assertEqual(self.start_agent("--server-key", text).wait(), 2)

    def test_file_that_does_not_parse(self):
        self.serve()
        key = forms.key_text(KeyPair().public)
        for line in ("lab.example:1337", f"lab.example {key}", f"lab.example:1337 {key} x=y"):
            with self.subTest(line=line):
                self.folder.write("known_servers", f"\n{line}\n")
                self.assertEqual(self.start_agent(*ONCE).wait(), 2)
                self.assert_told(r"known_servers\b.*\b2\b")

    def test_classic_is_refused_where_a_key_is_known(self):
        self.serve()
        code = self.start_agent("--protocol", "classic", *ONCE).wait()
        self.assertEqual(code, TRUST)
        self.assert_said()
        self.assert_told(
            f"{self.place} has a known key, which classic cannot check. Not connected.",
            "known_servers, line 1",
        )
        self.server.finish()


class Terminal(SealedAgentTest):
    """A person at /dev/tty, whatever standard input is."""

    def answer(self, text: bytes, *options: str) -> int:
        """Runs to the end with that answer to the one question; what was asked is in `asked`."""
        ours, theirs = self.open_terminal()
        agent = self.start_agent(*options, *AT_ONCE, terminal=theirs)
        self.asked = b""
        while b"[y/N]" not in self.asked:
            if not select.select([ours], [], [], classic.TIMEOUT)[0]:
                raise AssertionError(f"asked so far: {self.asked!r}")
            self.asked += os.read(ours, 4096)
        os.write(ours, text + b"\n")
        return agent.wait()

    def open_terminal(self) -> tuple[int, int]:
        """Its two ends; the program's stays open here too, as a shell would keep it."""
        ends = os.openpty()
        for end in ends:
            self.addCleanup(os.close, end)
        return ends

    def ask_of(self, *scripts_played):
        self.serve(*scripts_played)
        self.folder.write("known_servers", "")

    def test_yes(self):
        # The connection is not held while the person thinks.
        for options in ((), ("--trust", "ask")):
            with self.subTest(options=options):
                self.ask_of(scripts.answer_opening(self.theirs), scripts.echo(self.theirs))
                self.assertEqual(self.answer(b"y", *options), 0)
                self.server.finish()
                self.assert_said(*five_hellos())
                self.assertIsInstance(self.server.talks[0].ending, sealed.Truncated)
                key = forms.key_text(self.theirs.static.public)
                self.assertIn(f"{self.place} {key}", self.folder.read("known_servers"))

    def test_anything_else_is_no(self):
        for text in (b"", b"n", b"q"):
            with self.subTest(text=text):
                self.ask_of(scripts.answer_opening(self.theirs))
                self.assertEqual(self.answer(text), TRUST)
                self.server.finish()
                self.assert_said()
                self.assertEqual(self.folder.read("known_servers"), "")

    def test_words(self):
        self.ask_of(scripts.answer_opening(self.theirs))
        self.answer(b"n")
        asked = " ".join(self.asked.decode().split())
        self.assertIn(
            f"The server {self.place} is not known yet. Its key's fingerprint is "
            f"{forms.key_fingerprint(self.theirs.static.public)}. Nobody has verified that it is "
            "the server you mean. Compare it with what `sealcord key fingerprint` says on the "
            "server, or connect and compare a code with the person there. Trust this key from now "
            "on? [y/N]",
            asked,
        )

    def test_changed_key_is_not_asked_about(self):
        self.serve(scripts.answer_opening(self.theirs))
        self.know(KeyPair())
        _, theirs = self.open_terminal()
        self.assertEqual(self.start_agent(*ONCE, terminal=theirs).wait(), TRUST)
        self.server.finish()
        self.assert_told("HAS CHANGED")


class Downgrade(SealedAgentTest):
    """What anybody on the way can write in the server's place."""

    REFUSALS = {
        "version": sealed.preamble(0, sealed.VERSION_REFUSED, 9),
        "mode": sealed.preamble(1, sealed.MODE_REFUSED),
    }

    def answer_with(self, answer: bytes):
        """A script that sends `answer`, whatever was asked, and keeps what it was asked."""

        def script(talk: Conversation, stream: Stream):
            talk.messages.append(stream.read_exactly(42))
            stream.send(answer)
            stream.end_sending()

        return script

    def test_forged_refusal_changes_nothing(self):
        for name, answer in self.REFUSALS.items():
            with self.subTest(refusal=name):
                self.serve(self.answer_with(answer), scripts.echo(self.theirs))
                self.assertEqual(self.run_agent(*AT_ONCE), 0)
                self.assert_said(*five_hellos())
                self.assert_told("not authenticated")
                self.assertEqual(self.server.talks[0].messages[0][:8], sealed.preamble(0, 0))
                self.assertNotIn("classic", self.agent.stderr.text)

    def test_refusal_stops_an_agent_that_knows_no_key(self):
        said = {"version": "version 9", "mode": "pre-shared key"}
        for name, answer in self.REFUSALS.items():
            with self.subTest(refusal=name):
                self.serve(self.answer_with(answer))
                self.folder.write("known_servers", "")
                self.assertEqual(self.run_agent("--trust", "accept-new", *AT_ONCE), 3)
                self.assert_told("not authenticated", said[name])
                self.assertNotIn("classic", self.agent.stderr.text)

    def test_every_byte_of_the_answer(self):
        # The preamble; the length; e; s and its tag; the tag of the empty payload.
        for offset in (0, 4, 5, 6, 7, 8, 9, 10, 41, 42, 73, 74, 89, 90, 105):
            with self.subTest(offset=offset):
                self.assert_failed(lambda data, at=offset: classic.flip_bit(data, at, 3))

    def assert_failed(self, change):
        self.serve(scripts.answer_opening(self.theirs, change))
        self.assertIn(self.run_agent(*ONCE), (1, 3))
        self.assert_said()
        self.assertIsInstance(self.server.talks[0].ending, sealed.Truncated)

    def test_echo_service_is_no_server(self):
        def mirror(talk: Conversation, stream: Stream):
            stream.send(stream.read_exactly(42))
            talk.rest, _ = stream.read_to_end()
            self.assertEqual(talk.rest, b"")

        self.serve(mirror)
        self.assertIn(self.run_agent(*ONCE), (1, 3))
        self.assert_said()

    def test_low_order_keys(self):
        for key in classic.LOW_ORDER_KEYS:
            with self.subTest(key=key.hex()):
                self.assert_failed(lambda data, e=key: data[:10] + e + data[42:])
                self.assert_told("secret that anybody knows")

    def test_static_keys_that_none_may_have(self):
        rows = {
            "secret that anybody knows": pretending(bytes(32)),
            "top bit": with_top_bit(KeyPair()),
        }
        for reason, static in rows.items():
            with self.subTest(reason=reason):
                self.theirs = Settings(static)
                self.serve(scripts.answer_opening(self.theirs))
                self.folder.write("known_servers", "")
                self.assertEqual(self.run_agent("--trust", "accept-new", *ONCE), 3)
                self.assert_said()
                self.assert_told(reason)
                self.assertEqual(self.folder.read("known_servers"), "")

    def test_other_lengths_are_refused_when_they_are_there(self):
        for length in (0, 95, 97, 0xFFFF):
            with self.subTest(length=length):

                def announce(talk: Conversation, stream: Stream, n=length):
                    stream.read_exactly(42)
                    stream.send(sealed.preamble(0, sealed.GO_ON) + n.to_bytes(2, "big"))
                    stream.read_to_end()

                self.serve(announce)
                self.assertIn(self.run_agent(*ONCE), (1, 3))
                self.assert_told(f"message 2 of {length} bytes, it has 96")

    def test_something_else_than_the_protocol(self):
        for text in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\x02"):
            with self.subTest(text=text):

                def speak(talk: Conversation, stream: Stream, said=text):
                    stream.read_exactly(42)
                    stream.send(said)
                    stream.read_to_end()  # no FIN helps the agent to decide

                self.serve(speak)
                self.assertIn(self.run_agent(*ONCE), (1, 3))
                self.assert_told("not a Sealcord peer")
                self.assertNotIn("classic", self.agent.stderr.text.lower())

    def test_classic_server_is_not_spoken_classic_to(self):
        def refuse(talk: Conversation, stream: Stream):
            talk.messages.append(stream.read_exactly(1))

        self.serve(refuse, refuse, scripts.echo(self.theirs))
        self.assertEqual(self.run_agent(*AT_ONCE), 0)
        self.assertEqual([talk.messages[0] for talk in self.server.talks[:2]], 2 * [b"\xc5"])


class PreSharedKey(SealedAgentTest):
    def options(self, psk: bytes) -> tuple[str, ...]:
        return "--psk-file", self.folder.write("psk", forms.psk_text(psk))

    def test_server_with_another_one(self):
        self.theirs = Settings(psk=PSK)
        self.serve(scripts.answer_opening(self.theirs))
        self.assertNotEqual(self.run_agent(*self.options(PSK[::-1]), *ONCE), 0)
        self.assert_said()
        self.assert_told("where a pre-shared key is used, it may differ")
        self.assertIsInstance(self.server.talks[0].ending, sealed.NotVerified)

    def test_server_without_one(self):
        self.serve(scripts.answer_opening(self.theirs))
        self.assertNotEqual(self.run_agent(*self.options(PSK), *ONCE), 0)
        self.assert_told("not authenticated", "pre-shared key")

    def test_files_that_are_refused(self):
        self.serve()
        for text, mode in (("hunter2\n", 0o600), (forms.psk_text(PSK), 0o644)):
            with self.subTest(text=text):
                path = self.folder.write("bad", text, mode)
                self.assertNotEqual(self.start_agent("--psk-file", path, *ONCE).wait(), 0)
                self.assertNotIn(forms.psk_text(PSK).strip(), self.agent.stderr.text)
                if mode != 0o600:
                    self.assert_told("chmod")

    def test_end_behind_the_handshake(self):
        def leave(talk: Conversation, stream: Stream):
            channel = Channel(stream, scripts.Server(self.theirs))
            channel.expect(sealed.KeyOffered)

        self.serve(leave)
        self.assertNotEqual(self.run_agent(*ONCE), 0)
        self.assert_told("ended the connection after the handshake")


if __name__ == "__main__":
    main()
