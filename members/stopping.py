"""The link at the end of each email by which somebody stops them, without signing in.

Whoever holds the link may stop messages and nothing else; it works as long as the person or the supporter's link is
there. Opening it changes nothing: a button does.
"""

from django.conf import settings
from django.core import signing

from halton_coprod.easyread import mode

from .models import Member, Message, Supporter

# Without the time in it: the link of one person is always the same.
SIGNER = signing.Signer(salt="members.stop")
KINDS = {"member": Member.objects.exclude(state=Member.State.ERASED), "supporter": Supporter.objects.all()}


def stop_link(message: Message) -> str:
    """Empty for whoever is in no list that could be left."""
    kind = "supporter" if message.supporter_id else "member"
    key = message.supporter_id or message.member_id
    if not key:
        return ""
    form = mode.EASY_MOUNT if message.form == mode.EASY else ""
    return f"{settings.SITE_URL.rstrip('/')}{form}/messages/stop/{SIGNER.sign_object([kind, key])}/"


def find_by_mark(mark: str) -> Member | Supporter | None:
    """Whose link this is; nobody's when it was made up, or when they are gone."""
    try:
        kind, key = SIGNER.unsign_object(mark)
    except signing.BadSignature:
        return None
    return KINDS[kind].all().filter(pk=key).first()
