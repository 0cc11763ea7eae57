"""WordPiece: words to the pieces that the encoder has vectors of."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

#: pieces of one word at the most
LONGEST = 24


class WordPiece:
    """Greedy, longest match first, uncased, one word at a time (Wu et al. 2016; BERT's vocabulary)."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.id = {piece: i for i, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}

    @classmethod
    def open(cls, path: str | Path) -> WordPiece:
        """Reads a vocabulary, one piece a line."""
        return cls(Path(path).read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def __len__(self) -> int:
        return len(self.id)

    def pieces(self, word: str) -> list[int]:
        if word not in self._known:
            out: list[int] = []
            for run in re.findall(r"[^\W_]+|[\W_]", plain(word)):
                if not run.isspace():
                    out += self._run(run)
            self._known[word] = (out or [self.id["[UNK]"]])[:LONGEST]
        return self._known[word]

    def _run(self, run: str) -> list[int]:
        out, at = [], 0
        while at < len(run):
            end = len(run)
            while end > at and ("##" if at else "") + run[at:end] not in self.id:
                end -= 1
            if end == at:
                return [self.id["[UNK]"]]
            out.append(self.id[("##" if at else "") + run[at:end]])
            at = end
        return out


def plain(word: str) -> str:
    """Small letters, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
