"""Every deed of stories: where it can begin, the call, and the audit verb it leaves."""

from datetime import timedelta

from django.utils import timezone

from stories import services
from stories.media import clean_record
from stories.models import (
    Collection,
    Consent,
    Finding,
    Insight,
    Interview,
    Line,
    MediaFile,
    Opening,
    Proposal,
    Quote,
    Release,
    Reporter,
    SenseMaking,
    Story,
    StoryProject,
    StoryTopic,
    StoryWords,
    ToTell,
    Use,
    YesRecord,
)
from workshops.models import SafeguardingNote, Session

from .conftest import WORDS, day, easy, line, prepared, published, release, told
from .files import mp4, png, upload, wav

ROWS = (
    *(Collection, Finding, Insight, SenseMaking),
    *(Consent, Interview, Line, MediaFile, Opening, Proposal, Quote, Release, Reporter, Story, StoryProject),
    *(SafeguardingNote, StoryTopic, StoryWords, ToTell, Use, YesRecord),
)


EXPLAINED = {"explained_by": "Carl", "kept_where": "Secret folder"}


def by_phone(curator):
    return services.begin_story(wording="Yes", came_by="phone", **EXPLAINED, by=curator)


class Cast:
    """Stories where each deed can begin."""

    def __init__(self, curator, second):
        self.curator, self.second = curator, second

    def preparing(self):
        return services.take_up_story(told(), by=self.curator)

    def ready(self):
        return services.rework_story(prepared(self.curator), by=self.curator)

    def published(self):
        return published(self.curator, self.second)

    def withdrawn(self):
        story = self.published()
        return services.withdraw_story(story, how="phone", by=self.curator)

    def proposal(self):
        said = {"piece": "title", "now": "Another title", "because": "It is shorter."}
        return services.propose_change(prepared(self.curator), by=self.second, **said)

    def picture(self):
        return services.add_file(self.preparing(), upload(png()), alt="A drawing", by=self.curator)

    def use(self):
        said = {"what": "A training", "audience": "web", "form": "whole", "on": day(-1)}
        said |= {"got_copy": "A school", "reach": "01632 960 111"}
        return services.note_use(self.published(), by=self.curator, **said)

    def insight(self):
        said = {"excerpt": "drew me a picture", "says": "works", "words": "Pictures help.", "easy": easy("Draw.")}
        return services.note_insight(told(), **said, by=self.second)

    def session(self):
        begins = timezone.now()
        return Session.objects.create(slug="sense", name="Sense", starts_at=begins, ends_at=begins + timedelta(hours=2))

    def sense_made(self):
        insight = self.insight()
        services.answer_insight(insight, is_right=True, how="phone", explained_by="Carl", by=self.curator)
        return services.keep_sense_making(session=self.session(), insights=[insight], by=self.curator)

    def finding(self):
        made = self.sense_made()
        said = {"title": "Draw", "words": "Draw.", "easy": easy("Draw."), "insights": list(made.insights.all())}
        return services.keep_finding(sense_making=made, **said, by=self.curator)

    def film_of_another(self):
        film = services.add_file(self.preparing(), upload(mp4(handler=b"vide")), by=self.curator)
        return services.change_file(film, captions="WEBVTT\n\n00:01.000 --> 00:02.000\nHello", by=self.second)

    def reporter(self, user):
        return services.keep_reporter(user=user, trained_on=day(-9), trained_by="Us", by=self.curator)

    def project(self):
        said = {"name": "Getting about", "question": "?", "starters": "-", "guide": "-"}
        return services.keep_project(**said, reporters=[self.reporter(self.curator)], by=self.curator)

    def interview(self):
        project = self.project()
        return services.plan_interview(project, **TALK, reporter=project.reporters.get(), by=self.curator)

    def recorded(self):
        interview = self.interview()
        services.record_interview(interview, wording="Yes", **EXPLAINED, by=self.curator)
        return interview


TALK = {"with_whom": "Rosa Privat", "reach": "Secret number", "on": day(0)}

