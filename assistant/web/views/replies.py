"""Question and reply: an intervention's questions beside the passages that may reply, and lists of interventions.

Candidates are shown as candidates: nothing here says that a question was answered, only where no reply was found.
Knows nothing of how questions and replies are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Filters, Language
from assistant.answering.counting.filters import named_filters
from assistant.answering.phrases import date_in_words, grouped, say
from assistant.answering.replies.intervention import Intervention, Listed
from assistant.assistant import Assistant
from assistant.errors import CountError, RepliesError
from assistant.web.addresses import outside_address, replies_address, turn_address, turn_anchor
from assistant.web.fields import Fields, with_chosen
from assistant.web.keeping import Kept
from assistant.web.pages import chosen_language, page
from assistant.web.quoted import quoted, standing
from assistant.web.serving import Serving
from assistant.web.texts import texts
from index.terms import fold
from index.transcript import SittingInfo

A_PAGE = 50
"""Interventions on a page of the list; where nothing is chosen, the newest of them."""

Asked = tuple[Filters, str | None]
"""Filters, and the sitting where only one is wanted."""


def reply_pages(serving: Serving) -> APIRouter:
    """The route of both pages, /replies: of one intervention where a turn is named, else a list of them."""
    router = APIRouter()
    lists: Kept[Asked, list[Listed]] = Kept(_listed)

    @router.get("/replies", response_class=HTMLResponse)
    def replies(request: Request) -> HTMLResponse:
        fields = Fields(request)
        if turn_id := fields.text("turn"):
            return _one(request, serving.assistant, turn_id)
        return _list(request, serving.assistant, fields, lists)

    return router


def asking(assistant: Assistant, sitting_id: str) -> dict[str, str]:
    """The interventions of a sitting that ask something: the address of each, by the anchor of its first turn.

    None of a sitting that was read after the assistant's index was opened.
    """
    try:
        listed = assistant.interventions(None, sitting_id)
    except RepliesError:
        return {}
    return {turn_anchor(one.turn_id): replies_address(one.turn_id) for one in listed}


# -- one intervention -------------------------------------------------------------------------------------------------


def _one(request: Request, assistant: Assistant, turn_id: str) -> HTMLResponse:
    try:
        found = assistant.replies(turn_id)
    except RepliesError:
        return page(
            request, "no_replies.html", "record", status=404, why=texts(chosen_language(request))["replies_gone"]
        )
    language = chosen_language(request)
    if found is None:
        layout, index = assistant.index.layout, assistant.index
        sitting = index.sittings[int(layout.sitting_of_turn[layout.row_of(turn_id)])]
        return page(
            request, "asks_nothing.html", "record", sitting=_sitting(sitting, language),
            address=turn_address(sitting.id, turn_id),
        )  # fmt: skip
    return page(request, "replies.html", "record", found=_intervention(found, language))


def _intervention(found: Intervention, language: Language) -> dict[str, Any]:
    """An intervention as its page shows it."""
    return {
        "title": found.title,
        "who": standing(found.asked_by, language),
        "sitting": _sitting(found.sitting, language),
        "notice": (found.sitting.notice or "").strip(" –\n"),
        "address": turn_address(found.sitting.id, found.turn.id),
        "official": outside_address(found.turn.locator.url),
        "replied_by": [standing(speaker, language) for speaker in found.replied_by],
        "questions": [
            {
                "number": question.number,
                "asked": quoted(question.citation, language),
                "context": quoted(question.context, language) if question.context else None,
                "candidates": [
                    quoted(candidate.citation, language) | {"named": candidate.named}
                    for candidate in question.candidates
                ],
            }
            for question in found.questions
        ],
    }


def _sitting(sitting: SittingInfo, language: Language) -> dict[str, Any]:
    return {
        "id": sitting.id, "title": sitting.title, "committee": sitting.committee,
        "date": date_in_words(sitting.date, language),
    }  # fmt: skip


# -- the list ---------------------------------------------------------------------------------------------------------


def _list(request: Request, assistant: Assistant, fields: Fields, lists: Kept[Asked, list[Listed]]) -> HTMLResponse:
    language, index = chosen_language(request), assistant.index
    wanted = fields.text("sitting")
    sitting = next((info for info in index.sittings.values() if info.id == wanted), None)
    if wanted and sitting is None:
        return page(request, "no_replies.html", "record", status=404, why=texts(language)["replies_no_sitting"])
    committees = sorted(filter(None, {info.committee for info in index.sittings.values()}), key=fold)
    chosen = _chosen(fields, committees)
    narrowed = bool(sitting or any(chosen.values()))
    nobody, listed = None, []
    try:
        asked = named_filters(index, **chosen), sitting.id if sitting else None
        listed = lists.of(assistant, asked) if narrowed else _newest(assistant, lists)
    except CountError:
        nobody = say("nobody", language, names=chosen["speaker"])
    pages = max(1, -(-len(listed) // A_PAGE))
    number = fields.number("page", pages)
    first = (number - 1) * A_PAGE
    here = listed[first : first + A_PAGE]
    return page(
        request, "interventions.html", "record", rows=[_row(one, language) for one in here],
        sitting=_sitting(sitting, language) | {"without": fields.query(sitting=None, page=None)} if sitting else None,
        chosen=chosen, committees=with_chosen(committees, chosen["committee"]), unread=fields.unread, nobody=nobody,
        narrowed=narrowed,
        said=_said(listed, first, len(here), narrowed, language),
        before=fields.query(page=str(number - 1)) if number > 1 else None,
        after=fields.query(page=str(number + 1)) if number < pages else None,
    )  # fmt: skip


def _chosen(fields: Fields, committees: Sequence[str]) -> dict[str, Any]:
    """What an address narrows the list by, as `named_filters` takes it; a committee that is none is left out."""
    committee = fields.text("committee")
    if committee and not any(fold(committee) in fold(name) for name in committees):
        fields.unread.append(f"committee={committee}")
        committee = None
    return {
        "speaker": fields.text("speaker"), "committee": committee,
        "since": fields.day("since"), "until": fields.day("until"),
    }  # fmt: skip


def _listed(assistant: Assistant, asked: Asked) -> list[Listed]:
    """The interventions asked for, those of the newest sitting first and of undated ones last; as spoken within one."""
    return sorted(assistant.interventions(*asked), key=lambda one: _newness(one.citation.sitting))


def _newest(assistant: Assistant, lists: Kept[Asked, list[Listed]]) -> list[Listed]:
    """The interventions of the newest sittings, a page of them."""
    found: list[Listed] = []
    for sitting in sorted(assistant.index.sittings.values(), key=_newness):
        found += lists.of(assistant, (Filters(), sitting.id))
        if len(found) >= A_PAGE:
            break
    return found[:A_PAGE]


def _newness(sitting: SittingInfo) -> tuple[bool, int]:
    return sitting.date is None, -(sitting.date.toordinal() if sitting.date else 0)


def _said(listed: Sequence[Listed], first: int, shown: int, narrowed: bool, language: Language) -> str:
    """How many there are, and which of them stand here."""
    words, count = texts(language), grouped(len(listed), language)
    if not narrowed:
        return words["replies_newest"].format(count=count)
    counted = words["replies_counted"].format(count=count)
    if shown == len(listed):
        return counted
    here = words["replies_here"].format(first=grouped(first + 1, language), last=grouped(first + shown, language))
    return f"{counted} {here}"


def _row(one: Listed, language: Language) -> dict[str, Any]:
    return quoted(one.citation, language) | {
        "dossier": one.title, "committee": one.citation.sitting.committee,
        "replies_address": replies_address(one.turn_id),
        "questions": grouped(one.questions, language), "replies": grouped(one.replies, language),
    }  # fmt: skip
