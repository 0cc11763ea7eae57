"""Scores of a reader on corpus files.

    python -m hearsay_training.scores reader.pt vocab.txt FILE…
"""

import sys
from pathlib import Path

from . import checkpoint
from .documents import encode, load
from .pieces import WordPiece
from .scoring import evaluate


def main() -> None:
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    net, words = checkpoint.load(sys.argv[1]), WordPiece.open(sys.argv[2])
    for path in sys.argv[3:]:
        documents = [encode(d, words, net.labels) for d in load(path)]
        print(Path(path).name.split(".")[0], len(documents), evaluate(net, documents, net.labels), flush=True)


if __name__ == "__main__":
    main()
