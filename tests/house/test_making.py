"""The doors of what no link of the example leads to, with the real thing behind each."""

import pytest
from django.urls import reverse

from .doors import whose_desk
from .making import MADE
from .pages import entering

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_only_those_enter_whose_desk_it_is_and_whose_own_it_is(client, make, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    own, facts = make()
    places = {name: reverse(name, kwargs={one: facts[one] for one in of.split()}) for name, of in MADE[make].items()}
    for who, form, entered in entering(client, places, **({"own": own} if own else {})):
        wrong = entered ^ {name for name in places if who == "own" or who in whose_desk(name)}
        assert (who, form, wrong) == (who, form, set())
