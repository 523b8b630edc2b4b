//! What renderers are given: findings whose places have been counted, so that texts can be dropped before.

use crate::diagnostic::{Diagnostic, Fix, Place, Safety, Severity};
use crate::rules::Rule;
use crate::source::{Position, Source, Span};

/// What was found in one document.
#[derive(Debug, Default)]
pub struct DocumentReport {
    /// The path as findings show it, with `/` between folders.
    pub path: String,
    /// Sorted by place, then by rule.
    pub findings: Vec<Located>,
    /// The text, or its head, for the `full` format; the others need none.
    pub source: Option<Source>,
}

/// A finding with its places counted.
#[derive(Clone, Debug)]
pub struct Located {
    pub diagnostic: Diagnostic,
    pub range: Range,
    /// Where each of the diagnostic's labels points, in their order.
    pub labels: Vec<Range>,
    /// Where each edit of the diagnostic's fix goes, in their order.
    pub edits: Vec<Range>,
    /// A hash of rule, field and marked text: the same when lines move. Findings of one document may share it.
    pub fingerprint: u64,
}

/// Two places of one file; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: Position,
    pub end: Position,
    /// The columns counted in bytes of UTF-8, from 1; not known in other documents.
    pub bytes: Option<(usize, usize)>,
}

impl Located {
    /// Counts lines and columns. `source` is the text in which the diagnostic's spans count.
    pub fn new(source: &Source, diagnostic: Diagnostic) -> Self {
        let place = |place: &Place| match place {
            Place::Here(span) => Range::new(source, *span),
            Place::Elsewhere { start, end, .. } => Range { start: *start, end: *end, bytes: None },
        };
        Self {
            range: Range::new(source, diagnostic.span),
            labels: diagnostic.labels.iter().map(|label| place(&label.place)).collect(),
            edits: edits(&diagnostic).map(|edit| Range::new(source, edit.span)).collect(),
            fingerprint: fingerprint(source, &diagnostic),
            diagnostic,
        }
    }

    /// The field that the finding is about, as a JSON Pointer in which `*` stands for every place in a list, as items
    /// move when others come and go; empty where it is about none.
    pub fn field(&self) -> String {
        field(self.diagnostic.pointer.as_deref().unwrap_or_default())
    }

    pub fn safety(&self) -> Option<Safety> {
        self.diagnostic.fix.as_ref().map(|fix| fix.safety)
    }

    /// The memory that it takes, in bytes, more or less.
    pub fn bytes(&self) -> usize {
        let diagnostic = &self.diagnostic;
        let texts = [&diagnostic.label, &diagnostic.pointer, &diagnostic.help].into_iter().flatten();
        let labels = diagnostic.labels.iter().map(|label| size_of_val(label) + label.message.len());
        let edits = edits(diagnostic).map(|edit| size_of_val(edit) + edit.text.len());
        let fix = diagnostic.fix.iter().map(|fix| fix.message.len());
        let parts = texts.map(String::len).chain(labels).chain(edits).chain(fix).sum::<usize>();
        let ranges = (self.labels.len() + self.edits.len()) * size_of::<Range>();
        size_of_val(self) + diagnostic.message.len() + parts + ranges
    }

    /// The labels with their places.
    pub(super) fn labels<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, Range, &'a str)> {
        self.diagnostic.labels.iter().zip(&self.labels).map(move |(label, range)| {
            let path = match &label.place {
                Place::Here(_) => path,
                Place::Elsewhere { path, .. } => path,
            };
            (path, *range, label.message.as_str())
        })
    }

    /// The edits with their places.
    pub(super) fn edits(&self) -> impl Iterator<Item = (Range, &str)> {
        edits(&self.diagnostic).zip(&self.edits).map(|(edit, range)| (*range, edit.text.as_str()))
    }
}

impl Range {
    pub fn new(source: &Source, span: Span) -> Self {
        let start = source.position(span.start);
        let end = source.position(span.end.max(span.start));
        Self { start, end, bytes: Some((byte_column(source, start), byte_column(source, end))) }
    }
}

/// How much was checked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings that have a safe fix.
    pub fixable: usize,
    /// Findings that have an unsafe fix.
    pub fixable_unsafe: usize,
    /// Findings that were repaired in this run, which are no longer counted above.
    pub repaired: usize,
    /// Repairs that were tried and not kept.
    pub held_back: usize,
}

impl Summary {
    /// Counts one more document.
    pub fn add(&mut self, findings: &[Located]) {
        self.files += 1;
        self.count(findings);
    }

    /// Counts findings of a document that is counted already.
    pub fn count(&mut self, findings: &[Located]) {
        for finding in findings {
            match finding.diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            match finding.safety() {
                Some(Safety::Safe) => self.fixable += 1,
                Some(Safety::Unsafe) => self.fixable_unsafe += 1,
                None => {}
            }
        }
    }

    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// The address of a rule's page: a heading of `docs/rules.md` in the project's repository, where it is known.
pub fn rule_url(rule: &Rule) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/rules.md#{}", anchor(rule.name)))
}

/// The name under which forges link a heading that is a rule's name.
fn anchor(rule: &str) -> String {
    rule.replace('/', "")
}

fn edits(diagnostic: &Diagnostic) -> impl Iterator<Item = &crate::diagnostic::Edit> {
    diagnostic.fix.as_ref().map_or(&[][..], |fix: &Fix| &fix.edits).iter()
}

/// The column in bytes, from 1, of a position of this text.
fn byte_column(source: &Source, position: Position) -> usize {
    match source.line(position.line) {
        Some(line) if position.offset <= source.text().len() => position.offset.saturating_sub(line.start) + 1,
        _ => position.column,
    }
}

/// How much of a marked text tells it from another.
const FINGERPRINTED: usize = 1024;

fn fingerprint(source: &Source, diagnostic: &Diagnostic) -> u64 {
    let text = source.text().as_bytes();
    let end = diagnostic.span.end.min(diagnostic.span.start.saturating_add(FINGERPRINTED)).min(text.len());
    let marked = text.get(diagnostic.span.start..end).unwrap_or_default();
    let field = field(diagnostic.pointer.as_deref().unwrap_or_default());
    hash([diagnostic.rule.as_bytes(), field.as_bytes(), marked])
}

fn field(pointer: &str) -> String {
    let is_place = |token: &&str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens: Vec<&str> = pointer.split('/').map(|token| if is_place(&token) { "*" } else { token }).collect();
    tokens.join("/")
}

/// The 64-bit FNV-1a hash of some texts: the same on every machine and in every version.
pub(super) fn hash<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
