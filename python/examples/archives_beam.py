"""Reads web archives with Apache Beam: one file of readings for each archive.

    pip install apache-beam
    python archives_beam.py --out readings/ crawl-*.warc.gz
    python archives_beam.py --out readings/ --hearsay "hearsay read --model none" crawl-*.warc.gz

An archive is the unit of work: hearsay reads it as a filter, in the memory of a few
pages. An output appears when it is complete, so that a run that was broken off goes on
where it was when it is started again. At the end the numbers of archives read, skipped
and failed are printed; the exit status is 1 if one failed.

Beam's local runner is the default. With another one, as --runner=FlinkRunner, what
follows the archives' names on the command line goes to Beam; the folders must then be
ones that all machines see.
"""

import argparse
import os
import shlex
import subprocess
import sys

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions


def read(archive, out, hearsay):
    """Reads one archive, and returns what became of it, with a line about it."""
    target = os.path.join(out, os.path.basename(archive) + ".jsonl")
    if os.path.exists(target):
        return "skipped", archive
    try:
        with open(archive, "rb") as source:
            done = subprocess.run(shlex.split(hearsay) + ["--format", "jsonl", "--output", target, "-"], stdin=source, stderr=subprocess.PIPE)
    except OSError as e:
        return "failed", f"{archive}: {e}"
    if done.returncode == 0 or done.returncode == 4 and os.path.exists(target):  # 4: single pages could not be read
        return "read", archive
    return "failed", f"{archive}: {done.stderr.decode(errors='replace').strip()}"


def run(archives, out, hearsay="hearsay read", options=None):
    """Reads archives, and returns how many were read, skipped and failed."""
    os.makedirs(out, exist_ok=True)
    p = beam.Pipeline(options=options or PipelineOptions([]))
    outcomes = (
        p
        | beam.Create(archives)
        | beam.Reshuffle()  # so that archives go to workers one by one
        | beam.Map(read, out=out, hearsay=hearsay)
    )

    def count(outcome):
        beam.metrics.Metrics.counter("hearsay", outcome[0]).inc()
        if outcome[0] == "failed":
            print(outcome[1], file=sys.stderr)

    outcomes | beam.Map(count)
    result = p.run()
    result.wait_until_finish()
    counts = {"read": 0, "skipped": 0, "failed": 0}
    for c in result.metrics().query(beam.metrics.MetricsFilter().with_namespace("hearsay"))["counters"]:
        counts[c.key.metric.name] = c.committed if c.committed is not None else c.attempted
    return counts


def main():
    p = argparse.ArgumentParser(description="Reads web archives with Apache Beam.")
    p.add_argument("--out", required=True, help="folder of the readings")
    p.add_argument("--hearsay", default="hearsay read", help="the program, with flags")
    p.add_argument("archives", nargs="+")
    o, rest = p.parse_known_args()
    counts = run(o.archives, o.out, o.hearsay, PipelineOptions(rest))
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
