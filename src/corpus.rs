//! What can only be said of all documents together: values that must be unique, spellings, links that lead nowhere.
//!
//! Each document gives its [`Facts`] when it is checked. A [`Collector`] takes them in any order and keeps a few numbers of
//! each; the text of a link's target is kept once. [`Collector::finish`] asks for the few documents that seem to be in
//! conflict once more, compares what is really written there, and makes findings that do not depend on the order in which
//! the facts came. Nothing here reads a file.

mod ambiguous;
mod collector;
mod documents;
mod duplicate;
mod facts;
mod finding;
mod hash;
mod names;
mod place;
mod spelling;
mod target;
mod unresolved;
mod variant;
mod word_variant;

pub use collector::{Collector, Conflicts, Reported};
pub use facts::{Facts, gather};
