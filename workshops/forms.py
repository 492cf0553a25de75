"""Browsing the sessions: every question may stay empty, and everything is in the address."""

from typing import ClassVar
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from charter.forms.assessing import FaceField
from halton_coprod.easyread.forms import LookForm, Prose, Words
from halton_coprod.easyread.one_by_one import AT, OneByOne
from halton_coprod.record.stamp import until_next_deed
from members.joining.questions import YES_NO
from workshops.models import AccessRequest, Badge, Feedback, Session, SignUp, Topic, Venue
from workshops.services import HowItWas
from workshops.signing.questions import SUPPORTERS

ANY = ("", _("All of them"))
ONLINE, PAST = "online", "past"


@until_next_deed
def topic_names() -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in Topic.objects.values_list("pk", "name")]


@until_next_deed
def venue_names() -> list[tuple[str, str]]:
    """Only places where something is or was that everybody may see."""
    shown = Venue.objects.filter(sessions__in=Session.objects.public()).distinct()
    return [(str(key), name) for key, name in shown.values_list("pk", "name")]


class Asked(forms.Form):
    """Questions put to a person about themselves; or, `for_them`, to somebody who answers for that person."""

    THEIRS: ClassVar[dict] = {}
    THEIR_HINTS: ClassVar[dict] = {}

    def __init__(self, *args, for_them: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if for_them:
            for name, words in self.THEIRS.items():
                self.fields[name].label = words
            for name, words in self.THEIR_HINTS.items():
                self.fields[name].help_text = words


class NotSaidForm(Asked):
    """That is not what we said."""

    THEIR_HINTS: ClassVar = {"words": _("Write what they say. The team reads it and answers them.")}

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = Words(
        label=_("What is not right?"),
        help_text=_("Write it in your own words. The team reads it and answers you."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CheckReportForm(OneByOne, Asked):
    """Whether a report says what people said."""

    THEIR_HINTS: ClassVar = {
        "words": _("Write what they say. The team reads it and answers them. It does not see their name.")
    }
    QUESTIONS = (("is_right",), ("words",))
    PICTURES: ClassVar = {"is_right": "check", "words": "write"}
    SOMETIMES_NEEDED = ("words",)

    is_right = forms.ChoiceField(
        label=_("Is it right?"),
        choices=[("yes", _("This is right")), ("no", _("This is not what we said"))],
        widget=forms.RadioSelect,
    )
    words = Words(
        label=_("What is not right?"),
        help_text=_("Write it in your own words. The team reads it and answers you. It does not see your name."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self):
        said = super().clean()
        if said.get("is_right") == "no" and not said.get("words", "").strip():
            self.add_error("words", _("Say what is not right."))
        return said

    @property
    def last(self) -> int:
        """Whoever says that it is right is asked nothing more."""
        return 0 if self.data.get("is_right") == "yes" else super().last

    @property
    def said(self) -> dict:
        return {"is_right": self.cleaned_data["is_right"] == "yes", "words": self.cleaned_data["words"]}


class BadgeForm(OneByOne, Asked):
    """What somebody wants on their name badge."""

    THEIRS: ClassVar = {
        "name": _("Which name stands on their badge?"),
        "please": _("Do they want people to know something?"),
    }
    QUESTIONS = (("name",), ("please",))
    PICTURES: ClassVar = {"name": "badge", "please": "speak-up"}

    name = Words(label=_("Which name stands on it?"), max_length=80)
    please = forms.ChoiceField(
        label=_("Do you want people to know something?"),
        choices=[*Badge.Please.choices, ("", _("No, only my name"))],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )

    def __init__(self, *args, for_them: bool = False, **kwargs):
        super().__init__(*args, for_them=for_them, **kwargs)
        if for_them:
            self.fields["please"].choices = [*Badge.Please.choices, ("", _("No, only the name"))]


HOW = {5: _("Very good"), 4: _("Good"), 3: _("It was all right"), 2: _("Not so good"), 1: _("Bad")}
NO_ANSWER = ("", _("I do not want to answer this"))


SEEN_BY_TEAM = _("The team sees who says this, so that it can put it right.")


def choice(label, choices, **more):
    return forms.ChoiceField(
        label=label, choices=[*choices, NO_ANSWER], widget=forms.RadioSelect, required=False, initial="", **more
    )


def own_words(label):
    return Prose(label=label, rows=5, max_length=2_000, required=False)


class ChangePlaceForm(OneByOne, Asked):
    """What can be said later, or another way than at first."""

    THEIRS: ClassVar = {
        "comes": _("How do they want to come?"),
        "supporters": _("Does somebody come with them?"),
        "supporter_name": _("Who is their supporter?"),
        "travel": _("Do they need help to get there?"),
        "needs": _("Is there something more that they need?"),
    }
    THEIR_HINTS: ClassVar = {"needs": _("Write what they say. The team reads it and answers them.")}

    PICTURES: ClassVar = {
        "comes": "workshop",
        "supporters": "two-people",
        "supporter_name": "supporter",
        "travel": "taxi",
        "needs": "question",
    }

    comes = forms.ChoiceField(
        label=_("How do you want to come?"),
        help_text=_("Online nothing of the room is needed, nor help to get there. We leave that out."),
        choices=SignUp.Comes.choices,
        widget=forms.RadioSelect,
    )
    supporters = forms.ChoiceField(
        label=_("Does somebody come with you?"), choices=SUPPORTERS, widget=forms.RadioSelect
    )
    supporter_name = Words(
        label=_("Who is your supporter?"),
        help_text=_("You can tell us later. It can also be somebody else on the day."),
        max_length=100,
        required=False,
    )
    travel = forms.ChoiceField(label=_("Do you need help to get there?"), choices=YES_NO, widget=forms.RadioSelect)
    needs = Words(
        label=_("Is there something more that you need?"),
        help_text=_("Write it in your own words. The team reads it and answers you."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        if not session.is_both:
            del self.fields["comes"]
        if session.is_online_only or (AT in self.data and self.data.get("comes") == SignUp.Comes.ONLINE):
            del self.fields["travel"]
        # One at a time, nobody who comes alone is asked for a name.
        if AT in self.data and self.data.get("supporters") == "0":
            del self.fields["supporter_name"]
        self.QUESTIONS = tuple((name,) for name in self.fields)

    @property
    def said(self) -> dict:
        facts = {name: self.cleaned_data.get(name, "") for name in ("supporter_name", "needs", "comes")}
        travel = self.cleaned_data.get("travel") == "yes"
        return {**facts, "supporters": int(self.cleaned_data["supporters"]), "travel_help": travel}


class FoundForm(OneByOne, Asked):
    """How somebody found it. Words of their own are asked only while the team reads them."""

    def __init__(self, *args, reads_words: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_words:
            del self.fields["words"]
        self.QUESTIONS = tuple((name,) for name in self.fields)


class HowItWasForm(FoundForm):
    """How it was: faces and words, and whether they got what they had asked for. Each answer may be left out."""

    THEIRS: ClassVar = {
        "heard": _("Did people listen to them?"),
        "rung": _("How much could they decide?"),
        "again": _("Do they want to come again?"),
    }
    PICTURES: ClassVar = {"rung": "decide", "again": "repeat", "words": "write"}
    GOT_IT, THEY_GOT_IT = _("You asked for: {need}. Did you get it?"), _("They asked for: {need}. Did they get it?")

    how = FaceField(label=_("How was it?"), words=HOW)
    heard = FaceField(label=_("Did people listen to you?"))
    rung = choice(_("How much could you decide?"), Session.Rung.choices)
    again = choice(_("Do you want to come again?"), Feedback.Again.choices)
    words = own_words(_("What was good? What should be better?"))

    def __init__(self, *args, requests=(), for_them: bool = False, **kwargs):
        super().__init__(*args, for_them=for_them, **kwargs)
        self.requests = {f"met_{request.pk}": request.pk for request in requests}
        for request in requests:
            asks = format_lazy(self.THEY_GOT_IT if for_them else self.GOT_IT, need=request.says)
            self.fields[f"met_{request.pk}"] = choice(asks, AccessRequest.Met.choices, help_text=SEEN_BY_TEAM)
        self.order_fields(["how", "heard", *self.requests, "rung", "again", "words"])
        self.QUESTIONS = tuple((name,) for name in self.fields)
        self.PICTURES = {**self.PICTURES, **dict.fromkeys(self.requests, "support")}

    @property
    def said(self) -> HowItWas:
        facts = {name: self.cleaned_data[name] for name in self.base_fields if name in self.fields}
        return HowItWas(**facts, met={pk: self.cleaned_data[name] for name, pk in self.requests.items()})


class MissedForm(FoundForm):
    """What stopped somebody who could not come. Asked kindly, and only once."""

    THEIRS: ClassVar = {"missed": _("What stopped them?")}
    PICTURES: ClassVar = {"missed": "barrier", "words": "write"}

    missed = choice(_("What stopped you?"), Feedback.Missed.choices)
    words = own_words(_("Do you want to say more?"))

    @property
    def said(self) -> HowItWas:
        return HowItWas(**self.cleaned_data)


class ChooseForm(LookForm):
    """What about, where, and whether it is still to come."""

    topic = forms.ChoiceField(label=_("What is it about?"), required=False)
    place = forms.ChoiceField(label=_("Where is it?"), required=False)
    when = forms.ChoiceField(
        label=_("When is it?"), choices=[("", _("Still to come")), (PAST, _("It is over"))], required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [ANY, *topic_names()]
        self.fields["place"].choices = [ANY, (ONLINE, _("Online")), *venue_names()]

    @property
    def answers(self) -> dict:
        """What was chosen; an answer that is none of ours counts as no answer."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def asked(self) -> bool:
        return any(self.answers.values())

    @property
    def wants_past(self) -> bool:
        return self.answers.get("when") == PAST

    @property
    def query(self) -> str:
        """The answers as an address has them, for the next page."""
        return urlencode({name: said for name, said in self.answers.items() if said})

    def choose(self, sessions):
        """Those of these sessions that fit the answers, the next one first; of the past, the newest first."""
        said = self.answers
        if said.get("topic"):
            sessions = sessions.filter(topics=said["topic"])
        if said.get("place") == ONLINE:
            sessions = sessions.exclude(mode=Session.Mode.IN_PERSON)
        elif said.get("place"):
            sessions = sessions.filter(venue=said["place"])
        return sessions.past() if self.wants_past else sessions.coming()
