"""Text on its way into folium. Branca compiles what it is given once more as a Jinja2 template, and the browser reads
it inside a JavaScript template literal: html.escape alone lets `{{…}}` run on the server and `${…}` in the browser."""

DANGEROUS = "&<>\"'`$\\{}%#"
_TABLE = str.maketrans({sign: f"&#{ord(sign)};" for sign in DANGEROUS})


def esc(text: object) -> str:
    """The text with every sign that means something to HTML, Jinja2 or JavaScript as a character reference."""
    return str(text).replace("\r", " ").replace("\n", " ").translate(_TABLE)
