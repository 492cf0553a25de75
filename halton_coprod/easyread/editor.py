"""The editor of an easy-read text: works in any form, also in the admin pages, without JavaScript.

Each button is an ordinary submit of the whole form. The widget makes the change in what was typed, and the field then
refuses the form with the code EDITING, so that any view shows it again: changed, nothing saved, nothing lost.
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import pictures
from .blocks import Block, EasyRead
from .uploads import keep_picture
from .wordlists import glossary_words
from .writing import check

EDITING = "editing"
MOST_BLOCKS = 40
LONGEST_WORDS = 1000
LONGEST_TITLE = 200
LONGEST_ALT = 125
OWN_KEY = re.compile(r"own/[0-9a-f]{32}\.webp")


@dataclass
class TypedBlock:
    """One block as it stands in the form, with what the person was looking for."""

    picture: str = ""
    words: str = ""
    alt: str = ""
    find: str = ""
    upload: object = None
    has_consent: bool = False
    found: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.picture or self.words.strip() or self.upload)


@dataclass
class Typed:
    """The whole editor as posted."""

    title: str = ""
    of: str = ""
    blocks: list[TypedBlock] = field(default_factory=list)
    press: str = ""
    note: str = ""
    is_whole: bool = True

    @classmethod
    def from_easy(cls, easy: EasyRead):
        return cls(easy.title, easy.of, [TypedBlock(one.picture, one.words, one.alt) for one in easy.blocks])

    @property
    def easy(self) -> EasyRead:
        blocks = tuple(
            Block(one.picture, one.words.strip(), one.alt.strip()) for one in self.blocks if not one.is_empty
        )
        return EasyRead(self.title.strip(), blocks, self.of)

    def press_button(self):
        """Do what the pressed button says, and note it for the person."""
        deed, _dash, place = self.press.partition("-")
        at = int(place) if place.isdecimal() and len(place) < 4 else 0
        if deed == "add":
            self.blocks.append(TypedBlock())
            self.note = _("There is a new block at the end.")
        elif deed == "preview":
            self.note = _("The preview is below.")
        elif at >= len(self.blocks):
            self.note = _("This block is not there any more.")
        elif deed == "remove":
            self.blocks.pop(at)
            self.note = _("Block %(number)d is taken out.") % {"number": at + 1}
        elif deed == "find":
            one = self.blocks[at]
            one.found = pictures.search(one.find)
            self.note = _("Choose a picture for block %(number)d.") if one.found else _("We found no picture.")
            self.note = self.note % {"number": at + 1} if one.found else self.note
        elif deed in ("up", "down"):
            to = max(0, min(len(self.blocks) - 1, at + (1 if deed == "down" else -1)))
            self.blocks.insert(to, self.blocks.pop(at))
            self.note = _("Block %(number)d is now block %(to)d.") % {"number": at + 1, "to": to + 1}
        else:
            self.note = _("The picture is kept.") if deed == "keep" else ""


class EasyReadWidget(forms.Widget):
    """Draws the editor and reads what was posted."""

    template_name = "easyread/editor/editor.html"
    needs_multipart_form = True
    use_fieldset = True

    class Media:
        css = {"all": ["css/tokens.css", "css/editor.css"]}
        js = ["js/editor.js"]

    def value_from_datadict(self, data, files, name):
        # Asked several times for one form: the answer is kept, because a kept upload must not be kept twice.
        if getattr(self, "read_from", None) is not data:
            self.read_from, self.typed = data, self.read(data, files, name)
        return self.typed

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-total" not in data

    def read(self, data, files, name) -> Typed:
        total = data.get(f"{name}-total", "")
        is_whole = total.isdecimal() and len(total) < 5
        count = min(int(total), MOST_BLOCKS + 1) if is_whole else 0
        blocks = [self.read_block(data, files, f"{name}-{number}") for number in range(count)]
        typed = Typed(
            clean_words(data.get(f"{name}-title", "")),
            clean_words(data.get(f"{name}-of", ""))[:16],
            blocks,
            data.get(f"{name}-press", "")[:20],
            is_whole=is_whole,
        )
        if typed.press:
            typed.press_button()
        return typed

    @staticmethod
    def read_block(data, files, name) -> TypedBlock:
        return TypedBlock(
            picture=data.get(f"{name}-pick") or data.get(f"{name}-picture", ""),
            words=clean_words(data.get(f"{name}-words", "")),
            alt=clean_words(data.get(f"{name}-alt", "")),
            find=data.get(f"{name}-find", "")[:100],
            upload=files.get(f"{name}-upload"),
            has_consent=f"{name}-consent" in data,
        )

    def format_value(self, value):
        if isinstance(value, Typed):
            return value
        return Typed.from_easy(value if isinstance(value, EasyRead) else EasyRead())

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["value"]
        context["widget"].update(
            blocks=typed.blocks or [TypedBlock()],
            easy=typed.easy,
            findings=check(typed.easy.blocks, known=glossary_words()) if typed.easy else [],
            shows_preview=typed.press == "preview",
            most_blocks=MOST_BLOCKS,
            legend=getattr(self, "legend", "") or _("Easy read"),
        )
        return context


class EasyReadFormField(forms.Field):
    """Gives an `EasyRead`. Says clearly what is missing; refuses keys and shapes nobody could have chosen."""

    widget = EasyReadWidget

    def widget_attrs(self, widget):
        # The editor draws its own label, so that two editors on one page can be told apart.
        widget.legend = self.label
        return super().widget_attrs(widget)

    def clean(self, value: Typed) -> EasyRead:
        if not value.is_whole:
            says = _("The easy read did not arrive whole. Open the page again and look at it.")
            raise ValidationError(says, code="broken")
        faults = [fault for number, one in enumerate(value.blocks, 1) for fault in self.block_faults(number, one)]
        if len(value.blocks) > MOST_BLOCKS:
            faults.append(_("There are more than %(most)d blocks. Take some out.") % {"most": MOST_BLOCKS})
        if len(value.title) > LONGEST_TITLE:
            faults.append(_("The heading is too long. Make it shorter."))
        if faults:
            raise ValidationError([ValidationError(fault, code="block") for fault in faults])
        if value.press:
            raise ValidationError(_("%(note)s It is not saved yet.") % {"note": value.note}, code=EDITING)
        easy = value.easy
        if self.required and not easy:
            raise ValidationError(_("Write at least 1 block."), code="required")
        if unsaid := [number for number, one in enumerate(easy.blocks, 1) if not one.words]:
            raise ValidationError(_("Block %(number)d has no words. Write them.") % {"number": unsaid[0]}, code="words")
        return easy

    def block_faults(self, number: int, one: TypedBlock):
        """What is wrong with one block; an uploaded picture is kept here."""
        says = {"number": number}
        if one.picture and one.picture not in pictures.PICTURES and not OWN_KEY.fullmatch(one.picture):
            one.picture = ""
            yield _("Block %(number)d: this picture does not exist. Choose another one.") % says
        if len(one.words) > LONGEST_WORDS:
            yield _("Block %(number)d: the words are too long. Make 2 blocks of them.") % says
        if len(one.alt) > LONGEST_ALT:
            yield _("Block %(number)d: say in fewer words what the picture adds.") % says
        if one.upload:
            try:
                one.picture = keep_picture(one.upload, alt=one.alt.strip(), has_consent=one.has_consent)
            except ValidationError as fault:
                yield _("Block %(number)d: %(fault)s") % {**says, "fault": " ".join(fault.messages)}
            one.upload = None

    def has_changed(self, initial, data):
        return (initial or EasyRead()) != data.easy


def clean_words(words: str) -> str:
    """The words without signs that databases refuse or that turn the reading direction of the rest of the page."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", "", words).replace("\r\n", "\n")
