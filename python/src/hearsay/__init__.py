"""Who says what happened, on whose word: hearsay for Python.

    import hearsay

    r = hearsay.read("Ana Prado said on Monday that the bridge at Veld had been closed.")
    for a in r.attributions:
        print(" ← ".join(hearsay.chain(r, a.id)), ":", a.cue.text)

    case = hearsay.Case("bay.hearsay")
    case.add("clippings/")
    case.events("type:ASSAULT since:2022").groupby("actor_country").size()

The work is done by the hearsay program, which comes with this package; offsets
count characters, as Python does.
"""

from .case import Case
from .program import HearsayError, binary, version
from .reading import chain, read, read_files
from .record import Reading

__version__ = "0.2.0"
__all__ = ["Case", "HearsayError", "Reading", "binary", "chain", "read", "read_files", "version"]
