use masthead::diagnostic::{Diagnostic, Edit, Fix, Safety};
use masthead::fix::{Reason, apply};
use masthead::source::{Source, Span};

use crate::fix_toys::{all, each_value, found, repaired, trailing_spaces, underscores, unquoted};

fn edit(rule: &'static str, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic { rule, ..Diagnostic::new(Span::at(0), "found") }.fix(Fix::safe("change it", edits))
}

fn replace(start: usize, end: usize, text: &str) -> Edit {
    Edit::replace(Span::new(start, end), text)
}

/// A check that finds, in a document that holds `wanted`, one fault with these edits.
fn once(
    wanted: &'static str,
    rule: &'static str,
    pointer: &'static str,
    edits: impl Fn(usize) -> Vec<Edit>,
) -> impl Fn(&Source) -> Vec<Diagnostic> {
    move |source| {
        let found_at = source.text().find(wanted);
        found_at
            .map(|at| found(rule, pointer, Span::at(at), Some(Fix::safe("change it", edits(at)))))
            .into_iter()
            .collect()
    }
}

#[test]
fn of_two_fixes_the_earlier_is_made() {
    let fixes = [edit("text/whitespace", vec![replace(2, 5, "X")]), edit("text/whitespace", vec![replace(0, 3, "Y")])];
    let outcome = apply("abcdef", &fixes, Safety::Safe);
    assert_eq!((outcome.text.as_str(), outcome.applied), ("Ydef", vec![1]));
    assert_eq!(outcome.held_back, [(0, Reason::Overlap)]);
}

#[test]
fn of_two_fixes_at_one_place_that_of_the_earlier_rule_is_made() {
    let fixes = [edit("yaml/tag", vec![replace(0, 3, "X")]), edit("yaml/look-alike", vec![replace(0, 1, "Y")])];
    assert_eq!(apply("abcdef", &fixes, Safety::Safe).applied, [1]);
}

#[test]
fn neighbours_are_both_made() {
    let fixes = [edit("yaml/tag", vec![replace(0, 3, "X")]), edit("yaml/tag", vec![replace(3, 6, "Y")])];
    let outcome = apply("abcdef", &fixes, Safety::Safe);
    assert_eq!(outcome.text, "XY");
    assert_eq!(outcome.written, [[Span::new(0, 1)], [Span::new(1, 2)]]);
}

#[test]
fn two_insertions_at_one_place_exclude_each_other() {
    let fixes = [edit("yaml/tag", vec![Edit::insert(3, "X")]), edit("yaml/tag", vec![Edit::insert(3, "Y")])];
    assert_eq!(apply("abcdef", &fixes, Safety::Safe).text, "abcXdef");
}

#[test]
fn the_edits_of_a_fix_are_made_all_or_none() {
    let fixes = [
        edit("yaml/tag", vec![replace(1, 2, "X")]),
        edit("yaml/tag", vec![Edit::insert(1, "("), Edit::insert(5, ")")]),
    ];
    assert_eq!(apply("abcdef", &fixes, Safety::Safe).text, "aXcdef");
}

#[test]
fn edits_that_do_not_fit_the_text_are_not_made() {
    for edits in [
        vec![replace(0, 1, "x")],
        vec![replace(2, 100, "x")],
        vec![replace(4, 2, "x")],
        vec![replace(0, 4, "x"), replace(2, 6, "y")],
        vec![],
    ] {
        let outcome = apply("жук", &[edit("yaml/tag", edits)], Safety::Safe);
        assert_eq!((outcome.text.as_str(), outcome.held_back), ("жук", vec![(0, Reason::Malformed)]));
    }
}

#[test]
fn unsafe_fixes_are_made_only_if_they_are_allowed() {
    let diagnostic = Diagnostic::new(Span::at(0), "found").fix(Fix::unsafe_("change it", [replace(0, 1, "x")]));
    assert_eq!(apply("abc", std::slice::from_ref(&diagnostic), Safety::Safe).text, "abc");
    assert_eq!(apply("abc", &[diagnostic], Safety::Unsafe).text, "xbc");
}

