# SPDX-License-Identifier: MIT
"""Scripts for scriptedserver.py: what a sealed server does with one connection of the agent."""

import time

import sealedpeer as sealed
import sealedsocket
from classicpeer import Stream
from scriptedserver import Conversation
from sealedends import Server
from sealedforms import SealedError
from sealedpeer import Settings
from sealedsocket import Channel


def shake_hands(talk: Conversation, stream: Stream, settings: Settings) -> Channel:
    talk.channel = sealedsocket.server_handshake(stream, settings)
    return talk.channel


def receive(talk: Conversation, channel: Channel) -> bytes | None:
    """The next message, noted down; None at the end, and that is noted whatever it is."""
    try:
        message = channel.receive()
    except SealedError as error:
        message = error
    if not isinstance(message, bytes):
        talk.ending = message
        return None
    talk.messages.append(message)
    talk.times.append(time.monotonic())
    return message


def answer_all(talk: Conversation, channel: Channel, reply=lambda message: message):
    while (message := receive(talk, channel)) is not None:
        # A CLOSE that came in the same read has been answered, and nothing goes behind that.
        if channel.session.state == "Open":
            channel.send(reply(message))


def answer(settings: Settings, reply):
    """A script that sends `reply(message)` for each message."""
    return lambda talk, stream: answer_all(talk, shake_hands(talk, stream, settings), reply)


def echo(settings: Settings):
    return answer(settings, lambda message: message)


def listen(settings: Settings):
    """A script that notes what comes, and answers nothing."""

    def script(talk: Conversation, stream: Stream):
        channel = shake_hands(talk, stream, settings)
        while receive(talk, channel) is not None:
            pass

    return script


def close_after(settings: Settings, count: int, end):
    """A script that echoes `count` messages, and for the next one does `end(channel, message)`."""

    def script(talk: Conversation, stream: Stream):
        channel = shake_hands(talk, stream, settings)
        for _ in range(count):
            channel.send(receive(talk, channel))
        end(channel, receive(talk, channel))

    return script


def refuse(settings: Settings, reason: int):
    """A script that does not admit the agent."""

    def script(talk: Conversation, stream: Stream):
        talk.channel = Channel(stream, Server(settings))
        talk.channel.offered = talk.channel.expect(sealed.KeyOffered)
        talk.channel.session.refuse(reason)
        talk.channel.flush()

    return script


def answer_opening(settings: Settings, change=lambda answer: answer):
    """A script whose answer to the agent's opening goes through `change`; notes what follows."""

    def script(talk: Conversation, stream: Stream):
        session = Server(settings)
        try:
            while session.state in ("Opening", "Message1"):
                session.receive(stream.socket.recv(1 << 16))
        except SealedError as error:
            talk.ending = error
        stream.send(change(session.take_output()))
        if not talk.ending:
            talk.channel = Channel(stream, session)
            talk.ending = talk.channel.ended()

    return script
