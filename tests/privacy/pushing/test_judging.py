"""What a push would hand out is judged from its commits, wherever it goes, and told by place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lises.errors import LisesError
from lises.privacy.pushing import Outgoing, judge_push, pushed_refs
from lises.privacy.pushing.keeping import Vaulted, read_vault
from lises.privacy.releasing import release_study
from tests.making.repositories import TINY, git

from .pushing import Clone, clone, collected, count_as_collected

WORDS = {
    "own/transcripts/DEMO-G1.md",
    "own/codings/consensus/DEMO-G1.jsonl",
    "own/translations/da.jsonl",
    "own/findings/tap.md",
    "own/memos/pipe.md",
    "own/fieldnotes/DEMO-K1.md",
    "own/journal/2026-05-20.md",
    "own/searches/barrel.jsonl",
    "own/framework.yaml",
    "own/participants.csv",
    "own/interviews.csv",
    "own/withdrawals.csv",
}
OPEN = {"own/study.yaml", "own/codebook.yaml", "own/claims.yaml", "own/sources.bib"}
NOWHERE = "0" * 40


@pytest.fixture
def work(tmp_path: Path) -> Clone:
    return clone(tmp_path)


def test_the_first_push_of_a_collected_study_is_held_file_by_file(work: Clone) -> None:
    collected(work)
    work.commit()
    held = work.held()
    assert {rule for _, rule in held} == {"study-collected"}
    places = {place for place, _ in held}
    assert places >= WORDS
    assert not places & (OPEN | {"README.md"})
    assert work.held(everything=True) == set()


def test_an_invented_study_and_the_record_of_a_study_go_anywhere(work: Clone) -> None:
    shutil.copytree(TINY, work.root / "demo-tiny")
    record = work.root / "record"
    shutil.copytree(TINY.parents[2] / "studies/cubb", record)
    assert "data_status: collected" in (record / "study.yaml").read_text("utf-8")
    work.commit()
    assert work.held() == set()
    people = (record / "participants.csv").read_text("utf-8").splitlines()
    with_age = [f"{people[0]},age", f"{people[1]},30-49", *people[2:]]
    work.commit(**{"record/participants.csv": "\n".join(with_age)})
    assert work.held() == {("record/participants.csv", "study-collected")}


def test_a_file_that_a_later_commit_takes_away_is_pushed_all_the_same(work: Clone) -> None:
    collected(work)
    work.commit()
    shutil.rmtree(work.root / "own")
    work.commit()
    assert {place for place, _ in work.held()} >= WORDS
    work.push()
    work.commit(**{"README.md": "nothing of anybody"})
    assert work.held() == set()  # what the other side has is not handed out again


@pytest.mark.parametrize("first", ["constructed", "collected"])
def test_a_study_that_was_called_collected_once_is_collected(work: Clone, first: str) -> None:
    study = collected(work)
    design = study / "study.yaml"
    texts = [design.read_text("utf-8").replace("collected", first)]
    texts.append(texts[0].replace(first, {"constructed": "collected"}.get(first, "constructed")))
    design.write_text(texts[0], "utf-8")
    work.commit()
    design.write_text(texts[1], "utf-8")
    work.commit()
    assert ("own/transcripts/DEMO-G1.md", "study-collected") in work.held()


def test_a_study_whose_design_cannot_be_read_counts_as_collected(work: Clone) -> None:
    shutil.copytree(TINY, work.root / "own")
    work.commit(**{"own/study.yaml": "<<<<<<< ours\nid: x\n=======\n"})
    assert ("own/transcripts/DEMO-G1.md", "study-collected") in work.held()


def test_transcripts_and_codings_without_their_study_are_known_by_their_form(work: Clone) -> None:
    study = collected(work)
    (study / "study.yaml").unlink()
    work.commit(**{"transcripts/plan.md": "# Plan\n", "codings/a/x.jsonl": '{"id": 1}\n'})
    held = work.held()
    assert {rule for _, rule in held} == {"study-unknown"}
    places = {place.split("/")[1] for place, _ in held}
    assert places == {"transcripts", "codings"}
    assert ("own/transcripts/DEMO-G1.md", "study-unknown") in held


def test_a_new_branch_a_tag_and_a_forced_push_are_judged_and_a_deleted_branch_is_not(
    work: Clone,
) -> None:
    work.push()
    collected(work)
    work.commit()
    git(work.root, "branch", "side")
    git(work.root, "tag", "-a", "v1", "-m", "a tag of its own")
    git(work.root, "tag", "light")
    git(work.root, "reset", "-q", "--hard", "HEAD~1")
    work.commit("other")
    for words in (("side",), ("v1",), ("light",), ("--all",), ("--tags",), ("side:main",)):
        assert {place for place, _ in work.held("origin", *words)} >= WORDS, words
    assert work.held("origin", "main") == set()
    work.push("origin", "side")
    assert work.held("origin", ":side") == set()  # deleted there: nothing is sent
    git(work.root, "checkout", "-q", "side")
    work.commit("again", **{"own/transcripts/DEMO-G1.md": "**I**: words\n"})
    git(work.root, "commit", "-q", "--amend", "-m", "amended")
    assert work.held("--force", "origin", "side") == {
        ("own/transcripts/DEMO-G1.md", "study-collected")
    }


def test_what_an_earlier_fetch_says_of_the_other_side_is_not_believed(work: Clone) -> None:
    collected(work)
    oid = work.commit()
    git(work.root, "update-ref", "refs/remotes/origin/main", oid)  # of another address, once
    assert {place for place, _ in work.held()} >= WORDS


def test_somebody_elses_commit_over_there_that_is_not_here_hides_nothing(work: Clone) -> None:
    work.push()
    other = work.root.parent / "other"
    git(work.root.parent, "clone", "-q", work.remote.as_posix(), "other")
    (other / "theirs.txt").write_text("x")
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "theirs")
    git(other, "push", "-q", "origin", "main")
    collected(work)
    work.commit()
    assert {place for place, _ in work.held("--force", "origin", "main")} >= WORDS


def test_a_public_release_goes_anywhere_and_one_for_reviewers_does_not(work: Clone) -> None:
    for tier in ("public", "reviewer"):
        made = release_study(TINY, tier, work.root / tier, today="2026-11-22")
        assert made.good, made
        count_as_collected(work.root / tier)
    work.commit()
    held = work.held()
    assert {rule for _, rule in held} == {"release-not-public"}
    assert {place.partition("/")[0] for place, _ in held} == {"reviewer"}
    # An archive's commit before the release took its place is an archive's all the same.
    (work.root / "public/release.json").rename(work.root / "kept")
    work.commit()
    changed = {"public/transcripts/DEMO-G1.md": "**I**: all of it\n"}
    work.commit(**changed)
    (work.root / "kept").rename(work.root / "public/release.json")
    work.commit()
    assert ("public/transcripts/DEMO-G1.md", "study-collected") in work.held()


def test_a_book_for_reviewers_is_known_by_its_chain_of_evidence(work: Clone) -> None:
    chain = '{"version": 1, "tier": "%s", "findings": [{"data_status": "%s"}]}'
    work.commit(
        **{
            "a/evidence.json": chain % ("reviewer", "collected"),
            "b/evidence.json": chain % ("public", "collected"),
            "c/evidence.json": chain % ("restricted", "constructed"),
            "d/evidence.json": '{"of": "another program"}',
        }
    )
    assert work.held() == {("a/evidence.json", "book-not-public")}


KEY = "AGE-SECRET-KEY-1" + "Q" * 58  # of the form of one, and of nobody
NEVER = {
    ".lises/cache.json": ("{}", "kept-for-programs"),
    "deep/own/.imports/a.txt": ("x", "kept-for-programs"),
    "names.csv": ("name,kind,put,also\nx,person,,\n", "vault-file"),
    "with-semicolons.csv": ("\ufeffname;put\nx;y\n", "vault-file"),
    "review.csv": ("item,kind,sure,why,context,decision,put\n", "vault-file"),
    "log.csv": ("date,interview,turn,start,end,kind,was,put\n", "vault-file"),
    "out.csv": ("date,what,receiver,country,agreement,expires,key,sha256\n", "vault-file"),
    "salts.json": ('{"version": 1, "salts": {"a": "b"}}', "vault-file"),
    "key.txt": (f"# a key\n{KEY}\n", "private-key"),
}


def test_what_must_never_leave_goes_to_no_remote_at_all(work: Clone) -> None:
    work.commit(**{name: text for name, (text, _) in NEVER.items()}, **{"own.csv": "name,kind\n"})
    wanted = {(name, rule) for name, (_, rule) in NEVER.items()}
    assert work.held() == wanted
    assert work.held(everything=True) == wanted


@pytest.fixture
def vault(tmp_path: Path) -> Vaulted:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "register.csv").write_text(
        "name,kind,put,also\nKaren Blicher,person,,Kaja\n", "utf-8"
    )
    (folder / "plan.md").write_text("whom to ask next\n")
    return read_vault(folder)


def test_registered_names_are_found_in_files_names_messages_tags_and_refs(
    work: Clone, vault: Vaulted, tmp_path: Path
) -> None:
    work.commit("it is kaja's", **{"a.md": "Hos KAREN <b>Blichers</b> søster", "b.md": "Karen"})
    work.commit("more", **{"Kaja/x.md": "of nobody"})
    git(work.root, "tag", "-a", "v1", "-m", "after Karen Blicher")
    git(work.root, "branch", "kaja-old")
    held = work.held("origin", "main", "v1", "kaja-old", vault=vault)
    told = {re.sub(r"(?<= )[0-9a-f]+$", "", place) for place, _ in held}
    assert told == {"a.md", "…/x.md", "message of commit ", "tag ", "name of ref "}
    assert {rule for _, rule in held} == {"registered-name"}
    assert not [place for place, _ in held if "aja" in place]
    assert work.held("origin", "main", "v1", "kaja-old") == set()
    (vault_of_authors := tmp_path / "authors").mkdir()
    (vault_of_authors / "register.csv").write_text("name\nKanariefugl\n")  # who commits here
    authors = read_vault(vault_of_authors)
    assert work.held("origin", "main", "v1", vault=authors) == set()
    assert work.held("origin", "main", "v1", "kaja-old", vault=vault, everything=True) == set()


def test_a_file_of_the_vault_is_known_by_its_bytes(work: Clone, vault: Vaulted) -> None:
    work.commit(**{"copied.md": "whom to ask next\n"})
    assert work.held(everything=True, vault=vault) == {("copied.md", "vault-file")}


def test_a_vault_that_is_gone_or_has_a_fault_stops_every_push(tmp_path: Path) -> None:
    with pytest.raises(LisesError, match="not there"):
        read_vault(tmp_path / "gone")
    (tmp_path / "register.csv").write_text("nome\nx\n")
    with pytest.raises(LisesError, match="fault"):
        read_vault(tmp_path)


def test_a_merge_hands_out_what_neither_side_had(work: Clone) -> None:
    collected(work)
    work.commit()
    work.push()
    git(work.root, "checkout", "-q", "-b", "side")
    work.commit(**{"own/transcripts/DEMO-G1.md": "**I**: one\n"})
    work.push("origin", "side")
    git(work.root, "checkout", "-q", "main")
    work.commit(**{"own/transcripts/DEMO-G1.md": "**I**: two\n"})
    work.push()
    git(work.root, "merge", "-q", "side")
    work.commit("merged", **{"own/transcripts/DEMO-G1.md": "**I**: three\n"})
    assert work.held() == {("own/transcripts/DEMO-G1.md", "study-collected")}


@pytest.mark.parametrize(
    "line",
    [
        "refs/heads/main",
        f"refs/heads/main {NOWHERE} refs/heads/main",
        f"refs/heads/main x refs/heads/main {NOWHERE}",
    ],
)
def test_what_git_did_not_say_is_not_guessed(line: str) -> None:
    with pytest.raises(LisesError, match="cannot be read"):
        pushed_refs(f"{line}\n")


def test_a_commit_that_is_not_there_and_a_ref_to_a_file_are_not_let_through(work: Clone) -> None:
    blob = git(work.root, "hash-object", "-w", "README.md")
    for oid in ("1" * 40, blob):
        refs = pushed_refs(f"refs/tags/x {oid} refs/tags/x {NOWHERE}\n")
        with pytest.raises(LisesError):
            judge_push(Outgoing(work.root), refs, everything=False)
    assert pushed_refs("\n") == ()
    assert judge_push(Outgoing(work.root), (), everything=False) == ()


def test_a_file_that_git_cannot_give_is_not_let_through(work: Clone) -> None:
    work.commit(**{"lost.md": "words that nobody can read now\n"})
    oid = git(work.root, "rev-parse", "HEAD:lost.md")
    line = f"refs/heads/main {git(work.root, 'rev-parse', 'HEAD')} refs/heads/main {NOWHERE}\n"
    lost = work.root / ".git/objects" / oid[:2] / oid[2:]
    lost.chmod(0o600)
    lost.unlink()
    held = judge_push(Outgoing(work.root), pushed_refs(line), everything=False)
    assert [one.rule for one in held] == ["cannot-be-read"]
