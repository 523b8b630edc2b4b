use masthead::render::Format;
use serde_json::{Value, json};

use super::support::{assert_harmless, hostile, ordinary, render};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("output is JSON")
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let output = parse(&render(Format::Json, &ordinary()));
    assert_eq!(output["version"], 1);
    assert_eq!(
        output["diagnostics"][0],
        json!({
            "rule": "yaml/syntax", "level": "error", "message": "`ru_RU` in `language` is not a language tag",
            "path": "articles/a.md", "pointer": "/language",
            "range": { "start": { "line": 3, "column": 11, "offset": 43 }, "end": { "line": 3, "column": 16, "offset": 48 } },
            "help": "write `ru-RU`",
            "fix": { "message": "write `ru-RU`", "safety": "safe", "edits": [ {
                "range": { "start": { "line": 3, "column": 11, "offset": 43 }, "end": { "line": 3, "column": 16, "offset": 48 } },
                "text": "ru-RU" } ] } })
    );
    let label = json!({ "path": "articles/z y.md", "message": "the same", "range": {
        "start": { "line": 3, "column": 7, "offset": 30 }, "end": { "line": 3, "column": 27, "offset": 50 } } });
    assert_eq!(output["diagnostics"][2]["labels"][0], label);
    assert_eq!(output["summary"], json!({ "files": 2, "errors": 1, "warnings": 1, "infos": 1, "fixable": 1 }));
}

#[test]
fn json_of_nothing_is_complete() {
    let output = parse(&render(Format::Json, &[]));
    assert_eq!(output["diagnostics"], json!([]));
    assert_eq!(output["summary"]["files"], 0);
}

#[test]
fn jsonl_has_the_members_of_json_a_line_each() {
    for reports in [ordinary(), hostile()] {
        let whole = parse(&render(Format::Json, &reports));
        let lines: Vec<Value> = render(Format::Jsonl, &reports).lines().map(parse).collect();
        assert_eq!(whole["diagnostics"], Value::Array(lines));
    }
}

#[test]
fn json_says_exactly_what_the_text_holds_and_sends_none_of_it() {
    let reports = hostile();
    for format in [Format::Json, Format::Jsonl] {
        assert_harmless(&render(format, &reports));
    }
    let output = parse(&render(Format::Json, &reports));
    let finding = &reports[3].findings[0].diagnostic;
    let written = &output["diagnostics"][6];
    assert_eq!(written["path"], reports[3].path);
    assert_eq!(written["message"], finding.message);
    assert_eq!(written["pointer"].as_str(), finding.pointer.as_deref());
    assert_eq!(written["fix"]["edits"][0]["text"], finding.message);
}
