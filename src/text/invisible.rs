//! Characters that cannot be seen, where they have no business.
//!
//! Some are letters' companions: joiners in Persian, Indic scripts and emoji, the selectors of emoji and ideographs, the
//! marks of direction in text that has letters of both directions. Those are left alone.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

/// Invisible characters beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invisible {
    pub range: Range<usize>,
    /// They stand between two parts of the text that are apart only by them.
    pub separates: bool,
}

/// The runs of invisible characters in `text` that do not belong there.
pub fn invisible(text: &str) -> Vec<Invisible> {
    let mut runs: Vec<Invisible> = Vec::new();
    let mut bidi = None;
    let mut tags = false;
    let mut previous = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        // The tag characters of a flag follow a black flag without a gap.
        tags = character == '\u{1f3f4}' || tags && matches!(character, '\u{e0020}'..='\u{e007f}');
        let fine = name(character).is_none()
            || tags
            || belongs(character, previous, next)
            || is_direction(character) && *bidi.get_or_insert_with(|| Directions::of(text).allows());
        if !fine {
            let end = at + character.len_utf8();
            let separates = matches!(character, '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}');
            match runs.last_mut() {
                Some(run) if run.range.end == at => {
                    run.range.end = end;
                    run.separates |= separates;
                }
                _ => runs.push(Invisible { range: at..end, separates }),
            }
        }
        previous = Some(character);
    }
    runs
}

/// What an invisible character is called; `None` where it is none.
pub const fn name(character: char) -> Option<&'static str> {
    Some(match character {
        '\t' | '\n' | '\r' => return None,
        '\0'..='\u{1f}' | '\u{7f}' => "control character",
        '\u{ad}' => "soft hyphen",
        '\u{34f}' => "combining grapheme joiner",
        '\u{61c}' => "Arabic letter mark",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
        '\u{17b4}' | '\u{17b5}' => "Khmer inherent vowel",
        '\u{180b}'..='\u{180d}' | '\u{180f}' => "Mongolian variation selector",
        '\u{180e}' => "Mongolian vowel separator",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{206a}'..='\u{206f}' => "deprecated format character",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{feff}' => "byte order mark",
        '\u{fff9}'..='\u{fffb}' => "annotation character",
        '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => "tag character",
        _ => return None,
    })
}

/// Whether an invisible character does its work between its neighbours.
fn belongs(character: char, previous: Option<char>, next: Option<char>) -> bool {
    let near = |test: fn(char) -> bool| previous.is_some_and(test) || next.is_some_and(test);
    match character {
        '\u{200d}' => near(joins) || previous.is_some_and(is_pictograph) && next.is_some_and(is_pictograph),
        '\u{200c}' => near(joins),
        '\u{200b}' => near(has_no_spaces),
        '\u{34f}' => near(|other| !is_european(other) && !other.is_ascii() && name(other).is_none()),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => previous.is_some_and(takes_selector),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => {
            near(|other| other.script() == Script::Hangul && name(other).is_none())
        }
        '\u{17b4}' | '\u{17b5}' => near(|other| other.script() == Script::Khmer),
        '\u{180b}'..='\u{180f}' => near(|other| matches!(other.script(), Script::Mongolian | Script::Phags_Pa)),
        _ => false,
    }
}

/// A letter of a script whose shapes depend on joiners.
fn joins(character: char) -> bool {
    let european = is_european(character) || character.is_ascii();
    let plain = matches!(
        character.script(),
        Script::Common | Script::Inherited | Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul
    );
    !european && !plain && !matches!(character.script(), Script::Hebrew | Script::Armenian | Script::Georgian)
}

/// A letter of a script that is written without spaces, so that a line may break only where it is told to.
fn has_no_spaces(character: char) -> bool {
    use Script::{
        Balinese, Javanese, Khmer, Lao, Myanmar, New_Tai_Lue, Sundanese, Tai_Le, Tai_Tham, Tai_Viet, Thai, Tibetan,
    };
    matches!(
        character.script(),
        Thai | Lao
            | Khmer
            | Myanmar
            | Tibetan
            | Javanese
            | Balinese
            | Sundanese
            | Tai_Le
            | Tai_Tham
            | Tai_Viet
            | New_Tai_Lue
    )
}

/// Something that a variation selector may change: a sign, a digit of a keycap, an ideograph.
fn takes_selector(character: char) -> bool {
    let is_letter = character.is_ascii_alphabetic() || is_european(character);
    !is_letter && !character.is_whitespace() && name(character).is_none()
}

fn is_european(character: char) -> bool {
    matches!(character.script(), Script::Latin | Script::Cyrillic | Script::Greek)
}

/// An emoji or a part of one.
const fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{a9}' | '\u{ae}' | '\u{3030}')
        || matches!(character, '\u{e0020}'..='\u{e007f}')
}

/// A mark, embedding or isolate of direction that a text with both directions may need. An override is never needed.
const fn is_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

/// How a text uses directions.
#[derive(Default)]
struct Directions {
    right_to_left: bool,
    overrides: bool,
    /// Every embedding and isolate that is opened is closed, and no other.
    balanced: bool,
}

impl Directions {
    fn of(text: &str) -> Self {
        let mut directions = Self { balanced: true, ..Self::default() };
        let (mut embeddings, mut isolates) = (0_usize, 0_usize);
        for character in text.chars() {
            match character {
                '\u{202a}' | '\u{202b}' => embeddings += 1,
                '\u{2066}'..='\u{2068}' => isolates += 1,
                '\u{202d}' | '\u{202e}' => directions.overrides = true,
                '\u{202c}' => directions.close(&mut embeddings),
                '\u{2069}' => directions.close(&mut isolates),
                _ => directions.right_to_left |= is_right_to_left(character),
            }
        }
        directions.balanced &= embeddings == 0 && isolates == 0;
        directions
    }

    fn close(&mut self, open: &mut usize) {
        self.balanced &= *open > 0;
        *open = open.saturating_sub(1);
    }

    const fn allows(&self) -> bool {
        self.right_to_left && self.balanced && !self.overrides
    }
}

const fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
