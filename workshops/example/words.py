"""Easy read as the files of the example have it."""

from halton_coprod.easyread.blocks import Block, EasyRead


def easy(blocks) -> EasyRead:
    return EasyRead(blocks=tuple(Block(picture, words) for picture, words in blocks))
