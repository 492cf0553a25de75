"""Going through a form that asks one question a page."""

import re

TELL = "/charter/concerns/tell/"


def asked(page) -> list[str]:
    """The names of the questions that people see, in their order."""
    form = re.search(r'<form id="form".*?</form>', page.content.decode(), re.DOTALL)[0]
    seen = re.findall(r'<(?:input|textarea)(?![^>]*type="hidden")[^>]* name="([^"]+)"', form)
    return [name for name in dict.fromkeys(seen) if name != "website"]


def press(client, page, address=f"/easy{TELL}", **said):
    """Press the first button, with what the page carries along and what somebody answers now."""
    form = re.search(r'<form id="form".*?</form>', page.content.decode(), re.DOTALL)[0]
    hidden = {}
    for name, value in re.findall(r'<input[^>]*type="hidden"[^>]* name="([^"]+)"(?: value="([^"]*)")?', form):
        hidden.setdefault(name, []).append(value)
    return client.post(address, {**hidden, **said})
