"""Reading Python files as syntax trees, and telling a sentence from other strings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

Found = Iterator[tuple[int, str]]
"""Lines, each with what stands there."""

# What a French sentence for people cannot do without, and a key, a pattern or a list of terms can.
FRENCH = re.compile(
    r"[àâçéèêëîïôûùœ]|\b(?:le|la|les|un|une|des|du|de|est|sont|vous|votre|vos|nous|je|et|ou|pour|dans|sur|avec|que|qui|pas)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")


def imports(tree: ast.AST) -> Found:
    """The line and the dotted name of every module imported, `import_module("…")` included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("__import__", "import_module"):
            names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            yield from ((node.lineno, name) for name in names)


def called(call: ast.Call) -> str:
    """The last name of what a call calls: `date.today()` gives `today`."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def literal(node: ast.expr) -> str:
    """The text of a string or f-string, a place-holder counting for nothing; else the empty string."""
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def is_sentence(text: str) -> bool:
    """Whether a text reads as French written for people; a pattern or a list of words does not."""
    begins_or_ends = re.match(r"\W*[A-ZÀÂÇÉÈÊÎÔÛ]", text) or re.search(r"[.?!:…»]\s*$", text)
    is_written = bool(begins_or_ends) and not re.search(r"[|\\]", text)
    return is_written and len(WORD.findall(text)) >= 5 and len(FRENCH.findall(text)) >= 2


def is_broad(caught: ast.expr | None) -> bool:
    """Whether an except clause names nothing, Exception or BaseException, alone or among others."""
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or getattr(name, "id", "") in ("Exception", "BaseException") for name in names)


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether a handler only tidies up: it ends by raising again what it caught."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def python_files(project: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of every Python file of the project."""
    folders = (project / name for name in ("assistant", "ingest", "tests"))
    for file in sorted(
        [project / "app.py", *(found for folder in folders for found in folder.rglob("*.py"))]
    ):
        if file.is_file():
            yield file.relative_to(project).as_posix(), file.read_text(encoding="utf-8")
