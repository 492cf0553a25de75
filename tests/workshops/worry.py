"""A worry about somebody's safety, from a session or a story: its words, its page, and who gets it to read."""

WORDS = {"words": "Zebrafish is not safe at home.", "about": "Quagga Privat", "check_in": "wanted"}
NOTES = "/team/workshops/safeguarding/"


def who_opens(client, where, people) -> dict:
    """What each of them gets there, and how often it says what the worry is."""
    found = {}
    for name, person in people.items():
        client.force_login(person)
        answer = client.get(where)
        found[name] = (answer.status_code, answer.content.decode().count("Zebrafish"))
    return found
