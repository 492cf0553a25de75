"""The example hub's stories: told, gathered, made ready, released, narrowed and taken back through the services.

Twelve stories in every kind and state of consent, with the sounds, the film and the drawing beside this file; an
interview project; what the stories tell us and what came of it; a collection. All of it is made up.
"""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from charter.models import Promise, Value
from halton_coprod.easyread.blocks import Block, EasyRead
from members.models import Member
from stories import services
from stories.forms.releasing import wording_shown
from stories.forms.telling import AGREE
from stories.models import Story
from stories.services import LineAnswer
from stories.tellers import Teller
from workshops.models import Recommendation, Session

HERE = Path(__file__).parent
ANSWERED = ("released", "published", "withdrawn")
# What each drawing shows, and whether its teller can be seen in it.
DRAWN = {
    "bus-stop": ("A drawing: somebody with an umbrella at a bus stop in the rain.", False),
    "thumb": ("A drawing: Rosa sits in the dentist's chair and puts up her thumb.", True),
}
TOLD = (
    *("title", "transcript", "better", "full_name", "first_name", "made_up_name", "content_note"),
    *("for_whom", "for_whom_agrees"),
)


def load(*, people: dict) -> bool:
    """Everything of the file, where nothing is there yet. A second curator checks what the first made ready."""
    if Story.objects.filter(is_example=True).exists():
        return False
    told = tomllib.loads((HERE / "stories.toml").read_text())
    cast = {**people, "second": people["second-curator"]}
    project = begin_project(told["project"], cast)
    stories = {one["key"]: bring_about(one, project, cast) for one in told["stories"]}
    insights = {key: tell_insights(one, stories, cast) for one in told["stories"] for key in [one["key"]]}
    for one in told["findings"]:
        find(one, insights, cast)
    for one in told["collections"]:
        collect(one, stories, cast)
    return True


def begin_project(told: dict, cast):
    """Asked by a trained reporter; one talk is still to come, and one has only its yes."""
    by, reporter_user = cast["curator"], cast["facilitator"]
    facts = {"trained_on": day(-200), "trained_by": "Example People First"}
    reporter = services.keep_reporter(user=reporter_user, **facts, by=by)
    easies = {f"{name}_easy": easy(told[f"{name}_easy"]) for name in ("question", "starters")}
    words = {name: told[name].strip() for name in ("name", "question", "starters", "guide")}
    project = services.keep_project(**words, **easies, reporters=[reporter], is_example=True, by=by)
    plan(project, cast, "Olive Example", 6)
    begun = plan(project, cast, "Walt Example", 0)
    say_yes(begun, cast)
    return project


def plan(project, cast, name: str, in_days: int):
    facts = {"with_whom": name, "reach": "01632 960 040", "on": day(in_days), "where": "The Example Centre"}
    return services.plan_interview(project, reporter=project.reporters.get(), **facts, by=cast["facilitator"])


def say_yes(interview, cast) -> Story:
    told = {"explained_by": "Farah read it out", "kept_where": "At the start of the recording, in the team's safe"}
    return services.record_interview(interview, wording=str(AGREE), **told, by=cast["facilitator"])


def bring_about(told: dict, project, cast) -> Story:
    """Tell it, and take it as far as the file says."""
    story = tell(told, project, cast)
    if told["state"] == "sent":
        return story
    services.take_up_story(story, by=cast["curator"])
    if told["state"] == "returned":
        return services.hand_back_story(story, reason=told["reason"], by=cast["curator"])
    make_ready(story, told, cast)
    if "agreed_how" in told:
        services.agree_for_another(story, agreed_by="self", agreed_how=told["agreed_how"], by=cast["curator"])
    services.show_story(story, by=cast["curator"])
    if told["state"] in ANSWERED:
        release(story, told, cast)
    return story


def tell(told: dict, project, cast) -> Story:
    """By its teller, or to a reporter."""
    words = {name: told[name].strip() for name in TOLD if name in told}
    if told.get("interview"):
        story, by = say_yes(plan(project, cast, "Gary Example", 0), cast), cast["facilitator"]
    else:
        teller = Member.objects.get(user=cast[told["teller"]]) if "teller" in told else None
        story = services.begin_story(wording=str(AGREE), kind=told["kind"], teller=teller, is_example=True)
        by, words["contact"] = Teller(story.pk), "01632 960 041"
    services.change_story(story, topics=told["topics"], by=by, **words)
    bring_files(story, told, by)
    return services.send_story(story, by=by)


