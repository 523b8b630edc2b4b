//! Repairs: the body stays, twice is the same as once, and the laws hold.

#![no_main]

#[path = "../../tests/it/fuzzed/fix.rs"]
mod fix;
#[path = "../../tests/it/fuzzed/law.rs"]
mod law;

use masthead::schema::Schema;

/// The laws are tried of texts of no more bytes: each repairs them several times.
const SHORT: usize = 400;

libfuzzer_sys::fuzz_target!(|text: &str| {
    fix::run(text);
    // By turns, as all of it takes its time.
    let article = Schema::builtin("article").filter(|_| text.len().is_multiple_of(2));
    for (number, law) in law::LAWS.iter().filter(|_| text.len() <= SHORT) {
        if let Err(broken) = law(text, article.as_deref()) {
            panic!("law {number}: {broken}");
        }
    }
});
