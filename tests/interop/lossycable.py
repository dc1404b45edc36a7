# SPDX-License-Identifier: MIT
"""Two network namespaces and a cable between them that delays, loses and limits what one of them
sends: netem where the kernel has no netem. Linux, as root."""

import collections
import contextlib
import fcntl
import os
import random
import select
import struct
import subprocess
import threading
import time

# linux/if_tun.h
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000

PLACES = {"near": "10.97.0.1", "far": "10.97.0.2"}
MTU = 1500
LIMIT = 1000  # packets under way at once; netem has the same


def ip(*arguments: str) -> None:
    subprocess.run(("ip", *arguments), check=True, capture_output=True)


def open_tun(name: str) -> int:
    """The kernel's end is an interface of this name, this end gives and takes its packets."""
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        wanted = struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI)
        fcntl.ioctl(descriptor, TUNSETIFF, wanted)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


class LossyCable:
    """Undisturbed until spoil(). `near` and `far` are the namespaces' sides."""

    def __init__(self):
        self._tuns: dict[str, int] = {}
        self._wakeup = os.eventfd(0, os.EFD_CLOEXEC)
        self.is_cut = False
        self._delay = 0.0
        self._loss = 0.0
        self._bytes_per_second = float("inf")
        self._luck = random.Random(97)
        self._thread = threading.Thread(target=self._carry, daemon=True)
        try:
            for side in PLACES:
                self._make(side)
        except BaseException:
            self._remove()
            raise
        self._thread.start()

    @staticmethod
    def namespace(side: str) -> str:
        return f"sealcord-{os.getpid()}-{side}"

    def within(self, side: str) -> tuple[str, ...]:
        """What a command begins with that is to run there."""
        return ("ip", "netns", "exec", self.namespace(side))

    def spoil(self, delay: float, loss: float, bytes_per_second: float) -> None:
        """What the far side sends comes so many seconds later, that fraction of it never."""
        self._delay, self._loss, self._bytes_per_second = delay, loss, bytes_per_second

    def _make(self, side: str) -> None:
        interface, namespace = f"sc{os.getpid()}{side[0]}", self.namespace(side)
        ip("netns", "add", namespace)
        self._tuns[side] = open_tun(interface)
        ip("link", "set", interface, "netns", namespace)
        ip("-netns", namespace, "address", "add", f"{PLACES[side]}/24", "dev", interface)
        ip("-netns", namespace, "link", "set", "lo", "up")
        ip("-netns", namespace, "link", "set", interface, "up", "txqueuelen", "10000")

    def _carry(self) -> None:
        near, far = self._tuns["near"], self._tuns["far"]
        under_way: collections.deque[tuple[float, bytes]] = collections.deque()
        free_at = 0.0
        while True:
            wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
            ready, _, _ = select.select((near, far, self._wakeup), (), (), wait)
            now = time.monotonic()
            while under_way and under_way[0][0] <= now:
                self._put(near, under_way.popleft()[1])
            if self._wakeup in ready:
                return
            if near in ready and (packet := self._take(near)):
                self._put(far, packet)
            if far in ready and (packet := self._take(far)):
                if len(under_way) < LIMIT and self._luck.random() >= self._loss:
                    free_at = max(free_at, now) + len(packet) / self._bytes_per_second
                    under_way.append((free_at + self._delay, packet))

    def _take(self, tun: int) -> bytes | None:
        packet = os.read(tun, MTU)
        return None if self.is_cut else packet

    @staticmethod
    def _put(tun: int, packet: bytes) -> None:
        with contextlib.suppress(OSError):  # no room there, or the interface is going
            os.write(tun, packet)

    def close(self) -> None:
        os.eventfd_write(self._wakeup, 1)
        self._thread.join()
        self._remove()

    def _remove(self) -> None:
        for tun in self._tuns.values():
            os.close(tun)
        os.close(self._wakeup)
        for side in PLACES:
            with contextlib.suppress(subprocess.CalledProcessError):
                ip("netns", "delete", self.namespace(side))
