"""A small load client: as many connections as asked, each sending its next request when the last is answered."""

import asyncio
import time
from dataclasses import dataclass

WARM_UP, MEASURED = 0.3, 1.0


@dataclass(frozen=True)
class Rate:
    """Requests a second, and how long they took in milliseconds."""

    a_second: float
    p50: float
    p95: float
    p99: float


class Line(asyncio.Protocol):
    """One connection that is kept open."""

    def __init__(self, request: bytes, took: list):
        self.request, self.took, self.wanted, self.got = request, took, 0, b""

    def connection_made(self, transport):
        self.transport = transport
        self.send()

    def send(self):
        self.got, self.wanted, self.began = b"", 0, time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data):
        self.got += data
        if not self.wanted and (end := self.got.find(b"\r\n\r\n")) >= 0:
            self.wanted = end + 4 + length(self.got[:end])
        if self.wanted and len(self.got) >= self.wanted:
            now = time.perf_counter()
            self.took.append((now, now - self.began))
            self.send()

    def connection_lost(self, fault):
        self.transport = None


def length(head: bytes) -> int:
    """What Content-Length says; any answer but 200 ends the measurement, because it would be measured as a page."""
    if b" 200 " not in head[:20]:
        raise RuntimeError(head[:200].decode())
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


def measure(port: int, path: str, *, connections: int, headers: str = "") -> Rate:
    """The rate at which this path answers; stops by itself."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n".encode()
    return asyncio.run(run(port, request, connections))


async def run(port: int, request: bytes, connections: int) -> Rate:
    loop, took = asyncio.get_running_loop(), []
    lines = [
        await loop.create_connection(lambda: Line(request, took), "127.0.0.1", port) for _one in range(connections)
    ]
    await asyncio.sleep(WARM_UP)
    began = time.perf_counter()
    await asyncio.sleep(MEASURED)
    ended = time.perf_counter()
    for transport, _line in lines:
        transport.abort()
    times = sorted(seconds for at, seconds in took if began <= at <= ended)
    if not times:
        raise RuntimeError(f"No answer: {request[:80]!r}")
    return Rate(
        len(times) / (ended - began), *(1000 * times[int(part * (len(times) - 1))] for part in (0.5, 0.95, 0.99))
    )
