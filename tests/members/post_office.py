"""A mail server for tests, in a thread of the test: it keeps what it was given, refuses, falls silent, or stops to let
the test kill whoever is sending.
"""

import re
import socketserver
import threading
from contextlib import contextmanager

MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE | re.IGNORECASE)


class Office(socketserver.ThreadingTCPServer):
    """`got` are the Message-IDs of the emails it took, in their order. Addresses: `refuse@` is refused for ever,
    `later@` for now, `silent@` never gets an answer after its words. At email number `stop_at` it waits for `go_on`.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self, *, stop_at: int = 0):
        super().__init__(("127.0.0.1", 0), Clerk)
        self.got, self.stop_at = [], stop_at
        self.stopped, self.go_on, self.lock = threading.Event(), threading.Event(), threading.Lock()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, words: bytes) -> None:
        with self.lock:
            self.got.append(MESSAGE_ID.search(words)[1].decode())
            number = len(self.got)
        if number == self.stop_at:
            self.stopped.set()
            self.go_on.wait(60)


class Clerk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"220 here")
        self.to = b""
        while line := self.rfile.readline():
            if not self.answer(line.strip()):
                return

    def say(self, words: bytes) -> bool:
        self.wfile.write(words + b"\r\n")
        return True

    def answer(self, line: bytes) -> bool:
        word = line[:4].upper()
        if word == b"RCPT":
            self.to = line.lower()
            if b"refuse@" in self.to:
                return self.say(b"550 no such mailbox")
            return self.say(b"450 later" if b"later@" in self.to else b"250 ok")
        if word == b"DATA":
            return self.read()
        if word == b"QUIT":
            self.say(b"221 bye")
            return False
        return self.say(b"250 ok")

    def read(self) -> bool:
        self.say(b"354 go on")
        words = b""
        while not words.endswith(b"\r\n.\r\n"):
            line = self.rfile.readline()
            if not line:
                return False
            words += line
        self.server.take(words)
        if b"silent@" in self.to:
            self.server.go_on.wait(60)
            return False
        return self.say(b"250 taken")


@contextmanager
def office(**how):
    """It is open for as long as this lasts."""
    with Office(**how) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.go_on.set()
            server.shutdown()
