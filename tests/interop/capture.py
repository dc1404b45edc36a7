# SPDX-License-Identifier: MIT
"""Reads a pcapng file of TCP over IP by its standards alone, and checks what they demand: lengths,
checksums, sequence numbers. Knows nothing of the program that wrote it."""

import ipaddress
import struct
from dataclasses import dataclass, field

SECTION, INTERFACE, STATISTICS, PACKET = 0x0A0D0D0A, 1, 5, 6
FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10


@dataclass
class Packet:
    time: int  # in nanoseconds since 1970
    source: tuple
    target: tuple
    sequence: int
    acknowledged: int
    flags: int
    payload: bytes
    comments: list = field(default_factory=list)


def options_of(data: bytes):
    found = []
    while data:
        code, length = struct.unpack_from("<HH", data)
        if code == 0:
            assert length == 0 and len(data) == 4, "the end of the options is the end"
            break
        found.append((code, data[4 : 4 + length]))
        data = data[4 + (length + 3) // 4 * 4 :]
    return found


def checksum(data: bytes) -> int:
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def parse_tcp(source: bytes, target: bytes, segment: bytes, time: int) -> Packet:
    pseudo = source + target + struct.pack(">II", len(segment), 6)
    assert checksum(pseudo + segment) == 0, "TCP checksum"
    ports_from, ports_to, sequence, acknowledged, words = struct.unpack_from(">HHIIH", segment)
    return Packet(
        time,
        (ipaddress.ip_address(source), ports_from),
        (ipaddress.ip_address(target), ports_to),
        sequence,
        acknowledged,
        words & 0x3F,
        segment[(words >> 12) * 4 :],
    )


def parse_ip(data: bytes, time: int) -> Packet:
    if data[0] >> 4 == 4:
        assert data[0] & 15 == 5 and data[9] == 6
        assert struct.unpack_from(">H", data, 2)[0] == len(data), "IPv4 length"
        assert checksum(data[:20]) == 0, "IPv4 checksum"
        return parse_tcp(data[12:16], data[16:20], data[20:], time)
    assert data[0] >> 4 == 6 and data[6] == 6
    assert struct.unpack_from(">H", data, 4)[0] == len(data) - 40, "IPv6 length"
    return parse_tcp(data[8:24], data[24:40], data[40:], time)


def read(data: bytes):
    """The packets of a file, and the comments that have none."""
    packets, others, at = [], [], 0
    while at < len(data):
        kind, length = struct.unpack_from("<II", data, at)
        assert length % 4 == 0 and struct.unpack_from("<I", data, at + length - 4)[0] == length
        body = data[at + 8 : at + length - 4]
        if at == 0:
            assert kind == SECTION and struct.unpack_from("<I", body)[0] == 0x1A2B3C4D
        elif kind == INTERFACE:
            assert struct.unpack_from("<H", body)[0] == 101, "raw IP"
            assert (9, b"\x09") in options_of(body[8:]), "nanoseconds"
        elif kind == PACKET:
            interface, high, low, kept, whole = struct.unpack_from("<5I", body)
            assert interface == 0 and kept == whole
            packet = parse_ip(body[20 : 20 + kept], high << 32 | low)
            rest = options_of(body[20 + (kept + 3) // 4 * 4 :])
            packet.comments = [text.decode() for code, text in rest if code == 1]
            packets.append(packet)
        else:
            assert kind == STATISTICS
            others += [text.decode() for code, text in options_of(body[12:]) if code == 1]
        at += length
    return packets, others


def streams(packets):
    """What each end said to the other, with sequence numbers checked: {(from, to): bytes}."""
    said, following = {}, {}
    for packet in packets:
        way, back = (packet.source, packet.target), (packet.target, packet.source)
        if packet.flags & SYN and not packet.flags & ACK:
            following.pop(way, None)  # the same ports once more
            following.pop(back, None)
        expected = following.setdefault(way, packet.sequence)
        assert packet.sequence == expected, "no byte is missing or there twice"
        if packet.flags & ACK and back in following:
            assert packet.acknowledged == following[back], "all is acknowledged"
        length = len(packet.payload) + bool(packet.flags & (SYN | FIN))
        following[way] = (packet.sequence + length) % 2**32
        said[way] = said.get(way, b"") + packet.payload
    return said
