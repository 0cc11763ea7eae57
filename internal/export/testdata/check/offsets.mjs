// Cuts every receipt of readings out of their texts by UTF-16 units, as JavaScript
// counts them: node offsets.mjs FILE.jsonl
import { readFileSync } from "node:fs";

let n = 0;
function receipts(v, text) {
  if (v === null || typeof v !== "object") return;
  if ("start" in v && "end" in v && "text" in v) {
    const got = text.slice(v.start, v.end);
    if (got !== v.text) throw new Error(`${JSON.stringify(v.text)} at ${v.start}:${v.end} is ${JSON.stringify(got)}`);
    n++;
  }
  for (const x of Object.values(v)) receipts(x, text);
}
for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const r = JSON.parse(line);
  receipts(r, r.document.text);
}
if (n === 0) throw new Error("no receipts");
console.log("offsets", n);
