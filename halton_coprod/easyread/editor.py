"""The editor of an easy-read text: works in any form, also in the admin pages, without JavaScript.

Each button is an ordinary submit of the whole form. The widget makes the change in what was typed, and the field then
refuses the form with the code EDITING, so that any view shows it again: changed, nothing saved, nothing lost.
"""

from dataclasses import dataclass, field
from functools import cache

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from . import pictures
from .blocks import Block, EasyRead
from .forms import clean_words
from .listed import lists_in_force
from .models import LONGEST_ALT, is_known
from .writing import check

EDITING = "editing"
MOST_BLOCKS = 40
LONGEST_WORDS = 1000
LONGEST_TITLE = 200


@dataclass
class TypedBlock:
    """One block as it stands in the form, with what the person was looking for."""

    picture: str = ""
    words: str = ""
    alt: str = ""
    find: str = ""
    found_for: str = ""
    upload: object = None
    has_consent: bool = False
    found: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    # The controls that mend the faults: "find", "words", "alt", "consent", "upload".
    wrong: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.picture or self.words.strip() or self.upload)

    @property
    def is_looking(self):
        """Words to look for, and nobody has looked yet: Enter in their box, or a button pressed too early."""
        return bool(self.find.strip()) and self.find != self.found_for

    @property
    def says_it_twice(self):
        """Do the words for the picture only repeat the words beside it? Then somebody hears them twice (D3)."""
        return bool(self.alt.strip()) and self.alt.casefold().split() == self.words.casefold().split()

    @property
    def is_undescribed(self):
        """A picture of our own of which nobody said what it shows (D6)."""
        return self.picture.startswith("own/") and not self.alt.strip()

    @property
    def is_open(self):
        """Does the part with the pictures stand open?"""
        return bool(self.found or self.find or self.faults or not self.picture)


@dataclass
class Typed:
    """The whole editor as posted."""

    title: str = ""
    of: str = ""
    blocks: list[TypedBlock] = field(default_factory=list)
    press: str = ""
    note: str = ""
    is_whole: bool = True
    faults: list = field(default_factory=list)

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
        looking = [number for number, one in enumerate(self.blocks) if one.is_looking]
        if looking and not self.press:
            self.press = f"find-{looking[0]}"
        deed, _dash, place = self.press.partition("-")
        at = int(place) if place.isdecimal() and len(place) < 4 else MOST_BLOCKS
        if deed in ("add", "preview"):
            self.note = getattr(self, deed)()
        elif deed in ("remove", "find", "up", "down", "keep"):
            is_there = at < len(self.blocks)
            self.note = getattr(self, deed)(at) if is_there else _("This block is not there any more.")

    def add(self):
        self.blocks.append(TypedBlock())
        return _("There is a new block at the end.")

    def preview(self):
        return _("The preview is below.")

    def remove(self, at):
        self.blocks.pop(at)
        return _("Block %(number)d is taken out.") % {"number": at + 1}

    def find(self, at):
        one = self.blocks[at]
        one.found, one.found_for = pictures.search(one.find), one.find
        if not one.found:
            return _("We found no picture. Write another word.")
        return _("Choose a picture for block %(number)d.") % {"number": at + 1}

    def keep(self, at):
        one = self.blocks[at]
        if not (one.picture or one.upload):
            return _("Block %(number)d has no picture yet. Choose one.") % {"number": at + 1}
        one.find = ""
        return _("The picture of block %(number)d is chosen.") % {"number": at + 1}

    def up(self, at):
        return self.move(at, max(0, at - 1))

    def down(self, at):
        return self.move(at, min(len(self.blocks) - 1, at + 1))

    def move(self, at, to):
        self.blocks.insert(to, self.blocks.pop(at))
        return _("Block %(number)d is now block %(to)d.") % {"number": at + 1, "to": to + 1}


class EasyReadWidget(forms.Widget):
    """Draws the editor and reads what was posted."""

    template_name = "easyread/editor/editor.html"
    most_blocks = MOST_BLOCKS
    lists = staticmethod(lists_in_force)
    needs_multipart_form = True
    use_fieldset = True

    class Media:
        css = {"all": ["css/tokens.css", "css/editor.css"]}
        js = ["js/editor.js"]

    def value_from_datadict(self, data, files, name):
        # Asked several times for one form: the answer is kept, because a kept upload must not be kept twice.
        of_editor = {key: words for key, words in data.items() if key.startswith(f"{name}-")}
        if getattr(self, "read_from", None) != of_editor:
            self.read_from, self.typed = of_editor, self.read(data, files, name)
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
        typed.press_button()
        return typed

    @staticmethod
    def read_block(data, files, name) -> TypedBlock:
        return TypedBlock(
            picture=data.get(f"{name}-pick") or data.get(f"{name}-picture", ""),
            words=clean_words(data.get(f"{name}-words", "")),
            alt=clean_words(data.get(f"{name}-alt", "")),
            find=clean_words(data.get(f"{name}-find", ""))[:100],
            found_for=clean_words(data.get(f"{name}-found", ""))[:100],
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
            findings=check(typed.easy.blocks, lists=self.lists()) if typed.easy else [],
            shows_preview=typed.press == "preview",
            most_blocks=self.most_blocks,
            legend=getattr(self, "legend", "") or _("Easy read"),
            has_hint=getattr(self, "has_hint", False),
        )
        return context