#[test]
fn repairs_change_nothing_else() {
    let text = "\u{feff}---\r\n# first \r\ntitle: Сербия 🇷🇸  # why\r\nlang: ru_Cyrl_RU\r\ntags: [a, 'b']\r\n---\r\nlang: ru_RU  \r\n";
    let want = "\u{feff}---\r\n# first\r\ntitle: \"Сербия 🇷🇸\"  # why\r\nlang: \"ru-Cyrl-RU\"\r\ntags: [\"a\", 'b']\r\n---\r\nlang: ru_RU  \r\n";
    let repaired = repaired(text, all, Safety::Safe);
    assert_eq!(repaired.source.text(), want);
    assert_eq!((repaired.applied.len(), repaired.remaining.len(), repaired.held_back.len()), (6, 0, 0));
}

#[test]
fn a_document_without_faults_is_as_it_was() {
    let text = "---\ntitle: \"a\"\n---";
    let repaired = repaired(text, all, Safety::Unsafe);
    assert_eq!(repaired.source.text(), text);
    assert!(repaired.applied.is_empty() && repaired.held_back.is_empty());
}

#[test]
fn a_fix_that_changes_the_body_is_held_back() {
    let check = once("here", "yaml/tag", "", |at| vec![replace(at, at + 4, "there")]);
    let repaired = repaired("---\na: b\n---\nhere\n", check, Safety::Safe);
    assert_eq!(repaired.source.text(), "---\na: b\n---\nhere\n");
    assert_eq!(repaired.held_back[0].1, Reason::Body);
}

#[test]
fn spaces_after_the_closing_line_are_not_the_body() {
    let check = once("  \nbody", "text/trailing-space", "", |at| vec![replace(at, at + 2, "")]);
    assert_eq!(repaired("---\na: b\n---  \nbody\n", check, Safety::Safe).source.text(), "---\na: b\n---\nbody\n");
    let check = once("body", "text/trailing-space", "", |at| vec![Edit::insert(at, "more ")]);
    assert_eq!(repaired("---\na: b\n---\nbody\n", check, Safety::Safe).held_back[0].1, Reason::Body);
}

#[test]
fn a_fix_that_ends_the_front_matter_early_is_held_back() {
    let check = once("here", "yaml/tag", "/a", |at| vec![replace(at, at + 4, "b\n---")]);
    let repaired = repaired("---\na: here\nc: d\n---\nbody\n", check, Safety::Safe);
    assert_eq!(repaired.held_back[0].1, Reason::Body);
}

#[test]
fn a_fix_after_which_nothing_can_be_read_is_held_back_and_the_others_are_made() {
    let bad = once("here", "yaml/tag", "/a", |at| vec![replace(at, at + 4, "[")]);
    let check = |source: &Source| [bad(source), underscores(source)].concat();
    let repaired = repaired("---\na: here\nlang: ru_RU\n---\n", check, Safety::Safe);
    assert_eq!(repaired.source.text(), "---\na: here\nlang: ru-RU\n---\n");
    assert_eq!(repaired.held_back.len(), 1);
    assert_eq!(repaired.held_back[0].1, Reason::Unreadable);
    assert_eq!(repaired.remaining.len(), 1);
}

#[test]
fn a_fix_that_changes_another_field_is_held_back() {
    let check = once("here", "schema/type", "/a", |at| vec![replace(at, at + 4, "1\nb: 2")]);
    let text = "---\na: here\nc: d\n---\n";
    assert_eq!(
        repaired(text, check, Safety::Safe).source.text(),
        "---\na: 1\nb: 2\nc: d\n---\n",
        "a field that it writes"
    );
    let check = once("here", "schema/type", "/a", |at| vec![replace(at, at + 9, "1\nc: e")]);
    let repaired = repaired(text, check, Safety::Safe);
    assert_eq!(repaired.source.text(), text);
    assert_eq!(repaired.held_back[0].1, Reason::Data("/c".to_owned()));
}

