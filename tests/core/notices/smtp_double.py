"""A mail server that only listens: it takes what it is sent, refuses or stalls as a test says."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer


class MailServer(ThreadingTCPServer):
    """Speaks enough of SMTP (RFC 5321) for smtplib on 127.0.0.1; `messages` holds what it took."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        #: What it replies to RCPT TO and at the end of a message.
        self.to_recipient, self.to_message = "250 OK", "250 OK"
        #: Called after it has kept a message and before it says so.
        self.before_answer: Callable[[], None] = lambda: None

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def handle_error(self, request, client_address) -> None:
        """Whoever was killed in the middle is no fault of the server."""


class _Session(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 double")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith("RCPT"):
                self.server.recipients.append(line.decode().partition("<")[2].partition(">")[0])
                self._say(self.server.to_recipient)
            elif word == "DATA":
                self._say("354 go on")
                self._take()
            elif word == "QUIT":
                return self._say("221 bye")
            else:
                self._say("250 OK")
        return None

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.to_message.startswith("250"):
            self.server.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.server.before_answer()
        self._say(self.server.to_message)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens while the block runs."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
