"""The process that opens made files one after the other, and keeps those that do what none should."""

import json
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.configuration import set_hypothesis_home_dir

from assistant.errors import InvalidInput
from assistant.settings import PROJECT
from ingest.documents import MEMORY
from tests.fuzz.doors import DOORS, Door
from tests.fuzz.mutations import mutated

HANGING = 20  # seconds of processor on one small file
BATCH = 100


class Opening:
    """Opens files of one door until its time is over; `counts.json` beside the file says how it went."""

    def __init__(self, door: Door, folder: Path, faults: Path, name: str) -> None:
        self.door, self.path, self.faults, self.name = door, folder / door.file, faults, name
        self.counts: Counter[str] = Counter()

    def open(self, raw: bytes) -> None:
        """Open one file; it is on the disk before, for whoever finds this process dead."""
        self.path.write_bytes(raw)
        signal.setitimer(signal.ITIMER_PROF, HANGING)
        try:
            self.door.open(self.path)
        except InvalidInput as refusal:
            self.counts["refused" if "\n" not in str(refusal) else "fault: refusal of several lines"] += 1
        except BaseException as error:  # noqa: BLE001 - whatever a reader lets through is looked for
            self._keep(raw, error)
        else:
            self.counts["read"] += 1
        signal.setitimer(signal.ITIMER_PROF, 0)
        if sum(self.counts.values()) % 20 == 0:
            self.save()

    def save(self) -> None:
        """Write the counts down."""
        (self.path.parent / "counts.json").write_text(json.dumps(self.counts), encoding="utf-8")

    def _keep(self, raw: bytes, error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise error
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if str(PROJECT) in frame.filename and ".venv" not in frame.filename]
        at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        kind = f"fault: {type(error).__name__} at {at}"
        if not self.counts[kind]:
            self.faults.mkdir(parents=True, exist_ok=True)
            kept = self.faults / f"{self.name}-{type(error).__name__}-{at.replace(':', '-')}"
            kept.with_name(kept.name + self.path.suffix).write_bytes(raw)
            told = "".join(traceback.format_exception(error))[-6000:]
            kept.with_name(kept.name + ".trace").write_text(told, encoding="utf-8", errors="replace")
        self.counts[kind] += 1


def run(name: str, number: int, seconds: float, folder: Path, faults: Path) -> None:
    """Open files of a door for so long, drawn from this number."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.set_int_max_str_digits(4300)
    warnings.simplefilter("ignore")
    set_hypothesis_home_dir(folder / "hypothesis")
    door = DOORS[name]
    opening, chance, seeds = Opening(door, folder, faults, name), Random(number), door.seeds()
    for sound in seeds:
        opening.open(sound)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(BATCH):
            opening.open(mutated(seeds, chance))
            if time.monotonic() > end:
                break
        if door.generated is not None and time.monotonic() < end:
            _open_generated(opening, door, chance.randrange(1 << 30), end)
    opening.save()


def _open_generated(opening: Opening, door: Door, number: int, end: float) -> None:
    @seed(number)
    @settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(door.generated)
    def each(raw: bytes) -> None:
        if time.monotonic() < end:
            opening.open(raw)

    with suppress(MemoryError):
        each()
