# SPDX-License-Identifier: MIT
"""What the programs write in JSON, against docs/records.schema.json and docs/records.md.

Usage: python3 tests/interop/test_records.py PATH_TO_SEALCORD [unittest options]
"""

import json
import pathlib
import re
import socket
import tempfile

import jsonschema
from programs import Program, ProgramTest, main

DOCS = pathlib.Path(__file__).resolve().parent.parent.parent / "docs"
SCHEMA = json.loads((DOCS / "records.schema.json").read_text())
VOCABULARY = (DOCS / "records.md").read_text()

# Lines of the program's own: the vocabulary tells of them together.
OWN_LINE = {"time", "level", "program", "event", "text"}


def records_of(program: Program) -> list[dict]:
    return [json.loads(line) for line in program.stderr.text.splitlines() if line.startswith("{")]


class Records(ProgramTest):
    def setUp(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.validator = jsonschema.Draft202012Validator(SCHEMA)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.seen: list[dict] = []

    def check(self, record: dict):
        for error in self.validator.iter_errors(record):
            self.fail(f"{error.message} in {record}")
        self.seen.append(record)

    def run_to_end(self, *arguments: str, code: int = 0) -> Program:
        program = self.start(*arguments)
        self.assertEqual(program.wait(), code, program.transcript())
        return program

    def start_server(self, *options: str) -> str:
        self.server = self.start(
            "server", "--listen", "127.0.0.1:0", "--log-format", "json", "--log-level", "trace",
            "--log-limit", "off", *options)
        started = self.server.stderr.wait_line(r'"address":"([^"]+)"')
        return started[1]

    def stop_server(self):
        self.server.stop()
        for record in records_of(self.server):
            self.check(record)

    def talk(self, address: str, *options: str, code: int = 0):
        agent = self.run_to_end(
            "agent", address, "--count", "2", "--interval", "0", "--no-reconnect", "--log-format",
            "json", "--log-level", "trace", "--log-limit", "off", *options, code=code)
        for record in records_of(agent):
            self.check(record)

    def events(self) -> set[str]:
        return {record["event"] for record in self.seen}

    def key(self, name: str) -> str:
        path = self.folder / name
        self.run_to_end("key", "new", "--identity", str(path))
        shown = self.run_to_end("key", "show", "--identity", str(path), "--json")
        return json.loads(shown.stdout.text)["key"]

    def test_authenticated_peers_stand_in_every_line_about_them(self):
        server_key, agent_key = self.key("server"), self.key("agent")
        allowed = self.folder / "authorized_agents"
        allowed.write_text(f"{agent_key} name=pump-3\n")
        address = self.start_server(
            "--identity", str(self.folder / "server"), "--agents", "authorized",
            "--authorized-agents", str(allowed))
        self.talk(address, "--identity", str(self.folder / "agent"), "--server-key", server_key)
        self.stop_server()
        self.assertLessEqual(
            {"connection-accepted", "connection-opened", "connection-established", "message",
             "connection-ended"}, self.events())
        about = [r for r in self.seen if r["event"] in
                 ("connection-established", "message", "connection-ended")]
        for record in about:
            self.assertIn("fingerprint", record)
            self.assertEqual(record.get("agent"), "pump-3" if record["program"] == "server" else None)
        self.assertEqual({r["direction"] for r in about if r["event"] == "message"}, {"in", "out"})

    def test_contents_in_each_form(self):
        for form in ("bytes", "text", "hex", "none"):
            with self.subTest(form=form):
                address = self.start_server("--protocol", "classic", "--show-data", form)
                self.talk(address, "--protocol", "classic", "--show-data", form)
                self.stop_server()

    def test_recordings(self):
        files = [self.folder / name for name in ("server.sealcord", "agent.sealcord")]
        address = self.start_server("--record", str(files[0]), "--record-frames")
        self.talk(address, "--trust", "accept-new", "--record", str(files[1]))
        self.stop_server()
        for file in files:
            for line in file.read_text().splitlines():
                self.check(json.loads(line))
        self.assertLessEqual({"recording", "handshake", "server-started", "stopped"}, self.events())

    def test_faults_and_refusals(self):
        address = self.start_server("--protocol", "both", "--max-per-address", "1",
                                    "--identity", str(self.folder / "server"))
        host, port = address.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as stranger:
            self.server.stderr.wait_line(r"connection-accepted")
            with socket.create_connection((host, int(port))):
                self.server.stderr.wait_line(r"connection-refused")
            stranger.sendall(b"GET / HTTP/1.1\r\n\r\n")
            self.server.stderr.wait_line(r"connection-ended", r"not-a-peer")
        self.stop_server()
        self.assertLessEqual({"connection-refused", "connection-ended"}, self.events())

    def test_every_event_and_member_is_in_the_vocabulary(self):
        self.test_authenticated_peers_stand_in_every_line_about_them()
        self.test_recordings()
        self.test_faults_and_refusals()
        words = set(re.findall(r"`([a-z_-]+)`", VOCABULARY))
        for record in self.seen:
            if record["event"] in words:
                self.assertLessEqual(set(record), words, record)
            else:
                self.assertLessEqual(OWN_LINE, set(record))

    def test_schema_refuses_what_is_no_record(self):
        good = {
            "time": "2026-11-29T03:00:00.123456789Z", "elapsed_ns": 5, "level": "info",
            "program": "server", "event": "message", "peer": "127.0.0.1:50000", "connection": 7,
            "direction": "in", "length": 1, "bytes": "eA==", "text": "x",
        }
        self.check(good)
        wrong = [
            {"time": "2026-11-29T03:00:00.123Z"}, {"level": "loud"}, {"event": "Message"},
            {"connection": 0}, {"direction": "up"}, {"bytes": "eA"}, {"bytes": None},
            {"length": -1}, {"agent": "pump-3"}, {"in_frame": 2}, {"data": [1]},
            {"peer": None}, {"elapsed_ns": None}, {"program": None},
        ]
        for change in wrong:
            with self.subTest(change=change):
                record = {k: v for k, v in (good | change).items() if v is not None}
                self.assertFalse(self.validator.is_valid(record))


if __name__ == "__main__":
    main()
