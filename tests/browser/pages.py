"""Every page of the running hub, found by following its own links as somebody would."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.cookiejar import CookieJar

from django.db import transaction
from django.urls import resolve

FILES = re.compile(
    r"^/(easy/)?(static/|charter\.pdf|workshops/[\w/-]*calendar\.ics|[\w/-]+/(report|tool|booklet|letters?)\.pdf|health/|accounts/logout|admin/)|^/(easy/)?me/(for/\d+/)?information/file/"
)
# Of many people, or words of a list, whose pages are alike, the first few are looked at.
NUMBER = re.compile(r"/\d+/|(?<=/words/lists)/\w+/[^/]+/(?=change/)")
FEW = 8
# A text on one page, to print, is its steps once more, and long: one in each form is looked at.
WHOLE = "page=all"


@dataclass
class Found:
    """A page as it was answered."""

    path: str
    status: int
    html: str
    links: set = field(default_factory=set)
    ids: set = field(default_factory=set)


class Visitor:
    """Somebody who follows every link: anonymous, or signed in as a role of the demo."""

    def __init__(self, hub, role=""):
        self.hub = hub
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        if role:
            self.browser.open(f"{hub.address}/demo/sign-in/", data=f"role={role}".encode())

    def send_empty(self, path: str) -> Found:
        """Press the button of the page's form with nothing written in it."""
        return self.look(path, urllib.parse.urlencode(hidden_in(self.look(path).html)).encode())

    def look(self, path: str, sent: bytes | None = None) -> Found:
        try:
            answer = self.browser.open(f"{self.hub.address}{urllib.parse.quote(path, safe='/?=&%:')}", sent)
        except urllib.error.HTTPError as fault:
            answer = fault
        is_page = answer.headers.get_content_type() == "text/html"
        page = Found(path, answer.status, answer.read().decode() if is_page else "")
        page.links = set(re.findall(r'<a [^>]*?href="([^"]+)"', page.html))
        page.ids = set(re.findall(r'\bid="([^"]+)"', page.html))
        return page

    def walk(self, *starts: str, within: re.Pattern = re.compile("/")) -> dict[str, Found]:
        """Every page that can be reached from `starts`, by its path."""
        seen, waiting, met = {}, deque(starts), defaultdict(set)
        while waiting:
            path = waiting.popleft()
            if path in seen:
                continue
            seen[path] = page = self.look(path)
            for link in sorted(page.links):
                target = urllib.parse.urljoin(path, link.partition("#")[0].replace("&amp;", "&"))
                is_new = within.match(target) and target not in seen and not FILES.match(target)
                if is_new and is_one_of_few(target, met):
                    waiting.append(target)
        return seen


def hidden_in(html: str) -> dict[str, str] | None:
    """What the page's form sends when nothing is written in it; None where there is no form to send."""
    form = re.search(r'<form id="form"[^>]* method="post".*?</form>', html, re.DOTALL)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])) if form else None


def sent_empty(client, walked: dict[str, str]) -> dict[str, str]:
    """Each of these pages as it comes back when its form is sent with nothing written in it, and says so."""
    found = {}
    for path, html in walked.items():
        if (hidden := hidden_in(html)) is None:
            continue
        with transaction.atomic():
            answer = client.post(path, hidden)
            transaction.set_rollback(True)
        words = answer.content.decode() if answer.status_code == 200 else ""
        if re.search(r"<title>(Error|Mistake|Problem): ", words):
            found[path] = words
    return found


def left_empty(client, first: str, answers: dict[str, dict]) -> dict[str, str]:
    """Each question of a way that begins here, as it comes back when nothing is said; `answers` lead on."""
    found, page = {}, client.get(first)
    while "step" in (page.context or {}):
        path, html = page.wsgi_request.get_full_path(), page.content.decode()
        found |= sent_empty(client, {path: html})
        answer = client.post(path, hidden_in(html) | answers.get(page.context["step"].slug, {}))
        assert answer.status_code == 302, path
        page = client.get(answer["Location"])
    return found


def one_of_each(walked: dict[str, Found]) -> list[str]:
    """One page of each kind in each form: the first that was met, and in easy read the last."""
    kinds: dict[tuple, list[str]] = {}
    for path in walked:
        kinds.setdefault(kind_of(path), []).append(path)
    return [paths[-1 if is_easy else 0] for (_name, is_easy, _asked), paths in kinds.items()]


def kind_of(path: str) -> tuple[str, bool, str]:
    """Which page it is, in which form, and whether it asks for a part; a page in the middle of a text is a kind too."""
    bare = path.removeprefix("/easy") if path.startswith("/easy/") else path
    asked = WHOLE if WHOLE in path else "?" * ("?" in path)
    return resolve(bare.partition("?")[0]).view_name, bare != path, asked


def is_one_of_few(path: str, met: dict[str, set]) -> bool:
    """Not the team's, or among the first few of pages that differ only by a number or a listed word; of texts on one
    page the first.
    """
    if WHOLE in path:
        alike = met[f"{path.startswith('/easy/')}{WHOLE}"]
        if not alike:
            alike.add(path)
        return path in alike
    alike = met[NUMBER.sub("/1/", path)]
    if len(alike) < FEW or "/team/" not in path:
        alike.add(path)
    return path in alike
