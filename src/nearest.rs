//! The name that was probably meant.

/// Names of more characters are not compared.
const LONGEST: usize = 256;

/// The nearest of `known` to a misspelt `name`: at most one letter away for each three that it has, letters that have
/// changed places counting once; the first where several are as near.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    // The distance takes time in proportion to the product of the lengths, and nobody misspells a whole paragraph.
    if length > LONGEST {
        return None;
    }
    let most = (length / 3).max(1);
    let close = known.into_iter().filter(|other| other.chars().count().abs_diff(length) <= most && *other != name);
    let scored = close.map(|other| (strsim::damerau_levenshtein(name, other), other));
    scored.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_is_near() {
        let known = ["published", "publication", "title"];
        assert_eq!(nearest("publised", known), Some("published"));
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("keywords", known), None);
        assert_eq!(nearest("a", known), None);
    }
}
