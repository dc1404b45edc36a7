# SPDX-License-Identifier: MIT
"""The servers that are compared, and one run of the load generator against one of them."""

import dataclasses
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time


class CannotRun(Exception):
    """A run that gave no figures, in words."""


@dataclasses.dataclass(frozen=True)
class Contender:
    """A server: its program, what that is told besides, and what the generator speaks to it."""
    program: str
    arguments: tuple = ()
    protocol: str = "classic"


CONTENDERS = {
    "ours": Contender("sealcord"),
    "ipsecmb": Contender("floor_ipsecmb"),
    "openssl": Contender("floor_openssl"),
    "ours sealed": Contender("sealcord", protocol="sealed"),
    "ours sealed openssl": Contender("sealcord", ("--aead", "openssl"), "sealed"),
    "sealed ipsecmb": Contender("floor_sealed_ipsecmb", protocol="sealed"),
    "sealed openssl": Contender("floor_sealed_openssl", protocol="sealed"),
}


class Programs:
    """Where the programs are, and which processors they may use."""

    def __init__(self, build):
        self.folder = pathlib.Path(build) / "bin"
        self.processors = sorted(os.sched_getaffinity(0))

    def path(self, name):
        return str(self.folder / name)

    def contenders(self):
        return [name for name in CONTENDERS if pathlib.Path(self.command(name, 0)[0]).exists()]

    def command(self, name, port, workers=1):
        contender = CONTENDERS[name]
        program = self.path(contender.program)
        if contender.program == "sealcord":
            return [program, "server", "--listen", f"127.0.0.1:{port}", "--log-level", "warn",
                    "--workers", str(workers), *contender.arguments]
        return [program, str(port)]

    def placement(self, where):
        """The processors that server and generator share."""
        return self.processors[:1] if where == "one core" else self.processors


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def clean_environment(folder):
    """No settings but those of the command line, and `folder` for the files that a program keeps:
    the user's keys are none of a benchmark's business."""
    own = {name: value for name, value in os.environ.items()
           if not name.startswith("SEALCORD_")
           and name not in ("STATE_DIRECTORY", "CONFIGURATION_DIRECTORY")}
    return own | {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}


def listens(port):
    """Whether a socket of this machine listens on `port`: asked of the kernel (proc(5), net/tcp),
    since a connection without a handshake would be a fault in the server's eyes."""
    listening = "0A"
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return any(row[1].endswith(f":{port:04X}") and row[3] == listening for row in rows[1:])


def spawn(command, processors, folder, **how):
    return subprocess.Popen(command, env=clean_environment(folder), stdin=subprocess.DEVNULL,
                            preexec_fn=lambda: os.sched_setaffinity(0, processors), **how)


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Server:
    """A server of its own for each run, so that none inherits another one's memory."""

    def __init__(self, programs, contender, processors, workers=1, tracer=()):
        self.port = free_port()
        command = [*tracer, *programs.command(contender, self.port, workers)]
        self.folder = tempfile.TemporaryDirectory()
        self.process = spawn(command, processors, self.folder.name, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
        self.pid = self.process.pid

    def __enter__(self):
        deadline = time.monotonic() + 10
        while not listens(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise CannotRun("the server did not start")
            time.sleep(0.005)
        return self

    def __exit__(self, *_):
        stop(self.process)
        self.folder.cleanup()


def bench(programs, port, arguments, processors, seconds, watched=None):
    """What `sealcord bench` has measured, as it says so itself."""
    command = [programs.path("sealcord"), "bench", f"127.0.0.1:{port}", "--format", "json",
               "--duration", f"{round(seconds * 1000)}ms", *arguments]
    if watched:
        command += ["--watch", str(watched)]
    process = spawn(command, processors, "/nonexistent", stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE)
    try:
        output, errors = process.communicate(timeout=120 + 2 * seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise CannotRun("the generator did not come to an end") from None
    if process.returncode != 0:
        said = errors.decode(errors="replace").strip().splitlines()
        raise CannotRun(said[-1] if said else f"the generator ended with {process.returncode}")
    result = json.loads(output)
    for name in ("connections", "idle"):  # the generator scales to the limit on open files
        wanted = arguments[arguments.index(f"--{name}") + 1] if f"--{name}" in arguments else None
        if wanted is not None and int(wanted) != result[name]:
            raise CannotRun(f"this system lets the generator open {result[name]} of {wanted} "
                            f"connections ({name})")
    return result


def load_of(contender, arguments):
    """What the generator is told for a load on this server."""
    return (*arguments, "--protocol", CONTENDERS[contender].protocol)


def run(programs, contender, arguments, where, seconds, workers=1):
    """One run against one server."""
    processors = programs.placement(where)
    with Server(programs, contender, processors, workers) as server:
        return bench(programs, server.port, load_of(contender, arguments), processors, seconds,
                     server.pid)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def traced_calls(programs, contender, arguments, seconds):
    """System calls by name, and messages, of one run under strace."""
    with tempfile.NamedTemporaryFile("r") as table:
        tracer = ["strace", "-f", "-c", "-U", "name,calls", "-o", table.name]
        with Server(programs, contender, programs.processors, tracer=tracer) as server:
            result = bench(programs, server.port, load_of(contender, arguments),
                           programs.processors, seconds)
            for child in children(server.pid):
                os.kill(child, 15)
            server.process.wait(20)
        calls = {}
        for line in table:
            words = line.split()
            if len(words) == 2 and words[1].isdigit() and words[0] != "total":
                calls[words[0]] = int(words[1])
    return calls, result["count_with_late_ones"]


def calls_per_message(programs, contender, arguments, seconds):
    """System calls for each message, by name: what a longer run has more than a shorter one, so
    that start, handshake and end cancel out."""
    if not shutil.which("strace"):
        raise CannotRun("strace is not installed")
    for _ in range(3):  # a busy machine can make the longer run the slower one
        few, few_messages = traced_calls(programs, contender, arguments, seconds / 4)
        many, many_messages = traced_calls(programs, contender, arguments, seconds)
        if many_messages >= 2 * few_messages:
            break
    else:
        raise CannotRun("too few messages under strace")
    each = {name: (count - few.get(name, 0)) / (many_messages - few_messages)
            for name, count in many.items()}
    return {name: round(value, 2) for name, value in each.items() if round(value, 2) > 0}
