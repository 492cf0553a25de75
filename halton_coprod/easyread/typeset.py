"""One paper laid out by typst, in a process of its own: the memory that takes (40 MB and more) goes back when it ends.

Run as `python -m halton_coprod.easyread.typeset`: asked in JSON, answers with the paper, or with what is wrong and 1.
"""

import json
import sys

import typst


def main() -> None:
    asked = json.load(sys.stdin)
    source = asked.pop("source")
    try:
        paper = typst.compile(source if source.startswith("/") else source.encode(), root="/", **asked)
    except typst.TypstError as fault:
        sys.exit(str(fault))
    sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main()
