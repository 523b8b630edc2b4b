//! Configurations: any text is one, or every mistake in it has a place.

use std::path::Path;

use masthead::config::{Adjustments, Config};
use masthead::source::Source;

pub(crate) fn run(text: &str) {
    match Config::parse(Source::new("masthead.toml", text), "/project") {
        Ok(config) => {
            let path = Path::new("articles/a.md");
            let overrides = config.overrides_for(path);
            let _ = (config.includes(path), config.schema_for(path, None).is_some(), config.own_fields());
            let _ = config.settings(&overrides, &Adjustments::default());
        }
        Err((source, diagnostics)) => {
            assert!(!diagnostics.is_empty());
            for diagnostic in diagnostics {
                assert!(source.text().get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
                assert_eq!(diagnostic.message.lines().count(), 1, "{:?}", diagnostic.message);
            }
        }
    }
}
