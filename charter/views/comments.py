"""A version that is out for comment: what it says part by part, what people say about it, and saying something."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter import services
from charter.forms.comments import CommentForm
from charter.models import Comment, Part, Version
from charter.steps import Piece, cards, step_of, words
from halton_coprod.record.flow import NotNow
from members import guard

from .history import version_or_404
from .page import HISTORY, OVERVIEW, charter_page, name_of, reader

# Loose: a day centre or a library may share one address.
MOST_AN_HOUR = 60
# Comments on one page of the standard form.
A_PAGE = 40
WORDS_A_BLOCK = 50


@dataclass(frozen=True)
class Place:
    """A part that people can say something about; or one that was taken out after somebody had."""

    key: UUID
    name: str
    part: Part | None
    count: int = 0


@login_not_required
def of_version(request, number):
    """Every part, and how many comments there are on it."""
    version = version_or_404(request, number)
    places = places_of(version)
    if not version.takes_comments and not any(place.count for place in places):
        raise Http404
    heading = heading_of(version)
    context = {"way": way_to(version), "step": step_of(request, cards("places", places))}
    return comment_page(request, "comments", heading, version, **context)


def heading_of(version: Version) -> str:
    return _("What people say about version %(number)d") % {"number": version.number}


def places_of(version: Version) -> list[Place]:
    """In the order of the Charter: two queries."""
    said = version.comments.shown().order_by().values("key").annotate(count=Count("pk"), name=Max("about"))
    counted = {row["key"]: row for row in said}
    parts = list(version.parts.in_order().with_what_lives_longer())
    there = [Place(part.key, part.name, part, counted.pop(part.key, {"count": 0})["count"]) for part in parts]
    return [*there, *(Place(row["key"], row["name"], None, row["count"]) for row in counted.values())]


@login_not_required
def of_part(request, number, key):
    """The words of one part, what people say about them, and what the editors answer."""
    version = version_or_404(request, number)
    part = part_of(version, key)
    comments = list(version.comments.shown().filter(key=key))
    if part is None and not comments:
        raise Http404
    context = {
        "part": part,
        "key": key,
        "count": len(comments),
        "hidden": not_shown(version, key),
        "way": [*way_to(version), (heading_of(version), reverse("charter:comments", args=[number]))],
        "step": step_of(request, part_pieces(part, comments), A_PAGE),
    }
    heading = name_of(request, part) if part else comments[0].about
    return comment_page(request, "part_comments", heading, version, **context)


def part_pieces(part: Part | None, comments: list[Comment]) -> list[Piece]:
    """The words, then each comment with its answer on one page."""
    told = words("about", part, part.easy) if part else []
    return [*told, *(piece for one in comments for piece in cards("comments", [one], blocks=size_of(one)))]


def size_of(comment: Comment) -> int:
    said = 1 + len(comment.words.split()) // WORDS_A_BLOCK
    return said + (len(comment.reply_easy.blocks) if comment.is_answered else 0)


def not_shown(version: Version, key) -> list[tuple[str, int]]:
    """How many comments are not shown, and why; never what they say."""
    found = version.comments.not_shown().filter(key=key).order_by("because")
    return [
        (Comment.Because(row["because"]).label, row["count"])
        for row in found.values("because").annotate(count=Count("pk"))
    ]


@never_cache
@login_not_required
def say(request, number, key):
    """One question and a name, without signing in. Where the time is over, what was typed is shown again."""
    version = version_or_404(request, number)
    part = part_of(version, key)
    if part is None:
        raise Http404
    if request.method == "POST":
        return hear(request, part)
    if not version.takes_comments:
        return redirect("charter:part_comments", number, key)
    return ask(request, part, CommentForm())


def hear(request, part: Part):
    """What people send is kept; what robots send is not, and they are thanked all the same."""
    form, done = CommentForm(request.POST), redirect("charter:comment_said", part.version.number, part.key)
    if guard.is_robot(request):
        return done
    if not form.is_valid():
        return ask(request, part, form)
    if guard.is_too_quick(request):
        messages.warning(request, _("Nothing is lost. Press the button again."))
        return ask(request, part, form)
    if guard.is_too_often(request, "comment", MOST_AN_HOUR):
        return guard.too_many(request)
    try:
        services.make_comment(part, **form.cleaned_data, was_easy=request.reading.easy, by=signed_in(request))
    except NotNow as fault:
        form.add_error(None, str(fault))
        return ask(request, part, form, status=409)
    return done


def ask(request, part: Part, form: CommentForm, status: int = 200):
    version = part.version
    back = reverse("charter:part_comments", args=[version.number, part.key])
    page = comment_page(
        request,
        "comment",
        _("What do you think?"),
        version,
        part=part,
        form=form,
        opened=guard.opened(),
        back=back,
        about=name_of(request, part),
        way=[*way_to(version), (name_of(request, part), back)],
    )
    page.status_code = status
    return page


@never_cache
@login_not_required
def said(request, number, key):
    """What happens next."""
    version = version_or_404(request, number)
    heading = _("Saved. Thank you")
    return comment_page(request, "comment_said", heading, version, key=key)


def comment_page(request, template: str, heading: str, version: Version, *, way=(), **context):
    crumbs = [*((said, reverse(to)) for said, to in (OVERVIEW, HISTORY)), *way]
    return charter_page(request, template, heading, version, **{**context, "crumbs": crumbs})


def way_to(version: Version) -> list[tuple]:
    address = reverse("charter:version", args=[version.number])
    return [(_("Version %(number)s of the Charter") % {"number": version.number}, address)]


def part_of(version: Version, key) -> Part | None:
    return version.parts.filter(key=key).with_what_lives_longer().select_related("version").first()


def signed_in(request):
    """Whoever is signed in; for the log only."""
    user = reader(request)
    return user if user.is_authenticated else None
