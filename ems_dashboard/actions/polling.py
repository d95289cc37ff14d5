"""Sources that are read by themselves while the server runs, each at its own pace. What became of a
run is kept as a fact where it says something new; the last run of each is in RUNS for /health.

tenacity is used for the back-off: well kept, with jitter, and made for asyncio."""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_exponential_jitter

from ems_dashboard import clock
from ems_dashboard.actions.ingest import FileResult, context_of, taken
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, Problem, Reading, read_content, read_file
from ems_dashboard.feeds.csv_folder import files_in
from ems_dashboard.feeds.database import batches
from ems_dashboard.feeds.fetching import Unreached, fetch, name_of
from ems_dashboard.feeds.sources import How, Source
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.feed_runs import RENEWED_WITHIN, Content, FeedRun, worth_keeping
from ems_dashboard.rules.origins import Origin
from ems_dashboard.store import Store
from ems_dashboard.text import Words

FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0
SENTENCES = 10

log = logging.getLogger("ems.feeds")
RUNS: dict[str, FeedRun] = {}
Read = Callable[[FeedContext], list[Reading]]


@dataclass(frozen=True, slots=True)
class Take:
    """What one attempt gave. `results`: of the whole answer, also where it has not changed;
    `fresh`: of what is new in it; `refusal`: why nothing could be read of it."""

    results: tuple[FileResult, ...] = ()
    fresh: tuple[FileResult, ...] = ()
    marks: tuple[str, ...] = ()
    refusal: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        return sum(result.read for result in self.results)

    @property
    def accepted(self) -> int:
        return sum(result.accepted for result in self.fresh)

    @property
    def rejected(self) -> int:
        return sum(result.rejected for result in self.results)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for result in self.results for problem in result.problems)

    @property
    def content(self) -> Content:
        """A table of a database is read from its mark: that nothing is new leaves it what it
        was."""
        if self.marks or any(result.read for result in self.results):
            return Content.ROWS
        said = any(result.says_none for result in self.results)
        return Content.NOTHING if said else Content.BLANK


class Poller:
    """Reads sources into a store; remembers what it has seen, so that content that has not
    changed costs nothing."""

    def __init__(self, store: Store, city: City, words: Words) -> None:
        self.store, self.city, self.words = store, city, words
        self._seen: dict[str, dict[str, tuple[object, FileResult]]] = defaultdict(dict)

    def poll(self, source: Source, moment: Moment) -> FeedRun:
        """One attempt. A failure is a run whose last success is older than itself."""
        before = self.last(source, moment)
        run = self._run(source, moment, self._take(source, moment, before), before)
        RUNS[source.name] = run
        if worth_keeping(run, self._kept(source, moment)):
            self.store.append([run], moment=moment, written_by=source.name)
        return run

    def _take(self, source: Source, moment: Moment, before: FeedRun | None) -> Take:
        context = context_of(self.store, self.city, self.words, moment, source.holds, Origin.FEED)
        context = replace(context, source=source.name)
        if source.how is How.DATABASE:
            return self._database(source, context, before)
        return self._content(source, context)

    def _run(self, source: Source, moment: Moment, take: Take, before: FeedRun | None) -> FeedRun:
        """A failure keeps what was last known of the source."""
        kinds = self._kinds(source, take, before)
        run = FeedRun(
            feed=source.name,
            how=source.how,
            valid_at=moment,
            last_success=moment,
            read=take.read,
            accepted=take.accepted,
            rejected=take.rejected,
            problems=self._sentences(take.problems),
            marks=take.marks,
            kinds=kinds,
            content=take.content,
            every_s=source.every,
            renewed_s=renewed_s(source, kinds),
        )
        if not take.refusal:
            return run
        run = replace(run, last_success=None, problems=take.refusal)
        if before is None:
            return run
        return replace(run, last_success=before.last_success, marks=take.marks or before.marks)

    @staticmethod
    def _kinds(source: Source, take: Take, before: FeedRun | None) -> tuple[str, ...]:
        """By its entry and its answers, the earlier ones included: an answer that holds nothing
        today is of the kind that it was yesterday."""
        configured = {source.holds} if source.holds else set()
        known = before.kinds if before else ()
        return tuple(sorted(configured | {*take.kinds, *known}))

    def last(self, source: Source, moment: Moment) -> FeedRun | None:
        return RUNS.get(source.name) or self._kept(source, moment)

    def _kept(self, source: Source, moment: Moment) -> FeedRun | None:
        return next(iter(self.store.current(FeedRun, as_of=moment, feed=source.name)), None)

    def _content(self, source: Source, context: FeedContext) -> Take:
        """What has not changed since the last attempt is not read again; what there was to say
        of it still is. One file that is refused does not keep the others from being read."""
        try:
            found = self._fetched(source) if source.how is How.HTTP else self._files(source)
        except Unreached as error:
            return Take(refusal=str(error))
        seen, fresh = self._seen[source.name], []
        for name, (mark, read) in found.items():
            if name not in seen or seen[name][0] != mark:
                result = taken(self.store, name, partial(read, context), context, source.name)
                seen[name] = mark, result
                fresh.append(result)
        results = tuple(seen[name][1] for name in found)
        refused = bool(results) and all(result.refused for result in results)
        take = Take(results, tuple(fresh), _marks(source, results), kinds=_kinds_of(results))
        return replace(take, refusal=self._sentences(take.problems)) if refused else take

    def _files(self, source: Source) -> dict[str, tuple[object, Read]]:
        path = Path(source.address)
        try:
            files = {file: file.stat() for file in files_in(path)}
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Unreached(
                self.words("feeds.unreadable", name=path.name, reason=reason)
            ) from error
        return {
            file.name: ((it.st_size, it.st_mtime_ns), partial(read_file, file))
            for file, it in files.items()
        }

    def _fetched(self, source: Source) -> dict[str, tuple[object, Read]]:
        content, name = fetch(source, self.words), name_of(source)
        return {name: (hashlib.blake2b(content).digest(), partial(read_content, content, name))}

    def _database(self, source: Source, context: FeedContext, before: FeedRun | None) -> Take:
        """Batch by batch: what was read before a failure stands, and is not read again."""
        marks = dict(mark.split("=", 1) for mark in (before.marks if before else ()))
        reached = {table: clock.parse(at) for table, at in marks.items()}
        results, refusal = [], ""
        try:
            for batch in batches(source, reached, context):
                read: Callable[[], list[Reading]] = partial(list, [batch.reading])
                results.append(taken(self.store, batch.table, read, context, source.name))
                if batch.mark:
                    marks[batch.table] = clock.iso(batch.mark)
        except Refused as error:
            refusal = str(error)
        kept = tuple(f"{table}={at}" for table, at in sorted(marks.items()))
        kinds = tuple({table.kind for table in source.tables})
        return Take(tuple(results), tuple(results), kept, refusal, kinds)

    def _sentences(self, problems: Sequence[Problem]) -> str:
        lines = []
        for problem in problems[:SENTENCES]:
            place = ":".join(str(part) for part in (problem.line, problem.column) if part)
            lines.append(f"{place} {problem.message}".strip())
        if len(problems) > SENTENCES:
            lines.append(self.words("feeds.and_more", n=len(problems) - SENTENCES))
        return "\n".join(lines)


