"""Reads small web archives of invented reports with Beam's local runner."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("apache_beam")

from hearsay.program import binary

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE / "examples"))
import archives_beam


def test_beam(tmp_path):
    for seed, pages in ((1, 5), (2, 3)):
        with open(tmp_path / f"{seed}.warc", "wb") as f:
            subprocess.run([sys.executable, HERE.parent / "examples" / "warc.py", "--pages", str(pages), "--seed", str(seed)], stdout=f, check=True)
    (tmp_path / "3.warc.gz").write_bytes(b"\x1f\x8b\x08broken")
    archives = [str(tmp_path / n) for n in ("1.warc", "2.warc", "3.warc.gz")]
    out = tmp_path / "out"
    hearsay = f"{binary()} read --model none"
    assert archives_beam.run(archives, str(out), hearsay) == {"read": 2, "skipped": 0, "failed": 1}
    for seed, pages in ((1, 5), (2, 3)):
        lines = (out / f"{seed}.warc.jsonl").read_text().splitlines()
        assert [json.loads(l)["document"]["url"].startswith("https://paper") for l in lines] == [True] * pages
    assert not (out / "3.warc.gz.jsonl").exists()
    # Again: what is there is left alone.
    (out / "2.warc.jsonl").unlink()
    assert archives_beam.run(archives[:2], str(out), hearsay) == {"read": 1, "skipped": 1, "failed": 0}