class EasyReadFormField(forms.Field):
    """Gives an `EasyRead`. Says clearly what is missing; refuses keys and shapes nobody could have chosen.

    `standard` names the field of the same form with the standard text: then a note says when the two have drifted.
    An editor for one block alone has no heading and no buttons for more.
    """

    widget = EasyReadWidget

    def __init__(self, *, standard="", most_blocks=MOST_BLOCKS, **kwargs):
        self.standard, self.most_blocks = standard, most_blocks
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        # The editor draws its own label, so that two editors on one page can be told apart.
        widget.legend, widget.has_hint, widget.most_blocks = self.label, bool(self.help_text), self.most_blocks
        return super().widget_attrs(widget)

    def get_bound_field(self, form, field_name):
        """All editors of a form look at the lists of the writing check once."""
        self.widget.lists = vars(form).setdefault("lists_of_check", cache(lists_in_force))
        return super().get_bound_field(form, field_name)

    def clean(self, value: Typed) -> EasyRead:
        if not value.is_whole:
            says = _("The easy read did not arrive whole. Open the page again and look at it.")
            raise ValidationError(says, code="broken")
        faults = [*self.faults_of_blocks(value), *self.faults_of_whole(value)]
        if faults:
            raise ValidationError(faults)
        if value.press:
            raise ValidationError(_("%(note)s It is not saved yet.") % {"note": value.note}, code=EDITING)
        return value.easy

    def faults_of_whole(self, value: Typed):
        if len(value.blocks) > self.most_blocks:
            value.faults.append(_("There are more than %(most)d blocks. Take some out.") % {"most": self.most_blocks})
        if len(value.title) > LONGEST_TITLE:
            value.faults.append(_("The heading is too long. Make it shorter."))
        if self.required and not value.press and not value.easy:
            value.faults.append(_("Write at least 1 block."))
        return [ValidationError(says, code="whole") for says in value.faults]

    def faults_of_blocks(self, value: Typed):
        """Each fault of a block, noted at the block too. `params` say which control mends it."""
        for number, one in enumerate(value.blocks):
            for control, says in self.block_faults(number + 1, one, is_finished=not value.press):
                one.faults.append(says)
                one.wrong.append(control)
                if value.press == f"keep-{number}":
                    value.note = ""  # it says that the picture is chosen
                yield ValidationError(says, code="block", params={"control": f"{number}-{control}"})

    def block_faults(self, number: int, one: TypedBlock, *, is_finished: bool):
        """What is wrong with one block, and where; an uploaded picture is kept here."""
        says = {"number": number}
        if one.picture and not is_known(one.picture):
            one.picture = ""
            yield "find", _("Block %(number)d: this picture does not exist. Choose another one.") % says
        if len(one.words) > LONGEST_WORDS:
            yield "words", _("Block %(number)d: the words are too long. Make 2 blocks of them.") % says
        if len(one.alt) > LONGEST_ALT and not one.upload:
            yield "alt", _("Block %(number)d: say in fewer words what the picture adds.") % says
        if one.says_it_twice:
            repeats = (
                _("Block %(number)d: this repeats the words. Say what only the picture shows.")
                if one.upload or one.picture.startswith("own/")
                else _("Block %(number)d: this repeats the words. Leave it empty, or say what only the picture shows.")
            )
            yield "alt", repeats % says
        if is_finished and not one.is_empty and not one.words.strip():
            yield "words", _("Block %(number)d has no words. Write them.") % says
        if is_finished and not one.upload and one.is_undescribed:
            yield "alt", _("Block %(number)d: say what your picture shows, for people who cannot see it.") % says
        yield from self.upload_faults(one, says)

    def upload_faults(self, one: TypedBlock, says: dict):
        """Why an uploaded picture was not kept; else it is the block's picture now."""
        if one.upload:
            keep, by = import_string(settings.PICTURE_KEEPER), getattr(one.upload, "brought_by", None)
            try:
                one.picture = keep(one.upload, alt=one.alt, has_consent=one.has_consent, by=by)
            except ValidationError as refused:
                for fault in refused.error_list:
                    control = fault.code if fault.code in ("consent", "alt") else "upload"
                    yield control, _("Block %(number)d: %(fault)s") % {**says, "fault": " ".join(fault.messages)}
            one.upload = None

    def has_changed(self, initial, data):
        return (initial or EasyRead()) != data.easy


def ask_nothing_else(form) -> None:
    """Somebody who presses a button of an editor is not finished: the rest of the form is not found fault with yet."""
    editors = {name for name, one in form.fields.items() if isinstance(one, EasyReadFormField)}
    if any(getattr(form[name].value(), "press", "") for name in editors):
        for name in set(form.errors) - editors:
            del form.errors[name]
