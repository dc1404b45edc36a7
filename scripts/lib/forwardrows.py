# SPDX-License-Identifier: MIT
"""What is measured of a carrier of TCP services, and what ours must reach."""

import contextlib
import dataclasses
import json
import subprocess

from benchrows import Figure, Goal
from contenders import CannotRun

MIB = 1 << 20
GB = 1e9


@dataclasses.dataclass(frozen=True)
class Extent:
    """How much is measured."""
    bulk: int = 1 << 30  # bytes
    seconds: int = 3  # of pings, connections, streams
    idle: int = 1000  # streams
    streams: int = 100  # of bulk, at once
    stopped: int = 20  # seconds that one of them is not read


@dataclasses.dataclass(frozen=True)
class Row:
    """One kind of load: `run(link, extent)` gives the values of its figures by name."""
    name: str
    title: str
    run: object
    figures: tuple
    where: str = "anywhere"  # or "one core"
    is_long: bool = False  # one run is enough


@contextlib.contextmanager
def going(link, what, *values):
    """A load that goes on meanwhile; in the end it is told so, or stopped."""
    process = link.load(what, *values)
    try:
        yield process
        process.stdin.close()
        process.wait(60)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def line_of(process):
    line = process.stdout.readline()
    if not line:
        raise CannotRun(process.stderr.read().strip() or "the generator said nothing")
    return json.loads(line)


def finished(link, *load):
    """What a load says that ends by itself."""
    process = link.load(*load)
    try:
        output, errors = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise CannotRun("it did not come to an end") from None
    if process.returncode != 0:
        raise CannotRun(errors.strip() or f"the generator ended with {process.returncode}")
    return json.loads(output)


def bulk(direction):
    def run(link, extent):
        before = link.processor_time()
        result = finished(link, direction, extent.bulk)
        spent = link.processor_time() - before
        return {"rate": result["bytes"] / result["seconds"] / 1e6,
                "cpu": spent * GB / result["bytes"] if link.processes else None}
    return run


def pings(link, extent):
    result = finished(link, "ping", extent.seconds)
    return {"p50": result["p50"] / 1e3, "p99": result["p99"] / 1e3,
            "rate": result["count"] / result["seconds"]}


def connects(link, extent):
    result = finished(link, "connect", extent.seconds, 8)
    return {"rate": result["count"] / result["seconds"], "p50": result["p50"] / 1e6,
            "p99": result["p99"] / 1e6}


def idle(link, extent):
    before = link.memory()
    with going(link, "idle", extent.idle) as load:
        line_of(load)
        after = link.memory()
    return {side: (after[side] - before[side]) / extent.idle for side in before}


def fairness(link, extent):
    alone = finished(link, "ping", extent.seconds)["p99"]
    with going(link, "read", extent.streams, extent.seconds + 2, 0) as load:
        beside = finished(link, "ping", extent.seconds)["p99"]
        rates = line_of(load)
    return {"alone": alone / 1e3, "beside": beside / 1e3, "times": beside / alone,
            "rate": (rates["first"] + rates["others"]) / 1e6}


def stopped(link, extent):
    with going(link, "read", extent.streams, extent.seconds, extent.stopped) as load:
        before = line_of(load)
        held = link.memory()
        during = line_of(load)
        grown = {side: (kib - held[side]) / 1024 for side, kib in link.memory().items()}
        resumed = line_of(load)
    if during["slowest"] == 0:
        raise CannotRun("a stream stood still that was read")
    if resumed["first"] == 0:
        raise CannotRun("the stream that was stopped did not go on")
    full = (before["others"] + resumed["others"]) / 2  # so that a slow drift of the machine cancels
    return {"full": full / 1e6, "during": during["others"] / 1e6,
            "lost": 100 * (1 - during["others"] / full)} | grown


def figure(key, title, unit, *goals, most=None):
    return Figure(title, unit, lambda values: values.get(key), goals, most)


def stunnel(limit, at_least=False):
    return Goal("stunnel4", limit, at_least)


def each_side(unit, what, most):
    return (figure("near", f"{what}, near side", unit, most=most),
            figure("far", f"{what}, far side", unit, most=most))


def bulk_figures():
    return (figure("rate", "rate", "MB/s", stunnel(1.5, True)),
            figure("cpu", "CPU of both sides", "s a GB", stunnel(0.6)))


ROWS = (
    Row("down", "1 GiB to the client, 1 stream", bulk("down"), bulk_figures()),
    Row("up", "1 GiB to the backend, 1 stream", bulk("up"), bulk_figures()),
    Row("pings", "64 B there and back, 1 stream, one core", pings,
        (figure("p50", "median", "us", stunnel(0.6)), figure("p99", "p99", "us"),
         figure("rate", "rate", "/s")), where="one core"),
    Row("connects", "new connections to first echo, 8 at once", connects,
        (figure("rate", "rate", "/s", stunnel(5, True)), figure("p50", "median", "ms"),
         figure("p99", "p99", "ms"))),
    Row("idle", "idle streams", idle, each_side("KiB each", "memory", most=2)),
    Row("fairness", "64 B there and back beside 100 streams of bulk", fairness,
        (figure("alone", "p99 alone", "us"), figure("beside", "p99 beside them", "us"),
         figure("times", "beside by alone", "times", most=5),
         figure("rate", "rate of the 100", "MB/s"))),
    Row("stopped", "100 streams of bulk, one is not read for a while", stopped,
        (figure("full", "rate of the other 99 before and after", "MB/s"),
         figure("during", "rate of the other 99 meanwhile", "MB/s"),
         figure("lost", "rate lost", "%", most=5),
         *each_side("MiB", "memory grown", most=8)), is_long=True),
)
