from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"
    label = "workshops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """People see their places on their own page and take away all that is kept about them; whoever is erased from
        the pool is erased from the lists too, and two records of one person have one place; a place is found with a
        new key too; who came lately is known when people are chosen.
        """
        from members.faces import gatherings  # noqa: PLC0415 -- models are there only now
        from members.held import doers, historians, keepers, tellers  # noqa: PLC0415 -- models are there only now
        from members.me.looks import DEEDS  # noqa: PLC0415 -- models are there only now
        from members.services.desk_merging import also_joined  # noqa: PLC0415 -- models are there only now
        from members.services.erasing import also_erased  # noqa: PLC0415 -- models are there only now
        from members.services.sealing import MARKS  # noqa: PLC0415 -- models are there only now

        from . import mine  # noqa: PLC0415 -- models are there only now
        from .gatherings import gatherings_of  # noqa: PLC0415 -- models are there only now
        from .kept import kept_of  # noqa: PLC0415 -- models are there only now
        from .models import SignUp  # noqa: PLC0415 -- models are there only now
        from .services import erase_places, join_places, mark_place  # noqa: PLC0415 -- models are there only now

        also_erased.append(erase_places)
        also_joined.append(join_places)
        MARKS[SignUp] = (mark_place, ("mark",))
        tellers.append(mine.places_of)
        historians.append(mine.history_of)
        keepers.append(kept_of)
        doers.append(mine.deeds_for)
        DEEDS.update(mine.DEEDS)
        gatherings.append(gatherings_of)
