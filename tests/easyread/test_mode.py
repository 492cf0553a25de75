import pytest

from halton_coprod.easyread.mode import settings_from_cookie, to_form


@pytest.mark.parametrize(
    ("path", "easy", "expected"),
    [
        ("/", True, "/easy/"),
        ("/easy/", False, "/"),
        ("/charter/?a=1", True, "/easy/charter/?a=1"),
        ("/easy/charter/?a=1", False, "/charter/?a=1"),
        ("/easy/charter/", True, "/easy/charter/"),
        ("/charter/", False, "/charter/"),
        ("/easyread/", False, "/easyread/"),
        ("/easyread/", True, "/easy/easyread/"),
        ("/easy//elsewhere.example/", False, "/elsewhere.example/"),
        ("/accounts/login/?next=/me/", True, "/easy/accounts/login/?next=%2Feasy%2Fme%2F"),
        ("/easy/accounts/login/?a=1&next=%2Feasy%2Fme%2F%3Fb%3D2", False, "/accounts/login/?a=1&next=%2Fme%2F%3Fb%3D2"),
    ],
)
def test_the_same_address_in_the_other_form(path, easy, expected):
    assert to_form(path, easy=easy) == expected


def test_however_often_somebody_wants_to_go_on_it_is_an_address():
    assert to_form("/accounts/login/" + "?next=/" * 2000, easy=True).startswith("/easy/accounts/login/?next=%2Feasy%2F")


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        ("large.dark.off", ("large", "dark", "off")),
        ("", ("normal", "white", "on")),
        ("huge.pink.maybe", ("normal", "white", "on")),
        ("larger", ("larger", "white", "on")),
        ("x" * 5000, ("normal", "white", "on")),
        ("large.cream.on.extra.parts", ("large", "cream", "on")),
    ],
)
def test_only_known_settings_are_read_from_the_cookie(cookie, expected):
    assert tuple(settings_from_cookie(cookie).values()) == expected


def test_the_address_decides_the_form(client, db):
    standard, easy = client.get("/help/"), client.get("/easy/help/")
    assert (standard.status_code, easy.status_code) == (200, 200)
    assert b'<html lang="en-GB" data-mode="standard"' in standard.content
    assert b'<html lang="en-simple" data-mode="easy"' in easy.content


def test_links_stay_in_the_form_and_the_next_request_is_not_touched(client, db):
    assert b'href="/easy/charter/"' in client.get("/easy/help/").content
    standard = client.get("/help/").content
    assert b'href="/charter/"' in standard
    assert b'href="/easy/charter/"' not in standard


def test_a_missing_slash_is_added_inside_the_form(client, db):
    assert client.get("/easy/help").headers["Location"] == "/easy/help/"
    assert client.get("/easy").headers["Location"] == "/easy/"


def test_files_have_no_easy_form(client, db):
    assert client.get("/easy/health/").headers["Location"] == "/health/"


def test_pressing_the_switch_is_remembered_for_the_front_door(client, db):
    client.get("/easy/help/", headers={"Host": "testserver", "Referer": "http://testserver/help/"})
    assert client.get("/").headers["Location"] == "/easy/"
    client.get("/help/", headers={"Host": "testserver", "Referer": "http://testserver/easy/help/"})
    assert client.get("/").status_code == 200


def test_at_the_front_door_itself_the_switch_works_both_ways(client, db):
    client.get("/easy/", headers={"Host": "testserver", "Referer": "http://testserver/"})
    assert client.get("/").headers["Location"] == "/easy/"
    assert client.get("/", headers={"Host": "testserver", "Referer": "http://testserver/easy/"}).status_code == 200
    assert client.get("/").status_code == 200


def test_a_link_from_elsewhere_does_not_change_the_choice(client, db):
    client.get("/easy/help/", headers={"Host": "testserver", "Referer": "http://elsewhere.example/help/"})
    client.get("/easy/help/")
    assert client.get("/").status_code == 200
