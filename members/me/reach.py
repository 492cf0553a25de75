"""How we reach somebody, and what they told us about themselves: each answer to see, and to change by itself."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from members import services
from members.joining import questions as q
from members.joining.answers import PLAIN, age
from members.joining.path import Step
from members.joining.steps import PATH
from members.models import LookRecord, Member, Way

from .page import Change, Page
from .whose import CHANGES, OWN, SEES

KNOWN_BY = {Way.EMAIL: "email", Way.TEXT: "phone", Way.PHONE: "phone", Way.LETTER: "address"}
CONTACTS = tuple(dict.fromkeys(KNOWN_BY.values()))
PICKS = {"connection": "connections", "interests": "interests", "taking-part": "taking_part"}
KIND_OF = {"connections": "connection", "interests": "interest", "taking_part": "taking_part"}


class MessagesQuestion(q.Question):
    wants_messages = q.one_of(q.YES_NO)


MESSAGES = Step(
    "messages",
    _("May we send you messages?"),
    MessagesQuestion,
    ideas=(("told", _("If you say no, we still tell you what you must know about a place that you have.")),),
)
STEPS = {**PATH.by_slug, "messages": MESSAGES}
# The same questions, as a supporter reads them.
TITLES_OF = {
    "way": _("How should we reach %(person)s?"),
    "email": _("What is the email address of %(person)s?"),
    "phone": _("What is the phone number of %(person)s?"),
    "address": _("Where should we send letters for %(person)s?"),
    "best-time": _("When is a good time for %(person)s?"),
    "easy-read": _("Which words does %(person)s want from us?"),
    "print": _("How big should the words for %(person)s be?"),
    "format": _("Does %(person)s need information in another way?"),
    "language": _("Does %(person)s need another language?"),
    "messages": _("May we send %(person)s messages?"),
    "name": _("What should we call them?"),
    "postcode": _("Where does %(person)s live?"),
    "age": _("How old is %(person)s?"),
    "connection": _("What is the connection of %(person)s to Halton?"),
    "interests": _("What is %(person)s interested in?"),
    "taking-part": _("How does %(person)s like to take part?"),
    "reward": _("What would %(person)s like for taking part?"),
}
REACH = ("way", *CONTACTS, "best-time", "easy-read", "print", "format", "language", "messages")
ABOUT = ("name", "postcode", "age", "connection", "interests", "taking-part", "reward")
# Some of it is about health: a supporter reads it where needs are, and the person reads that they did.
WITH_NEEDS = "connection"
# What only the person says about themselves: a supporter changes how to reach them, and nothing about who they are.
RIGHTS = {**dict.fromkeys(REACH, CHANGES), **dict.fromkeys(ABOUT, OWN)}


@dataclass(frozen=True)
class Row:
    """One answer, as it is shown."""

    title: str
    lines: list[str]
    change: str


class Reach(Page):
    template_name = "members/me_reach.html"
    rights = (SEES, CHANGES)
    title = _("How we reach you")
    title_of = _("How we reach %(person)s")
    what = LookRecord.What.CONTACT

    def get_context_data(self, **kwargs):
        prefetch_related_objects([self.member], "picks")
        told = [slug for slug in ABOUT if self.whose.is_own or slug != WITH_NEEDS] if self.whose.may(SEES) else []
        about = [row_of(self.whose, slug) for slug in told]
        shown = [slug for slug in REACH if slug not in CONTACTS or getattr(self.member, slug)]
        return super().get_context_data(reach=[row_of(self.whose, slug) for slug in shown], about=about, **kwargs)


def row_of(whose, slug: str) -> Row:
    """One answer, with the way to change it for whoever may."""
    change = whose.to("me_reach_change", slug=slug) if whose.may(RIGHTS[slug]) else ""
    title = STEPS[slug].title if whose.is_own else TITLES_OF[slug] % {"person": whose.person}
    return Row(title, [line for line in said(whose.member, slug) if line], change)


def said(member: Member, slug: str) -> list[str]:
    """One answer in words."""
    if slug in PICKS:
        return member.ticked(KIND_OF[PICKS[slug]])
    if slug in ("easy-read", "messages"):
        form = STEPS[slug].form()
        name, answer = next((name, answer) for name, answer in stands(member, slug).items())
        return [dict(form.fields[name].choices)[answer]]
    if slug == "postcode":
        return [member.postcode, member.get_district_display()]
    (name,) = PLAIN[slug]
    display = getattr(member, f"get_{name}_display", None)
    return [str(display()) if display else getattr(member, name)]


def stands(member: Member, slug: str) -> dict:
    """One answer, as its question asks it."""
    if slug in PICKS:
        return {PICKS[slug]: member.picked(KIND_OF[PICKS[slug]])}
    if slug == "easy-read":
        return {"easy_read": "yes" if member.easy_read else "no"}
    if slug == "messages":
        return {"wants_messages": "yes" if member.wants_messages else "no"}
    if slug == "postcode":
        return {"postcode": member.postcode, "unsaid": not member.postcode}
    return {name: getattr(member, name) for name in PLAIN[slug]}


class ChangeReach(Change):
    """One answer. Whoever chooses a way for which something is missing is asked for that first."""

    rights = (OWN, CHANGES)
    what = LookRecord.What.CONTACT

    def find(self, slug):
        if slug not in RIGHTS:
            raise Http404
        self.whose.allow(RIGHTS[slug])
        self.slug, self.step = slug, STEPS[slug]
        self.title, self.title_of, self.ideas = self.step.title, TITLES_OF[slug], self.step.ideas

    def get_form_class(self):
        return self.step.form

    def get_form(self, form_class=None):
        """What is not needed to reach them may be taken away."""
        form = super().get_form(form_class)
        if self.slug in CONTACTS:
            form.fields[self.slug].required = self.slug == KNOWN_BY[Way(self.wanted_way)]
        return form

    @property
    def wanted_way(self) -> str:
        """The one that they have just chosen, or the one that stands."""
        way = self.request.GET.get("way")
        return way if KNOWN_BY.get(way) == self.slug else self.member.way

    def stands(self):
        return stands(self.member, self.slug)

    @property
    def back(self):
        return self.whose.to("me_reach")

    def do(self, said):
        missing = self.slug == "way" and not getattr(self.member, KNOWN_BY[said["way"]])
        if missing:
            return f"{self.whose.to('me_reach_change', slug=KNOWN_BY[said['way']])}?way={said['way']}"
        services.change_member(self.member, by=self.request.user, **facts(self.slug, said, self.wanted_way))
        if self.slug == "name":
            services.rename_user(self.request.user, name=said["name"], by=self.request.user)
        return None


def facts(slug: str, said: dict, way: str) -> dict:
    """What the service is told."""
    if slug in ("easy-read", "messages"):
        return {name: answer == "yes" for name, answer in said.items()}
    if slug == "postcode":
        return {"postcode": "", "district": ""} if said["unsaid"] else {"postcode": said["postcode"]}
    if slug == "age":
        return age(said)
    return {**said, "way": way} if slug in CONTACTS else said
