//! What `x-masthead` says, as sentences.

use super::words::code;
use crate::schema::Relations;

pub(super) fn sentences(relations: &Relations) -> Vec<String> {
    let mut all = Vec::new();
    if !relations.chronology.is_empty() {
        all.push(format!("{} follow each other in time.", names(&relations.chronology)));
    }
    for (archive, url) in &relations.snapshot {
        all.push(format!("{} is an archived copy of the page at {}.", code(archive), code(url)));
    }
    for (host, url) in &relations.host {
        all.push(format!("{} is the host of {}.", code(host), code(url)));
    }
    if let Some(field) = &relations.heading {
        all.push(format!("{} is the same as the first heading.", code(field)));
    }
    if let Some(field) = relations.body_language.first() {
        all.push(format!("The text is written in the language that {} names.", code(field)));
    }
    for field in &relations.unique {
        all.push(format!("No two documents have the same {}.", code(field)));
    }
    for fields in &relations.unique_together {
        all.push(format!("No two documents have the same {} together.", names(fields)));
    }
    for field in relations.targets.iter().chain(relations.plain_targets.iter().map(|(field, _)| field)) {
        all.push(format!("What {} names is a document that there is.", code(field)));
    }
    for field in &relations.variants {
        all.push(format!("Each value of {} is spelled the same way everywhere.", code(field)));
    }
    for vocabulary in &relations.vocabulary {
        let new = if vocabulary.allow_new { "; new ones are warned of" } else { "" };
        all.push(format!("The values of {} are those of {}{new}.", code(&vocabulary.field), code(&vocabulary.file)));
    }
    for (field, notation) in &relations.dates {
        all.push(format!("{} is written as {}.", code(field), code(notation)));
    }
    for (field, age) in &relations.stale {
        all.push(match (age.num_days(), age.num_hours()) {
            _ if age.is_zero() => format!("{} is a date that has not passed.", code(field)),
            (0, hours) => format!("{} is no more than {hours} hours ago.", code(field)),
            (days, _) => format!("{} is no more than {days} days ago.", code(field)),
        });
    }
    for (field, others) in &relations.requires {
        all.push(format!("Where there is {}, there is {} too.", code(field), names(others)));
    }
    for (field, others) in &relations.excludes {
        all.push(format!("Where there is {}, there is no {}.", code(field), names(others)));
    }
    for (one, other) in &relations.equals {
        all.push(format!("{} and {} are the same.", code(one), code(other)));
    }
    for fields in &relations.one_of {
        all.push(format!("Just one of {} is there.", names(fields)));
    }
    for field in &relations.same_as_folder {
        all.push(format!("{} is the name of the document's folder.", code(field)));
    }
    if let Some(path) = &relations.path {
        all.push(format!("The document lies at {}.", code(&path.text)));
    }
    for condition in &relations.conditions {
        all.push(format!("{} ({})", sentence(&condition.message), code(&condition.id)));
    }
    if !relations.order.is_empty() {
        all.push(format!("The fields come in this order: {}.", listed(&relations.order)));
    }
    all
}

fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).chain(['.']).collect()
}

fn listed(fields: &[String]) -> String {
    fields.iter().map(|field| code(field)).collect::<Vec<_>>().join(", ")
}

/// `a`, `b` and `c`.
fn names(fields: &[String]) -> String {
    match fields {
        [] => String::new(),
        [one] => code(one),
        [most @ .., last] => format!("{} and {}", listed(most), code(last)),
    }
}
