"""How tests join the pool: the least and the most that can be said, and the way through the questions."""

import pytest

from members import services
from members.joining.steps import STEPS
from members.models import Member
from members.wording import WORDINGS

FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LEAST = {
    "name": {"name": "Rosa Example"},
    "way": {"way": "email"},
    "email": {"email": "shared@home.example"},
    "phone": {"phone": "01632 960 999"},
    "address": {"address": "Flat 2\n1 Example Street\nWidnes"},
    "best-time": {"best_time": "morning"},
    "easy-read": {"easy_read": "yes"},
    "print": {"print_size": "large"},
    "postcode": {"unsaid": "on"},
    "help": {"help": "no"},
    "supporter": {"wants_supporter": "no"},
    **{f"agree-{purpose}": {"agreed": "yes" if purpose == "pool" else "no"} for purpose in WORDINGS},
}
OTHER_WAYS = ("phone", "address", "best-time")
LEFT_EMPTY = ("format", "language", "age", "connection", "interests", "taking-part", "reward")
ALL = {
    **LEAST,
    "postcode": {"postcode": "wa87qf"},
    "format": {"other_format": "A recording"},
    "language": {"language": "Polish"},
    "age": {"age_band": "35-49"},
    "connection": {"connections": ["lives", "autistic"]},
    "interests": {"interests": ["homes", "safe"]},
    "taking-part": {"taking_part": ["phone"]},
    "help": {"help": "yes"},
    "need-surroundings": {"items": ["quiet", "breaks"], "words": "Far from the door", "who_sees": "session"},
    "need-other": {"words": "My dog comes too", "who_sees": "pool"},
    "supporter": {"wants_supporter": "yes"},
    "supporter-who": {"name": "Sunil Example", "relation": "My brother", "phone": "", "email": ""},
    "supporter-may": {"rights": ["see", "copies"]},
    "reward": {"reward": "talk"},
    "agree-needs": {"agreed": "yes"},
}


def send(client, page, said, **more):
    """Answer a page with what is written on it and in it."""
    hidden = {"opened": page.context["opened"], "draft": page.context["form"]["draft"].value() or ""}
    return client.post(page.wsgi_request.get_full_path(), {**hidden, **said, **more})


def walk(client, form="", answers=LEAST, *, until="check"):
    """From the first page to the check, or to the question `until`."""
    asked = []
    page = client.get(f"{form}/join/{STEPS[0].slug}/")
    while True:
        slug = page.context["step"].slug if "step" in page.context else "check"
        if slug == until or len(asked) > len(STEPS):
            return page, asked
        # Nothing is asked twice, and each page has a way back and a way to go on later.
        assert slug not in asked
        asked.append(slug)
        html = page.content.decode()
        assert (html.count('class="back-link"'), html.count('name="_save"')) == (1, 1), slug
        answer = send(client, page, answers.get(slug, {}))
        assert answer.status_code == 302, (slug, answer.context["form"].errors)
        page = client.get(answer["Location"])


def come_back(client, answers):
    """Go on, in a new session, with this answered so far."""
    versions = {step.slug: step.version for step in STEPS}
    kept = {slug: {**said, "_version": versions[slug]} for slug, said in answers.items()}
    client.post("/join/back/", {"code": services.save_draft(None, answers=kept).code})


def join(client, form="", answers=LEAST):
    page, _asked = walk(client, form, answers)
    done = send(client, page, {})
    assert done["Location"] == f"{form}/join/done/"
    return Member.objects.get()
