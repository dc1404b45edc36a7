# SPDX-License-Identifier: MIT
"""The program under test in a terminal, with what a person would see of it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

import programs
import pyte

COLOUR = re.compile(rb"\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m")


class Screen:
    """One run of the program in a terminal of its own, until the test ends."""

    def __init__(self, test, *arguments: str, columns=80, rows=24, **variables: str):
        self._master, self._slave = pty.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.data = b""
        self._set_size(columns, rows)
        self.before = termios.tcgetattr(self._slave)
        environment = programs.environment(test.home)
        environment.pop("NO_COLOR", None)
        self._process = subprocess.Popen(
            [programs._program, *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=subprocess.PIPE,
            env=environment | {"TERM": "linux"} | variables,
            start_new_session=True,
            preexec_fn=lambda: programs.take_terminal(0),
        )
        self.errors = programs.Output(self._process.stderr)
        test.addCleanup(self._finish, test)

    @property
    def attributes(self) -> list:
        """Of the terminal, as they are now."""
        return termios.tcgetattr(self._slave)

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def wait_for(self, condition, what: str) -> None:
        """Until `condition`, which is given this, holds."""
        deadline = time.monotonic() + programs.DEADLINE
        while not condition(self):
            if time.monotonic() > deadline:
                raise AssertionError(f"not on the screen: {what}\n{self.text}\n{self.errors.text}")
            self._read(0.05)

    def wait_text(self, text: str) -> None:
        self.wait_for(lambda screen: text in screen.text, text)

    def wait_gone(self, text: str) -> None:
        self.wait_for(lambda screen: text not in screen.text, f"anything but {text}")

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def wait(self) -> int:
        """The exit code."""
        self.wait_for(lambda _: self._process.poll() is not None, "the end")
        while self._read(0):
            pass
        self.errors.join()
        return self._process.returncode

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        data = os.read(self._master, 1 << 16)
        self.data += data
        self._stream.feed(data)
        return True

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _finish(self, test):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
            self.errors.join()
        os.close(self._master)
        os.close(self._slave)
        test.assertIsNone(programs.SANITIZER_REPORT.search(self.errors.text), self.errors.text)
