"""Tables as lines that can be read, found and cited alone."""

from collections.abc import Sequence


def sentences_of(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One line per row, which repeats the caption and the header: `Tarifs – Public : adulte ; Prix : 4 €.`

    An empty cell is left out; a row of one cell stands alone. Without header, two cells read
    `first : second`, more are set apart by `;`.
    """
    lead = f"{caption.rstrip(' .:')} – " if caption else ""
    read = (_read_row(header, [" ".join(cell.split()) for cell in row]) for row in rows)
    return tuple(f"{lead}{line}{'' if line[-1] in '.!?…' else '.'}" for line in read if line)


def _read_row(header: Sequence[str], cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    if not any(header):
        filled = [cell for cell in cells if cell]
        return " : ".join(filled) if len(filled) == 2 else " ; ".join(filled)
    names = [*header, *[""] * (len(cells) - len(header))]
    pairs = ((name.rstrip(" :"), cell) for name, cell in zip(names, cells, strict=False) if cell)
    return " ; ".join(f"{name} : {cell}" if name else cell for name, cell in pairs)
