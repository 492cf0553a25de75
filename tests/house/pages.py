"""How the house tests look at a page."""

from html.parser import HTMLParser

from django.db import transaction
from django.urls import resolve, reverse, set_script_prefix

from halton_coprod.easyread.typed import is_a_button
from members.roles import STAFF_ROLES
from tests.conftest import make_person


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


def entering(client, places, **others):
    """Somebody new of each role in each form, and others who are known: the names of the places that let them in."""
    people = {"anyone": None, "resident": make_person("new resident")}
    people |= {role: make_person(f"new {role}", role) for role in STAFF_ROLES}
    for who, person in {**people, **others}.items():
        client.logout()
        if person:
            client.force_login(person)
        for form in ("", "/easy"):
            yield who, form, {name for name, where in places.items() if is_let_in(client, where, form)}


def is_let_in(client, where, form) -> bool:
    """Neither refused, nor sent to sign in, nor told that nothing is there; what a button does is taken back."""
    with transaction.atomic():
        answer = (client.post if is_a_button(resolve(where).func) else client.get)(form + where)
        transaction.set_rollback(True)
    to_sign_in = answer.get("Location", "").startswith(f"{form}/accounts/login/")
    return answer.status_code not in (403, 404) and not to_sign_in
