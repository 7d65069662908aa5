"""The house holds its own rules: what loads, how long things are, what is promised and explained."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import lises

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "lises"
FILES = sorted(LIBRARY.rglob("*.py"))
ROOMS = sorted(p.parent.name for p in LIBRARY.glob("*/__init__.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
HEAVY = ("polars", "spacy", "pingouin", "sphinx", "matplotlib", "rapidfuzz", "yaml", "simplemma")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _tracked() -> list[Path]:
    """List the project's own files; from a copy without history, all that are not made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    found = [ROOT / name for name in names if name] or [
        p
        for p in ROOT.rglob("*")
        if not {".venv", ".git", "build", "__pycache__"} & set(p.relative_to(ROOT).parts)
    ]
    return [p for p in found if p.is_file()]


# -- what loads -------------------------------------------------------------------------------


def _loaded(code: str) -> set[str]:
    shown = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_library_loads_nothing_heavy():
    assert _loaded("import lises") & set(HEAVY) == set()


def test_listing_the_promise_loads_nothing_heavy():
    assert _loaded("import lises; dir(lises); lises.__doc__; lises.Problem") & set(HEAVY) == set()


# -- how long things are ----------------------------------------------------------------------


def test_no_file_is_longer_than_a_person_reads_at_once():
    long = {
        _named(f): n for f in FILES if (n := len(f.read_text("utf-8").splitlines())) >= LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{_named(f)}:{node.lineno} {node.name}": lines
        for f in FILES
        for node in ast.walk(_tree(f))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _lines(f, node)) >= LONGEST_FUNCTION
    }
    assert long == {}


def _lines(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, its docstring left out, and of a command its options too."""
    first = node.body[0]
    doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    told = (first.end_lineno or 0) - first.lineno + 1 if doc else 0
    options = first.lineno - node.lineno if path.parent.name == "cli" else 0
    return (node.end_lineno or 0) - node.lineno + 1 - told - options


# -- what is promised -------------------------------------------------------------------------


def _all_of(path: Path) -> list[str] | None:
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            value = ast.literal_eval(node.value)
            assert isinstance(value, list)
            return value
    return None


def _in_order(names: list[str]) -> list[str]:
    """Sort as the linter does: constants, classes, the rest."""

    def kind(name: str) -> int:
        return 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2

    return sorted(names, key=lambda name: (kind(name), name))


def test_every_promise_is_sorted_and_names_each_thing_once():
    lists = {_named(f): found for f in FILES if (found := _all_of(f)) is not None}
    assert {f: x for f, x in lists.items() if x != _in_order(x) or len(x) != len(set(x))} == {}


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_every_room_promises_names_that_are_there(room: str):
    module = importlib.import_module(f"lises.{room}" if room else "lises")
    assert module.__doc__
    for name in getattr(module, "__all__", []):
        assert getattr(module, name) is not None


@pytest.mark.parametrize("name", lises.__all__)
def test_every_public_name_is_documented_and_so_is_all_that_is_public_in_it(name: str):
    made = getattr(lises, name)
    assert inspect.getdoc(made)
    if inspect.isclass(made) and made.__module__.startswith("lises."):
        members = (m for m in vars(made) if not m.startswith("_"))
        functions = (m for m in members if _described(vars(made)[m]))
        assert [m for m in functions if not inspect.getdoc(getattr(made, m))] == []


def _described(member: object) -> bool:
    return callable(member) or isinstance(member, property) or hasattr(member, "__set_name__")


def test_every_public_definition_of_every_file_is_documented():
    missing = [
        f"{_named(f)}:{node.lineno} {node.name}"
        for f in FILES
        for node in _public(_tree(f))
        if not ast.get_docstring(node)
    ]
    assert missing == []


def _public(tree: ast.Module) -> Iterator[Definition]:
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node


def test_an_unknown_name_is_told_as_of_any_module():
    with pytest.raises(AttributeError, match="module 'lises' has no attribute 'lode'"):
        _ = lises.lode  # type: ignore[attr-defined]
    assert set(lises.__all__) < set(dir(lises))


# -- nothing in the library knows a study -----------------------------------------------------

# Words of the shipped studies' field; the interface's Danish (lises/render/words*_da.py) has others.
FIELD = re.compile(
    r"jobcent|kontanthjælp|aktivitetsparat|sagsbehandler|fleksjob|ressourceforløb|virksomhedspraktik"
    r"|jobbonus|beskæftigelse|afdelingsleder|kommune\b|ydelse\b|sanktion|demo-(?:lises|cubb)|\bcubb\b"
    r"|momentum|marselisborg|værdighed|caseworker|recipient",
    re.IGNORECASE,
)


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Give the text constants of a file, its docstrings (which show examples) left out."""
    tree = _tree(path)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def _studies() -> set[str]:
    """Give ids of studies, roles, attributes and codes that could mean nothing else."""
    found: set[str] = set()
    for path in ROOT.glob("studies/*/*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "study.yaml":
            found |= {p.parent.name for p in [path]} - {"lises"}
        if path.name == "codebook.yaml":
            found |= set(re.findall(r"^  - id: ([a-z0-9-]+)$", text, re.MULTILINE))
    # A code of one common word ("telefon") may also be an example in a message.
    return {name for name in found if "-" in name}


def test_nothing_in_the_library_knows_a_study():
    codes = _studies()
    known = [
        f"{_named(f)}:{line} {text[:60]!r}"
        for f in FILES
        for line, text in _strings(f)
        if FIELD.search(text) or text in codes
    ]
    assert known == []


# -- what is named nowhere --------------------------------------------------------------------

# Written in parts, so that this file does not name them.
INDEX_HOSTS = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("files", "pythonhosted", "org"),
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("conda", "anaconda", "org"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
        )
    )
    + "|arti"
    + "factory|"
    + "ind"
    + r"ex-url\s*=?\s*https?:",
    re.IGNORECASE,
)


