"""Text as it is kept: without the signs that nobody can see and that spoil documents, workbooks and
pages."""

LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Of word processors and other systems: a new line."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A text that begins so is run by a spreadsheet."""
CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
UNSEEN = (
    0xAD,
    0x61C,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
    0xFEFF,
)
"""Of no width, or turning the direction: 12 typed behind one of them is read as 21. What joins the
parts of one sign (U+200D) stays."""
KEPT = "\t\n\r"
CLEANED: dict[int, str | None] = {
    **dict.fromkeys((*CONTROLS, *UNSEEN)),
    **{ord(sign): sign for sign in KEPT},
    **{ord(sign): "\n" for sign in LINE_BREAKS},
}


def clean(text: str) -> str:
    """Without control signs, unseen signs and halves of signs; what separates lines elsewhere separates them
    here."""
    return text if text.isprintable() else text.translate(CLEANED)


def quoted(text: str) -> str:
    """As a cell that no spreadsheet runs; `unquoted` gives back what it was."""
    return f"'{text}" if _runs(text) else text


def unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def _runs(text: str) -> bool:
    """Also a text that was quoted before: else its own sign would be taken away with the quote."""
    return text.lstrip("'\n").startswith(FORMULA_SIGNS)
