"""Reads small web archives of invented reports with the local runners of Beam and Spark."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hearsay.program import binary

HERE = Path(__file__).parent.parent
PAGES = {1: 5, 2: 3}


@pytest.fixture
def archives(tmp_path):
    """Two archives, and a file that is none."""
    for seed, pages in PAGES.items():
        with open(tmp_path / f"{seed}.warc", "wb") as f:
            subprocess.run([sys.executable, HERE.parent / "examples" / "warc.py", "--pages", str(pages), "--seed", str(seed)], stdout=f, check=True)
    (tmp_path / "3.warc.gz").write_bytes(b"\x1f\x8b\x08broken")
    return [str(tmp_path / n) for n in ("1.warc", "2.warc", "3.warc.gz")]


@pytest.mark.parametrize("engine", ["apache_beam", "pyspark"])
def test_archives(engine, archives, tmp_path):
    pytest.importorskip(engine)
    if engine == "pyspark" and not shutil.which("java"):
        pytest.skip("Spark runs on Java")
    example = {"apache_beam": "archives_beam.py", "pyspark": "archives_spark.py"}[engine]
    out = tmp_path / "out"

    def run(*archives):
        command = [sys.executable, HERE / "examples" / example, "--out", out, "--hearsay", f"{binary()} read --model none", *archives]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout.splitlines()[-1]

    assert run(*archives) == (1, "2 read, 0 skipped, 1 failed")
    for seed, pages in PAGES.items():
        lines = (out / f"{seed}.warc.jsonl").read_text().splitlines()
        assert [json.loads(l)["document"]["url"].startswith("https://paper") for l in lines] == [True] * pages
    assert not (out / "3.warc.gz.jsonl").exists()
    # Again: what is there is left alone.
    kept = (out / "1.warc.jsonl").stat().st_mtime_ns
    (out / "2.warc.jsonl").unlink()
    assert run(*archives[:2]) == (0, "1 read, 1 skipped, 0 failed")
    assert (out / "1.warc.jsonl").stat().st_mtime_ns == kept
