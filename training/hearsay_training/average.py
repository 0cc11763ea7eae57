"""One reader of several that began as the same one: the mean of their weights (Wortsman et al. 2022).

    python -m hearsay_training.average a/reader.pt b/reader.pt --out s
"""

from __future__ import annotations

import argparse

from . import checkpoint
from .model import Reader


def average(readers: list[Reader]) -> Reader:
    """The first of the readers, with the mean of the weights of all."""
    first = readers[0]
    if any(r.labels != first.labels or r.cfg["layers"] != first.cfg["layers"] for r in readers):
        raise SystemExit("average: the readers differ in labels or layers; only those that began as one have a mean")
    states = [r.state_dict() for r in readers]
    first.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    return first


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("readers", nargs="+", help="reader.pt, or folders of exported readers")
    p.add_argument("--out", required=True, help="folder for reader.pt")
    a = p.parse_args()
    checkpoint.save(average([checkpoint.load(path) for path in a.readers]), f"{a.out}/reader.pt")


if __name__ == "__main__":
    main()
