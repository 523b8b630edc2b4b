//! Wiki-links: `[[Target]]`, `[[Target|alias]]`, `[[Target#heading]]`, `[[Target#^block]]`, as Obsidian reads them.
//!
//! A name has none of the characters that Obsidian keeps out of note names on some system (`* " \ < > : ?`) or that
//! mean something in a link (`# ^ [ ] |`). A slash separates folders.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A wiki-link and its parts, as bytes of the text. White space around the target belongs to no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wikilink {
    pub target: Range<usize>,
    /// After the `#`, a block's `^` included.
    pub section: Option<Range<usize>>,
    /// After the `|`.
    pub alias: Option<Range<usize>>,
    /// White space that stands around the target or at the end of the brackets.
    pub spaces: Vec<Range<usize>>,
}

/// What keeps a text from being a wiki-link, and the bytes of it that do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub range: Range<usize>,
    pub kind: FaultKind,
    /// The link that was likely meant.
    pub mended: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// There are no double brackets at all.
    NoLink,
    /// `[Target]`
    SingleBrackets,
    /// `[Target](address)`
    MarkdownLink,
    Unclosed,
    Unopened,
    /// Nothing is between the brackets.
    Empty,
    /// Nothing is after `#` or `|`.
    EmptyPart,
    /// A link in a link, or brackets of three.
    Nested,
    /// A second link.
    Second,
    /// Text beside the brackets.
    Outside,
    /// A character that the name of a note cannot have.
    Character(char),
    /// A character that the name of a block cannot have.
    BlockCharacter(char),
    /// `\|`, which only a Markdown table needs.
    EscapedPipe,
}

/// Whether the text is exactly one wiki-link.
pub fn is_wikilink(text: &str) -> bool {
    parse(text).is_ok()
}

/// A target, or another part of a link, as it is compared: in normal form C, case folded, white space collapsed.
pub fn fold(target: &str) -> String {
    fold_plain(target).unwrap_or_else(|| fold_any(target))
}

/// [`fold`] of text whose characters are composed already, have one lower case and stand for nothing else.
fn fold_plain(target: &str) -> Option<String> {
    let mut folded = String::with_capacity(target.len());
    let mut spaced = true;
    for character in target.chars() {
        let is_plain = match character {
            ' ' => !spaced,
            'ß' => false,
            // ASCII; Latin letters with their marks, but for those that fold to two or to another alphabet's; Cyrillic; the
            // common Chinese characters, which have no case.
            '!'..='~'
            | '\u{c0}'..='\u{12f}'
            | '\u{132}'..='\u{148}'
            | '\u{14a}'..='\u{17e}'
            | 'Ș'..='ț'
            | '\u{400}'..='\u{481}'
            | '\u{48a}'..='\u{52f}'
            | '\u{4e00}'..='\u{9fff}' => true,
            _ => false,
        };
        if !is_plain {
            return None;
        }
        spaced = character == ' ';
        match character {
            '\0'..='\u{7f}' => folded.push(character.to_ascii_lowercase()),
            'а'..='я' | '\u{4e00}'..='\u{9fff}' => folded.push(character),
            _ => folded.extend(character.to_lowercase()),
        }
    }
    (!spaced || target.is_empty()).then_some(folded)
}

/// [`fold`] of any text.
fn fold_any(target: &str) -> String {
    let composed: String = target.nfc().collect();
    let folded: String = fold_case(&composed).nfc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a wiki-link.
pub fn parse(text: &str) -> Result<Wikilink, Fault> {
    if let Some(name) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).filter(|name| is_plain(name)) {
        return Ok(Wikilink { target: 2..2 + name.len(), section: None, alias: None, spaces: Vec::new() });
    }
    parse_any(text)
}

/// Whether this is the name of a note and nothing else.
fn is_plain(name: &str) -> bool {
    // C1 controls begin with the last of these bytes, and a few harmless signs do.
    let is_special = |byte: u8| {
        matches!(byte, b'*' | b'"' | b'\\' | b'<' | b'>' | b':' | b'?' | b'^' | b'[' | b']' | b'|' | b'#')
            || matches!(byte, 0..b' ' | 0x7f | 0xc2)
    };
    !name.is_empty() && name.trim().len() == name.len() && !name.bytes().any(is_special)
}

