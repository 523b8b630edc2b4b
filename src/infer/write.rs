//! The schema as commented YAML.

use std::fmt::Write;

use super::candidates::is_dictionary;
use super::{Apart, Candidate, Constraint, Inferred, Member, Step, relations};
use crate::diagnostic::excerpt;
use crate::kinds::Kind;
use crate::stats::{Field, Fields, GroupBy, Type, percent};
use crate::syntax::Syntax;
use crate::tree::Style;
use crate::visible::{is_hidden, visible};

pub(super) fn schema(inferred: &Inferred) -> String {
    let mut writer = Writer { inferred, out: String::new() };
    writer.head();
    let all = inferred.stats.with_fields();
    writer.mapping(&inferred.stats.fields, &mut Vec::new(), 0, all);
    writer.conditions();
    writer.relations();
    writer.out
}

struct Writer<'i> {
    inferred: &'i Inferred,
    out: String,
}

impl Writer<'_> {
    fn head(&mut self) {
        let inferred = self.inferred;
        let documents = inferred.stats.with_fields();
        self.line(0, &format!("# Inferred from {documents} documents, of which {} disagree.", inferred.disagreeing));
        self.line(
            0,
            "# Each field: how many documents have it, and what some hold. `not enforced` names what would fail.",
        );
        for Apart { by, value, documents, lacks } in &inferred.apart {
            let (what, pattern) = match by {
                GroupBy::Folder => ("in", format!("!{value}/*")),
                _ => ("named", format!("!**/{value}")),
            };
            let text = format!(
                "# Set apart: {documents} documents {what} `{value}`, which lack `{lacks}`: add {pattern:?} to `files`."
            );
            self.line(0, &text);
        }
        self.line(0, "$schema: https://json-schema.org/draft/2020-12/schema");
        self.line(0, "type: object");
    }

    fn mapping(&mut self, fields: &Fields, place: &mut Vec<Step>, indent: usize, of: u64) {
        if is_dictionary(fields, of) {
            self.line(
                indent,
                &format!("# {} different names: a dictionary, whose names are not listed", fields.by_name.len()),
            );
            return;
        }
        let required: Vec<String> = fields
            .sorted()
            .into_iter()
            .filter(|(name, _)| {
                self.at(place, name).any(|each| each.is_kept && each.constraint == Constraint::Required)
            })
            .map(|(name, _)| quoted(name))
            .collect();
        if !required.is_empty() {
            self.line(indent, &format!("required: [{}]", required.join(", ")));
        }
        if fields.by_name.is_empty() {
            return;
        }
        self.line(indent, "properties:");
        for (name, field) in fields.sorted() {
            place.push(Step::Field(name.to_owned()));
            self.field(name, field, place, indent + 2, of);
            place.pop();
        }
    }

    fn at<'s>(&'s self, holder: &[Step], name: &str) -> impl Iterator<Item = &'s Candidate> + use<'s> {
        let mut place = holder.to_vec();
        place.push(Step::Field(name.to_owned()));
        self.inferred.candidates.iter().filter(move |candidate| candidate.place == place)
    }

    fn field(&mut self, name: &str, field: &Field, place: &mut Vec<Step>, indent: usize, of: u64) {
        let mut about = format!("# {} ({} of {of})", percent(field.values, of), field.values);
        let examples = examples(field);
        if !examples.is_empty() {
            let _ = write!(about, ": {examples}");
        }
        self.line(indent, &about);
        let key = quoted(name);
        let inferred = self.inferred;
        let is_here = |candidate: &&Candidate| candidate.place == *place;
        for candidate in inferred.candidates.iter().filter(is_here).filter(|each| !each.is_kept) {
            self.not_enforced(candidate, indent, of);
        }
        for candidate in inferred.candidates.iter().filter(is_here).filter(|each| each.is_kept && each.broken > 0) {
            let text = format!("# broken by {}: {}", candidate.broken, candidate.examples.join(", "));
            self.line(indent, &text);
        }
        let misspelt = inferred.candidates.iter().filter(is_here).find_map(|each| match &each.constraint {
            Constraint::Misspelt { meant } if each.is_kept => Some(meant),
            _ => None,
        });
        if let Some(meant) = misspelt {
            self.line(indent, &format!("# misspelt: `{meant}` is meant"));
            self.line(indent, &format!("{key}: false"));
            return;
        }
        let before = self.out.len();
        self.line(indent, &format!("{key}:"));
        let empty = self.out.len();
        self.value(field, place, indent + 2);
        if self.says_nothing_since(empty) {
            self.out.replace_range(before..empty, "");
            self.line(indent, &format!("{key}: {{}}"));
        }
    }

    fn not_enforced(&mut self, candidate: &Candidate, indent: usize, of: u64) {
        let what = match &candidate.constraint {
            Constraint::Required => "required".to_owned(),
            Constraint::RequiredWhere { field, value } => format!("required where `{field}` is `{value}`"),
            Constraint::Types(types) => format!("type {}", names(types)),
            Constraint::Kinds(kinds) => format!("format {}", kind_names(kinds)),
            Constraint::Enum(values) => format!("one of {} values", values.len()),
            Constraint::Minimum(least) => format!("minimum {least}"),
            Constraint::Maximum(most) => format!("maximum {most}"),
            Constraint::NotEmpty => "not empty".to_owned(),
            Constraint::HasItems => "at least one item".to_owned(),
            Constraint::Unique => "no item twice".to_owned(),
            Constraint::Misspelt { meant } => format!("a misspelt `{meant}`"),
            Constraint::Relation { member, written, .. } => relations::line(*member, &[written]),
        };
        // That a field is missing is one sort of example, that all of them are is none.
        let names =
            if candidate.broken * 20 <= of { format!(": {}", candidate.examples.join(", ")) } else { String::new() };
        self.line(indent, &format!("# not enforced: {what}, which {} of {of} would fail{names}", candidate.broken));
    }

    /// What is kept of a value in a place.
    fn value(&mut self, field: &Field, place: &mut Vec<Step>, indent: usize) {
        let inferred = self.inferred;
        for candidate in inferred.candidates.iter().filter(|each| each.is_kept && each.place == *place) {
            match &candidate.constraint {
                Constraint::Types(types) => self.line(indent, &format!("type: {}", type_list(types))),
                Constraint::Kinds(kinds) => self.line(indent, &formats(kinds)),
                Constraint::Enum(values) => self.enumeration(values, place, indent),
                Constraint::Minimum(least) => self.line(indent, &format!("minimum: {least}")),
                Constraint::Maximum(most) => self.line(indent, &format!("maximum: {most}")),
                Constraint::NotEmpty => self.line(indent, "pattern: \"\\\\S\""),
                Constraint::HasItems => self.line(indent, "minItems: 1"),
                Constraint::Unique => self.line(indent, "uniqueItems: true"),
                Constraint::Required
                | Constraint::RequiredWhere { .. }
                | Constraint::Misspelt { .. }
                | Constraint::Relation { .. } => {}
            }
        }
        if let Some(items) = field.items.as_deref().filter(|items| items.values > 0) {
            place.push(Step::Items);
            self.line(indent, &format!("# {} items: {}", items.values, examples(items)));
            for candidate in inferred.candidates.iter().filter(|each| each.place == *place && !each.is_kept) {
                self.not_enforced(candidate, indent, inferred.stats.with_fields());
            }
            let before = self.out.len();
            self.line(indent, "items:");
            let empty = self.out.len();
            self.value(items, place, indent + 2);
            if self.says_nothing_since(empty) {
                self.out.replace_range(before..empty, "");
            }
            place.pop();
        }
        if !field.fields.by_name.is_empty() {
            self.mapping(&field.fields, place, indent, field.of_type(Type::Object));
        }
    }

    /// The values of an enumeration; where other types are allowed too, only texts are held to it.
    fn enumeration(&mut self, values: &[String], place: &[Step], indent: usize) {
        let inferred = self.inferred;
        let types = inferred.candidates.iter().find_map(|each| match &each.constraint {
            Constraint::Types(types) if each.is_kept && each.place == place => Some(types),
            _ => None,
        });
        let list: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let list = format!("enum: [{}]", list.join(", "));
        if types.is_some_and(|types| types[..] == [Type::String]) {
            self.line(indent, &list);
        } else {
            self.line(indent, "if: {type: string}");
            self.line(indent, "then:");
            self.line(indent + 2, &list);
        }
    }

    /// What holds where another field has some value.
    fn conditions(&mut self) {
        let inferred = self.inferred;
        let mut groups: Vec<((&str, &str), Vec<String>)> = Vec::new();
        for candidate in inferred.candidates.iter().filter(|each| each.is_kept) {
            let Constraint::RequiredWhere { field, value } = &candidate.constraint else { continue };
            let Some(Step::Field(name)) = candidate.place.last() else { continue };
            match groups.iter_mut().find(|(key, _)| *key == (field.as_str(), value.as_str())) {
                Some((_, names)) => names.push(quoted(name)),
                None => groups.push(((field, value), vec![quoted(name)])),
            }
        }
        if groups.is_empty() {
            return;
        }
        self.line(0, "allOf:");
        for ((field, value), names) in groups {
            let field = quoted(field);
            self.line(
                2,
                &format!("- if: {{properties: {{{field}: {{const: {}}}}}, required: [{field}]}}", quoted(value)),
            );
            self.line(4, &format!("then: {{required: [{}]}}", names.join(", ")));
        }
    }

    /// What `x-masthead` says.
    fn relations(&mut self) {
        let inferred = self.inferred;
        let of = inferred.stats.with_fields();
        let written = |member: Member, is_kept: bool| {
            inferred.candidates.iter().filter_map(move |each| match &each.constraint {
                Constraint::Relation { member: own, written, .. } if *own == member && each.is_kept == is_kept => {
                    Some((each, written.as_str()))
                }
                _ => None,
            })
        };
        // Few are meant, so that only those are told of which nearly hold.
        let nearly = |candidate: &Candidate| candidate.broken > 0 && candidate.broken * 20 <= of;
        let is_said = |member: &Member| {
            written(*member, true).next().is_some() || written(*member, false).any(|(each, _)| nearly(each))
        };
        let members: Vec<Member> = Member::ALL.into_iter().filter(is_said).collect();
        if !members.iter().any(|member| written(*member, true).next().is_some()) {
            for member in members {
                for (candidate, _) in written(member, false).filter(|(each, _)| nearly(each)) {
                    self.not_enforced(candidate, 0, of);
                }
            }
            return;
        }
        self.line(0, "x-masthead:");
        for member in members {
            let kept: Vec<_> = written(member, true).collect();
            if kept.is_empty() || !member.is_single() {
                for (candidate, _) in written(member, false).filter(|(each, _)| nearly(each)) {
                    self.not_enforced(candidate, 2, of);
                }
            }
            for (candidate, _) in kept.iter().filter(|(each, _)| each.broken > 0) {
                let text = format!("# broken by {}: {}", candidate.broken, candidate.examples.join(", "));
                self.line(2, &text);
            }
            if !kept.is_empty() {
                let texts: Vec<&str> = kept.iter().map(|(_, text)| *text).collect();
                self.line(2, &relations::line(member, &texts));
            }
        }
    }

    /// Whether nothing but comments was written since.
    fn says_nothing_since(&self, start: usize) -> bool {
        self.out[start..].lines().all(|line| line.trim_start().starts_with('#'))
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        if text.starts_with('#') {
            // Comments quote documents, and a line break would end them.
            self.out.push_str(&visible(text));
        } else {
            self.out.push_str(text);
        }
        self.out.push('\n');
    }
}

