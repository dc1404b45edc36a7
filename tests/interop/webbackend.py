# SPDX-License-Identifier: MIT
"""A web server whose answers a test can tell beforehand, and that misbehaves when it is asked to."""

import hashlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 1 << 16


def content(size: int) -> bytes:
    """Bytes that come again only after 32 MiB, so that one piece in another's place is seen."""
    block = hashlib.shake_256(b"web").digest(1 << 12)
    pieces = (number.to_bytes(8, "big") + block[8:] for number in range(-(-size // len(block))))
    return b"".join(pieces)[:size]


def reset_at_close(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):  # pylint: disable=invalid-name
        """/KIND/SIZE"""
        _, kind, size = self.path.partition("?")[0].split("/")
        body = content(int(size))
        if kind == "chunked":
            return self._send_chunks(body)
        if kind == "until-end":
            return self._send_until_end(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind == "whole":
            self.wfile.write(body)
            return None
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True
        if kind == "reset":
            reset_at_close(self.connection)
            # Not the orderly end that the server would make of it.
            self.server.abandon(self.connection)
        return None  # kind "half": half of it, and an end

    def _send_chunks(self, body: bytes):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def _send_until_end(self, body: bytes):
        """Without a length: the end of the bytes is the end of the connection."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_PUT(self):  # pylint: disable=invalid-name
        """Answers with the digest of what came."""
        digest = hashlib.sha256()
        for piece in self._pieces():
            digest.update(piece)
        answer = digest.hexdigest().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _pieces(self):
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            left = int(self.headers["Content-Length"])
            while left > 0 and (piece := self.rfile.read(min(left, PIECE))):
                left -= len(piece)
                yield piece
            return
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()


class WebBackend(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.port = self.server_address[1]
        self._abandoned: set[int] = set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def abandon(self, connection: socket.socket) -> None:
        """Closes it at once, as its options say."""
        self._abandoned.add(connection.fileno())

    def shutdown_request(self, request):
        if request.fileno() in self._abandoned:
            self._abandoned.discard(request.fileno())
            return self.close_request(request)
        return super().shutdown_request(request)

    def handle_error(self, request, client_address):
        """A client that leaves early is what some tests are about."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()
