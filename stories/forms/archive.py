"""Browsing the archive: every question may stay empty, and everything is in the address."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from charter.models import Part
from halton_coprod.easyread.mode import EASY
from halton_coprod.record.stamp import until_next_deed
from members.models import Interest
from stories.models import Kind

MOST_WORDS = 8
LONGEST = 100
SHORT_MINUTES = 3
ANY = ("", _("All of them"))


@until_next_deed
def value_names() -> list[tuple[str, str, str]]:
    """The values of the Charter in force: address, name, name in easy read."""
    parts = Part.objects.in_force().of_kind(Part.Kind.VALUE).select_related("value")
    return [(part.value.slug, part.name, part.title) for part in parts]


class BrowseForm(forms.Form):
    """Words to look for, what about, how told, how long."""

    q = forms.CharField(
        label=_("Words to look for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST}),
    )
    topic = forms.ChoiceField(label=_("What is it about?"), choices=[ANY, *Interest.choices], required=False)
    value = forms.ChoiceField(label=_("Which value of the Charter?"), required=False)
    kind = forms.ChoiceField(label=_("How is it told?"), choices=[ANY, *Kind.choices], required=False)
    length = forms.ChoiceField(
        label=_("How long is it?"),
        choices=[ANY, ("short", _("3 minutes or less")), ("long", _("More than 3 minutes"))],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

        easy = get_language() == EASY
        names = [(slug, title if easy else name) for slug, name, title in value_names()]
        self.fields["value"].choices = [ANY, *names]

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

    def choose(self, stories, user):
        """Those of these stories that fit the answers."""
        said = self.answers
        if said.get("q"):
            stories = stories.matching(said["q"][:LONGEST].split()[:MOST_WORDS], user)
        if said.get("topic"):
            stories = stories.filter(topics__topic=said["topic"])
        if said.get("value"):
            stories = stories.filter(values__slug=said["value"])
        if said.get("kind"):
            stories = stories.filter(kind=said["kind"])
        if said.get("length"):
            short = {"minutes__lte": SHORT_MINUTES}
            stories = stories.filter(**short) if said["length"] == "short" else stories.exclude(**short)
        return stories