/// [`parse`] of a link of any form.
fn parse_any(text: &str) -> Result<Wikilink, Fault> {
    let inner = brackets(text)?;
    let link = parts(text, inner.clone());
    let checks = [
        check_empty(text, &link, &inner),
        check_pipe(text, &link),
        check_target(text, &link),
        check_section(text, &link),
    ];
    match checks.into_iter().flatten().next() {
        Some(fault) => Err(Fault { mended: fault.mended.filter(|mended| is_wikilink(mended)), ..fault }),
        None => Ok(link),
    }
}

/// Lower case through upper case: `ß` and `ss`, `ς` and `σ` become equal, as in Unicode's case folding.
fn fold_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_uppercase().to_lowercase().replace('ς', "σ") }
}

fn fault(range: Range<usize>, kind: FaultKind) -> Fault {
    Fault { range, kind, mended: None }
}

/// The bytes between the one pair of double brackets that the text consists of.
fn brackets(text: &str) -> Result<Range<usize>, Fault> {
    let whole = 0..text.len();
    match (text.find("[["), text.find("]]")) {
        (None, None) => Err(without_brackets(text)),
        (Some(0), None) => {
            let mended = format!("[[{}]]", text[2..].trim_matches(['[', ']']));
            Err(mend(fault(whole, FaultKind::Unclosed), mended))
        }
        (Some(start), None) => Err(fault(start..text.len(), FaultKind::Unclosed)),
        (None, Some(_)) => {
            let name = text.trim_start_matches('[');
            let mended = format!("[[{name}");
            Err(mend(fault(whole, FaultKind::Unopened), mended))
        }
        (Some(open), Some(close)) => paired(text, open, close),
    }
}

fn paired(text: &str, open: usize, close: usize) -> Result<Range<usize>, Fault> {
    if close < open {
        return Err(fault(0..text.len(), FaultKind::Unopened));
    }
    let rest = &text[close..];
    if text[open + 2..close].contains("[[") || rest.starts_with("]]]") || text[open..].starts_with("[[[") {
        let nested = fault(open..text.len(), FaultKind::Nested);
        let name = text.trim_start_matches('[').trim_end_matches(']');
        return Err(if open == 0 { mend(nested, format!("[[{name}]]")) } else { nested });
    }
    let after = close + 2..text.len();
    if let Some(second) = text[after.clone()].find("[[") {
        return Err(fault(after.start + second..text.len(), FaultKind::Second));
    }
    let link = &text[open..after.start];
    if open > 0 || !after.is_empty() {
        let range = if open > 0 { 0..open } else { after.clone() };
        let beside = fault(range, FaultKind::Outside);
        // Only what says nothing may go; words are somebody's.
        let idle = text[..open].chars().chain(text[after].chars()).all(|character| !character.is_alphanumeric());
        return Err(if idle { mend(beside, link.to_owned()) } else { beside });
    }
    Ok(2..close)
}

fn mend(fault: Fault, mended: String) -> Fault {
    let right = brackets_balance(&mended) && is_wikilink(&mended);
    Fault { mended: right.then_some(mended), ..fault }
}

/// Whether the text has two brackets at each end and none between, so that reading it cannot lead back here.
fn brackets_balance(text: &str) -> bool {
    text.len() > 4
        && text
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
            .is_some_and(|name| !name.contains(['[', ']']))
}

fn without_brackets(text: &str) -> Fault {
    let whole = 0..text.len();
    let trimmed = text.trim();
    if let Some(rest) = trimmed.strip_prefix('[') {
        if let Some((name, _)) = rest.split_once("](").filter(|(_, rest)| rest.ends_with(')')) {
            return mend(fault(whole, FaultKind::MarkdownLink), format!("[[{name}]]"));
        }
        if let Some(name) = rest.strip_suffix(']') {
            return mend(fault(whole, FaultKind::SingleBrackets), format!("[[{name}]]"));
        }
        return mend(fault(whole, FaultKind::Unclosed), format!("[[{rest}]]"));
    }
    if let Some(name) = trimmed.strip_suffix(']').filter(|name| !name.contains('[')) {
        return mend(fault(whole, FaultKind::Unopened), format!("[[{name}]]"));
    }
    mend(fault(whole, FaultKind::NoLink), format!("[[{trimmed}]]"))
}

