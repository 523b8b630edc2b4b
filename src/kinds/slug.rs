//! Slugs: what site generators make of a title for an address.

use unicode_normalization::UnicodeNormalization;

/// The rules by which a slug is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slug {
    /// Any of the others.
    Any,
    /// GitHub's anchors of headings: small letters, punctuation removed, `-` for each space.
    GitHub,
    /// Hugo's `urlize`: small letters, marks removed but `-`, `_`, `.`, `/` and `#`, one `-` for spaces.
    Hugo,
    /// Jekyll's `slugify` in its default mode: small letters, one `-` for everything that is no letter or digit.
    Jekyll,
}

impl Slug {
    /// The slugs that a text may have, the commonest first.
    pub fn of(self, text: &str) -> Vec<String> {
        let mut slugs = match self {
            Self::Any => vec![jekyll(text), hugo(text), github(text)],
            Self::GitHub => vec![github(text)],
            Self::Hugo => vec![hugo(text)],
            Self::Jekyll => vec![jekyll(text)],
        };
        slugs.dedup();
        slugs
    }
}

/// A name without the date that Jekyll wants before it.
pub fn without_date(name: &str) -> &str {
    let is_date =
        |at: usize, byte: u8| if at == 4 || at == 7 || at == 10 { byte == b'-' } else { byte.is_ascii_digit() };
    let dated = name.len() > 11 && name.bytes().take(11).enumerate().all(|(at, byte)| is_date(at, byte));
    if dated { &name[11..] } else { name }
}

fn github(text: &str) -> String {
    let kept = text.trim().nfc().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ if is_letter(character) => Some(character),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

fn hugo(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.trim().nfc() {
        if character.is_whitespace() || character == '-' {
            gap = true;
        } else if is_letter(character) || "_./#+~".contains(character) {
            if gap && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            gap = false;
            slug.extend(character.to_lowercase());
        }
    }
    slug
}

fn jekyll(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.nfc() {
        if is_letter(character) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(character.to_lowercase());
        } else {
            gap = true;
        }
    }
    slug
}

/// Letters, digits and the marks that belong to letters.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_generator_has_its_own() {
        let text = "Город: без света! C++ & «Rust» 2.0";
        assert_eq!(github(text), "город-без-света-c--rust-20");
        assert_eq!(hugo(text), "город-без-света-c++-rust-2.0");
        assert_eq!(jekyll(text), "город-без-света-c-rust-2-0");
        assert_eq!(Slug::Any.of("Plain title"), ["plain-title"]);
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["știri", "日本語", "हिन्दी", "العربية", "ελλάδα"] {
            assert_eq!(Slug::Any.of(text), [text], "{text}");
        }
    }
}
