# SPDX-License-Identifier: MIT
"""What the vectors of streams are written in: one line for each thing that an end says or is told.

Said: "open NUMBER WINDOW TARGET", "window NUMBER CREDIT", "data NUMBER BYTES", "end NUMBER", "reset
NUMBER REASON", "message BYTES". Told: "offered NUMBER WINDOW TARGET", "accepted NUMBER CREDIT",
"credited NUMBER CREDIT", and "data", "ended", "reset" and "message" as they are said. BYTES are in
hex, or "pattern:N": byte i is i mod 251.
"""

import sealedpeer as sealed
import sealedstreams as streams
from sealedsession import Session

SHORTEST_PATTERN = 1000


def pattern(size: int) -> bytes:
    return bytes(index % 251 for index in range(size))


def bytes_of(text: str) -> bytes:
    size = text.removeprefix("pattern:")
    return bytes.fromhex(text) if size == text else pattern(int(size))


def text_of(data: bytes) -> str:
    is_pattern = len(data) >= SHORTEST_PATTERN and data == pattern(len(data))
    return f"pattern:{len(data)}" if is_pattern else data.hex()


def say(end: Session, line: str) -> None:
    what, *words = line.split(" ", 3)
    if what == "message":
        end.send(bytes_of(words[0]))
        return
    number = int(words[0])
    if what == "open":
        opened = end.open_stream(words[2], int(words[1]))
        if opened != number:
            raise AssertionError(f"stream {opened}, where {number} was to be opened")
    elif what == "window":
        end.grant(number, int(words[1]))
    elif what == "data":
        end.send_data(number, bytes_of(words[1]))
    elif what == "end":
        end.end_stream(number)
    elif what == "reset":
        end.reset_stream(number, int(words[1]))
    else:
        raise ValueError(line)


def told(event) -> str:
    match event:
        case streams.Offered(number, window, target):
            return f"offered {number} {window} {target}"
        case streams.Credited(number, credit, is_acceptance):
            return f"{'accepted' if is_acceptance else 'credited'} {number} {credit}"
        case streams.Data(number, data):
            return f"data {number} {text_of(data)}"
        case streams.Ended(number):
            return f"ended {number}"
        case streams.Reset(number, reason):
            return f"reset {number} {reason}"
        case sealed.Message(data):
            return f"message {text_of(data)}"
    raise ValueError(f"{event} has no line")


def take_told(end: Session) -> list[str]:
    lines = [told(event) for event in end.events]
    end.events.clear()
    return lines
