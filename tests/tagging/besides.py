"""What a page does beside the coding, as requests; each gives the answer."""

from __future__ import annotations

from typing import Any

from tests.tagging.asking import Answer, Page

BARREL = "searches/barrel.jsonl"


def hits(page: Page, file: str = BARREL) -> list[dict[str, Any]]:
    """Give the hits of a recorded search as the page is told them."""
    return list(page.get(f"/api/judging?file={file}").json["hits"])


def judged(page: Page, n: int, *, file: str = BARREL, **verdict: Any) -> Answer:
    """Judge the n-th hit as the page has it now; ``seen`` is an older state of it."""
    hit = verdict.pop("seen", None) or hits(page, file)[n]
    place = {key: hit[key] for key in ("interview", "turn", "hit", "occurrence")}
    was = {key: hit[key] for key in ("judged", "prompted", "note")} if hit["judged"] else None
    return page.post("/api/judge", {"file": file, "hit": place, "was": was, **verdict})


def cited(
    page: Page, passage: str, finding: str = "tap", side: str = "rests_on", note: str = "why"
) -> Answer:
    """Cite a passage."""
    body = {"finding": finding, "passage": passage, "side": side, "note": note}
    return page.post("/api/cite", body)


def edited(page: Page, code: str, **values: Any) -> Answer:
    """Change a code after having looked at what would come of it."""
    body = {"to": code, **values}
    seen = page.post(f"/api/codes/{code}/plan", body)
    if seen.status != 200:
        return seen
    return page.post(f"/api/codes/{code}/edit", {**body, "seen": seen.json["seen"]})
