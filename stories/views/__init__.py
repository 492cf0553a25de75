"""Views of stories: find the thing, call one service, say what happened."""
