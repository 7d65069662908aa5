"""Which format a project is in, by its content; and the reader that takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from lises.exchange.document import UnreadableError

from .project import Project

__all__ = ["FORMATS", "Format", "project_format", "read_project"]

MAX_PROJECT = 2 * 1024**3
"""The largest project file that is read, in bytes; what is in it has narrower limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: where its reader lives, and what the reader takes.

    ``looks`` names a function ``(content, name) -> bool``, ``read`` one ``(content, path)``; where
    ``whole`` is False both take the path alone: a folder, or a database that is not read whole.
    """

    name: str
    module: str
    looks: str
    read: str
    whole: bool = True


# In the order in which they are tried: what is told apart surely comes first.
FORMATS: tuple[Format, ...] = (
    Format(
        name="REFI-QDA project",
        module="lises.exchange.refi.reading.project",
        looks="looks_like_qdpx",
        read="read_qdpx",
    ),
    Format(
        name="REFI-QDA codebook",
        module="lises.exchange.refi.reading.project",
        looks="looks_like_qdc",
        read="read_qdc",
    ),
    Format(
        name="QualCoder",
        module="lises.exchange.databases.qualcoder",
        looks="looks_like_qualcoder",
        read="read_qualcoder",
    ),
    Format(
        name="QualCoder",
        module="lises.exchange.databases.qualcoder",
        looks="looks_like_qualcoder_folder",
        read="read_qualcoder_folder",
        whole=False,
    ),
    Format(
        name="Taguette",
        module="lises.exchange.databases.taguette",
        looks="looks_like_taguette",
        read="read_taguette",
    ),
    Format(
        name="RQDA",
        module="lises.exchange.databases.rqda",
        looks="looks_like_rqda",
        read="read_rqda",
    ),
    Format(
        name="ReQual",
        module="lises.exchange.databases.requal",
        looks="looks_like_requal",
        read="read_requal",
    ),
    Format(
        name="CATMA",
        module="lises.exchange.catma",
        looks="looks_like_catma",
        read="read_catma",
        whole=False,
    ),
    Format(
        name="CATMA",
        module="lises.exchange.catma",
        looks="looks_like_catma_archive",
        read="read_catma_archive",
    ),
    Format(
        name="INCEpTION",
        module="lises.exchange.annotations.inception",
        looks="looks_like_inception",
        read="read_inception",
    ),
    Format(
        name="WebAnno TSV",
        module="lises.exchange.annotations.webanno",
        looks="looks_like_webanno_tsv",
        read="read_webanno_tsv",
    ),
    Format(
        name="UIMA CAS XMI",
        module="lises.exchange.annotations.xmi",
        looks="looks_like_xmi",
        read="read_xmi",
    ),
    Format(
        name="STAM",
        module="lises.exchange.annotations.stam",
        looks="looks_like_stam",
        read="read_stam",
    ),
    Format(
        name="Hypothesis",
        module="lises.exchange.annotations.hypothesis",
        looks="looks_like_hypothesis",
        read="read_hypothesis",
    ),
    Format(
        name="W3C Web Annotation",
        module="lises.exchange.annotations.web",
        looks="looks_like_web_annotations",
        read="read_web_annotations",
    ),
    Format(
        name="ROCK",
        module="lises.exchange.rock.project",
        looks="looks_like_rock",
        read="read_rock_project",
    ),
    Format(
        name="ROCK",
        module="lises.exchange.rock.project",
        looks="looks_like_rock_folder",
        read="read_rock_folder",
        whole=False,
    ),
    Format(
        name="INCEpTION",
        module="lises.exchange.annotations.inception",
        looks="looks_like_inception_folder",
        read="read_inception_folder",
        whole=False,
    ),
    Format(
        name="W3C Web Annotation",
        module="lises.exchange.annotations.web",
        looks="looks_like_web_annotation_folder",
        read="read_web_annotation_folder",
        whole=False,
    ),
    Format(
        name="table of codings",
        module="lises.exchange.tabular.codings",
        looks="looks_like_coding_folder",
        read="read_coding_folder",
        whole=False,
    ),
    Format(
        name="table of codings",
        module="lises.exchange.tabular.codings",
        looks="looks_like_coding_table",
        read="read_coding_table",
    ),
)


def project_format(path: Path) -> Format | None:
    """Tell the format of a project by its content; None where it is none that is read here.

    Raises
    ------
    UnreadableError
        If the file cannot be opened.
    """
    content = b"" if path.is_dir() else _content(path)
    for one in FORMATS:
        looks: Callable[..., bool] = getattr(import_module(one.module), one.looks)
        if one.whole:
            if not path.is_dir() and looks(content, path.name):
                return one
        elif looks(path):
            return one
    return None


def read_project(path: Path) -> Project | None:
    """Read a project of another program; None where the file is none.

    Nothing is written, and nothing that a file holds makes it raise: what cannot be read comes back
    as a ``Problem`` of the project.
    """
    try:
        found = project_format(path)
        if found is None:
            return None
        read: Callable[..., Project] = getattr(import_module(found.module), found.read)
        return read(_content(path), path) if found.whole else read(path)
    except UnreadableError as why:
        return Project(path=path, format="unknown", problems=(why.problem(str(path)),))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_PROJECT:
            more = f"the file has more than {MAX_PROJECT // 2**30} GiB"
            raise UnreadableError("file-too-large", more, "leave recordings out of the project")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise UnreadableError(
            "file-unreadable",
            f"the file cannot be opened ({reason})",
            "look at its name and rights",
        ) from error
