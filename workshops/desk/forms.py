"""The forms of the sessions' desk. What each question means is said in its hint; services say what is refused."""

from datetime import UTC, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import BothForms, EasyWords
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, TimeField, Words
from members.models import User
from members.roles import FACILITATOR, STAFF_ROLES
from workshops.models import Series, Session, Topic, Venue

SPARE_ROWS = 4
LAST_MINUTE = time(23, 59)
# Whatever ends at an earlier time than it begins goes on after midnight; so long at most.
LONGEST_NIGHT = timedelta(hours=12)


class VenueField(forms.ModelChoiceField):
    """A venue, and whether somebody has looked at it."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Venue.objects.all(), empty_label=_("Not chosen yet"), label=_("Where is it?"), **kwargs
        )

    def label_from_instance(self, venue):
        return venue.name if venue.is_checked else _("%(name)s (nobody has looked yet)") % {"name": venue.name}


class PeopleField(forms.ModelMultipleChoiceField):
    """Some people of the team, by name."""

    def __init__(self, roles, **kwargs):
        self.roles = roles
        super().__init__(queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.queryset = people_with(self.roles)
        return copy


def people_with(roles):
    return User.objects.filter(is_active=True, groups__name__in=roles).distinct().order_by("name", "email")


class DayForm(DeskForm):
    """The day of a session, and from when to when. Past midnight it ends on the next day.

    A day that is over is only left as it `stands`, or put right afterwards.
    """

    day = DateField(label=_("Which day?"))
    begins = TimeField(label=_("When does it begin?"), help_text=_("For example: 10am."))
    ends = TimeField(label=_("When does it end?"), help_text=_("For example: 12:30pm."))

    def __init__(self, *args, stands: datetime | None = None, puts_right=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands, self.puts_right = stands, puts_right

    def clean(self):
        facts = super().clean()
        if all(facts.get(name) is not None for name in ("day", "begins", "ends")):
            facts["starts_at"] = moment(facts.pop("day"), facts["begins"])
            facts["ends_at"] = end_of(facts["starts_at"], facts["ends"])
            for name, at in (("begins", facts["starts_at"]), ("ends", facts["ends_at"])):
                if timezone.localtime(at).time() != facts.pop(name):
                    self.add_error(name, _("On this night the clocks go forward. There is no such time."))
            self.refuse_times(facts)
        return facts

    def refuse_times(self, facts) -> None:
        may_be_over = self.puts_right or facts["starts_at"] == self.stands
        if facts["starts_at"] <= timezone.now() and not may_be_over:
            self.add_error("day", _("This day or time is over already. Choose a later one."))
        if facts["ends_at"] - facts["starts_at"] > LONGEST_NIGHT:
            self.add_error("ends", _("It ends before it begins. Over midnight it can last 12 hours, not more."))


def moment(day, at) -> datetime:
    """Where the clocks go back and a time comes twice, the first of them; where it never comes, an hour later."""
    wall = timezone.make_aware(datetime.combine(day, at))
    return wall.astimezone(UTC).astimezone(wall.tzinfo)


def end_of(starts_at, ends) -> datetime:
    begun = timezone.localtime(starts_at)
    day = begun.date() if ends > begun.time() else begun.date() + timedelta(days=1)
    return moment(day, ends)


def day_of(session) -> dict:
    """What the questions about the day start from."""
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}


def mode_field():
    return forms.ChoiceField(label=_("How do people meet?"), choices=Session.Mode, widget=forms.RadioSelect)


class PlanForm(DayForm):
    """The first facts of a new plan; the rest follows on its page."""

    name = Words(label=_("What is it called?"), max_length=120)
    mode = mode_field()
    field_order = ["name"]


class CopyForm(DayForm):
    """Only the day is asked: everything else is copied."""


class MoveForm(DayForm):
    """Another day or venue, or online, of which everybody is told."""

    mode = mode_field()
    venue = VenueField(required=False)

    def clean(self):
        """The hall that was chosen before is not where people meet online."""
        facts = super().clean()
        return {**facts, "venue": None} if facts.get("mode") == Session.Mode.ONLINE else facts


class BecauseForm(BothForms):
    """Why it does not take place. What cannot wait is said without easy words too; what there are is checked."""

    because = Prose(label=_("Why?"), help_text=_("Everybody who signed up reads this."), max_length=1_000)
    because_easy = EasyWords(
        _("Why, in easy read"),
        help_text=_("Who reads easy read gets these words. Where there are none, they get the standard ones."),
    )

    def clean(self):
        said = super().clean()
        self.ask_what_may_stay("because_easy", said.get("because_easy") or EasyRead())
        return said


class PostponeForm(BecauseForm, DayForm):
    """Why it is put off, and the new day; or that it is not known yet."""

    SOMETIMES_NEEDED = ("day", "begins", "ends")
    known = forms.ChoiceField(
        label=_("Do you know the new day?"),
        choices=[("no", _("Not known yet")), ("yes", _("Yes, it is this day"))],
        widget=forms.RadioSelect,
    )
    field_order = ["because", "because_easy", "known"]

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session
        for name in ("day", "begins", "ends"):
            self.fields[name].required = False
        self.fields["day"].help_text = _("Leave it and the times empty when they are not known yet.")

    def clean(self):
        """Without a new day nothing of it is asked."""
        said, asked = self.cleaned_data, ("day", "begins", "ends")
        if said.get("known") != "yes":
            for name in asked:
                said.pop(name, None)
                self.errors.pop(name, None)
        else:
            lacking = [name for name in asked if said.get(name) is None and name not in self.errors]
            for name in lacking[:1]:
                self.add_error(name, _("Say it, or choose: Not known yet."))
        facts = super().clean()
        begins = facts.get("starts_at")
        if begins and timezone.localtime(begins).date() == timezone.localtime(self.session.starts_at).date():
            self.add_error("day", _("This is the old day. Choose another one."))
        facts.pop("known", None)
        return facts


class FactsForm(DayForm):
    """What it is, when and where. The day and the venue only while nobody was told."""

    name = Words(label=_("What is it called?"), max_length=120)
    mode = mode_field()
    venue = VenueField(required=False)
    contact = Words(
        label=_("Whom can people ask?"),
        help_text=_("A name, a phone number and an email address."),
        max_length=200,
        required=False,
    )
    rung = forms.ChoiceField(
        label=_("How much do people decide?"),
        help_text=_("The step of the ladder. Do not promise more than is true."),
        choices=[("", _("Not decided yet")), *Session.Rung.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("What is it about?"),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    series = forms.ModelChoiceField(
        label=_("Which series does it belong to?"),
        queryset=Series.objects.all(),
        empty_label=_("None of them"),
        required=False,
    )
    seen = Seen()
    field_order = ["name", "day", "begins", "ends", "mode", "venue"]

    def __init__(self, *args, is_told=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_told:
            for name in ("day", "begins", "ends", "mode", "venue"):
                del self.fields[name]


class WordsForm(DeskForm):
    """What people need to decide whether they come, each text in both forms."""

    about = Prose(label=_("What is it about?"), required=False)
    about_easy = EasyWords(_("What it is about, in easy read"))
    can_change = Prose(label=_("What can change because people come?"), required=False)
    can_change_easy = EasyWords(_("What can change, in easy read"))
    cannot_change = Prose(label=_("What cannot change?"), required=False)
    cannot_change_easy = EasyWords(_("What cannot change, in easy read"))
    people = Prose(label=_("Who will be there?"), help_text=_("Name and role of each."), required=False)
    people_easy = EasyWords(_("Who will be there, in easy read"), help_text=_("Take a photo of each as the picture."))
    reward = Prose(
        label=_("What do people get?"),
        help_text=_(
            "How much, and which costs are paid. Or: not paid, because … People who signed up are told when it changes."
        ),
        required=False,
    )
    reward_easy = EasyWords(_("What people get, in easy read"))
    online_how = Prose(
        label=_("How do people join online?"),
        help_text=_("The link and a number to dial in. Only people with a place read it."),
        required=False,
    )
    online_how_easy = EasyWords(_("How people join online, in easy read"))
    easy_fits = forms.BooleanField(
        label=_("I have checked that each easy read says what its text says now."), required=False
    )
    seen = Seen()

    def __init__(self, *args, meets_online=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not meets_online:
            del self.fields["online_how"], self.fields["online_how_easy"]


class PlacesForm(DeskForm):
    """How many can come, and from when to when people sign up."""

    capacity = forms.IntegerField(label=_("How many places are there?"), min_value=1, max_value=2_000)
    kept_for_new = forms.IntegerField(
        label=_("How many of them are kept for people who have not come before?"), min_value=0, max_value=2_000
    )
    supporter_places = forms.IntegerField(
        label=_("How many supporters can come too?"),
        help_text=_("They take nobody's place. Leave it empty when all can come."),
        min_value=0,
        max_value=2_000,
        required=False,
    )
    has_waiting_list = forms.BooleanField(label=_("With a waiting list"), required=False)
    offer_days = forms.IntegerField(
        label=_("For how many days is a free place kept for somebody?"),
        help_text=_("4 days more for people whom we write letters."),
        min_value=1,
        max_value=60,
    )
    sign_up_from = DateField(
        label=_("From which day can people sign up?"), help_text=_("Leave it empty for now."), required=False
    )
    sign_up_until = DateField(
        label=_("Until which day?"), help_text=_("Leave it empty for: until it begins."), required=False
    )
    seen = Seen()

    def clean(self):
        facts = super().clean()
        opens, closes = facts.get("sign_up_from"), facts.get("sign_up_until")
        if opens and closes and closes < opens:
            self.add_error("sign_up_until", _("This day is before the first one. Choose a later day."))
        if (facts.get("kept_for_new") or 0) > (facts.get("capacity") or 0):
            self.add_error("kept_for_new", _("These are more than all places. Keep fewer."))
        facts["sign_up_from"] = moment(opens, time(0)) if opens else None
        facts["sign_up_until"] = moment(closes, LAST_MINUTE) if closes else None
        return facts


class TeamForm(DeskForm):
    """Who runs it, who stands in, and who helps at the door."""

    team = PeopleField(
        (FACILITATOR,),
        label=_("Who runs it?"),
        help_text=_("They see who comes and what each needs, until 14 days after."),
    )
    stand_in = forms.ModelChoiceField(
        label=_("Who stands in when somebody is ill?"),
        queryset=User.objects.none(),
        empty_label=_("Nobody yet"),
        required=False,
    )
    door_helpers = PeopleField(
        STAFF_ROLES, label=_("Who helps at the door?"), help_text=_("They can only tick people in.")
    )
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = people_with((FACILITATOR,))


class AgendaForm(DeskForm):
    """The whole day, row after row; an empty row is left away."""

    seen = Seen()

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, rows + 1):
            self.fields |= {
                f"at_{number}": TimeField(label=_("When?"), required=False),
                f"words_{number}": Words(label=_("What happens?"), max_length=200, required=False),
                f"easy_{number}": Words(label=_("The same in easy read"), max_length=200, required=False),
                f"break_{number}": forms.BooleanField(label=_("It is a break"), required=False),
            }
        self.numbers = range(1, rows + 1)

    @property
    def rows(self):
        """Each row with its questions."""
        for number in self.numbers:
            yield number, [self[f"{name}_{number}"] for name in ("at", "words", "easy", "break")]

    def clean(self):
        facts = super().clean()
        items = [item for number in self.numbers if (item := self.item(facts, number))]
        times = [item[0] for item in items]
        if len(set(times)) < len(times):
            self.add_error(None, _("Two things begin at the same time. Give each its own time."))
        return {"items": items, "seen": facts.get("seen")}

    def item(self, facts, number):
        at, words, easy, is_break = (facts.get(f"{name}_{number}") for name in ("at", "words", "easy", "break"))
        if (words or easy) and not at and f"at_{number}" not in self.errors:
            self.add_error(f"at_{number}", _("Row %(number)s: say when it begins.") % {"number": number})
        if at and not words:
            self.add_error(f"words_{number}", _("Row %(number)s: say what happens.") % {"number": number})
        return (at, words, easy or "", bool(is_break)) if at and words else None


class SureForm(DeskForm):
    """Nothing to fill in: the page asks once."""


class NameForm(DeskForm):
    """The name of a topic or of a series."""

    name = Words(label=_("What is it called?"), max_length=120)
