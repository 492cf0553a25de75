"""A story: its words in both forms, whose it is, and where it stands on its way."""

import secrets
import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Promise
from charter.models import Value as CharterValue
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from halton_coprod.record.workdays import working_day_after
from members.models import Member
from members.models.asked import CameBy
from members.models.sealed import SealedField
from stories.audiences import audiences_of

from .counts import counts_of
from .kinds import AgreedBy, Kind
from .pieces import Quote
from .release import Line

ANSWER_DAYS = 10


def new_slug() -> str:
    """Says nothing of the story: an address stays in people's browsers after a story is taken back."""
    return f"story-{secrets.token_hex(4)}"


class StoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What this visitor may open in the archive today, asked of the releases each time."""
        return self.shown_by(self.lines_for(user))

    def public(self):
        """What everybody may open today."""
        return self.visible_to(None)

    def matching(self, words, user):
        """What this visitor may open today, and finds by all these words in one piece that they may see of it."""
        return self.shown_by(self.lines_for(user).saying(words))

    def voices(self, user):
        """Those whose teller lets a few words of it be shown elsewhere; nothing hard comes upon anybody."""
        said = Exists(Quote.objects.filter(story=OuterRef("pk")))
        return self.filter(said, content_note="").shown_by(self.lines_for(user, quote=True))

    def shown_by(self, lines):
        """Published, and covered by one of these lines of the outer story."""
        return self.filter(Exists(lines), state=Story.State.PUBLISHED)

    def lines_for(self, user, **forms):
        """The lines that cover the outer story for this visitor."""
        return self.lines_in_force().filter(audience__in=audiences_of(user), **forms)

    def counts(self, user) -> dict[tuple[str, str], int]:
        """How many of those that this visitor may open there are of each topic, value, promise, kind and length."""
        return counts_of(self.visible_to(user))

    def told_by(self, member):
        """What somebody of the pool has sent, and has not taken back."""
        return self.filter(teller=member).exclude(state__in=[Story.State.TELLING, *Story.GONE])

    def for_the_desk(self):
        """What curators work at. What was taken back is not there any more."""
        return self.exclude(state__in=[Story.State.TELLING, *Story.GONE])

    def taken_back(self):
        return self.filter(state__in=Story.GONE)

    def run_out(self):
        """Published, and nobody may see it today: its time is over, or the teller says no to all."""
        return self.for_nobody().filter(state=Story.State.PUBLISHED)

    def for_nobody(self):
        """Those that no line in force shows to anybody."""
        return self.filter(~Exists(self.lines_in_force()))

    def in_queue(self, queue: str):
        """Those in one state, for the desk. What its teller showed to nobody is not among those with a yes."""
        if queue not in (Story.NOBODY, Story.State.RELEASED):
            return self.filter(state=queue)
        shown = Exists(self.lines_in_force())
        return self.filter(~shown if queue == Story.NOBODY else shown, state=Story.State.RELEASED)

    def lines_in_force(self):
        """The lines that cover the outer story for anybody."""
        return Line.objects.in_force().filter(release__story=OuterRef("pk"), release__mark=OuterRef("mark"))

    def waiting_for_an_answer(self):
        return self.filter(state__in=[Story.State.SENT, Story.State.PREPARING], answered_on=None)

    def ending_by(self, day):
        """Published, and nobody may see them after this day unless their teller says yes again; `last` is their last
        day, and nothing where it is over. Of those that somebody gathered only what is over: their project shows more.
        """
        lines = self.lines_in_force()
        ended = self.filter(~Exists(lines.filter(until__gt=day)), state=Story.State.PUBLISHED)
        found = ended.filter(~Exists(lines) | Q(interview=None))
        return found.annotate(last=Subquery(lines.order_by("-until").values("until")[:1])).order_by("pk")

    def to_erase(self, before):
        return self.filter(state=Story.State.WITHDRAWN, withdrawn_on__lte=before)

    def left_unfinished(self, before):
        """Begun by a teller alone. What somebody of the team recorded is never deleted without a word of its teller."""
        return self.filter(state=Story.State.TELLING, begun_at__lt=before, interview=None)


class Story(models.Model):
    """Told by one person, who stays in control of it: nobody sees it beyond the release in force.

    `mark` says what its content is. A release holds for the content its teller has seen: after any change it covers
    nothing, until the teller says yes again.
    """

    class State(models.TextChoices):
        TELLING = "telling", _("Being told")
        SENT = "sent", _("Sent to us")
        PREPARING = "preparing", _("Being made ready")
        RETURNED = "returned", _("Back with the teller")
        REVIEW = "review", _("The teller looks at it")
        RELEASED = "released", _("The teller said yes")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Taken back")
        ERASED = "erased", _("Erased")

    # The teller has answered, and it is a no to all, or the time of every yes is over.
    NOBODY, NOBODY_SAYS = "nobody", _("Nobody may see it")
    GONE = (State.WITHDRAWN, State.ERASED)
    # The words that are the teller's to change.
    PIECES = ("title", "transcript", "better", "content_note")
    # Theirs too, where they told us themselves.
    NAMES = ("full_name", "first_name", "made_up_name")
    # The same places on the way, as the teller reads them.
    SAID_TO_TELLER = {
        State.SENT: _("We have your story"),
        State.PREPARING: _("We make your story ready"),
        State.RETURNED: _("We have a question about your story"),
        State.REVIEW: _("Your story is ready for you to look at"),
        State.RELEASED: _("You said who may see it"),
    }
    KEPT = (State.SENT, State.PREPARING, State.RETURNED, State.REVIEW, State.RELEASED, State.PUBLISHED)
    MOVES = {
        "send": Move((State.TELLING, State.RETURNED), State.SENT, "stories.tell_story", _("Send my story")),
        "take_up": Move(
            (State.SENT, State.RETURNED),
            State.PREPARING,
            "stories.curate_story",
            _("Begin to make it ready"),
            _("You make the text and the easy read ready for the teller to look at."),
        ),
        "hand_back": Move(
            (State.SENT, State.PREPARING),
            State.RETURNED,
            "stories.curate_story",
            _("Give it back to the teller"),
            _("You say why in plain words. The teller reads them."),
        ),
        "show": Move(
            (State.PREPARING,),
            State.REVIEW,
            "stories.curate_story",
            _("Show it to the teller"),
            _("The teller sees the finished story and decides who may see it."),
        ),
        "release": Move((State.REVIEW,), State.RELEASED, "stories.release_story", _("Say who may see it")),
        "rework": Move(
            (State.REVIEW, State.RELEASED, State.PUBLISHED),
            State.PREPARING,
            "stories.curate_story",
            _("Work on it again"),
            _("It is not public until the teller has seen it again."),
        ),
        "put_back": Move(
            (State.PREPARING,),
            State.SENT,
            "stories.curate_story",
            _("Put it back in the queue"),
            _("Somebody else can take it up. The teller is not told."),
        ),
        "ask_change": Move(
            (State.REVIEW, State.RELEASED, State.PUBLISHED),
            State.SENT,
            "stories.release_story",
            _("Ask us to change something"),
        ),
        # What the teller allows has changed, and something that it needs is not there yet.
        "check_again": Move((State.PUBLISHED,), State.RELEASED, "stories.release_story", _("Check it again")),
        "publish": Move(
            (State.RELEASED,),
            State.PUBLISHED,
            "stories.publish_story",
            _("Publish it"),
            _("A second person of the team checks it first."),
        ),
        "withdraw": Move(
            KEPT,
            State.WITHDRAWN,
            "stories.withdraw_story",
            _("Take my story back"),
            _("It is gone from this website at once."),
        ),
        "erase": Move(
            (State.WITHDRAWN,),
            State.ERASED,
            "stories.erase_story",
            _("Erase it"),
            _("Words and files are deleted. This cannot be undone."),
        ),
    }

    slug = models.SlugField(unique=True, default=new_slug, editable=False)
    # Behind the signed link with which the teller comes back without signing in.
    link = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.WORDS)
    came_by = models.CharField(_("how it was told"), max_length=10, choices=CameBy, default=CameBy.ONLINE)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.TELLING)

    teller = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="stories")
    full_name = SealedField(_("full name"), blank=True)
    first_name = SealedField(_("first name"), blank=True)
    made_up_name = models.CharField(_("made-up name"), max_length=60, blank=True)
    contact = SealedField(_("how to reach the teller"), blank=True)
    for_whom = SealedField(_("told for somebody else: for whom"), blank=True)
    for_whom_agrees = SealedField(_("how the teller knows that they agree"), blank=True)
    agreed_by = models.CharField(_("who agrees"), max_length=6, choices=AgreedBy, blank=True)
    agreed_how = SealedField(_("how we know that they agree"), blank=True)

    title = models.CharField(_("title"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), max_length=1_000, blank=True)
    summary_easy = EasyReadField(_("summary in easy read"))
    transcript = models.TextField(_("the story in words"), max_length=40_000, blank=True)
    better = models.TextField(_("what would have made it better"), max_length=5_000, blank=True)
    easy = EasyReadField(_("the story in easy read"))
    content_note = models.CharField(_("what is hard in it"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=1)

    values = models.ManyToManyField(CharterValue, blank=True, related_name="stories")
    promises = models.ManyToManyField(Promise, blank=True, related_name="stories")

    # Kept by the services with every change of the content (services/gate.py).
    mark = models.CharField(max_length=20, blank=True, editable=False)

    # Of this content: why a name may stay in it that the teller does not want to be shown.
    name_stays = SealedField(_("why the name may stay"), blank=True, editable=False)

    # Which of its words the teller typed; the others are of whoever wrote them down, until the teller has seen them.
    tellers_own = models.JSONField(default=list, blank=True, editable=False)
    # Whose work on it nobody else has checked yet.
    preparers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", editable=False)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(_("what we say to the teller"), max_length=2_000, blank=True)
    answer = SealedField(_("what the teller says to it"), blank=True)
    care_note = SealedField(_("how the teller is"), blank=True)
    check_in_by = models.DateField(_("ask the teller how they are, by"), null=True, blank=True)
    # Since its teller has looked at it, its words are the teller's, whoever wrote them down.
    shown_at = models.DateTimeField(_("first shown to the teller"), null=True, blank=True)
    answered_on = models.DateField(_("first answer to the teller"), null=True, blank=True)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    withdrawn_on = models.DateField(_("taken back"), null=True, blank=True)
    withdrawn_how = models.CharField(_("how it was taken back"), max_length=10, choices=CameBy, blank=True)
    is_example = models.BooleanField(_("made up, for the example"), default=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-published_on", "-pk"]
        indexes = [
            # With all that lists and their numbers ask of a story, so that they look at no story's words.
            models.Index(
                fields=["state", "-published_on", "-id", "mark", "kind", "minutes"], name="story_state_newest"
            ),
            models.Index(fields=["kind", "state"], name="story_kind"),
            # The desk's lists: the longest waiting first.
            models.Index(fields=["state", "sent_at", "id"], name="story_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "telling",
                        "sent",
                        "preparing",
                        "returned",
                        "review",
                        "released",
                        "published",
                        "withdrawn",
                        "erased",
                    ]
                ),
                name="story_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(title="", transcript="", summary="", better=""),
                name="story_erased_has_no_words",
            ),
        ]

    def __str__(self):
        return self.slug

    @property
    def called(self) -> str:
        """Its first words stand in no list: whoever reads them leaves a look behind."""
        return self.title or str(_("A story without a title yet"))

    @property
    def called_on_desk(self) -> str:
        """What its teller took back has no title there any more."""
        return self.slug if self.is_gone else self.called

    @property
    def is_gone(self) -> bool:
        return self.state in self.GONE

    @property
    def words_of_the_teller(self) -> list[str]:
        """Typed by the teller, or seen by them: only a proposal that the teller accepts changes them. Names that the
        teller told us are theirs as well.
        """
        own = {*self.tellers_own, *(self.PIECES if self.shown_at else ())}
        return [piece for piece in (*self.PIECES, *self.NAMES) if piece in own and getattr(self, piece)]

    @property
    def answer_by(self) -> date | None:
        """The day by which the teller has heard from us."""
        return working_day_after(timezone.localdate(self.sent_at), ANSWER_DAYS) if self.sent_at else None

    @property
    def is_late(self) -> bool:
        is_waiting = self.state in (self.State.SENT, self.State.PREPARING) and not self.answered_on
        return bool(is_waiting and self.answer_by and self.answer_by < timezone.localdate())

    @property
    def newest_release(self):
        """The newest, unless it was taken back; whatever has changed since."""
        newest = self.releases.order_by("-pk").first()
        return newest if newest and newest.withdrawn_at is None else None

    @property
    def release_in_force(self):
        """The newest release, unless it was taken back or the content has changed since."""
        newest = self.newest_release
        return newest if newest and newest.mark == self.mark else None

    @property
    def is_for_nobody(self) -> bool:
        """Has the teller answered, and nobody may see it today: a no to all, or its time is over?"""
        has_answer = self.state in (self.State.RELEASED, self.State.PUBLISHED)
        return has_answer and Story.objects.for_nobody().filter(pk=self.pk).exists()

    @property
    def waits_for_easy_read(self) -> bool:
        """In front of its teller, whose words have changed since its easy read was checked."""
        return self.state == self.State.REVIEW and self.easy.is_drifted(self.transcript)

    @property
    def is_a_no(self) -> bool:
        """Released, and to nobody."""
        return self.state == self.State.RELEASED and self.is_for_nobody

    @property
    def said_state(self):
        """Where it stands, in words; no yes where there is none."""
        return self.NOBODY_SAYS if self.is_a_no else self.get_state_display()

    @property
    def said_to_teller(self):
        """The same, in words to its teller."""
        if self.waits_for_easy_read:
            return self.SAID_TO_TELLER[self.State.PREPARING]
        return self.NOBODY_SAYS if self.is_a_no else self.SAID_TO_TELLER.get(self.state, self.get_state_display())

    def name_shown(self, shown: str) -> str:
        """The teller's name as a line allows it."""
        return {"full": self.full_name, "first": self.first_name, "made_up": self.made_up_name}.get(shown, "")
