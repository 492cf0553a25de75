"""A report and a practical tool as plain data for paper: the same sections that the Charter's paper has."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charter.views.paper import on_paper, paper_words
from halton_coprod.easyread.pdf import make_pdf
from halton_coprod.easyread.said import said_date

from .models import PracticalTool, Report
from .models.feedback import FEWEST


def report_pdf(report: Report, easy: bool) -> bytes:
    """The whole report, tagged, in one of the two forms."""
    first = section(_("In short"), report.summary, report.summary_easy, easy)
    parts = []
    for group, of_it in report.groups:
        parts += [group_heading(group)] if group else []
        for part in of_it:
            known = section(part.easy_heading if easy else part.heading, part.text, part.easy, easy)
            parts.append({**known, "level": 3 if group else 2})
    title = report.easy_title if easy else report.title
    return pdf_of(title, [words for _picture, words in report_facts(report)], [first, *parts], easy)


def report_facts(report: Report) -> list[tuple[str, str]]:
    """How it stands, as (picture, words): an example, a draft, who checked and who approved it."""
    facts = [("information", _("This is our own example. It is made up."))] if report.is_example else []
    facts.append(("workshop", _("This is the report of: %(name)s") % {"name": report.series.name}))
    if report.state != Report.State.PUBLISHED:
        return [*facts, ("pencil-edit", _("This is a draft. It is not published."))]
    right = report.replies.this_time().filter(is_right=True).count()
    if right >= FEWEST:
        says = _("%(number)s people who were there checked it. They say: this is right.") % {"number": right}
    else:
        says = _("The people who were there were asked to check it.")
    wrong = report.replies.this_time().filter(is_right=False).count()
    differ = ngettext(
        "%(number)s person says: this is not what we said.", "%(number)s people say: this is not what we said.", wrong
    )
    differs = [("disagree", differ % {"number": wrong})] if wrong and right + wrong >= FEWEST else []
    approved = {"meeting": report.decided_at_meeting, "who": report.decided_by, "day": said_date(report.decided_on)}
    return [
        *facts,
        ("check", says),
        *differs,
        ("agree", _("It was approved on %(day)s at this meeting: %(meeting)s. By: %(who)s.") % approved),
        ("calendar", _("Published on %(day)s.") % {"day": said_date(report.published_on)}),
    ]


def tool_pdf(tool: PracticalTool, easy: bool) -> bytes:
    """The tool to print: with boxes to tick, or lines to write on."""
    about = section(_("How to use it"), tool.about, tool.about_easy, easy)
    return pdf_of(tool.easy_name if easy else tool.name, tool_lines(tool), [about, tool_section(tool, easy)], easy)


def tool_lines(tool: PracticalTool) -> list[str]:
    lines = [_("This is our own example. It is made up.")] if tool.is_example else []
    return [*lines, tool.get_kind_display()]


def tool_section(tool: PracticalTool, easy: bool) -> dict:
    """In easy read each block is one thing, with its picture; in the standard form each line is."""
    boxes, lines = tool.kind == tool.Kind.CHECKLIST, tool.kind == tool.Kind.TEMPLATE
    if easy:
        return {**section(tool.get_kind_display(), "", tool.items_easy, True), "boxes": boxes, "lines": lines}
    found = section(tool.get_kind_display(), "", tool.items_easy, False)
    return {**found, "items": tool.lines, "boxes": boxes, "lines": lines}


def section(heading: str, text: str, easy_words, easy: bool) -> dict:
    return {
        "level": 2,
        "heading": heading,
        "text": "" if easy else text,
        "blocks": easy_words.to_data()["blocks"] if easy else [],
        "missing": easy and not easy_words,
        "tables": [],
    }


def group_heading(words: str) -> dict:
    return {"level": 2, "heading": str(words), "text": "", "blocks": [], "missing": False, "tables": []}


def pdf_of(title: str, lines: list[str], sections: list[dict], easy: bool) -> bytes:
    copy = {"title": title, "easy": easy, "lines": lines, "sections": [on_paper(one) for one in sections]}
    return make_pdf("reading_copy", {**copy, **paper_words()})
