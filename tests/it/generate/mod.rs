//! Corpora of articles to test and measure with: clean ones, and ones with exactly one known fault each.
//!
//! The same seed and number give the same article on every machine, so that a corpus of a million need not be kept.
//! Used by the tests and by `examples/generate.rs`.

mod article;
mod fault;
mod random;
mod words;

pub(crate) use article::Article;
pub(crate) use fault::{FAULTS, plant};