# deed → (what it is done to, the call, its audit verb)
DEEDS = {
    "begin_story": (
        lambda c: None,
        lambda _thing, by: services.begin_story(wording="Yes", came_by="phone", **EXPLAINED, by=by),
        "stories.story.begin",
    ),
    "change_story": (
        lambda c: by_phone(c.curator),
        lambda story, by: services.change_story(story, title="Secret title", topics=["work"], by=by),
        "stories.story.change",
    ),
    "send_story": (
        lambda c: services.change_story(by_phone(c.curator), transcript=WORDS, by=c.curator),
        lambda story, by: services.send_story(story, by=by),
        "stories.story.send",
    ),
    "take_up_story": (
        lambda c: told(),
        lambda story, by: services.take_up_story(story, by=by),
        "stories.story.take_up",
    ),
    "prepare_story": (
        Cast.preparing,
        lambda story, by: services.prepare_story(story, summary="Secret summary", by=by),
        "stories.story.prepare",
    ),
    "let_name_stay": (
        Cast.preparing,
        lambda story, by: services.let_name_stay(story, reason="Secret", by=by),
        "stories.story.let_name_stay",
    ),
    "put_back_story": (
        Cast.preparing,
        lambda story, by: services.put_back_story(story, by=by),
        "stories.story.put_back",
    ),
    "note_care": (
        Cast.preparing,
        lambda story, by: services.note_care(story, care_note="Secret: sad", check_in_by=day(1), by=by),
        "stories.story.care",
    ),
    "narrow_release": (
        Cast.published,
        lambda story, by: services.narrow_release(story, audience="web", how="phone", by=by),
        "stories.release.narrow",
    ),
    "extend_release": (
        Cast.published,
        lambda story, by: services.extend_release(story, how="phone", **EXPLAINED, by=by),
        "stories.release.extend",
    ),
    "tell_teller": (
        lambda c: told(contact="1 Secret Street").to_tell.get(),
        lambda to_tell, by: services.tell_teller(to_tell, by=by),
        "stories.totell.tell",
    ),
    "open_archive": (
        lambda c: None,
        lambda _thing, by: services.open_archive(audience="partners", who="Secret", until=day(9), by=by),
        "stories.opening.open",
    ),
    "close_opening": (
        lambda c: services.open_archive(audience="partners", who="Secret", until=day(9), by=c.curator),
        lambda opening, by: services.close_opening(opening, by=by),
        "stories.opening.close",
    ),
    "hand_back_story": (
        Cast.preparing,
        lambda story, by: services.hand_back_story(story, reason="Secret reason", by=by),
        "stories.story.hand_back",
    ),
    "show_story": (Cast.ready, lambda story, by: services.show_story(story, by=by), "stories.story.show"),
    "raise_safeguarding": (
        lambda c: told(),
        lambda story, by: services.raise_safeguarding(story, words="Secret: not safe", about="Rosa", by=by),
        "workshops.safeguardingnote.write",
    ),
    "rework_story": (
        lambda c: prepared(c.curator),
        lambda story, by: services.rework_story(story, by=by),
        "stories.story.rework",
    ),
    "release_story": (
        Cast.published,
        lambda story, by: release(story, line(), by=by, how="phone", **EXPLAINED),
        "stories.release.give",
    ),
    "publish_story": (
        lambda c: release(prepared(c.second), line()),
        lambda story, by: services.publish_story(story, by=by),
        "stories.story.publish",
    ),
    "withdraw_story": (
        Cast.published,
        lambda story, by: services.withdraw_story(story, how="phone", by=by),
        "stories.story.withdraw",
    ),
    "begin_again": (
        Cast.withdrawn,
        lambda story, by: services.begin_again(story, wording="Yes", how="phone", **EXPLAINED, by=by),
        "stories.story.begin_again",
    ),
    "erase_story": (
        Cast.withdrawn,
        lambda story, by: services.erase_story(story, how="phone", by=by),
        "stories.story.erase",
    ),
    "propose_change": (
        Cast.published,
        lambda story, by: services.propose_change(story, piece="title", now="Secret", because="Why", by=by),
        "stories.proposal.make",
    ),
    "answer_proposal": (
        Cast.proposal,
        lambda proposal, by: services.answer_proposal(
            proposal, accept=True, how="phone", explained_by="Carl read it out", by=by
        ),
        "stories.proposal.accept",
    ),
    "add_file": (
        Cast.preparing,
        lambda story, by: services.add_file(story, upload(png()), alt="Secret", by=by),
        "stories.mediafile.add",
    ),
    "change_file": (
        Cast.picture,
        lambda media, by: services.change_file(media, alt="Secret", by=by),
        "stories.mediafile.change",
    ),
    "add_picture": (
        Cast.preparing,
        lambda story, by: services.add_picture(story, idea="bus", words="Secret", by=by),
        "stories.mediafile.choose",
    ),
    "move_file": (
        Cast.picture,
        lambda media, by: services.move_file(media, by_places=-1, by=by),
        "stories.mediafile.move",
    ),
    "ask_for_change": (
        Cast.published,
        lambda story, by: services.ask_for_change(story, answer="Secret change", how="phone", by=by),
        "stories.story.ask_change",
    ),
    "agree_for_another": (
        Cast.preparing,
        lambda story, by: services.agree_for_another(story, agreed_by="self", agreed_how="Secret", by=by),
        "stories.story.agree_for_another",
    ),
    "check_captions": (
        Cast.film_of_another,
        lambda media, by: services.check_captions(media, by=by),
        "stories.mediafile.check_captions",
    ),
    "keep_reporter": (
        lambda c: c.second,
        lambda user, by: services.keep_reporter(user=user, trained_on=day(-9), trained_by="Secret", by=by),
        "stories.reporter.keep",
    ),
    "stop_reporter": (
        lambda c: c.reporter(c.second),
        lambda reporter, by: services.stop_reporter(reporter, by=by),
        "stories.reporter.stop",
    ),
    "keep_project": (
        lambda c: None,
        lambda _thing, by: services.keep_project(name="Secret", question="?", starters="-", guide="-", by=by),
        "stories.storyproject.keep",
    ),
    "plan_interview": (
        Cast.project,
        lambda project, by: services.plan_interview(project, by=by, **TALK, reporter=project.reporters.get()),
        "stories.interview.plan",
    ),
    "record_interview": (
        Cast.interview,
        lambda one, by: services.record_interview(one, wording="Yes", **EXPLAINED, by=by),
        "stories.interview.record",
    ),
    "take_back_gathered": (
        Cast.recorded,
        lambda one, by: services.take_back_gathered(one, how="phone", by=by),
        "stories.story.forget",
    ),
    "move_interview": (
        Cast.interview,
        lambda one, by: services.move_interview(one, on=day(3), where="Secret Street", told="phone", by=by),
        "stories.interview.move",
    ),
    "call_off_interview": (
        Cast.interview,
        lambda one, by: services.call_off_interview(one, told="phone", by=by),
        "stories.interview.call_off",
    ),
    "add_recording": (
        Cast.recorded,
        lambda one, by: services.add_recording(one, upload(png()), alt="A drawing", by=by),
        "stories.mediafile.add",
    ),
    "note_insight": (
        lambda c: told(),
        lambda story, by: services.note_insight(
            story, excerpt="drew me a picture", says="works", words="Secret", by=by
        ),
        "stories.insight.note",
    ),
    "answer_insight": (
        Cast.insight,
        lambda one, by: services.answer_insight(one, is_right=True, how="Secret", explained_by="Secret", by=by),
        "stories.insight.agree",
    ),
    "drop_insight": (Cast.insight, lambda one, by: services.drop_insight(one, by=by), "stories.insight.drop"),
    "keep_sense_making": (
        lambda c: (c.session(), c.insight()),
        lambda both, by: services.keep_sense_making(session=both[0], insights=[both[1]], by=by),
        "stories.sensemaking.keep",
    ),
    "keep_finding": (
        Cast.sense_made,
        lambda made, by: services.keep_finding(
            sense_making=made, title="Secret", words="Secret", insights=list(made.insights.all()), by=by
        ),
        "stories.finding.keep",
    ),
    "show_finding": (Cast.finding, lambda one, by: services.show_finding(one, by=by), "stories.finding.show"),
    "let_finding_stand": (
        lambda c: services.show_finding(c.finding(), by=c.curator),
        lambda one, by: services.let_finding_stand(one, by=by),
        "stories.finding.stand",
    ),
    "take_down_finding": (
        lambda c: services.show_finding(c.finding(), by=c.curator),
        lambda one, by: services.take_down_finding(one, by=by),
        "stories.finding.take_down",
    ),
    "keep_collection": (
        lambda c: None,
        lambda _thing, by: services.keep_collection(name="Secret", about="Secret", by=by),
        "stories.collection.keep",
    ),
    "arrange_collection": (
        lambda c: (services.keep_collection(name="Secret", about="Secret", by=c.curator), c.published()),
        lambda both, by: services.arrange_collection(both[0], story=both[1], press="in", by=by),
        "stories.collection.arrange",
    ),
    "attach_record": (
        lambda c: by_phone(c.curator).consent,
        lambda yes, by: services.attach_record(yes, clean=clean_record(upload(wav())), by=by),
        "stories.yesrecord.attach",
    ),
    "remove_record": (
        lambda c: services.attach_record(by_phone(c.curator).consent, clean=clean_record(upload(wav())), by=c.curator),
        lambda record, by: services.remove_record(record, by=by),
        "stories.yesrecord.remove",
    ),
    "remove_file": (Cast.picture, lambda media, by: services.remove_file(media, by=by), "stories.mediafile.remove"),
    "note_use": (
        Cast.published,
        lambda story, by: services.note_use(story, what="Secret", audience="web", form="whole", on=day(-1), by=by),
        "stories.use.note",
    ),
    "tell_use": (Cast.use, lambda use, by: services.tell_use(use, by=by), "stories.use.tell"),
}
