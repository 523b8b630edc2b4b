#!/usr/bin/env python3
"""Compares verdicts and places with python-jsonschema and Ajv, both with formats, on generated schemas and documents.

usage: verdicts.py MASTHEAD [--ajv FOLDER]    exit 0 where every disagreement is one of EXPLAINED

FOLDER holds node_modules with ajv, ajv-formats and ajv-draft-04. Every pair is made from one seed, so that each run is the same.
"""
import argparse, collections, json, os, pathlib, random, subprocess, sys, tempfile

import jsonschema

DRAFTS = {
    "4": ("http://json-schema.org/draft-04/schema#", jsonschema.Draft4Validator),
    "6": ("http://json-schema.org/draft-06/schema#", jsonschema.Draft6Validator),
    "7": ("http://json-schema.org/draft-07/schema#", jsonschema.Draft7Validator),
    "2019": ("https://json-schema.org/draft/2019-09/schema", jsonschema.Draft201909Validator),
    "2020": ("https://json-schema.org/draft/2020-12/schema", jsonschema.Draft202012Validator),
}
FIELDS = ["a", "b", "kind", "дата"]
TEXTS = ["", "x", "слово", "2022-09-26", "2022-02-30", "a@b.md", "https://nokta.md/", " ", "news"]
VALUES = [*TEXTS, 0, 1, 2.5, -3, True, False, None, [], [1, 1], ["x", "news"], {}, {"a": 1}, {"a": "x", "b": 2}]
SCHEMAS, DOCUMENTS = 640, 9

# Disagreements that are known: a test of (side, draft, schema, document), and why masthead says what it says. There are none.
EXPLAINED = []


def scalar(r):
    return r.choice([
        {"type": r.choice(["string", "integer", "number", "boolean", "array", "object"])}, {"enum": r.sample(TEXTS, 3)},
        {"enum": [1, "1", True]}, {"pattern": r.choice(["^[a-z]+$", "^\\d", "о", "\\S"])}, {"minLength": r.randint(0, 3)},
        {"maxLength": r.randint(0, 6)}, {"minimum": r.randint(-3, 3)}, {"maximum": r.randint(-3, 3)}, {"type": "string", "format": r.choice(["date", "email"])},
        {"uniqueItems": True}, {"maxItems": 1}, {"type": ["string", "null"]}, {"multipleOf": 2}])


def part(r, draft, depth):
    if depth == 0 or r.random() < 0.35:
        return scalar(r)
    inner = lambda: part(r, draft, depth - 1)
    new = draft in ("2019", "2020")
    ways = [
        lambda: {"properties": {f: inner() for f in r.sample(FIELDS, 2)}, "required": r.sample(FIELDS, 1)},
        lambda: {"properties": {f: inner() for f in r.sample(FIELDS, 2)}, "additionalProperties": r.choice([False, scalar(r)])},
        lambda: {"patternProperties": {"^[a-k]": inner()}}, lambda: {"items": inner()},
        lambda: {r.choice(["anyOf", "oneOf", "allOf"]): [inner(), inner()]}, lambda: {"not": inner()},
        lambda: {"$ref": "#/definitions/" + r.choice(["d", "e"])}]
    if draft != "4":
        ways += [lambda: {"contains": inner()}, lambda: {"const": r.choice(VALUES)}, lambda: {"propertyNames": {"maxLength": 2}}]
    if draft not in ("4", "6"):
        ways += [lambda: {"if": inner(), "then": inner(), "else": inner()}]
    if new:
        ways += [lambda: {"allOf": [inner(), inner()], "unevaluatedProperties": False}, lambda: {"dependentRequired": {"a": ["b"]}},
                 lambda: {"dependentSchemas": {"a": inner()}}, lambda: {"contains": inner(), "minContains": 1, "maxContains": 1}]
    return r.choice(ways)()


