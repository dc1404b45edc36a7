# SPDX-License-Identifier: MIT
"""What carries a TCP service from the client's side ("near") to the backend's ("far"): Sealcord and
others, with their command lines, and a running pair of one."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import contenders

SUITE = "TLS_AES_256_GCM_SHA384"  # the cipher that Sealcord has
STUNNEL = f"""foreground = yes
pid =
debug = err
socket = l:TCP_NODELAY=1
socket = r:TCP_NODELAY=1
sslVersion = TLSv1.3
ciphersuites = {SUITE}
[bench]
"""
HAPROXY = """global
  maxconn 4000
defaults
  mode tcp
  timeout connect 10s
  timeout client 10m
  timeout server 10m
"""
HAPROXY_TLS = f"ssl-min-ver TLSv1.3 ciphersuites {SUITE}"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where one pair runs: its files, and the ports (on 127.0.0.1) of the near side, of the
    connection between both sides, and of the backend."""
    folder: pathlib.Path
    sealcord: str
    generator: str
    near: int
    between: int
    backend: int

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)


def direct(_):
    return {}


def relay(place):
    """The floor: bytes as they are, by the least that a program can do."""
    return {"far": [place.generator, "relay", str(place.between), str(place.backend)],
            "near": [place.generator, "relay", str(place.near), str(place.between)]}


def sealcord(place):
    return {
        "far": [place.sealcord, "server", "--listen", f"127.0.0.1:{place.between}", "--forward",
                f"bench=127.0.0.1:{place.backend}", "--agents", "anyone", "--forward-to-anyone",
                "--protocol", "sealed", "--log-level", "warn"],
        "near": [place.sealcord, "agent", f"127.0.0.1:{place.between}", "--local",
                 f"{place.near}=bench", "--trust", "accept-new", "--log-level", "warn"],
    }


def certificate(place):
    """A self-made certificate and its key in one file, known to the near side."""
    path = place.folder / "both.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=localhost", "-days", "2", "-keyout", "-", "-out", "-"],
        check=True, capture_output=True)
    path.write_bytes(made.stdout)
    return path


def stunnel(place):
    pem = certificate(place)
    far = f"cert = {pem}\naccept = 127.0.0.1:{place.between}\nconnect = 127.0.0.1:{place.backend}\n"
    near = (f"client = yes\nverifyPeer = yes\nCAfile = {pem}\naccept = 127.0.0.1:{place.near}\n"
            f"connect = 127.0.0.1:{place.between}\n")
    return {"far": ["stunnel4", place.file("far.conf", STUNNEL + far)],
            "near": ["stunnel4", place.file("near.conf", STUNNEL + near)]}


def haproxy(place):
    pem = certificate(place)
    far = (f"listen bench\n  bind 127.0.0.1:{place.between} ssl crt {pem} {HAPROXY_TLS}\n"
           f"  server one 127.0.0.1:{place.backend}\n")
    near = (f"listen bench\n  bind 127.0.0.1:{place.near}\n  server one 127.0.0.1:{place.between} "
            f"ssl verify required ca-file {pem} {HAPROXY_TLS}\n")
    return {"far": ["haproxy", "-db", "-q", "-f", place.file("far.cfg", HAPROXY + far)],
            "near": ["haproxy", "-db", "-q", "-f", place.file("near.cfg", HAPROXY + near)]}


def spiped(place):
    key = place.folder / "key"
    key.write_bytes(os.urandom(32))

    def side(mode, source, target):  # -n 0: as many connections as come
        return ["spiped", mode, "-F", "-n", "0", "-k", str(key), "-s", f"[127.0.0.1]:{source}",
                "-t", f"[127.0.0.1]:{target}"]
    return {"far": side("-d", place.between, place.backend),
            "near": side("-e", place.near, place.between)}


