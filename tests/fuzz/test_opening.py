"""What a reader does to a made file is counted, and a fault is kept with its file."""

from pathlib import Path
from random import Random

from assistant.errors import InvalidInput
from tests.fuzz.doors import DOORS, Door
from tests.fuzz.mutations import mutated
from tests.fuzz.opening import Opening


def misbehaving(path: Path) -> None:
    match path.read_bytes():
        case b"refused":
            raise InvalidInput("illisible")
        case b"fault":
            raise ValueError("faute")


def test_a_fault_is_counted_and_its_file_kept(tmp_path: Path) -> None:
    opening = Opening(Door("a.bin", misbehaving, list), tmp_path, tmp_path / "faults", "made")
    for raw in (b"read", b"refused", b"fault", b"fault"):
        opening.open(raw)
    [fault] = set(opening.counts) - {"read", "refused"}
    assert fault.startswith("fault: ValueError at test_opening.py:")
    assert [opening.counts[kind] for kind in ("read", "refused", fault)] == [1, 1, 2]
    assert [path.read_bytes() for path in (tmp_path / "faults").glob("*.bin")] == [b"fault"]


def test_every_seed_is_sound(tmp_path: Path) -> None:
    for name, door in DOORS.items():
        opening = Opening(door, tmp_path, tmp_path / "faults", name)
        for raw in door.seeds():
            opening.open(raw)
        assert set(opening.counts) == {"read"}, name


def test_a_number_draws_the_same_files(tmp_path: Path) -> None:
    seeds = DOORS["html"].seeds()
    assert mutated(seeds, Random(7)) == mutated(seeds, Random(7)) != mutated(seeds, Random(8))
