"""How long a page takes, in the bench's own process."""

import gc
import time
from collections.abc import Callable
from math import ceil
from typing import NamedTuple

TIMES = 40


class Took(NamedTuple):
    """In milliseconds: half of all were as fast, and 95 of a hundred."""

    p50: float
    p95: float


def timed(ask: Callable, before: Callable = lambda: None) -> Took:
    """Ask so many times; `before` each of them, untimed. `ask` returns the answer, and each must be good.

    What the bench itself holds, thousands of rows that it has made, is left out of Python's tidying up: a server does
    not hold it.
    """
    gc.collect()
    gc.freeze()
    took = []
    for _time in range(TIMES):
        before()
        began = time.perf_counter()
        answer = ask()
        took.append(1000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    gc.unfreeze()
    took.sort()
    return Took(took[TIMES // 2], took[ceil(0.95 * TIMES) - 1])
