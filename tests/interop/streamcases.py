# SPDX-License-Identifier: MIT
"""The cases of the vectors of streams: see make_streams_vectors.py."""

from sealedpeer import Record
from sealedstreams import LAST_NUMBER, MOST_CREDIT, numbered
from streamscript import pattern

BAD, UNEXPECTED = "BadRecord", "UnexpectedRecord"


def number4(value: int) -> bytes:
    return value.to_bytes(4, "big")


def opening(number: int, window: int = 1000, target: bytes = b"db") -> tuple[int, bytes]:
    return Record.OPEN, numbered(number4(window) + target, number)


def data(number: int, size: int = 1) -> tuple[int, bytes]:
    return Record.DATA, numbered(pattern(size), number)


def window(number: int, credit: int = 100) -> tuple[int, bytes]:
    return Record.WINDOW, numbered(number4(credit), number)


def end(number: int) -> tuple[int, bytes]:
    return Record.END, numbered(b"", number)


def reset(number: int, reason: int = 0) -> tuple[int, bytes]:
    return Record.END, numbered(bytes([reason]), number)


def write_cases(case, ours: int, peers: int):
    """For an end whose first stream is `ours` and whose peer's is `peers`."""
    write_numbers(case, ours, peers)
    write_states(case, ours, peers)
    write_late(case, ours, peers)
    write_credit(case, ours, peers)
    write_forms(case, peers)
    write_beside_messages(case, peers)


def write_numbers(case, ours: int, peers: int):
    one = case("one over the limit is refused, and its number is used", 2)
    one.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    one.hear(opening(peers + 2), tells=[f"offered {peers + 2} 1000 db"])
    one.hear(opening(peers + 4), tells=[])
    one.hear(window(peers + 4), data(peers + 4), end(peers + 4), tells=[])
    one.say(f"reset {peers} 0")
    one.hear(opening(peers + 6), tells=[f"offered {peers + 6} 1000 db"])
    one.hear(opening(peers + 4), tells=[], error=UNEXPECTED)
    ahead = case("numbers may be left out, and are used then")
    ahead.hear(opening(peers + 4), tells=[f"offered {peers + 4} 1000 db"])
    ahead.hear(data(peers), tells=[])
    ahead.hear(opening(peers + 2), tells=[], error=UNEXPECTED)
    last = LAST_NUMBER - (LAST_NUMBER - peers) % 2
    used_up = case("the last number")
    used_up.hear(opening(last), tells=[f"offered {last} 1000 db"])
    used_up.say(f"window {last} 1")
    used_up.hear(data(last), end(last), tells=[f"data {last} 00", f"ended {last}"])
    used_up.hear(opening(last), tells=[], error=UNEXPECTED)
    for what, number in (("this end's number", ours), ("number 0", 0)):
        case(f"OPEN of {what}").hear(opening(number), tells=[], error=UNEXPECTED)
    twice = case("OPEN twice")
    twice.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    twice.hear(opening(peers), tells=[], error=UNEXPECTED)
    again = case("OPEN of a stream that was reset")
    again.hear(opening(peers), reset(peers), tells=[f"offered {peers} 1000 db", f"reset {peers} 0"])
    again.hear(opening(peers), tells=[], error=UNEXPECTED)
    for number in (0, ours, peers, peers + 2):
        for what, record in all_but_open(number):
            never = case(f"{what} of stream {number}, which was not opened")
            never.hear(record, tells=[], error=UNEXPECTED)
    none = case("OPEN where no streams are taken", 0)
    none.say(f"open {ours} 5 web")
    none.hear(window(ours, 7), data(ours, 5), tells=[f"accepted {ours} 7", f"data {ours} 0001020304"])
    none.hear(opening(peers), tells=[], error=UNEXPECTED)


def all_but_open(number: int):
    return (
        ("DATA", data(number)),
        ("WINDOW", window(number)),
        ("END", end(number)),
        ("RESET", reset(number)),
    )


def write_states(case, ours: int, peers: int):
    for what, record in (("DATA", data(ours)), ("END", end(ours))):
        before = case(f"{what} before the acceptance, from who was asked")
        before.say(f"open {ours} 100 web")
        before.hear(record, tells=[], error=UNEXPECTED)
    for what, record in (("DATA", data(peers)), ("WINDOW", window(peers)), ("END", end(peers))):
        before = case(f"{what} before the acceptance, from who asked")
        before.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
        before.hear(record, tells=[], error=UNEXPECTED)
    for what, record in (("DATA", data(peers)), ("END", end(peers))):
        after = case(f"{what} after END")
        after.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
        after.say(f"window {peers} 10")
        after.hear(end(peers), tells=[f"ended {peers}"])
        after.hear(window(peers), tells=[f"credited {peers} 100"])
        after.hear(record, tells=[], error=UNEXPECTED)
    for reason in (0, 1, 6, 7, 255):
        opened = case(f"reset with reason {reason} in place of an acceptance")
        opened.say(f"open {ours} 100 web")
        opened.hear(reset(ours, reason), tells=[f"reset {ours} {reason}"])
        opened.hear(window(ours), tells=[])


