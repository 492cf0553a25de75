"""Pages that no link leads to: of a story that is being told, of a teller's own link, and of the link of a place."""

from stories.models import Story
from stories.tellers import sign
from stories.views.begun import FORMS
from tests.stories.files import png, upload
from workshops.models import Report, SignUp

from .pages import hidden_in, sent_empty

BEGIN = {"kind": "words", "agree": "on"}
WHO = {"what": ["whole"], "name": "full", "until": "half"}
DECIDES = ("review", "released", "published")
# Where one is asked something about a place → the sessions of which.
OF_A_PLACE = {"change": "open", "how-was-it": "held", "not-what-we-said": "held", "report": "held"}
# In easy read one question a page: as after the last of them.
FIRST, LAST = 'name="_at" value="0"', 'name="_at" value="99"'


def left_empty_by_link(client, form: str) -> dict[str, str]:
    """Each of these pages that comes back when nothing is said."""
    pages = [*telling(client, form), *own(client, form), *places(client, form)]
    walked = {path: client.get(path).content.decode().replace(FIRST, LAST) for path in pages}
    return sent_empty(client, walked)


def telling(client, form: str) -> list[str]:
    """A story that is told for somebody else, with a picture."""
    tell = f"{form}/stories/tell/"
    began = client.post("/stories/tell/", hidden_in(client.get("/stories/tell/").content.decode()) | BEGIN)
    of = began["Location"].partition("?")[2]
    client.post(f"/stories/tell/whose/?{of}", {"for_whom": "My brother"})
    brought = client.post(f"/stories/tell/files/add/?{of}", {"file": upload(png(), "bus.png"), "agreed": "on"})
    steps = [*(step for step in FORMS if step != "answer"), "files/add", "check"]
    return [*(f"{tell}{step}/?{of}" for step in steps), form + brought["Location"]]


def own(client, form: str) -> list[str]:
    """Of a teller who decides who may see it, and of one who took it back."""
    decides = own_page(state__in=DECIDES, full_name="")
    client.post(f"{decides}who/web/?one=1", WHO)
    pages = [f"{decides}{name}/" for name in ("who/web", "names", "check", "change")]
    return [form + path for path in (*pages, f"{own_page(state='withdrawn')}again/")]


def own_page(**which) -> str:
    return f"/stories/mine/{sign(Story.objects.filter(**which).first())}/"


def places(client, form: str) -> list[str]:
    """What somebody says of their place, of a session where they were, and of a report that is being checked: one of
    each.
    """
    Report.objects.update(state=Report.State.CHECKING)
    found = []
    for name, state in OF_A_PLACE.items():
        links = (one.link for one in SignUp.objects.filter(session__state=state).order_by("-pk"))
        paths = (f"{form}/workshops/place/{link}/{name}/" for link in links)
        found.append(next(path for path in paths if client.get(path).status_code == 200))
    return found
