"""Reading the elements of a CAP alert, whatever namespace they are in."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element


def within(node: Element | None, name: str) -> Iterator[Element]:
    if node is None:
        return iter(())
    return (inner for inner in node.iter() if tag_of(inner) == name)


def text_in(node: Element | None, name: str) -> str:
    inner = (each for each in within(node, name) if each is not node)
    return next(map(own_text, inner), "")


def own_text(node: Element) -> str:
    return (node.text or "").strip()


def tag_of(node: Element) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""