def test_no_file_names_the_host_of_a_package_index():
    naming = []
    for path in _tracked():
        data = path.read_bytes()
        if b"\0" in data[:8000]:
            continue
        found = INDEX_HOSTS.search(data.decode("utf-8", "replace"))
        if found:
            naming.append(f"{_named(path)}: {found[0]}")
    assert naming == []


# -- every rule is explained ------------------------------------------------------------------

RULE_ROOMS = ("anchoring", "files", "evidence", "privacy", "exchange")
RULE_FILES = ("book/notebooks.py",)  # of rooms whose other words with a hyphen are many
RULE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")

# Words with a hyphen in these rooms that are no rule of a problem.
NOT_RULES = {
    "a set of codings and a format": {"unknown-1", "web-annotation"},
    "stances, results and their reasons": {
        "counting-descriptive", "counting-none", "do-not-agree", "no-counted-set", "no-counts-query",
        "no-quantifier", "nobody-read", "not-all-read", "not-asked", "not-checkable", "not-counted",
        "not-known", "not-read", "quantifier-undefined", "query-unreadable", "sample-not-stated",
    },
    "what a release tells of a person": {
        "attribute-by-scope", "attribute-in-words", "stance-of-withheld",
    },
    "reasons of claims": {
        "no-finding", "rests-outside", "rests-partly-outside", "scope-not-interviewed",
        "scope-not-stated", "transcripts-not-here",
    },
    "values of fields": {
        "identifying-detail", "multi-response", "not-relevant", "not-stated", "per-finding", "rests-on",
        "section-10", "third-person",
    },
    "encodings": {
        "utf-8", "utf-8-sig", "utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le",
    },
    "words of figures": {"just-over"},
    "the name of a file within a locked document": {"encrypted-package"},
    "what the gate finds, which is no problem of a study's files": {
        "cannot-be-read", "registered-name", "utf-16", "withheld-words",
    },
    "what a push must not send, which is no problem of a study's files, and git's words": {
        "book-not-public", "get-url", "kept-for-programs", "pre-push", "private-key",
        "release-not-public", "study-collected", "study-unknown", "vault-file",
    },
    "the kind of a leaf of a commitment": {"lises-passage-1"},
    "the audit trail: git's words, acts, categories and remarks": {
        "cat-file", "conflict-committed", "last-changed", "left-out", "ls-tree", "no-commit",
        "no-git", "no-repository", "not-committed", "not-here", "not-tracked", "not-trusted",
        "raw-data", "rev-parse", "too-slow",
    },
    "states of pointers": {"no-digest", "source-not-here"},
    "kinds of files with times": {"noscribe-html", "whisper-json", "whisper-tsv"},
    "states and facts of reporting guidelines": {
        "codebook-versions", "coder-read", "codes-defined", "findings-result",
        "interviewed-not-stated", "interviewed-of-role", "kept-until", "legal-basis",
        "medium-not-noted", "not-applicable", "others-speak", "quotations-labelled",
        "quotations-unlabelled", "quoted-people", "read-by-two",
    },
}  # fmt: skip


@cache
def _raised() -> set[str]:
    """Collect every rule that a problem can bear: all hyphened words that are not known as others."""
    found = {f"{name}-unreadable" for name in ("counts", "against")}
    for room in RULE_ROOMS:
        for path in sorted((LIBRARY / room).rglob("*.py")):
            found |= {text for _, text in _strings(path) if RULE.fullmatch(text)}
            found |= _unknowns(_tree(path))
            of_figures = _figure_rules(_tree(path))
            found = (found - of_figures) | {f"figure-{name}" for name in of_figures}
    for name in RULE_FILES:
        found |= {text for _, text in _strings(LIBRARY / name) if RULE.fullmatch(text)}
    return found - set().union(*NOT_RULES.values())


def _figure_rules(tree: ast.Module) -> set[str]:
    """Give the names that ``raised(name, …)`` makes rules of figures of."""
    calls = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "raised"
    ]
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def _unknowns(tree: ast.Module) -> set[str]:
    """Give the rules that ``unknown(at, kind, …)`` makes of its kind."""
    kinds = [
        node.args[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "unknown"
        and isinstance(node.args[1], ast.Constant)
    ]
    cited = re.findall(r"\\\{lises:\(([a-z|]+)\)", ast.unparse(tree).replace("\\\\", "\\"))
    roles = {kind for one in cited for kind in one.split("|")} - {"count"}
    return {f"{kind}-unknown" for kind in (*kinds, *roles)}


def _explained(page: Path) -> dict[str, tuple[str, str]]:
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$", page.read_text("utf-8"), re.MULTILINE
    )
    assert len({rule for rule, _, _ in rows}) == len(rows), "a rule is explained twice"
    return {rule: (means, remedy) for rule, means, remedy in rows}


@pytest.mark.parametrize("page", ["problems.md", "problems.da.md"])
def test_every_rule_of_a_problem_is_explained_and_no_other(page: str):
    """A new rule needs its row on both pages; a word that is no rule, its place in NOT_RULES."""
    explained = _explained(ROOT / "book" / "reference" / page)
    raised = _raised()
    assert {"quote-not-found", "code-unknown", "theme-unknown", "counts-unreadable"} <= raised
    assert raised - set(explained) == set()
    assert set(explained) - raised == set()
    assert all(
        means.endswith((".", ".)")) and remedy.endswith(".") for means, remedy in explained.values()
    )
