"""`python -m tests.fuzz`: made files through each door, in processes that may hang, swell or die.

A door may only read or refuse (`InvalidInput`): of anything else the file is kept in `tests/fuzz/.faults`.
"""

import argparse
import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.settings import PROJECT

FAULTS = Path(__file__).parent / ".faults"
SLICE = 30  # seconds of one process
GRACE = 60  # seconds to start, and to end after its time


def main() -> int:
    """Prints the counts of each door; 1 when a door did anything but read or refuse."""
    options = _parser().parse_args()
    if options.child:
        from tests.fuzz.opening import run

        run(options.door[0], options.seed, options.seconds, Path(options.child), FAULTS)
        return 0
    doors = options.door or list(_NAMES)
    share = options.minutes * 60 / len(doors)
    faults = 0
    for door in doors:
        counts = _fuzz(door, share, options.seed)
        found = {kind: count for kind, count in counts.items() if kind.startswith("fault")}
        opened = sum(counts.values())
        print(f"{door:9} {opened:7} files, {counts['read']} read, {counts['refused']} refused", flush=True)
        for kind, count in found.items():
            print(f"          {kind} ({count})", flush=True)
        faults += sum(found.values())
    if faults:
        print(f"The files are in {FAULTS.relative_to(PROJECT)}.")
    return int(faults > 0)


_NAMES = ("pdf", "html", "docx", "odt", "markdown", "text", "yaml", "profile")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=10, help="in all, shared between the doors")
    parser.add_argument("--door", action="append", choices=_NAMES, help="this door alone (may be repeated)")
    parser.add_argument("--seed", type=int, default=1, help="another number draws other files")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=SLICE, help=argparse.SUPPRESS)
    return parser


def _fuzz(door: str, seconds: float, seed: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = seconds
    while left > 0:
        counts += _slice(door, min(SLICE, left), seed)
        left -= SLICE
        seed += 1
    return counts


def _slice(door: str, seconds: float, seed: int) -> Counter[str]:
    """The counts of one process, and what ended it when it did not end by itself."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.fuzz", "--child", folder, "--door", door]
        command += ["--seed", str(seed), "--seconds", str(seconds)]
        with subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True) as child:
            try:
                _, told = child.communicate(timeout=seconds + GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                _, told = child.communicate()
        counts = _counts(Path(folder))
        if child.returncode:
            kind = _death(child.returncode)
            counts[f"fault: {kind}"] += 1
            _keep(Path(folder), f"{door}-{kind}-{seed}", told)
    return counts


def _counts(folder: Path) -> Counter[str]:
    path = folder / "counts.json"
    return Counter(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Counter()


def _death(code: int) -> str:
    if code == -signal.SIGPROF:
        return "hang"
    return signal.Signals(-code).name if code < 0 else f"exit-{code}"


def _keep(folder: Path, name: str, told: str) -> None:
    """Keep the file that was open, which stands beside the counts."""
    FAULTS.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.is_file() and file.name != "counts.json":
            (FAULTS / f"{name}{file.suffix}").write_bytes(file.read_bytes())
    (FAULTS / f"{name}.trace").write_text(told[-6000:], encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
