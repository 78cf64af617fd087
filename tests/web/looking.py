"""Looking at a page as a style sheet would: elements by a chain of selectors, and their text."""

import re

from lxml import html

_STEP = re.compile(r"(?P<tag>[a-z]\w*)?(?P<rest>(?:\.[\w-]+|#[\w-]+|\[[^\]]+\])*)$")
_PART = re.compile(r"\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:(\^?)=['\"]?([^'\"\]]*)['\"]?)?\]")


def found(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements that a selector of tags, classes, ids and attributes finds, "a b" being b somewhere in a."""
    path = ""
    for step in selector.split():
        match = _STEP.match(step)
        assert match, f"no selector that is known here: {step}"
        path += f"//{match['tag'] or '*'}"
        for kind, name, attribute, begins, value in _PART.findall(match["rest"]):
            if kind:
                path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {kind} ')]"
            elif name:
                path += f"[@id='{name}']"
            elif begins:
                path += f"[starts-with(@{attribute}, '{value}')]"
            else:
                path += f"[@{attribute}='{value}']" if value else f"[@{attribute}]"
    elements: list[html.HtmlElement] = tree.xpath(f".{path}")
    return elements


def said(tree: html.HtmlElement, selector: str) -> list[str]:
    """The text of each, on one line."""
    return [" ".join(one.text_content().split()) for one in found(tree, selector)]
