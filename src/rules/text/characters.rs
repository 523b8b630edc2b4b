//! Characters that are not what they look like, or cannot be seen at all.

use super::{MOST, Piece};
use crate::diagnostic::Severity::{Info, Warning};
use crate::diagnostic::{Fix, excerpt};
use crate::encoding::windows_1252;
use crate::kinds::Kind;
use crate::rules::{Findings, Repair};
use crate::text;

rules! {
    /// Finds characters that cannot be seen.
    ///
    /// A zero-width space, a soft hyphen or a control of writing direction comes along when text is copied from a page.
    /// Nobody sees it, but a search misses the word, two equal names differ, and a direction override shows text in
    /// another order than it has. The joiners that Persian, Indic scripts and emoji are written with are left alone, as
    /// are the selectors of emoji and ideographs, zero-width spaces in scripts without spaces, and, in text with letters
    /// that are written from right to left, balanced marks of direction.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakh\u200Bstan"
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: "می\u200Cخواهم"
    /// ---
    /// ```
    INVISIBLE = "text/invisible", Some(Warning), Repair::Safe;
    /// Finds words that mix look-alike letters of two scripts.
    ///
    /// A Latin `C` at the head of `Cербия` looks like the Cyrillic letter and is another: no search finds the word, and it
    /// is no link to the note of that name. A word is reported only if it becomes a word of one script by nothing but
    /// look-alikes. Brands beside Cyrillic, Roman numerals, addresses and identifiers are left alone.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: Cербия и Турция
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Сербия, Wi-Fi и Telegram-канал
    /// ---
    /// ```
    MIXED_SCRIPT = "text/mixed-script", Some(Warning), Repair::Unsafe, effect = Exchange;
    /// Finds text that is not in Unicode normal form C.
    ///
    /// `й` may be one character or two, a letter and a mark. Both look the same, and programs that compare bytes take
    /// them for different words. File names from macOS are a usual source of the second form. Letters and marks as the
    /// keyboards of Bengali, Hindi, Arabic and Hebrew write them are left alone, though the normal form has other ones.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: "Bucures\u0326ti"
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: "București"
    /// ---
    /// ```
    NORMALIZATION = "text/normalization", Some(Warning), Repair::Safe, effect = Exchange;
    /// Finds UTF-8 that was read as another encoding.
    ///
    /// When the bytes of UTF-8 are read as windows-1251, windows-1252 (or Latin-1), KOI8-R, code page 866 or Mac OS Roman,
    /// each letter becomes two. The text is told by that its characters, written in that encoding, are the bytes of
    /// plausible text, and offered as it was. The controls U+0080 to U+009F are found too, where windows-1252 has quotation
    /// marks and dashes, and U+FFFD, which programs write for a character that they could not read.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: РџСЂРёРІРµС‚
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Привет, Ñandú und Ðorđe
    /// ---
    /// ```
    MOJIBAKE = "text/mojibake", Some(Warning), Repair::Unsafe, effect = Exchange;
}

pub(super) fn invisible(piece: &Piece, findings: &mut Findings) {
    if !findings.wants(&INVISIBLE) {
        return;
    }
    for run in text::invisible::invisible(piece.text()).into_iter().take(MOST) {
        let characters = &piece.text()[run.range.clone()];
        let count = characters.chars().count();
        let first = characters.chars().next().unwrap_or_default();
        let name = text::invisible::name(first).unwrap_or("invisible character");
        let code = u32::from(first);
        let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        let message = format!("{} holds characters that cannot be seen: U+{code:04X} {name}{more}", piece.name());
        let (instead, what) = if run.separates { (" ", "write a space") } else { ("", "remove what cannot be seen") };
        let fix = Fix::safe(what, [piece.edit(run.range.clone(), instead)]);
        findings.push(&INVISIBLE, piece.finding(run.range, message).help(what).fix(fix));
    }
}

/// Characters that stand for others: the controls that windows-1252 has letters and signs for, the mark of a character that
/// was lost, and signs of one font.
pub(super) fn stand_ins(piece: &Piece, findings: &mut Findings) {
    let text = piece.text();
    let is_control = |character: char| matches!(character, '\u{80}'..='\u{9f}');
    let stands_in =
        |character: char| is_control(character) || matches!(character, '\u{f020}'..='\u{f0ff}' | '\u{fffd}');
    if text.is_ascii() || !text.chars().any(stands_in) {
        return;
    }
    // Alone, U+0085 is the end of a line; among the others it is a sign of windows-1252 as they are.
    let is_misread = text.chars().any(|character| character != '\u{85}' && windows_1252(character).is_some());
    let has_letters = text.chars().any(char::is_alphabetic);
    let name = piece.name();
    for (at, character) in text.char_indices().filter(|(_, one)| stands_in(*one)).take(MOST * 20) {
        let range = at..at + character.len_utf8();
        let code = u32::from(character);
        match character {
            _ if is_control(character) => {
                let Some(meant) = windows_1252(character).filter(|_| is_misread) else {
                    let what = if character == '\u{85}' {
                        "next line, which ends a line for some readers"
                    } else {
                        "control character"
                    };
                    let message = format!("{name} holds characters that cannot be seen: U+{code:04X} {what}");
                    let help = "write what was meant, or remove it";
                    findings.push(&INVISIBLE, piece.finding(range, message).help(help));
                    continue;
                };
                let message =
                    format!("{name} holds the control character U+{code:04X}, where windows-1252 has `{meant}`");
                let help = format!("write `{meant}`");
                let fix = Fix::unsafe_(help.clone(), [piece.edit(range.clone(), &meant.to_string())]);
                findings.push(&MOJIBAKE, piece.finding(range, message).help(help).fix(fix));
            }
            '\u{fffd}' => {
                let message = format!("{name} holds U+FFFD, which stands for a character that was lost");
                let help = "write the character that was there; the file was once read in a wrong encoding";
                findings.push(&MOJIBAKE, piece.finding(range, message).help(help));
            }
            // Word's bullets and arrows, in the places that its symbol fonts have.
            '\u{f020}'..='\u{f0ff}' if has_letters => {
                let message = format!("{name} holds U+{code:04X}, a sign that only one font has");
                let help = "write a sign of Unicode, such as `•`, or remove it";
                findings.push_at_most(&INVISIBLE, Info, piece.finding(range, message).help(help));
            }
            _ => {}
        }
    }
}

