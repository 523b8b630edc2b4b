//! The third and the fourth law where it is known what was meant: a repair mends its fault and nothing beside it, and
//! what it leaves is read as it was meant.

use masthead::diagnostic::Safety;
use masthead::fix::{Repaired, repair};
use serde_yaml::Value;

use super::faults::{Faulty, Part};
use super::law::{checked, document, read_by_another, source};
use super::slips::Slip;

fn repaired(text: &str, allow: Safety) -> Repaired {
    repair(source(text), |source| checked(source, None), allow)
}

/// Every fault is as it was, or read as it was meant; what stands beside it is as it was, and read so.
pub(crate) fn faults_are_mended_as_meant(faulty: &Faulty) -> Result<(), String> {
    for allow in [Safety::Safe, Safety::Unsafe] {
        let after = repaired(&faulty.text, allow);
        if after.applied.is_empty() {
            continue;
        }
        let text = after.source.text().replace("\r\n", "\n");
        let fails = |why: String| Err(format!("{why}, by {}: {text:?}", by(&after)));
        let stands = |part: &Part| text.contains(&format!("\n{}\n", part.lines));
        if let Some(part) = faulty.parts.iter().find(|part| !part.is_fault && !stands(part)) {
            return fails(format!("{:?} has no fault and is changed", part.lines));
        }
        let Some(Ok(read)) = read_by_another(&document(&after.source)) else { continue };
        for part in faulty.parts.iter().filter(|part| !part.is_fault || !stands(part)) {
            if !part.meant.is_empty() && !part.meant.iter().any(|meant| holds(&read, meant)) {
                let lines = &part.lines;
                return fails(format!("{lines:?} was meant as one of {:?} and is read as {read:?}", part.meant));
            }
        }
    }
    Ok(())
}

/// The fields that a slip did not touch are as they were, and read as they were, or as before the repair.
pub(crate) fn slips_are_mended_where_they_are(slip: &Slip) -> Result<(), String> {
    let before = source(&slip.text);
    let was = read_by_another(&document(&before)).and_then(Result::ok);
    for allow in [Safety::Safe, Safety::Unsafe] {
        let after = repaired(&slip.text, allow);
        if after.applied.is_empty() {
            continue;
        }
        let text = after.source.text().replace("\r\n", "\n");
        let fails = |why: String| Err(format!("{why}, by {}: {text:?}", by(&after)));
        let Some(read) = read_by_another(&document(&after.source)).and_then(Result::ok) else { continue };
        for field in &slip.untouched {
            if !text.contains(&format!("\n{field}\n")) {
                return fails(format!("{field:?} has no fault and is changed"));
            }
            let meant: Value = serde_yaml::from_str(field).map_err(|error| error.to_string())?;
            if !holds(&read, &meant) && !was.as_ref().is_some_and(|was| same_fields(was, &read, &meant)) {
                return fails(format!("{field:?} is read otherwise: {read:?}"));
            }
        }
    }
    Ok(())
}

fn by(after: &Repaired) -> String {
    format!("{:?}", after.applied.iter().map(|made| (made.rule, made.message.as_str())).collect::<Vec<_>>())
}

/// Whether the fields of one mapping are in another, with the same values. Nothing holds nothing.
fn holds(read: &Value, meant: &Value) -> bool {
    let Value::Mapping(meant) = meant else { return meant.is_null() };
    let Value::Mapping(read) = plain(read) else { return false };
    meant.iter().all(|(key, value)| read.get(plain(key)).is_some_and(|other| *other == plain(value)))
}

/// Whether two readings hold the same in the fields that a third has.
fn same_fields(one: &Value, other: &Value, fields: &Value) -> bool {
    let (Value::Mapping(one), Value::Mapping(other), Value::Mapping(fields)) = (one, other, fields) else {
        return false;
    };
    fields.keys().all(|key| one.get(key) == other.get(key))
}

/// A value without line ends behind its texts, and with numbers as text: that `7` was meant as text, nobody can know.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.trim_end_matches('\n').to_owned()),
        Value::Sequence(items) => items.iter().map(plain).collect(),
        Value::Number(number) => Value::String(number.to_string()),
        Value::Mapping(entries) => {
            Value::Mapping(entries.iter().map(|(key, value)| (plain(key), plain(value))).collect())
        }
        other => other.clone(),
    }
}
