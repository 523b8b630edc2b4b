//! A run over many documents: which there are, which have changed, what came of each, what is found by comparing them and
//! what a baseline knows already. Everything is returned as a value, [`Note`]s included; nothing here is printed.

mod changes;
mod comparison;
mod documents;
mod gates;
mod idle;
mod known;
mod note;
mod outcomes;
mod spool;
mod survey;

pub use changes::{Changes, changed};
pub use comparison::{Comparison, Found};
pub use documents::documents;
pub use gates::{Asked, Gates};
pub use idle::{idle_conditions, idle_patterns};
pub use known::{Known, folder_of, key};
pub use note::Note;
pub use outcomes::Outcomes;
pub use survey::{infer, stats, survey};
