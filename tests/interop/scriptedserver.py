# SPDX-License-Identifier: MIT
"""A server for the tests of `sealcord agent`: it does to each connection what a script says.

A script is a function of the conversation, which it fills in, and the stream.
"""

import socket
import struct
import threading
import time
from dataclasses import dataclass, field

import classicpeer as classic
from classicpeer import Channel, Ending, Request, Stream


@dataclass
class Conversation:
    """One connection of the agent as its server saw it."""

    request: Request | None = None
    channel: Channel | None = None
    messages: list[bytes] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    ending: Ending | None = None
    rest: bytes = b""


# Scripts: what a server does with one connection --------------------------------------------------


def read_request(talk: Conversation, stream: Stream) -> Request:
    talk.request = classic.read_request(stream)
    return talk.request


def shake_hands(talk: Conversation, stream: Stream) -> Channel:
    response, talk.channel = classic.make_response(stream, read_request(talk, stream))
    stream.send(response)
    return talk.channel


def receive(talk: Conversation, channel: Channel) -> bytes | None:
    """The next message, noted down; None at the end."""
    message = channel.receive()
    if isinstance(message, Ending):
        talk.ending = message
        return None
    talk.messages.append(message)
    talk.times.append(time.monotonic())
    return message


def answer_all(talk: Conversation, channel: Channel, reply=lambda message: message):
    while (message := receive(talk, channel)) is not None:
        channel.send(reply(message))


def echo(talk: Conversation, stream: Stream):
    answer_all(talk, shake_hands(talk, stream))


def reset(stream: Stream):
    """Lingering for 0 seconds closes with a reset."""
    stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.socket.close()


def respond(change):
    """A script whose response went through `change`."""

    def script(talk: Conversation, stream: Stream):
        response, _ = classic.make_response(stream, read_request(talk, stream))
        stream.send(change(response))

    return script


def answer(reply):
    """A script that sends `reply(message)` for each message."""
    return lambda talk, stream: answer_all(talk, shake_hands(talk, stream), reply)


def close_after(count: int, end):
    """A script that echoes `count` messages, and for the next one does `end(channel, message)`."""

    def script(talk: Conversation, stream: Stream):
        channel = shake_hands(talk, stream)
        for _ in range(count):
            channel.send(receive(talk, channel))
        end(channel, receive(talk, channel))

    return script


class ScriptedServer:
    """Plays one script for each connection, in turn, in a thread."""

    def __init__(self, *scripts, is_listening: bool = True):
        self.talks: list[Conversation] = []
        self._scripts = scripts
        self._failure: Exception | None = None
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._play, daemon=True)
        # A port that is bound and does not listen refuses, and nobody else can take it.
        if is_listening:
            self.listen()

    def listen(self):
        self._listener.settimeout(classic.TIMEOUT)
        self._listener.listen()
        self._thread.start()

    def _play(self):
        try:
            for script in self._scripts:
                try:
                    accepted, _ = self._listener.accept()
                except OSError:
                    break  # finish() tells how many came
                with accepted:
                    self._play_one(script, Stream(accepted))
        except Exception as error:  # shown by finish(), in the test's own thread
            self._failure = error
        finally:
            self._listener.close()

    def _play_one(self, script, stream: Stream):
        talk = Conversation()
        self.talks.append(talk)
        script(talk, stream)
        if stream.socket.fileno() < 0:
            return
        try:
            stream.end_sending()
        except OSError:
            pass  # the agent has reset the connection
        talk.rest, _ = stream.read_to_end()

    def finish(self):
        """To be called when the agent has ended: no connection is to come any more."""
        try:
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes a thread that still waits for one
        except OSError:
            pass
        if self._thread.is_alive():
            self._thread.join(classic.TIMEOUT)
        if self._failure:
            raise self._failure
        if self._thread.is_alive() or len(self.talks) != len(self._scripts):
            raise AssertionError(f"{len(self.talks)} of {len(self._scripts)} connections")

    def close(self):
        self._listener.close()
