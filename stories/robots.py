"""What machines are told about a story: keep no copy, and learn nothing from it unless its teller said yes."""

NO_COPY = "noarchive, noimageindex"
NO_LEARNING = "noai, noimageai"


def tell_robots(response, showing):
    """With each answer that has something of a story in it. Taking back stays honest where nobody keeps a copy."""
    learns = showing is not None and showing.line.release.ai
    response.headers["X-Robots-Tag"] = NO_COPY if learns else f"{NO_COPY}, {NO_LEARNING}"
    response.headers["TDM-Reservation"] = "0" if learns else "1"
    return response
