"""Cases: reports that are kept, and tables of what they say."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .program import lines, run
from .reading import decode
from .record import Reading

if TYPE_CHECKING:
    import pandas as pd


class Case:
    """A case: a file, or the address of a database (postgres://…).

    Tables are pandas DataFrames and need the extra "tables". Each takes a query
    in the language of `hearsay find`, and has the reports that answer it; the
    columns stand in the data dictionary that `hearsay export CASE csv` writes.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)

    def __repr__(self) -> str:
        return f"hearsay.Case({self.path!r})"

    def add(self, *reports: str | os.PathLike[str]) -> None:
        """Adds files, folders, archives, feeds and web addresses. What is known changes nothing."""
        run(["add", self.path, *(str(os.fspath(r)) for r in reports)])

    def find(self, query: str, limit: int = 20) -> list[dict[str, Any]]:
        """The reports that answer a query, the best first, with the words that do."""
        page = json.loads(run(["find", self.path, "--json", "--limit", str(limit), "--", query]))
        hits: list[dict[str, Any]] = page["hits"]
        return hits

    def readings(self, query: str | None = None) -> Iterator[Reading]:
        """What was found in each report, as people corrected it, by date of publication."""
        arguments = ["export", self.path, "jsonl", "--offsets", "codepoints"]
        if query:
            arguments += ["--query", query]
        for line in lines(arguments):
            yield decode(Reading, json.loads(line))

    def documents(self, query: str | None = None) -> pd.DataFrame:
        """A row for each report."""
        return self.table("documents", query)

    def attributions(self, query: str | None = None) -> pd.DataFrame:
        """A row for each step of hearsay: who says, in which words, on whose word."""
        return self.table("attributions", query)

    def events(self, query: str | None = None) -> pd.DataFrame:
        """A row for each event that a report tells of.

        Beside the columns of the table it has those of the report (outlet,
        published, url, title), of the first actor and recipient (actor,
        actor_country, actor_sector, recipient, …), of the place (place, country,
        latitude, longitude, radius_km) and the innermost source (source, chain).
        What is not known is empty, or NaN where it is a number.
        """
        t = self._tables(query)
        out = t("events").merge(t("documents")[["document_id", "outlet", "published", "url", "title"]], how="left", on="document_id")
        roles = t("roles")
        for role in ("actor", "recipient"):
            first = roles[(roles["role"] == role) & (roles["position"] == 1)]
            named = {"name": role, "country": f"{role}_country", "sector": f"{role}_sector"}
            out = out.merge(first[["document_id", "event_id", *named]].rename(columns=named), how="left", on=["document_id", "event_id"])
        place = t("places")[["document_id", "place_id", "name", "country", "latitude", "longitude", "radius_km"]]
        out = out.merge(place.rename(columns={"name": "place"}), how="left", on=["document_id", "place_id"])
        claims = t("claims").drop_duplicates(["document_id", "event_id"])
        out = out.merge(claims[["document_id", "event_id", "source", "chain"]], how="left", on=["document_id", "event_id"])
        words = [c for c in out.columns if not out[c].dtype.kind in "iufb"]
        return out.fillna({c: "" for c in words})

    def sources(self, query: str | None = None) -> pd.DataFrame:
        """A row for each source that a report cites."""
        return self.table("sources", query)

    def claims(self, query: str | None = None) -> pd.DataFrame:
        """A row for each event on the word of each step of its chain."""
        return self.table("claims", query)

    def findings(self, query: str | None = None) -> pd.DataFrame:
        """A row for each thing that a reader should watch out for."""
        return self.table("findings", query)

    def table(self, name: str, query: str | None = None) -> pd.DataFrame:
        """One table by its name in `hearsay export CASE parquet`."""
        return self._tables(query, name)(name)

    def _tables(self, query: str | None, *names: str) -> Callable[[str], pd.DataFrame]:
        """All tables, or those named, of the reports that answer a query."""
        import pandas as pd

        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "tables")
            arguments = ["export", self.path, "parquet", "--output", str(out), "--offsets", "codepoints"]
            if query:
                arguments += ["--query", query]
            run(arguments)
            tables = {p.stem: pd.read_parquet(p) for p in out.glob("*.parquet") if not names or p.stem in names}
            known = ", ".join(sorted(p.stem for p in out.glob("*.parquet")))

        def table(name: str) -> pd.DataFrame:
            if name not in tables:
                raise KeyError(f"a case has no table {name!r}; it has {known}")
            return tables[name]

        return table
