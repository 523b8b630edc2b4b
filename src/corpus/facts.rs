//! What one document contributes.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::hash::hash_of;
use super::spelling::of_word;
use super::target::{self, Want, items};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::{Kind, Kinds, url, wayback, wikilink};
use crate::rules::corpus::{AMBIGUOUS, DUPLICATE, UNRESOLVED, VARIANT, WORD_VARIANT};
use crate::rules::{self, Context, Levels, Rule, Scope};
use crate::source::Span;
use crate::tree::{Node, Resolved, Style, Value};
use crate::values::{TypedValue, push_token};

/// How many values, links and names of a document are compared with those of others: a fact takes ten times its text, and
/// is kept until the run ends.
const MOST: usize = 2_000;

/// What the corpus wants to know of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub(super) unique: Vec<Unique>,
    pub(super) links: Vec<Link>,
    pub(super) words: Vec<Word>,
    /// Plain values that should lead to a document.
    pub(super) wants: Vec<Want>,
    /// What the document is found by, where plain values lead to slugs or titles; see [`of_target`].
    pub(super) names: Vec<String>,
    /// The other names of the document.
    pub(super) aliases: Vec<String>,
}

/// A value that no other document should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unique {
    pub(super) field: String,
    pub(super) pointer: String,
    /// In the form for comparing.
    pub(super) normal: String,
    /// As it is written, for people.
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) level: Option<Severity>,
}

impl Unique {
    /// The same for two values of one field that are equal in the form for comparing.
    pub(super) fn hash(&self) -> u64 {
        hash_of(&(&self.field, &self.normal))
    }
}

/// A wiki-link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: String,
    /// Of the target.
    pub(super) span: Span,
    /// Of the whole value.
    pub(super) value: Span,
    /// It counts as a use of its spelling: it has no fault that another rule tells.
    pub(super) counts: bool,
    pub(super) variant: Option<Severity>,
    /// The target should be a document of the corpus.
    pub(super) is_target: bool,
    pub(super) unresolved: Option<Severity>,
    pub(super) ambiguous: Option<Severity>,
}

/// A plain value that is spelled in one way across the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The field and the text, see [`of_word`].
    pub(super) spelling: String,
    /// Of the whole value.
    pub(super) span: Span,
    /// How it is written; nothing where it cannot be written anew.
    pub(super) style: Option<Style>,
    /// It counts as a use of its spelling: it has no fault that another rule tells.
    pub(super) counts: bool,
    pub(super) level: Option<Severity>,
}

/// Gathers the facts of a document.
pub fn gather(context: &Context, levels: &Levels) -> Facts {
    Facts {
        unique: unique(context, levels),
        links: links(context, levels),
        words: words(context, levels),
        wants: target::wants(context, levels),
        names: target::names(context),
        aliases: aliases(context),
    }
}

impl Facts {
    /// Adds what another document of the same file contributes.
    pub fn append(&mut self, other: Self) {
        let Self { unique, links, words, wants, names, aliases } = other;
        self.unique.extend(unique);
        self.links.extend(links);
        self.words.extend(words);
        self.wants.extend(wants);
        self.names.extend(names);
        self.aliases.extend(aliases);
    }

    /// A finding for each rule that might yet find something here, so that suppressions can be tried on them; see
    /// [`Self::silence`].
    pub fn probes(&self) -> Vec<Diagnostic> {
        let probe = |rule: &Rule, span: Span, level: Option<Severity>| {
            level.map(|severity| Diagnostic { rule: rule.name, severity, ..Diagnostic::new(span, "") })
        };
        let unique = self.unique.iter().filter_map(|fact| probe(&DUPLICATE, fact.span, fact.level));
        let variants = self.links.iter().filter_map(|link| probe(&VARIANT, link.span, link.variant));
        let unresolved = self.links.iter().filter_map(|link| probe(&UNRESOLVED, link.span, link.unresolved));
        let words = self.words.iter().filter_map(|word| probe(&WORD_VARIANT, word.span, word.level));
        let wants = self.wants.iter().filter_map(|want| probe(&UNRESOLVED, want.span, want.level));
        let ambiguous = self.links.iter().filter_map(|link| probe(&AMBIGUOUS, link.span, link.ambiguous));
        unique.chain(variants).chain(unresolved).chain(words).chain(wants).chain(ambiguous).collect()
    }

