"""The record: what hearsay finds in a report, as dataclasses.

Made by generate.py from `hearsay schema`; do not edit. Offsets count characters
of `document.text`, as Python does: `text[r.start:r.end] == r.text` for every
Receipt r.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Attribution:
    """An Attribution is one step of hearsay: a source, the words that mark it as speaking, and
    the words it is said to have said."""

    id: str
    #: who speaks; zero if the document does not say
    source: str
    #: SourceSpan is the words that name the source here, with what is said of it ("Ana
    #: Prado, the foreign minister"). Empty, and Source zero, when the text names none ("it
    #: is believed", a quotation without a speaker).
    source_span: Receipt
    #: words that mark the speaking: "told", "citing"; empty if none do
    cue: Receipt
    #: words reported, in order, not overlapping
    content: list[Receipt]
    #: the step this one is reported in; zero in the document's own voice
    within: str
    mode: Literal["unknown", "direct", "indirect", "mixed", "scare"]
    act: Literal["other", "say", "believe", "want", "demand", "ask", "deny", "promise", "threaten", "predict", "know", "confirm", "doubt", "accuse", "decline"]
    #: "did not say"
    negated: bool
    #: a person or persons kept unnamed, or no source given
    anonymous: bool
    #: AnonymityReason is the words that say why the source is not named ("because he feared
    #: losing his mooring"); empty if the text gives none.
    anonymity_reason: Receipt
    #: who was told; zero if the document does not say
    recipient: str
    #: Confidence, 0 to 1, is how likely the record is right: the part of those with such a
    #: score that was right on annotated texts, where that is known (see docs/accuracy.md),
    #: and the score itself where not. So it is in all records.
    confidence: float
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A Block is a stretch of a document's text with one function."""

    kind: Literal["unknown", "headline", "byline", "dateline", "paragraph", "quote", "list", "heading", "caption", "boilerplate"]
    span: Span
    #: Voice is the attribution in whose content the whole block stands; zero if the document
    #: itself is speaking.
    voice: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A Clause is words and the events in them."""

    span: Receipt
    events: list[str]


@dataclass(frozen=True, slots=True)
class Count:
    """A Count is a number that the text gives for an event."""

    #: dead, injured, arrested, displaced, abducted, missing, crowd, weapons, times, other
    what: str
    #: the number, or the least that the words allow ("dozens": 24)
    value: float
    #: the most they allow; nil if they give one number, or no upper end
    max: float | None
    #: "at least"
    modifier: str
    span: Receipt
    #: who says the number, which need not be who tells of the event
    said: str


@dataclass(frozen=True, slots=True)
class Date:
    """A Date is when a document was published, as far as it is known."""

    #: ISO 8601, cut to its precision: "2022-09-13", "2022-09"; "" if not known
    value: str
    #: none if not known
    precision: Literal["none", "year", "month", "day", "minute", "second"]
    #: where the value was read
    from_: Literal["none", "metadata", "byline", "dateline", "option"]


@dataclass(frozen=True, slots=True)
class Document:
    """A Document is one report as text, and what its page said about it."""

    id: str
    #: what the caller named it by: a file's path, an address, "-"; ""
    name: str
    title: str
    url: str
    outlet: str
    authors: list[str]
    #: BCP 47; "en" when read as English, "und" when it has no letters
    language: str
    published: Date
    #: the agency whose tag the text carries ("(Reuters)"); "" if none
    agency: str
    #: of the bytes the text was taken from, in hexadecimal; "" if not from bytes
    sha256: str
    #: NFC, valid UTF-8, lines ended by \n
    text: str
    #: in order, not overlapping
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Entity:
    """An Entity is someone or something that the document speaks of, under one name or
    description or several."""

    id: str
    #: the fullest name, or description if it is never named
    name: str
    kind: Literal["unknown", "person", "organization", "group", "place", "nationality", "document", "other"]
    named: bool
    #: members, if the text gives their number
    count: int | None
    #: ISO 3166-1 alpha-3; "" if the text does not support one
    country: str
    #: PLOVER sector: GOV, MIL, REB, JRN …; "" likewise
    sector: str
    #: by position, at least one
    mentions: list[str]
    #: the text's own words for it ("the London-based Arabic daily"); ""
    description: str
    #: "Q159", where the embedded list of states and bodies knows it; ""
    wikidata: str
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An Event is something that the document says happened, will happen, is wanted or is
    denied, coded by PLOVER 2.0."""

    id: str
    trigger: Receipt
    #: further mentions of the same event
    also: list[Receipt]
    #: "REQUEST"
    type: str
    mode: str
    contexts: list[str]
    quad: int
    scale: float
    #: a string: "010" is not 10
    cameo: str
    actors: list[Role]
    recipients: list[Role]
    place: EventPlace
    time: EventTime
    counts: list[Count]
    said: str
    factuality: Factuality
    #: FactualityAuthor is the document's own commitment where it differs ("falsely
    #: claimed"); nil where it shows none.
    factuality_author: Factuality | None
    status: str
    confidence: float
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    """An EventPlace says where an event took place, and how that is known."""

    ref: str
    #: "stated", "inferred from …", "none"
    from_: str


