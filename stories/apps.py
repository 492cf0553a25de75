from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
    label = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """People find their stories on their own page and take all that is kept of them away; whoever is erased from
        the pool takes their stories along.
        """
        from members.held import keepers, tellers, tilers  # noqa: PLC0415 -- models are there only now
        from members.services.erasing import also_again, also_erased  # noqa: PLC0415 -- models are there only now

        from .kept import kept_of  # noqa: PLC0415 -- models are there only now
        from .own import stories_of, tile_of  # noqa: PLC0415 -- models are there only now
        from .services import erase_stories  # noqa: PLC0415 -- models are there only now
        from .services.restoring import KIND, lines_of_stories, restore_stories  # noqa: PLC0415 -- as above

        also_erased.append(erase_stories)
        also_again[KIND] = (lines_of_stories, restore_stories)
        tellers.append(stories_of)
        keepers.append(kept_of)
        tilers.append(tile_of)