    /// Takes the probes that are left back out of the findings of the document, and silences what has lost its probe.
    pub fn silence(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let is_probe =
            |diagnostic: &Diagnostic| rules::find(diagnostic.rule).is_some_and(|rule| rule.scope == Scope::Corpus);
        let probes: HashSet<(&str, Span)> =
            diagnostics.extract_if(.., |other| is_probe(other)).map(|probe| (probe.rule, probe.span)).collect();
        for fact in self.unique.iter_mut().filter(|fact| !probes.contains(&(DUPLICATE.name, fact.span))) {
            fact.level = None;
        }
        for word in self.words.iter_mut().filter(|word| !probes.contains(&(WORD_VARIANT.name, word.span))) {
            word.level = None;
        }
        for want in self.wants.iter_mut().filter(|want| !probes.contains(&(UNRESOLVED.name, want.span))) {
            want.level = None;
        }
        for link in &mut self.links {
            link.variant = link.variant.filter(|_| probes.contains(&(VARIANT.name, link.span)));
            link.ambiguous = link.ambiguous.filter(|_| probes.contains(&(AMBIGUOUS.name, link.span)));
            link.unresolved = link.unresolved.filter(|_| probes.contains(&(UNRESOLVED.name, link.span)));
        }
    }

    /// Silences the links of which another rule has said something already.
    pub fn settle(&mut self, diagnostics: &[Diagnostic]) {
        if (self.links.is_empty() && self.words.is_empty()) || diagnostics.is_empty() {
            return;
        }
        let told = Told::new(diagnostics);
        for word in self.words.iter_mut().filter(|word| told.touches(word.span)) {
            word.counts = false;
            word.level = None;
        }
        for link in self.links.iter_mut().filter(|link| told.touches(link.value)) {
            link.counts = false;
            link.variant = None;
            link.unresolved = None;
            link.ambiguous = None;
        }
    }
}

/// Where rules about single values have found something.
struct Told {
    /// In order, each with the furthest end up to there.
    spans: Vec<(usize, usize)>,
}

impl Told {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let is_about_value = |rule: &str| rule.starts_with("text/") || rule.starts_with("wikilink/");
        let found = diagnostics.iter().filter(|other| is_about_value(other.rule));
        let mut spans: Vec<(usize, usize)> = found.map(|other| (other.span.start, other.span.end)).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut spans {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { spans }
    }

    fn touches(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).is_some_and(|last| self.spans[last].1 > span.start)
    }
}

fn unique(context: &Context, levels: &Levels) -> Vec<Unique> {
    let Some(fields) = context.document.fields() else { return Vec::new() };
    let relations = context.relations;
    if relations.unique.is_empty() && relations.unique_together.is_empty() {
        return Vec::new();
    }
    let level = levels.get(&DUPLICATE);
    let mut facts: Vec<Unique> = Vec::new();
    let place = context.document.source.place();
    for field in &relations.unique {
        let Some(entry) = fields.get(field).filter(|_| !relations.is_excepted(field, place)) else { continue };
        let items = items(&entry.value, field);
        let mut known = (items.len() > 1).then(HashSet::new);
        for (node, pointer) in items {
            if facts.len() >= MOST {
                return facts;
            }
            let kinds = context.values.of(node).map(|value| value.kinds).unwrap_or_default();
            let Some(normal) = normal(node, kinds) else { continue };
            if known.as_mut().is_some_and(|known| !known.insert(normal.clone())) {
                continue;
            }
            let text = node.as_scalar().map(|scalar| scalar.text.trim().to_owned()).unwrap_or_default();
            facts.push(Unique { field: field.clone(), pointer, normal, text, span: node.shown(), level });
        }
    }
    facts.extend(relations.unique_together.iter().filter_map(|fields| together(context, fields, level)));
    facts
}

/// Several fields whose values together no other document has; nothing where one of them is missing.
fn together(context: &Context, names: &[String], level: Option<Severity>) -> Option<Unique> {
    let fields = context.document.fields()?;
    let (mut normals, mut texts, mut last) = (String::new(), Vec::new(), None);
    for name in names {
        let node = &fields.get(name)?.value;
        let kinds = context.values.of(node).map(|value| value.kinds).unwrap_or_default();
        normals.push_str(&normal(node, kinds)?);
        normals.push('\u{1f}');
        texts.push(node.as_scalar()?.text.trim().to_owned());
        last = Some((name, node));
    }
    let (name, node) = last?;
    let mut pointer = String::from("/");
    push_token(&mut pointer, name);
    let (field, text) = (names.join(" + "), texts.join(" + "));
    Some(Unique { field, pointer, normal: normals, text, span: node.shown(), level })
}

/// A value in the form for comparing; the first letter keeps types apart. Nothing for a value that says nothing.
fn normal(node: &Node, kinds: Kinds) -> Option<String> {
    let text = node.as_scalar()?.text.trim();
    match node.resolved()? {
        Resolved::Null => None,
        Resolved::String if text.is_empty() => None,
        Resolved::String => Some(normal_text(text, kinds)),
        _ => Some(format!("v{text}")),
    }
}