@dataclass(frozen=True, slots=True)
class EventTime:
    """An EventTime says when an event took place, and how that is known."""

    ref: str
    value: str
    precision: Literal["none", "year", "month", "day", "minute", "second"]
    begin: str
    end: str
    #: "stated", "anchored", "tense", "assumed publication date", "none"
    from_: str


@dataclass(frozen=True, slots=True)
class Factuality:
    """Factuality is how certain a source is of an event, on FactBank's scale (Saurí and
    Pustejovsky 2009)."""

    #: −3 certainly not … 3 certainly
    value: float
    #: CT+ PR+ PS+ CT- PR- PS- UU
    label: str
    #: whose certainty; zero for the document's own
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A Finding is something a reader should know about the document: it is vague,
    contradictory or silent."""

    id: str
    #: one of FindingKinds
    kind: str
    spans: list[Receipt]
    #: one sentence
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A Mention is one place where the document speaks of an entity."""

    id: str
    entity: str
    span: Receipt
    #: the word that the rest depends on
    head: Receipt
    form: Literal["unknown", "name", "nominal", "pronoun"]
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """An Opinion is a sentence in which the document does more than report, in its own
    voice."""

    span: Receipt
    #: "comment", "advocate"
    manner: str
    #: the words that show it
    evidence: list[Receipt]
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A Place is a stretch of text that names a place on Earth."""

    id: str
    span: Receipt
    name: str
    level: str
    geonames: int
    country: str
    admin1: str
    #: nil: no pin
    lat: float | None
    lon: float | None
    radius_km: float
    relation: str
    candidates: list[PlaceCandidate]
    #: Metonym is set where the name stands for a government or a team ("Moscow wants"):
    #: Country says whose, and there is no pin.
    metonym: bool
    confidence: float
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A PlaceCandidate is a place that a name could have meant."""

    name: str
    geonames: int
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """A Question is an open question of the text, or a prediction."""

    id: str
    #: question, prediction
    kind: str
    span: Receipt
    about: list[str]
    options: list[str]
    horizon: str
    #: the words of likelihood: "will likely"; ""
    certainty: str
    #: Low and High bound the probability, 0 to 1, that readers take such words for; both
    #: zero if there are none.
    low: float
    high: float
    #: "if the pumps are damaged"
    conditions: list[Receipt]
    #: who asks or predicts; zero: the voice that Said names
    by: str
    said: str
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A Reading is everything found in one document by one version of the program."""

    hearsay: Versions
    document: Document
    entities: list[Entity]
    #: by position
    mentions: list[Mention]
    #: by position of cue, or of content where no word marks the speaking
    attributions: list[Attribution]
    events: list[Event]
    places: list[Place]
    times: list[Time]
    reasons: list[Reason]
    questions: list[Question]
    stances: list[Stance]
    opinions: list[Opinion]
    #: Manner is how the document speaks as a whole, in its own voice: "report", "comment" or
    #: "advocate"; "" if it says nothing in its own voice.
    manner: str
    #: OpinionShare is the part of its own sentences, 0 to 1, that comment or advocate.
    opinion_share: float
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Reason:
    """A Reason joins what is explained to what explains it."""

    id: str
    #: reason, cause, purpose, condition, concession, result
    kind: str
    for_: Clause
    because: Clause
    cue: Receipt
    #: place in a numbered list, from 1; 0 outside one
    order: int
    said: str
    confidence: float
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A Receipt is a Span written together with its text, so that a reader of the record can
    check it in any language."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """A Role is somebody or something taking part in an event."""

    #: zero for words that are no mention, such as "Russian" in "Russian strikes"
    mention: str
    #: zero if not known
    entity: str
    span: Receipt
    country: str
    sector: str
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A Span is the half-open range of bytes [Start, End) in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stance:
    """A Stance is somebody's attitude toward somebody or something."""

    id: str
    #: zero: the author
    who: str
    #: zero: only What says it
    toward: str
    what: Receipt
    #: for, against, rival, ally, fears, wants, depends
    polarity: str
    #: 1 weak or hedged, 2 plain, 3 strong
    strength: int
    span: Receipt
    said: str
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A Time is a time expression with its TIMEX3 value (ISO 24617-1)."""

    id: str
    span: Receipt
    #: DATE, TIME, DURATION, SET
    type: str
    value: str
    mod: str
    anchor: str
    anchored_on: str
    begin: str
    end: str
    why: list[Why] | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions names what made a Reading."""

    #: RecordVersion
    record: int
    #: changes when the same text would be read differently
    reading: str
    #: name and SHA-256 of the weights; "none" without a model
    model: str
    #: version and SHA-256; "none" without a gazetteer
    gazetteer: str


@dataclass(frozen=True, slots=True)
class Why:
    """A Why is one score or rule behind a record."""

    #: name of the rule or of the model's head: "coref.acronym", "model.cue"
    rule: str
    #: probability or score; 1 for a rule without one
    score: float
    #: words it was about; ""
    note: str


__all__ = ["Attribution", "Block", "Clause", "Count", "Date", "Document", "Entity", "Event", "EventPlace", "EventTime", "Factuality", "Finding", "Mention", "Opinion", "Place", "PlaceCandidate", "Question", "Reading", "Reason", "Receipt", "Role", "Span", "Stance", "Time", "Versions", "Why"]
