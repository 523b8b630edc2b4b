//! Numbers in sentences.

/// `1 file`, `2 files`, `1,581 files`.
pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{} {what}s", number(n)) }
}

/// A number with a comma between thousands.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 86_553, 1_234_567].map(number), ["0", "999", "1,000", "86,553", "1,234,567"]);
        assert_eq!([count(1, "file"), count(2, "file")], ["1 file", "2 files"]);
    }
}
