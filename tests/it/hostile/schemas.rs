//! Schemas that cost much, lead elsewhere or are none.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::machine::{Case, arguments};
use super::{front_matter, lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "the pattern `^(a+)+$` and a long value",
        |m| {
            m.governed(
                "properties: { a: { pattern: '^(a+)+$' } }",
                front_matter(&format!("a: {}!", "a".repeat(100_000))),
            )
        },
        1,
        &["schema/pattern"],
    ),
    Case::new(
        "`^(a+)+$` behind a look-ahead, which needs trying again",
        |m| {
            m.governed(
                "properties: { a: { pattern: '^(?=(a+)+$)a' } }",
                front_matter(&format!("a: {}!", "a".repeat(40))),
            )
        },
        1,
        &["schema/pattern"],
    ),
    Case::new(
        "a pattern with a back-reference",
        |m| {
            m.governed(
                "properties: { a: { pattern: '^(a*)*\\1$' } }",
                front_matter(&format!("a: {}!", "a".repeat(1_000))),
            )
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "1,000 values for a pattern that tries again",
        |m| {
            m.governed(
                "properties: { a: { items: { pattern: '^(?=(a+)+$)a' } } }",
                front_matter(&format!("a:\n{}", lines(scaled(1_000), |_| format!("- {}!", "a".repeat(40))))),
            )
        },
        1,
        &["schema/pattern"],
    ),
    Case::new(
        "a pattern that counts to a thousand thousand",
        |m| m.governed("properties: { a: { pattern: '^((a{1000}){1000}){1000}$' } }", front_matter("a: a")),
        2,
        &[],
    )
    .says("schema.yaml"),
    Case::new(
        "a pattern of 100,000 brackets",
        |m| m.governed(&format!("properties: {{ a: {{ pattern: '{}' }} }}", "(".repeat(100_000)), front_matter("a: a")),
        2,
        &[],
    )
    .says("schema.yaml"),
    Case::new("a `$ref` to itself", |m| m.governed("$ref: '#'", front_matter("a: a")), 0, &[]),
    Case::new(
        "`$ref`s in a circle",
        |m| {
            m.governed(
                "$ref: '#/$defs/a'\n$defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }",
                front_matter("a: a"),
            )
        },
        0,
        &[],
    ),
    Case::new(
        "a schema of itself and a document of 60 levels",
        |m| {
            m.governed(
                "additionalProperties: { $ref: '#' }\nitems: { $ref: '#' }",
                front_matter(&format!("a: {}{}", "[".repeat(60), "]".repeat(60))),
            )
        },
        0,
        &[],
    ),
    Case::new(
        "`$ref`s that double with each level, forty times",
        |m| m.governed(&doubling(40), front_matter("a: a")),
        0,
        &[],
    ),
    Case::new(
        "`anyOf`s that double with each level, twenty times, and none fits",
        |m| m.governed(&nested_forms(20), front_matter("a: a")),
        2,
        &[],
    )
    .says("so many forms for one value"),
    Case::new(
        "a schema that refers to itself twice at each level, and a document of 60 levels",
        |m| {
            let twice = "additionalProperties: { allOf: [{ $ref: '#' }, { $ref: '#/$defs/same' }] }\n$defs: { same: { $ref: '#' } }";
            m.governed(twice, front_matter(&format!("a: {}1{}", "{a: ".repeat(60), "}".repeat(60))))
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a schema that doubles by `properties` at each level, and a document of 40 levels",
        |m| m.governed(&fields_that_double(40), front_matter(&format!("a: {}1{}", "{a: ".repeat(40), "}".repeat(40)))),
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "3,900 `$ref`s, each leading to the next, and a document of 60 levels",
        |m| m.governed(&chain(3_900), front_matter(&format!("a: {}1{}", "{a: ".repeat(60), "}".repeat(60)))),
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "40,000 `$ref`s, each leading to the next",
        |m| m.governed(&chain(scaled(40_000).max(10_000)), front_matter("a: b")),
        2,
        &[],
    )
    .says("more than the 4000 that are followed"),
    Case::new(
        "a `$ref` out of the folder by `..`",
        |m| {
            m.write("secret.yaml", "type: object");
            m.write("in/schema.yaml", "$ref: ../secret.yaml");
            m.write("a.md", "---\na: b\n---\n");
            arguments(["check", "a.md", "--isolated", "--schema", "in/schema.yaml"])
        },
        2,
        &[],
    )
    .says("it leads out of the project"),
    Case::new(
        "a `$ref` out of the folder by a link",
        |m| {
            m.write("secret.yaml", "type: object");
            m.write("in/schema.yaml", "$ref: link.yaml");
            symlink("../secret.yaml", m.path("in/link.yaml")).unwrap();
            m.write("a.md", "---\na: b\n---\n");
            arguments(["check", "a.md", "--isolated", "--schema", "in/schema.yaml"])
        },
        2,
        &[],
    )
    .says("it leads out of the project"),
    Case::new(
        "a `$ref` out of the folder by `file:` and `%2e%2e`",
        |m| {
            m.write("in/schema.yaml", "allOf: [{ $ref: 'file:///etc/passwd' }, { $ref: '%2e%2e/%2e%2e/etc/passwd' }]");
            m.write("a.md", "---\na: b\n---\n");
            arguments(["check", "a.md", "--isolated", "--schema", "in/schema.yaml"])
        },
        2,
        &[],
    )
    .says("leads nowhere"),
    Case::new(
        "a `$ref` to `http:`",
        |m| m.governed("$ref: http://127.0.0.1:9/schema.json", front_matter("a: a")),
        2,
        &[],
    )
    .says("nothing is fetched from a network"),
    Case::new(
        "a `$ref` to a pipe",
        |m| {
            pipe(m.path("pipe.yaml"));
            m.governed("$ref: pipe.yaml", front_matter("a: a"))
        },
        2,
        &[],
    )
    .says("it is not a file"),
    Case::new(
        "a document that names a schema outside its project",
        |m| {
            m.write("p/masthead.toml", "");
            m.write("schema.yaml", "required: [x]");
            m.write("p/a.md", "---\n# yaml-language-server: $schema=../schema.yaml\na: b\n---\n");
            arguments(["check", "p/a.md"])
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a document that names a schema outside its project by a link",
        |m| {
            m.write("p/masthead.toml", "");
            m.write("schema.yaml", "required: [x]");
            symlink("../schema.yaml", m.path("p/s.yaml")).unwrap();
            m.write("p/a.md", "---\n$schema: s.yaml\na: b\n---\n");
            arguments(["check", "p/a.md"])
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a document that names `/etc/passwd` as its schema",
        |m| m.document(front_matter("$schema: /etc/passwd\na: b")),
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a document that names a pipe as its schema",
        |m| {
            pipe(m.path("pipe"));
            m.write("masthead.toml", "");
            m.write("a.md", front_matter("$schema: pipe\na: b"));
            arguments(["check", "a.md"])
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a document that names a folder as its schema",
        |m| {
            m.write("masthead.toml", "");
            m.write("a.md", front_matter("$schema: .\na: b"));
            arguments(["check", "a.md"])
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a document that names a schema with ESC and a command in its name",
        |m| m.document(front_matter("$schema: \"\\e[31m\\n::error::x\"\na: b")),
        1,
        &["schema/invalid", "text/invisible"],
    ),
    Case::new(
        "a schema 100,000 levels deep, in YAML",
        |m| m.governed(&format!("allOf: {}{}", "[".repeat(100_000), "]".repeat(100_000)), front_matter("a: a")),
        2,
        &[],
    )
    .says("schema.yaml"),
    Case::new(
        "a schema 100,000 levels deep, in JSON",
        |m| m.governed(&format!("{}true{}", "{\"not\":".repeat(100_000), "}".repeat(100_000)), front_matter("a: a")),
        2,
        &[],
    )
    .says("schema.yaml"),
    Case::new(
        "a schema 190 levels deep",
        |m| m.governed(&format!("{}true{}", "{\"not\":".repeat(190), "}".repeat(190)), front_matter("a: a")),
        0,
        &[],
    ),
    Case::new(
        "an `enum` of 100,000 values",
        |m| {
            m.governed(
                &format!(
                    "properties: {{ a: {{ enum: [{}] }} }}",
                    lines(scaled(100_000), |i| format!("v{i}")).replace('\n', ",")
                ),
                front_matter("a: x"),
            )
        },
        1,
        &["schema/enum"],
    ),
    Case::new(
        "a schema of 100,000 fields",
        |m| {
            m.governed(
                &format!("properties:\n{}", lines(scaled(100_000), |i| format!("  value{i}: {{}}"))),
                front_matter("value1x: x"),
            )
        },
        0,
        &["schema/misspelled-field"],
    ),
    Case::new("a schema of 20 MB", |m| m.governed(&"# x\n".repeat(5 << 20), front_matter("a: a")), 2, &[])
        .says("cannot be read"),
    Case::new("an empty schema", |m| m.governed("", front_matter("a: a")), 2, &[]).says("schema.yaml"),
    Case::new(
        "a schema of ESC and workflow commands",
        |m| m.governed("\"\\e[31m\\n::error::x\": \"\\e\"\ntype: \"\\n::error::\\e[2J\"\n", front_matter("a: a")),
        2,
        &[],
    )
    .says("schema.yaml"),
    Case::new(
        "a schema that is no UTF-8",
        |m| {
            m.write("a.md", "---\na: b\n---\n");
            m.write("schema.yaml", b"type: \xff\n");
            arguments(["check", "a.md", "--isolated", "--schema", "schema.yaml"])
        },
        2,
        &[],
    )
    .says("cannot be read"),
    Case::new(
        "20,000 items that might be one of 500 things, and are none",
        |m| {
            let parts = joined(500, |i| format!("{{const: {i}}},"));
            let schema = format!("properties: {{ a: {{ items: {{ anyOf: [{parts}] }} }} }}");
            m.governed(&schema, front_matter(&format!("a: [{}]", "b, ".repeat(scaled(20_000)))))
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "10,000 items that are none of 10,000 things",
        |m| {
            let options = joined(10_000, |i| format!("o{i},"));
            let items = joined(scaled(10_000), |i| format!("b{i},"));
            m.governed(
                &format!("properties: {{ a: {{ items: {{ enum: [{options}] }} }} }}"),
                front_matter(&format!("a: [{items}]")),
            )
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "10,000 items that each lack 10,000 fields",
        |m| {
            let names = joined(10_000, |i| format!("o{i},"));
            m.governed(
                &format!("properties: {{ a: {{ items: {{ required: [{names}] }} }} }}"),
                front_matter(&format!("a: [{}]", "{b: c}, ".repeat(scaled(10_000)))),
            )
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "10,000 items, each of which is one of the 10,000 things that it must not be",
        |m| {
            let options = joined(10_000, |i| format!("b{i},"));
            let items = joined(scaled(10_000), |i| format!("b{i},"));
            m.governed(
                &format!("properties: {{ a: {{ items: {{ not: {{ enum: [{options}] }} }} }} }}"),
                front_matter(&format!("a: [{items}]")),
            )
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "`unique` of 200,000 fields",
        |m| {
            let fields = joined(scaled(200_000), |i| format!("f{i},"));
            m.governed(&format!("x-masthead: {{ unique: [{fields}] }}"), front_matter("a: b"))
        },
        2,
        &[],
    )
    .says("more than the 1000 that are looked for"),
    Case::new(
        "`targets` of 1,000 fields, and 40,000 links under the last",
        |m| {
            let fields = joined(1_000, |i| format!("f{i},"));
            let links = lines(scaled(40_000), |i| format!("- '[[a{i}]]'"));
            m.governed(&format!("x-masthead: {{ targets: [{fields}] }}"), front_matter(&format!("f999:\n{links}")))
        },
        1,
        &["file/limit", "wikilink/unresolved"],
    ),
    Case::new(
        "`order` of 1,000 fields, which 50,000 others stand between",
        |m| {
            let fields = joined(1_000, |i| format!("f{i},"));
            let yaml = lines(scaled(50_000).max(10_000), |i| {
                format!("{}: a", if i % 50 == 0 { format!("f{}", 999 - i / 50) } else { format!("g{i}") })
            });
            m.governed(&format!("x-masthead: {{ order: [{fields}] }}"), front_matter(&yaml))
        },
        0,
        &["schema/order"],
    ),
    Case::new(
        "800 schemas of 300 fields, each named by a document: more than 4 MiB",
        |m| {
            for i in 0..800 {
                m.write(format!("{i}.md"), format!("---\n$schema: s{i}.yaml\n---\n"));
                let fields = joined(300, |field| format!("a{field}: {{ type: string }},"));
                m.write(format!("s{i}.yaml"), format!("properties: {{ {fields} }}"));
            }
            arguments(["check", ".", "--isolated"])
        },
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "`$ref`s to files of more than 2 MiB together",
        |m| {
            for i in 0..5 {
                m.write(format!("{i}.yaml"), format!("title: {}", "a".repeat(500_000)));
            }
            m.governed(
                "allOf: [{$ref: 0.yaml}, {$ref: 1.yaml}, {$ref: 2.yaml}, {$ref: 3.yaml}, {$ref: 4.yaml}]",
                "---\na: b\n---\n",
            )
        },
        2,
        &[],
    )
    .says("it is too large, or all that is referred to is"),
    Case::new(
        "a document that names a schema of another machine",
        |m| m.document("---\n$schema: //server/share/a.yaml\n---\n"),
        1,
        &["schema/invalid"],
    ),
    Case::new(
        "a `$ref` to another machine",
        |m| m.governed("$ref: file:////server/share/a.yaml", "---\na: b\n---\n"),
        2,
        &[],
    )
    .says("nothing is fetched from a network"),
    Case::new(
        "a `$ref` out of the folder by `%2e%2e%2f`",
        |m| {
            m.write("x/schema.yaml", "$ref: '%2e%2e%2fsecret.yaml'");
            m.write("secret.yaml", "type: string");
            m.write("a.md", "---\na: b\n---\n");
            arguments(["check", "a.md", "--isolated", "--schema", "x/schema.yaml"])
        },
        2,
        &[],
    )
    .says("it leads out of the project"),
    Case::new(
        "a `$ref` through a folder that is a link",
        |m| {
            m.write("x/schema.yaml", "$ref: y/secret.yaml");
            m.write("z/secret.yaml", "type: string");
            symlink("../z", m.path("x/y")).unwrap();
            m.write("a.md", "---\na: b\n---\n");
            arguments(["check", "a.md", "--isolated", "--schema", "x/schema.yaml"])
        },
        2,
        &[],
    )
    .says("it leads out of the project"),
    Case::new(
        "a `$ref` to `/proc/self/root`",
        |m| m.governed("$ref: /proc/self/root/etc/passwd", "---\na: b\n---\n"),
        2,
        &[],
    )
    .says("/proc/self/root/etc/passwd` leads nowhere: it leads out"),
];

fn doubling(levels: usize) -> String {
    let definitions = lines(levels, |level| {
        let next = level + 1;
        format!(
            "  d{level}: {{ properties: {{ a: {{ $ref: '#/$defs/d{next}' }}, b: {{ $ref: '#/$defs/d{next}' }} }} }}"
        )
    });
    format!("$ref: '#/$defs/d0'\n$defs:\n{definitions}\n  d{levels}: {{}}")
}

fn fields_that_double(levels: usize) -> String {
    let definitions = lines(levels, |level| {
        let next = level + 1;
        let part = format!("{{ properties: {{ a: {{ $ref: '#/$defs/d{next}' }} }} }}");
        format!("  d{level}: {{ allOf: [{part}, {part}] }}")
    });
    format!("$ref: '#/$defs/d0'\n$defs:\n{definitions}\n  d{levels}: {{}}")
}

fn chain(length: usize) -> String {
    let definitions = lines(length, |index| format!("  d{index}: {{ $ref: '#/$defs/d{}' }}", index + 1));
    format!(
        "$ref: '#/$defs/d0'\n$defs:\n{definitions}\n  d{length}: {{ properties: {{ a: {{ $ref: '#/$defs/d0' }} }} }}"
    )
}

fn nested_forms(levels: usize) -> String {
    let definitions = lines(levels, |level| {
        let next = level + 1;
        format!("  d{level}: {{ anyOf: [{{ $ref: '#/$defs/d{next}' }}, {{ $ref: '#/$defs/d{next}' }}] }}")
    });
    format!("properties: {{ a: {{ $ref: '#/$defs/d0' }} }}\n$defs:\n{definitions}\n  d{levels}: {{ type: integer }}")
}

fn pipe(path: std::path::PathBuf) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn hostile_schemas_are_survived() {
    run(CASES);
}

/// Texts that a number tells apart, one after another.
fn joined(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}
