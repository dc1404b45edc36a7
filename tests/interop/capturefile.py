# SPDX-License-Identifier: MIT
"""Writes TCP connections as a capture file, segment by segment: what no real network would repeat."""

import struct

FILE_HEADER = struct.Struct("<IHHiIII")
PACKET_HEADER = struct.Struct("<IIII")
RAW_IP = 101 # LINKTYPE_RAW: nothing in front of the IP header
SYN, ACK, PSH = 0x02, 0x10, 0x08
AGENT, SERVER = "agent", "server"
LONGEST_SEGMENT = 60_000


class CaptureFile:
    """The bytes of a pcap file."""

    def __init__(self, most_captured: int = 262_144):
        """Of a longer packet only its beginning is kept, as a capture with -s does."""
        self._most = most_captured
        self._packets: list[bytes] = []
        self._connections = 0

    @property
    def data(self) -> bytes:
        head = FILE_HEADER.pack(0xA1B2C3D4, 2, 4, 0, 0, self._most, RAW_IP)
        return head + b"".join(self._packets)

    def add(self, packet: bytes) -> None:
        kept = packet[: self._most]
        time = len(self._packets)
        head = PACKET_HEADER.pack(time // 1_000_000, time % 1_000_000, len(kept), len(packet))
        self._packets.append(head + kept)

    def connect(self, port: int = 1337, is_beginning_captured: bool = True) -> "Connection":
        self._connections += 1
        connection = Connection(self, 20_000 + self._connections, port)
        if is_beginning_captured:
            connection.open()
        return connection


class Connection:
    """From an agent to a server. Positions count a direction's bytes from 0."""

    def __init__(self, file: CaptureFile, agent_port: int, server_port: int):
        self._file = file
        self._ports = {AGENT: agent_port, SERVER: server_port}
        self._next = {AGENT: 0, SERVER: 0}
        # Positions on the wire begin anywhere; one of these passes 2^32 soon.
        self._base = {AGENT: 0xFFFF_FF80, SERVER: 1_000_000_000}

    def open(self) -> None:
        self._write(AGENT, -1, SYN, b"")
        self._write(SERVER, -1, SYN | ACK, b"")
        self._write(AGENT, 0, ACK, b"")

    def say(self, who: str, data: bytes, at: int | None = None) -> None:
        """In as few segments as possible; without `at`, behind what it said or lost before."""
        position = self._next[who] if at is None else at
        for begin in range(0, len(data), LONGEST_SEGMENT):
            part = data[begin : begin + LONGEST_SEGMENT]
            self._write(who, position + begin, PSH | ACK, part)
        self._next[who] = max(self._next[who], position + len(data))

    def lose(self, who: str, size: int) -> None:
        """So many bytes are said and not captured."""
        self._next[who] += size

    def _write(self, who: str, position: int, flags: int, data: bytes) -> None:
        other = SERVER if who == AGENT else AGENT
        tcp = struct.pack(
            ">HHIIBBHHH",
            self._ports[who],
            self._ports[other],
            (self._base[who] + position) % 2**32,
            (self._base[other] + self._next[other]) % 2**32 if flags & ACK else 0,
            5 << 4,
            flags,
            0xFFFF,
            0,
            0,
        )
        size = 20 + len(tcp) + len(data)
        addresses = [bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])]
        if who == SERVER:
            addresses.reverse()
        ip = struct.pack(">BBHHHBBH", 0x45, 0, size, 0, 0, 64, 6, 0) + b"".join(addresses)
        self._file.add(ip + tcp + data)
