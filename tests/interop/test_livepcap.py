# SPDX-License-Identifier: MIT
"""`--pcap` of `sealcord server` and `sealcord agent`: packets while they happen, whatever becomes of
who reads them."""

import json
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import unittest

import capture
import programs

MISSING = re.compile(r"(\d+) messages and events are missing")


class Server:
    """One that writes packets; standard output is the test's to read, or to leave."""

    def __init__(self, test, pcap, *before, stdout=subprocess.PIPE):
        self.log_path = os.path.join(test.folder, "server.log")
        arguments = ["server", "--listen", "127.0.0.1:0", "--protocol", "classic", "--log-format",
                     "json", "--pcap", pcap]
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen([*before, programs._program, *arguments],
                                            stdout=stdout, stderr=log, env=test.environment)
        test.addCleanup(self.kill)
        programs.wait_until(lambda: self.events("server-started"), "it listens")
        self.port = int(self.events("server-started")[0]["address"].rsplit(":", 1)[1])

    def events(self, name):
        with open(self.log_path, encoding="utf-8") as log:
            lines = [line for line in log.read().split("\n")[:-1] if line.startswith("{")]
        return [record for record in map(json.loads, lines) if record["event"] == name]

    def await_event(self, name):
        programs.wait_until(lambda: self.events(name), name)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(programs.DEADLINE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process.stdout and not self.process.stdout.closed:
            self.process.stdout.close()


class LivePcapTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, "live.pcapng")
        settings = {k: v for k, v in os.environ.items() if not k.startswith("SEALCORD_")}
        homes = {f"XDG_{what}_HOME": f"{self.folder}/{what}" for what in ("CONFIG", "STATE")}
        self.environment = settings | homes | {"HOME": self.folder}

    def say(self, server, content, *options):
        """Has an agent say it; all of it comes back."""
        done = subprocess.run(
            [programs._program, "agent", f"127.0.0.1:{server.port}", "--protocol", "classic",
             "--no-reconnect", "--stdin", "--raw", *options],
            input=content, capture_output=True, timeout=programs.DEADLINE, check=False,
            env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(done.stdout, content)

    def refused(self, *arguments, stdout=subprocess.PIPE):
        done = subprocess.run([programs._program, *arguments], stdout=stdout, check=False,
                              stderr=subprocess.PIPE, timeout=programs.DEADLINE,
                              env=self.environment)
        self.assertEqual(done.returncode, 2)
        self.assertFalse(done.stdout)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        return done.stderr.decode()

    def assert_said(self, packets, server, *contents):
        """Both ways, by each agent in turn."""
        here = ("127.0.0.1", server.port)
        said = {tuple((str(host), port) for host, port in way): content
                for way, content in capture.streams(packets).items()}
        self.assertEqual([content for way, content in said.items() if way[0] != here],
                         list(contents))
        self.assertEqual([content for way, content in said.items() if way[0] == here],
                         list(contents))

    def tshark(self, data, *arguments):
        return subprocess.run(["tshark", "-n", "-r", "-", *arguments], input=data,
                              capture_output=True, check=True).stdout.decode()


class PipeTest(LivePcapTest):
    def test_carries_packets_alone(self):
        server = Server(self, "-")
        content = os.urandom(300_000)
        self.say(server, content)
        self.say(server, b"Hello")
        server.process.send_signal(signal.SIGTERM)
        data = server.process.stdout.read()
        self.assertEqual(server.process.wait(programs.DEADLINE), 0)
        packets, others = capture.read(data)
        self.assert_said(packets, server, content, b"Hello")
        self.assertIn("Listening on", packets[0].comments[0])
        self.assertEqual(others, ["Stopped"])
        self.assertEqual(server.events("capture-stopped"), [])

    @unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
    def test_wireshark_finds_nothing_wrong(self):
        server = Server(self, "-")
        content = os.urandom(300_000)
        self.say(server, content)
        server.process.send_signal(signal.SIGTERM)
        data = server.process.stdout.read()
        checks = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"]
        wrong = ("_ws.malformed or tcp.checksum.status==0 or ip.checksum.status==0 "
                 "or tcp.analysis.flags")
        self.assertEqual(self.tshark(data, *checks, "-Y", wrong), "")
        follow = self.tshark(data, "-q", "-z", "follow,tcp,raw,0").splitlines()[6:-1]
        said = {True: b"", False: b""}
        for line in follow:
            said[line.startswith("\t")] += bytes.fromhex(line.strip())
        self.assertEqual(said, {True: content, False: content})

    @unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
    def test_wireshark_shows_it_while_it_happens(self):
        server = Server(self, "-")
        with subprocess.Popen(
                ["tshark", "-n", "-l", "-r", "-", "-Y", "tcp.len>0", "-T", "fields", "-e",
                 "tcp.payload"],
                stdin=server.process.stdout, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL) as tshark:
            server.process.stdout.close()
            self.addCleanup(tshark.kill)
            self.say(server, b"Hello")
            for _ in range(2):  # and the server runs on
                self.assertEqual(bytes.fromhex(tshark.stdout.readline().decode()), b"Hello")
            self.assertEqual(server.stop(), 0)

    def test_a_reader_that_has_gone_is_told_once(self):
        server = Server(self, "-")
        self.say(server, b"Hello")
        server.process.stdout.close()
        for _ in range(3):
            self.say(server, b"And on")
        server.await_event("capture-stopped")
        self.say(server, b"still there")
        self.assertEqual(server.stop(), 0)
        self.assertEqual([record["level"] for record in server.events("capture-stopped")],
                         ["warn"])

    def test_a_reader_that_is_slow_holds_up_nobody(self):
        server = Server(self, "-")
        content = bytes(64 * 1024 * 1024)
        read = bytearray()
        for _ in range(2):
            self.say(server, content)  # while nobody reads
            at = len(read)
            while not MISSING.search(read[at:].decode("latin-1")):
                at = max(at, len(read) - 1000)  # what was looked at, but for half a comment
                piece = os.read(server.process.stdout.fileno(), 1 << 20)
                self.assertTrue(piece, "the server writes on")
                read += piece
        reader = programs.Output(server.process.stdout)
        self.say(server, b"after it")
        self.assertEqual(server.stop(), 0)
        reader.join()
        packets, others = capture.read(bytes(read) + reader.data)
        comments = [comment for packet in packets for comment in packet.comments] + others
        missing = [int(count) for text in comments for count in MISSING.findall(text)]
        self.assertGreaterEqual(len(missing), 2)
        self.assertNotIn(0, missing)
        self.assertEqual(len(server.events("capture-behind")), 1)
        self.assertEqual(sum(packet.payload == b"after it" for packet in packets), 2)

    def test_a_reader_that_never_reads_holds_up_no_end(self):
        server = Server(self, "-")
        self.say(server, bytes(1024 * 1024))  # more than a pipe takes
        self.assertEqual(server.stop(), 0)
        data = server.process.stdout.read()  # what the pipe held, cut off anywhere
        end = 0
        while end + 8 <= len(data) and end + struct.unpack_from("<I", data, end + 4)[0] <= len(data):
            end += struct.unpack_from("<I", data, end + 4)[0]
        packets, _ = capture.read(data[:end])
        self.assertTrue(packets[0].flags & capture.SYN)

    def test_is_not_for_a_terminal(self):
        terminal, program = os.openpty()
        self.addCleanup(os.close, terminal)
        self.addCleanup(os.close, program)
        self.assertIn("is a terminal", self.refused("server", "--pcap", "-", stdout=program))

    def test_is_not_for_an_output_that_is_closed(self):
        closed = ["bash", "-c", 'exec "$@" >&-', "closed", programs._program]
        done = subprocess.run([*closed, "server", "--pcap", "-"], stderr=subprocess.PIPE, check=False,
                              timeout=programs.DEADLINE, env=self.environment)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot record to standard output", done.stderr)


class FileTest(LivePcapTest):
    def written(self):
        with open(self.path, "rb") as file:
            return file.read()

    def test_an_agents_is_its_owners(self):
        server = Server(self, "none", stdout=subprocess.DEVNULL)
        self.say(server, b"Hello", "--pcap", self.path)
        self.assertEqual(os.stat(self.path).st_mode & 0o777, 0o600)
        packets, _ = capture.read(self.written())
        self.assertEqual([(packet.target[1] == server.port, packet.payload)
                          for packet in packets if packet.payload],
                         [(True, b"Hello"), (False, b"Hello")])

    def test_killed_it_ends_behind_a_packet(self):
        server = Server(self, self.path, stdout=subprocess.DEVNULL)
        self.say(server, b"Hello")
        programs.wait_until(lambda: b"ended" in self.written(), "it is written")
        server.kill()
        packets, _ = capture.read(self.written())
        self.assert_said(packets, server, b"Hello")

    def test_what_contradicts_is_refused(self):
        with open(self.path, "wb") as file:
            file.write(b"mine")
        self.assertIn("it exists", self.refused("server", "--pcap", self.path))
        self.assertEqual(self.written(), b"mine")
        self.assertIn("--stdin", self.refused("agent", "--stdin", "--pcap", "-"))
        self.assertIn("No such file", self.refused("server", "--pcap", "/nowhere/a.pcapng"))

    def test_a_file_that_may_not_grow_is_cut_behind_a_packet(self):
        limited = ["bash", "-c", 'ulimit -f 4; trap "" XFSZ; exec "$@"', "limited"]
        server = Server(self, self.path, *limited, stdout=subprocess.DEVNULL)
        self.say(server, b"Hello")
        programs.wait_until(lambda: b"ended" in self.written(), "it is written")
        self.say(server, bytes(60_000))
        server.await_event("capture-stopped")
        self.assertEqual(server.stop(), 0)
        self.assertEqual(len(server.events("capture-stopped")), 1)
        data = self.written()
        self.assertLessEqual(len(data), 4096)
        payloads = [packet.payload for packet in capture.read(data)[0] if packet.payload]
        self.assertEqual(payloads, [b"Hello", b"Hello"])

    def test_a_full_disk_holds_up_nobody(self):
        server = Server(self, "/dev/full", stdout=subprocess.DEVNULL)
        self.say(server, b"Hello")
        server.await_event("capture-stopped")
        self.assertEqual(server.stop(), 0)


class FifoTest(LivePcapTest):
    def setUp(self):
        super().setUp()
        os.mkfifo(self.path)

    def test_without_a_reader_it_holds_up_nobody(self):
        server = Server(self, self.path, stdout=subprocess.DEVNULL)
        self.say(server, b"Hello")
        self.assertEqual(server.stop(), 0)
        self.assertEqual(len(server.events("capture-stopped")), 1)

    def test_a_reader_that_comes_later_gets_what_comes_later(self):
        server = Server(self, self.path, stdout=subprocess.DEVNULL)
        self.say(server, b"Hello")
        with open(self.path, "rb") as fifo:
            server.await_event("capture-resumed")
            self.say(server, b"again")
            self.assertEqual(server.stop(), 0)
            packets, others = capture.read(fifo.read())
        self.assert_said(packets, server, b"again")
        self.assertRegex(others[0], r"^\d+ messages and events are missing: nobody reads it$")


if __name__ == "__main__":
    programs.main()
