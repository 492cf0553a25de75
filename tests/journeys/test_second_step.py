"""The second step as the team meets it: an app with and without JavaScript, recovery codes, and a passkey."""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import faults
from tests.browser.test_faults import assert_leads_to_each_mistake
from tests.members.test_second_step import code_of

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser
NO_SCRIPT = "A passkey needs a setting that is called JavaScript. It is off now. Type a code."
SEND = "#form > button[type=submit]"
# Where somebody who has an app, a passkey and recovery codes looks after them; `#` is the number of the passkey.
PAGES = (
    "",
    "totp/deactivate/",
    "recovery-codes/",
    "recovery-codes/generate/",
    "webauthn/",
    "webauthn/add/",
    "webauthn/keys/#/edit/",
    "webauthn/keys/#/remove/",
    "reauthenticate/",
    "webauthn/reauthenticate/",
)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(chromium, own_hub):
    """Opens a browser of its own. Passkeys belong to a name, so it comes by the name of this machine."""
    opened = []

    def open_one(javascript=True):
        address = own_hub.address.replace("127.0.0.1", "localhost")
        context = chromium.new_context(java_script_enabled=javascript, base_url=address)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


def refuses(page, button, *, says, does="get", does_look=False):
    """Nobody touches the key, or the device stops it. The page says so each time, aloud too, and what else there is."""
    refuse = "async () => { throw new DOMException('No.', 'NotAllowedError'); }"
    page.evaluate(f"() => {{ navigator.credentials.{does} = {refuse}; }}")
    for _press in range(2):
        page.click(button)
        expect(page.locator("main [role=alert]")).to_have_text(says)
    if does_look:
        assert faults(page) == []
    page.reload()


def sign_in(page, hub, form, who):
    page.goto(f"{form}/accounts/login/")
    page.fill("#id_email", f"{who}@example.org")
    page.press("#id_email", "Enter")
    assert_at(page, f"{form}/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    with page.expect_navigation():
        page.press("#id_code", "Enter")


def enters(page, form):
    """The team's pages are open."""
    page.goto(f"{form}/team/")
    assert_at(page, f"{form}/team/")


def set_up_app(page, form) -> list[str]:
    """From the closed door of the team's pages to the recovery codes."""
    page.goto(f"{form}/team/")
    assert_at(page, f"{form}/accounts/2fa/")
    follow(page.locator("main a[href$='/totp/activate/']"))
    page.fill("#id_code", "000000")
    press(page, SEND)
    assert page.locator(".error-summary a[href='#id_code']").count() == 1
    page.fill("#id_code", code_of(page.locator("main code").inner_text().replace(" ", "")))
    press(page, SEND)
    assert_at(page, f"{form}/accounts/2fa/recovery-codes/")
    return page.locator("main code").all_inner_texts()


@pytest.mark.parametrize(
    ("javascript", "form", "who"), [(True, "/easy", "curator"), (False, "", "editor")], ids=["with", "without"]
)
def test_an_app_opens_the_rooms_and_a_recovery_code_does_when_it_is_lost(device, own_hub, javascript, form, who):
    page = device(javascript)
    sign_in(page, own_hub, form, who)
    codes = set_up_app(page, form)
    assert len(codes) == 10
    enters(page, form)

    later = device(javascript)
    sign_in(later, own_hub, form, who)
    assert_at(later, f"{form}/accounts/2fa/authenticate/")
    later.fill("#id_code", "000000")
    press(later, SEND)
    assert later.locator(".error-summary a[href='#id_code']").count() == 1
    if javascript:
        assert_leads_to_each_mistake(later)
        assert faults(later) == []
    later.fill("#id_code", codes[0])
    press(later, SEND)
    enters(later, form)


def test_a_passkey_opens_the_rooms_alone_and_as_the_second_step(device, own_hub):
    page = device()
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, own_hub, "", "facilitator")
    page.goto("/accounts/2fa/webauthn/add/")
    says = "Your passkey is not set up. Try again, or set up an app that shows codes."
    refuses(page, "#mfa_webauthn_add", does="create", says=says)
    page.fill("#id_name", "My phone")
    page.check("#id_passwordless")
    press(page, "#mfa_webauthn_add")
    enters(page, "")
    page.goto("/accounts/2fa/webauthn/")
    assert page.locator("main h2").first.inner_text() == "My phone"

    # Alone, in easy read.
    page.context.clear_cookies()
    page.goto("/easy/accounts/login/passkey/")
    refuses(page, "#passkey_login", says="Your passkey did not work. Try again. Or sign in with a code by email.")
    press(page, "#passkey_login")
    assert_at(page, "/easy/me/")
    enters(page, "/easy")

    # After a code by email, and again when what comes next must be safe.
    page.context.clear_cookies()
    sign_in(page, own_hub, "", "facilitator")
    assert_at(page, "/accounts/2fa/authenticate/")
    refuses(
        page, "#mfa_webauthn_authenticate", says="Your passkey did not work. Try again, or type a code.", does_look=True
    )
    press(page, "#mfa_webauthn_authenticate")
    enters(page, "")
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/team/")
    refuses(page, "#mfa_webauthn_reauthenticate", says="Your passkey did not work. Try again, or use another way.")
    press(page, "#mfa_webauthn_reauthenticate")
    assert_at(page, "/team/")

    # Without JavaScript no button is there that does nothing, and what else to use.
    without = device(javascript=False)
    sign_in(without, own_hub, "/easy", "facilitator")
    assert_at(without, "/easy/accounts/2fa/authenticate/")
    assert without.locator("main button:visible").all_inner_texts() == ["Sign in", "Stop signing in"]
    assert without.locator("main noscript").inner_text().split("\n")[0] == NO_SCRIPT
    assert (
        without.locator("main .easy-words").first.inner_text()
        == "Use your passkey. Or type one of your recovery codes."
    )
    without.goto("/easy/accounts/login/passkey/")
    assert without.locator("main button:visible").all_inner_texts() == []


def test_each_page_of_it_is_as_well_made_as_the_rest(device, own_hub):
    page = device()
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, own_hub, "", "pool-staff")
    set_up_app(page, "")
    page.goto("/accounts/2fa/webauthn/add/")
    press(page, "#mfa_webauthn_add")
    page.goto("/accounts/2fa/webauthn/")
    number = page.locator("main a[href$='/edit/']").get_attribute("href").split("/")[-3]
    found = {}
    for path in PAGES:
        for form in ("", "/easy"):
            address = f"{form}/accounts/2fa/{path.replace('#', number)}"
            assert page.goto(address).status == 200
            assert_at(page, address)
            found[address] = faults(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
