# SPDX-License-Identifier: MIT
"""ssh and scp through Sealcord, by a port and as a ProxyCommand.

Usage: python3 tests/interop/test_forward_ssh.py PATH_TO_SEALCORD [unittest options]
"""

import getpass
import hashlib
import os
import shlex
import subprocess
from pathlib import Path

import sealedforms as forms
from forwardtest import ForwardTest, find_program, free_port, need_programs, run_client
from programs import main, program
from webbackend import content

LARGE = 16 << 20

# Where sshd, started by root, puts those of its processes that nobody has proved anything to.
PRIVILEGE_SEPARATION = Path("/run/sshd")


def setUpModule():  # pylint: disable=invalid-name
    need_programs("ssh", "scp", "sshd", "ssh-keygen")
    if os.geteuid() == 0:
        PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)


class Ssh(ForwardTest):
    def setUp(self):
        super().setUp()
        self.ssh_port = free_port()
        for name in ("host", "person"):
            make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder.name(name))
            subprocess.run(make, check=True)
        config = f"""
            ListenAddress 127.0.0.1:{self.ssh_port}
            HostKey {self.folder.name("host")}
            AuthorizedKeysFile {self.folder.name("person.pub")}
            PidFile none
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            StrictModes no
            UsePAM no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp
        """
        server = self.background(find_program("sshd"), "-D", "-f", self.folder.write("sshd", config))
        self.await_port(self.ssh_port, server)
        code, _ = self.ssh(self.to_port(self.ssh_port), "true")
        if code != 0:
            self.skipTest("sshd lets nobody in on this machine, not even directly")
        self.ways = self.open_ways(ssh=self.ssh_port)

    def options(self) -> list[str]:
        options = {
            "IdentityFile": self.folder.name("person"),
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "BatchMode": "yes",
        }
        return ["-F", "none", *(f"-o{name}={value}" for name, value in options.items())]

    @staticmethod
    def to_port(port: int) -> str:
        return f"-oPort={port}"

    def to_command(self, target: str) -> str:
        """An agent for each ssh, which leads its input and output to the target."""
        command = (
            *(program(), "agent", f"127.0.0.1:{self.port}", f"--local=-={target}"),
            *("--identity", self.folder.name("desk.key")),
            *("--server-key", forms.key_text(self.server_key.public)),
        )
        return f"-oProxyCommand={shlex.join(command)}"

    def ssh(self, way: str, command: str, given: bytes = b"") -> tuple[int, str]:
        """The exit code and a digest of what comes out."""
        place = f"{getpass.getuser()}@127.0.0.1"
        line = ("ssh", *self.options(), way, place, command)
        done = run_client(*line, home=self.home, input=given)
        return done.returncode, hashlib.sha256(done.stdout).hexdigest()

    def all_ways(self) -> dict[str, str]:
        ways = {way: self.to_port(port) for way, port in self.ways.through("ssh").items()}
        return ways | {"piped": self.to_command("ssh")}

    def assert_all(self, command: str, given: bytes = b""):
        expected = self.ssh(self.to_port(self.ssh_port), command, given)
        for name, way in self.all_ways().items():
            with self.subTest(way=name):
                self.assertEqual(self.ssh(way, command, given), expected)

    def test_exit_codes(self):
        for command in ("echo out; echo err >&2; exit 7", "kill -9 $$"):
            with self.subTest(command=command):
                self.assert_all(command)

    def test_input_to_its_end(self):
        """Which the command is told of, and then has more to say."""
        self.assert_all("cat; echo and on", content(LARGE // 4))

    def test_copies(self):
        body = content(LARGE)
        here = self.folder.write("here", body)
        for name, way in self.all_ways().items():
            for side, line in (
                ("up", (here, "{place}:{there}")),
                ("down", ("{place}:{here}", "{there}")),
            ):
                with self.subTest(way=name, side=side):
                    there = self.folder.name(f"there {side} {name}".replace(" ", "-"))
                    place = f"{getpass.getuser()}@127.0.0.1"
                    files = [part.format(place=place, here=here, there=there) for part in line]
                    done = run_client("scp", *self.options(), way, *files, home=self.home)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertTrue(Path(there).read_bytes() == body)

    def test_nobody_there(self):
        """Where the stream is refused, ssh says what it says of any connection that is lost."""
        self.assertEqual(self.ssh(self.to_command("nosuch"), "true")[0], 255)


if __name__ == "__main__":
    main()
