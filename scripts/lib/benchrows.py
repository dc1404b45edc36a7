# SPDX-License-Identifier: MIT
"""What is measured and what it must reach: data, and one function for each figure."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Goal:
    """Ours divided by another figure must be at most (or at least) `limit`."""
    against: str
    limit: float
    at_least: bool = False

    def holds(self, ratio):
        return ratio >= self.limit if self.at_least else ratio <= self.limit

    def __str__(self):
        return f"{'>=' if self.at_least else '<='} {self.limit:.2f}"


@dataclasses.dataclass(frozen=True)
class Figure:
    """One number of a run: how to get it from the generator's JSON, and how to show it."""
    title: str
    unit: str
    value: object
    goals: tuple = ()
    most: float | None = None  # ours, by itself

    @property
    def is_judged(self):
        return bool(self.goals) or self.most is not None


@dataclasses.dataclass(frozen=True)
class Row:
    """A load, and the figures that one run of it gives."""
    name: str
    title: str
    arguments: tuple
    figures: tuple
    where: str = "one core"  # or "anywhere"
    contenders: tuple = ("ours", "ipsecmb", "openssl")  # the first is judged
    workers: dict = dataclasses.field(default_factory=dict)

    @property
    def ours(self):
        return self.contenders[0]

    @property
    def table(self):
        return "sealed" if self.ours.startswith("ours sealed") else "classic"


def round_trip(result):
    return result["latency_ns"]["p50"] / 1000


def processor_time(result):
    return result["watched_cpu_ns"] / 1000


def throughput(result):
    return result["per_second"]


def opened(result):
    return result["opened_per_second"]


def memory(result):
    return result["watched_memory_per_connection"] / 1024


def load(connections=1, size=64, depth=1, idle=0):
    return ("--connections", str(connections), "--size", str(size), "--depth", str(depth),
            "--idle", str(idle), "--opening", "1")


def cost(*goals):
    """What is judged, and beside it how many there were: both programs share one core, so that
    the server's work comes in the same portions in every run."""
    return (Figure("CPU", "us each", processor_time, tuple(goals)),
            Figure("throughput", "/s", throughput))


def ipsecmb(limit, at_least=False):
    return Goal("ipsecmb", limit, at_least)


def openssl(limit):
    return Goal("openssl", limit)


ROWS = (
    Row("round-trip", "1 connection, 64 B, one at a time, one core", load(),
        (Figure("median round trip", "us", round_trip, (ipsecmb(1.10),)),)),
    Row("pipelined", "1 connection, 64 B, 64 deep", load(depth=64),
        cost(ipsecmb(1.05), openssl(0.70))),
    Row("many", "64 connections, 64 B, one at a time", load(64), cost(ipsecmb(1.10))),
    Row("1KiB", "8 connections, 1 KiB, 16 deep", load(8, 1024, 16),
        cost(ipsecmb(1.05), openssl(0.55))),
    Row("64KiB", "4 connections, 64 KiB, 8 deep", load(4, 65536, 8),
        cost(ipsecmb(1.05), openssl(0.70))),
    Row("1MiB", "1 connection, 1 MiB, 4 deep", load(1, 1 << 20, 4),
        cost(ipsecmb(1.05), openssl(0.75))),
    Row("handshakes", "handshakes, one after another", ("--handshakes",),
        cost(ipsecmb(1.05))),
    Row("idle", "one ping among 10,000 idle connections, one core", load(idle=10000),
        (Figure("median round trip", "us", round_trip, (Goal("round-trip", 1.10),)),
         Figure("opening them one after another", "/s", opened, (ipsecmb(0.95, True),)),
         Figure("memory of each", "KiB", memory, most=4))),
    Row("workers", "64 connections, 64 B, one at a time, 2 workers", (*load(64), "--threads", "2"),
        cost(Goal("one worker", 1.10)), where="anywhere",
        contenders=("ours", "one worker"), workers={"ours": 2}),
)

SEALED = ("ours sealed", "sealed ipsecmb", "ipsecmb", "ours")
SEALED_OPENSSL = ("ours sealed openssl", "sealed openssl", "openssl")


def sealed_floor(limit):
    return Goal("sealed ipsecmb", limit)


def classic(limit):
    return Goal("ours", limit)


SEALED_ROWS = (
    Row("sealed-round-trip", "1 connection, 64 B, one at a time, one core", load(),
        (Figure("median round trip", "us", round_trip, (classic(1.03),)),), contenders=SEALED),
    Row("sealed-pipelined", "1 connection, 64 B, 64 deep", load(depth=64), cost(ipsecmb(0.80)),
        contenders=SEALED),
    Row("sealed-openssl", "1 connection, 64 B, 64 deep, OpenSSL", load(depth=64),
        cost(openssl(0.40)), contenders=SEALED_OPENSSL),
    Row("sealed-deep", "1 connection, 64 B, 1,024 deep", load(depth=1024), cost(ipsecmb(0.50)),
        contenders=SEALED),
    Row("sealed-several", "8 connections, 64 B, 64 deep", load(8, depth=64), cost(ipsecmb(0.65)),
        contenders=SEALED),
    Row("sealed-1KiB", "8 connections, 1 KiB, 16 deep", load(8, 1024, 16),
        cost(sealed_floor(1.05)), contenders=SEALED),
    Row("sealed-64KiB", "4 connections, 64 KiB, 8 deep", load(4, 65536, 8),
        cost(sealed_floor(1.05)), contenders=SEALED),
    Row("sealed-1MiB", "1 connection, 1 MiB, 4 deep", load(1, 1 << 20, 4),
        cost(sealed_floor(1.05)), contenders=SEALED),
    Row("sealed-handshakes", "handshakes, one after another", ("--handshakes",),
        cost(classic(1.80)), contenders=SEALED),
    Row("sealed-idle", "10,000 idle connections, each echoed once", load(idle=10000),
        (Figure("memory of each", "KiB", memory, most=5.5),), contenders=SEALED),
)

ROWS += SEALED_ROWS

# What a table shows: its columns' headings, each but the first with a ratio beside it, and the
# contenders of a row by their place.
TABLES = {
    "classic": ("ours", "ipsec-mb floor", "OpenSSL floor"),
    "sealed": ("ours, sealed", "sealed floor", "classic floor", "ours, classic"),
}

CALLS_LOAD = load()

# Which servers' system calls are compared; the first of each is judged.
CALLS = {
    "classic": ("ours", "ipsecmb", "openssl"),
    "sealed": SEALED,
}

# How cost grows. For each series: a title, what is varied, its values, the load, the figure.
SERIES = {
    "connections": ("What a message costs the server, by connections that are busy",
                    "busy connections", (1, 10, 100, 1000, 10000),
                    lambda n: load(connections=n), cost()[0]),
    "idle": ("Round trip on one busy connection, by connections that are idle",
             "idle connections", (0, 10, 100, 1000, 10000),
             lambda n: load(idle=n), Figure("median round trip", "us", round_trip)),
    "size": ("What a message costs the server, by its size",
             "size of a message", tuple(16 ** n for n in range(1, 7)),
             lambda n: load(size=n, depth=4), cost()[0]),
}
