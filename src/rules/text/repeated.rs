//! `text/repeated-item`.

use std::collections::{HashMap, HashSet};

use super::REPEATED_ITEM;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::rules::list::removal;
use crate::rules::schema::ITEMS;
use crate::rules::subject::{Subject, name_and_pointer};
use crate::rules::wikilink::DUPLICATE;
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::tree::{Node, Sequence};

/// Fields that hold sets, in one spelling: what is in them twice says nothing more.
const SETS: [&str; 40] = [
    "alias",
    "aliases",
    "albums",
    "areas",
    "artists",
    "author",
    "authors",
    "category",
    "categories",
    "contributors",
    "countries",
    "creators",
    "cssclass",
    "cssclasses",
    "editors",
    "genre",
    "genres",
    "groups",
    "keyword",
    "keywords",
    "label",
    "labels",
    "languages",
    "locations",
    "organizations",
    "people",
    "persons",
    "places",
    "platforms",
    "projects",
    "section",
    "sections",
    "series",
    "skills",
    "subject",
    "subjects",
    "tag",
    "tags",
    "topic",
    "topics",
];

/// Said where the schema does not say it: this is called after the schema.
pub(in crate::rules) fn check(context: &Context, findings: &mut Findings) {
    if !findings.wants(&REPEATED_ITEM) {
        return;
    }
    for list in context.values.iter() {
        let Some(sequence) = list.node.as_sequence().filter(|sequence| sequence.items.len() > 1) else { continue };
        let Some(key) = list.key.and_then(|key| key.as_scalar()) else { continue };
        if !SETS.iter().any(|set| set.eq_ignore_ascii_case(&key.text)) || !may_repeat(sequence) {
            continue;
        }
        let (name, pointer) = name_and_pointer(context, list);
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut told = None;
        for (index, item) in sequence.items.iter().enumerate() {
            let Some(subject) = Subject::new(context, item).filter(Subject::is_string) else { continue };
            let Some(first) = seen.get(subject.text).copied() else {
                seen.insert(subject.text, item.shown());
                continue;
            };
            // Another rule may have said it: that of the schema, or that of links.
            let told = told.get_or_insert_with(|| Told::of(findings, list.node.span));
            if told.of_schema || told.links.contains(&item.shown()) {
                continue;
            }
            let message = format!("`{}` is in `{}` twice", excerpt(subject.text), excerpt(&name));
            let mut found = Diagnostic::new(item.shown(), message)
                .also(first, "the first time")
                .pointer(format!("{pointer}/{index}"))
                .help("remove one of them");
            if let Some(span) = removal(context.document.source.text(), sequence, index) {
                found = found
                    .fix(Fix::safe(format!("remove the second `{}`", excerpt(subject.text)), [Edit::delete(span)]));
            }
            findings.push(&REPEATED_ITEM, found);
        }
    }
}

/// Whether two items may be equal. Lists are short, and nearly none has any.
fn may_repeat(list: &Sequence) -> bool {
    const SHORT: usize = 16;
    let text = |item: &Node| item.as_scalar().map(|scalar| scalar.text.len());
    let differ = |(index, item): (usize, &Node)| {
        let mine = item.as_scalar().map(|scalar| scalar.text.as_ref());
        let same =
            |other: &&Node| text(other) == text(item) && other.as_scalar().map(|scalar| scalar.text.as_ref()) == mine;
        mine.is_none() || !list.items[..index].iter().any(|other| same(&other))
    };
    list.items.len() > SHORT || !list.items.iter().enumerate().all(differ)
}

/// What other rules have said of the items of a list.
struct Told {
    of_schema: bool,
    links: HashSet<Span>,
}

impl Told {
    fn of(findings: &Findings, list: Span) -> Self {
        let within = |rule: &'static str| findings.within(list).filter(move |found| found.rule == rule);
        Self {
            of_schema: within(ITEMS.name).next().is_some(),
            links: within(DUPLICATE.name).map(|found| found.span).collect(),
        }
    }
}
