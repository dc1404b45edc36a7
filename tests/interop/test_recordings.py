# SPDX-License-Identifier: MIT
"""`sealcord show` and `sealcord export` on recordings that are written here by docs/records.md."""

import base64
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

import capture
import programs

BEGIN = 1_764_000_000_000_000_000  # ns: 2025-11-24T16:00:00Z
PEER4, PEER6 = "127.0.0.1:50214", "[2001:db8::7]:40000"


class Recording:
    """The lines of one, a millisecond and a nanosecond apart."""

    def __init__(self, program="server", form="1.0"):
        self.program = program
        self.lines = []
        self.elapsed = 0
        self.add("recording", format=form, version="0.1.0", protocol="both", frames=False)

    def add(self, event, level="info", **members):
        second, rest = divmod(BEGIN + self.elapsed, 10**9)
        clock = second - 1_764_000_000
        time = f"2025-11-24T16:{clock // 60:02}:{clock % 60:02}.{rest:09}Z"
        record = {"time": time, "elapsed_ns": self.elapsed, "level": level}
        self.lines.append(json.dumps(record | {"program": self.program, "event": event} | members))
        self.elapsed += 1_000_001

    def opened(self, connection, peer):
        event = "connection-accepted" if self.program == "server" else "connection-opened"
        self.add(event, peer=peer, connection=connection)

    def message(self, connection, peer, direction, content, **members):
        members |= {"length": len(content), "bytes": base64.b64encode(content).decode()}
        self.add("message", peer=peer, connection=connection, direction=direction, **members)

    def ended(self, connection, peer, reason="closed-by-peer", fault=False):
        self.add("connection-ended", "warn" if fault else "info", peer=peer, connection=connection,
                 reason=reason, text="the end", fault=fault, protocol="classic", established=True,
                 duration_ms=5, messages_in=1, bytes_in=2, messages_out=3, bytes_out=4)

    def text(self):
        return "\n".join(self.lines) + "\n"


def morning():
    """One with all that there is, and what was said: {(peer, direction): bytes}."""
    recording = Recording()
    said = {}

    def say(connection, peer, direction, content, **members):
        recording.message(connection, peer, direction, content, **members)
        said[peer, direction] = said.get((peer, direction), b"") + content

    recording.add("server-started", text="127.0.0.1:4711")
    recording.opened(1, PEER4)
    recording.add("connection-established", peer=PEER4, connection=1, protocol="classic",
                  encrypted=True, authenticated=False, protection="encrypted, not authenticated",
                  fingerprint="SHA256:" + base64.b64encode(bytes(32)).decode())
    say(1, PEER4, "in", b"Hello", text="Hello", unknown={"kept": [1, 2]})
    say(1, PEER4, "out", bytes(range(256)) * 1000)
    recording.add("gap", "warn", missing=1204, reason="too-fast", text="more came")
    say(2, PEER6, "in", b"from the middle")
    say(2, PEER6, "out", os.urandom(3 * 1024 * 1024))  # a line that is not read as a whole
    say(1, PEER4, "in", b'=1+1,"\n\x1b[31m')
    recording.ended(1, PEER4)
    recording.ended(2, PEER6, "lost", True)
    recording.add("stopped", text="")
    return recording, said


def has_open(process, path):
    """Whether it has a file open whose path begins so."""
    folder = f"/proc/{process.pid}/fd"
    for descriptor in os.listdir(folder):
        try:
            if os.readlink(f"{folder}/{descriptor}").startswith(path):
                return True
        except FileNotFoundError:
            pass  # closed meanwhile
    return False


class RecordingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(folder.name, "morning.sealcord")

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def run_program(self, *arguments, code=0):
        done = subprocess.run([programs._program, *arguments], capture_output=True,
                              timeout=programs.DEADLINE, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout, done.stderr.decode()


class ShowTest(RecordingTest):
    def test_tells_as_the_log_does(self):
        self.write(morning()[0].text())
        lines = self.run_program("show", self.path, "--show-data", "text")[0].decode().splitlines()
        self.assertEqual(len(lines), 12)
        self.assertIn("INFO server: Listening on 127.0.0.1:4711", lines[0])
        self.assertTrue(lines[1].startswith("2025-11-24T16:00:00.002Z INFO server: Accepted"))
        self.assertIn('Received data from 127.0.0.1:50214: "Hello"', lines[3])
        self.assertIn("WARN server: 1204 messages and events are missing: more came", lines[5])
        self.assertIn("(3145728 bytes)", lines[7])
        self.assertIn("Connection closed by client: 127.0.0.1:50214", lines[9])
        self.assertIn("WARN server: Connection failed: [2001:db8::7]:40000", lines[10])

    def test_filters_and_says_what_is_missing_all_the_same(self):
        self.write(morning()[0].text())
        out = self.run_program("show", self.path, "--if", "len>1MiB")[0].decode().splitlines()
        self.assertEqual(len(out), 2)
        self.assertIn("missing", out[0])
        self.assertIn("Sent data to [2001:db8::7]:40000", out[1])

    def test_damaged_lines_are_told_and_left_out(self):
        recording = morning()[0]
        recording.lines[4] = recording.lines[4].replace('"length": 5', '"length": 6')
        recording.lines[5] = recording.lines[5][:-1]
        self.write(recording.text())
        out, err = self.run_program("show", self.path, code=1)
        self.assertEqual(len(out.splitlines()), 10)
        self.assertIn("damaged in line 5: the message has 5 bytes, and its length is given as 6",
                      err)
        self.assertIn("damaged in line 6: no record", err)

    def test_many_damaged_lines_are_counted(self):
        self.write(Recording().text() + "{\n" * 1000)
        _, err = self.run_program("show", self.path, code=1)
        self.assertEqual(len(err.splitlines()), 6)
        self.assertIn("1000 damaged lines in all", err)

    def test_cut_off(self):
        self.write(morning()[0].text()[:-10])
        out, err = self.run_program("show", self.path, code=1)
        self.assertEqual(len(out.splitlines()), 11)
        self.assertIn("cut off in line 13: what stands before it is good", err)

    def test_what_is_no_recording_is_refused(self):
        for text, why in [("", "it is empty"), ("PNG", "its first line has no end"),
                          ("hello\n", "its first line is no record"), ("{}\n", "no head"),
                          (Recording(form="2.0").text(),
                           "written in form 2.0, and this program reads 1.x")]:
            with self.subTest(why):
                self.write(text)
                self.assertIn(why, self.run_program("show", self.path, code=2)[1])
        self.assertIn("not a file", self.run_program("show", self.folder, code=2)[1])
        self.assertIn("FILE is missing", self.run_program("show", code=2)[1])

    def test_a_reader_that_has_gone_ends_it_quietly(self):
        recording = Recording()
        for _ in range(20000):
            recording.message(1, PEER4, "in", b"x" * 64)
        self.write(recording.text())
        with subprocess.Popen([programs._program, "show", self.path], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as show:
            show.stdout.readline()
            show.stdout.close()
            self.assertEqual(show.stderr.read(), b"")

    def test_follows_what_is_added(self):
        recording = Recording()
        recording.opened(1, PEER4)
        text = recording.text()
        self.write(text)
        with subprocess.Popen([programs._program, "show", self.path, "--follow"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as show:
            self.assertIn(b"Accepted", show.stdout.readline())
            recording.message(1, PEER4, "in", b"Hello")
            added = recording.text()[len(text):]
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(added[:20])
                file.flush()
                file.write(added[20:])
            self.assertIn(b"Received data", show.stdout.readline())
            show.send_signal(signal.SIGINT)
            self.assertEqual(show.wait(programs.DEADLINE), 0)

    def test_following_ends_where_the_file_is_another(self):
        recording = Recording()
        recording.opened(1, PEER4)
        self.write(recording.text())
        for change, why in [(lambda: os.replace(shutil.copy(self.path, self.path + "2"), self.path),
                             "another file has its name"),
                            (lambda: os.truncate(self.path, 5), "made shorter")]:
            with self.subTest(why), subprocess.Popen(
                    [programs._program, "show", self.path, "--follow"],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) as show:
                try:
                    self.assertIn(b"Accepted", show.stdout.readline())  # so the head was read
                    change()
                    self.assertEqual(show.wait(programs.DEADLINE), 1)
                    self.assertIn(why, show.stderr.read().decode())
                finally:
                    show.kill()


class MorningTest(RecordingTest):
    def setUp(self):
        super().setUp()
        self.recording, self.said = morning()
        self.write(self.recording.text())

    def export(self, form, *arguments):
        return self.run_program("export", self.path, "--to", form, *arguments)[0]


class ExportTest(MorningTest):
    def test_json_is_what_stands_there(self):
        self.assertEqual(self.export("json").decode(), self.recording.text())
        some = self.export("json", "--if", "text:Hello").decode().splitlines()
        self.assertEqual(some, [self.recording.lines[i] for i in (0, 4, 6)])

    def test_text_is_as_shown(self):
        self.assertEqual(self.export("text"), self.run_program("show", self.path)[0])

    def test_csv_is_a_table(self):
        csv.field_size_limit(16 * 1024 * 1024)
        text = self.export("csv").decode()
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        self.assertEqual(len(rows), len(self.recording.lines) - 1)
        for row, line in zip(rows, self.recording.lines[1:]):
            record = json.loads(line)
            self.assertEqual(row["time"], record["time"])
            self.assertEqual(row["event"], record["event"])
            self.assertEqual(bytes.fromhex(row["bytes"]),
                             base64.b64decode(record.get("bytes", "")))
        self.assertEqual(rows[8]["text"], "'=1+1,\\\"\\n\\x1b[31m")
        self.assertEqual(rows[5]["missing"], "1204")
        self.assertNotIn("\x1b", text)

    def test_an_output_that_is_there_stays(self):
        output = os.path.join(self.folder, "there.csv")
        with open(output, "w", encoding="utf-8") as file:
            file.write("mine")
        _, err = self.run_program("export", self.path, "--to", "csv", "-o", output, code=2)
        self.assertIn("nothing is written over", err)
        with open(output, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_an_output_is_its_owners_and_gone_where_it_fails(self):
        output = os.path.join(self.folder, "out.json")
        self.export("json", "-o", output)
        self.assertEqual(os.stat(output).st_mode & 0o777, 0o600)
        os.unlink(output)
        limited = ["bash", "-c", 'ulimit -f 100; trap "" XFSZ; exec "$@"', "limited"]
        done = subprocess.run(
            [*limited, programs._program, "export", self.path, "--to", "json", "-o", output],
            capture_output=True, timeout=programs.DEADLINE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"File too large", done.stderr)
        self.assertFalse(os.path.exists(output))

    def test_an_output_is_gone_where_the_program_is_killed(self):
        for _ in range(60):
            self.recording.message(1, PEER4, "in", bytes(1024 * 1024))
        self.write(self.recording.text())
        output = os.path.join(self.folder, "out.csv")
        with subprocess.Popen([programs._program, "export", self.path, "--to", "csv",
                               "-o", output]) as export:
            programs.wait_until(lambda: has_open(export, self.folder + "/#"), "it writes")
            export.send_signal(signal.SIGINT)
            self.assertEqual(export.wait(programs.DEADLINE), -signal.SIGINT)
        self.assertEqual(os.listdir(self.folder), ["morning.sealcord"])

    def test_form_is_asked_for(self):
        self.assertIn("--to is missing", self.run_program("export", self.path, code=2)[1])


class PcapngTest(MorningTest):
    def setUp(self):
        super().setUp()
        self.output = os.path.join(self.folder, "morning.pcapng")
        self.export("pcapng", "-o", self.output)
        with open(self.output, "rb") as file:
            self.packets, self.others = capture.read(file.read())

    def expected(self):
        local = {PEER4: ("127.0.0.1", 4711), PEER6: ("2001:db8::1", 4711)}
        for (peer, direction), content in self.said.items():
            host, port = peer.rsplit(":", 1)
            ends = [(host.strip("[]"), int(port)), local[peer]]
            yield tuple(ends if direction == "in" else reversed(ends)), content

    def test_streams_are_the_messages(self):
        said = capture.streams(self.packets)
        said = {tuple((str(host), port) for host, port in way): content
                for way, content in said.items()}
        for way, content in self.expected():
            self.assertEqual(said[way], content, way)

    def test_packets_have_their_times_and_comments(self):
        syn = self.packets[0]
        self.assertEqual(syn.flags, capture.SYN)
        self.assertEqual(syn.time, BEGIN + 2 * 1_000_001)
        self.assertEqual(syn.comments, ["Listening on 127.0.0.1:4711\n"
                                        "Connection with 127.0.0.1:50214 opened"])
        first = next(packet for packet in self.packets if packet.payload)
        self.assertIn("Handshake done", first.comments[0])
        flags = [packet.flags for packet in self.packets]
        self.assertEqual(sum(bool(flag & capture.SYN) for flag in flags), 2)
        self.assertEqual(sum(bool(flag & capture.FIN) for flag in flags), 2)
        self.assertEqual(flags[-1], capture.RST | capture.ACK)
        self.assertEqual(self.others, ["Stopped"])

    def test_an_agents_recording_begins_at_this_side(self):
        recording = Recording("agent")
        recording.opened(3, "192.0.2.9:1337")
        recording.message(3, "192.0.2.9:1337", "out", b"Hello")
        self.write(recording.text())
        packets, _ = capture.read(self.export("pcapng"))
        self.assertEqual([str(packets[0].source[0]), packets[0].source[1]], ["192.0.2.1", 49155])
        self.assertEqual([packet.payload for packet in packets if packet.payload], [b"Hello"])

    @unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
    def test_wireshark_finds_nothing_wrong(self):
        checks = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"]
        wrong = ("_ws.malformed or tcp.checksum.status==0 or ip.checksum.status==0 "
                 "or tcp.analysis.flags")
        self.assertEqual(self.tshark(*checks, "-Y", wrong), "")
        counted = len(self.tshark(*checks, "-Y", "tcp.checksum.status==1").splitlines())
        self.assertEqual(counted, len(self.packets))

    @unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
    def test_wireshark_follows_the_streams(self):
        for stream, peer in enumerate([PEER4, PEER6]):
            said = {"in": b"", "out": b""}
            follow = self.tshark("-q", "-z", f"follow,tcp,raw,{stream}").splitlines()
            node0 = next(line for line in follow if line.startswith("Node 0"))
            first, second = ("in", "out") if peer in node0 else ("out", "in")
            for line in follow[6:-1]:
                said[second if line.startswith("\t") else first] += bytes.fromhex(line.strip())
            for direction, content in said.items():
                self.assertEqual(content, self.said[peer, direction])

    @unittest.skipUnless(shutil.which("capinfos"), "capinfos is not installed")
    def test_capinfos_agrees(self):
        told = subprocess.run(["capinfos", "-TrmcaeS", self.output], capture_output=True,
                              check=True, text=True).stdout.strip().split(",")
        self.assertEqual(int(told[1]), len(self.packets))
        self.assertEqual(told[2].replace(".", ""), str(self.packets[0].time))
        self.assertEqual(told[3].replace(".", ""), str(self.packets[-1].time))

    def tshark(self, *arguments):
        return subprocess.run(["tshark", "-n", "-r", self.output, *arguments],
                              capture_output=True, check=True, text=True).stdout


if __name__ == "__main__":
    programs.main()
