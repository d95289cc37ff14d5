"""What Streamlit sends to the browser, as one text."""

from functools import cache
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"


@cache
def bundled() -> str:
    scripts = sorted((STATIC / "static" / "js").glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in scripts)
