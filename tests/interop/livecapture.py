# SPDX-License-Identifier: MIT
"""Captures what programs on this machine say to each other, with dumpcap on the loopback."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from capturefile import FILE_HEADER, PACKET_HEADER
from programs import Output, wait_until

ETHERNET_HEADER = 14
FIN = 0x01


def ended_directions(data: bytes) -> int:
    """How often a FIN stands in a capture of the loopback, of which the end may lack."""
    count = 0
    at = FILE_HEADER.size
    while at + PACKET_HEADER.size <= len(data):
        size = PACKET_HEADER.unpack_from(data, at)[2]
        tcp = at + PACKET_HEADER.size + ETHERNET_HEADER + 20
        at += PACKET_HEADER.size + size
        if tcp + 14 <= len(data):
            count += bool(data[tcp + 13] & FIN)
    return count


class LiveCapture:
    """Of one port of 127.0.0.1. The test is skipped where this user may not capture."""

    def __init__(self, test: unittest.TestCase, port: int):
        program = shutil.which("dumpcap")
        if not program:
            raise unittest.SkipTest("there is no dumpcap that this user may run")
        folder = tempfile.TemporaryDirectory()
        test.addCleanup(folder.cleanup)
        self._file = Path(folder.name) / "capture.pcap"
        # Not the file format pcapng; with room for what comes while nobody reads.
        options = ["-q", "-P", "-B", "16", "-i", "lo", "-f", f"tcp port {port}", "-w", self._file]
        self._process = subprocess.Popen([program, *options], stderr=subprocess.PIPE)
        self._errors = Output(self._process.stderr)
        test.addCleanup(self._stop)
        self._await_start()

    def _await_start(self) -> None:
        try:
            self._errors.wait_line(r"^File: ") # written once packets are collected
        except AssertionError:
            if self._process.poll() is None:
                raise
            said = re.findall(r"^dumpcap: (?!cap_set_proc).*|^\(.*\)$", self._errors.text, re.M)
            raise unittest.SkipTest(f"no capture here: {' '.join(said)}") from None

    def finish(self, connections: int) -> bytes:
        """The capture's bytes, once it holds the end of so many connections."""
        wait_until(
            lambda: ended_directions(self._file.read_bytes()) >= 2 * connections,
            f"{connections} whole connections in the capture",
        )
        self._stop()
        return self._file.read_bytes()

    def _stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        self._errors.join()
