//! UTF-8 that was read as an encoding of one byte for each character.

use std::ops::Range;
use std::sync::LazyLock;

/// What a text that was misread should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// From the first character that was misread to the last.
    pub range: Range<usize>,
    /// What should stand there. Where a byte was lost on the way, it has U+FFFD for the character.
    pub text: String,
    /// The encoding that the bytes were read in.
    pub encoding: &'static str,
    /// All bytes are there.
    pub whole: bool,
}

/// An encoding: its name and its characters from byte 0x80 on. Bytes without a character are those of Latin-1, as
/// browsers read them.
struct Encoding {
    name: &'static str,
    characters: &'static str,
}

static ENCODINGS: [Encoding; 5] = [
    Encoding {
        name: "windows-1251",
        characters: "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПР\
            СТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
    },
    Encoding {
        name: "windows-1252",
        characters: "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼\
            ½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    },
    Encoding {
        name: "KOI8-R",
        characters: "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьыз\
            шэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
    },
    Encoding {
        name: "code page 866",
        characters: "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
            рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{a0}",
    },
    Encoding {
        name: "Mac OS Roman",
        characters: "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄\
            €‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    },
];

/// Each encoding's characters with their bytes, sorted.
static BYTES: LazyLock<[Vec<(char, u8)>; 5]> = LazyLock::new(|| {
    ENCODINGS.each_ref().map(|encoding| {
        let mut bytes: Vec<_> = encoding.characters.chars().zip(0x80..=0xff).collect();
        bytes.sort_unstable();
        bytes
    })
});

/// What `text` should be, where it is UTF-8 that was misread: in one of the encodings its characters are the bytes of
/// plausible text. One accented letter may come about by chance, so more than that is asked for.
pub fn misread(text: &str) -> Option<Misread> {
    let readings = ENCODINGS.iter().zip(BYTES.iter()).filter_map(|(encoding, bytes)| read(text, encoding, bytes));
    // The first of those that explain most.
    readings.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, misread)| misread)
}

/// A run of characters beyond ASCII as the bytes that it stands for.
struct Run {
    range: Range<usize>,
    text: String,
    sequences: usize,
    whole: bool,
}

/// The text as misread in one encoding, with the number of sequences that say so.
fn read(text: &str, encoding: &Encoding, bytes: &[(char, u8)]) -> Option<(usize, Misread)> {
    let mut runs = Vec::new();
    let mut others = 0;
    for range in runs_of(text) {
        match decode(&text[range.clone()], bytes) {
            Some((decoded, whole)) => {
                let sequences = decoded.chars().count() - usize::from(!whole);
                runs.push(Run { range, text: decoded, sequences, whole });
            }
            None => others += usize::from(text[range].chars().any(char::is_alphabetic)),
        }
    }
    let strong = runs.iter().any(|run| run.sequences > 1);
    let total: usize = runs.iter().map(|run| run.sequences).sum();
    if !strong {
        let is_latin = encoding.name == "windows-1252";
        let clear = runs.iter().any(|run| is_clear(text, run));
        runs.retain(|run| run.whole && run.text.chars().all(is_accented));
        if !is_latin || others > 0 || runs.is_empty() || !(clear || total > 1) {
            return None;
        }
    }
    let (first, last) = (runs.first()?, runs.last()?);
    let range = first.range.start..last.range.end;
    let mut mended = String::new();
    let mut at = range.start;
    for run in &runs {
        mended.push_str(&text[at..run.range.start]);
        mended.push_str(&run.text);
        at = run.range.end;
    }
    let whole = runs.iter().all(|run| run.whole);
    Some((total, Misread { range, text: mended, encoding: encoding.name, whole }))
}

/// The longest runs of characters beyond ASCII.
fn runs_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|character: char| !character.is_ascii())?;
        at = text[start..].find(|character: char| character.is_ascii()).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// The text whose bytes the characters of a run are, and whether its last character is whole.
fn decode(run: &str, bytes: &[(char, u8)]) -> Option<(String, bool)> {
    let mut read = Vec::with_capacity(run.len());
    for character in run.chars() {
        let at = bytes.binary_search_by_key(&character, |(character, _)| *character).ok()?;
        read.push(bytes[at].1);
    }
    match String::from_utf8(read) {
        Ok(text) => text.chars().all(is_plausible).then_some((text, true)),
        Err(error) => {
            let fault = error.utf8_error();
            let valid = fault.valid_up_to();
            if fault.error_len().is_some() || valid == 0 {
                return None;
            }
            let mut text = String::from_utf8(error.as_bytes()[..valid].to_vec()).ok()?;
            let plausible = text.chars().all(is_plausible);
            text.push(char::REPLACEMENT_CHARACTER);
            plausible.then_some((text, false))
        }
    }
}

/// Whether a single accented letter or sign was misread beyond doubt: what it was read as stands after a small letter
/// or before one, where capitals do not, or begins with the three that a quote or dash is read as.
fn is_clear(text: &str, run: &Run) -> bool {
    let before = text[..run.range.start].chars().next_back();
    let after = text[run.range.end..].chars().next();
    let written = &text[run.range.clone()];
    let inside = before.is_some_and(char::is_lowercase) || after.is_some_and(char::is_lowercase);
    let quote = written.starts_with("\u{e2}\u{20ac}");
    let degree = written.starts_with('\u{c2}') && before.is_none_or(|before| !before.is_alphabetic());
    run.whole
        && (quote || degree || inside && run.text.chars().all(char::is_lowercase) && written.starts_with('\u{c3}'))
}

/// What text is made of, beyond ASCII, as far as it is ever misread.
fn is_plausible(character: char) -> bool {
    matches!(character,
        '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{2bc}' | '\u{300}'..='\u{304}' | '\u{306}' | '\u{308}'
        | '\u{384}'..='\u{3ce}' | '\u{401}'..='\u{45f}' | '\u{490}'..='\u{4ff}' | '\u{531}'..='\u{587}'
        | '\u{5b0}'..='\u{5f4}' | '\u{60c}'..='\u{6f9}' | '\u{900}'..='\u{e7f}' | '\u{10d0}'..='\u{10ff}'
        | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2026}' | '\u{2030}'..='\u{203a}' | '\u{20ac}' | '\u{2116}'
        | '\u{2122}' | '\u{2212}' | '\u{3001}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff5e}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}')
}

/// Letters and signs of Western languages.
fn is_accented(character: char) -> bool {
    matches!(character, '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{2010}'..='\u{2026}' | '\u{20ac}' | '\u{2122}')
}
