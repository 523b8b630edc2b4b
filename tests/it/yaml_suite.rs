//! The yaml-test-suite: what is valid is read as the suite says, what is not is refused.

use std::fs;
use std::path::PathBuf;

use masthead::source::Span;
use masthead::syntax::yaml::parse;
use masthead::tree::{Limits, Node, ProblemKind, Resolved, Style, Value};
use serde_json::{Number, Value as Json};

/// The cases that are judged otherwise, each with its reason in `docs/conformance.md`.
const DIFFERENT: &[&str] = &[
    // YAML reads one item of two lines; in front matter, a dash that is further in was meant as an item.
    "AB8U/00",
];

struct Case {
    name: String,
    yaml: String,
    fail: bool,
    documents: usize,
    json: Option<Json>,
}

fn folder() -> Option<PathBuf> {
    let root = std::env::var_os("MASTHEAD_CORPORA").map(PathBuf::from);
    let root = root.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"));
    Some(root.join("yaml-test-suite/src")).filter(|folder| folder.is_dir())
}

/// The suite's own signs for characters that are hard to see.
fn unveil(text: &str) -> String {
    let mut text = text.replace('␣', " ").replace('←', "\r").replace('⇔', "\u{feff}").replace('↵', "");
    while text.contains("—»") {
        text = text.replace("—»", "»");
    }
    text = text.replace('»', "\t");
    text.strip_suffix("∎\n").map(ToOwned::to_owned).unwrap_or(text)
}

fn cases() -> Option<Vec<Case>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()?).ok()?.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a case can be read");
        // The files are YAML themselves: our own reader reads them.
        let parsed = parse(&text, Span::new(0, text.len()), Limits::default());
        assert!(parsed.problems.is_empty(), "{}: {:?}", file.display(), parsed.problems);
        let root = parsed.root.expect("a list of cases");
        let mut before: Vec<(String, String)> = Vec::new();
        let mut skipped = false;
        for (index, item) in root.as_sequence().expect("a list").items.iter().enumerate() {
            let fields = &item.as_mapping().expect("a case is a mapping").entries;
            let own: Vec<(String, String)> = fields
                .iter()
                .filter_map(|entry| Some((entry.key_text()?.to_owned(), entry.value.as_scalar()?.text.to_string())))
                .collect();
            // A later case of a file takes over what it does not say.
            let field = |name: &str| {
                let find = |list: &[(String, String)]| {
                    list.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
                };
                find(&own).or_else(|| find(&before))
            };
            // As the suite's own converter does: what one case says of skipping holds for those after it.
            skipped |= own.iter().any(|(key, _)| key == "skip");
            if skipped {
                continue;
            }
            let fail = own.iter().any(|(key, value)| key == "fail" && value == "true");
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let tree = field("tree").unwrap_or_default();
            cases.push(Case {
                name: format!("{stem}/{index:02}"),
                yaml: unveil(&field("yaml").unwrap_or_default()),
                fail,
                documents: tree.lines().filter(|line| line.trim_start().starts_with("+DOC")).count(),
                json: field("json")
                    .filter(|json| json != "null")
                    .and_then(|json| serde_json::from_str(&unveil(&json)).ok()),
            });
            before = fields
                .iter()
                .filter_map(|entry| Some((entry.key_text()?.to_owned(), entry.value.as_scalar()?.text.to_string())))
                .chain(before)
                .collect();
        }
    }
    Some(cases)
}

