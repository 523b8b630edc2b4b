//! Numbers that stand for texts.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A hash that is the same in every run.
pub(super) fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
