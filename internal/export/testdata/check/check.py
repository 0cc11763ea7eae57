"""Reads what hearsay exports with programs that are not hearsay's.

    check.py FORMAT PATH

PATH is a file, or the folder of a format of several files. The exit status is 0
if the format is right, 77 if a module that checks it is not installed, and 1
otherwise, with what is wrong on standard error.
"""

import csv
import json
import pathlib
import re
import sys


def stix(path):
    import stix2
    import stix2validator

    text = path.read_text("utf-8")
    bundle = stix2.parse(text, allow_custom=False)
    report = stix2validator.validate_string(text, stix2validator.ValidationOptions(version="2.1", strict=False))
    assert report.is_valid, [str(e) for e in report.errors]
    ids = {o["id"] for o in bundle.objects}
    for o in bundle.objects:
        for ref in [*o.get("object_refs", []), o.get("created_by_ref")]:
            assert ref is None or ref in ids, f"{o['id']} refers to {ref}"
    return len(bundle.objects)


def geojson(path):
    import geopandas
    import jsonschema

    schema = json.loads((pathlib.Path(__file__).parent / "geojson.schema.json").read_text("utf-8"))
    data = json.loads(path.read_text("utf-8"))
    jsonschema.validate(data, schema)
    if not data["features"]:
        return 0
    table = geopandas.read_file(path)
    assert len(table) == len(data["features"])
    assert table.geometry.is_valid.all(), "a geometry crosses itself"
    assert table.crs.to_epsg() == 4326
    for f in data["features"]:  # RFC 7946, 3.1.6: outer rings run against the clock
        for ring in f["geometry"]["coordinates"][:1] if f["geometry"]["type"] == "Polygon" else []:
            area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:]))
            assert area < 0, "a ring runs with the clock"
    return len(table)


def kml(path):
    from lxml import etree

    tree = etree.parse(path)
    assert tree.getroot().tag == "{http://www.opengis.net/kml/2.2}kml"
    return len(tree.findall(".//{*}Placemark"))


def tables(path, read):
    """Follows every id of every table, and cuts words out of the texts."""
    t = {f.stem: read(f) for f in sorted(path.iterdir()) if f.suffix in (".csv", ".parquet")}
    assert len(t) >= 16, sorted(t)
    dictionary = (path / "README.md").read_text("utf-8")
    for name, table in t.items():
        section = dictionary.split(f"\n## {name}.")[1].split("\n## ")[0]
        assert re.findall(r"^\| (\w+) \|", section, re.M)[1:] == list(table.columns), f"the dictionary tells other columns of {name}"
    texts = dict(zip(t["documents"].document_id, t["documents"].text))
    keys = {}
    for name, key in [("attributions", "attribution_id"), ("events", "event_id"), ("sources", "source_id"), ("places", "place_id"), ("times", "time_id")]:
        keys[key] = set(zip(t[name].document_id, t[name][key]))
        assert len(keys[key]) == len(t[name]), f"{name} have an id twice"
    for name, table in t.items():
        for key in set(table.columns) & set(keys):
            for d, i in zip(table.document_id, table[key]):
                assert not i or (d, i) in keys[key], f"{name}: {key} {i} leads nowhere"
    n = 0
    for name, words, start, end in [("places", "text", "start", "end"), ("times", "text", "start", "end"), ("events", "trigger", "trigger_start", "trigger_end")]:
        for row in t[name].to_dict("records"):
            text = texts[row["document_id"]]
            assert text[row[start] : row[end]] == row[words], f"{name}: {row[words]!r} is {text[row[start]:row[end]]!r}"
            n += 1
    assert n > 0
    return sum(len(x) for x in t.values())


def csv_(path):
    import pandas

    def read(f):
        table = pandas.read_csv(f, keep_default_na=False, dtype={"cameo": str})
        for c in table.columns:  # the apostrophe that keeps spreadsheets from computing
            if table[c].dtype == object or str(table[c].dtype).startswith("str"):
                table[c] = [re.sub(r"^'(?=[=+\-@\t\r])", "", v) if isinstance(v, str) else v for v in table[c]]
        return table

    return tables(path, read)


def parquet(path):
    import pandas
    import pyarrow.parquet

    for f in path.glob("*.parquet"):
        pyarrow.parquet.read_table(f).validate(full=True)
    return tables(path, lambda f: pandas.read_parquet(f))


def separated(columns, header, numbers):
    def read(path):
        import pandas

        lines = path.read_text("utf-8").splitlines()
        table = pandas.read_csv(path, sep="\t", header=0 if header else None, dtype=str, keep_default_na=False, quoting=csv.QUOTE_MINIMAL)
        assert table.shape == (len(lines) - header, columns), table.shape
        for n in numbers:
            pandas.to_numeric(table.iloc[:, n])
        return len(table)

    return read


def acled(path):
    import pandas

    table = pandas.read_csv(path, keep_default_na=False)
    assert table.event_id_cnty.is_unique
    pandas.to_datetime(table.event_date, errors="raise")
    return len(table)


