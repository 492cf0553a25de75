"""The words of a message as an email, a text and what to say on the phone: why it came and how to stop, in its form.

How it looks on paper is in `paper.py`.
"""

import hashlib
import re
from email.mime.image import MIMEImage
from email.utils import parseaddr
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from halton_coprod.easyread import mode
from halton_coprod.easyread.pdf import own_picture_png, picture_png

from .models import Message, Way
from .models.member import WISH_OCCASION
from .stopping import stop_link

LINK = re.compile(r"https?://\S+")
TO, MESSAGE_ID = (re.compile(rf"^{name}: (.+)$", re.MULTILINE) for name in ("To", "Message-ID"))

# How the occasion of a message to somebody of the pool begins, and what it then is about.
BECAUSE = {
    "place-": gettext_lazy("You get this message because you signed up for a place."),
    "story-": gettext_lazy("You get this message because you told us a story."),
}


def email_of(message: Message) -> EmailMultiAlternatives:
    """The email as it goes out. Its Message-ID is always the same, so that a mail server knows a second one."""
    with translation.override(message.form):
        context = about(message)
        mail = EmailMultiAlternatives(
            subject=" ".join(message.title.split()),
            body=render_to_string("members/mail/message.txt", context),
            to=[message.goes_to],
            headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated", **stop_headers(message)},
        )
        mail.attach_alternative(render_to_string("members/mail/message.html", context), "text/html")
    attach_pictures(mail, context["pictures"])
    return mail


def about(message: Message) -> dict:
    """What the templates say."""
    is_easy = message.form == mode.EASY
    pictures = {picture: own_picture_png(picture) for picture, _words in message.ideas}
    if is_easy:
        pictures |= {picture: png for picture in pictures if (png := picture_png(picture))}
    pictures = {picture: png for picture, png in pictures.items() if png}
    return {
        "message": message,
        "hello": hello(message),
        "ideas": [(cid_of(picture) if picture in pictures else "", words) for picture, words in message.ideas],
        "pictures": {cid_of(picture): png for picture, png in pictures.items()},
        "why": why_it_came(message),
        "stop": how_to_stop(message),
        "stop_link": stop_link(message),
        "hub_name": settings.HUB_NAME,
        "help": settings.HELP,
        "lang": "en-simple" if is_easy else "en-GB",
    }


def cid_of(picture: str) -> str:
    """How the email calls a picture that it carries."""
    return picture.replace("/", "-")


def hello(message: Message) -> str:
    return _("Hello %(name)s") % {"name": message.name} if message.name else _("Hello")


def why_it_came(message: Message) -> list[str]:
    """Nobody has to wonder who gave us their address."""
    if message.supporter_id:
        return [_("You get this copy because %(name)s wants you to get it.") % {"name": message.member.name}]
    if message.occasion == WISH_OCCASION:
        return [_("You get this message because you stood on a list that we kept before.")]
    if message.member_id:
        return [because(message)]
    if message.about == Message.About.DUTY:
        return [_("You get this message because you work for the hub, or answer for what it is about.")]
    if message.occasion.startswith("interview-"):
        why = _("You get this message because you said that we can talk with you.")
    elif message.way == Way.EMAIL:
        why = _("You get this message because somebody typed your email address on our website.")
    else:
        why = _("You get this message because somebody gave us your address or your number.")
    return [why, _("If it was not you, you do not have to do anything.")]


def because(message: Message) -> str:
    """Of a place and of a story people are told also after they left the pool, or before they were in it."""
    about = [says for begins, says in BECAUSE.items() if message.occasion.startswith(begins)]
    if about:
        return str(about[0])
    if message.member.is_gone:
        return _("You get this message because you were in the pool before.")
    return _("You get this message because you are in the pool.")


