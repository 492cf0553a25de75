"""The QR code of an address, so that a page printed on paper leads back to the page."""

from functools import lru_cache

from qrcode import constants
from qrcode.main import QRCode

QUIET = 4
# Choosing the mask by trying all eight is most of the work; any mask can be read.
MASK = 2
LONGEST = 300


@lru_cache(maxsize=512)
def qr_code(address: str) -> dict | None:
    """Its width in squares and one SVG path, drawn row by row. None for an address too long to print small."""
    if len(address) > LONGEST:
        return None
    code = QRCode(error_correction=constants.ERROR_CORRECT_L, border=QUIET, mask_pattern=MASK)
    code.add_data(address)
    rows = code.get_matrix()
    return {"width": len(rows), "path": "".join(row_path(y, row) for y, row in enumerate(rows))}


def row_path(y: int, row: list[bool]) -> str:
    """The dark squares of one row; neighbours are one stroke."""
    path, start = "", None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            path, start = f"{path}M{start} {y}h{x - start}v1h{start - x}z", None
    return path
