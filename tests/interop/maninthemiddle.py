# SPDX-License-Identifier: MIT
"""A man in the middle: between an agent and a server, with keys of his own towards either.

He passes on whatever he can read, so that neither end sees that anything is amiss. What he got is
in `got`; where he failed, and how, in `failures`.
"""

import selectors
import socket
import threading

import classicpeer as classic
import sealedpeer as sealed
import sealedsocket
from classicpeer import Ending, Stream
from sealedends import Agent
from sealedforms import SealedError
from sealedpeer import Closed, KeyOffered, Settings
from sealedsocket import Channel


class ManInTheMiddle:
    """Listens for agents on loopback, and for each connects to the server on `target_port`."""

    def __init__(self, target_port: int):
        self.got: list[tuple[str, bytes]] = []
        self.failures: list[Exception] = []
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(classic.TIMEOUT)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while True:
            try:
                agents, _ = self._listener.accept()
            except OSError:
                return
            target = socket.create_connection(("127.0.0.1", self._target_port), classic.TIMEOUT)
            with agents, target:
                try:
                    self._meet(Stream(agents), Stream(target))
                except (SealedError, classic.ProtocolError, OSError) as error:
                    self.failures.append(error)

    def _meet(self, agents: Stream, servers: Stream):
        raise NotImplementedError

    def stop(self):
        try:
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread
        except OSError:
            pass
        self._thread.join(classic.TIMEOUT)
        self._listener.close()
        if self._thread.is_alive():
            raise AssertionError("the man in the middle still has a connection")


class ClassicMiddle(ManInTheMiddle):
    def _meet(self, agents: Stream, servers: Stream):
        with_agent = classic.server_handshake(agents)
        with_server = classic.agent_handshake(servers)
        back = threading.Thread(
            target=self._relay, args=("server", with_server, with_agent), daemon=True
        )
        back.start()
        self._relay("agent", with_agent, with_server)
        back.join(classic.TIMEOUT)

    def _relay(self, origin: str, source: classic.Channel, sink: classic.Channel):
        try:
            while isinstance(message := source.receive(), bytes):
                self.got.append((origin, message))
                sink.send(message)
            if message is not Ending.FIN:
                sink.send_goodbye()
            sink.stream.end_sending()
        except (classic.ProtocolError, OSError) as error:
            self.failures.append(error)


class SealedMiddle(ManInTheMiddle):
    """`psk` is for a man who stole it; `asks_for_codes` makes him compare codes with the agent."""

    def __init__(self, target_port: int, psk: bytes | None = None):
        self.towards_agent = Settings(psk=psk, name="lab")
        self.towards_server = Settings(psk=psk, name="pump-3")
        self.keys_seen: dict[str, bytes] = {}
        self.codes: dict[str, str] = {}
        super().__init__(target_port)

    def _meet(self, agents: Stream, servers: Stream):
        with_server = Channel(servers, Agent(self.towards_server))
        self.keys_seen["server"] = with_server.expect(KeyOffered).key
        # The server is kept waiting: what the agent does decides whether there is anything to say.
        with_agent = sealedsocket.server_handshake(agents, self.towards_agent)
        self.keys_seen["agent"] = with_agent.offered.key
        with_server.session.accept()
        with_server.expect(sealed.Established)
        self._relay_both(with_agent, with_server)

    def _relay_both(self, with_agent: Channel, with_server: Channel):
        channels = {"agent": (with_agent, with_server), "server": (with_server, with_agent)}
        with selectors.DefaultSelector() as selector:
            for origin, pair in channels.items():
                selector.register(pair[0].stream.socket, selectors.EVENT_READ, (origin, *pair))
                self._pass_on(origin, *pair)
            while selector.get_map():
                ready = selector.select(classic.TIMEOUT)
                if not ready:
                    raise TimeoutError("neither end says anything")
                for key, _ in ready:
                    origin, source, sink = key.data
                    source.read_more()
                    self._pass_on(origin, source, sink)
                    if source.session.state == "Over":
                        selector.unregister(key.fileobj)
                        sink.stream.end_sending()
        self.failures += [c.session.failure for c, _ in channels.values() if c.session.failure]

    def _pass_on(self, origin: str, source: Channel, sink: Channel):
        events = source.session.events
        while events:
            event = events.popleft()
            if isinstance(event, sealed.Message):
                self.got.append((origin, event.data))
                sink.send(event.data)
            elif isinstance(event, Closed) and sink.session.state == "Open":
                sink.close(event.reason or 0)
            elif isinstance(event, sealed.VerificationAsked):
                # Both people wait for a comparison: he has one with either of them.
                source.session.verify()
                source.flush()
                sink.session.verify()
                sink.flush()
            elif isinstance(event, sealed.CodeReady):
                self.codes[origin] = event.digits
