"""A talk with somebody about their story: planned, moved, called off; everybody who comes hears it."""

import pytest
from django.core.exceptions import PermissionDenied

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from members.letters import why_it_came
from members.models import Message
from stories import services
from stories.models import Interview, Reporter
from tests.charter.desk import typed_day

from .conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("reach", ["01632 960 777", "Rosa <rosa@private.example>"])
def test_a_talk_is_planned_for_a_day_to_come_and_they_hear_it(client, curator, project, reach):
    client.force_login(curator)
    page = f"/team/stories/projects/{project.pk}/interviews/plan/"
    said = {"reporter": Reporter.objects.get().pk, "with_whom": "Rosa Privat", "reach": reach, "where": "The hall"}
    past = client.post(page, {**said, **typed_day("on", day(-1))})
    assert (list(past.context["form"].errors), Interview.objects.count(), Message.objects.count()) == (["on"], 0, 0)
    for _press in range(2):
        assert client.post(page, {**said, **typed_day("on", day(0))}).status_code == 302
    said = [
        "We want to hear what happened to you.",
        f"It is about this: {project.name}.",
        f"You talk with {Reporter.objects.get()}.",
        f"It is on this day: {said_date(day(0))}.",
        "It is here: The hall.",
        "You can say no. We record nothing before you say yes.",
        "You cannot come? You have a question? Phone us.",
    ]
    heard = [(one.to, one.form, [words for _picture, words in one.ideas]) for one in Message.objects.all()]
    assert heard == ([("rosa@private.example", "en-simple", said)] if "@" in reach else [])


@pytest.mark.parametrize(("reach", "told"), [("01632 960 777", {"told": "phone"}), ("Rosa <rosa@private.example>", {})])
def test_a_talk_is_moved_to_another_day_and_everybody_hears_it(client, curator, facilitator, interview, reach, told):
    Interview.objects.update(reach=reach)
    client.force_login(curator)
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    assert client.get(page).content.decode().count(f'href="{page}move/"') == 1
    asked = list(client.get(f"{page}move/").context["form"].fields)
    assert asked == ["on", "where", *told]
    new = {**typed_day("on", day(9)), "where": "The Example Hall", **told}
    for lacks, of in ({**new, **typed_day("on", day(-1))}, "on"), ({**new, "told": ""}, "told"):
        if of in asked:
            assert list(client.post(f"{page}move/", lacks).context["form"].errors) == [of]
    assert Message.objects.count() == 0
    for _press in range(2):
        assert client.post(f"{page}move/", new).url == page
    interview.refresh_from_db()
    assert (interview.on, interview.where) == (day(9), "The Example Hall")
    lines = AuditLine.objects.filter(verb="stories.interview.move")
    assert list(lines.values_list("actor_id", "note")) == [(curator.pk, told.get("told", ""))]
    heard = dict(Message.objects.values_list("to", "ideas"))
    assert sorted(heard) == sorted([facilitator.email, *([] if told else ["rosa@private.example"])])
    assert {tuple(ideas[0]) for ideas in heard.values()} == {("calendar", f"The new day is: {said_date(day(9))}.")}
    assert str(heard[facilitator.email]).count("Rosa") == 0


@pytest.mark.parametrize(("reach", "told"), [("01632 960 777", {"told": "phone"}), ("Rosa <rosa@private.example>", {})])
def test_a_talk_is_called_off_and_everybody_hears_it(client, curator, facilitator, interview, reach, told):
    Interview.objects.update(reach=reach, on=day(3))
    client.force_login(curator)
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    asked = client.get(f"{page}call-off/")
    by_email = asked.content.decode().count("They get an email that says so.")
    assert (list(asked.context["form"].fields), by_email) == ([*told], 0 if told else 1)
    if told:
        assert list(client.post(f"{page}call-off/", {}).context["form"].errors) == ["told"]
    assert (Message.objects.count(), Interview.objects.get().state) == (0, "planned")
    assert [client.post(f"{page}call-off/", told).status_code for _press in range(2)] == [302, 403]
    interview.refresh_from_db()
    assert (interview.state, interview.with_whom, interview.reach) == ("called_off", "", "")
    line = AuditLine.objects.get(verb="stories.interview.call_off")
    assert (line.actor_id, line.note) == (curator.pk, f"planned → called_off{': phone' if told else ''}")
    heard = dict(Message.objects.values_list("to", "ideas"))
    assert sorted(heard) == sorted([facilitator.email, *([] if told else ["rosa@private.example"])])
    assert {tuple(ideas[0]) for ideas in heard.values()} == {
        ("stop", f"We do not meet on this day: {said_date(day(3))}.")
    }
    assert str(heard[facilitator.email]).count("Rosa") == 0
    if not told:
        said = [words for _picture, words in heard["rosa@private.example"]]
        assert said[1:] == ["You do not have to do anything.", "You have a question? Phone us."]
        (to_rosa,) = (one for one in Message.objects.all() if one.to == "rosa@private.example")
        assert str(why_it_came(to_rosa)[0]) == "You get this message because you said that we can talk with you."


def test_nobody_is_told_that_a_day_is_off_which_is_over(client, curator, interview):
    Interview.objects.update(on=day(-1))
    client.force_login(curator)
    assert client.post(f"/team/stories/projects/interviews/{interview.pk}/call-off/").status_code == 302
    assert (Interview.objects.get().state, Message.objects.count()) == ("called_off", 0)


def test_who_may_not_plan_moves_no_talk_and_what_is_over_is_not_moved(client, curator, editor, facilitator, interview):
    page = f"/team/stories/projects/interviews/{interview.pk}/move/"
    for person, status in ((editor, 403), (facilitator, 200), (curator, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status
    services.call_off_interview(interview, told="phone", by=curator)
    assert [client.get(page).status_code, client.post(page, {}).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        services.move_interview(interview, on=day(3), told="phone", by=editor)
