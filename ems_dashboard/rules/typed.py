"""Text as it is kept: without the signs that nobody can see and that spoil documents, workbooks and pages."""

LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Of word processors and other systems: a new line."""
CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
KEPT = "\t\n\r"
CLEANED: dict[int, str | None] = {
    **dict.fromkeys(CONTROLS),
    **{ord(sign): sign for sign in KEPT},
    **{ord(sign): "\n" for sign in LINE_BREAKS},
}


def clean(text: str) -> str:
    """Without control signs and halves of signs; what separates lines elsewhere separates them here."""
    return text if text.isprintable() else text.translate(CLEANED)