def pairs(r):
    for number in range(SCHEMAS):
        draft = list(DRAFTS)[number % len(DRAFTS)]
        schema = {"properties": {f: part(r, draft, 2) for f in r.sample(FIELDS, 3)}, "allOf": [part(r, draft, 2)],
                  "definitions": {"d": scalar(r), "e": {"anyOf": [scalar(r), scalar(r)]}}, "$schema": DRAFTS[draft][0]}
        if draft in ("2019", "2020"):
            schema = json.loads(json.dumps(schema).replace('definitions', '$defs'))
        documents = [{f: r.choice(VALUES) for f in r.sample(FIELDS, r.randint(1, 4))} for _ in range(DOCUMENTS)]
        yield draft, schema, documents


def ours(binary, all_pairs):
    """For each document the pointers of what is wrong at level error."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = []
        for number, (_, schema, documents) in enumerate(all_pairs):
            (folder / f"s{number}.json").write_text(json.dumps(schema), encoding="utf-8")
            config.append(f'[[schemas]]\nfiles = ["d{number}/**"]\nschema = "s{number}.json"\n')
            (folder / f"d{number}").mkdir()
            for index, document in enumerate(documents):
                (folder / f"d{number}" / f"{index}.md").write_text(f"---\n{json.dumps(document, ensure_ascii=False)}\n---\n", encoding="utf-8")
        (folder / "masthead.toml").write_text("\n".join(config), encoding="utf-8")
        done = subprocess.run([os.path.abspath(binary), "check", "--output-format", "json", "."], cwd=folder, capture_output=True, text=True)
        if done.returncode == 2:
            sys.exit(f"masthead ends with 2: {done.stderr[:2000]}")
        found = collections.defaultdict(set)
        for one in json.loads(done.stdout)["diagnostics"]:
            if one["level"] == "error":
                number, index = one["path"][1:-3].split("/")
                found[int(number), int(index)].add(one.get("pointer", ""))
        return found


def theirs(draft, schema, document):
    kind = DRAFTS[draft][1]
    errors = kind(schema, format_checker=jsonschema.FormatChecker(["date", "email"])).iter_errors(document)
    return {"".join(f"/{step}" for step in error.absolute_path) for error in errors}


def by_ajv(folder, all_pairs):
    script = pathlib.Path(__file__).with_name("ajv.js")
    data = json.dumps([list(pair) for pair in all_pairs])
    done = subprocess.run(["node", str(script), folder], input=data, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Ajv did not run: {done.stderr[:2000]}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("masthead")
    parser.add_argument("--ajv")
    options = parser.parse_args()
    all_pairs = list(pairs(random.Random(15)))
    found = ours(options.masthead, all_pairs)
    ajv = by_ajv(options.ajv, all_pairs) if options.ajv else None
    count, refused, bad, known = 0, 0, [], collections.Counter()
    for number, (draft, schema, documents) in enumerate(all_pairs):
        for index, document in enumerate(documents):
            count += 1
            mine, places = bool(found.get((number, index))), theirs(draft, schema, document)
            refused += mine
            sides = {"python": bool(places)} | ({"ajv": ajv[number][index]} if ajv and ajv[number][index] is not None else {})
            for side, wrong in sides.items():
                if mine == wrong:
                    continue
                texts = json.dumps(schema, ensure_ascii=False), json.dumps(document, ensure_ascii=False)
                why = next((why for test, why in EXPLAINED if test(side, draft, *texts)), None)
                if why:
                    known[why] += 1
                else:
                    bad.append(f"{side}: draft {draft}: masthead says {'wrong' if mine else 'right'}\n  {texts[0]}\n  {texts[1]}")
            # A place of ours lies at, above or below one of theirs, or is what a form or condition there is about.
            near = lambda one: any(one.startswith(other) or other.startswith(one) for other in places)
            if mine and places and not all(near(one) for one in found[number, index]):
                bad.append(f"place: draft {draft}: {found[number, index]} against {places}\n  {json.dumps(schema, ensure_ascii=False)}\n  {json.dumps(document, ensure_ascii=False)}")
    for one in bad[:20]:
        print(one)
    for why, times in known.items():
        print(f"{times} known: {why}")
    print(f"{count} pairs ({refused} refused), {len(bad)} unexplained disagreements" + ("" if ajv else " (without Ajv)"))
    # A comparison of nothing but one verdict would prove nothing.
    sys.exit(bool(bad) or not count // 10 < refused < count - count // 10)


if __name__ == "__main__":
    main()
