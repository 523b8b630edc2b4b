//! A finding with its place: lines, columns, fingerprint and the address of its rule. Everything before counts in bytes.

mod address;
mod fingerprint;
mod located;
mod summary;

pub use address::rule_url;
pub use fingerprint::Occurrences;
pub use located::{Located, Range};
pub use summary::Summary;