/// A text as a scalar of YAML that also stands in brackets.
pub fn quoted(text: &str) -> String {
    let is_word = !text.is_empty()
        && text.chars().all(|each| each.is_alphanumeric() || matches!(each, '_' | '-' | ' '))
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && Syntax::Yaml.reads_as_string(text);
    if is_word {
        return text.to_owned();
    }
    let written = Syntax::Yaml.write(text, Style::DoubleQuoted);
    if !written.chars().any(is_hidden) {
        return written;
    }
    // YAML 1.2 §5.7: by number.
    let escape = |each: char| if is_hidden(each) { format!("\\U{:08X}", u32::from(each)) } else { each.to_string() };
    written.chars().map(escape).collect()
}

/// The commonest values, for a comment.
fn examples(field: &Field) -> String {
    let sorted = field.counter.sorted();
    let shown = sorted.iter().take(3).map(|(text, count)| match count {
        1 => format!("`{}`", excerpt(text)),
        _ => format!("`{}` ({count})", excerpt(text)),
    });
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if sorted.len() > 3 {
        text.push_str(", …");
    }
    text
}

fn names(types: &[Type]) -> String {
    types.iter().map(|each| each.name()).collect::<Vec<_>>().join(" or ")
}

fn kind_names(kinds: &[Kind]) -> String {
    kinds.iter().map(|each| each.name()).collect::<Vec<_>>().join(" or ")
}

fn formats(kinds: &[Kind]) -> String {
    if let [kind] = kinds {
        return format!("format: {}", kind.name());
    }
    let formats: Vec<String> = kinds.iter().map(|kind| format!("{{format: {}}}", kind.name())).collect();
    format!("anyOf: [{}]", formats.join(", "))
}

fn type_list(types: &[Type]) -> String {
    let name = |each: &Type| if *each == Type::Null { "\"null\"".to_owned() } else { each.name().to_owned() };
    match types {
        [one] => name(one),
        _ => format!("[{}]", types.iter().map(name).collect::<Vec<_>>().join(", ")),
    }
}
