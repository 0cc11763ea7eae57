"""Writes src/hearsay/record.py from the JSON Schema of a Reading.

    hearsay schema | python generate.py > src/hearsay/record.py
"""

from __future__ import annotations

import json
import keyword
import sys
import textwrap

HEAD = '''"""The record: what hearsay finds in a report, as dataclasses.

Made by generate.py from `hearsay schema`; do not edit. Offsets count characters
of `document.text`, as Python does: `text[r.start:r.end] == r.text` for every
Receipt r.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
'''

PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def python_type(schema: dict) -> str:
    if ref := schema.get("$ref"):
        return ref.rsplit("/", 1)[1]
    if options := schema.get("anyOf"):
        return " | ".join(python_type(o) for o in options)
    if values := schema.get("enum"):
        return "Literal[" + ", ".join(json.dumps(v) for v in values) + "]"
    match schema.get("type"):
        case "array":
            return f"list[{python_type(schema['items'])}]"
        case "null":
            return "None"
        case kind if kind in PLAIN:
            return PLAIN[kind]
    raise SystemExit(f"generate: no Python type for {schema}")


def python_name(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name



def main() -> None:
    schema = json.load(sys.stdin)
    definitions = schema["$defs"]
    print(HEAD, end="")
    for name in sorted(definitions):
        d = definitions[name]
        print(f"\n\n@dataclass(frozen=True, slots=True)\nclass {name}:")
        if text := d.get("description"):
            print(textwrap.indent(textwrap.fill('"""' + text + '"""', 92), "    ") + "\n")
        # A field that may be left out has a default, and such come last.
        required = set(d.get("required", ()))
        fields = sorted(d["properties"].items(), key=lambda f: f[0] not in required)
        for field, kind in fields:
            text = textwrap.wrap(kind.get("description", ""), 86)
            for line in text:
                print(f"    #: {line}")
            default = "" if field in required else " | None = None"
            print(f"    {python_name(field)}: {python_type(kind)}{default}")
    print("\n\n__all__ = [" + ", ".join(json.dumps(n) for n in sorted(definitions)) + "]")


if __name__ == "__main__":
    main()
