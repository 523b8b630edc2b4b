//! Rules that compare documents: a corpus in, findings out.

mod duplicate;
mod pages;
mod plain;
mod unresolved;
mod variant;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use masthead::corpus::{Collector, Facts, Reported};
use masthead::diagnostic::Place;
use masthead::linter::{Settings, check};
use masthead::rules::select;
use masthead::schema::Schema;
use masthead::source::Source;

use crate::support::{schema, settings};

/// Documents by path, and what they are checked against.
pub(crate) struct Corpus {
    documents: BTreeMap<PathBuf, String>,
    schema: Schema,
    settings: Settings,
    /// Only findings in these are asked for; in all where there are none.
    asked: Vec<PathBuf>,
}

impl Corpus {
    /// Documents in which `url`, `archive` and `id` are unique, and `publication` and `keywords` are wiki-links.
    pub(crate) fn new<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let documents = documents.into_iter().map(|(path, fields)| (path.into(), format!("---\n{fields}\n---\n")));
        Self { documents: documents.collect(), schema: article(""), settings: settings(), asked: Vec::new() }
    }

    /// Each keyword must be a document of the corpus.
    pub(crate) fn with_targets(mut self) -> Self {
        self.schema = article("keywords");
        self
    }

    /// Under another schema.
    pub(crate) fn under(mut self, text: &str) -> Self {
        self.schema = schema(text);
        self
    }

    pub(crate) fn without(mut self, rules: &str) -> Self {
        for rule in select(rules) {
            self.settings.levels.set(rule, None);
        }
        self
    }

    pub(crate) fn asked(mut self, path: &str) -> Self {
        self.asked.push(path.into());
        self
    }

    /// What is found, by path.
    pub(crate) fn reported(&self) -> Vec<Reported> {
        let forward: Vec<&PathBuf> = self.documents.keys().collect();
        let backward: Vec<&PathBuf> = self.documents.keys().rev().collect();
        let twice: Vec<&PathBuf> = self.documents.keys().chain(self.documents.keys()).collect();
        let reported = self.collect(&forward);
        assert_eq!(reported, self.collect(&backward), "the order of documents makes no difference");
        assert_eq!(reported, self.collect(&twice), "a document that is given twice is one document");
        reported
    }

    /// Each finding as ``path:line:column rule `text` ``.
    pub(crate) fn findings(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for Reported { path, diagnostics } in self.reported() {
            let source = Source::new(&path, self.documents[&path].as_str());
            for diagnostic in diagnostics {
                let start = source.position(diagnostic.span.start);
                let (name, text) = (source.name(), source.slice(diagnostic.span));
                lines.push(format!("{name}:{}:{} {} `{text}`", start.line, start.column, diagnostic.rule));
            }
        }
        lines
    }

    /// Each finding's message.
    pub(crate) fn messages(&self) -> Vec<String> {
        let reported = self.reported();
        reported.iter().flat_map(|document| &document.diagnostics).map(|found| found.message.clone()).collect()
    }

    /// Each label of another document as `path:line:column message`.
    pub(crate) fn labels(&self) -> Vec<String> {
        let reported = self.reported();
        let labels = reported.iter().flat_map(|document| &document.diagnostics).flat_map(|found| &found.labels);
        let shown = labels.map(|label| match &label.place {
            Place::Elsewhere { path, start, .. } => format!("{path}:{}:{} {}", start.line, start.column, label.message),
            Place::Here(span) => format!("{} {}", span.start, label.message),
        });
        shown.collect()
    }

    #[track_caller]
    pub(crate) fn is_clean(&self) {
        assert_eq!(self.findings(), [""; 0]);
    }

    fn collect(&self, order: &[&PathBuf]) -> Vec<Reported> {
        let mut collector = Collector::default();
        for path in order {
            let (_, facts) = self.read(path).expect("the document is in the corpus");
            collector.add(path, self.asked.is_empty() || self.asked.contains(path), &facts);
        }
        collector.finish(&|path: &Path| self.read(path)).reported
    }

    fn read(&self, path: &Path) -> Option<(Source, Facts)> {
        let source = Source::new(path, self.documents.get(path)?.as_str()).placed(path);
        let facts = check(&source, Some(&self.schema), &self.settings).facts;
        Some((source, facts))
    }
}

/// Not the built-in schema: it has fewer fields and, where asked, targets.
fn article(targets: &str) -> Schema {
    let text = format!(
        "properties:
  url: {{ format: uri }}
  archive: {{ format: wayback-url }}
  publication: {{ format: wikilink }}
  keywords: {{ items: {{ format: wikilink }} }}
x-masthead: {{ unique: [url, archive, id], targets: [{targets}] }}
"
    );
    schema(&text)
}
