"""The view of a topic: every mention of it by month, party or speaker, as a plot, as a table, and as quotes to read.

What is chosen narrows the quotes; several people or parties stand side by side, and whoever has no words on it is said
to have none. Above them stand positions, found by meaning (`positions.py`). No stance is computed. Knows nothing of
how mentions are found.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.background import BackgroundTask

from assistant.answer import Filters, Language
from assistant.answering.counting.counted import Count, Hit
from assistant.answering.phrases import date_in_words, grouped, month_in_words, say, speaker_in_words
from assistant.assistant import Assistant
from assistant.errors import CountError
from assistant.web.addresses import context_address
from assistant.web.fields import Fields
from assistant.web.keeping import Kept
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from assistant.web.texts import texts
from assistant.web.views.figures import figure
from assistant.web.views.positions import positions_of, section
from assistant.web.views.topics import (
    BYS,
    Counts,
    Wanted,
    Who,
    groups,
    months_of,
    newest_first,
    of_month,
    parties,
    people,
    within_month,
)
from index.language import language_of

A_PAGE = 50
"""Quotes on a page."""

BESIDE = 6
"""People and parties that stand side by side at most."""

FIRST = 10
"""Quotes of each of them; the rest is a click away."""

KEYS = tuple(f"topic_by_{by}" for by in BYS)
"""Texts that the template looks up by a grouping."""


@dataclass(frozen=True, slots=True)
class Column:
    """The words of somebody, or of everybody (`who` is None), with the count that they were taken from."""

    who: Who | None
    hits: tuple[Hit, ...]
    count: Count


def topic_pages(serving: Serving) -> APIRouter:
    """Routes: the view at /topic, and the quotes that it narrows to as a file."""
    router, counts, positions = APIRouter(), Counts(), Kept(positions_of)

    @router.get("/topic", response_class=HTMLResponse)
    def topic(request: Request) -> HTMLResponse:
        assistant, fields, language = serving.assistant, Fields(request), chosen_language(request)
        wanted, nobody, left_out = _wanted(fields, assistant)
        made: list[Column] = []
        spoken: dict[str, Any] | None = None
        if wanted.about:
            with suppress(CountError):
                made = _columns(wanted, assistant, counts)
        if made and wanted.who:
            within = within_month(wanted.period, wanted.month)
            found = positions.of(assistant, (wanted.about, wanted.who, within, language))
            spoken = section(found, {one.who.key for one in made if one.who and one.hits}, language)
        response = page(
            request, "topic.html", "topic", about=wanted.about, period=wanted.period, by=wanted.by,
            unread=fields.unread,
            who=[_chosen(one, wanted, fields) for one in wanted.who], parties=parties(assistant.index),
            month=_month(wanted.month, fields, language), left_out=[one.name for one in left_out], most=BESIDE,
            nobody=say("nobody", language, names=", ".join(nobody)) if nobody else None,
            ways=[(by, fields.query(by=by, page=None)) for by in BYS], ask=_question(wanted.about, language),
            query=fields.query(page=None), uncountable=bool(wanted.about and not made), positions=spoken,
            found=_found(wanted, made, fields, language) if made else None,
        )  # fmt: skip
        if not wanted.about:
            # The first count of all reads dictionaries, for seconds: meanwhile the reader is typing.
            response.background = BackgroundTask(counts.count, assistant, "Woordelijk", Filters())
        return response

    @router.get("/topic.csv")
    def as_csv(request: Request) -> Response:
        assistant = serving.assistant
        wanted, _, _ = _wanted(Fields(request), assistant)
        out = io.StringIO(newline="")
        try:
            count = counts.count(assistant, wanted.about, within_month(wanted.period, wanted.month))
        except CountError as error:
            return PlainTextResponse(str(error), 404)
        said = [hit for hit in count.hits if not wanted.who or any(who.said(hit) for who in wanted.who)]
        replace(count, hits=tuple(said)).write_csv(out)
        # With a byte order mark, without which spreadsheets misread accents.
        headers = {"content-disposition": 'attachment; filename="topic.csv"'}
        return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=headers)

    return router


def _wanted(fields: Fields, assistant: Assistant) -> tuple[Wanted, list[str], list[Who]]:
    """What an address asks for, the names in it that nobody has, and those for whom there is no room."""
    persons, nobody = people(assistant.index, fields.texts("speaker"))
    known = set(parties(assistant.index))
    who = list(persons)
    for name in fields.texts("party"):
        if name in known:
            who.append(Who("party", name))
        else:
            fields.unread.append(f"party={name}")
    wanted = Wanted(
        " ".join((fields.text("about") or "").split()), fields.one_of("by", BYS) or "month", tuple(who[:BESIDE]),
        fields.month("month"),
        Filters(since=fields.day("since"), until=fields.day("until")),
    )  # fmt: skip
    return wanted, nobody, who[BESIDE:]


def _columns(wanted: Wanted, assistant: Assistant, counts: Counts) -> list[Column]:
    """One column for each who, or one of all.

    By month, each has a count of their own. Else one count has the groups that are compared, and each who their part.
    """
    if wanted.by == "month":
        made = [
            (who, counts.count(assistant, wanted.about, who.narrowed(wanted.period) if who else wanted.period))
            for who in (wanted.who or (None,))
        ]
    else:
        whole = counts.count(assistant, wanted.about, within_month(wanted.period, wanted.month))
        made = [(who, whole) for who in (wanted.who or (None,))]
    return [
        Column(who, tuple(of_month((hit for hit in count.hits if who is None or who.said(hit)), wanted.month)), count)
        for who, count in made
    ]


def _found(wanted: Wanted, made: Sequence[Column], fields: Fields, language: Language) -> dict[str, Any]:
    """What the template shows of the columns."""
    beside = len(made) > 1
    own = wanted.by == "month"
    # One scale for all plots that stand side by side, upwards and in time.
    months = months_of(column.count for column in made)
    tables = [groups(column.count, wanted.by, months) for column in (made if own else made[:1])]
    top = max((group.mentions for table in tables for group in table), default=0)
    figures = [
        figure(column.count, table, top, wanted, fields, language) for column, table in zip(made, tables, strict=False)
    ]
    return {
        "figure": None if own and beside else figures[0],
        "columns": [
            _words(column, wanted, fields, language)
            | {"figure": figures[number] if own and beside else None}
            for number, column in enumerate(made)
        ],
        "beside": beside,
        "none": not any(column.hits for column in made),
        "quotes": None if beside else _quotes(made[0], fields, language),
    }  # fmt: skip


def _chosen(who: Who, wanted: Wanted, fields: Fields) -> dict[str, Any]:
    """Somebody chosen, with the address without them, and that of their words alone over time."""
    others = {kind: [one.key for one in wanted.who if one.kind == kind and one != who] for kind in ("speaker", "party")}
    return {
        "kind": who.kind, "key": who.key, "name": who.name,
        "without": fields.query(**others, page=None),
        "alone": fields.query(**{"speaker": None, "party": None, who.kind: who.key}, by="month", page=None),
    }  # fmt: skip


def _month(month: dt.date | None, fields: Fields, language: Language) -> dict[str, str] | None:
    if month is None:
        return None
    return {"name": month_in_words(f"{month:%Y-%m}", language), "without": fields.query(month=None, page=None)}


def _words(column: Column, wanted: Wanted, fields: Fields, language: Language) -> dict[str, Any]:
    """One of the columns that stand side by side: whose it is, how much there is, and the newest quotes."""
    turns = len({hit.citation.turn.id for hit in column.hits})
    numbers = {"mentions": sum(len(hit.marks) for hit in column.hits), "turns": turns}
    return {
        "who": _chosen(column.who, wanted, fields) if column.who else None,
        "numbers": texts(language)["topic_numbers"].format(**{k: grouped(v, language) for k, v in numbers.items()}),
        "hits": [_hit(hit, language) for hit in newest_first(column.hits)[:FIRST]],
        "all": grouped(len(column.hits), language) if len(column.hits) > FIRST else None,
    }  # fmt: skip


def _quotes(column: Column, fields: Fields, language: Language) -> dict[str, Any]:
    """The quotes of one column, a page of them: of one person in order of time, else newest first."""
    over_time = column.who is not None and column.who.kind == "speaker"
    hits = list(column.hits) if over_time else newest_first(column.hits)
    pages = max(1, -(-len(hits) // A_PAGE))
    number = fields.number("page", pages)
    first = (number - 1) * A_PAGE
    shown = hits[first : first + A_PAGE]
    return {
        "hits": [_hit(hit, language) for hit in shown],
        "over_time": over_time,
        "count": grouped(len(hits), language),
        "first": grouped(first + 1, language), "last": grouped(first + len(shown), language),
        "before": fields.query(page=str(number - 1)) + "#quotes" if number > 1 else None,
        "after": fields.query(page=str(number + 1)) + "#quotes" if number < pages else None,
    }  # fmt: skip


def _hit(hit: Hit, language: Language) -> dict[str, Any]:
    """A quote with its mentions marked, who said it, when and where."""
    citation = hit.citation
    speaker, text = citation.turn.speaker, citation.turn.text
    label = speaker_in_words(speaker, language)
    name = speaker.name if speaker else label
    cuts = [citation.start, *(at for mark in hit.marks for at in (mark.start, mark.end)), citation.end]
    return {
        "pieces": [(text[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(cuts))],
        "language": language_of(citation.turn, citation.start, citation.end),
        "name": name, "standing": label.removeprefix(name).strip(" ()"),
        "date": date_in_words(citation.sitting.date, language), "title": citation.sitting.title,
        "address": context_address(citation),
    }  # fmt: skip


def _question(about: str, language: Language) -> str:
    """The address of the conversation with a question on the topic."""
    return "./?" + urlencode({"q": texts(language)["topic_question"].format(about=about)})
