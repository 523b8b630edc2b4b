//! What a line begins.

use super::bare::{Bare, classify};

/// Whether a line begins with a key and `=`.
pub fn is_field(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    let is_bare = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    let rest = line.trim_start_matches(is_bare);
    rest.len() < line.len() && rest.trim_start_matches([' ', '\t']).starts_with('=')
}

/// Whether a line is `[table]` or `[[table]]` and not an item of a list.
pub fn is_header(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('[') else { return false };
    let rest = rest.strip_prefix('[').unwrap_or(rest);
    let Some((name, after)) = rest.split_once(']') else { return false };
    let after = after.strip_prefix(']').unwrap_or(after).trim();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let is_value = matches!(classify(name), Bare::Value { .. });
    is_name && !name.is_empty() && !is_value && (after.is_empty() || after.starts_with('#'))
}
