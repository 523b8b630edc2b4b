//! Repairs: the body stays, and twice is the same as once.

use std::sync::LazyLock;

use chrono::DateTime;
use masthead::diagnostic::Safety;
use masthead::document::{Fence, split};
use masthead::fix::repair;
use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options};
use masthead::schema::Schema;
use masthead::source::Source;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    levels: Levels::default(),
    options: Options::default(),
    fields: std::sync::Arc::default(),
    now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("a date"),
});

pub(crate) fn run(text: &str) {
    let article = Schema::builtin("article");
    let check = |source: &Source| check(source, article.as_deref(), &SETTINGS).diagnostics;
    for allow in [Safety::Safe, Safety::Unsafe] {
        let once = repair(Source::new("a.md", text), check, allow);
        if let Fence::Closed(block) = split(text) {
            assert!(once.source.text().ends_with(&text[block.body..]), "the body: {:?}", once.source.text());
        }
        let again = repair(Source::new("a.md", once.source.text()), check, allow);
        assert_eq!(once.source.text(), again.source.text(), "twice, {allow:?}: {:?}", again.applied);
    }
}
