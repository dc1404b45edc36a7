# SPDX-License-Identifier: MIT
"""Services of a few lines, and connections to them: what the tests of forwarded sockets share."""

import socket
import threading

from forwardtest import LOOPBACK, ForwardTest
from programs import DEADLINE

# How a connection ended, as who reads from it sees it.
ENDED, RESET = "ended", "reset"


class Backend:
    """A service; `serve` has each connection to itself, in a thread of its own."""

    def __init__(self, serve, path: str | None = None):
        """On a port of its own, or on a Unix socket."""
        if path is None:
            self._socket = socket.create_server((LOOPBACK, 0), backlog=128)
            self.port = self._socket.getsockname()[1]
        else:
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.bind(path)
            self._socket.listen()
        self._serve = serve
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket):
        with connection:
            connection.settimeout(DEADLINE)
            self._serve(connection)

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def read_to_end(connection: socket.socket) -> tuple[bytes, str]:
    got = bytearray()
    try:
        while piece := connection.recv(1 << 16):
            got += piece
    except ConnectionResetError:
        return bytes(got), RESET
    return bytes(got), ENDED


def wait_for_input(connection: socket.socket) -> None:
    """Without taking it."""
    connection.recv(1, socket.MSG_PEEK)


def echo(connection: socket.socket) -> None:
    try:
        while piece := connection.recv(1 << 16):
            connection.sendall(piece)
    except OSError:
        pass  # its client has gone


class SocketTest(ForwardTest):
    def backend(self, serve) -> int:
        backend = Backend(serve)
        self.addCleanup(backend.close)
        return backend.port

    def connect(self, port: int) -> socket.socket:
        connection = socket.create_connection((LOOPBACK, port), DEADLINE)
        self.addCleanup(connection.close)
        return connection

    def ask(self, port: int, question: bytes, ends: bool = True) -> tuple[bytes, str]:
        """All of the answer and how it ended; `ends`: the question has an end."""
        with socket.create_connection((LOOPBACK, port), DEADLINE) as connection:
            connection.sendall(question)
            if ends:
                connection.shutdown(socket.SHUT_WR)
            return read_to_end(connection)
