//! Counters as text for people and as JSON for programs.

use std::fmt::Write;

use serde_json::{Map, Value as Json, json};

use super::{Field, Fields, GroupBy, KINDS, Stats, Type};
use crate::diagnostic::excerpt;
use crate::kinds::Kind;

/// So many values of a field are shown, the commonest and the rarest.
const SHOWN: usize = 5;
/// So many folders are shown to people.
const FOLDERS: usize = 30;

impl Stats {
    /// For people: two lines a field. What documents hold is not escaped.
    pub fn to_text(&self) -> String {
        let mut out = format!("{} documents, {} with front matter\n", self.documents, self.with_fields());
        for (what, (count, paths)) in [("without front matter", &self.missing), ("that cannot be read", &self.broken)] {
            if *count > 0 {
                let more = if *count > paths.len() as u64 { ", …" } else { "" };
                let _ = writeln!(out, "{count} {what}: {}{more}", paths.join(", "));
            }
        }
        if !self.fields.by_name.is_empty() {
            out.push_str("\nfields\n");
            write_fields(&mut out, &self.fields, "", self.with_fields());
        }
        let folders: Vec<_> = self.groups.iter().filter(|((by, _), _)| *by == GroupBy::Folder).collect();
        if folders.len() > 1 {
            out.push_str("\nfolders\n");
            for ((_, name), group) in folders.iter().take(FOLDERS) {
                let mut fields: Vec<_> = group.fields.iter().collect();
                fields.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
                let fields = fields.iter().take(8).map(|(name, count)| {
                    let share = percent(**count, group.documents);
                    if share == "100 %" { excerpt(name).into_owned() } else { format!("{} {share}", excerpt(name)) }
                });
                let name = if name.is_empty() { "." } else { name };
                let _ =
                    writeln!(out, "  {name}: {} documents; {}", group.documents, fields.collect::<Vec<_>>().join(", "));
            }
            if folders.len() > FOLDERS {
                let _ = writeln!(out, "  … and {} more", folders.len() - FOLDERS);
            }
        }
        out
    }

    /// For programs; version 1.
    pub fn to_json(&self) -> Json {
        let folders = self.groups.iter().filter(|((by, _), _)| *by == GroupBy::Folder);
        let folders: Map<String, Json> = folders
            .map(|((_, name), group)| {
                let name = if name.is_empty() { "." } else { name };
                (name.to_owned(), json!({ "documents": group.documents, "fields": group.fields }))
            })
            .collect();
        json!({
            "version": 1,
            "documents": self.documents,
            "with_front_matter": self.with_fields(),
            "without_front_matter": { "count": self.missing.0, "examples": self.missing.1 },
            "unreadable": { "count": self.broken.0, "examples": self.broken.1 },
            "fields": fields_json(&self.fields, self.with_fields()),
            "folders": folders,
        })
    }
}

fn write_fields(out: &mut String, fields: &Fields, prefix: &str, of: u64) {
    for (name, field) in fields.sorted() {
        let path = format!("{prefix}{}", excerpt(name));
        let _ = writeln!(out, "  {path}: {} ({})  {}", percent(field.values, of), field.values, field.types_text());
        write_details(out, field, &path);
    }
    if fields.others > 0 {
        let _ = writeln!(out, "  {prefix}…: {} values under more names", fields.others);
    }
}

fn write_details(out: &mut String, field: &Field, path: &str) {
    let values = field.values_text();
    if !values.is_empty() {
        let _ = writeln!(out, "      {values}");
    }
    if let Some(bounds) = field.lengths.filter(|_| field.of_type(Type::String) > 0) {
        let _ = write!(out, "      length {} to {}", bounds.least, bounds.most);
        if let Some(numbers) = field.numbers {
            let _ = write!(out, "; numbers {} to {}", numbers.least, numbers.most);
        }
        if let Some(sizes) = field.sizes {
            let _ = write!(out, "; lists of {} to {}", sizes.least, sizes.most);
        }
        out.push('\n');
    } else if let Some(numbers) = field.numbers {
        let _ = writeln!(out, "      numbers {} to {}", numbers.least, numbers.most);
    } else if let Some(sizes) = field.sizes {
        let _ = writeln!(out, "      lists of {} to {}", sizes.least, sizes.most);
    }
    if !field.years.is_empty() {
        let years: Vec<String> = field.years.iter().map(|(year, count)| format!("{year} ({count})")).collect();
        let _ = writeln!(out, "      by year: {}", years.join(", "));
    }
    if let Some(items) = field.items.as_deref().filter(|items| items.values > 0) {
        let _ = writeln!(
            out,
            "  {path}[]: {} {}  {}",
            items.values,
            if items.values == 1 { "item" } else { "items" },
            items.types_text()
        );
        write_details(out, items, &format!("{path}[]"));
    }
    write_fields(out, &field.fields, &format!("{path}."), field.of_type(Type::Object));
}

