"""Browsing the sessions: every question may stay empty, and everything is in the address."""

from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.stamp import until_next_deed
from workshops.models import Session, Topic, Venue

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


class NotSaidForm(forms.Form):
    """That is not what we said."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = forms.CharField(
        label=_("What is not right?"),
        help_text=_("Write it in your own words. The team reads it and answers you."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ChooseForm(forms.Form):
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
