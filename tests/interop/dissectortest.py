# SPDX-License-Identifier: MIT
"""What the tests of docs/wireshark/sealcord.lua share: talks from the vectors, and what is shown."""

import json
import unittest
from pathlib import Path

import tshark
from capturefile import AGENT, SERVER, CaptureFile, Connection
from tshark import Packet

DATA = Path(__file__).resolve().parent.parent / "data"
CLASSIC = json.loads((DATA / "classic-vectors.json").read_text(encoding="utf-8"))
SEALED = json.loads((DATA / "sealed-vectors.json").read_text(encoding="utf-8"))

PREAMBLE = ["magic", "version", "mode", "status"]
FRAME = ["length", "nonce", "ciphertext", "tag"]
RECORD = ["length", "ciphertext", "tag"]
# A record of which only the length matters here.
SMALLEST_RECORD = bytes.fromhex("0011") + bytes(17)


def classic_record(size: int) -> bytes:
    return (size + 16).to_bytes(4, "big") + bytes(12 + size + 16)


GOODBYE = classic_record(0)


def sealed_record(body: int) -> bytes:
    return (body + 17).to_bytes(2, "big") + bytes(body + 17)


def classic_talk() -> dict[str, list[bytes]]:
    """What each end of a connection says, packet by packet."""
    shake = CLASSIC["handshakes"][0]
    frame = bytes.fromhex(CLASSIC["frames"][0]["frame"])
    return {
        AGENT: [bytes.fromhex(shake["request"]), frame, GOODBYE],
        SERVER: [bytes.fromhex(shake["response"]), frame, GOODBYE],
    }


def sealed_talk(mode: int) -> dict[str, list[bytes]]:
    wire = {name: bytes.fromhex(data) for name, data in SEALED["handshakes"][mode]["wire"].items()}
    records = {
        who: [bytes.fromhex(row["wire"]) for row in SEALED["records"][:6] if row["from"] == who]
        for who in (AGENT, SERVER)
    }
    return {
        AGENT: [wire["agent_opening"], wire["agent_message_3"], *records[AGENT]],
        SERVER: [wire["server_answer"], wire["server_admit"], *records[SERVER]],
    }


TALKS = {"classic": classic_talk(), "XX": sealed_talk(0), "XXpsk3": sealed_talk(1)}


def say_all(connection: Connection, talk: dict[str, list[bytes]]) -> None:
    for who in (AGENT, SERVER):
        for packet in talk[who]:
            connection.say(who, packet)


def told(packets: list[Packet]) -> list[tuple]:
    """What is shown of one connection, without where in the capture it stands."""
    return [(packet.told, packet.fields, packet.experts) for packet in packets]


class DissectorTest(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.capture = CaptureFile()

    def dissect(self, *options: str) -> list[Packet]:
        return tshark.dissect(self.capture.data, *options)

    def of_each(self, *options: str) -> list[list[Packet]]:
        """The packets of each connection."""
        packets = self.dissect(*options)
        count = max(packet.stream for packet in packets) + 1
        return [[packet for packet in packets if packet.stream == n] for n in range(count)]

    def titles(self, *options: str) -> list[str]:
        return [packet.title for packet in self.dissect(*options)]