fn parts(text: &str, inner: Range<usize>) -> Wikilink {
    let find = |range: &Range<usize>, mark| text[range.clone()].find(mark).map(|at| range.start + at);
    let pipe = find(&inner, '|');
    let mut place = inner.start..pipe.unwrap_or(inner.end);
    // The backslash of `\|` is not the name's.
    if pipe.is_some() && text[place.clone()].ends_with('\\') {
        place.end -= 1;
    }
    let hash = find(&place, '#');
    let section = hash.map(|hash| hash + 1..place.end);
    let target = place.start..hash.unwrap_or(place.end);
    let mut spaces = Vec::new();
    let before = target.len() - text[target.clone()].trim_start().len();
    let trimmed = text[target.clone()].trim();
    let trimmed = target.start + before..target.start + before + trimmed.len();
    let last = inner.end - (text[inner.clone()].len() - text[inner.clone()].trim_end().len());
    if !trimmed.is_empty() {
        spaces.extend([target.start..trimmed.start, trimmed.end..target.end]);
        if last >= target.end {
            spaces.push(last..inner.end);
        }
        spaces.retain(|range| !range.is_empty());
    }
    Wikilink { target: trimmed, section, alias: pipe.map(|pipe| pipe + 1..inner.end), spaces }
}

fn check_empty(text: &str, link: &Wikilink, inner: &Range<usize>) -> Option<Fault> {
    if link.target.is_empty() {
        return Some(fault(inner.start - 2..inner.end + 2, FaultKind::Empty));
    }
    let blank = |range: &Range<usize>| text[range.clone()].trim_start_matches(['^', '#']).trim().is_empty();
    let section = link.section.clone().filter(blank);
    let part = section.or_else(|| link.alias.clone().filter(blank))?;
    let mended = match &link.alias {
        Some(alias) if link.section.as_ref().is_some_and(blank) && !blank(alias) => {
            format!("[[{}|{}]]", &text[link.target.clone()], &text[alias.clone()])
        }
        _ => match &link.section {
            Some(section) if !blank(section) => {
                format!("[[{}#{}]]", &text[link.target.clone()], &text[section.clone()])
            }
            _ => format!("[[{}]]", &text[link.target.clone()]),
        },
    };
    // The mark itself is what is too much.
    Some(Fault { mended: Some(mended), ..fault(part.start - 1..part.end, FaultKind::EmptyPart) })
}

fn check_pipe(text: &str, link: &Wikilink) -> Option<Fault> {
    let alias = link.alias.as_ref()?;
    let pipe = alias.start - 1;
    let backslash = pipe - 1;
    (text.as_bytes().get(backslash) == Some(&b'\\')).then(|| {
        let mended = format!("{}{}", &text[..backslash], &text[pipe..]);
        Fault { mended: Some(mended), ..fault(backslash..pipe + 1, FaultKind::EscapedPipe) }
    })
}

fn check_target(text: &str, link: &Wikilink) -> Option<Fault> {
    let wrong = |character: char| {
        matches!(character, '*' | '"' | '\\' | '<' | '>' | ':' | '?' | '^' | '[' | ']') || character.is_control()
    };
    let (at, character) = text[link.target.clone()].char_indices().find(|(_, character)| wrong(*character))?;
    let start = link.target.start + at;
    Some(fault(start..start + character.len_utf8(), FaultKind::Character(character)))
}

