//! `required-version`: which versions of masthead a configuration is written for.

/// A version as three numbers.
type Version = [u64; 3];

/// Whether a version meets a requirement: comparisons such as `>=0.2`, with commas between them. `None` where it cannot
/// be read.
pub(super) fn meets(requirement: &str, version: &str) -> Option<bool> {
    let version = parse(version)?;
    let mut all = true;
    for comparison in requirement.split(',') {
        all &= holds(comparison.trim(), version)?;
    }
    Some(all)
}

fn holds(comparison: &str, version: Version) -> Option<bool> {
    let split = comparison.find(|c: char| !matches!(c, '<' | '>' | '=')).unwrap_or(comparison.len());
    let (sign, wanted) = comparison.split_at(split);
    let wanted = parse(wanted.trim())?;
    Some(match sign {
        ">=" => version >= wanted,
        ">" => version > wanted,
        "<=" => version <= wanted,
        "<" => version < wanted,
        "=" | "==" => version == wanted,
        _ => return None,
    })
}

/// `0.2` is `0.2.0`.
fn parse(text: &str) -> Option<Version> {
    let mut version = [0; 3];
    let mut parts = text.split('.');
    for (index, number) in version.iter_mut().enumerate() {
        match parts.next() {
            Some(part) if part.bytes().all(|byte| byte.is_ascii_digit()) => *number = part.parse().ok()?,
            None if index > 0 => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_are_compared_by_numbers() {
        for (requirement, expected) in [
            (">=0.2", true),
            (">=0.2.9, <1", true),
            (">= 0.10", true),
            ("==0.10.3", true),
            ("=0.10.3", true),
            (">0.10.3", false),
            ("<0.9", false),
            (">=0.2,<0.10", false),
            ("<=0.10", false),
            ("==0.10", false),
        ] {
            assert_eq!(meets(requirement, "0.10.3"), Some(expected), "{requirement}");
        }
        for unreadable in ["", "0.2", ">=", ">=x", ">=0.2.", ">=0.2.0.0", "=>0.2", ">=0.2,", ">=99999999999999999999"] {
            assert_eq!(meets(unreadable, "0.10.3"), None, "{unreadable}");
        }
    }
}