def timeml(path):
    from lxml import etree

    n = 0
    for f in path.iterdir():
        root = etree.parse(f).getroot()
        assert root.tag == "TimeML"
        ids = [x.get(k) for k in ("eid", "eiid", "tid", "lid") for x in root.iter() if x.get(k)]
        assert len(ids) == len(set(ids))
        for x in root.iter():
            for k in ("eventID", "eventInstanceID", "relatedToTime", "relatedToEventInstance", "subordinatedEventInstance", "anchorTimeID"):
                assert x.get(k) is None or x.get(k) in ids, f"{k}={x.get(k)}"
        n += len(root.findall("EVENT"))
    return n


def conllu(path):
    import conllu as reader

    sentences = reader.parse(path.read_text("utf-8"))
    for s in sentences:
        built = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in s)
        assert built.strip() == s.metadata["text"], (built, s.metadata["text"])
        assert [t["id"] for t in s] == list(range(1, len(s) + 1))
        heads = [t["head"] for t in s]
        if any(h is not None for h in heads):
            assert heads.count(0) == 1, heads
            s.to_tree()
    return len(sentences)


def conllu_trees(path):
    import subprocess
    import udtools  # noqa: F401  Universal Dependencies' own validator

    n = conllu(path)
    assert "\t_\t0\troot\t" in path.read_text("utf-8"), "no trees"
    # Level 2 is the format and the universal tags and relations; what is above it is of a language.
    done = subprocess.run([sys.executable, "-c", "import sys; from udtools.cli import main; sys.exit(main())", "--lang", "en", "--level", "2", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return n


def prov(path):
    import prov.model
    import rdflib

    d = prov.model.ProvDocument.deserialize(path, format="json")
    again = prov.model.ProvDocument.deserialize(content=d.serialize(format="json"), format="json")
    assert again == d, "reading and writing changes it"
    g = rdflib.Dataset()
    g.parse(data=d.serialize(format="rdf", rdf_format="trig"), format="trig")
    return sum(len(list(b.get_records())) for b in d.bundles)


def webannotation(path):
    import rdflib

    page = json.loads(path.read_text("utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    # The terms of that context (W3C Recommendation of 2017) that are used.
    oa, word = "http://www.w3.org/ns/oa#", lambda s: {"@id": "http://www.w3.org/ns/oa#" + s}
    page["@context"] = {
        "id": "@id", "type": "@type", "hearsay": "urn:hearsay:", "Annotation": oa + "Annotation", "SpecificResource": oa + "SpecificResource", "TextualBody": oa + "TextualBody",
        "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage", "Text": "http://purl.org/dc/dcmitype/Text", "Software": "https://www.w3.org/ns/activitystreams#Application",
        "TextPositionSelector": oa + "TextPositionSelector", "TextQuoteSelector": oa + "TextQuoteSelector", "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
        "body": {"@id": oa + "hasBody", "@type": "@id"}, "target": {"@id": oa + "hasTarget", "@type": "@id"}, "selector": word("hasSelector"), "source": {"@id": oa + "hasSource", "@type": "@id"},
        "start": word("start"), "end": word("end"), "exact": word("exact"), "prefix": word("prefix"), "suffix": word("suffix"), "scope": {"@id": oa + "hasScope", "@type": "@id"},
        "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"}, "purpose": {"@id": oa + "hasPurpose", "@type": "@vocab"},
        "generator": "http://www.w3.org/ns/activitystreams#generator", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language", "name": "http://xmlns.com/foaf/0.1/name",
        **{m: oa + m for m in "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging".split()},
    }  # fmt: skip
    g = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    OA = rdflib.Namespace(oa)
    all_ = set(g.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(all_) == len(page["items"]), "two annotations have one id"
    for a in all_:
        assert list(g.objects(a, OA.hasTarget)) and list(g.objects(a, OA.hasBody)), a
        (m,) = g.objects(a, OA.motivatedBy)
        assert m.startswith(oa), m
    assert not [p for p in set(g.predicates()) if not str(p).startswith(("http", "urn:hearsay:"))]
    return len(all_)


def claimreview(path):
    import rdflib

    feed = json.loads(path.read_text("utf-8"))
    assert feed["@context"] == "https://schema.org"
    feed["@context"] = {"@vocab": "https://schema.org/"}
    g = rdflib.Graph().parse(data=json.dumps(feed), format="json-ld")
    S = rdflib.Namespace("https://schema.org/")
    known = {
        S.dataFeedElement, S.claimReviewed, S.itemReviewed, S.appearance, S.author, S.publisher, S.name, S.description,
        S.sameAs, S.headline, S.url, S.datePublished, S.inLanguage,
    }  # fmt: skip
    assert set(g.predicates()) <= known | {rdflib.RDF.type}, set(g.predicates()) - known
    reviews = list(g.subjects(rdflib.RDF.type, S.ClaimReview))
    assert len(reviews) == len(feed["dataFeedElement"])
    return len(reviews)


def misp(path):
    import pymisp

    events = json.loads(path.read_text("utf-8"))["response"]
    for e in events:
        m = pymisp.MISPEvent(strict_validation=False)
        m.from_dict(**e["Event"])
        assert len(m.attributes) == len(e["Event"]["Attribute"]), m.uuid
        described = m.describe_types
        for a in m.attributes:
            assert a.type in described["types"] and a.category in described["categories"] and a.type in described["category_type_mappings"][a.category], (a.type, a.category)
        m.to_json()
    return len(events)


def brat(path):
    n = 0
    for f in path.glob("*.ann"):
        text = f.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in f.read_text("utf-8").splitlines():
            if line.startswith("T"):
                _, where, words = line.split("\t")
                spans = [tuple(map(int, s.split())) for s in where.split(" ", 1)[1].split(";")]
                assert " ".join(text[a:b] for a, b in spans).replace("\t", " ") == words, line
                n += 1
    assert "[entities]" in (path / "annotation.conf").read_text("utf-8")
    return n


def graphml(path):
    import networkx

    return networkx.read_graphml(path).number_of_edges()


def gexf(path):
    import networkx
    from lxml import etree

    tree = etree.parse(path).getroot()
    assert tree.tag == "{http://gexf.net/1.3}gexf"
    text = path.read_text("utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    nodes = {n.get("id") for n in tree.iter("{*}node")}
    edges = list(tree.iter("{*}edge"))
    assert all(e.get("source") in nodes and e.get("target") in nodes for e in edges)
    import io

    return networkx.read_gexf(io.BytesIO(text.encode())).number_of_edges()


def ical(path):
    import icalendar

    c = icalendar.Calendar.from_ical(path.read_bytes())
    events = list(c.walk("VEVENT"))
    for e in events:
        assert not e.errors, e.errors
        assert e["UID"] and e["DTSTAMP"] and e["DTSTART"].dt < e["DTEND"].dt
    return len(events)


def rss(path):
    import feedparser

    f = feedparser.parse(path.read_bytes())
    assert not f.bozo, f.bozo_exception
    assert f.version == "rss20"
    assert all(e.id and e.title for e in f.entries)
    return len(f.entries)


def html(path):
    import html5lib

    p = html5lib.HTMLParser(strict=True)
    p.parse(path.read_text("utf-8"))
    return 1


def csl(path):
    from citeproc.source.json import CiteProcJSON

    data = json.loads(path.read_text("utf-8"))
    assert len(CiteProcJSON(data)) == len(data)
    return len(data)


def bibtex(path):
    import bibtexparser

    text = path.read_text("utf-8")
    entries = bibtexparser.loads(text).entries if hasattr(bibtexparser, "loads") else bibtexparser.parse_string(text).entries
    assert len(entries) == len(re.findall(r"^@", text, re.M)), "some entries are not read"
    return len(entries)


def jsonl(path):
    """Offsets are code points; the JSON is what the schema beside it says."""
    import jsonschema

    schema = json.loads(path.with_name("schema.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    n = 0

    def receipts(v, text):
        nonlocal n
        if isinstance(v, dict):
            if {"start", "end", "text"} <= v.keys():
                assert text[v["start"] : v["end"]] == v["text"], v
                n += 1
            for x in v.values():
                receipts(x, text)
        elif isinstance(v, list):
            for x in v:
                receipts(x, text)

    for line in path.read_text("utf-8").split("\n")[:-1]:
        r = json.loads(line)
        validator.validate(r)
        receipts(r, r["document"]["text"])
    assert n > 0
    return n


def plover(path):
    import pandas

    table = pandas.read_json(path, lines=True, dtype=False)
    if len(table):
        assert table.id.is_unique
        pandas.to_datetime(table.date.replace("", None).dropna(), errors="coerce")
    return len(table)


CHECKS = {
    "stix": stix, "geojson": geojson, "kml": kml, "csv": csv_, "parquet": parquet, "acled": acled, "timeml": timeml, "conllu": conllu, "conllu-trees": conllu_trees, "prov": prov,
    "webannotation": webannotation, "claimreview": claimreview, "misp": misp, "brat": brat, "graphml": graphml, "gexf": gexf, "ical": ical, "rss": rss, "html": html,
    "csl": csl, "bibtex": bibtex, "jsonl": jsonl, "plover": plover,
    "polecat": separated(40, True, [0, 4, 5]), "icews": separated(20, True, [0, 7]), "gdelt-events": separated(61, False, [0, 29, 30]),
    "gdelt-mentions": separated(16, False, [0, 9, 11]), "gdelt-gkg": separated(27, False, [1]),
}  # fmt: skip

if __name__ == "__main__":
    name, where = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        print(name, CHECKS[name](where))
    except ModuleNotFoundError as e:
        print(f"{name}: {e}", file=sys.stderr)
        sys.exit(77)
