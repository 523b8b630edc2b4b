//! Laws that hold for whatever is found and repaired, tried over faults that people make and over slips of the finger.

mod faults;
mod files;
mod meant;
mod schemas;
mod slips;

use std::sync::{Arc, LazyLock};

use masthead::diagnostic::{Safety, Severity};
use masthead::fix::repair;
use masthead::schema::Schema;
use masthead::source::Source;
use proptest::prelude::*;

use crate::fuzzed::law;
use faults::faulty;
use law::LAWS;
use slips::slip;

static SCHEMAS: LazyLock<Vec<Option<Arc<Schema>>>> = LazyLock::new(schemas::all);

fn checked(source: &Source) -> Vec<masthead::diagnostic::Diagnostic> {
    law::checked(source, None)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_laws_hold_of_faults(faulty in faulty(), schema in 0..SCHEMAS.len()) {
        holds(&faulty.text, schema)?;
    }

    #[test]
    fn the_laws_hold_of_slips(slip in slip(), schema in 0..SCHEMAS.len()) {
        holds(&slip.text, schema)?;
    }

    #[test]
    fn faults_are_mended_as_they_were_meant(faulty in faulty()) {
        meant::faults_are_mended_as_meant(&faulty).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn slips_are_mended_where_they_are(slip in slip()) {
        meant::slips_are_mended_where_they_are(&slip).map_err(TestCaseError::fail)?;
    }
}

/// Whether the first five laws hold of a text under a schema.
fn holds(text: &str, schema: usize) -> Result<(), TestCaseError> {
    let schema = SCHEMAS[schema].as_deref();
    for (number, law) in LAWS {
        law(text, schema).map_err(|broken| TestCaseError::fail(format!("law {number}: {broken}")))?;
    }
    Ok(())
}

/// The sixth law.
#[test]
fn convention_is_no_fault_without_a_schema() {
    for text in ["date: 2022-09-05T10:00:00", "date: 2022-09-05 10:00:00", "updated: '2022-09-05T10:00'"] {
        let found = checked(&Source::new("a.md", format!("---\n{text}\n---\n")));
        assert!(found.iter().all(|found| found.severity == Severity::Info), "{text}: {found:?}");
    }
    for tag in ["zh_CN", "pt-br", "EN-us", "ru_RU", "zh-hans-cn"] {
        let found = checked(&Source::new("a.md", format!("---\nlang: {tag}\n---\n")));
        for fix in found.iter().filter_map(|found| found.fix.as_ref()) {
            assert_eq!(fix.safety, Safety::Unsafe, "{tag}");
        }
    }
}

/// The second law: the letters of windows-1252 that were read wrongly.
#[test]
fn no_letter_of_windows_1252_is_deleted() {
    for code in 0x80..=0x9f_u32 {
        let letter = char::from_u32(code).unwrap();
        let text = format!("---\ntitle: a{letter}b\n---\n");
        for allow in [Safety::Safe, Safety::Unsafe] {
            let repaired = repair(Source::new("a.md", text.as_str()), checked, allow);
            let after = repaired.source.text().chars().count();
            assert_eq!(after, text.chars().count(), "{code:x}: {:?}", repaired.source.text());
        }
    }
}
