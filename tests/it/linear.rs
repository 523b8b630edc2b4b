//! The time that a rule takes grows as the document does, not as its square.
//!
//! Each input is made four times as large as before, and may take twice as long as it would then have to at most: one whose
//! time is the square of its size takes sixteen times as long. Times are those that the thread had a processor, where the
//! system tells them, and are measured anew where they look wrong, so that a busy machine does not matter.

use std::path::Path;
use std::time::{Duration, Instant};

use masthead::diagnostic::Safety;
use masthead::fix::{repair, unified};
use masthead::linter::check;
use masthead::schema::Schema;
use masthead::source::Source;

use crate::support::{schema, settings};

/// Makes a document of so many parts, with a name for the kind.
type Kind = (&'static str, fn(usize) -> String);

/// Less cannot be measured well: systems count by the clock's ticks.
const WORTH: Duration = Duration::from_millis(12);
/// As large as front matter may be, a little less.
const LARGEST: usize = 1_000_000;
const ATTEMPTS: usize = 6;

fn time(text: &str, run: &dyn Fn(&str)) -> Duration {
    let (wall, start) = (Instant::now(), processor_time());
    run(text);
    match (start, processor_time()) {
        (Some(start), Some(end)) => end.saturating_sub(start),
        _ => wall.elapsed(),
    }
}

/// How long this thread has had a processor; only Linux says so.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// What is wrong with the time that inputs of this kind take, if anything is.
fn grows_too_fast(make: fn(usize) -> String, run: &dyn Fn(&str)) -> Option<String> {
    let mut count = 64;
    let mut one = time(&make(count), run);
    while one < WORTH && make(count * 8).len() <= LARGEST {
        count *= 2;
        one = time(&make(count), run);
    }
    let (small, large) = (make(count), make(count * 4));
    let mut four = Duration::MAX;
    for _ in 0..ATTEMPTS {
        four = four.min(time(&large, run));
        if four < one * 8 || four < WORTH {
            return None;
        }
        one = one.min(time(&small, run));
    }
    Some(format!("{one:?} for {count}, {four:?} for {}", count * 4))
}

#[track_caller]
fn assert_linear(cases: &[Kind], schema: Option<&Schema>) {
    assert_runs_linearly(cases, &|text| {
        std::hint::black_box(check(&Source::new("a.md", text), schema, &settings()));
    });
}

#[track_caller]
fn assert_runs_linearly(cases: &[Kind], run: &dyn Fn(&str)) {
    let wrong: Vec<_> =
        cases.iter().filter_map(|(name, make)| Some(format!("{name}: {}", grows_too_fast(*make, run)?))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn joined(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

fn block(yaml: &str) -> String {
    format!("---\n{yaml}\n---\nbody\n")
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    block(&joined(count, |index| line(index) + "\n"))
}

fn items(key: &str, count: usize, item: impl Fn(usize) -> String) -> String {
    block(&format!("{key}:\n{}", joined(count, |index| format!("- {}\n", item(index)))))
}

fn body(text: &str) -> String {
    format!("---\ntitle: a\nlanguage: en\n---\n{text}\n")
}

#[test]
fn a_square_is_told_from_a_line() {
    let pairs = |text: &str| {
        let equal = |one: u8| text.bytes().filter(|other| *other == one).count();
        std::hint::black_box(text.bytes().map(equal).sum::<usize>());
    };
    assert!(grows_too_fast(|n| "a".repeat(n), &pairs).is_some());
    let line = |text: &str| {
        let count = |byte: u8| text.bytes().filter(|other| *other == byte).count();
        std::hint::black_box((0..200).map(count).sum::<usize>());
    };
    assert_eq!(grows_too_fast(|n| "a".repeat(n), &line), None);
}

#[test]
fn the_yaml_rules_are_linear() {
    assert_linear(
        &[
            ("fields", |n| lines(n, |i| format!("k{i}: v"))),
            ("equal fields", |n| lines(n, |_| "k: v".to_owned())),
            ("comments", |n| lines(n, |i| format!("k{i}: v # c"))),
            ("flow list", |n| block(&format!("k: [{}]", "a, ".repeat(n)))),
            ("flow mapping", |n| block(&format!("k: {{{}}}", joined(n, |i| format!("a{i}: b, "))))),
            ("anchors and aliases", |n| lines(n.min(9_000), |i| format!("k{i}: &a{i} v\nl{i}: *a{i}"))),
            ("unknown aliases", |n| lines(n, |i| format!("k{i}: *a"))),
            ("tags", |n| lines(n, |i| format!("k{i}: !a v"))),
            ("ambiguous scalars", |n| lines(n, |i| format!("k{i}: no"))),
            ("lines of a value", |n| block(&format!("a: b\n{}", "  c\n".repeat(n)))),
            ("lines of a quoted value", |n| block(&format!("a: \"b\n{}\"", "  c\n".repeat(n)))),
            ("lines of a block of text", |n| block(&format!("a: |\n{}", "  c\n".repeat(n)))),
            ("blank lines", |n| block(&format!("a: b{}c: d", "\n".repeat(n)))),
            ("open quotes", |n| lines(n, |i| format!("k{i}: \"v"))),
            ("two colons", |n| lines(n, |i| format!("k{i}: v: w"))),
            ("tabs", |n| lines(n, |i| format!("\tk{i}: v"))),
            ("look-alike colons", |n| lines(n, |i| format!("k{i}：v"))),
            ("no colons", |n| lines(n, |i| format!("word{i} word"))),
            ("open brackets", |n| lines(n, |i| format!("k{i}: [a"))),
            ("suppressions", |n| lines(n, |i| format!("k{i}: v # masthead: ignore[date]"))),
            ("names in a suppression", |n| block(&format!("a: b # masthead: ignore[{}]", "dat, ".repeat(n)))),
            ("line ends", |n| block(&"a: b\r\nc: d\n".repeat(n))),
            ("spaces at ends of lines", |n| lines(n, |i| format!("k{i}: v  "))),
        ],
        None,
    );
}

#[test]
fn the_rules_of_values_are_linear() {
    assert_linear(
        &[
            ("links", |n| items("keywords", n, |i| format!("'[[a{i}]]'"))),
            ("equal links", |n| items("keywords", n, |_| "'[[a]]'".to_owned())),
            ("unquoted links", |n| items("keywords", n, |i| format!("[[a{i}]]"))),
            ("links with spaces", |n| items("keywords", n, |i| format!("'[[ a{i} ]]'"))),
            ("text for links", |n| items("keywords", n, |i| format!("a{i}"))),
            ("brackets in a link", |n| items("keywords", 1, |_| format!("'[[{}]]'", "[[".repeat(n)))),
            ("languages", |n| items("language", n, |i| format!("en-x-{i}"))),
            ("subtags", |n| block(&format!("language: en{}", "-abc".repeat(n)))),
            ("wrong languages", |n| items("language", n, |i| format!("xx{i}"))),
            ("addresses", |n| items("url", n, |i| format!("https://a.md/{i}"))),
            ("wrong addresses", |n| items("url", n, |i| format!("htp:/a.md/{i}"))),
            ("a long path", |n| block(&format!("url: https://a.md/{}", "../a/".repeat(n)))),
            ("a long query", |n| block(&format!("url: https://a.md/?{}", "utm_a=b&".repeat(n)))),
            ("a long host", |n| block(&format!("url: https://{}md/", "xn--a.".repeat(n)))),
            ("percent signs", |n| block(&format!("url: https://a.md/{}", "%".repeat(n)))),
            ("snapshots in each other", |n| {
                let inner = format!("{}https://a.md/", "https://web.archive.org/web/2024/".repeat(n));
                block(&format!("archive: https://web.archive.org/web/2024/{inner}\nurl: {inner}"))
            }),
            ("dates", |n| items("published", n, |i| format!("2024-02-{:02}", i % 40))),
            ("figures of a date", |n| block(&format!("published: {}", "1".repeat(n)))),
            ("words of a date", |n| block(&format!("published: {}", "12 марта ".repeat(n)))),
            ("invisible characters", |n| block(&format!("title: a{}b", "\u{200b}".repeat(n)))),
            ("doubled spaces", |n| block(&format!("title: {}b", "a  ".repeat(n)))),
            ("words of two scripts", |n| block(&format!("title: {}b", "Cербия ".repeat(n)))),
            ("letters of two scripts", |n| block(&format!("title: {}b", "Cе".repeat(n)))),
            ("accents", |n| block(&format!("title: a{}", "\u{327}\u{301}".repeat(n)))),
            ("emoji", |n| block(&format!("title: {}a", "👨\u{200d}".repeat(n)))),
            ("a wrong encoding", |n| block(&format!("title: {}a", "Ð¡ÐµÑ€Ð±Ð¸Ñ ".repeat(n)))),
            ("placeholders", |n| lines(n, |i| format!("title{i}: TODO"))),
        ],
        Schema::builtin("article").as_deref(),
    );
}

#[test]
fn the_rules_of_the_body_are_linear() {
    assert_linear(
        &[
            ("a heading", |n| body(&format!("# {}", "*a* ".repeat(n)))),
            ("open links in a heading", |n| body(&format!("# {}", "[a](".repeat(n)))),
            ("stars in a heading", |n| body(&format!("# {}", "*".repeat(n)))),
            ("backquotes in a heading", |n| body(&format!("# {}", "` ``".repeat(n)))),
            ("open links", |n| body(&"[a](".repeat(n))),
            ("brackets", |n| body(&format!("{}{}", "[".repeat(n), "]".repeat(n)))),
            ("stars", |n| body(&"*a ".repeat(n))),
            ("comments", |n| body(&"<!-- a\n".repeat(n))),
            ("tags", |n| body(&"<a\n".repeat(n))),
            ("fences", |n| body(&"```\n~~~\n".repeat(n))),
            ("quotes", |n| body(&format!("{}a", ">".repeat(n)))),
            ("tables", |n| body(&"|a|b|\n|---|---|\n".repeat(n))),
            ("lines above a line of `=`", |n| body(&format!("{}===", "a\n".repeat(n)))),
            ("prose", |n| body(&"Это русский текст. ".repeat(n))),
        ],
        Schema::builtin("article").as_deref(),
    );
}

#[test]
fn the_rules_of_schemas_are_linear() {
    let schema = schema(
        "properties:\n  n: { items: { type: integer, minimum: 1000000000, multipleOf: 7 } }\n  \
         s: { items: { type: string, minLength: 9, pattern: '^(a+)+$', enum: [a, b, c], format: email } }\n  \
         u: { uniqueItems: true }\n  o: { items: { required: [x, y], additionalProperties: false } }\n  \
         t: { type: array, items: { anyOf: [{ type: boolean }, { const: x }] } }\n  known: { type: string }\n  x: true\n  y: true\n  z: true\n  l: true\n\
         additionalProperties: false\nx-masthead:\n  order: [z, y, x]\n  unique: [t]\n  targets: [l]\n",
    );
    assert_linear(
        &[
            ("numbers", |n| items("n", n, |i| i.to_string())),
            ("texts", |n| items("s", n, |i| format!("a{i}"))),
            ("equal items", |n| items("u", n, |_| "a".to_owned())),
            ("unlike items", |n| items("u", n, |i| format!("a{i}"))),
            ("mappings", |n| items("o", n, |i| format!("{{ a{i}: b }}"))),
            ("forms", |n| items("t", n, |i| format!("a{i}"))),
            ("unknown fields", |n| lines(n, |i| format!("a{i}: b"))),
            ("fields that are nearly known", |n| lines(n, |i| format!("knwn{i}: b"))),
            ("fields out of order", |n| {
                lines(n + 3, |i| if i < 3 { ["x: a", "y: a", "z: a"][i].to_owned() } else { format!("a{i}: b") })
            }),
            ("targets", |n| items("l", n, |i| format!("'[[a{i}]]'"))),
        ],
        Some(&schema),
    );
}

#[test]
fn repairs_are_linear() {
    // Faults of the YAML come two hundred at a time, so their number of rounds grows at first: see `hostile/repairs.rs`.
    let mut unlimited = settings();
    unlimited.options.findings = usize::MAX;
    let article = Schema::builtin("article");
    let run = |text: &str| {
        let check = |source: &Source| check(source, article.as_deref(), &unlimited).diagnostics;
        let source = Source::new("a.md", text);
        let repaired = repair(Source::new("a.md", text), check, Safety::Unsafe);
        std::hint::black_box(unified(Path::new("a.md"), &source, &repaired.source));
    };
    assert_runs_linearly(
        &[
            ("spaces at ends of values", |n| lines(n, |i| format!("k{i}: 'v '"))),
            ("spaces at ends of equal fields", |n| lines(n, |_| "k: 'v '".to_owned())),
            ("spaces at ends of items", |n| items("keywords", n, |i| format!("'[[a{i}]] '"))),
            ("invisible characters in keys", |n| lines(n, |i| format!("k\u{200b}{i}: v"))),
            ("links without quotes", |n| items("keywords", n, |i| format!("[[a{i}]]"))),
            ("items in lists of lists", |n| block(&format!("k: [{}]", "['v '], ".repeat(n)))),
            ("line ends", |n| block(&"a: b\r\nc: d\n".repeat(n))),
        ],
        &run,
    );
}

#[test]
fn toml_and_json_are_linear() {
    assert_linear(
        &[
            ("fields", |n| format!("+++\n{}+++\n", joined(n, |i| format!("k{i} = \"v\"\n")))),
            ("equal fields", |n| format!("+++\n{}+++\n", joined(n, |_| "k = 1\n".to_owned()))),
            ("tables", |n| format!("+++\n{}+++\n", joined(n, |i| format!("[t{i}.a.b]\nk = 1\n")))),
            ("equal tables", |n| format!("+++\n{}+++\n", joined(n, |_| "[t]\n".to_owned()))),
            ("tables in parts", |n| {
                format!("+++\n{}+++\n", joined(n, |i| format!("[t.a{i}]\nx = 1\n[u.b{i}]\ny = 1\n")))
            }),
            ("tables of a list", |n| format!("+++\n{}+++\n", joined(n, |i| format!("[[t]]\nk = {i}\n")))),
            ("keys with dots", |n| format!("+++\n{}+++\n", joined(n, |i| format!("a.b.c{i} = 1\n")))),
            ("a list", |n| format!("+++\nk = [{}]\n+++\n", joined(n, |i| format!("{i}, ")))),
            ("a list of lines", |n| format!("+++\nk = [\n{}]\n+++\n", joined(n, |i| format!("\"{i}\", # c\n")))),
            ("braces", |n| format!("+++\nk = {{{}}}\n+++\n", joined(n, |i| format!("\"a{i}\" = 1, ")))),
            ("comments", |n| format!("+++\n{}+++\n", joined(n, |i| format!("# c\nk{i} = 1 # d\n")))),
            ("faulty lines", |n| format!("+++\nx = 1\n{}+++\n", joined(n, |i| format!("k{i}: v\n")))),
            ("unclosed quotes", |n| format!("+++\n{}+++\n", joined(n, |i| format!("k{i} = \"v\n")))),
            ("unclosed lists", |n| format!("+++\n{}+++\n", joined(n, |i| format!("k{i} = [\n")))),
            ("escapes", |n| format!("+++\nk = \"{}\"\n+++\n", "\\u0416\\q".repeat(n))),
            ("a text of lines", |n| format!("+++\nk = \"\"\"\n{}\"\"\"\n+++\n", "a \\\n  b\n".repeat(n))),
            ("texts without quotes", |n| format!("+++\nk = [{}]\n+++\n", "a b, ".repeat(n))),
            ("deep", |n| format!("+++\nk = {}\n+++\n", "[".repeat(n))),
            ("no end", |n| format!("+++\n{}", joined(n, |i| format!("k{i} = 1\n")))),
            ("members", |n| format!("{{\n{}\"z\": 0\n}}\n", joined(n, |i| format!("\"k{i}\": \"v\",\n")))),
            ("members on a line", |n| format!("{{{}\"z\": 0}}\n", joined(n, |i| format!("\"k{i}\": 1, ")))),
            ("equal members", |n| format!("{{{}\"z\": 0}}\n", "\"k\": 1, ".repeat(n))),
            ("a list in JSON", |n| format!("{{\"k\": [{}0]}}\n", joined(n, |i| format!("{i}, ")))),
            ("faulty members", |n| format!("{{\n{}}}\n", joined(n, |i| format!("k{i}: v,\n")))),
            ("no comma", |n| format!("{{\n{}}}\n", joined(n, |i| format!("\"k{i}\": 1\n")))),
            ("unclosed in JSON", |n| format!("{{\n{}}}\n", joined(n, |i| format!("\"k{i}\": \"v,\n")))),
            ("escapes in JSON", |n| format!("{{\"k\": \"{}\"}}\n", "\\u0416\\q".repeat(n))),
            ("deep in JSON", |n| format!("{{\"k\": {}\n}}\n", "[".repeat(n))),
            ("braces without end", |n| format!("{{\n\"a\": 1,\n{}", "{\n".repeat(n))),
            ("braces again and again", |n| format!("{{\n\"a\": 1,\n{}", "}\n\"a\": 2,\n".repeat(n))),
        ],
        None,
    );
}

#[test]
fn streams_and_notebooks_are_read_linearly() {
    let run = |name: &'static str| {
        move |text: &str| {
            std::hint::black_box(check(&Source::new(name, text), None, &settings()));
        }
    };
    assert_runs_linearly(&[("documents", |n| "---\na: b\n".repeat(n.min(20_000)))], &run("a.yaml"));
    assert_runs_linearly(
        &[
            ("cells", |n| {
                format!(
                    "{{\"cells\": [{}0], \"metadata\": {{}}}}",
                    joined(n, |i| format!("{{\"metadata\": {{}}, \"a\": \"{i}\"}}, "))
                )
            }),
            ("strings", |n| format!("{{\"cells\": [{}0]", "\"metadata\", ".repeat(n))),
        ],
        &run("a.ipynb"),
    );
}

#[test]
fn conversions_are_linear() {
    use masthead::convert::convert;
    use masthead::syntax::Syntax;
    for to in [Syntax::Toml, Syntax::Json] {
        let run = |text: &str| {
            std::hint::black_box(convert(&Source::new("a.md", text), to).is_ok());
        };
        assert_runs_linearly(
            &[
                ("fields", |n| lines(n, |i| format!("k{i}: v # c"))),
                ("a list", |n| items("k", n, |i| format!("v{i} # c"))),
                ("mappings", |n| items("k", n, |i| format!("a: {i}\n  # c\n  b: {{c: d}}"))),
                ("tables", |n| lines(n, |i| format!("k{i}:\n  a: b"))),
                ("a long text", |n| block(&format!("k: |\n{}", "  a \"b\\\n".repeat(n)))),
            ],
            &run,
        );
    }
}
