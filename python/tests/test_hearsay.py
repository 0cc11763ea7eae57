"""Run with pytest. HEARSAY_BINARY names the program to try."""

import subprocess
import sys
from pathlib import Path

import pytest

import hearsay
from hearsay.program import binary

HERE = Path(__file__).parent.parent

# Characters outside ASCII and outside the first plane stand before the words
# that are to be found, so that bytes, characters and UTF-16 units differ.
REPORT = (
    "Ferry – “Étoile” 🚢 – held at Veld\n\n"
    "Ana Prado, the harbour minister of Asteria, said on Monday that 14 people had been hurt at Veld. "
    "A source close to the crew denied that anybody was hurt.\n"
)


def receipts(value):
    if isinstance(value, hearsay.record.Receipt):
        yield value
    elif isinstance(value, list):
        for v in value:
            yield from receipts(v)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from receipts(getattr(value, name))


def test_read_gives_characters():
    r = hearsay.read(REPORT, published="2021-05-04")
    assert r.document.published.value == "2021-05-04"
    found = [x for x in receipts(r) if x.end > x.start]
    assert len(found) > 20
    for x in found:
        assert r.document.text[x.start : x.end] == x.text


def test_chain_ends_at_the_document():
    r = hearsay.read(REPORT)
    said = next(a for a in r.attributions if a.cue.text == "said")
    assert hearsay.chain(r, said.id) == ["Ana Prado", "the document"]
    for v in r.events:
        assert hearsay.chain(r, v.id)[-1] == "the document"


def test_why_is_there_when_asked_for():
    assert all(a.why for a in hearsay.read(REPORT, why=True).attributions)
    assert not any(a.why for a in hearsay.read(REPORT).attributions)


def test_errors_say_what_was_wrong():
    with pytest.raises(hearsay.HearsayError, match="2021-99") as wrong:
        hearsay.read(REPORT, published="2021-99")
    assert wrong.value.status == 2


def test_files_in_their_order(tmp_path):
    for name in "ab":
        Path(tmp_path, f"{name}.txt").write_text(REPORT.replace("14", str(ord(name))), encoding="utf-8")
    names = [Path(r.document.name).name for r in hearsay.read_files([tmp_path])]
    assert names == ["a.txt", "b.txt"]
    with pytest.raises(hearsay.HearsayError, match="none.txt"):
        list(hearsay.read_files([tmp_path / "none.txt"]))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    Path(folder, "ferry.txt").write_text(REPORT, encoding="utf-8")
    kept = hearsay.Case(folder / "bay.hearsay")
    kept.add(folder / "ferry.txt")
    return kept


def test_case_has_readings(case):
    (r,) = case.readings()
    assert r.document.title.startswith("Ferry")
    assert list(case.readings("nothing-of-the-kind")) == []
    (hit,) = case.find("harbour")
    assert hit["document"] == r.document.id


def test_case_has_tables(case):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    events = case.events()
    assert {"type", "status", "actor_country", "place", "source", "published"} <= set(events.columns)
    assert len(events) == len(next(case.readings()).events)
    assert "Ana Prado" in set(case.attributions()["source"])
    with pytest.raises(KeyError, match="documents"):
        case.table("weather")


def test_record_is_made_from_the_schema():
    schema = subprocess.run([binary(), "schema"], capture_output=True, check=True).stdout
    made = subprocess.run([sys.executable, HERE / "generate.py"], input=schema, capture_output=True, check=True).stdout
    assert made.decode() == (HERE / "src/hearsay/record.py").read_text(encoding="utf-8")
