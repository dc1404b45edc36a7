# SPDX-License-Identifier: MIT
"""What tshark shows of a capture with docs/wireshark/sealcord.lua."""

import os
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "wireshark" / "sealcord.lua"
PREFIX = "sealcord."
TIMEOUT = 120
NOBODY = 65_534
LAYERS = ("-J", "tcp sealcord _ws.malformed") # the others would be nine tenths of what is printed


@dataclass
class Packet:
    """One packet of ours, or what stands in its place."""

    frame: int
    stream: int
    port: int # of who sent it
    told: dict[str, str] = field(default_factory=dict) # what is not on the wire but follows from it
    fields: list[tuple[str, str]] = field(default_factory=list) # what is on the wire, in hex
    experts: set[str] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.fields]

    @property
    def wire(self) -> str:
        return "".join(value for _, value in self.fields)

    def __getitem__(self, name: str) -> str:
        return dict(self.fields)[name]

    @property
    def title(self) -> str:
        """Such as "agent record 3", or the experts of what was not dissected."""
        words = [self.told.get(name) for name in ("from", "packet", "number")]
        return " ".join(word for word in words if word) or " ".join(sorted(self.experts))


def dissect(capture: bytes, *options: str) -> list[Packet]:
    """In one pass and in two, which must be the same: a window looks at a packet again and again."""
    once = parse(run(capture, *options))
    again = parse(run(capture, "-2", "-Y", "frame", *options)) # a filter: see docs/wireshark
    if once != again:
        differing = [(a, b) for a, b in zip(once, again) if a != b][:3]
        raise AssertionError(f"the second look differs: {differing}")
    return once


def run(capture: bytes, *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        # Wireshark 4.4 runs no script for root, and another user may see nothing of ours.
        os.chmod(folder, 0o755)
        script = Path(folder) / SCRIPT.name
        script.write_bytes(SCRIPT.read_bytes())
        file = Path(folder) / "capture.pcap"
        file.write_bytes(capture)
        user = NOBODY if os.geteuid() == 0 else None
        arguments = ["-n", "-r", file, "-X", f"lua_script:{script}", "-T", "pdml", *LAYERS]
        # No settings of whoever runs the tests.
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [shutil.which("tshark"), *arguments, *options],
            capture_output=True,
            timeout=TIMEOUT,
            env=environment,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    errors = done.stderr.decode("utf-8", "backslashreplace")
    if done.returncode or "Lua" in errors:
        raise AssertionError(f"tshark ended with {done.returncode}: {errors}")
    return done.stdout.decode("utf-8", "backslashreplace")


def parse(pdml: str) -> list[Packet]:
    """Fails where a dissector, ours or another, failed."""
    packets = []
    for frame in ElementTree.fromstring(pdml).iter("packet"):
        place = {"num": 0, "tcp.stream": 0, "tcp.srcport": 0}
        for item in frame.iter("field"):
            name = item.get("name", "")
            if name in place:
                place[name] = int(item.get("show", ""), 0)
            if name.startswith(("_ws.lua.error", "_ws.malformed")):
                raise AssertionError(f"{name}: {item.get('showname')} {item.get('show')}")
        for layer in frame.iter("proto"):
            if layer.get("name") == "_ws.malformed":
                raise AssertionError(f"frame {place['num']} is malformed")
            if layer.get("name") == "sealcord":
                packets.append(read_packet(layer, Packet(*place.values())))
    return packets


def read_packet(layer: ElementTree.Element, packet: Packet) -> Packet:
    for item in layer.iter("field"):
        name = item.get("name", "")
        if not name.startswith(PREFIX):
            continue
        name = name.removeprefix(PREFIX)
        if item.get("value"):
            packet.fields.append((name, item.get("value", "")))
        elif item.get("size") == "0" and item.get("show"):
            packet.told[name] = item.get("show", "")
        else:
            packet.experts.add(name)
    return packet
