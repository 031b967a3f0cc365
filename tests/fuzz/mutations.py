"""Sound files made unsound: bits turned, ends cut, pieces repeated, moved and exchanged."""

import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

LARGEST = 2_000_000  # bytes of a made file
_WORDS = (
    b"\x00", b"\xff", b"\n", b" ", b"0", b"-1", b"4294967295", b"99999999999999999999", b"1e999", b"<", b">",
    b"</p>", b"<table>", b"<td colspan=999 rowspan=999>", b"<h1>", b"<!--", b"]]>", b"&#x110000;", b"&amp;",
    b"<!DOCTYPE a [", b"<<", b">>", b"[", b"]", b"/Kids", b"/Parent", b"/Length 0", b"1 0 R", b"endobj",
    b"stream", b"null", b"{", b"}", b"- ", b": ", b"|", b"---", b"#", b"```", b"*", b"&a ", b"*a", b"<<: ",
    b"!!python/object", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", "’œﬁ".encode(),
)  # fmt: skip

_VALUES = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "9",
    "99999999999",
    "x",
    "true",
    "é",
    "a b",
    "../../x",
    "#a",
    "Title",
    "1.5",
)


def mutated(seeds: Sequence[bytes], chance: Random) -> bytes:
    """One of the seeds with a few changes; of a zip, half of the time within its parts, packed again."""
    seed = chance.choice(seeds)
    if seed.startswith(b"PK") and chance.random() < 0.8:
        return _with_parts_changed(seed, seeds, chance)
    return _changed(seed, seeds, chance)


def _with_parts_changed(raw: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    parts = _parts(raw)
    donor = _parts(chance.choice(others))
    for name in chance.sample(list(parts), min(len(parts), chance.choice((1, 1, 2)))):
        change = _changed_markup if chance.random() < 0.7 else _changed
        parts[name] = change(parts[name], list(donor.values()) or [raw], chance)
    if chance.random() < 0.1:
        parts.pop(chance.choice(list(parts)))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _parts(raw: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, zlib.error):
        return {}


def _changed(raw: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 30))):
        if made:
            chance.choice(_CHANGES)(made, others, chance)
    return bytes(made[:LARGEST])


def _changed_markup(raw: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """XML that is still well formed, its elements moved, repeated, renamed and said otherwise."""
    try:
        root = etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return _changed(raw, others, chance)
    for _ in range(chance.choice((1, 2, 3, 8, 30))):
        elements = list(root.iter(etree.Element))
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0 if one is not root:
                one.getparent().remove(one)
            case 1 if len(elements) + 50 * sum(1 for _ in one.iter()) < 5000:
                other.extend([deepcopy(one) for _ in range(chance.choice((1, 2, 50)))])
            case 2:
                one.tag = other.tag
            case 3 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(_VALUES))
            case 4:
                one.attrib.update(other.attrib)
            case 5:
                one.text = chance.choice((other.text, "", "x" * 5000, "\u202e", "’œﬁ"))
    return bytes(etree.tostring(root, encoding="utf-8"))


def _turn_bit(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _set_byte(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    made[chance.randrange(len(made))] = chance.randrange(256)


def _cut_end(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    if chance.random() < 0.3:
        del made[chance.randrange(len(made)) :]


def _put_word(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    place = chance.randrange(len(made))
    made[place:place] = chance.choice(_WORDS) * chance.choice((1, 1, 1, 2, 50, 2000))


def _drop(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    start, end = _span(made, chance)
    del made[start:end]


def _repeat(made: bytearray, _: Sequence[bytes], chance: Random) -> None:
    start, end = _span(made, chance)
    if len(made) < LARGEST:
        made[start:start] = made[start:end] * chance.choice((1, 2, 10, 300))


def _splice(made: bytearray, others: Sequence[bytes], chance: Random) -> None:
    other = chance.choice(others)
    if other:
        start, end = _span(other, chance)
        place = chance.randrange(len(made))
        made[place : place + chance.choice((0, end - start))] = other[start:end]


def _span(raw: bytes | bytearray, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(raw))
    return start, min(len(raw), start + chance.choice((1, 4, 16, 64, 256, 2000)))


_CHANGES: tuple[Callable[[bytearray, Sequence[bytes], Random], None], ...] = (
    _turn_bit, _turn_bit, _set_byte, _cut_end, _put_word, _put_word, _drop, _repeat, _splice,
)  # fmt: skip
