#!/usr/bin/env python3
"""Writes a web archive (WARC 1.1) of invented reports to standard output.

    examples/warc.py --megabytes 1024 --seed 1 | gzip > crawl-0001.warc.gz
    examples/warc.py --megabytes 128 --weight 100 | gzip > crawl-0002.warc.gz

Places, people and papers are made up. The same seed gives the same bytes. Beside
pages there is what crawls hold, too: pictures, redirections, pages not found. With
--weight each page has so many kilobytes of scripts and styles around its report, as
the pages of papers have; without it archives hold more words than any crawl.
"""

import argparse
import random
import sys
import uuid

PLACES = ["Northport", "Harrow Bay", "Veld", "Cape Sorrel", "Orvale", "Lorne", "Asteria", "Quillon"]
PEOPLE = ["Ana Prado", "Piet Lorrimer", "Ines Oren", "Tomas Vell", "Mara Quist", "Jonas Abel"]
OFFICES = ["mayor", "harbour master", "minister", "spokesman for the militia", "doctor", "fire chief"]
THINGS = ["depot", "ferry", "bridge", "mill", "market", "customs house", "station"]
DEEDS = ["burned", "was shelled", "was closed", "reopened", "was seized by soldiers", "flooded"]
PAPERS = ["Daily Herald", "Bay News", "Lorne Gazette", "Meridian Wire"]


def sentence(r):
    place, person, office, thing, deed = (r.choice(x) for x in (PLACES, PEOPLE, OFFICES, THINGS, DEEDS))
    return r.choice([
        f"The {thing} at {place} {deed} on Friday, {person} said.",
        f"{person}, the {office} of {place}, denied that the {thing} {deed}.",
        f"“Nobody will forget how the {thing} {deed},” said {person}, the {office}.",
        f"According to the {r.choice(PAPERS)}, {r.randint(2, 40)} people were hurt when the {thing} at {place} {deed}.",
        f"The {office} told reporters that talks in {place} would go on until Monday.",
        f"A source close to the {office} said {person} had ordered the attack on the {thing}.",
    ])


def around(r, weight):
    """Scripts and styles of some kilobytes, no two alike."""
    if not weight:
        return f'<script>{"var a = 1; " * 200}</script>'
    rules = "".join(f".c{r.getrandbits(32):x}{{margin:{r.randint(0, 40)}px;color:#{r.getrandbits(24):06x}}}\n" for _ in range(weight * 10))
    calls = "".join(f'load("{r.getrandbits(64):x}",{r.randint(0, 9999)});\n' for _ in range(weight * 20))
    return f"<style>{rules}</style><script>{calls}</script>"


def page(r, weight):
    title = f"{r.choice(THINGS).capitalize()} at {r.choice(PLACES)} {r.choice(DEEDS)}"
    day = f"{r.randint(2018, 2023)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
    paragraphs = "\n".join("<p>" + " ".join(sentence(r) for _ in range(r.randint(2, 5))) + "</p>" for _ in range(r.randint(4, 14)))
    menu = "".join(f'<li><a href="/{p.lower()}">{p}</a></li>' for p in PLACES)
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {r.choice(PAPERS)}</title>'
            f'<meta property="article:published_time" content="{day}T10:00:00Z">{around(r, weight)}</head>'
            f'<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1><p class="byline">By {r.choice(PEOPLE)}</p>\n{paragraphs}</article>'
            f"<footer>All rights reserved</footer></body></html>").encode()


def record(r, n, kind, content_type, block):
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.UUID(int=r.getrandbits(128), version=4)}>\r\n"
            f"WARC-Date: 2023-05-04T10:00:00Z\r\nWARC-Target-URI: https://paper{n % 97}.example/{n}\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n").encode()
    return head + block + b"\r\n\r\n"


def answer(status, content_type, body):
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = p.add_mutually_exclusive_group(required=True)
    size.add_argument("--megabytes", type=float, help="stop after so many")
    size.add_argument("--pages", type=int, help="stop after so many pages")
    p.add_argument("--weight", type=int, default=0, help="kilobytes of scripts and styles a page")
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    r = random.Random(o.seed)
    written = pages = n = 0
    while written < o.megabytes * 1e6 if o.megabytes else pages < o.pages:
        n += 1
        if n % 10 == 3:
            b = answer("200 OK", "image/png", b"\x89PNG\r\n\x1a\n" + r.randbytes(4000))
        elif n % 10 == 7:
            b = answer("302 Found", "text/html", b"<p>moved</p>")
        else:
            b = answer("200 OK", "text/html; charset=utf-8", page(r, o.weight))
            pages += 1
        written += sys.stdout.buffer.write(record(r, n, "response", "application/http; msgtype=response", b))


main()
