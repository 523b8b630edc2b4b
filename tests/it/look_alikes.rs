//! For every rule: texts that look like its fault and are none, and a neighbour of theirs that is one.

mod files;
mod table;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use masthead::corpus::Collector;
use masthead::linter::check;
use masthead::rules::RULES;
use masthead::schema::Schema;
use masthead::source::Source;

use crate::support::{schema_with, settings};
use table::TABLE;

/// What is said of one rule. A text is the lines of a front matter, or a whole document if it begins with `=`; a form
/// feed parts the documents of a corpus.
pub(crate) struct Looks {
    pub(crate) rule: &'static str,
    /// The schema that governs all of them; without one if empty.
    pub(crate) schema: &'static str,
    pub(crate) fails: &'static str,
    pub(crate) passes: &'static [&'static str],
}

/// The vocabulary that schemas may name.
const TAGS: &str = "Политика: { aliases: [politics] }\nОбщество: люди\nC++:\n2024:\nno-ise:\n";

/// The rules that are looked at before there is a text; [`files`] has their look-alikes.
const OF_FILES: &[&str] = &["file/unreadable", "file/encoding", "file/limit"];

fn document(text: &str) -> String {
    text.strip_prefix('=').map_or_else(|| format!("---\n{text}\n---\n"), str::to_owned)
}

/// The rules that a corpus of these documents gives a finding of.
fn rules(texts: &str, schema: Option<&Schema>) -> Vec<&'static str> {
    let settings = settings();
    let texts: Vec<String> = texts.split('\u{c}').map(document).collect();
    // A text that begins with `/` is a document in a folder, with the name of the one whose number it has.
    let path = |number: usize| match texts[number].strip_prefix("---\n/") {
        Some(name) => PathBuf::from(format!("folder/{}.md", name.trim_end_matches("\n---\n"))),
        None => PathBuf::from(format!("{number}.md")),
    };
    let named: HashMap<PathBuf, &str> =
        texts.iter().enumerate().map(|(number, text)| (path(number), text.as_str())).collect();
    let checked = |path: &Path| {
        let source = Source::new(path, named[path]).placed(&Path::new("notes").join(path));
        let checked = check(&source, schema, &settings);
        (source, checked)
    };
    let mut collector = Collector::default();
    let mut found = Vec::new();
    for number in 0..texts.len() {
        let path = path(number);
        let (_, checked) = checked(&path);
        collector.add(&path, true, &checked.facts);
        found.extend(checked.diagnostics.iter().map(|diagnostic| diagnostic.rule));
    }
    let read = |path: &Path| {
        let (source, checked) = checked(path);
        Some((source, checked.facts))
    };
    for reported in collector.finish(&read).reported {
        found.extend(reported.diagnostics.iter().map(|diagnostic| diagnostic.rule));
    }
    found
}

#[test]
fn what_looks_like_a_fault_and_is_none_is_let_pass_and_its_neighbour_is_found() {
    let mut wrong = Vec::new();
    for looks in TABLE {
        let vocabulary = || vec![("tags.yaml".to_owned(), TAGS.to_owned())];
        let schema = (!looks.schema.is_empty()).then(|| schema_with(looks.schema, vocabulary()));
        for texts in looks.passes {
            let found = rules(texts, schema.as_ref());
            if found.contains(&looks.rule) {
                wrong.push(format!("{} is found in {texts:?}", looks.rule));
            }
        }
        if !rules(looks.fails, schema.as_ref()).contains(&looks.rule) {
            wrong.push(format!("{} is not found in {:?}", looks.rule, looks.fails));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_five_look_alikes() {
    for rule in RULES.iter().filter(|rule| !OF_FILES.contains(&rule.name)) {
        let all = TABLE.iter().filter(|looks| looks.rule == rule.name);
        let mut passes: Vec<_> = all.flat_map(|looks| looks.passes).collect();
        passes.sort_unstable();
        passes.dedup();
        assert!(passes.len() >= 5, "{} has {} look-alikes", rule.name, passes.len());
    }
}