def renewed_s(source: Source, kinds: Iterable[str]) -> float | None:
    """How old its newest row may be: by its entry, else the longest that is usual for what it
    holds."""
    if source.renewed is not None:
        return source.renewed
    usual = [RENEWED_WITHIN[kind].total_seconds() for kind in kinds if kind in RENEWED_WITHIN]
    return max(usual, default=None)


def _marks(source: Source, results: Iterable[FileResult]) -> tuple[str, ...]:
    """Of the kinds that are renewed of themselves; of all where the entry says how often."""
    newest: dict[str, datetime] = {}
    for kind, at in (pair for result in results for pair in result.newest):
        if source.renewed is not None or kind in RENEWED_WITHIN:
            newest[kind] = max(at, newest.get(kind, at))
    return tuple(f"{kind}={clock.iso(at)}" for kind, at in sorted(newest.items()))


def _kinds_of(results: Iterable[FileResult]) -> tuple[str, ...]:
    return tuple({kind for result in results if result.kind for kind in result.kind.split(",")})


async def keep_polling(poller: Poller, sources: Iterable[Source]) -> None:
    """Until cancelled: every source at its own pace and on a thread of its own: those that hang
    would else take all the threads that the server has, and the others and the inbox would wait
    for them."""
    followed = tuple(sources)
    if not followed:
        return
    threads = ThreadPoolExecutor(max_workers=len(followed), thread_name_prefix="source")
    try:
        await asyncio.gather(*(_follow(poller, source, threads) for source in followed))
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


async def _follow(poller: Poller, source: Source, threads: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    while True:
        wait = wait_exponential_jitter(
            multiplier=min(FIRST_WAIT, source.every), max=max(LONGEST_WAIT, source.every), jitter=1
        )
        async for attempt in AsyncRetrying(
            retry=retry_if_exception_type(Exception), wait=wait, before_sleep=_say
        ):
            with attempt:
                await loop.run_in_executor(threads, _poll_or_raise, poller, source)
        await asyncio.sleep(source.every)


def _poll_or_raise(poller: Poller, source: Source) -> None:
    run = poller.poll(source, clock.now())
    if run.failing:
        raise Unreached(run.problems)


def _say(state: RetryCallState) -> None:
    """A failure of the source is in its run; whatever else goes wrong must not end the watch,
    and is logged whole."""
    error = state.outcome.exception() if state.outcome else None
    if error is not None and not isinstance(error, Unreached):
        log.error("a source could not be read", exc_info=error)