fn normal_text(text: &str, kinds: Kinds) -> String {
    if kinds.has(Kind::WaybackUrl)
        && let Ok(snapshot) = wayback::parse(text)
    {
        let stamp = &text[snapshot.stamp];
        return ["w", stamp, " ", &url::normal_form(&text[snapshot.original])].concat();
    }
    if kinds.has(Kind::Uri) || kinds.has(Kind::UriReference) || kinds.has(Kind::WaybackUrl) {
        return ["u", &url::normal_form(text)].concat();
    }
    std::iter::once('s').chain(text.nfc()).collect()
}

fn links(context: &Context, levels: &Levels) -> Vec<Link> {
    let targets = &context.relations.targets;
    let mut links = Vec::new();
    for value in context.values.iter() {
        if !value.kinds.has(Kind::Wikilink) && targets.is_empty() {
            continue;
        }
        if links.len() >= MOST {
            break;
        }
        if let Some(link) = link(context, value, levels) {
            links.push(link);
        }
    }
    links
}

fn link(context: &Context, value: &TypedValue, levels: &Levels) -> Option<Link> {
    let text = value.node.as_str()?;
    let is_link = value.kinds.has(Kind::Wikilink);
    if !is_link && !text.starts_with("[[") {
        return None;
    }
    let parts = wikilink::parse(text).ok().filter(|parts| !parts.target.is_empty())?;
    let targets = &context.relations.targets;
    let pointer = (!targets.is_empty()).then(|| context.values.pointer(value));
    let is_target = pointer.is_some_and(|pointer| targets.iter().any(|field| is_under(&pointer, field)));
    if !is_link && !is_target {
        return None;
    }
    let target = spaced(&text[parts.target.clone()]);
    Some(Link {
        target,
        span: context.document.locate(value.node, parts.target),
        value: value.node.span,
        counts: is_link,
        variant: levels.get(&VARIANT).filter(|_| is_link),
        is_target,
        unresolved: levels.get(&UNRESOLVED).filter(|_| is_target),
        ambiguous: levels.get(&AMBIGUOUS).filter(|_| is_target),
    })
}

fn words(context: &Context, levels: &Levels) -> Vec<Word> {
    let mut words = Vec::new();
    let Some(fields) = context.document.fields() else { return words };
    let level = levels.get(&WORD_VARIANT);
    for field in &context.relations.variants {
        let Some(entry) = fields.get(field) else { continue };
        for (node, _) in items(&entry.value, field) {
            let Some(scalar) = node.as_scalar().filter(|scalar| !node.is_null() && !scalar.text.trim().is_empty())
            else {
                continue;
            };
            if words.len() >= MOST || scalar.text.starts_with("[[") {
                continue;
            }
            let is_written = node.alias.is_none() && node.anchor.is_none() && node.tag.is_none();
            let style = Some(scalar.style).filter(|style| is_written && !style.is_block());
            let (spelling, span) = (of_word(field, &spaced(&scalar.text)), node.shown());
            words.push(Word { spelling, span, style, counts: true, level });
        }
    }
    words
}

/// Text with one plain space for each white space in it.
fn spaced(text: &str) -> String {
    let is_odd = |character: char| character != ' ' && character.is_whitespace();
    if !text.contains("  ") && !text.contains(is_odd) && text.trim_matches(' ').len() == text.len() {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a JSON Pointer leads to a field at the top or into it.
fn is_under(pointer: &str, field: &str) -> bool {
    let first = pointer.strip_prefix('/').map(|rest| rest.split('/').next().unwrap_or_default());
    first.is_some_and(|first| {
        if !field.contains(['~', '/']) {
            return first == field;
        }
        let mut token = String::new();
        push_token(&mut token, field);
        first == token
    })
}

fn aliases(context: &Context) -> Vec<String> {
    let Some(fields) = context.document.fields() else { return Vec::new() };
    let mut names = Vec::new();
    for entry in ["aliases", "alias"].iter().filter_map(|key| fields.get(key)) {
        match &entry.value.value {
            Value::Sequence(list) => names.extend(list.items.iter().filter_map(Node::as_scalar)),
            // Older vaults have several names in one text.
            Value::Scalar(scalar) => names.push(scalar),
            Value::Mapping(_) | Value::Broken => {}
        }
    }
    let texts = names.iter().flat_map(|scalar| {
        let parts = scalar.text.split(',').filter(|_| scalar.text.contains(','));
        std::iter::once(scalar.text.as_ref()).chain(parts)
    });
    texts.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).take(MOST).collect()
}
