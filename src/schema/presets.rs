//! The schemas that masthead brings along: one for each usual kind of collection.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::Schema;
use crate::source::Source;

macro_rules! presets {
    ($($name:literal)*) => {
        /// Name and text.
        pub(super) const PRESETS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../schema/", $name, ".schema.yaml")))),*];
    };
}

presets! {
    "article" "agent-skill" "citation" "dataset-card" "docusaurus" "hexo" "hugo" "jekyll" "madr" "mkdocs-material" "model-card"
    "obsidian" "okf" "quarto" "starlight" "zola"
}

type Compile = Box<dyn FnOnce() -> Arc<Schema> + Send>;
type Compiled = LazyLock<Arc<Schema>, Compile>;

static COMPILED: LazyLock<BTreeMap<&str, Compiled>> = LazyLock::new(|| {
    let compile = |name: &'static str, text: &'static str| -> Compile {
        Box::new(move || {
            let source = Source::new(format!("{name}.schema.yaml"), text);
            Arc::new(Schema::load_trusted(source).expect("a test loads every built-in schema"))
        })
    };
    PRESETS.iter().map(|(name, text)| (*name, LazyLock::new(compile(name, text)))).collect()
});

/// A schema that masthead brings along, compiled when it is first asked for.
pub(super) fn compiled(name: &str) -> Option<Arc<Schema>> {
    COMPILED.get(name).map(|schema| Arc::clone(schema))
}
