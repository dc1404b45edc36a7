# SPDX-License-Identifier: MIT
"""`sealcord top` in a terminal, beside a real server and agents that this test plays.

Usage: python3 tests/interop/test_top.py PATH_TO_SEALCORD [unittest options]
"""

import os
import re
import signal
import socket

from forwardtest import LOOPBACK, ForwardTest
from programs import main
from screen import COLOUR, Screen
from sealedpeer import Settings
from sealedservertest import SealedServerTest

UP, DOWN, RIGHT, ESCAPE, CTRL_C = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b", "\x03"


class TopTest(SealedServerTest):
    def setUp(self):
        super().setUp()
        self.socket = self.folder.name("control.sock")

    def start_server(self, *options: str):
        server = super().start_server("--control", self.socket, *options)
        server.stderr.wait_line("Control socket " + self.socket)
        return server

    def open_agent(self, name: str):
        channel = self.open_sealed(Settings(name=name))
        self.assert_echoes(channel)
        return channel

    def top(self, **options) -> Screen:
        return Screen(self, "top", "--control", self.socket, **options)

    def row(self, screen: Screen, connection: int) -> str:
        """The table's line of that agent; empty: it has none."""
        return next((row for row in screen.lines if row.split()[:1] == [str(connection)]), "")


class Table(TopTest):
    def test_eighty_by_twenty_four(self):
        self.start_server()
        pump, valve = self.open_agent("pump"), self.open_agent("valve")
        screen = self.top()
        screen.wait_text('"valve"')
        screen.wait_for(lambda seen: "? keys  q leave" in seen.lines[23], "the last line")
        self.assertRegex(screen.lines[0], rf"^127\.0\.0\.1:{self.port}: 2 of [\d,]+ connected, 0 in")
        self.assertRegex(screen.lines[0], r"sealcord \d+\.\d+\.\d+")
        self.assertRegex(
            screen.lines[2],
            r"^▲NO AGENT +PROTECTION +MSG IN MSG OUT +RATE IN +RATE OUT +LAST$",
        )
        self.assertRegex(screen.lines[3], r'^ +1 "pump" +first contact +1 +1 +- +- +-$')
        # What happens is told: more of one, another one, one less.
        for _ in range(5):
            self.assert_echoes(pump)
        screen.wait_for(
            lambda seen: " 6 " in self.row(seen, 1) and "B/s" in self.row(seen, 1), "6 messages"
        )
        self.open_agent("gauge")
        screen.wait_text('"gauge"')
        valve.close()
        screen.wait_gone('"valve"')
        screen.press("q")
        self.assertEqual(screen.wait(), 0)

    def test_hostile_name_is_not_obeyed(self):
        self.start_server()
        self.open_agent('\x1b]0;owned\x07\x1b[2J"\n\u202e')
        screen = self.top(columns=200)
        screen.wait_text(r'"\x1b]0;owned\x07\x1b[2J\"\n\u{202e}"')
        self.assertNotIn(b"\x1b]0;", screen.data)
        self.assertNotIn(b"\x1b[2J", screen.data[screen.data.index(b"first contact") :])

    def test_order_and_filter(self):
        self.start_server()
        self.open_agent("zebra")
        second = self.open_agent("ant")
        self.assert_echoes(second)
        screen = self.top()
        screen.wait_text('"ant"')
        screen.press(RIGHT)
        screen.wait_for(lambda seen: "ant" in seen.lines[3], "ordered by name")
        screen.press("r")
        screen.wait_for(lambda seen: "zebra" in seen.lines[3], "the other way round")
        screen.press("/ANT\r")
        screen.wait_gone("zebra")
        screen.wait_text('Shown: 1 with "ANT"')
        screen.press(ESCAPE)
        screen.wait_text("zebra")

    def test_size_changes(self):
        self.start_server()
        for i in range(10):
            self.open_agent(f"agent {i}")
        screen = self.top()
        screen.wait_text('"agent 9"')
        screen.resize(180, 50)
        screen.wait_text("BYTES OUT")
        screen.wait_for(lambda seen: "? keys" in seen.lines[49], "the last line")
        screen.resize(40, 8)
        screen.wait_for(lambda seen: sum("agent" in line for line in seen.lines) == 4, "four rows")
        screen.wait_for(lambda seen: "? keys" in seen.lines[7], "the last line")


class Agents(TopTest):
    def test_kick(self):
        self.start_server()
        self.open_agent("first")
        second = self.open_agent("second")
        screen = self.top()
        screen.wait_text('"second"')
        screen.press(DOWN + "k")
        screen.wait_text('Say goodbye to 2, "second" (127.0.0.1:')
        screen.press("n")
        screen.wait_gone("Say goodbye")
        self.assert_echoes(second)
        screen.press("ky")
        screen.wait_text("Said goodbye to connection 2")
        self.assert_closed(second)
        screen.wait_gone('"second"')
        self.assertIn('"first"', screen.text)

    def test_messages(self):
        self.start_server()
        first, second = self.open_agent("first"), self.open_agent("second")
        screen = self.top()
        screen.wait_text('"second"')
        screen.press(DOWN + "\r")
        screen.wait_text('2, "second" (127.0.0.1:')
        screen.wait_text("Nothing since you look")
        self.assert_echoes(first, b"not this")
        self.assert_echoes(second, b"\x1b[2Jhi\r\n")
        screen.wait_text("in       8 B  ␛[2Jhi␍␊")
        screen.wait_text("out      8 B  ␛[2Jhi␍␊")
        self.assertNotIn("not this", screen.text)
        second.close()
        screen.wait_text("Connection 2 has ended")
        screen.press(ESCAPE)
        screen.wait_text('"first"')

    def test_server_restarts(self):
        server = self.start_server()
        self.open_agent("before")
        screen = self.top()
        screen.wait_text('"before"')
        screen.press("\r")
        screen.wait_text("Esc table")
        self.assertEqual(server.stop(), 0)
        screen.wait_text("The server has gone, waiting for it at")
        screen.wait_gone("before")
        self.start_server()
        self.open_agent("after")
        screen.wait_text('"after"')
        self.assertIn(f"127.0.0.1:{self.port}: 1 of", screen.lines[0])