/// A no-break space in a key: it looks like a space, and no search for the key finds it.
pub(super) fn spaces_in_key(piece: &Piece, findings: &mut Findings) {
    let text = piece.text();
    let inner = text.trim_matches(super::is_space);
    let start = text.len() - text.trim_start_matches(super::is_space).len();
    let Some(at) = inner.find('\u{a0}') else { return };
    let range = start + at..start + at + '\u{a0}'.len_utf8();
    let message = format!("the key `{}` has a no-break space (U+00A0) in it", excerpt(&text.replace('\u{a0}', "⍽")));
    let fix = Fix::unsafe_("write a plain space", [piece.edit(range.clone(), " ")]);
    findings.push(&super::WHITESPACE, piece.finding(range, message).help("write a plain space").fix(fix));
}

pub(super) fn normalization(piece: &Piece, findings: &mut Findings) {
    if !findings.wants(&NORMALIZATION) {
        return;
    }
    let Some(unnormal) = text::unnormal(piece.text()) else { return };
    let written = &piece.text()[unnormal.range.clone()];
    let message = format!("`{}` in {} is not in Unicode normal form C", excerpt(written), piece.name());
    let help = format!("write `{}` in normal form C, which looks the same", excerpt(&unnormal.normal));
    let fix = Fix::safe("write it in normal form C", [piece.edit(unnormal.range.clone(), &unnormal.normal)]);
    findings.push(&NORMALIZATION, piece.finding(unnormal.range, message).help(help).fix(fix));
}

pub(super) fn mixed_script(piece: &Piece, findings: &mut Findings) {
    let kinds = piece.value.kinds;
    // Addresses may be in any letters; what is wrong with them is for others to say.
    let is_address = [Kind::WaybackUrl, Kind::Uri, Kind::UriReference, Kind::LanguageTag].into_iter();
    if !findings.wants(&MIXED_SCRIPT) || !piece.is_key && is_address.into_iter().any(|kind| kinds.has(kind)) {
        return;
    }
    for mixed in text::mixed(piece.text()).into_iter().take(MOST) {
        let word = &piece.text()[mixed.word.clone()];
        let letters = &piece.text()[mixed.letters.clone()];
        let (own, other) = (mixed.scripts.0.name(), mixed.scripts.1.name());
        let verb = if letters.chars().count() > 1 { "holds" } else { "is" };
        let message = format!(
            "`{}` in {} mixes scripts: `{}` {verb} {other}, the rest is {own}",
            excerpt(word),
            piece.name(),
            excerpt(letters)
        );
        let mut mended = word.to_owned();
        let start = mixed.letters.start - mixed.word.start;
        mended.replace_range(start..start + letters.len(), &mixed.mended);
        let mended = format!("write `{}` in {own} letters", excerpt(&mended));
        let fix = Fix::unsafe_(mended.clone(), [piece.edit(mixed.letters.clone(), &mixed.mended)]);
        findings.push(&MIXED_SCRIPT, piece.finding(mixed.letters, message).help(mended).fix(fix));
    }
}

/// Whether there is a finding, wanted or not.
pub(super) fn mojibake(piece: &Piece, findings: &mut Findings) -> bool {
    let Some(misread) = text::mojibake::misread(piece.text()) else { return false };
    if !findings.wants(&MOJIBAKE) {
        return true;
    }
    let written = &piece.text()[misread.range.clone()];
    let message = format!("`{}` in {} is UTF-8 that was read as {}", excerpt(written), piece.name(), misread.encoding);
    let finding = piece.finding(misread.range.clone(), message);
    let finding = if misread.whole {
        let help = format!("write `{}`", excerpt(&misread.text));
        finding.help(help.clone()).fix(Fix::unsafe_(help, [piece.edit(misread.range, &misread.text)]))
    } else {
        finding.help(format!("it was `{}`, with a letter lost on the way; write it anew", excerpt(&misread.text)))
    };
    findings.push(&MOJIBAKE, finding);
    true
}
