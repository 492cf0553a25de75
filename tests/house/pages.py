"""How the house tests look at a page."""

from html.parser import HTMLParser

from django.urls import reverse, set_script_prefix


class Focusable(HTMLParser):
    """The links and buttons of a page, in order, with their words."""

    def __init__(self, page):
        super().__init__()
        self.found, self.words = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "button"):
            self.found.append((tag, dict(attrs), []))
            self.words = self.found[-1][2]

    def handle_data(self, data):
        if self.words is not None and data.strip():
            self.words.append(data.strip())

    def handle_endtag(self, tag):
        if tag in ("a", "button"):
            self.words = None


def page(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def both(name):
    # A request in easy read leaves its mount behind for reverse().
    set_script_prefix("/")
    return reverse(name), f"/easy{reverse(name)}"