class Streams(ForwardTest):
    def test_streams_are_counted_and_listed(self):
        service = socket.create_server((LOOPBACK, 0))
        self.addCleanup(service.close)
        self.authorize(desk="forward=web")
        control = self.folder.name("control.sock")
        port = service.getsockname()[1]
        self.start_server(f"--forward=web={LOOPBACK}:{port}", control=control)
        desk = self.start_agent("desk", "--local=0=web")
        screen = Screen(self, "top", "--control", control, columns=100)
        screen.wait_for(lambda seen: re.search(r"STREAMS +LAST$", seen.lines[2]), "its title")
        client = socket.create_connection((LOOPBACK, self.local_port(desk, "web")))
        self.addCleanup(client.close)
        backend, _ = service.accept()
        self.addCleanup(backend.close)
        screen.wait_text("; streams 1")
        screen.wait_for(lambda seen: re.search(r"^ +1 desk .* 1 +-$", seen.lines[3]), "one stream")

        screen.press("\r")
        screen.wait_text("STREAM TARGET")
        client.sendall(b"x" * 1500)
        screen.wait_for(
            lambda seen: re.search(r"^ +1 web +1\.50 kB +0 B +\S+ .* open$", seen.lines[3]), "bytes"
        )
        client.close()
        backend.close()
        screen.wait_gone("STREAM TARGET")
        screen.press(ESCAPE)
        screen.wait_for(lambda seen: re.search(r" - +-$", seen.lines[3]), "no stream")
        self.assertNotIn("streams", screen.lines[1])


class Terminals(TopTest):
    def assert_restored(self, screen: Screen):
        self.assertEqual(screen.attributes, screen.before)
        # Out of the alternate screen, with a cursor.
        self.assertLess(screen.data.index(b"\x1b[?1049h"), screen.data.rindex(b"\x1b[?1049l"))
        self.assertLess(screen.data.rindex(b"\x1b[?25l"), screen.data.rindex(b"\x1b[?25h"))

    def test_is_left_as_it_was(self):
        self.start_server()
        for end in (
            lambda screen: screen.signal(signal.SIGTERM),
            lambda screen: screen.signal(signal.SIGHUP),
            lambda screen: screen.press(CTRL_C),
            lambda screen: screen.press("q"),
        ):
            screen = self.top(TERM="xterm")
            screen.wait_text("connected")
            self.assertNotEqual(screen.attributes, screen.before)
            end(screen)
            self.assertEqual(screen.wait(), 0)
            self.assert_restored(screen)

    def test_colours(self):
        self.start_server("--protocol", "both")
        self.open_agent("second")
        self.open_channel()  # of somebody who has shown no key
        for variables, has_colours in (
            ({"TERM": "xterm-256color"}, True),
            ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
            ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
            ({"TERM": "vt100"}, False),
        ):
            with self.subTest(variables=variables):
                screen = self.top(**variables)
                screen.wait_text("unauthenticated")
                self.assertEqual(COLOUR.search(screen.data) is not None, has_colours)
                screen.press("q")
                self.assertEqual(screen.wait(), 0)

    def test_ascii_where_the_locale_has_no_more(self):
        self.start_server()
        self.open_agent("Prüfstand")
        for locale in ("C", "POSIX", "none.such"):
            screen = self.top(LC_ALL=locale)
            screen.wait_text(r"Pr\u{00fc}f")
            self.assertTrue(screen.data.isascii())
            self.assertTrue(screen.lines[2].startswith("^NO"))
            screen.press("q")
            self.assertEqual(screen.wait(), 0)
        screen = self.top()
        screen.wait_text('"Prüfstand"')

    def test_what_is_no_terminal(self):
        self.start_server()
        program = self.start("top", "--control", self.socket)
        self.assertEqual(program.wait(), 2)
        self.assertRegex(program.stderr.text, r"\Asealcord top: .*terminal\n\Z")
        self.assertEqual(program.stdout.data, b"")
        for kind in ("dumb", "no-such-terminal"):
            screen = self.top(TERM=kind)
            self.assertEqual(screen.wait(), 2)
            self.assertRegex(screen.errors.text, rf"\Asealcord top: .*TERM={kind}\n\Z")
            self.assertEqual(screen.attributes, screen.before)

    def test_wrong_settings(self):
        for arguments in (("--control", "off"), ("--conntrol", "x"), ("x",)):
            program = self.start("top", *arguments)
            self.assertEqual(program.wait(), 2)
            self.assertRegex(program.stderr.text, r"\Asealcord top: .*\n\Z")
            self.assertNotIn("terminal", program.stderr.text)

    def test_without_a_server(self):
        screen = self.top()
        self.assertEqual(screen.wait(), 1)
        self.assertRegex(screen.errors.text, r"\Asealcord top: cannot ask the server at .*\n\Z")
        self.assertEqual(screen.data, b"")
        self.assertFalse(os.path.exists(self.socket))


if __name__ == "__main__":
    main()
