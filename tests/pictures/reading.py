"""An SVG as a reader of it meets it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


@dataclass(frozen=True)
class Drawn:
    root: Element

    def all(self, tag: str) -> list[Element]:
        return [node for node in self.root.iter() if node.tag.rpartition("}")[2] == tag]

    @property
    def texts(self) -> list[str]:
        return [node.text or "" for node in self.all("text")]

    @property
    def desc(self) -> str:
        return self.all("desc")[0].text or ""

    @property
    def title(self) -> str:
        return self.all("title")[0].text or ""

    @property
    def hrefs(self) -> list[str]:
        return [node.get("href", "") for node in self.all("a")]

    @property
    def names(self) -> list[str]:
        return [node.get("aria-label", "") for node in self.all("a")]

    @property
    def size(self) -> tuple[float, float]:
        return float(self.root.get("width", 0)), float(self.root.get("height", 0))


def read(svg: str) -> Drawn:
    return Drawn(fromstring(svg, forbid_dtd=True))
