"""Plots as inline SVG, drawn by hand: no library, no script, nothing fetched.

Heights and letters are in pixels and widths in percent, so a plot fills its place on any screen and its letters never
shrink. A bar shows two counts of one group: `turns`, the solid part, of `mentions`, the whole. Colours are the
stylesheet's. A table with the same numbers and links stands beside every plot and is the way in for the keyboard and
for readers who do not see: a plot is hidden from them. Knows nothing of what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

HEIGHT = 150
"""Pixels of the columns."""

ABOVE, BELOW, THICK = 18, 22, 14
"""Pixels over the highest column, for its label; under the columns, for theirs; and of a lying bar."""

NUMBERED = 18
"""As many columns have room for a number each."""

WIDEST = 20
"""Percent of the width that one column may take."""

MARGIN = 9
"""Percent of the width at each end that belongs to the first and the last label."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group: `title` says it in words, `address` leads to its quotes, None where it has none."""

    title: str
    mentions: int
    turns: int
    address: str | None
    chosen: bool = False


def columns(bars: Sequence[Bar], labels: Sequence[tuple[int, str]], top: int) -> Markup:
    """Standing bars in the order given, the highest possible of `top`; `labels` stand under the bars of these numbers.

    The first label stands at the left end, the last at the right, and those between only where there is room.
    """
    floor, slot, parts = ABOVE + HEIGHT, 100 / max(len(bars), 1), []
    for place, bar in enumerate(bars):
        left, wide = place * slot, slot * (0.78 if len(bars) < 100 else 0.9)
        x, drawn = left + (slot - wide) / 2, []
        for kind, count in (("mentions", bar.mentions), ("turns", bar.turns)):
            tall = max(HEIGHT * count / max(top, 1), 2) if count else 0
            drawn.append(_rect(kind, f"{x:.3f}%", floor - tall, f"{wide:.3f}%", tall))
        if bar.mentions and len(bars) <= NUMBERED:
            at = floor - HEIGHT * bar.mentions / max(top, 1) - 5
            drawn.append(_text(left + slot / 2, at, "middle", str(bar.mentions)))
        if bar.mentions:
            # The whole height can be pressed, however low the bar.
            drawn.insert(0, _rect("hit", f"{left:.3f}%", 0, f"{slot:.3f}%", floor))
            parts.append(_linked(bar, Markup().join(drawn)))
    parts.append(Markup('<line x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(floor))
    if len(bars) > NUMBERED and top:
        parts.append(Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(ABOVE))
        parts.append(_text(0, ABOVE - 5, "start", str(top)))
    for number, (place, label) in enumerate(labels):
        if number in (0, len(labels) - 1):
            parts.append(_text(100 if number else 0, floor + 16, "end" if number else "start", label))
        elif MARGIN < (middle := (place + 0.5) * slot) < 100 - MARGIN:
            parts.append(_text(middle, floor + 16, "middle", label))
    size = "months" if len(bars) <= 60 else "years" if len(bars) <= 180 else "decades"
    width = min(100, WIDEST * len(bars))
    return Markup('<svg class="columns {}" width="{}%" height="{}">{}</svg>').format(
        size, width, floor + BELOW, Markup().join(parts)
    )


def lying(bar: Bar, top: int) -> Markup:
    """One lying bar, as long as its share of `top`; whoever shows it writes the name and the number beside it."""
    drawn = Markup().join(
        _rect(kind, "0", 0, f"{100 * count / max(top, 1):.3f}%", THICK)
        for kind, count in (("mentions", bar.mentions), ("turns", bar.turns))
    )
    return Markup('<svg class="lying" width="100%" height="{}"><title>{}</title>{}</svg>').format(
        THICK, bar.title, drawn
    )


def _linked(bar: Bar, drawn: Markup) -> Markup:
    titled = Markup("<title>{}</title>{}").format(bar.title, drawn)
    kind = Markup(' class="chosen"') if bar.chosen else ""
    if bar.address is None:
        return Markup("<g{}>{}</g>").format(kind, titled)
    # Not a stop of the tab key: the table has the same links.
    return Markup('<a href="{}" tabindex="-1"{}>{}</a>').format(bar.address, kind, titled)


def _rect(kind: str, x: str, y: float, width: str, height: float) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(kind, x, y, width, height)


def _text(x: float, y: float, anchor: str, label: str) -> Markup:
    return Markup('<text x="{:.3f}%" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, label)
