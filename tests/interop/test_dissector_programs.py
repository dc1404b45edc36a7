# SPDX-License-Identifier: MIT
"""docs/wireshark/sealcord.lua on what `sealcord agent` and `sealcord server` say to each other.

Usage: python3 tests/interop/test_dissector_programs.py PATH_TO_SEALCORD [unittest options]
"""

import base64
import hashlib
import tempfile

import sealedforms as forms
import tshark
from livecapture import LiveCapture
from programs import Program, main
from sealedservertest import PSK, SealedServerTest
from tshark import Packet

COUNT = 3
HELLO = len(b"Hello from client!")
LONG = 200_000
# Sealed: BEGIN tells the length in 4 bytes; a part holds 65,517, and CLOSE 1.
LONG_BODIES = [4, 65_517, 65_517, 65_517, LONG - 3 * 65_517]
ADMIT, CLOSE = forms.HELLO_SIZE, 1


class DissectorTest(SealedServerTest):
    def capture(self, *server_options: str) -> None:
        self.start_server(*server_options)
        self.live = LiveCapture(self, self.port)

    def run_agent(self, protocol: str, *options: str, message: bytes = b"") -> Program:
        """With a message on its standard input, or with its hellos."""
        keys = ("--server-key", forms.key_text(self.keys.public)) if protocol == "sealed" else ()
        files = ("--identity", self.folder.name("agent.key"))
        files += ("--known-servers", self.folder.name("known_servers"))
        what = ("--stdin",) if message else ("--count", str(COUNT), "--interval", "0")
        with tempfile.TemporaryFile() as file:
            file.write(message)
            file.seek(0)
            place = f"127.0.0.1:{self.port}"
            fixed = ("--protocol", protocol, "--no-reconnect", *files, *keys, *what)
            agent = self.start("agent", place, *fixed, *options, stdin=file)
            self.assertEqual(agent.wait(), 0)
        return agent

    def dissect(self, connections: int = 1) -> dict[str, list[Packet]]:
        """What each end said on the last connection, by its port alone; all of it in good order."""
        decode = ("-d", f"tcp.port=={self.port},sealcord", "--disable-heuristic", "sealcord_tcp")
        packets = tshark.dissect(self.live.finish(connections), *decode)
        for packet in packets:
            self.assertEqual(packet.experts, set(), packet.title)
            self.assertEqual(packet.told["from"] == "server", packet.port == self.port)
        self.assertEqual({packet.stream for packet in packets}, set(range(connections)))
        return {
            who: [
                packet
                for packet in packets
                if packet.told["from"] == who and packet.stream == connections - 1
            ]
            for who in ("agent", "server")
        }

    def assert_said(self, packets: list[Packet], handshake: list[str], kind: str, sizes: list[int]):
        """The packets of the handshake, then numbered ones of `sizes`; and how long each is."""
        count = len(handshake)
        self.assertEqual([packet.told["packet"] for packet in packets[:count]], handshake)
        told = [int(packet.told[kind]) for packet in packets[count:]]
        self.assertEqual(told, sizes)
        numbers = [int(packet.told["number"]) for packet in packets[count:]]
        self.assertEqual(numbers, list(range(len(sizes))))
        overhead = 32 if kind == "message_length" else 19
        wire = [len(packet.wire) // 2 for packet in packets[count:]]
        self.assertEqual(wire, [size + overhead for size in sizes])


class Classic(DissectorTest):
    REQUEST, RESPONSE = ["Encryption Request"], ["Encryption Response"]

    def test_hellos(self):
        self.capture()
        agent = self.run_agent("classic")
        said = self.dissect()
        hellos = COUNT * [HELLO]
        self.assert_said(said["agent"], self.REQUEST, "message_length", [*hellos, 0])
        self.assert_said(said["server"], self.RESPONSE, "message_length", hellos)
        self.assertEqual(said["agent"][-1].names, ["length", "nonce", "tag"])
        self.assertIn("goodbye", said["agent"][-1].told)
        # What the agent says of the two keys is what the fields hold.
        keys = said["agent"][0]["public_key"] + said["server"][0]["public_key"]
        digest = base64.b64encode(hashlib.sha256(bytes.fromhex(keys)).digest()).decode()
        self.assertIn(f"SHA256:{digest.rstrip('=')}", agent.stderr.text)

    def test_long_message(self):
        self.capture()
        self.run_agent("classic", message=(LONG - 1) * b"x" + b"\n")
        said = self.dissect()
        self.assert_said(said["agent"], self.REQUEST, "message_length", [LONG, 0])
        self.assert_said(said["server"], self.RESPONSE, "message_length", [LONG])

    def test_nonces_are_the_wire_s(self):
        self.capture()
        self.run_agent("classic")
        said = self.dissect()
        nonces = [packet["nonce"] for who in said.values() for packet in who[1:]]
        self.assertEqual({len(nonce) for nonce in nonces}, {24})
        self.assertEqual(len(set(nonces)), 2 * COUNT + 1)


class Sealed(DissectorTest):
    AGENT, SERVER = ["opening", "message 3"], ["answer"]

    def assert_sealed(self, said: dict[str, list[Packet]], bodies: list[int]):
        self.assert_said(said["agent"], self.AGENT, "body_length", [*bodies, CLOSE])
        self.assert_said(said["server"], self.SERVER, "body_length", [ADMIT, *bodies, CLOSE])
        self.assertEqual(said["server"][1].told["packet"], "verdict")

    def test_hellos(self):
        self.capture()
        self.run_agent("sealed")
        said = self.dissect()
        self.assert_sealed(said, COUNT * [HELLO])
        self.assertNotIn("tag", said["agent"][0].names)

    def test_pre_shared_key(self):
        psk = ("--psk-file", self.psk_file(PSK))
        self.capture(*psk)
        self.run_agent("sealed", *psk)
        said = self.dissect()
        self.assert_sealed(said, COUNT * [HELLO])
        self.assertEqual(said["agent"][0]["mode"], "01")
        self.assertIn("tag", said["agent"][0].names)

    def test_long_message(self):
        self.capture()
        self.run_agent("sealed", message=(LONG - 1) * b"x" + b"\n")
        self.assert_sealed(self.dissect(), LONG_BODIES)

    def test_behind_a_classic_connection_on_the_same_port(self):
        self.capture()
        self.run_agent("classic")
        self.run_agent("sealed")
        self.assert_sealed(self.dissect(connections=2), COUNT * [HELLO])


if __name__ == "__main__":
    main()
