"""What was said on the way: shown again to be checked, and turned into a person."""

from django.forms import BooleanField, ChoiceField, MultipleChoiceField
from django.utils.translation import gettext_lazy as _

from members.models import District, NeedGroup, Purpose, Supporter, Way, district_of
from members.models.asked import POSTCODES
from members.services import Joining, Said

from .path import Path
from .questions import UNSAID
from .steps import PATH, POOL_PAGE

NOT_SAID = _("You did not answer this")
OWN_ADDRESS = _("This is your own email address. So we cannot send your supporter an email that says how to sign in.")
# How words must be: asked with how to reach somebody, and shown where they say what information they can read.
FORMATS = ("easy-read", "print", "format")
ABOUT_FORMATS = f"need-{NeedGroup.INFORMATION}"


def kept(form, language: str, version: str) -> dict:
    """What is kept of one page: the words as typed, and in which form and version the question was shown."""
    typed = {name: value_of(form, name) for name in form.fields if name != "draft"}
    return {**typed, "_shown_in": language, "_version": version}


def value_of(form, name):
    value = form[name].data
    return value if isinstance(value, list) else str(value or "")


def summary(path: Path, answers, page_of) -> list[dict]:
    """Question, answer and the way to change it, for each page that is asked."""
    return [
        {
            "step": step,
            "lines": [*lines(step, answers.get(step.slug)), *warned(step, answers)],
            "address": page_of(step),
        }
        for step in path.asked(answers)
    ]


def warned(step, answers) -> list[str]:
    """What will not happen: at the person's own address no supporter is let in (`let_in_who_was_named`)."""
    if step.slug != "supporter-who" or answers.get("way", {}).get("way") != Way.EMAIL:
        return []
    own, named = (answers.get(slug, {}).get("email", "").strip().casefold() for slug in ("email", step.slug))
    return [str(OWN_ADDRESS)] if named and named == own else []


def suggested(step, answers) -> dict:
    """The postcode that stands in the address for letters. Nobody who has answered already is asked it again so."""
    if step.slug != "postcode" or step.slug in answers or answers.get("way", {}).get("way") != Way.LETTER:
        return {}
    found = POSTCODES.findall(answers.get("address", {}).get("address", ""))
    return {"postcode": " ".join(found[-1]).upper()} if found else {}


def told_before(step, answers, page_of) -> list[dict]:
    """What this page would ask and another has asked."""
    if step.slug != ABOUT_FORMATS:
        return []
    return [one for one in summary(PATH, answers, page_of) if one["step"].slug in FORMATS]


def lines(step, said) -> list[str]:
    """What was said on one page, in words."""
    form = step.form_for(said)
    shown = [] if said is None or not form.is_valid() else [words_of(form, name) for name in form.fields]
    return [*filter(None, shown), *extra(step, form)] or [str(NOT_SAID)]


def words_of(form, name) -> str:
    if name == "draft":
        return ""
    field, value = form.fields[name], form.cleaned_data[name]
    if isinstance(field, MultipleChoiceField):
        return "\n".join(str(label) for key, label in field.choices if key in value)
    if isinstance(field, BooleanField):
        return str(field.label) if value else ""
    if isinstance(field, ChoiceField):
        chosen = str(dict(field.choices).get(value, ""))
        return f"{field.label} {chosen}" if name == "who_sees" and chosen else chosen
    return str(value)


def extra(step, form) -> list[str]:
    """The district we make out of a postcode."""
    postcode = form.cleaned_data.get("postcode") if form.is_bound and form.is_valid() else ""
    return [str(District(district_of(postcode)).label)] if step.slug == "postcode" and postcode else []


def joining_of(answers, language: str) -> Joining:
    """All of it, cleaned, for the service. Only what was asked counts: a way that was given up again leaves nothing."""
    said = {step.slug: cleaned(step, answers.get(step.slug)) for step in PATH.asked(answers)}
    purposes = [purpose for purpose in Purpose if f"agree-{purpose}" in said]
    return Joining(
        facts=facts(said),
        picks={
            "connections": said["connection"].get("connections", []),
            "interests": said["interests"].get("interests", []),
            "taking_part": said["taking-part"].get("taking_part", []),
        },
        needs=needs(said),
        supporter=supporter(said),
        consents={purpose: said[f"agree-{purpose}"]["agreed"] == "yes" for purpose in purposes},
        shown_in={purpose: answers[f"agree-{purpose}"].get("_shown_in", language) for purpose in purposes},
        language=language,
    )


def cleaned(step, said) -> dict:
    form = step.form_for(said)
    return form.cleaned_data if form.is_valid() else {}


PLAIN = {
    "name": ("name",),
    "way": ("way",),
    "email": ("email",),
    "phone": ("phone",),
    "address": ("address",),
    "best-time": ("best_time",),
    "print": ("print_size",),
    "format": ("other_format",),
    "language": ("language",),
    "age": ("age_band",),
    "reward": ("reward",),
}


def facts(said) -> dict:
    plain = {name: said[slug][name] for slug, names in PLAIN.items() if slug in said for name in names}
    return {
        **plain,
        **age(said["age"]),
        "easy_read": said["easy-read"]["easy_read"] == "yes",
        "postcode": "" if said["postcode"].get("unsaid") else said["postcode"]["postcode"],
    }


def age(said) -> dict:
    """What is kept of it: nothing of whoever would rather not say."""
    return {"age_band": "" if said["age_band"] == UNSAID[0] else said["age_band"]}


def needs(said) -> list[Said]:
    return [
        need for group in NeedGroup if f"need-{group}" in said for need in group_needs(group, said[f"need-{group}"])
    ]


def group_needs(group, said) -> list[Said]:
    """Each tick is a need of its own; words are one more."""
    who_sees = said.get("who_sees", "")
    ticked = [Said(group, item, "", who_sees) for item in said.get("items", ())]
    return [*ticked, *([Said(group, "", said["words"], who_sees)] if said.get("words") else [])]


def supporter(said) -> dict:
    if "supporter-who" not in said:
        return {}
    who = {name: said["supporter-who"][name] for name in ("name", "relation", "phone", "email")}
    return {**who, **rights_fields(said["supporter-may"].get("rights", []))}


def rights_fields(rights) -> dict[str, bool]:
    """What was ticked, as the record of the supporter has it."""
    fields = dict(zip(Supporter.Right.values, ("may_see", "may_change", "may_book", "gets_copies"), strict=True))
    return {name: right in rights for right, name in fields.items()}


def rights_of(link: Supporter) -> dict:
    """What a supporter may do, as it is asked."""
    return {"rights": [str(right) for right in link.granted], "until": link.until}


def says_no(answers) -> bool:
    """Did the person say no to the pool itself? Then nothing is kept."""
    return answers.get(POOL_PAGE, {}).get("agreed") == "no"
