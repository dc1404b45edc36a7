# SPDX-License-Identifier: MIT
"""Runs the program under test and waits for what it prints."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest

DEADLINE = 30.0

# What the sanitizers print; a test whose program printed one fails, whatever else it did.
SANITIZER_REPORT = re.compile(r"ERROR: \w+Sanitizer|WARNING: \w+Sanitizer|: runtime error: ")

_program = ""


def main() -> None:
    """The first argument is the program under test, the rest is unittest's."""
    global _program
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(f"Usage: python3 {sys.argv[0]} PATH_TO_SEALCORD [unittest options]")
    _program = os.path.abspath(sys.argv.pop(1))
    if not os.access(_program, os.X_OK):
        sys.exit(f"Not a program: {_program}")
    unittest.main()


def program() -> str:
    """The path of the program under test, for what starts it by itself."""
    return _program


def wait_until(condition, what: str) -> None:
    """Polls; for conditions that nobody announces, such as the kernel's counters."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {DEADLINE:.0f} s: {what}")
        time.sleep(0.001)


class Output:
    """Collects one pipe of a program in a thread, so that it never blocks on us."""

    def __init__(self, pipe):
        self._pipe = pipe
        self._data = bytearray()
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def _collect(self):
        while data := os.read(self._pipe.fileno(), 1 << 16):
            with self._changed:
                self._data += data
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def join(self):
        self._thread.join(DEADLINE)
        self._pipe.close()

    @property
    def data(self) -> bytes:
        with self._changed:
            return bytes(self._data)

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "backslashreplace")

    def wait_for(self, condition) -> None:
        """Until `condition`, which is given all bytes so far, holds."""
        with self._changed:
            self._changed.wait_for(lambda: condition(self._data) or self._ended, DEADLINE)
            if not condition(self._data):
                raise AssertionError(f"not what was waited for:\n{self.text[-4000:]}")

    def wait_line(self, *patterns: str) -> re.Match:
        """The first complete line that all patterns match; the match is the last pattern's."""
        expressions = [re.compile(pattern) for pattern in patterns]
        with self._changed:
            if self._changed.wait_for(lambda: self._find(expressions) or self._ended, DEADLINE):
                if match := self._find(expressions):
                    return match
        why = "the program ended" if self._ended else f"not within {DEADLINE:.0f} s"
        raise AssertionError(f"no line with {patterns} ({why}) in:\n{self.text[-4000:]}")

    def _find(self, expressions: list[re.Pattern]) -> re.Match | None:
        complete = self._data[: self._data.rfind(b"\n") + 1]
        for line in complete.decode("utf-8", "backslashreplace").split("\n"):
            matches = [expression.search(line) for expression in expressions]
            if all(matches):
                return matches[-1]
        return None


def take_terminal(descriptor: int) -> None:
    """Makes it the controlling terminal of this process, which leads a session of its own."""
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def environment(home: str) -> dict[str, str]:
    """Settings come from the environment too: only the command line may decide."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith("SEALCORD_")}
    variables |= {"LC_ALL": "C.UTF-8", "HOME": home}
    return variables | {f"XDG_{what}_HOME": f"{home}/{what}" for what in ("CONFIG", "STATE")}


class Program:
    """One run of the program under test."""

    def __init__(
        self,
        *arguments: str,
        home: str,
        stdin=subprocess.DEVNULL,
        terminal: int | None = None,
        within: tuple[str, ...] = (),
    ):
        """`home` is where it has its files when no option says otherwise. `terminal` becomes the
        program's /dev/tty; without one it has none of its own. `within` is a command that becomes
        the program, elsewhere."""
        self.arguments = arguments
        self._process = subprocess.Popen(
            [*within, _program, *arguments],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home),
            # Not the terminal of whoever runs the tests: a program would ask its questions there.
            start_new_session=True,
            preexec_fn=None if terminal is None else lambda: take_terminal(terminal),
        )
        self.stdin = self._process.stdin
        self.stdout = Output(self._process.stdout)
        self.stderr = Output(self._process.stderr)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def wait(self, deadline: float = DEADLINE) -> int:
        """The exit code; a program that does not end is an error of the test."""
        try:
            code = self._process.wait(deadline)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self} still runs after {deadline:.0f} s") from None
        self.stdout.join()
        self.stderr.join()
        return code

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> int:
        """SIGTERM, and when that does not do, SIGKILL: nothing outlives its test."""
        if self.stdin and not self.stdin.closed:
            self.stdin.close()
        try:
            if self.is_running:
                self.signal(signal.SIGCONT)
                self.signal(signal.SIGTERM)
            return self.wait(10.0)
        finally:
            if self.is_running:
                self._process.kill()
                self.wait()

    def __str__(self):
        return "sealcord " + " ".join(self.arguments)

    def transcript(self) -> str:
        code = self._process.poll()
        return (
            f"--- {self}: {'running' if code is None else f'exit code {code}'}\n"
            f"--- standard output\n{self.stdout.text[-4000:]}\n"
            f"--- standard error\n{self.stderr.text[-8000:]}\n"
        )


class ProgramTest(unittest.TestCase):
    """Starts programs, stops them whatever happens, and shows their output when a test fails."""

    maxDiff = 2000

    def run(self, result=None):
        self._programs: list[Program] = []
        # Never the home of whoever runs the tests, nor that of another test: a server of this one
        # may be given a port again that another's agent has learned a key for.
        home = tempfile.TemporaryDirectory()
        self.addCleanup(home.cleanup)
        self.home = home.name
        faults = len(result.failures) + len(result.errors) if result else 0
        super().run(result)
        if result and len(result.failures) + len(result.errors) > faults:
            sys.stderr.write(f"\n=== {self.id()}\n")
            for program in self._programs:
                sys.stderr.write(program.transcript())
        return result

    def start(self, *arguments: str, **options) -> Program:
        program = Program(*arguments, home=self.home, **options)
        self._programs.append(program)
        self.addCleanup(self._finish, program)
        return program

    def _finish(self, program: Program):
        """A program that still runs must end with 0 on SIGTERM; no sanitizer may have spoken."""
        was_running = program.is_running
        code = program.stop()
        if was_running:
            self.assertEqual(code, 0, f"{program}: exit code after SIGTERM")
        self.assertIsNone(SANITIZER_REPORT.search(program.stderr.text), str(program))
