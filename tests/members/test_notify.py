"""Texts by GOV.UK Notify: its own client speaks to a stand-in of the service on this machine, over real HTTP."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from members import services

from .outbox import HUB, now_is, person, queue

pytestmark = pytest.mark.django_db
KEY = "hub-11111111-1111-1111-1111-111111111111-22222222-2222-2222-2222-222222222222"
SILENT = 0


class Service(ThreadingHTTPServer):
    """Answers each text with `status`, or with nothing; `got` is what it was asked to send."""

    daemon_threads = True

    def __init__(self, status):
        super().__init__(("127.0.0.1", 0), Desk)
        self.status, self.got = status, []


class Desk(BaseHTTPRequestHandler):
    def do_POST(self):
        words = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["Authorization"][:7], json.loads(words)))
        if self.server.status == SILENT:
            self.close_connection = True
            return
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"id": "1", "errors": []}).encode())

    def log_message(self, *_words):
        """Nothing to print."""


@pytest.fixture
def service(request, settings):
    server = Service(request.param)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SITE_URL = HUB
    settings.TEXT_BACKEND = "members.notify.NotifyTexts"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE = KEY, "the-template"
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("service", [201], indirect=True)
def test_a_text_is_handed_over_with_its_words_and_its_own_mark(service):
    message = queue(person(way="text", phone="01632 960 005"))
    services.send_messages()
    ((path, how, asked),) = service.got
    assert (now_is(message), path, how) == (("sent", ""), "/v2/notifications/sms", "Bearer ")
    words = asked["personalisation"].pop("words")
    assert words.count("Come and talk.") == 1
    assert asked == {
        "phone_number": "01632 960 005",
        "template_id": "the-template",
        "personalisation": {},
        "reference": f"message-{message.pk}",
    }


@pytest.mark.parametrize(
    ("service", "becomes"),
    [
        (400, ("failed", "refused")),
        (429, ("waiting", "")),
        (403, ("waiting", "")),
        (500, ("waiting", "")),
        (SILENT, ("failed", "not sure")),
    ],
    indirect=["service"],
)
def test_what_it_says_decides_if_the_text_is_tried_again(service, becomes):
    message = queue(person(way="text", phone="01632 960 005"))
    services.send_messages()
    assert (now_is(message), len(service.got)) == (becomes, 1)


@pytest.mark.parametrize("service", [201], indirect=True)
def test_when_it_was_never_reached_the_text_is_tried_again(service):
    service.shutdown()
    service.server_close()
    message = queue(person(way="text", phone="01632 960 005"))
    services.send_messages()
    assert (now_is(message), service.got) == (("waiting", ""), [])


@pytest.mark.parametrize("service", [201], indirect=True)
def test_without_its_key_one_sentence_says_so(service, settings):
    settings.NOTIFY_API_KEY = ""
    queue(person(way="text", phone="01632 960 005"))
    with pytest.raises(ImproperlyConfigured, match=r"^Texts by GOV\.UK Notify need NOTIFY_API_KEY and NOTIFY_TEMPLATE"):
        services.send_messages()
