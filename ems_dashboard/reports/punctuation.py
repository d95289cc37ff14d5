"""Punctuation of a Chinese text by GB/T 15834: people type commas and brackets of either width,
paper has one."""

import re

CJK = "[\u2e80-\u9fff\u2160-\u216b\uff00-\uff60\u201c\u201d\u300a-\u301b\u3001\u3002]"
PAIR = re.compile(r"\(([^()]*)\)")
SINGLE = re.compile(f"(?<={CJK})[,;:?!](?! [A-Za-z])|[,;:?!](?={CJK})")
"""Before a space and an English word it belongs to an English sentence, which names Chinese."""
WIDE = {sign: chr(ord(sign) + 0xFEE0) for sign in ",;:?!()"}


def full_width(text: str) -> str:
    """Signs that touch Chinese become Chinese; those inside figures, clock times and addresses
    stay."""
    return SINGLE.sub(lambda found: WIDE[found[0]], PAIR.sub(_pair, text))


def _pair(found: re.Match[str]) -> str:
    around = found.string[max(found.start() - 1, 0) : found.end() + 1]
    if not re.search(CJK, around):
        return found[0]
    return WIDE["("] + found[1] + WIDE[")"]
