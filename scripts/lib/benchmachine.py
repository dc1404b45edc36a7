# SPDX-License-Identifier: MIT
"""What every benchmark does around its runs: builds, tells what machine it is, prints."""

import datetime
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def say(text):
    print(text, file=sys.stderr, flush=True)


def build(*targets):
    """The folder with `targets`, or with everything, built as it is measured."""
    folder = ROOT / "build" / "benchmark"
    subprocess.run(["bash", "-euc", '. scripts/lib/setup.sh; configure release "$@"', "configure",
                    "-B", folder, "-DSEALCORD_BUILD_BENCHMARKS=ON", "-DSEALCORD_BUILD_TESTS=OFF"],
                   check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    subprocess.run(["cmake", "--build", folder, *(("--target", *targets) if targets else ())],
                   check=True, stdout=sys.stderr)
    return folder


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def machine():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        lines = [line.partition(":") for line in file]
    fields = {key.strip(): value.strip() for key, _, value in lines}
    flags = set(fields.get("flags", "").split())
    return {"processor": fields.get("model name", platform.machine()),
            "processors": len(os.sched_getaffinity(0)),
            "avx512": "avx512f" in flags, "vaes": "vaes" in flags,
            "kernel": platform.release(), "load": os.getloadavg()[0],
            "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}


def warn_of_load(about):
    if about["load"] > 0.3:
        say(f"This machine is not quiet (load {about['load']:.1f}): ratios may hold, nothing else "
            "does.")
