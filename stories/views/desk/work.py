"""One story on the desk: how it stands, its words and files, and the moves."""

from datetime import timedelta
from itertools import product, zip_longest

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from charter.models import Value
from charter.views.desk.deed import sentence_of
from halton_coprod.easyread.listed import lists_in_force
from halton_coprod.easyread.writing import check
from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow
from stories import services
from stories.desk.readiness import gaps_before_showing, gaps_of, lines_today, names_said
from stories.forms import desk as forms
from stories.forms import desk_told as told
from stories.models import MediaFile, Proposal, Story
from stories.showing import preview
from stories.tellers import sign
from stories.used import standing_of, uses_of
from stories.views.archive import captions_of, file_of

from .deed import Deed, OfStory, page_of, way

PRESSED = {
    "take_up": services.take_up_story,
    "put_back": services.put_back_story,
    "show": services.show_story,
    "rework": services.rework_story,
    "publish": services.publish_story,
}

# The one press that is the next step of a story; nothing of those with gaps is.
NEXT = {
    Story.State.SENT: "take_up",
    Story.State.RETURNED: "take_up",
    Story.State.PREPARING: "show",
    Story.State.RELEASED: "publish",
}
# What is missing before the next step.
GAPS = {
    Story.State.PREPARING: gaps_before_showing,
    Story.State.REVIEW: gaps_before_showing,
    Story.State.RELEASED: gaps_of,
}


class OneStory(OfStory, TemplateView):
    """What was taken back is not shown here any more, only where it was used."""

    template_name = "stories/desk/story.html"

    def get_context_data(self, **kwargs):
        story = self.story
        moves = flow.available(story, self.request.user)
        release, nobody = story.release_in_force, story.is_for_nobody
        gaps = GAPS[story.state](story) if story.state in GAPS else []
        return super().get_context_data(
            heading=_("A story that was taken back") if story.is_gone else story.called,
            crumbs=way(),
            story=story,
            showing=None if story.is_gone else preview(story, "stories:team_file", story.slug),
            moves=[(name, moves[name]) for name in PRESSED if name in moves and not (name == "publish" and nobody)],
            may=set(moves),
            gaps=gaps,
            main="prepare" if gaps else NEXT.get(story.state, ""),
            is_named=story.state == Story.State.RELEASED and bool(names_said(story, lines_today(story))),
            lines=release.lines.all() if release else [],
            nobody=nobody,
            newest=story.newest_release,
            to_tell=story.to_tell.waiting(),
            not_covered={use.pk for use in story.uses.not_covered()},
            looks=story.looks.count(),
            proposals=[] if story.is_gone else story.proposals.all(),
            uses=uses_of(story),
            standing=standing_of(story),
            link="" if story.is_gone else sign(story),
            numbers=settings.SAFEGUARDING,
            **kwargs,
        )


class MoveStory(OfStory, View):
    """A move of one press."""

    http_method_names = ["post"]

    def post(self, request, slug, move):
        try:
            PRESSED[move](self.story, by=request.user)
        except (ValidationError, NotNow) as fault:
            messages.error(request, sentence_of(fault))
        else:
            messages.success(request, _("Saved."))
        return redirect(page_of(self.story))


def own_of(row, form) -> list[tuple]:
    """What the teller says of a story or a file, as the desk would ask for it."""
    labels = {name: field.label for name, field in form.base_fields.items()} | dict(Proposal.Piece.choices)
    said = {name: getattr(row, name) for name in row.words_of_the_teller}
    return [(labels[name], _("Yes") if value is True else value) for name, value in said.items()]


class PrepareStory(Deed):
    """The teller's own words are there to be read."""

    form_class = forms.PrepareForm
    heading = _("Make the story ready")
    template_name = "stories/desk/prepare.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "own": self.story.words_of_the_teller}

    def get_context_data(self, **kwargs):
        return super().get_context_data(own=own_of(self.story, self.form_class), story=self.story, **kwargs)

    def get_initial(self):
        story = self.story
        lists = ("quotes", "quotes_easy", "topics", "values", "promises")
        names = [name for name in forms.PrepareForm.base_fields if name not in (*lists, "seen")]
        return {
            **{name: getattr(story, name) for name in names},
            "quotes": "\n".join(quote.words for quote in story.quotes.all()),
            "quotes_easy": "\n".join(quote.easy for quote in story.quotes.all()),
            "topics": [one.topic for one in story.topics.all()],
            "values": [value.slug for value in story.values.all()],
            "promises": list(story.promises.all()),
            "seen": story.mark,
        }

    def do(self, said, user):
        said["values"] = Value.objects.filter(slug__in=said["values"])
        pairs = zip_longest(said["quotes"].splitlines(), said.pop("quotes_easy").splitlines(), fillvalue="")
        said["quotes"] = [(words.strip(), easy.strip()) for words, easy in pairs if words.strip()]
        services.prepare_story(self.story, by=user, **said)


class HandBackStory(Deed):
    """The writing check reads the reason on request, and stops nobody."""

    form_class = forms.ReasonForm
    heading = _("Give it back to the teller")
    template_name = "stories/desk/hand_back.html"

    def form_valid(self, form):
        if "check" not in self.request.POST:
            return super().form_valid(form)
        found = check(form.cleaned_data["reason"], lists=lists_in_force())
        return self.render_to_response(self.get_context_data(form=form, findings=found))

    def do(self, said, user):
        services.hand_back_story(self.story, by=user, **said)


