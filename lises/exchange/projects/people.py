"""Who takes part in what, by the cases of a project and by the labels of its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words
from lises.model import Interview, Participant

from .naming import Names
from .project import Case, Project
from .talks import Talk

__all__ = ["People", "cases_of_sources"]


def cases_of_sources(project: Project) -> Mapping[str, list[Case]]:
    """Give the cases of each source, by its key."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in project.cases:
        for key in case.sources:
            found[key].append(case)
    return found


class People:
    """The participants and interviews of a study that is made of a project.

    ``aside`` gets values of sources that are no one participant's, when ``participants`` was asked.
    """

    def __init__(self, project: Project, names: Names, talks: Mapping[str, Talk]) -> None:
        self.project = project
        self.names = names
        self.aside: list[SetAside] = []
        self.by_interview = self._by_interview(talks)

    def interviews(self) -> Iterator[Interview]:
        """Give the interviews, in the order of the sources."""
        for name, people in self.by_interview.items():
            yield Interview(id=name, participants=people)

    def participants(self, role: str) -> Iterator[Participant]:
        """Give the cases, and whoever else speaks; a source's values are its one participant's.

        ``role`` is that of people of whom the project says none.
        """
        attributes = [name for name in self.names.attributes.values() if name != "role"]
        of_sources = self._values_of_sources()
        known: dict[str, dict[str, str]] = {}
        for case in self.project.cases:
            values = {self.names.attributes[key]: value for key, value in case.values}
            known[self.names.participants[case.key]] = values
        for people in self.by_interview.values():
            for who in people:
                known.setdefault(who, {})
        for who, own in known.items():
            values = {**of_sources.get(who, {}), **own}
            yield Participant(
                id=who,
                role=values.get("role") or role,
                attributes=tuple((name, values.get(name, "")) for name in attributes),
            )

    def _values_of_sources(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for source in self.project.sources:
            interview = self.names.interviews.get(source.key, "")
            theirs = self.by_interview.get(interview, ())
            values = {self.names.attributes[key]: value for key, value in source.values}
            if len(theirs) == 1:
                found.setdefault(theirs[0], {}).update(values)
            elif values:
                told = ", ".join(f"{key}: {value}" for key, value in values.items())
                self.aside.append(
                    SetAside(
                        where=f"source {interview or source.key}",
                        text=told,
                        why="values of a source that has not one participant",
                        words=count_words(told),
                    )
                )
        return found

    def _by_interview(self, talks: Mapping[str, Talk]) -> dict[str, tuple[str, ...]]:
        """Give who takes part in each interview; of nobody known, one who is called as it is."""
        cases = cases_of_sources(self.project)
        found: dict[str, tuple[str, ...]] = {}
        for source in self.project.sources:
            name = self.names.interviews.get(source.key, "")
            if name in talks:
                said = [self.names.participants[case.key] for case in cases.get(source.key, ())]
                people = tuple(dict.fromkeys([*said, *talks[name].participants]))
                found[name] = people or (name,)
        return found