/// What JSON makes of a tree; `None` where a key is no string.
pub(crate) fn json(node: &Node) -> Option<Json> {
    Some(match &node.value {
        Value::Sequence(sequence) => Json::Array(sequence.items.iter().map(json).collect::<Option<_>>()?),
        Value::Mapping(mapping) => Json::Object(
            mapping
                .entries
                .iter()
                .map(|entry| Some((entry.key_text()?.to_owned(), json(&entry.value)?)))
                .collect::<Option<_>>()?,
        ),
        Value::Broken => return None,
        Value::Scalar(scalar) => match node.resolved()? {
            Resolved::Null => Json::Null,
            Resolved::Bool(value) => Json::Bool(value),
            Resolved::Int(value) => Json::Number(i64::try_from(value).ok()?.into()),
            Resolved::Float(value) => Number::from_f64(value).map(Json::Number)?,
            Resolved::String => Json::String(scalar.text.to_string()),
        },
    })
}

/// Whether two values are equal, `450.0` and `450` among them.
fn is_same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| is_same(one, other)))
        }
        _ => one == other,
    }
}

/// Spans lie in the text, on characters; a quoted scalar's hold its quotes, a block scalar's its indicator.
pub(crate) fn spans_are_right(text: &str, node: &Node) {
    let written = text.get(node.span.range()).unwrap_or_else(|| panic!("{:?} in {text:?}", node.span));
    match &node.value {
        Value::Scalar(scalar) => match scalar.style {
            Style::SingleQuoted => assert!(written.starts_with('\'') && written.ends_with('\''), "{written:?}"),
            Style::DoubleQuoted => assert!(written.starts_with('"') && written.ends_with('"'), "{written:?}"),
            Style::Literal => assert!(written.starts_with('|'), "{written:?} in {text:?}"),
            Style::Folded => assert!(written.starts_with('>'), "{written:?} in {text:?}"),
            Style::Plain => assert_eq!(written.trim_matches([' ', '\t', '\n', '\r']), written),
        },
        Value::Sequence(sequence) => sequence.items.iter().for_each(|item| spans_are_right(text, item)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                spans_are_right(text, &entry.key);
                spans_are_right(text, &entry.value);
            }
        }
        Value::Broken => {}
    }
    if let Some(tag) = &node.tag {
        assert!(text[tag.span.range()].starts_with('!'), "{:?} in {text:?}", &text[tag.span.range()]);
    }
    if let Some(anchor) = node.anchor {
        assert!(text[anchor.range()].starts_with('&'), "{text:?}");
    }
}

#[test]
fn the_suite_is_read_as_it_says() {
    let Some(cases) = cases() else {
        println!("skipped: no yaml-test-suite at MASTHEAD_CORPORA or ../shared/corpora");
        return;
    };
    let mut wrong = Vec::new();
    let (mut valid, mut refused, mut same) = (0, 0, 0);
    for case in &cases {
        let parsed = parse(&case.yaml, Span::new(0, case.yaml.len()), Limits::default());
        if let Some(root) = &parsed.root {
            spans_are_right(&case.yaml, root);
        }
        let bad =
            parsed.problems.iter().find(|problem| matches!(problem.kind, ProblemKind::Syntax | ProblemKind::LookAlike));
        let mut differs = None;
        if case.fail {
            refused += usize::from(bad.is_some());
            differs = bad.is_none().then(|| "accepted".to_owned());
        } else if case.documents <= 1 {
            valid += usize::from(bad.is_none());
            differs = bad.map(|problem| problem.diagnostic.message.clone());
            if let (None, Some(expected)) = (&differs, &case.json) {
                let nothing = Some(Json::Null);
                let read = parsed.root.as_ref().map_or(nothing, json);
                let equal = read.as_ref().is_none_or(|read| is_same(read, expected));
                same += usize::from(read.is_some() && equal);
                differs = (!equal).then(|| format!("{read:?} for {expected}"));
            }
        }
        if let Some(reason) = differs.filter(|_| !DIFFERENT.contains(&case.name.as_str())) {
            wrong.push(format!("{}: {reason}\n{:?}", case.name, case.yaml));
        }
    }
    println!("{} cases: {valid} valid read, {same} with equal JSON, {refused} invalid refused", cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(same > 200 && refused > 80, "the suite is read: {same} and {refused}");
}