def write_late(case, ours: int, peers: int):
    late = case("what comes late for a stream that this end has reset")
    late.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    late.say(f"window {peers} 10")
    late.say(f"reset {peers} 6")
    late.hear(data(peers, 10), window(peers), window(peers, 0), end(peers), tells=[])
    late.hear(reset(peers), tells=[])
    late.hear(opening(peers + 2), tells=[f"offered {peers + 2} 1000 db"])
    crossing = case("two resets that cross")
    crossing.say(f"open {ours} 100 web")
    crossing.say(f"reset {ours} 0")
    crossing.hear(window(ours), reset(ours, 1), tells=[])
    ends = case("two ends that cross, and a credit behind them")
    ends.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    ends.say(f"window {peers} 10")
    ends.say(f"data {peers} 616263")
    ends.say(f"end {peers}")
    ends.hear(data(peers, 4), end(peers), tells=[f"data {peers} 00010203", f"ended {peers}"])
    ends.hear(window(peers), tells=[])
    ends.hear(opening(peers), tells=[], error=UNEXPECTED)


def write_credit(case, ours: int, peers: int):
    exact = case("DATA up to the credit, and a byte more")
    exact.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    exact.say(f"window {peers} 4")
    exact.hear(data(peers, 3), data(peers), tells=[f"data {peers} 000102", f"data {peers} 00"])
    exact.say(f"window {peers} 1")
    exact.hear(data(peers), tells=[f"data {peers} 00"])
    exact.hear(data(peers), tells=[], error=UNEXPECTED)
    opener = case("DATA over the window of OPEN")
    opener.say(f"open {ours} 3 web")
    opener.hear(window(ours), data(ours, 3), tells=[f"accepted {ours} 100", f"data {ours} 000102"])
    opener.hear(data(ours), tells=[], error=UNEXPECTED)
    for what, credit in (("0", 0), ("over what a credit can be", MOST_CREDIT + 1)):
        accepts = case(f"an acceptance with a credit of {what}")
        accepts.say(f"open {ours} 3 web")
        accepts.hear(window(ours, credit), tells=[], error=BAD)
    most = case("the greatest credit, and one more")
    most.hear(opening(peers, MOST_CREDIT - 1), tells=[f"offered {peers} {MOST_CREDIT - 1} db"])
    most.say(f"window {peers} 1")
    most.hear(window(peers, 1), tells=[f"credited {peers} 1"])
    most.say(f"data {peers} 616263")
    most.hear(window(peers, 3), tells=[f"credited {peers} 3"])
    most.hear(window(peers, 1), tells=[], error=BAD)
    none = case("a window of 0 in OPEN, and credit later")
    none.hear(opening(peers, 0), tells=[f"offered {peers} 0 db"])
    none.say(f"window {peers} 1")
    none.hear(window(peers, 2), tells=[f"credited {peers} 2"])
    none.say(f"data {peers} 6162")


def write_forms(case, peers: int):
    rows = (
        ("OPEN with a window over the limit", opening(peers, MOST_CREDIT + 1)),
        ("OPEN without a target", opening(peers, 1, b"")),
        ("OPEN of a target that is too long", opening(peers, 1, b"x" * 130)),
        ("OPEN of a target that is not UTF-8", opening(peers, 1, b"caf\xe9")),
        ("OPEN of half a character", opening(peers, 1, b"caf\xc3")),
        ("OPEN of a surrogate", opening(peers, 1, b"\xed\xa0\x80")),
        ("OPEN of 3 bytes", (Record.OPEN, b"\0\0\1")),
        ("DATA without bytes", (Record.DATA, number4(peers))),
        ("DATA of 3 bytes", (Record.DATA, b"\0\0\1")),
        ("WINDOW of 7 bytes", (Record.WINDOW, bytes(7))),
        ("WINDOW of 9 bytes", (Record.WINDOW, numbered(bytes(5), peers))),
        ("END of 3 bytes", (Record.END, b"\0\0\1")),
        ("END of 6 bytes", (Record.END, numbered(bytes(2), peers))),
        ("no body", (Record.DATA, b"")),
    )
    for name, record in rows:
        case(name).hear(record, tells=[], error=BAD)
    longest = case("OPEN of the longest target")
    longest.hear(
        opening(peers, MOST_CREDIT, b"x" * 129), tells=[f"offered {peers} {MOST_CREDIT} {'x' * 129}"]
    )


def write_beside_messages(case, peers: int):
    beside = case("streams in the middle of a message in parts")
    beside.hear(opening(peers), tells=[f"offered {peers} 1000 db"])
    beside.hear((Record.BEGIN, number4(80_000)), tells=[])
    beside.say(f"window {peers} 3")
    beside.hear(data(peers, 3), window(peers), tells=[f"data {peers} 000102", f"credited {peers} 100"])
    beside.hear(opening(peers + 2), end(peers), tells=[
        f"offered {peers + 2} 1000 db", f"ended {peers}"])
    beside.hear((Record.MESSAGE, b"x"), tells=[], error=UNEXPECTED)
