"""Workers: each leases sittings from the queue of an index, finds the vectors of their passages and writes them back.

Any number of workers on any number of machines; one that is killed loses nothing (`index.record.queue`). When the
queue is empty, one of them brings the derived parts up. Knows nothing of files.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from index import publishing
from index.build import writing
from index.encoders import Encoder, load_encoder
from index.manifest import Manifest
from index.place import Place
from index.record import Record
from index.vectors.codes import encoded

LEASE = 600
"""Seconds that a worker has for a sitting, before another may take it over."""

LOOKED_AFTER = 1.0
"""Seconds between two looks at a queue that has nothing to lease."""

LONGEST_WAIT = 3_600
"""Seconds that a worker waits for a writer, before it brings the derived parts up."""


@dataclass(slots=True)
class WorkReport:
    """What a worker did: sittings and passages that it wrote the vectors of, sittings that others took over meanwhile,
    and those in the queue that were given up."""

    sittings: int = 0
    passages: int = 0
    lost: int = 0
    given_up: int = 0
    seconds: float = 0.0


def work(
    place: Place,
    lease: int = LEASE,
    wait: bool = False,
    progress: Callable[[WorkReport], None] = lambda _: None,
) -> WorkReport:
    """Work until the queue is empty, then bring the derived parts up; with `wait`, for ever.

    Raises:
        IndexMismatchError: there is no index, or it was built with another encoder than there is here.
        EncoderError: its encoder cannot be loaded.
        StoreError: its store cannot be reached.
    """
    report, begun = WorkReport(), time.monotonic()
    record = Record(place.record)
    try:
        manifest = Manifest.read(record)
        encoder = load_encoder(manifest.encoder)
        manifest.check(encoder, record)
        worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        while True:
            _empty(record, encoder, worker, lease, report, progress)
            _bring_up(place, record, manifest)
            report.given_up = record.queue().given_up
            report.seconds = time.monotonic() - begun
            if not wait:
                return report
            time.sleep(LOOKED_AFTER)
    finally:
        record.close()


def _empty(
    record: Record,
    encoder: Encoder,
    worker: str,
    lease: int,
    report: WorkReport,
    progress: Callable[[WorkReport], None],
) -> None:
    """Find vectors until nothing is left in the queue that could be had, now or when a lease of others ends."""
    while True:
        sitting = record.lease(worker, lease)
        if sitting is not None:
            _find(record, encoder, worker, sitting, report)
            progress(report)
        elif record.queue().leased:
            time.sleep(LOOKED_AFTER)
        else:
            return


def _find(record: Record, encoder: Encoder, worker: str, sitting: int, report: WorkReport) -> None:
    """Write the vectors of one leased sitting; it goes back to the queue if they cannot be found here."""
    try:
        texts = record.passages_of(sitting)
        codes = None if texts is None else encoded(encoder.encode_passages(texts))
    except BaseException:
        record.release(worker, sitting)
        raise
    if codes is not None and record.finish(worker, sitting, codes):
        report.sittings += 1
        report.passages += len(codes)
    else:
        report.lost += 1


def _bring_up(place: Place, record: Record, manifest: Manifest) -> None:
    if publishing.is_behind(place.directory, record):
        with writing(place, wait=LONGEST_WAIT) as truth:
            if publishing.is_behind(place.directory, truth):  # the worker before this one may have done it
                publishing.bring_up(place, truth, manifest.dimensions)