class AskForChange(Deed):
    """What the teller wants changed, said by phone, letter or face to face."""

    form_class = told.ChangeForm
    heading = _("The teller wants something changed")

    def do(self, said, user):
        services.ask_for_change(self.story, by=user, **said)


class AgreeForAnother(Deed):
    form_class = forms.AgreeForm
    heading = _("Who agrees to this story?")

    def get_initial(self):
        return {name: getattr(self.story, name) for name in ("agreed_by", "agreed_how")}

    def do(self, said, user):
        services.agree_for_another(self.story, by=user, **said)


class LetNameStay(Deed):
    """Nobody who says so publishes it."""

    form_class = forms.NameStaysForm
    heading = _("A name in it may stay")

    def do(self, said, user):
        services.let_name_stay(self.story, by=user, **said)


class ProposeChange(Deed):
    """Of the story's words, or (`?under=`) of those of one of its files."""

    form_class = forms.ProposeForm
    heading = _("Suggest other words")
    done = _("Saved. The teller sees it and decides.")

    @cached_property
    def under(self) -> dict[str, tuple[MediaFile, str]]:
        """The files with words, by the choice that stands for each."""
        every = product(Proposal.UNDER_FILES, self.story.media.all())
        return {f"{piece}-{one.pk}": (one, piece) for piece, one in every if getattr(one, piece)}

    def get_form_kwargs(self):
        under = [
            (key, format_lazy("{}: “{}”", piece.label, getattr(one, piece))) for key, (one, piece) in self.under.items()
        ]
        return {**super().get_form_kwargs(), "under": under}

    def get_initial(self):
        pk = self.request.GET.get("under")
        asked = next((key for key in self.under if key.partition("-")[2] == pk), None)
        if asked:
            return {"now": getattr(*self.under[asked]), "piece": asked}
        return {"now": self.story.transcript, "piece": Proposal.Piece.TRANSCRIPT}

    def do(self, said, user):
        if said["piece"] in self.under:
            said["media"], said["piece"] = self.under[said["piece"]]
        services.propose_change(self.story, by=user, **said)


class AnswerProposal(Deed):
    """What the teller answers to a suggestion by phone, letter or face to face."""

    form_class = told.AnswerForm
    heading = _("Write down what the teller says to a suggestion")

    @property
    def proposal(self):
        return get_object_or_404(self.story.proposals, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        proposal = self.proposal
        return super().get_context_data(read_out=f"{proposal.because} {proposal.now}", **kwargs)

    def do(self, said, user):
        accept = said.pop("accept") == "yes"
        services.answer_proposal(self.proposal, accept=accept, by=user, **said)


class NoteCare(Deed):
    """After a hard story somebody asks the same day or the next: the next stands there already."""

    form_class = told.CareForm
    heading = _("How the teller is")

    def get_initial(self):
        story = self.story
        is_new = story.content_note and not story.care_note
        tomorrow = timezone.localdate() + timedelta(days=1) if is_new else None
        return {"care_note": story.care_note, "check_in_by": story.check_in_by or tomorrow}

    def do(self, said, user):
        services.note_care(self.story, by=user, **said)


class AddFile(Deed):
    form_class = forms.AddFileForm
    heading = _("Add a file")

    def do(self, said, user):
        del said["agreed"]
        services.add_file(self.story, said.pop("file"), by=user, **said)


class ChangeFile(Deed):
    """The words under it are there to be read, where they are the teller's own."""

    form_class = forms.ChangeFileForm
    heading = _("Describe a file")
    template_name = "stories/desk/prepare.html"

    @cached_property
    def media(self) -> MediaFile:
        return get_object_or_404(self.story.media, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.media.kind, "own": self.media.words_of_the_teller}

    def get_context_data(self, **kwargs):
        own = own_of(self.media, self.form_class)
        return super().get_context_data(own=own, under=self.media, story=self.story, **kwargs)

    def get_initial(self):
        names = set(forms.ChangeFileForm.base_fields) - {"captions_file"}
        return {name: getattr(self.media, name) for name in names}

    def do(self, said, user):
        services.change_file(self.media, by=user, **said)


class CheckCaptions(OfStory, View):
    """A button: somebody else than the writer found the captions right."""

    http_method_names = ["post"]

    def post(self, request, slug, pk):
        try:
            services.check_captions(get_object_or_404(self.story.media, pk=pk), by=request.user)
        except ValidationError as fault:
            messages.error(request, sentence_of(fault))
        else:
            messages.success(request, _("Saved."))
        return redirect(page_of(self.story))


def desk_file(slug, pk) -> MediaFile:
    """A file of a story that the desk still works at."""
    found = MediaFile.objects.filter(story__in=Story.objects.for_the_desk(), story__slug=slug, pk=pk).first()
    if found is None:
        raise Http404
    return found


@never_cache
@permission_required("stories.see_desk", raise_exception=True)
def file(request, slug, pk, part="file"):
    return file_of(request, desk_file(slug, pk), part)


@never_cache
@permission_required("stories.see_desk", raise_exception=True)
def captions(request, slug, pk):
    return captions_of(desk_file(slug, pk))
