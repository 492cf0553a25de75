"""The pages of the way into the pool. Anybody may walk it; nobody needs a sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.easyread.typed import put_typed
from members import guard, services
from members.models import JoinDraft, Member, Message, Way

from . import answers as said
from .equality import COUNTED, JOINED, first_open
from .equality import forget as forget_equality
from .questions import CodeQuestion, FinishForm, SendCodeQuestion
from .steps import PATH

DRAFT = "join_draft"
HAS_PAGE = "join_has_page"
SALT = "members.join.draft"
FIRST = PATH.steps[0]
SENT = {
    Way.EMAIL: gettext_lazy("We send the code to this email address in the next minutes."),
    Way.TEXT: gettext_lazy("We send the code to this phone in the next minutes."),
}
BY_HAND = gettext_lazy("Somebody of the team sends you the code by text. This can take 5 working days.")
# In an hour, from one address: a library or a day centre shares one.
MOST_BEGUN, MOST_FINISHED, MOST_CODES, MOST_SENT, MOST_PAGES = 120, 60, 30, 20, 20


@login_not_required
def start(request):
    """What the pool is, how long joining takes, and that one can stop at any time."""
    return TemplateResponse(request, "members/join.html", {"first": FIRST})


@never_cache
@login_not_required
def question(request, slug):
    """One question. What was said is kept when the button is pressed, also when it needs mending."""
    step = PATH.by_slug.get(slug)
    if step is None:
        raise Http404
    draft = find_draft(request)
    if request.method != "POST":
        return show(request, step, draft, fresh_form(step, draft))
    return answer(request, step, draft)


def answer(request, step, draft):
    form = step.form(typed(request, step, draft))
    if guard.is_robot(request):
        return redirect("join_done")
    if draft is None and guard.is_too_quick(request):
        # One thing at a time: whoever left the answer out reads that, and by then is slow enough.
        if form.is_valid():
            messages.warning(request, guard.TOO_QUICK)
        return show(request, step, draft, form)
    if draft is None and guard.is_too_often(request, "begun", MOST_BEGUN):
        return guard.too_many(request)
    draft = keep(request, step, draft, form)
    if "_save" in request.POST:
        return redirect("join_saved")
    if not form.is_valid():
        return show(request, step, draft, form)
    return redirect(next_page(request, step, draft.answers))


def typed(request, step, draft):
    """What was sent. A postcode that only we filled in does not speak against "I would rather not say"."""
    data = request.POST.copy()
    filled_in = said.suggested(step, draft.answers) if draft else {}
    if "unsaid" in data and filled_in and data.get("postcode") == filled_in["postcode"]:
        data["postcode"] = ""
    return data


def keep(request, step, draft, form) -> JoinDraft:
    """Every press of a button keeps the words as they are."""
    before = dict(draft.answers) if draft else {}
    page = said.kept(form, get_language(), step.version)
    draft = services.save_draft(draft, answers={**before, step.slug: page})
    request.session[DRAFT] = draft.pk
    return draft


def next_page(request, step, answers) -> str:
    """The next question; whoever came to change one thing goes back to the check, or to what that thing opened."""
    if "change" in request.GET:
        missing = PATH.unsettled(answers)
        return f"{page_of(missing)}?change=1" if missing else reverse("join_check")
    following = PATH.after(step, answers)
    return page_of(following) if following else reverse("join_check")


def page_of(step) -> str:
    return reverse("join_step", args=[step.slug])


def find_draft(request) -> JoinDraft | None:
    """The answers of this session; when it has ended meanwhile, those that the page itself names, signed."""
    key = request.session.get(DRAFT) or named_by_page(request)
    return JoinDraft.objects.kept().filter(pk=key).first() if key else None


def named_by_page(request):
    try:
        return signing.loads(request.POST.get("draft", ""), salt=SALT)
    except signing.BadSignature:
        return None


def fresh_form(step, draft):
    """With what was said before, else with what follows from another answer, to be changed."""
    answers = draft.answers if draft else {}
    return step.form(initial=answers.get(step.slug) or said.suggested(step, answers))


def show(request, step, draft, form):
    """One question's page."""
    answers = draft.answers if draft else {}
    number, count = PATH.part_of(step)
    name_draft(form, draft)
    context = {
        "form": form,
        "step": step,
        "told": said.told_before(step, answers, page_of),
        "number": number,
        "count": count,
        "back": page_before(request, step, answers),
        "opened": guard.opened(),
    }
    return TemplateResponse(request, "members/join_question.html", context)


def page_before(request, step, answers) -> str:
    if "change" in request.GET:
        return reverse("join_check")
    previous = PATH.before(step, answers)
    return page_of(previous) if previous else reverse("join")


def name_draft(form, draft) -> None:
    """Put the signed name of the answers into the page, whatever was posted there."""
    if draft is None:
        return
    name = signing.dumps(draft.pk, salt=SALT)
    form.initial = {**(form.initial or {}), "draft": name}
    if form.is_bound:
        form.data = {**{key: form[key].data for key in form.fields}, "draft": name}


@never_cache
@login_not_required
def saved(request):
    """The code to write down, or to be sent."""
    draft = find_draft(request)
    if draft is None:
        return redirect("join_back")
    form = SendCodeQuestion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return send_code(request, draft, form.ways)
    missing = PATH.unsettled(draft.answers)
    on = page_of(missing) if missing else reverse("join_check")
    context = {"form": form, "code": draft.code, "until": draft.keep_until, "on": on}
    return TemplateResponse(request, "members/join_saved.html", context)


