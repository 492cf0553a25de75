"""Who may do what with sessions. Deny by default; what everybody may read is decided in the QuerySet verbs."""

import rules

from members.rules import is_facilitator, is_pool_staff, is_safeguarding_lead, is_team


@rules.predicate
def is_own_session(user, session):
    """One of the session's own team, while names are still kept for them."""
    return session is not None and session.shows_names and session.is_run_by(user)


@rules.predicate
def is_new_or_own(user, thing):
    """Nothing yet, or something that this person runs."""
    return thing is None or thing.is_run_by(user)


# Any facilitator begins a plan and reads what others plan; what is there is changed by its own people (DOMAIN 4.7).
rules.add_perm("workshops.plan_session", is_facilitator & is_new_or_own)
# Also by the pool's staff, so that nothing goes on because the one who runs it is ill; they see no names by that.
rules.add_perm("workshops.call_off_session", is_pool_staff | (is_facilitator & is_new_or_own))
rules.add_perm("workshops.keep_venue", is_facilitator)
# What sessions of several teams led to: themes, recommendations, tools.
rules.add_perm("workshops.keep_findings", is_facilitator)
rules.add_perm("workshops.see_sign_ups", is_facilitator & is_own_session)

# the register


@rules.predicate
def is_at_the_door(user, session):
    """A door helper, on the day."""
    return session is not None and session.is_door_open and session.door_helpers.filter(pk=user.pk).exists()


@rules.predicate
def helps_at_a_door(user):
    return user.helps_at_the_door.exists()


runs_it = is_facilitator & is_own_session
rules.add_perm("workshops.keep_register", runs_it)
rules.add_perm("workshops.tick_in", runs_it | (is_team & is_at_the_door))
rules.add_perm("workshops.see_doors", is_team & helps_at_a_door)

# safeguarding: whoever runs it or helps at its door may write a note; it is read by its author, and once it
# is sent by the safeguarding lead too


@rules.predicate
def is_of_the_day(user, session):
    if session is None or session.state == session.State.DRAFT:
        return False
    return session.is_run_by(user) or session.door_helpers.filter(pk=user.pk).exists()


@rules.predicate
def is_own_note(user, note):
    return note is not None and user.pk is not None and note.author_id == user.pk


@rules.predicate
def is_sent(_user, note):
    return note is None or note.state != note.State.DRAFT


@rules.predicate
def writes_notes(user):
    return user.safeguarding_notes.exists()


rules.add_perm("workshops.raise_safeguarding", is_team & is_of_the_day)
rules.add_perm("workshops.send_safeguarding", is_team & is_own_note)
rules.add_perm("workshops.close_safeguarding", is_safeguarding_lead & is_sent)
rules.add_perm("workshops.read_safeguarding", (is_safeguarding_lead & is_sent) | (is_team & is_own_note))
rules.add_perm("workshops.see_safeguarding", is_safeguarding_lead | (is_team & writes_notes))

# what happened next: facilitators write and close; who has been told is seen by who runs it while names are kept, and
# by the pool's staff

rules.add_perm("workshops.note_told", runs_it | is_pool_staff)


@rules.predicate
def is_of_its_team(user, session):
    """Who runs it or ran it, also when names are not kept for them any more."""
    return session is not None and session.is_run_by(user)


# whoever says that it was not so is answered by them too, without a name after two weeks
rules.add_perm("workshops.answer_objection", (is_facilitator & is_of_its_team) | is_pool_staff)

# recommendations: whoever was asked answers; facilitators write the answer down where the hub knows only a name


@rules.predicate
def is_asked(user, recommendation):
    return recommendation is not None and user.pk is not None and recommendation.answers_it_id == user.pk


@rules.predicate
def nobody_here_is_asked(user, recommendation):
    return recommendation is not None and recommendation.answers_it_id is None


@rules.predicate
def is_asked_something(user):
    return user.recommendations.exists()


rules.add_perm("workshops.answer_recommendation", (is_team & is_asked) | (is_facilitator & nobody_here_is_asked))
rules.add_perm("workshops.see_recommendations", is_facilitator | (is_team & is_asked_something))

# a place: the person, whoever they let sign them up, and the team of the session on the phone with them


@rules.predicate
def is_own_place(user, place):
    return place is not None and user.is_active and user.is_authenticated and user.pk == place.user_id


@rules.predicate
def may_book_for(user, place):
    return place is not None and place.member is not None and user.has_perm("members.book_for", place.member)


@rules.predicate
def is_team_of_place(user, place):
    return place is not None and place.session.is_run_by(user)


rules.add_perm("workshops.answer_place", is_own_place | may_book_for | (is_facilitator & is_team_of_place))
rules.add_perm("workshops.serve_line", is_facilitator & is_team_of_place)


@rules.predicate
def is_team_of_request(user, request):
    return request is not None and request.sign_up.session.is_run_by(user)


rules.add_perm("workshops.answer_request", is_facilitator & is_team_of_request)

# the admin pages, to read: no sign-ups there

rules.add_perm("workshops", is_facilitator)
for thing in ("series", "topic", "venue", "session", "agendaitem"):
    rules.add_perm(f"workshops.view_{thing}", is_facilitator)
