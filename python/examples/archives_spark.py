"""Reads web archives with Apache Spark: one file of readings for each archive.

    pip install pyspark                   # and a Java runtime: apt-get install default-jre-headless
    spark-submit --master 'local[4]' archives_spark.py --out readings/ crawl-*.warc.gz
    spark-submit --master 'local[4]' archives_spark.py --out readings/ --hearsay "hearsay read --model none" crawl-*.warc.gz

An archive is the unit of work: hearsay reads it as a filter, in the memory of a few
pages. An output appears when it is complete, so that a run that was broken off goes on
where it was when it is started again. At the end the numbers of archives read, skipped
and failed are printed; the exit status is 1 if one failed.

With --master spark://… or yarn the folders must be ones that all machines see, and
hearsay must be on each of them. Spark then reads the outputs as a table:
spark.read.json("readings/*.jsonl").
"""

import argparse
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession


def read(archive, out, hearsay):
    """Reads one archive, and returns what became of it, with a line about it."""
    target = os.path.join(out, os.path.basename(archive) + ".jsonl")
    if os.path.exists(target):
        return "skipped", archive
    try:
        with open(archive, "rb") as source:
            done = subprocess.run(shlex.split(hearsay) + ["--jobs", "1", "--format", "jsonl", "--output", target, "-"], stdin=source, stderr=subprocess.PIPE)
    except OSError as e:
        return "failed", f"{archive}: {e}"
    if done.returncode == 0 or done.returncode == 4 and os.path.exists(target):  # 4: single pages could not be read
        return "read", archive
    return "failed", f"{archive}: {done.stderr.decode(errors='replace').strip()}"


def run(spark, archives, out, hearsay="hearsay read"):
    """Reads archives, and returns how many were read, skipped and failed."""
    os.makedirs(out, exist_ok=True)
    # One partition an archive, so that none waits for another. A task that Spark
    # begins twice does no harm: the output appears whole, and its bytes are the same.
    tasks = spark.sparkContext.parallelize(archives, max(len(archives), 1))
    counts = {"read": 0, "skipped": 0, "failed": 0}
    for outcome, about in tasks.map(lambda archive: read(archive, out, hearsay)).collect():
        counts[outcome] += 1
        if outcome == "failed":
            print(about, file=sys.stderr)
    return counts


def main():
    p = argparse.ArgumentParser(description="Reads web archives with Apache Spark.")
    p.add_argument("--out", required=True, help="folder of the readings")
    p.add_argument("--hearsay", default="hearsay read", help="the program, with flags")
    p.add_argument("archives", nargs="+")
    o = p.parse_args()
    spark = SparkSession.builder.appName("hearsay").getOrCreate()
    counts = run(spark, o.archives, o.out, o.hearsay)
    spark.stop()
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
