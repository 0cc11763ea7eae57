"""Reports read, without a case."""

from __future__ import annotations

import json
import os
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from . import record
from .program import lines, run
from .record import Reading


def read(text: str, *, published: str | None = None, why: bool = False) -> Reading:
    """Reads one report, plain text or HTML.

    published ("2021-05-04", "2021-05" or "2021") says when it appeared, whatever
    it says itself; why adds to each record the rules and scores that made it.
    Raises HearsayError if nothing in it can be read.
    """
    r: Reading = decode(Reading, json.loads(run(["read", *_flags(published, why, "json"), "-"], text)))
    return r


def read_files(paths: Iterable[str | os.PathLike[str]], *, published: str | None = None, why: bool = False) -> Iterator[Reading]:
    """Reads files, folders and web addresses, one Reading for each report, in their order.

    One program reads them all: much faster than read for each. What cannot be
    read is left out, and HearsayError raised after the others.
    """
    for line in lines(["read", *_flags(published, why, "jsonl"), "--", *(str(os.fspath(p)) for p in paths)]):
        yield decode(Reading, json.loads(line))


def _flags(published: str | None, why: bool, form: str) -> list[str]:
    flags = ["--format", form, "--offsets", "codepoints"]
    if published:
        flags += ["--published", published]
    if why:
        flags.append("--why")
    return flags


def chain(reading: Reading, id: str) -> list[str]:
    """On whose word a statement ("a3") or an event ("v2") stands, the innermost source first.

    The last is always the document's own voice: its first author, its outlet, or
    "the document".
    """
    steps = {a.id: a for a in reading.attributions}
    names = {m.id: e.name for e in reading.entities for m in reading.mentions if m.entity == e.id}
    at = id if id.startswith("a") else next(v.said for v in reading.events if v.id == id)
    out = []
    while at:
        step = steps[at]
        out.append(names.get(step.source) or step.source_span.text or "a source that is not named")
        at = step.within
    d = reading.document
    out.append(d.authors[0] if d.authors else d.outlet or "the document")
    return out


def decode(kind: Any, value: Any) -> Any:
    """A value of JSON as the type of the record that it is meant to be."""
    if isinstance(kind, type) and is_dataclass(kind):
        types_of = _types(kind)
        make: Any = kind
        return make(**{name: decode(types_of[name], value[key]) for name, key in _keys(kind) if key in value})
    origin = typing.get_origin(kind)
    if origin is list:
        (item,) = typing.get_args(kind)
        return [decode(item, v) for v in value or []]
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return decode(next(t for t in typing.get_args(kind) if t is not type(None)), value)
    return value


@cache
def _types(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(record))


@cache
def _keys(kind: Any) -> list[tuple[str, str]]:
    return [(f.name, f.name.removesuffix("_")) for f in fields(kind)]
