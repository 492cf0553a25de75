"""What one visitor gets of one story: the only thing that pages, lists, files and search results draw from.

One line of the release in force decides all of it, so that no two lines are mixed into something nobody allowed.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from halton_coprod.record.stamp import until_next_deed

from .audiences import audiences_of
from .models import Form, Kind, Line, MediaFile, Story

FILES_OF = {
    Kind.PICTURES: MediaFile.Kind.PICTURE,
    Kind.SOUND: MediaFile.Kind.SOUND,
    Kind.FILM: MediaFile.Kind.FILM,
}
WIDEST = (Form.WHOLE, Form.SUMMARY, Form.CLIP, Form.QUOTE)


@dataclass(frozen=True)
class Showing:
    """A story as one line of its release shows it. What is not allowed is empty here."""

    story: Story
    line: Line
    media: tuple[MediaFile, ...] = ()
    quotes: tuple = ()
    address: str = ""

    @property
    def title(self) -> str:
        return self.story.title

    @property
    def easy_title(self) -> str:
        easy = self.easy or self.summary_easy
        return (easy and easy.title) or self.story.title

    @property
    def name(self) -> str:
        return self.story.name_shown(self.line.name)

    @property
    def is_whole(self) -> bool:
        return self.line.whole

    @property
    def summary(self) -> str:
        return self.story.summary if self.line.summary else ""

    @property
    def summary_easy(self):
        return self.story.summary_easy if self.line.summary else None

    @property
    def transcript(self) -> str:
        return self.story.transcript if self.line.whole else ""

    @property
    def better(self) -> str:
        return self.story.better if self.line.whole else ""

    @property
    def easy(self):
        return self.story.easy if self.line.whole else None

    @property
    def until(self) -> date:
        return self.line.until

    @property
    def pictures(self) -> list[MediaFile]:
        return [one for one in self.media if one.kind == MediaFile.Kind.PICTURE]

    @property
    def told_in_easy(self) -> list[MediaFile]:
        """The pictures of our library that its easy read shows again, with easy words."""
        again = {block.picture for block in self.easy.blocks} if self.easy else set()
        return [one for one in self.pictures if one.idea and one.idea in again]

    @property
    def only_in_words(self) -> bool:
        """Told in pictures, sound or film, and this visitor gets none of that."""
        needs = FILES_OF.get(self.story.kind)
        return needs is not None and all(one.kind != needs for one in self.media)

    @property
    def players(self) -> list[MediaFile]:
        return [one for one in self.media if one.kind != MediaFile.Kind.PICTURE]

    def allows(self, media: MediaFile) -> bool:
        """May this visitor have this file?"""
        if media.is_face and not self.line.face:
            return False
        return self.line.whole or (self.line.clip and media.is_clip)


def showings(stories, user) -> list[Showing]:
    """Each of these stories as this visitor gets it, in order; three queries however many there are."""
    stories = [story for story in stories if story.state == Story.State.PUBLISHED]
    lines, media, quotes = lines_by_story(stories, user), by_story(stories, "media"), by_story(stories, "quotes")
    door, file_door, way = doors_of(user)
    found = []
    for story in stories:
        if line := best(lines.get(story.pk, ())):
            bare = Showing(story, line)
            files = tuple(one for one in media.get(story.pk, ()) if bare.allows(one))
            give_addresses(files, file_door, *way, story.slug)
            said = tuple(quotes.get(story.pk, ())) if line.quote else ()
            found.append(Showing(story, line, files, said, reverse(door, args=[*way, story.slug])))
    return found


def doors_of(user) -> tuple[str, str, list]:
    """By which addresses this visitor gets stories and their files: those of everybody, or those of their own link."""
    if hasattr(user, "audiences"):
        return "stories:with_story", "stories:with_media", [user.link]
    return "stories:story", "stories:media", []


def give_addresses(files, door: str, *way) -> None:
    """Where each file is handed out to this visitor; its small picture and its captions are below that address."""
    for one in files:
        one.address = reverse(door, args=[*way, one.pk])


def preview(story: Story, door: str, key) -> Showing:
    """All of a story, for its teller and for those who make it ready."""
    line = Line(audience="web", whole=True, clip=True, quote=True, summary=True, face=True, until=timezone.localdate())
    files = tuple(story.media.all())
    give_addresses(files, door, key)
    return Showing(story, line, files, tuple(story.quotes.all()))


def showing_to(story: Story, user) -> Showing | None:
    """One story as this visitor gets it; None where nothing of it is theirs to see."""
    return next(iter(showings([story], user)), None)


def lines_by_story(stories, user) -> dict[int, list[Line]]:
    """The lines in force that hold for the content as it is now."""
    marks = {story.pk: story.mark for story in stories}
    found: dict[int, list[Line]] = {}
    lines = Line.objects.in_force().filter(release__story__in=marks, audience__in=audiences_of(user))
    for line in lines.select_related("release"):
        if line.release.mark == marks[line.release.story_id]:
            found.setdefault(line.release.story_id, []).append(line)
    return found


def by_story(stories, name: str) -> dict[int, list]:
    model = Story._meta.get_field(name).related_model
    found: dict[int, list] = {}
    for one in model.objects.filter(story__in=[story.pk for story in stories]):
        found.setdefault(one.story_id, []).append(one)
    return found


def best(lines) -> Line | None:
    """The line that shows most; of equals, the one for the nearest audience (it comes first in the matrix)."""
    for form in WIDEST:
        for line in lines:
            if getattr(line, form):
                return line
    return None


@until_next_deed
def voices(_form: str, most: int = 1) -> list[Showing]:
    """A few words of the newest stories whose tellers let everybody read such words elsewhere; gone with the release.

    Kept for each form by itself, because its addresses are.
    """
    found = showings(list(Story.objects.voices(None)[:most]), None)
    return [showing for showing in found if showing.quotes]
