"""Many people at once at the doors of a running hub: each sends the last page of a sign-up, or says yes to an offer."""

import http.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

PATIENCE = 120
# A form is taken from whoever brings the same word in the cookie and on the page.
WORD = "x" * 32


def send(port: int, path: str, **fields) -> int:
    """One press of a button, as a browser without JavaScript sends it; what the hub answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Cookie": f"csrftoken={WORD}", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", path, urlencode({"csrfmiddlewaretoken": WORD, **fields}), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def crowd(port: int, presses: list[tuple[str, dict]], *, clients: int) -> Counter:
    """All these presses by so many clients at once; how often each status came."""
    with ThreadPoolExecutor(clients) as people:
        return Counter(people.map(lambda press: send(port, press[0], **press[1]), presses))