fn check_section(text: &str, link: &Wikilink) -> Option<Fault> {
    let section = link.section.clone()?;
    let block = text[section.clone()].strip_prefix('^')?.trim_end();
    let wrong = |character: char| !character.is_alphanumeric() && !matches!(character, '-' | '_');
    let (at, character) = block.char_indices().find(|(_, character)| wrong(*character))?;
    let start = section.start + 1 + at;
    Some(fault(start..start + character.len_utf8(), FaultKind::BlockCharacter(character)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        #[test]
        fn plain_links_are_read_as_any_other(text in "\\[{0,3}[ а-яa-z#|:\\[\\]\u{85}\u{a0}\u{ad}\u{2003}]{0,5}\\]{0,3}") {
            prop_assert_eq!(parse(&text), parse_any(&text));
        }
    }

    #[test]
    fn every_character_is_folded_in_one_way() {
        for character in '\0'..='\u{ffff}' {
            for text in [
                character.to_string(),
                format!("a{character}b"),
                format!("{character}\u{301}"),
                format!("А {character}"),
            ] {
                if let Some(folded) = fold_plain(&text) {
                    assert_eq!(folded, fold_any(&text), "{character:?}");
                }
            }
        }
        assert_eq!(fold_plain("Țara НОВОСТИ Łódź"), Some("țara новости łódź".to_owned()));
    }

    fn fault_of(text: &str) -> (FaultKind, &str, Option<String>) {
        let fault = parse(text).expect_err(text);
        (fault.kind, &text[fault.range], fault.mended)
    }

    #[test]
    fn the_four_forms_are_links() {
        for text in [
            "[[Nokta]]",
            "[[выбор редакции]]",
            "[[Țara|țara noastră]]",
            "[[a#b]]",
            "[[a#b#c|d]]",
            "[[a#^b-1]]",
            "[[folder/日本語]]",
            "[[a (b), c & d!]]",
            "[[«Что, где, когда»]]",
            "[[🇲🇩 Молдова]]",
        ] {
            assert!(is_wikilink(text), "{text}");
        }
    }

    #[test]
    fn faults_have_their_place_and_their_mending() {
        use FaultKind::*;
        let mended = |text: &str| Some(text.to_owned());
        assert_eq!(fault_of("[[Nokta]"), (Unclosed, "[[Nokta]", mended("[[Nokta]]")));
        assert_eq!(fault_of("[[Nokta"), (Unclosed, "[[Nokta", mended("[[Nokta]]")));
        assert_eq!(fault_of("Nokta]]"), (Unopened, "Nokta]]", mended("[[Nokta]]")));
        assert_eq!(fault_of("[Nokta]]"), (Unopened, "[Nokta]]", mended("[[Nokta]]")));
        assert_eq!(fault_of("[Nokta]"), (SingleBrackets, "[Nokta]", mended("[[Nokta]]")));
        assert_eq!(fault_of("[Nokta](nokta.md)"), (MarkdownLink, "[Nokta](nokta.md)", mended("[[Nokta]]")));
        assert_eq!(fault_of("[[]]"), (Empty, "[[]]", None));
        assert_eq!(fault_of("[[ ]]"), (Empty, "[[ ]]", None));
        assert_eq!(fault_of("[[a|]]"), (EmptyPart, "|", mended("[[a]]")));
        assert_eq!(fault_of("[[a#|b]]"), (EmptyPart, "#", mended("[[a|b]]")));
        assert_eq!(fault_of("[[[[a]]]]"), (Nested, "[[[[a]]]]", mended("[[a]]")));
        assert_eq!(fault_of("[[a [[b]] c]]"), (Nested, "[[a [[b]] c]]", None));
        assert_eq!(fault_of("[[a]] и [[b]]"), (Second, "[[b]]", None));
        assert_eq!(fault_of("[[a]] text"), (Outside, " text", None));
        assert_eq!(fault_of("[[a]],"), (Outside, ",", mended("[[a]]")));
        assert_eq!(fault_of(r"[[a\|b]]"), (EscapedPipe, r"\|", mended("[[a|b]]")));
        assert_eq!(fault_of("[[Кто: ты]]"), (Character(':'), ":", None));
        assert_eq!(fault_of("[[a#^б в]]"), (BlockCharacter(' '), " ", None));
        assert_eq!(fault_of("Nokta"), (NoLink, "Nokta", mended("[[Nokta]]")));
        assert_eq!(fault_of("]] ["), (Unopened, "]] [", None));
    }

    #[test]
    fn targets_are_compared_as_people_read_them() {
        assert_eq!(fold("  Сербия \u{a0} и  Турция"), "сербия и турция");
        assert_eq!(fold("Й"), fold("И\u{306}"));
        assert_eq!(fold("STRASSE"), fold("straße"));
    }
}