def send_code(request, draft, ways):
    if guard.is_too_often(request, "sent", MOST_SENT):
        return guard.too_many(request)
    for way, to in ways.items():
        services.send_code(draft, to=to, way=way, language=get_language())
        messages.success(request, SENT[way] if way in Message.sent_by_machine() else BY_HAND)
    return redirect("join_saved")


@require_POST
@login_not_required
def close(request):
    """Forget on this device; the answers stay under their code."""
    for name in (DRAFT, JOINED, COUNTED, HAS_PAGE):
        request.session.pop(name, None)
    messages.success(request, _("Your answers are no longer open on this device. Your code brings them back."))
    return forget_equality(redirect("join_back"))


@never_cache
@login_not_required
def back(request):
    """Back in with the code, on any device."""
    form = CodeQuestion(request.POST or None)
    if request.method == "POST" and guard.is_too_often(request, "codes", MOST_CODES):
        return guard.too_many(request)
    if request.method == "POST" and form.is_valid():
        draft = services.find_draft(form.cleaned_data["code"])
        if draft is not None:
            request.session[DRAFT] = draft.pk
            missing = PATH.unsettled(draft.answers)
            return redirect(page_of(missing) if missing else reverse("join_check"))
        form.add_error("code", _("We do not find this code. Look at it again, or phone us."))
    return TemplateResponse(request, "members/join_back.html", {"form": form})


@never_cache
@login_not_required
def check(request):
    """All answers with a way to change each; then one button."""
    draft = find_draft(request)
    if draft is None:
        return nothing_to_check(request)
    missing = PATH.unsettled(draft.answers)
    if missing:
        return redirect(page_of(missing))
    form = FinishForm(request.POST or None, asks_whose=asks_whose(request))
    if request.method == "POST" and form.is_valid() and not says_robot_or_no(request, draft):
        return finish(request, draft, form)
    return show_check(request, draft, form)


def nothing_to_check(request):
    """Whoever pressed the last button twice has joined; of anybody else the answers are not here, and we say so."""
    if just_joined(request):
        return redirect("join_done")
    if request.method != "POST":
        return redirect("join")
    messages.warning(request, _("Your answers are not open on this device. Type your code. Then you can go on."))
    return redirect("join_back")


def says_robot_or_no(request, draft) -> bool:
    """A robot, or somebody who said no to the pool, makes nobody."""
    if guard.is_too_quick(request):
        messages.warning(request, guard.TOO_QUICK)
        return True
    return guard.is_robot(request) or said.says_no(draft.answers)


def show_check(request, draft, form):
    name_draft(form, draft)
    context = {
        "form": form,
        "summary": said.summary(PATH, draft.answers, page_of),
        "says_no": said.says_no(draft.answers),
        "opened": guard.opened(),
        "back": page_of(PATH.asked(draft.answers)[-1]),
    }
    return TemplateResponse(request, "members/join_check.html", context)


def asks_whose(request) -> bool:
    """Somebody who is signed in, has no page in the pool yet and does not work here may join for themselves."""
    user = request.user
    return user.is_authenticated and not user.is_team and not hasattr(user, "member")


def finish(request, draft, form):
    """The answers become a person."""
    if guard.is_too_often(request, "finished", MOST_FINISHED):
        return guard.too_many(request)
    by = request.user if request.user.is_authenticated else None
    own = by if form.cleaned_data.get("whose") == "mine" else None
    joining = said.joining_of(draft.answers, get_language())
    member = services.join_pool(joining, token=draft.token, by=by, user=own)
    request.session.pop(DRAFT, None)
    request.session[JOINED] = member.pk
    request.session[COUNTED] = False
    request.session.pop(HAS_PAGE, None)
    return redirect("join_done")


@require_POST
@login_not_required
def forget(request):
    """Delete the answers now; somebody said no, or does not want to go on."""
    draft = find_draft(request)
    if draft is not None:
        services.drop_draft(draft)
    request.session.pop(DRAFT, None)
    messages.success(request, _("Your answers are deleted. We have kept nothing."))
    return redirect("join")


@never_cache
@login_not_required
def done(request):
    """What happens next, and when. Whoever has not joined here is sent to the start."""
    member = just_joined(request)
    if member is None:
        return redirect("join")
    context = {"member": member, "asks_more": first_open(request), "may_have_page": may_have_page(request, member)}
    return TemplateResponse(request, "members/join_done.html", context)


def just_joined(request) -> Member | None:
    """The person who joined in this session."""
    return Member.objects.filter(pk=request.session.get(JOINED)).first()


def may_have_page(request, member) -> bool:
    """With an email address, once. Whether the address is known already makes no difference here."""
    return bool(member and member.email) and not request.user.is_authenticated and HAS_PAGE not in request.session


@require_POST
@login_not_required
def own_page(request):
    """A sign-in for whoever has just joined; then on to signing in, with the address filled in."""
    member = just_joined(request)
    if not may_have_page(request, member):
        return redirect("account_login")
    if guard.is_too_often(request, "pages", MOST_PAGES):
        return guard.too_many(request)
    services.make_own_sign_in(member)
    request.session[HAS_PAGE] = True
    there = reverse("account_login")
    put_typed(request, there, email=member.email)
    messages.success(request, _("Press the button. We send you an email with a code. With it you open your page."))
    return redirect(there)
