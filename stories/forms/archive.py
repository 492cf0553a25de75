"""Browsing the archive: every question may stay empty, and everything is in the address."""

from urllib.parse import urlencode

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from charter.models import Part
from halton_coprod.easyread.forms import LookForm, Words
from halton_coprod.easyread.mode import EASY
from halton_coprod.record.stamp import until_next_deed
from members.models import Interest
from stories.audiences import audiences_of
from stories.models import Kind, Story
from stories.models.counts import SHORT_MINUTES

MOST_WORDS = 8
LONGEST = 100
FACETS = ("topic", "value", "promise", "kind", "length")
ANY = ("", _("All of them"))


@until_next_deed
def part_names() -> list[tuple[str, str, str, str]]:
    """The values and promises of the Charter in force: which of them, address, name, name in easy read."""
    parts = Part.objects.in_force().filter(kind__in=(Part.Kind.VALUE, Part.Kind.PROMISE)).in_order()
    return [
        (part.kind, (part.value or part.promise).slug, part.name, part.title)
        for part in parts.select_related("value", "promise")
    ]


def value_names() -> list[tuple[str, str, str]]:
    return [names for kind, *names in part_names() if kind == Part.Kind.VALUE]


def promise_names() -> dict[str, str]:
    """Promises by their names in the Charter in force; one that is not in it by the newest name that it has had."""
    had = Part.objects.filter(kind=Part.Kind.PROMISE).order_by("version", "pk").values_list("promise__slug", "name")
    return {**dict(had), **{slug: name for kind, slug, name, _easy in part_names() if kind == Part.Kind.PROMISE}}


@until_next_deed
def public_counts() -> dict:
    return Story.objects.counts(None)


def counts_for(visitor) -> dict:
    """How many stories this visitor finds under each choice: kept for everybody, worked out for those who see more."""
    return public_counts() if audiences_of(visitor) == audiences_of(None) else Story.objects.counts(visitor)


class BrowseForm(LookForm):
    """Words to look for, what about, how told, how long."""

    q = Words(
        label=_("Words to look for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST}),
    )
    topic = forms.ChoiceField(label=_("What is it about?"), choices=[ANY, *Interest.choices], required=False)
    value = forms.ChoiceField(label=_("Which value of the Charter?"), required=False)
    promise = forms.ChoiceField(label=_("Which promise of the Charter?"), required=False)
    kind = forms.ChoiceField(label=_("How is it told?"), choices=[ANY, *Kind.choices], required=False)
    length = forms.ChoiceField(
        label=_("How long is it?"),
        choices=[ANY, ("short", _("3 minutes or less")), ("long", _("More than 3 minutes"))],
        required=False,
    )

    def __init__(self, *args, counts: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.counts = counts
        easy, parts = get_language() == EASY, part_names()
        for kind in (Part.Kind.VALUE, Part.Kind.PROMISE):
            names = [(slug, title if easy else name) for one, slug, name, title in parts if one == kind]
            self.fields[kind.value].choices = [ANY, *names]
        for name in FACETS:
            self.fields[name].choices = [ANY, *self.counted(name)]

    def counted(self, name: str) -> list[tuple]:
        """The choices with how many stories each has; what has none is left out, but for the one that was asked for."""
        known = [(key, says, self.counts.get((name, key), 0)) for key, says in self.fields[name].choices if key]
        asked = self.data.get(name)
        return [(key, format_lazy("{} ({})", says, number)) for key, says, number in known if number or key == asked]

    @property
    def topics(self) -> list[tuple]:
        """The topics that there are, to go to in one step."""
        return [choice for choice in self.fields["topic"].choices if choice[0]]

    @property
    def known(self) -> int | None:
        """How many stories fit, where the counts say it already."""
        asked = [(name, said) for name, said in self.answers.items() if said]
        if not asked:
            return sum(number for (name, _key), number in self.counts.items() if name == "kind")
        return self.counts.get(asked[0], 0) if len(asked) == 1 and asked[0][0] in FACETS else None

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
    def query(self) -> str:
        """The answers as an address has them, for the next page."""

        return urlencode({name: said for name, said in self.answers.items() if said})

    def choose(self, visitor):
        """Those that this visitor may open and that fit the answers."""
        said = self.answers
        stories = Story.objects.matching(said.get("q", "")[:LONGEST].split()[:MOST_WORDS], visitor)
        if said.get("topic"):
            stories = stories.filter(topics__topic=said["topic"])
        if said.get("value"):
            stories = stories.filter(values__slug=said["value"])
        if said.get("promise"):
            stories = stories.filter(promises__slug=said["promise"])
        if said.get("kind"):
            stories = stories.filter(kind=said["kind"])
        if said.get("length"):
            short = {"minutes__lte": SHORT_MINUTES}
            stories = stories.filter(**short) if said["length"] == "short" else stories.exclude(**short)
        return stories
