"""A person who takes part, with a sign-in or without, and what they ticked."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.record.flow import Move

from .asked import (
    HEALTH,
    ON_A_LIST,
    AgeBand,
    BestTime,
    CameBy,
    Connection,
    District,
    Interest,
    Print,
    Reward,
    TakingPart,
    Way,
)
from .sealed import SealedField

# What the list of the pool is narrowed by, besides the state.
LISTED = ("district", "way", "wish", "last_came_at", "last_asked_at")


# The one message of each person that asks whether they want to be in the pool.
WISH_OCCASION = "wish"


class MemberQuerySet(models.QuerySet):
    def in_pool(self):
        """Everybody who said yes to the pool and has not left it."""
        return self.exclude(state__in=Member.GONE)

    def may_be_asked(self, *, wants_messages=True):
        """Active people who want messages and whose yes to the pool stands: the only ones to invite. Or those who
        would be, if they wanted any.
        """
        return self.filter(state=Member.State.ACTIVE, wants_messages=wants_messages).agreed_to("pool")

    def may_get_news(self):
        """Whoever is here, takes no break, wants messages, and whose yes to the pool stands."""
        not_now = (*Member.GONE, Member.State.PAUSED)
        return self.filter(wants_messages=True).exclude(state__in=not_now).agreed_to("pool")

    def agreed_to(self, purpose):
        """Those whose yes to this purpose stands now: asked of the consents each time."""
        return self.filter(consents__purpose=purpose, consents__agreed=True, consents__withdrawn_at=None)

    def unanswered(self):
        """In the pool without a yes or a no to it: they came in with a list."""
        return self.in_pool().exclude(consents__purpose="pool")

    def not_asked(self):
        """Of them, whoever was never asked whether they want to be in the pool."""
        return self.unanswered().exclude(messages__occasion=WISH_OCCASION)

    def wishing(self, wish):
        """Who said yes, or is in the pool and was asked or not, off what is kept beside their answers: for the list
        of a hundred thousand people alone.
        """
        return (self if wish == Member.Wish.YES else self.in_pool()).filter(wish=wish)

    def who_ticked(self, kind, *items):
        """Those who ticked at least one of these items: quick where the first few of many are wanted."""
        return self.filter(Exists(Pick.objects.filter(member=OuterRef("pk"), kind=kind, item__in=items)))

    def among_those_who_ticked(self, kind, *items):
        """The same people: quick where all of them are counted."""
        # Not the key itself: SQLite would look each of them up in the table, where an index of the rest does.
        people = self.alias(key=F("pk") + 0)
        return people.filter(key__in=Pick.objects.filter(kind=kind, item__in=items).order_by().values("member"))

    def by_mark(self, mark):
        """Those with this email address or phone number (`mark_of`): sharing one is normal."""
        return self.filter(Q(email_mark=mark) | Q(phone_mark=mark)) if mark else self.none()

    def not_heard_from(self, since):
        """In the pool, and since then they told us nothing, came to nothing, and did not sign in."""
        heard = Q(last_heard_at__gte=since) | Q(last_came_at__gte=since) | Q(user__last_login__gte=since)
        return self.in_pool().exclude(heard | Q(last_heard_at=None, joined_at__gte=since))

    def left_before(self, when):
        """Whoever left the pool before then and has not come back."""
        gone = self.filter(state=Member.State.LEFT)
        last = models.Max("changes__at", filter=Q(changes__after=Member.State.LEFT))
        return gone.annotate(left_at=last).filter(left_at__lt=when)

    def to_check(self, today):
        """In the pool, and something they need or agreed to was said a year ago or more."""
        agreed = Q(consents__agreed=True, consents__withdrawn_at=None, consents__review_due__lte=today)
        due = self.filter(agreed | Q(needs__review_due__lte=today)).order_by().values("pk")
        return self.in_pool().filter(pk__in=due, wants_messages=True)

    def supported_by(self, user, **rights):
        """The people whom this user may act for today, with these rights (`may_see=True`)."""
        return self.filter(pk__in=user.supports.active().filter(**rights).values("member"))

    def visible_to(self, user):
        """Oneself, the people one may look after, and for pool staff everybody."""
        if user.has_perm("members.see_pool"):
            return self.all()
        return self.filter(user=user) | self.supported_by(user, may_see=True)


class Member(models.Model):
    """Somebody of the pool. The record is the person's own, whoever typed it in; a sign-in is optional.

    Email, phone and address belong to as many people as share them. They are sealed, and found by their marks.
    """

    class State(models.TextChoices):
        INTERESTED = "interested", _("Interested")
        CHAT_BOOKED = "chat_booked", _("Welcome chat booked")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        LEFT = "left", _("Left")
        ERASED = "erased", _("Erased")

    class Wish(models.TextChoices):
        """Whether they want to be in the pool."""

        UNASKED = "unasked", _("Not asked yet")
        WAITING = "waiting", _("Asked, and no answer yet")
        YES = "yes", _("They said yes")
        NO = "no", _("They said no")

    GONE = (State.LEFT, State.ERASED)
    # Each sealed way to somebody has a mark, by which it is found.
    MARKS = ("email_mark", "phone_mark", "address_mark")
    MOVES = {
        "book_chat": Move(
            (State.INTERESTED,),
            State.CHAT_BOOKED,
            "members.move_member",
            _("Book the welcome chat"),
            _("You have agreed a day and a time with the person."),
        ),
        "welcome": Move(
            (State.INTERESTED, State.CHAT_BOOKED),
            State.ACTIVE,
            "members.move_member",
            _("Welcome to the pool"),
            _("The welcome chat has happened. From now on the person can be asked."),
        ),
        "pause": Move(
            (State.ACTIVE,),
            State.PAUSED,
            "members.pause_member",
            _("Take a break"),
            _("We ask nothing until the break is over."),
        ),
        "resume": Move(
            (State.PAUSED,),
            State.ACTIVE,
            "members.pause_member",
            _("End the break"),
            _("We can ask again."),
        ),
        "leave": Move(
            (State.INTERESTED, State.CHAT_BOOKED, State.ACTIVE, State.PAUSED),
            State.LEFT,
            "members.leave_pool",
            _("Leave the pool"),
            _("We ask nothing any more. Nobody has to say why."),
        ),
        "come_back": Move(
            (State.LEFT,),
            State.INTERESTED,
            "members.leave_pool",
            _("Come back to the pool"),
            _("It begins with a welcome chat again."),
        ),
        "erase": Move(
            (State.INTERESTED, State.CHAT_BOOKED, State.ACTIVE, State.PAUSED, State.LEFT),
            State.ERASED,
            "members.erase_member",
            _("Erase everything"),
            _("Nothing that says who it was is kept. This cannot be undone."),
        ),
    }

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="member",
        verbose_name=_("sign-in"),
    )
    name = models.CharField(_("what to call you"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.INTERESTED)

    way = models.CharField(_("how to reach you"), max_length=8, choices=Way, blank=True)
    email = SealedField(_("email address"), blank=True)
    phone = SealedField(_("phone number"), blank=True)
    address = SealedField(_("address for letters"), blank=True)
    email_mark = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    phone_mark = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    address_mark = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    best_time = models.CharField(_("best time"), max_length=10, choices=BestTime, default=BestTime.ANY)
    easy_read = models.BooleanField(_("easy read"), default=False)
    print_size = models.CharField(_("size of the words"), max_length=8, choices=Print, default=Print.NORMAL)
    other_format = SealedField(_("another format"), blank=True)
    language = models.CharField(_("language"), max_length=60, blank=True)
    # "No messages": only what they must know about a place they hold still goes out.
    wants_messages = models.BooleanField(_("wants messages"), default=True)

    postcode = SealedField(_("postcode"), blank=True)
    district = models.CharField(_("district"), max_length=4, choices=District, blank=True)
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, blank=True)
    reward = models.CharField(_("reward"), max_length=8, choices=Reward, blank=True)

    # Which of HEALTH somebody ticked, parted by commas: never a row of its own, so that nothing can search it.
    health = SealedField(_("what they say about their health"), blank=True)

    # Two presses of the last button make one person.
    token = models.UUIDField(unique=True, editable=False)
    came_by = models.CharField(
        _("how they told us"), max_length=10, choices=[*CameBy.choices, ON_A_LIST], default=CameBy.ONLINE
    )
    came_with = models.ForeignKey(
        "members.PeopleList", models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("list")
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    last_asked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    last_came_at = models.DateTimeField(_("last came"), null=True, blank=True)
    last_heard_at = models.DateTimeField(_("last heard from"), default=timezone.now, null=True, blank=True)
    # What their consents and our question say, kept for the list of the pool. Whatever hangs on a yes asks those.
    wish = models.CharField(max_length=7, choices=Wish, default=Wish.UNASKED, editable=False)
    # Asked whether they want to stay, because nobody had heard from them; empty again once they answer.
    asked_to_stay_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_example = models.BooleanField(_("made up, for the example"), default=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of the pool")
        verbose_name_plural = _("people of the pool")
        ordering = ["name", "pk"]
        indexes = [
            # The list of a hundred thousand people is counted and turned over page by page off these three alone.
            models.Index(fields=["state", "name", *LISTED], name="member_by_state"),
            models.Index(fields=["name", "id", "state", *LISTED], name="member_by_name"),
            models.Index(fields=["last_asked_at", "name", "id", "state", *LISTED[:-1]], name="member_by_asked"),
            models.Index(fields=["district", "state"], name="member_district"),
            models.Index(fields=["last_came_at"], name="member_came"),
            # Whom to ask is found off this one alone (`members.picking`).
            models.Index(
                fields=["state", "wants_messages", "district", "age_band", "last_asked_at", "id"], name="member_to_ask"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["interested", "chat_booked", "active", "paused", "left", "erased"]),
                name="member_state_known",
            ),
            models.CheckConstraint(condition=Q(state="erased") | ~Q(name=""), name="member_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="erased", way="")
                | (Q(way="email") & ~Q(email=""))
                | (Q(way__in=["text", "phone"]) & ~Q(phone=""))
                | (Q(way="letter") & ~Q(address="")),
                name="member_can_be_reached",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased")
                | Q(
                    name="",
                    user=None,
                    email="",
                    phone="",
                    address="",
                    email_mark="",
                    phone_mark="",
                    address_mark="",
                    other_format="",
                    language="",
                    postcode="",
                ),
                name="member_erased_is_nobody",
            ),
            models.CheckConstraint(
                condition=Q(district__in=District.values, age_band__in=AgeBand.values, reward__in=Reward.values),
                name="member_answers_known",
            ),
        ]

    def __str__(self):
        return self.name or f"{self._meta.verbose_name} {self.pk}"

    @property
    def person(self):
        """Whom it is about, for the log."""
        return self

    @property
    def says_of_pool(self) -> str:
        """Whether they want to be in it, as their answers say, or that they were asked."""
        answers = [record.stands for record in self.consents.filter(purpose="pool")]
        if answers:
            return self.Wish.YES if any(answers) else self.Wish.NO
        is_asked = self.messages.filter(occasion=WISH_OCCASION).exists()
        return self.Wish.WAITING if is_asked else self.Wish.UNASKED

    @property
    def reference(self) -> str:
        """What to say on the phone and write on paper."""
        return f"P-{self.pk:05d}"

    @property
    def reads(self) -> str:
        """The language of everything that is sent to this person."""
        return mode.EASY if self.easy_read else mode.STANDARD

    @property
    def formats(self) -> list[str]:
        """How words must be for this person, in words: asked once, with how to reach them. Often there is nothing."""
        large = self.print_size != Print.NORMAL
        said = (_("Easy read") if self.easy_read else "", self.get_print_size_display() if large else "")
        return [str(one) for one in (*said, self.other_format) if one]

    @property
    def lets_tell(self) -> bool:
        """May those who run a meeting know what helps this person?"""
        return Member.objects.agreed_to("needs").filter(pk=self.pk).exists()

    @property
    def is_gone(self) -> bool:
        return self.state in self.GONE

    def picked(self, kind) -> list[str]:
        """What this person ticked in one list, also what is sealed: for the person, and where needs are shown."""
        open_to_team = [pick.item for pick in self.picks.all() if pick.kind == kind]
        return [*open_to_team, *(self.health_items if kind == Pick.Kind.CONNECTION else ())]

    @property
    def health_items(self) -> list[str]:
        return self.health.split(",") if self.health else []

    def ticked(self, kind) -> list[str]:
        """The same in words; asks nothing more where the picks were fetched before."""
        return [Pick.LISTS[kind](item).label for item in self.picked(kind)]


class Pick(models.Model):
    """One thing that a person ticked, as a row of its own so that many people can be searched by it."""

    class Kind(models.TextChoices):
        CONNECTION = "connection", _("Connection")
        INTEREST = "interest", _("Interest")
        TAKING_PART = "taking_part", _("How they like to take part")

    LISTS = {"connection": Connection, "interest": Interest, "taking_part": TakingPart}

    member = models.ForeignKey(Member, models.CASCADE, related_name="picks")
    kind = models.CharField(max_length=12, choices=Kind)
    item = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("thing ticked")
        verbose_name_plural = _("things ticked")
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "item", "member"], name="pick_found")]
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "item"], name="pick_once"),
            models.CheckConstraint(
                condition=Q(kind="connection", item__in=[one.value for one in Connection if one not in HEALTH])
                | Q(kind="interest", item__in=Interest.values)
                | Q(kind="taking_part", item__in=TakingPart.values),
                name="pick_known",
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.item}"

    @property
    def says(self):
        return self.LISTS[self.kind](self.item).label