#[test]
fn a_fix_of_the_writing_must_leave_the_data_alone() {
    let check = once(" here", "text/trailing-space", "", |at| vec![replace(at, at + 5, "here")]);
    let repaired = repaired("---\na: it is here\n---\n", check, Safety::Safe);
    assert_eq!(repaired.held_back[0].1, Reason::Data("/a".to_owned()));
}

#[test]
fn a_fix_that_loses_what_was_typed_is_held_back() {
    let check = once(" here", "yaml/syntax", "", |at| vec![replace(at, at + 5, "")]);
    let first = repaired("---\na: it is here\n---\n", check, Safety::Safe);
    assert_eq!(first.held_back[0].1, Reason::Loss("here".to_owned()));
    let check = once("here €", "text/whitespace", "/a", |at| vec![replace(at, at + 8, "here")]);
    let second = repaired("---\na: here €\n---\n", check, Safety::Safe);
    assert_eq!(second.held_back[0].1, Reason::Loss("here €".to_owned()));
}

#[test]
fn a_fix_that_makes_a_comment_of_text_is_held_back() {
    let check = once("'it is #1'", "schema/type", "/a", |at| vec![replace(at, at + 10, "it is #1")]);
    let repaired = repaired("---\na: 'it is #1'\nb: 2 # two\n---\n", check, Safety::Safe);
    assert_eq!(repaired.source.text(), "---\na: 'it is #1'\nb: 2 # two\n---\n");
    assert!(matches!(&repaired.held_back[0].1, Reason::Loss(text) if text == "#1'" || text == "#1"));
}

#[test]
fn the_order_of_fields_is_no_data() {
    let check = once("b: 2\na: 1\n", "schema/order", "", |at| vec![replace(at, at + 10, "a: 1\nb: 2\n")]);
    let repaired = repaired("---\nb: 2\na: 1\n---\n", check, Safety::Safe);
    assert_eq!(repaired.source.text(), "---\na: 1\nb: 2\n---\n");
}

#[test]
fn a_key_may_be_renamed() {
    let check = once("titel", "schema/misspelled-field", "/titel", |at| vec![replace(at, at + 5, "title")]);
    assert_eq!(repaired("---\ntitel: a\nb: c\n---\n", check, Safety::Safe).source.text(), "---\ntitle: a\nb: c\n---\n");
}

#[test]
fn an_item_may_be_removed() {
    let check = once("- b\n- b", "wikilink/duplicate", "/a/1", |at| vec![replace(at + 4, at + 8, "")]);
    assert_eq!(
        repaired("---\na:\n- b\n- b\n- c\n---\n", check, Safety::Safe).source.text(),
        "---\na:\n- b\n- c\n---\n"
    );
}

#[test]
fn a_fix_that_leads_to_another_finding_is_held_back() {
    let check = |source: &Source| {
        each_value(source, |source, node, pointer, diagnostics| match source.slice(node.span) {
            "one" => {
                let fix = Fix::safe("write `two`", [Edit::replace(node.span, "two")]);
                diagnostics.push(found("date/malformed", pointer, node.span, Some(fix)));
            }
            "two" => diagnostics.push(found("date/impossible", pointer, node.span, None)),
            _ => {}
        })
    };
    let repaired = repaired("---\na: one\n---\n", check, Safety::Safe);
    assert_eq!(repaired.source.text(), "---\na: one\n---\n");
    assert_eq!(repaired.held_back[0].1, Reason::Finding("date/impossible", "found".to_owned()));
}

#[test]
fn a_fix_may_lead_to_a_finding_that_is_repaired_in_turn() {
    let steps = [("one", "two"), ("two", "three"), ("three", "four")];
    let check = move |source: &Source| {
        each_value(source, |source, node, pointer, diagnostics| {
            if let Some((_, next)) = steps.iter().find(|(text, _)| *text == source.slice(node.span)) {
                let fix = Fix::safe("count on", [Edit::replace(node.span, *next)]);
                diagnostics.push(found("date/malformed", pointer, node.span, Some(fix)));
            }
        })
    };
    let repaired = repaired("---\na: one\n---\n", check, Safety::Safe);
    assert_eq!((repaired.source.text(), repaired.applied.len()), ("---\na: four\n---\n", 3));
}

