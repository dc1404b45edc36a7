# SPDX-License-Identifier: MIT
"""Measures what carries a TCP service: Sealcord's forwards and the others that are installed, in
turn, with one generator and one backend. Prints a table of medians; every run goes to a JSON
file."""

import argparse
import json
import pathlib
import resource
import signal
import statistics
import sys

import benchmachine
import carriers
import contenders
import forwardrows
from benchmachine import number, say

ROWS = {row.name: row for row in forwardrows.ROWS}


def arguments(words):
    parser = argparse.ArgumentParser(prog="scripts/benchmark forward", description=__doc__)
    parser.add_argument("--quick", action="store_true",
                        help="one run of each, and less of everything: to see that it works")
    parser.add_argument("--runs", type=int, default=3, help="runs of each row and carrier (3)")
    for option, known in (("--rows", ROWS), ("--carriers", carriers.CARRIERS)):
        parser.add_argument(option, type=lambda text: text.split(","), default=list(known),
                            help=f"only these, by name, with commas: {', '.join(known)}")
    parser.add_argument("--stopped", type=int, default=20,
                        help="seconds that one of 100 streams is not read (20)")
    parser.add_argument("--build", type=pathlib.Path,
                        help="a build folder with sealcord and bench_forward; nothing is built")
    parser.add_argument("--output", type=pathlib.Path,
                        default=benchmachine.ROOT / "build" / "benchmark" / "forward.json")
    options = parser.parse_args(words)
    for known, wanted in ((ROWS, options.rows), (carriers.CARRIERS, options.carriers)):
        if unknown := set(wanted) - set(known):
            parser.error(f"there is no {', '.join(sorted(unknown))}")
    return options


def measured(programs, row, names, extent, runs):
    """The values of each run, by carrier. They take turns: a noisy minute is everybody's."""
    results = {}
    failed = set()
    for _ in range(1 if row.is_long else runs):
        for name in names:
            if name in failed:
                continue
            try:
                with carriers.Link(programs, name, programs.placement(row.where)) as link:
                    results.setdefault(name, []).append(row.run(link, extent))
            except contenders.CannotRun as reason:
                say(f"  {name}: {reason}")
                failed.add(name)
    return results


def median(results, name, figure):
    values = [figure.value(run) for run in results.get(name, ())]
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def verdict(figure, results):
    """The goal in words, ours by the other where it is a ratio's, and whether it is reached."""
    ours = median(results, "sealcord", figure)
    texts, ratios, reached = [], [], []
    for goal in figure.goals:
        texts.append(f"{goal} of {goal.against}")
        other = median(results, goal.against, figure)
        if ours is not None and other:
            ratios.append(f"{ours / other:.2f}")
            reached.append(goal.holds(ours / other))
    if figure.most is not None:
        texts.append(f"<= {figure.most:g} {figure.unit}")
        reached += [] if ours is None else [ours <= figure.most]
    judgement = "" if not reached else "yes" if all(reached) else "no"
    return f"{', '.join(ratios)} | {', '.join(texts)} | {judgement}"


def table(rows, results, names):
    head = f"| work | figure | {' | '.join(names)} | ratio | goal | reached |"
    lines = [head, "|" + "---|" * (head.count("|") - 1)]
    for row in rows:
        for figure in row.figures:
            values = [median(results[row.name], name, figure) for name in names]
            cells = ["" if value is None else number(value) for value in values]
            lines.append(f"| {row.title} | {figure.title}, {figure.unit} | {' | '.join(cells)} | "
                         f"{verdict(figure, results[row.name])} |")
    return "\n".join(lines)


def main(words):
    options = arguments(words)
    about = benchmachine.machine()  # before the build loads it
    benchmachine.warn_of_load(about)
    rows = [ROWS[name] for name in options.rows]
    names = list(options.carriers)
    extent = forwardrows.Extent(stopped=options.stopped)
    if options.quick:
        extent = forwardrows.Extent(bulk=64 * forwardrows.MIB, seconds=1, idle=100, stopped=3)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started here ends, too
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # for what is started here
    programs = contenders.Programs(
        options.build or benchmachine.build("sealcord", "bench_forward"))
    for name in list(names):
        if reason := carriers.missing(name, programs):
            say(f"{name} is left out: {reason}")
            names.remove(name)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    results = {}
    for row in rows:
        say(f"{row.name}: {row.title}")
        results[row.name] = measured(programs, row, names, extent,
                                     1 if options.quick else options.runs)
        options.output.write_text(json.dumps({"machine": about, "runs": results}, indent=1) + "\n",
                                  encoding="utf-8")
    print(table(rows, results, names))
    say(f"Every figure is in {options.output}")
    return 0