def bring_files(story: Story, told: dict, by) -> None:
    for idea, words in told.get("pictures", ()):
        name = idea.removeprefix("drawing:")
        if name in DRAWN:
            alt, shows_teller = DRAWN[name]
            upload = file(f"{name}.webp")
            services.add_file(story, upload, alt=alt, words=words, shows_teller=shows_teller, by=by)
        else:
            services.add_picture(story, idea=idea, words=words, by=by)
    for name in ("sound", "film"):
        if name in told:
            services.add_file(story, file(told[name]), by=by)


def file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (HERE / "files" / name).read_bytes())


def make_ready(story: Story, told: dict, cast) -> None:
    """Summary, both easy reads, where it belongs; the captions are checked by the second curator."""
    services.prepare_story(
        story,
        summary=told["summary"],
        summary_easy=easy(told["summary_easy"], told["easy_title"]),
        easy=easy(told["easy"], told["easy_title"]),
        quotes=[tuple(quote) for quote in told.get("quotes", ())],
        values=Value.objects.filter(slug__in=told.get("values", ())),
        promises=Promise.objects.filter(slug__in=told.get("promises", ())),
        by=cast["curator"],
    )
    if "film" in told:
        film = story.media.get()
        captions = (HERE / "files" / told["film"]).with_suffix(".vtt").read_text()
        services.check_captions(services.change_file(film, captions=captions, by=cast["curator"]), by=cast["second"])


def release(story: Story, told: dict, cast) -> None:
    """As the teller says; then published, and narrowed, ended or taken back where the file says so."""
    lines, by = told["lines"], Teller(story.pk)
    first = told.get("narrowed_from") or told.get("ended_from") or lines
    say_who(story, first, told, cast)
    if told["state"] == "released":
        return
    services.publish_story(story, by=cast["second"])
    if "ended_from" in told:
        say_who(story, lines, told, cast)
    for audience in {one[0] for one in first} - {one[0] for one in lines}:
        services.narrow_release(story, audience=audience, by=by)
    if told["state"] == "withdrawn":
        services.withdraw_story(story, by=by)


def say_who(story: Story, lines: list, told: dict, cast) -> None:
    """Who may see it, said by the teller online or on the phone."""
    explained, kept = told.get("by_phone", ("", ""))
    phoned = {"how": "phone", "explained_by": explained, "kept_where": kept, "by": cast["curator"]}
    story.refresh_from_db()
    services.release_story(
        story,
        lines=[line(one, told) for one in lines],
        wording=wording_shown(story),
        seen=story.mark,
        others_agree=True,
        printed=told.get("printed", False),
        **(phoned if "by_phone" in told else {"by": Teller(story.pk)}),
    )


def line(told: list, story: dict) -> LineAnswer:
    audience, forms, name, days = told
    return LineAnswer(audience, tuple(forms), day(days), name, story.get("face", False))


def tell_insights(told: dict, stories: dict, cast) -> list:
    """Noted by a curator, agreed to by the teller."""
    story, found = stories[told["key"]], []
    for one in told.get("insights", ()):
        facts = {"excerpt": one["excerpt"], "says": one["says"], "words": one["words"], "easy": easy(one["easy"])}
        insight = services.note_insight(story, **facts, by=cast["curator"])
        found.append(services.answer_insight(insight, is_right=True, by=Teller(story.pk)))
    return found


def find(told: dict, insights: dict, cast) -> None:
    """At a session of the example; with what was asked there."""
    session = Session.objects.filter(name=told["session"], is_example=True).first()
    if session is None:
        return
    on_the_table = [insights[key][int(number) - 1] for key, number in (one.split(":") for one in told["insights"])]
    made = services.keep_sense_making(session=session, insights=on_the_table, tellers=3, by=cast["curator"])
    finding = services.keep_finding(
        sense_making=made,
        title=told["title"],
        words=told["words"],
        easy=easy(told["easy"], told["easy_title"]),
        insights=on_the_table,
        recommendation=Recommendation.objects.public().filter(title=told["recommendation"]).first(),
        is_example=True,
        by=cast["curator"],
    )
    services.show_finding(finding, by=cast["curator"])


def collect(told: dict, stories: dict, cast) -> None:
    services.keep_collection(
        name=told["name"],
        about=told["about"],
        about_easy=easy(told["about_easy"], told["about_title"]),
        stories=[stories[key] for key in told["stories"]],
        is_shown=True,
        is_example=True,
        by=cast["curator"],
    )


def easy(blocks, title: str = "") -> EasyRead:
    return replace(EasyRead(blocks=tuple(Block(picture, words) for picture, words in blocks)), title=title)


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