#[test]
fn fixes_that_undo_each_other_are_held_back_and_the_others_are_made() {
    let swing = |source: &Source| {
        each_value(source, |source, node, pointer, diagnostics| {
            let other = match source.slice(node.span) {
                "tick" => "tock",
                "tock" => "tick",
                _ => return,
            };
            let fix = Fix::safe(format!("write `{other}`"), [Edit::replace(node.span, other)]);
            diagnostics.push(found("date/malformed", pointer, node.span, Some(fix)));
        })
    };
    let check = move |source: &Source| [swing(source), underscores(source)].concat();
    let first = repaired("---\na: tick\nlang: ru_RU\n---\n", check, Safety::Safe);
    assert!(first.source.text().contains("lang: ru-RU"));
    let second = repaired(first.source.text(), check, Safety::Safe);
    assert_eq!(second.source.text(), first.source.text(), "twice is the same as once");
}

#[test]
fn a_fix_that_changes_nothing_is_no_fix() {
    let check = once("b", "yaml/tag", "/a", |at| vec![replace(at, at + 1, "b")]);
    let repaired = repaired("---\na: b\n---\n", check, Safety::Safe);
    assert!(repaired.applied.is_empty());
    assert_eq!(repaired.held_back[0].1, Reason::Malformed);
}

#[test]
fn many_bad_fixes_among_many_good_ones_are_told_apart() {
    let name = |index| if index % 20 == 7 { "bad" } else { "good" };
    let fields: Vec<String> = (0..60).map(|index| format!("{}{index}: word\n", name(index))).collect();
    let text = format!("---\n{}---\n", fields.concat());
    let check = |source: &Source| {
        each_value(source, |source, node, pointer, diagnostics| {
            if source.slice(node.span) == "word" {
                let new = if pointer.starts_with("/bad") { "[" } else { "words" };
                let fix = Fix::safe("change it", [Edit::replace(node.span, new)]);
                diagnostics.push(found("text/whitespace", pointer, node.span, Some(fix)));
            }
        })
    };
    let repaired = repaired(&text, check, Safety::Safe);
    assert_eq!((repaired.applied.len(), repaired.held_back.len()), (57, 3));
}

#[test]
fn a_value_that_an_alias_repeats_may_be_repaired() {
    let text = "---\nlang: &l ru_RU\nother: *l\n---\n";
    assert_eq!(repaired(text, underscores, Safety::Safe).source.text(), "---\nlang: &l ru-RU\nother: *l\n---\n");
}

#[test]
fn what_is_not_front_matter_is_left_alone() {
    for text in ["", "---", "---\n", "text", "---\nlang: ru_RU\n", "---\n---\n", "\u{feff}"] {
        let check = |source: &Source| [trailing_spaces(source), unquoted(source)].concat();
        assert_eq!(repaired(text, check, Safety::Unsafe).source.text(), text);
    }
}

#[test]
fn a_forgotten_opening_line_may_be_written() {
    let check = |source: &Source| {
        let at = source.text().find("\n---\nbody").map_or(0, |at| at + 1);
        let fix = Fix::unsafe_("write the opening `---`", [Edit::insert(0, "---\n")]);
        let absent = Diagnostic { rule: "front-matter/fence", ..Diagnostic::new(Span::at(at), "found") }.fix(fix);
        if source.text().starts_with("---") { Vec::new() } else { vec![absent] }
    };
    let repaired = repaired("title: a\nlang: ru\n---\nbody\n", check, Safety::Unsafe);
    assert_eq!(repaired.source.text(), "---\ntitle: a\nlang: ru\n---\nbody\n");
}
