"""The registered sources fetched into `documents/`: what is new, changed, unchanged, gone or refused."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.records import Failure, Source
from ingest.fetched import FetchRecord, read_fetched, write_fetched
from ingest.fetching_copies import Copies
from ingest.fetching_exchange import Exchange
from ingest.fetching_request import Limits, Refused, open_client
from ingest.fetching_sites import Pace, host_of
from ingest.fetching_source import Look
from ingest.progress import Progress
from ingest.register import read_register

SITES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a fetch found of each source it looked at, and the entries of the register it could not use."""

    looked_at: Mapping[str, FetchRecord]
    failures: tuple[Failure, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something could not be taken."""
        return bool(self.failures) or any(look.outcome == "failed" for look in self.looked_at.values())


def fetch(
    corpus: Path, only: Collection[str], pace: Pace, progress: Progress, limits: Limits | None = None
) -> FetchReport:
    """Fetches the official sources of the register, or those that `only` names, official or not.

    What cannot be fetched leaves the copy that was there. Raises InvalidInput for an unknown source, a
    missing register or an unreadable state, and FetchInProgress when another fetch runs.
    """
    register, failures = read_register(corpus)
    sources = _chosen(corpus, register, only)
    copies = Copies(corpus)
    with copies.held():
        run = _Run(copies, read_fetched(corpus), pace, limits or Limits(), progress)
        looked_at = run.over(sources)
    return FetchReport(looked_at, () if only else failures)


def _chosen(corpus: Path, register: Mapping[str, Source], only: Collection[str]) -> tuple[Source, ...]:
    if not register:
        raise InvalidInput(f"Aucune source à prendre : {corpus} n'a pas de registre sources.yaml utilisable.")
    unknown = [name for name in only if name not in register]
    if unknown:
        raise InvalidInput(f"Source inconnue du registre : {', '.join(unknown)}.")
    wanted = (register[name] for name in dict.fromkeys(only)) if only else register.values()
    return tuple(source for source in wanted if source.url and (only or source.official))


class _Run:
    """One fetch: sites side by side, the sources of a site one after the other, the state kept after each."""

    def __init__(
        self, copies: Copies, records: dict[str, FetchRecord], pace: Pace, limits: Limits, progress: Progress
    ) -> None:
        self._copies, self._records, self._progress, self._limits = copies, records, progress, limits
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._pace = replace(pace, sleep=self._sleep) if pace.sleep is time.sleep else pace
        copies.recover(records)

    def _sleep(self, seconds: float) -> None:
        """A sleep that the end of the fetch cuts short."""
        if self._stopped.wait(seconds):
            raise Refused("commande interrompue")

    def over(self, sources: Collection[Source]) -> dict[str, FetchRecord]:
        """Looks at every source; the records by source, in the order given."""
        looked_at: dict[str, FetchRecord] = {}
        by_site: dict[str, list[Source]] = defaultdict(list)
        for source in sources:
            by_site[host_of(source.url or "")].append(source)

        def visit(group: Iterable[Source]) -> None:
            for source in group:
                if self._stopped.is_set():
                    return
                record = self._look(exchange, source)
                with self._lock:
                    looked_at[source.source_id] = record
                    self._progress("Documents", len(looked_at), len(sources))

        with open_client(self._limits) as client, ThreadPoolExecutor(SITES_AT_ONCE) as pool:
            exchange = Exchange(client, self._pace, self._limits)
            try:
                for done in [pool.submit(visit, group) for group in by_site.values()]:
                    done.result()
            except BaseException:
                self._stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return {source.source_id: looked_at[source.source_id] for source in sources}

    def _look(self, exchange: Exchange, source: Source) -> FetchRecord:
        former = self._records.get(source.source_id)
        checked_at = self._pace.now().isoformat(timespec="seconds")
        look = Look(source, former, self._copies, checked_at, self._keeper(source))
        try:
            return look.record(exchange)
        except Refused as refusal:
            if self._stopped.is_set():
                raise  # the source said nothing of the kind: its record stays
            failed = look.not_taken("failed", str(refusal))
        except OSError as error:
            failed = look.not_taken("failed", f"écriture impossible ({error.strerror or 'disque'})")
        look.keep(failed)
        return failed

    def _keeper(self, source: Source) -> Callable[[FetchRecord], None]:
        def keep(record: FetchRecord) -> None:
            with self._lock:
                self._records[source.source_id] = record
                write_fetched(self._copies.corpus, self._records)

        return keep
