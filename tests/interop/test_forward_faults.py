# SPDX-License-Identifier: MIT
"""What becomes of forwarded services when a server or an agent goes, comes again, or is turned out.

Usage: python3 tests/interop/test_forward_faults.py PATH_TO_SEALCORD [unittest options]
"""

import itertools
import signal
import socket
import threading
import time

from forwardtest import LOOPBACK
from programs import DEADLINE, Program, main, wait_until
from socketbackend import RESET, SocketTest, echo, read_to_end

# Revoking ends streams within a second; a busy machine gets more, and a minute is not "more".
SOON = 10.0

NOT_ADMITTED = 5  # the exit code of an agent


class Faults(SocketTest):
    def kill(self, program: Program):
        program.signal(signal.SIGKILL)
        program.wait()

    def assert_echoes(self, connection: socket.socket, message: bytes = b"still here"):
        connection.sendall(message)
        got = b""
        while len(got) < len(message):
            piece = connection.recv(1 << 16)
            self.assertTrue(piece, "it ended")
            got += piece
        self.assertEqual(got, message)

    def assert_cut_off(self, connection: socket.socket):
        self.assertEqual(read_to_end(connection)[1], RESET)

    def test_server_that_is_killed_and_comes_again(self):
        """Local ports stay. Who connects meanwhile waits, and what he says does too."""
        ways = self.open_ways(echo=self.backend(echo))
        ports = ways.through("echo")
        before = {way: self.connect(port) for way, port in ports.items()}
        for connection in before.values():
            self.assert_echoes(connection)
        command = self.server.arguments
        self.kill(self.server)
        # Not of the server's own port: what the system makes of that is an end.
        for way in ("reach", "agent to agent"):
            with self.subTest(way=way):
                self.assert_cut_off(before[way])
        waiting = [self.connect(ports["reach"]) for _ in range(20)]
        for number, connection in enumerate(waiting):
            connection.sendall(b"%03d" % number)
        self.server = self.start(*command)
        for number, connection in enumerate(waiting):
            self.assertEqual(connection.recv(3, socket.MSG_WAITALL), b"%03d" % number)
            self.assert_echoes(connection)
        wait_until(lambda: self.pump.stderr.text.count("Handshake done") == 2, "the other agent")
        for way, port in ports.items():
            with self.subTest(way=way):
                self.assert_echoes(self.connect(port))

    def test_server_that_is_killed_under_load(self):
        """Nobody gets a wrong byte, takes it for an end, or waits for ever."""
        ways = self.open_ways(echo=self.backend(echo))
        ports = [ways.through("echo")[way] for way in ("reach", "agent to agent")]
        outcomes: list[str] = []
        talking = threading.Semaphore(0)

        def talk(port: int):
            try:
                with socket.create_connection((LOOPBACK, port), DEADLINE) as connection:
                    for number in itertools.count():
                        self.assert_echoes(connection, b"%08d" % number * 512)
                        talking.release()
            except (ConnectionResetError, BrokenPipeError):
                outcomes.append("cut off")
            except (AssertionError, OSError) as error:
                outcomes.append(repr(error))

        threads = [threading.Thread(target=talk, args=(ports[i % 2],)) for i in range(30)]
        for thread in threads:
            thread.start()
        for _ in range(300):
            self.assertTrue(talking.acquire(timeout=DEADLINE), outcomes)
        self.kill(self.server)
        for thread in threads:
            thread.join(DEADLINE)
        self.assertEqual(outcomes, 30 * ["cut off"])

    def test_programs_that_are_stopped(self):
        """In order, which is no end of what they carried either."""
        for stopped in ("pump", "server"):
            with self.subTest(stopped=stopped):
                ways = self.open_ways(echo=self.backend(echo))
                connections = {way: self.connect(at) for way, at in ways.through("echo").items()}
                for connection in connections.values():
                    self.assert_echoes(connection)
                getattr(self, stopped).stop()
                for way in ("publish", "agent to agent"):
                    self.assert_cut_off(connections[way])
                self.desk.stop()
                self.assert_cut_off(connections["reach"])
                self.pump.stop()
                self.server.stop()

    def test_local_connection_that_nobody_comes_for(self):
        """It waits 10 s, and not for ever."""
        ways = self.open_ways(echo=self.backend(echo))
        self.kill(self.server)
        waiting = self.connect(ways.through("echo")["reach"])
        waiting.settimeout(DEADLINE)
        self.assert_cut_off(waiting)
        self.desk.stderr.wait_line("Stream to echo refused", "the server is not there")

    def test_agent_that_is_killed(self):
        ways = self.open_ways(echo=self.backend(echo))
        ports = ways.through("echo")
        over_it = [self.connect(ports[way]) for way in ("publish", "agent to agent")]
        beside = self.connect(ports["reach"])
        for connection in (*over_it, beside):
            self.assert_echoes(connection)
        self.kill(self.pump)
        for connection in over_it:
            self.assert_cut_off(connection)
        for way in ("publish", "agent to agent"):
            with self.subTest(way=way):
                with self.assertRaises(ConnectionResetError):
                    self.connect(ports[way]).recv(1)
        self.assert_echoes(beside)
        # And it is found again when it comes.
        self.pump = self.start(*self.pump.arguments)
        self.pump.stderr.wait_line("Handshake done")
        for port in ports.values():
            self.assert_echoes(self.connect(port))

    def test_agent_that_is_revoked(self):
        ways = self.open_ways(echo=self.backend(echo))
        connections = {way: self.connect(port) for way, port in ways.through("echo").items()}
        for connection in connections.values():
            self.assert_echoes(connection)
        self.authorize(pump="publish=echo")
        began = time.monotonic()
        for way in ("reach", "agent to agent"):
            self.assert_cut_off(connections[way])
        self.assertLess(time.monotonic() - began, SOON)
        self.assertEqual(self.desk.wait(), NOT_ADMITTED)
        self.assert_echoes(connections["publish"])
        self.authorize()
        self.assert_cut_off(connections["publish"])
        self.assertEqual(self.pump.wait(), NOT_ADMITTED)

    def test_right_that_is_taken_away(self):
        """The agent stays; the streams that it may not have any more end, the others go on."""
        ways = self.open_ways(echo=self.backend(echo))
        ports = ways.through("echo")
        connections = {way: self.connect(port) for way, port in ports.items()}
        for connection in connections.values():
            self.assert_echoes(connection)
        self.authorize(desk="forward=echo@pump", pump="publish=echo")
        self.assert_cut_off(connections["reach"])
        for way in ("publish", "agent to agent"):
            self.assert_echoes(connections[way])
        with self.assertRaises(ConnectionResetError):
            self.connect(ports["reach"]).recv(1)
        self.authorize(desk="forward=echo@pump", pump="publish=other")
        for way in ("publish", "agent to agent"):
            with self.subTest(way=way):
                self.assert_cut_off(connections[way])
                with self.assertRaises(ConnectionResetError):
                    self.connect(ports[way]).recv(1)
        self.assertTrue(self.desk.is_running and self.pump.is_running)


if __name__ == "__main__":
    main()