def rathole(place):
    """Its server is on the near side: it publishes what its client reaches."""
    private, public = subprocess.run(["rathole", "--genkey"], check=True, capture_output=True,
                                     text=True).stdout.split("\n\n")[:2]
    keys = [key.strip().splitlines()[-1] for key in (private, public)]
    near = f"""[server]
bind_addr = "127.0.0.1:{place.between}"
default_token = "benchmark"
[server.transport]
type = "noise"
[server.transport.noise]
local_private_key = "{keys[0]}"
[server.services.bench]
bind_addr = "127.0.0.1:{place.near}"
"""
    far = f"""[client]
remote_addr = "127.0.0.1:{place.between}"
default_token = "benchmark"
[client.transport]
type = "noise"
[client.transport.noise]
remote_public_key = "{keys[1]}"
[client.services.bench]
local_addr = "127.0.0.1:{place.backend}"
"""
    return {"near": ["rathole", place.file("near.toml", near)],
            "far": ["rathole", place.file("far.toml", far)]}


# By name: the command of each side, in the order in which they are started.
CARRIERS = {"direct": direct, "relay": relay, "sealcord": sealcord, "stunnel4": stunnel,
            "spiped": spiped, "haproxy": haproxy, "rathole": rathole}


def missing(name, programs):
    """Why there is nothing to measure, in words; nothing where there is."""
    if name == "sealcord":
        if not pathlib.Path(programs.path(name)).exists():
            return f"there is none in {programs.folder}"
        asked = subprocess.run([programs.path("sealcord"), "server", "--help"], check=False,
                               capture_output=True, text=True)
        return "" if "--forward " in asked.stdout else "this sealcord forwards nothing"
    return "" if name in ("direct", "relay") or shutil.which(name) else "it is not installed"


class Link:
    """A backend and a carrier before it, each program started anew; `port` leads through both."""

    def __init__(self, programs, name, processors):
        self.programs = programs
        self.processors = processors
        self.name = name
        self.processes = {}
        self.started = []

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        place = Place(folder, self.programs.path("sealcord"), self.generator,
                      *(contenders.free_port() for _ in range(3)))
        try:
            self.start([self.generator, "backend", str(place.backend)])
            self.await_listener(place.backend)
            for side, command in CARRIERS[self.name](place).items():
                self.processes[side] = self.start(command)
            self.port = place.near if self.processes else place.backend
            self.await_listener(self.port)
            self.await_echo()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            contenders.stop(process)
        self.folder.cleanup()

    @property
    def generator(self):
        return self.programs.path("benchmarks/bench_forward")

    def start(self, command):
        with self.said.open("ab") as said:
            process = contenders.spawn(command, self.processors, self.folder.name,
                                       stdout=subprocess.DEVNULL, stderr=said)
        self.started.append(process)
        return process

    @property
    def said(self):
        """The file of what the programs complain of."""
        return pathlib.Path(self.folder.name) / "said"

    def failed(self, what):
        lines = self.said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return contenders.CannotRun(": ".join([what, *lines[-1:]]))

    def await_listener(self, port):
        deadline = time.monotonic() + 10
        while not contenders.listens(port):
            if time.monotonic() > deadline or any(one.poll() is not None for one in self.started):
                raise self.failed("it did not start")
            time.sleep(0.005)

    def await_echo(self):
        """Until both sides have found each other; it warms them, too."""
        deadline = time.monotonic() + 10
        while True:
            with self.load("idle", 1, stdin=subprocess.DEVNULL) as probe:
                probe.communicate(timeout=40)
            if probe.returncode == 0:
                return
            if time.monotonic() > deadline:
                raise self.failed("nothing came back through it")
            time.sleep(0.1)

    def load(self, what, *values, stdin=subprocess.PIPE):
        """The generator with this load on this link, its output to be read."""
        return subprocess.Popen(
            [self.generator, what, str(self.port), *map(str, values)], stdin=stdin,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, self.processors))

    def processor_time(self):
        """Seconds that both sides have used so far, all their threads together: their CPU-time
        clocks, as clock_getcpuclockid(3) numbers them."""
        return sum(time.clock_gettime((~process.pid << 3) | 2)
                   for process in self.processes.values())

    def memory(self):
        """KiB of each side, what it shares with others in proportion (proc(5), smaps_rollup)."""
        return {side: proportional_set(process.pid) for side, process in self.processes.items()}


def proportional_set(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    raise contenders.CannotRun("the system does not tell a program's memory")
