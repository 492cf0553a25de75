"""Who may do what with sign-ins and the team's pages. Deny by default."""

import rules
from django.db.models import Q

from .models import mark_of
from .roles import APPROVER, CURATOR, EDITOR, FACILITATOR, POOL_STAFF, SAFEGUARDING

# who


def has_role(role):
    """A predicate: does the user hold this staff role, and does it count now?"""
    return rules.predicate(
        lambda user: role in getattr(user, "roles_in_force", ()), name=f"is_{role.replace(' ', '_')}"
    )


is_pool_staff = has_role(POOL_STAFF)
is_facilitator = has_role(FACILITATOR)
is_editor = has_role(EDITOR)
is_curator = has_role(CURATOR)
is_approver = has_role(APPROVER)
is_safeguarding_lead = has_role(SAFEGUARDING)
is_team = rules.predicate(lambda user: getattr(user, "counts_as_team", False), name="is_team")

rules.add_perm("members.see_team_pages", is_team)

is_keeper = rules.predicate(
    lambda user: user.is_active and user.is_superuser and not user.came_by_email_alone, name="is_keeper"
)
is_self = rules.predicate(lambda user, person: person is not None and user.pk == person.pk, name="is_self")

rules.add_perm("members.make_user", is_keeper)
rules.add_perm("members.change_roles", is_keeper)
rules.add_perm("members.rename_user", is_self)

# the pool: the person, whoever they let act for them, and pool staff


@rules.predicate
def is_own_record(user, member):
    return member is not None and user.is_active and member.user_id == user.pk


@rules.predicate
def is_own_link(user, link):
    """A supporter may end being one; so may the person."""
    return link is not None and user.is_active and user.pk in (link.user_id, link.member.user_id)


ANY_RIGHT = Q(may_see=True) | Q(may_change=True) | Q(may_book=True) | Q(gets_copies=True)


def may_for(right):
    """A predicate: does the person let this user act for them today, with this right?"""

    def holds(user, member):
        return (
            member is not None
            and user.is_active
            and not member.is_gone
            and user.is_authenticated
            and user.supports.active().filter(member=member, **{right: True}).exists()
        )

    return rules.predicate(holds, name=right)


may_see_for, may_change_for = may_for("may_see"), may_for("may_change")


@rules.predicate
def may_anything_for(user, member):
    """Whatever a person lets somebody do begins on the person's own page."""
    if member is None or not user.is_active or not user.is_authenticated or member.is_gone:
        return False
    return user.supports.active().filter(ANY_RIGHT, member=member).exists()


# Seeing the list is for pool staff. One person also sees themselves, and whoever they let.
rules.add_perm("members.see_pool", is_pool_staff)
rules.add_perm("members.record_member", is_pool_staff)
rules.add_perm("members.merge_members", is_pool_staff)
# A list that leaves the hub: the facts of it, and how to reach people.
rules.add_perm("members.export_pool", is_pool_staff)
rules.add_perm("members.export_reach", is_pool_staff)
rules.add_perm("members.keep_shares", is_pool_staff)
rules.add_perm("members.import_people", is_pool_staff)
rules.add_perm("members.see_pool_looks", is_pool_staff | is_facilitator | is_approver)
rules.add_perm("members.see_keeping", is_pool_staff)
rules.add_perm("members.move_member", is_pool_staff)
rules.add_perm("members.write_note", is_pool_staff)
rules.add_perm("members.see_messages", is_pool_staff)
rules.add_perm("members.clear_message", is_pool_staff)
rules.add_perm("members.see_member", is_own_record | is_pool_staff | may_see_for)
rules.add_perm("members.see_needs", is_own_record | is_pool_staff | may_see_for)
rules.add_perm("members.open_page", is_own_record | may_anything_for)
rules.add_perm("members.change_member", is_own_record | is_pool_staff | may_change_for)
rules.add_perm("members.confirm_member", is_own_record | is_pool_staff | may_change_for)
rules.add_perm("members.record_needs", is_own_record | is_pool_staff | may_change_for)
rules.add_perm("members.book_for", is_own_record | is_pool_staff | may_for("may_book"))
# Nobody agrees, pauses, leaves or asks to be forgotten for somebody else, except the team when told to.
# Besides, whoever has the link of the question (`members.holders.Asked`).
rules.add_perm("members.answer_wish", is_own_record)
rules.add_perm("members.give_consent", is_own_record | is_pool_staff)
rules.add_perm("members.pause_member", is_own_record | is_pool_staff)
rules.add_perm("members.leave_pool", is_own_record | is_pool_staff)
rules.add_perm("members.erase_member", is_own_record | is_pool_staff)
rules.add_perm("members.add_supporter", is_own_record | is_pool_staff)
rules.add_perm("members.end_supporter", is_own_link | is_pool_staff)
rules.add_perm("members.erase_supporter", is_pool_staff)
rules.add_perm("members.link_sign_in", is_pool_staff)

# opportunities and invitations: the team writes and asks; the person answers, or whoever may book for them
rules.add_perm("members.see_opportunities", is_pool_staff)
rules.add_perm("members.keep_opportunity", is_pool_staff)
rules.add_perm("members.invite", is_pool_staff)


@rules.predicate
def is_for_own_record(user, invitation):
    return invitation is not None and is_own_record(user, invitation.member)


@rules.predicate
def may_book_for_the_asked(user, invitation):
    return invitation is not None and may_for("may_book")(user, invitation.member)


rules.add_perm("members.answer_invitation", is_for_own_record | is_pool_staff | may_book_for_the_asked)
# Only the clock gives up waiting for an answer (`members.holders`).
rules.add_perm("members.lapse_invitation", rules.always_deny)


@rules.predicate
def is_unclaimed_with_own_address(user, member):
    """Nobody's record yet, with the address that this user has proved to be theirs by signing in."""
    return (
        member is not None
        and user.is_active
        and user.is_authenticated
        and member.user_id is None
        and not member.is_gone
        and not hasattr(user, "member")
        and bool(member.email_mark)
        and member.email_mark == mark_of("email", user.email.strip().lower())
    )


rules.add_perm("members.claim_record", is_unclaimed_with_own_address)


@rules.predicate
def is_own_question(user, question):
    return question is not None and question.owner_id == user.pk


rules.add_perm("members.drop_question", is_pool_staff & is_own_question)
