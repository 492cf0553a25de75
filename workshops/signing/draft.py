"""What was said on the way to a place: sealed in the session and in the page, nowhere else, until it is sent."""

import json
import uuid
from dataclasses import dataclass, field

from cryptography.fernet import InvalidToken

from members.models.sealed import seal, unseal

KEPT = "sign_up"


@dataclass
class Draft:
    """The answers of one sign-up. The token makes many presses one place."""

    session: int
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: dict = field(default_factory=dict)

    @property
    def sealed(self) -> str:
        return seal(json.dumps([self.session, self.token, self.answers]))


def find_draft(request, session) -> Draft:
    """What this session holds; when it has ended meanwhile, what the page itself brings back; or nothing yet."""
    for kept in (request.session.get(KEPT, ""), request.POST.get("draft", "")):
        draft = opened(kept)
        if draft and draft.session == session.pk:
            return draft
    return Draft(session.pk)


def opened(sealed: str) -> Draft | None:
    try:
        return Draft(*json.loads(unseal(sealed))) if sealed else None
    except (InvalidToken, UnicodeEncodeError):
        return None


def keep_draft(request, draft: Draft) -> None:
    request.session[KEPT] = draft.sealed


def drop_draft(request) -> None:
    request.session.pop(KEPT, None)
