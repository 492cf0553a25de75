"""The teller who comes without a sign-in: by the story they are telling now, or by the signed link of one story."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from .models import Story

SIGNER = signing.Signer(sep=".", salt="stories.teller")
MAY = {"stories.tell_story", "stories.release_story", "stories.withdraw_story", "stories.answer_proposal"}


@dataclass(frozen=True)
class Teller:
    """Stands where services ask `by`: may do with this one story what is the teller's to do."""

    story_id: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        return permission in MAY and thing is not None and getattr(thing, "story_id", thing.pk) == self.story_id


def sign(story: Story) -> str:
    """What stands in the teller's own address."""
    return SIGNER.sign(story.link.hex)


def story_of(signed: str) -> Story | None:
    """The story behind a signed link; None for any other words."""
    try:
        link = UUID(SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return Story.objects.filter(link=link).exclude(state=Story.State.TELLING).first()
