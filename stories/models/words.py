"""The words in which search looks: each piece of a story that a teller may allow apart has its own, so that a hit never
tells of words that are not allowed. The database keeps the index true by itself (migrations 0002, 0003 and 0007)."""

import re
import unicodedata

from django.db import connection, models
from django.db.models.expressions import RawSQL

from halton_coprod.easyread.asked import other_numbers

# Each piece, and all that a line must say yes to before it is looked in.
PIECES = {"whole": ("whole",), "face": ("whole", "face"), "summary": ("summary",), "quote": ("quote",)}
ON_POSTGRESQL = "SELECT story_id FROM stories_storywords WHERE {}_found @@ to_tsquery('simple', %s)"
ON_SQLITE = "SELECT rowid FROM stories_found WHERE stories_found MATCH %s"


def plain(text: str) -> str:
    """Small letters and digits without accents, with spaces between the words: the same for both databases."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(one for one in bare if not unicodedata.combining(one))))


def query_of(words) -> list[str]:
    """What to look for: the beginnings of words."""
    return plain(" ".join(words)).split()


def asks(beginnings: list[str], begins: str, either: str, both: str) -> str:
    """All of them, in the signs of a database: a word that begins so, or its singular or plural."""
    any_of = (f" {either} ".join([f"{one}{begins}", *other_numbers(one)]) for one in beginnings)
    return f" {both} ".join(f"({one})" for one in any_of)


class StoryWordsQuerySet(models.QuerySet):
    def holding(self, piece: str, beginnings: list[str]):
        """The stories whose piece has, for each of these, a word that begins so, or its singular or plural. Only
        letters and digits reach the database's own query language.
        """
        if connection.vendor == "postgresql":
            return RawSQL(ON_POSTGRESQL.format(piece), [asks(beginnings, ":*", "|", "&")])  # noqa: S611 -- plain()
        return RawSQL(ON_SQLITE, [f"{piece} : ({asks(beginnings, '*', 'OR', 'AND')})"])  # noqa: S611 -- plain()


class StoryWords(models.Model):
    """The words of one story, piece by piece, plain. Kept by the services with every change of its content."""

    story = models.OneToOneField("stories.Story", models.CASCADE, primary_key=True, related_name="words")
    whole = models.TextField(blank=True)
    # The same with the words under pictures in which the teller can be seen; empty where there are none.
    face = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    quote = models.TextField(blank=True)

    objects = StoryWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "words of a story"
        verbose_name_plural = "words of stories"

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