def how_to_stop(message: Message) -> str:
    """One sentence, for this way. None with a code to go on joining: somebody has just asked for it, and nothing comes
    after it. None to who works for the hub or answers for something: it comes with the work. A code to sign in is no
    message of the outbox and says itself what to do.
    """
    if not message.member_id and (message.about == Message.About.DUTY or message.occasion.startswith("code-")):
        return ""
    phone = {"phone": settings.HELP["phone"]}
    by_phone = _("You want no more messages? Phone us: %(phone)s.") % phone
    return {
        Way.EMAIL: _("You want no more messages? Press the button on this page:") if message.member_id else by_phone,
        Way.TEXT: _("You want no more texts? Phone us: %(phone)s.") % phone,
        Way.PHONE: _("Do you want no more calls like this? You can tell me now."),
        Way.LETTER: _("You want no more letters? Phone us: %(phone)s. Or write to us.") % phone,
    }[Way(message.way)]


def stop_headers(message: Message) -> dict[str, str]:
    """The stop button of mail programs. It posts; whoever only opens the address changes nothing."""
    link = stop_link(message)
    if not link:
        return {}
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def attach_pictures(mail: EmailMultiAlternatives, pictures: dict[str, bytes]) -> None:
    """Inside the email, so that nothing is fetched when it is opened."""
    if pictures:
        mail.mixed_subtype = "related"
    for name, png in pictures.items():
        picture = MIMEImage(png)
        picture.add_header("Content-ID", f"<{name}>")
        picture.add_header("Content-Disposition", "inline", filename=f"{name}.png")
        mail.attach(picture)


def text_of(message: Message) -> str:
    """All of it as one text. Whatever is too long for a text is said on the phone; nothing is cut."""
    with translation.override(message.form):
        words = [f"{settings.HUB_NAME}: {message.title}.", *(words for _picture, words in message.ideas)]
        return "\n".join([*words, how_to_stop(message)]).strip()


def words_to_text(message: Message) -> list[str]:
    """What somebody of the team types where no service sends texts. An address that opens what is the person's alone
    is left out: here they answer by phone. One that is the same for everybody is typed.
    """
    with translation.override(message.form):
        by_phone = _("by phone, %(phone)s") % {"phone": settings.HELP["phone"]}
        return [LINK.sub(partial(told_link, instead=by_phone), words) for words in text_of(message).splitlines()]


def words_to_say(message: Message) -> list[str]:
    """What to say on the phone, in the person's form. What is the person's alone they answer on the phone; an address
    that is the same for everybody is read out, without what nobody types.
    """
    with translation.override(message.form):
        this_is = _("This is the %(hub)s.") % {"hub": settings.HUB_NAME}
        now = _("now, on the phone")
        ideas = [LINK.sub(partial(told_link, instead=now, is_said=True), words) for _picture, words in message.ideas]
        first = [f"{hello(message)}. {this_is}", f"{message.title}."]
        return [words for words in (*first, *ideas, *why_it_came(message), how_to_stop(message)) if words]


def told_link(found: re.Match, *, instead: str, is_said: bool = False) -> str:
    link = found[0]
    if not is_for_everybody(link):
        return instead
    return link.partition("://")[2].rstrip("/") if is_said else link


def is_for_everybody(link: str) -> bool:
    """A page of the hub whose address is one for all: nothing in it says whose it is."""
    site = settings.SITE_URL.rstrip("/")
    try:
        page = resolve(mode.to_form(link.removeprefix(site), easy=False))
    except Resolver404:
        return False
    return link.startswith(f"{site}/") and not (page.args or page.kwargs)


def message_id(message: Message) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    mark = hashlib.sha256(f"{settings.SECRET_KEY}{message.pk}{message.occasion}".encode()).hexdigest()[:24]
    return f"<{mark}@{domain}>"


def forget_emails(addresses: set[str], messages: list[Message]) -> None:
    """Where emails are written to a folder in place of a mail server, these messages go from it, and all that went to
    these addresses or to where one of these messages went: the person may have had another address before.
    """
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    files = Path(folder).glob("*.log") if folder else ()
    written = {file: file.read_text(encoding="utf-8", errors="replace") for file in files}
    marks = {message_id(message) for message in messages}
    earlier = {to for words in written.values() if marks & set(MESSAGE_ID.findall(words)) for to in TO.findall(words)}
    for file, words in written.items():
        if {*addresses, *earlier} & set(TO.findall(words)):
            file.unlink(missing_ok=True)