impl Field {
    /// `string 98 % (date-time 97 %), boolean 2 %`
    fn types_text(&self) -> String {
        let mut types: Vec<_> = Type::ALL.into_iter().filter(|each| self.of_type(*each) > 0).collect();
        types.sort_by_key(|each| std::cmp::Reverse(self.of_type(*each)));
        let strings = self.of_type(Type::String);
        let kinds: Vec<String> = KINDS
            .into_iter()
            .filter(|kind| {
                self.of_kind(*kind) * 20 >= strings.max(1) && (*kind != Kind::Timestamp || self.is_mixed_date())
            })
            .map(|kind| format!("{} {}", kind.name(), percent(self.of_kind(kind), strings)))
            .collect();
        let text = types.iter().map(|each| {
            let mut text = each.name().to_owned();
            if types.len() > 1 {
                let _ = write!(text, " {}", percent(self.of_type(*each), self.values));
            }
            if *each == Type::String && !kinds.is_empty() {
                let _ = write!(text, " ({})", kinds.join(", "));
            }
            text
        });
        text.collect::<Vec<_>>().join(", ")
    }

    /// Whether there are more dates than those of RFC 3339.
    fn is_mixed_date(&self) -> bool {
        self.of_kind(Kind::Timestamp) > self.of_kind(Kind::Date) + self.of_kind(Kind::DateTime)
    }

    fn values_text(&self) -> String {
        let sorted = self.counter.sorted();
        let Some((_, most)) = sorted.first() else { return String::new() };
        let about = if self.distinct.is_exact() { "" } else { "about " };
        let distinct = format!("{about}{} different", self.distinct.count());
        let show = |(text, count): &(&str, u64)| match count {
            1 => format!("`{}`", excerpt(text)),
            _ => format!("`{}` ({count})", excerpt(text)),
        };
        let common: Vec<String> = sorted.iter().take(SHOWN).map(show).collect();
        let mut text = format!("{distinct}: {}", common.join(", "));
        if *most > 1 && sorted.len() > 2 * SHOWN {
            let rare: Vec<String> = sorted[sorted.len() - SHOWN..].iter().map(show).collect();
            let _ = write!(text, "; rarest: {}", rare.join(", "));
        } else if sorted.len() > SHOWN {
            text.push_str(", …");
        }
        text
    }

    fn to_json(&self, of: u64) -> Json {
        let named = |names: &mut dyn Iterator<Item = (&'static str, u64)>| -> Map<String, Json> {
            names.filter(|(_, count)| *count > 0).map(|(name, count)| (name.to_owned(), json!(count))).collect()
        };
        let sorted = self.counter.sorted();
        let list = |values: &[(&str, u64)]| -> Vec<Json> {
            values.iter().map(|(text, count)| json!({ "value": text, "count": count })).collect()
        };
        let mut field = json!({
            "count": self.values,
            "coverage": ratio(self.values, of),
            "types": named(&mut Type::ALL.into_iter().map(|each| (each.name(), self.of_type(each)))),
            "kinds": named(&mut KINDS.into_iter().map(|each| (each.name(), self.of_kind(each)))),
            "distinct": self.distinct.count(),
            "distinct_is_exact": self.distinct.is_exact(),
            "commonest": list(&sorted[..sorted.len().min(20)]),
            "rarest": list(&sorted[sorted.len().saturating_sub(SHOWN)..]),
        });
        if let Some(bounds) = self.lengths {
            field["length"] = json!({ "least": bounds.least, "most": bounds.most });
        }
        if let Some(bounds) = self.numbers {
            field["number"] = json!({ "least": bounds.least, "most": bounds.most });
        }
        if let Some(bounds) = self.sizes {
            field["size"] = json!({ "least": bounds.least, "most": bounds.most });
        }
        if !self.years.is_empty() {
            field["years"] = json!(self.years);
        }
        if let Some(items) = &self.items {
            field["items"] = items.to_json(items.values);
        }
        if !self.fields.by_name.is_empty() {
            field["fields"] = fields_json(&self.fields, self.of_type(Type::Object));
        }
        field
    }
}

fn fields_json(fields: &Fields, of: u64) -> Json {
    fields.sorted().into_iter().map(|(name, field)| (name.to_owned(), field.to_json(of))).collect::<Map<_, _>>().into()
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents are far below 2^52")]
fn ratio(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { (count as f64 / of as f64 * 10_000.0).round() / 10_000.0 }
}

/// `97 %`; `100 %` and `0 %` only where it is all or none.
pub fn percent(count: u64, of: u64) -> String {
    let tenths = (count * 1_000 + of / 2).checked_div(of).unwrap_or(0);
    match tenths {
        1_000 if count < of => "99.9 %".to_owned(),
        0 if count > 0 => "<0.1 %".to_owned(),
        _ if tenths.is_multiple_of(10) => format!("{} %", tenths / 10),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}
