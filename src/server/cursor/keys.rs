//! Keys of TOML with others before them.

use super::Step;

/// The keys that stand before a `=`, parted by dots.
pub(super) fn keys(written: &str) -> Vec<Step> {
    let is_quoted = written.contains(['"', '\'']);
    let parts: Vec<&str> = if is_quoted { vec![written] } else { written.split('.').collect() };
    let bare = |part: &str| part.trim().trim_matches(['"', '\'']).to_owned();
    parts.into_iter().map(|part| Step::Key(bare(part))).collect()
}
