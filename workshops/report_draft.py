"""The first words of a report: what people said, what should change, what others can use, and what is known of each.

Every sentence is in both forms, and all of it is meant to be edited.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.mode import EASY, STANDARD

from .models import PracticalTool, Recommendation, ReportSection, Series, Theme
from .models.feedback import FEWEST

Kind = ReportSection.Kind
TITLE = _("What we found: %(name)s")
MANY = _("%(number)s people said something about it.")
ASKED = _("We asked: %(who)s.")
OPEN = _("They have not answered yet.")
WHERE = _("You can find it here: %(where)s")


def first_title(series: Series) -> str:
    return in_form(STANDARD, TITLE, name=series.name)


def first_sections(series: Series) -> list[dict]:
    """The facts of each part, in their order."""
    themes = list(Theme.objects.said_at(series))
    asked = (
        Recommendation.objects.public().filter(theme__in=themes).prefetch_related("given").order_by("asked_on", "pk")
    )
    tools = PracticalTool.objects.public().of_series(series)
    parts = [*map(of_theme, themes), *map(of_recommendation, asked), *map(of_tool, tools)]
    return [{**part, "position": number} for number, part in enumerate(parts, start=1)]


def of_theme(theme: Theme) -> dict:
    """What people said, and how many of them, where these are enough."""
    standard, easy = [theme.summary], list(theme.summary_easy.blocks)
    if theme.many >= FEWEST:
        standard.append(in_form(STANDARD, MANY, number=theme.many))
        easy.append(Block("many-people", in_form(EASY, MANY, number=theme.many)))
    return part_of(
        Kind.THEME, theme.name, standard, EasyRead(theme.summary_easy.title, tuple(easy)), theme.summary_easy
    )


def of_recommendation(one: Recommendation) -> dict:
    """What should change, who was asked, and the newest answer."""
    answer = next(iter(one.given.all()), None)
    standard = [one.words, in_form(STANDARD, ASKED, who=one.owner)]
    blocks = [*one.easy.blocks, Block("question", in_form(EASY, ASKED, who=one.owner))]
    if answer:
        stands = Recommendation.State(one.state).label
        standard.append(f"{in_form(STANDARD, stands)}. {answer.words}")
        blocks += [Block("answer", f"{in_form(EASY, stands)}."), *answer.easy.blocks]
    else:
        standard.append(in_form(STANDARD, OPEN))
        blocks.append(Block("wait", in_form(EASY, OPEN)))
    return part_of(Kind.RECOMMENDATION, one.title, standard, EasyRead(one.easy.title, tuple(blocks)), one.easy)


def of_tool(tool: PracticalTool) -> dict:
    """What it is for, and where it is."""
    address = f"{settings.SITE_URL.rstrip('/')}/workshops/tools/{tool.slug}/"
    easy_address = address.replace("/workshops/", "/easy/workshops/")
    blocks = (*tool.about_easy.blocks, Block("find-out", in_form(EASY, WHERE, where=easy_address)))
    standard = [tool.about, in_form(STANDARD, WHERE, where=address)]
    return part_of(Kind.TOOL, tool.name, standard, EasyRead(tool.about_easy.title, blocks), tool.about_easy)


def part_of(kind: str, heading: str, standard: list[str], easy: EasyRead, source: EasyRead) -> dict:
    """The easy read fits these words as it fitted the ones it comes from; where there was none, there is none."""
    text = "\n\n".join(words.strip() for words in standard if words.strip())
    return {
        "kind": kind,
        "heading": heading,
        "text": text,
        "easy": easy.checked_against(text) if source else EasyRead(),
    }


def in_form(form: str, says, **facts) -> str:
    """A sentence as one of the two forms has it."""
    with translation.override(form):
        return str(says) % facts if facts else str(says)
