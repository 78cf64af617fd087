"""Plots as inline SVG, drawn by hand: no library, no script, nothing fetched.

Widths are percentages and heights and letters are pixels, so a plot fills its place on any screen and its
labels never shrink. Colours come from the page's CSS classes. Knows nothing of questions or metrics.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT = 132
"""Pixels of a histogram's drawing, without the line of labels under it."""


def bar(share: float, low_high: tuple[float, float] | None, title: str) -> Markup:
    """One horizontal bar on the scale from 0 to 1, with its interval as a line."""
    parts = [
        '<rect class="track" x="0" y="4" width="100%" height="10" rx="2"/>',
        f'<rect class="first" x="0" y="4" width="{_percent(share)}" height="10" rx="2"/>',
    ]
    if low_high is not None:
        low, high = low_high
        parts.append(f'<line class="mark" x1="{_percent(low)}" x2="{_percent(high)}" y1="9" y2="9"/>')
        parts += [f'<line class="mark" x1="{_percent(x)}" x2="{_percent(x)}" y1="5" y2="13"/>' for x in low_high]
    return _svg(18, title, parts)


def histogram(counts: Sequence[int], labels: Sequence[str], title: str) -> Markup:
    """Columns with their counts above and labels below; an empty label leaves its column unlabelled.

    The last column is drawn apart: it is what lies outside the scale.
    """
    top, slot, parts = max(counts, default=0) or 1, 100 / len(counts), []
    for place, (count, label) in enumerate(zip(counts, labels, strict=True)):
        tall = (HEIGHT - 18) * count / top
        kind = "second" if place == len(counts) - 1 else "first"
        middle = f"{(place + 0.5) * slot:.3f}%"
        if count:
            parts.append(
                f'<rect class="{kind}" x="{(place + 0.12) * slot:.3f}%" y="{HEIGHT - tall:.1f}" '
                f'width="{0.76 * slot:.3f}%" height="{tall:.1f}"/>'
            )
            parts.append(f'<text x="{middle}" y="{HEIGHT - tall - 4:.1f}">{count}</text>')
        if label:
            parts.append(f'<text x="{middle}" y="{HEIGHT + 15}">{escape(label)}</text>')
    parts.append(f'<line class="axis" x1="0" x2="100%" y1="{HEIGHT}" y2="{HEIGHT}"/>')
    return _svg(HEIGHT + 20, title, parts)


def mirrored(above: Sequence[float], below: Sequence[float], title: str, bins: int = 20) -> Markup:
    """Two sets of figures in [0, 1] as histograms back to back, each by its own share, on one scale."""
    shares = [_shares(figures, bins) for figures in (above, below)]
    top = max((share for side in shares for share in side), default=0) or 1
    half, slot, parts = HEIGHT / 2, 100 / bins, []
    for kind, side in zip(("first", "second"), shares, strict=True):
        for place, share in enumerate(side):
            tall = (half - 4) * share / top
            y = half - tall if kind == "first" else half
            if share:
                parts.append(
                    f'<rect class="{kind}" x="{(place + 0.08) * slot:.3f}%" y="{y:.1f}" '
                    f'width="{0.84 * slot:.3f}%" height="{tall:.1f}"/>'
                )
    parts.append(f'<line class="axis" x1="0" x2="100%" y1="{half}" y2="{half}"/>')
    for x, anchor, label in ((0, "start", "0"), (50, "middle", "0.5"), (100, "end", "1")):
        parts.append(f'<text x="{x}%" y="{HEIGHT + 15}" style="text-anchor:{anchor}">{label}</text>')
    return _svg(HEIGHT + 20, title, parts)


def _shares(figures: Sequence[float], bins: int) -> list[float]:
    """The share of the figures in each of the equal bins of [0, 1]; 1 itself falls in the last."""
    counts = [0] * bins
    for figure in figures:
        counts[min(int(figure * bins), bins - 1)] += 1
    return [count / len(figures) for count in counts] if figures else []


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _svg(height: int, title: str, parts: Sequence[str]) -> Markup:
    """An SVG of full width; `title` says in words what it shows."""
    return Markup('<svg role="img" width="100%" height="{}" aria-label="{}">{}</svg>').format(
        height, title, Markup("".join(parts))
    )
