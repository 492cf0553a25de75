"""Messages in the outbox, for tests."""

from django.db import transaction
from django.utils import timezone

from members import services
from members.models import Message

from .people import make_member

NEWS, PLACE = Message.About.NEWS, Message.About.PLACE
HUB = "http://127.0.0.1:8000"


def person(name="Rosa", **facts):
    """Somebody whose message of having joined has gone out."""
    member = make_member(name, facts={"email": f"{name.lower()}@home.example", **facts})
    member.messages.all().delete()
    return member


def queue(member, occasion="news", about=NEWS, **more):
    with transaction.atomic():
        return services.queue_message(
            member, occasion=occasion, title="A meeting", ideas=[("meeting", "Come and talk.")], about=about, **more
        )


def now_is(message):
    message.refresh_from_db()
    return message.state, message.fault


def due(message):
    """Its time to be tried again has come."""
    Message.objects.filter(pk=message.pk).update(try_at=timezone.now())
