"""Files people bring with a story: typed by what is in them, cleaned of hidden data, bounded. Never trusted."""

from .clean import Clean, clean_media
from .record import clean_record

__all__ = ["Clean", "clean_media", "clean_record"]
