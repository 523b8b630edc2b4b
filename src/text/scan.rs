//! One look at a text that tells which closer looks it needs. Clean text, in any script, needs none.

/// What a text may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    pub const LATIN: Self = Self(1);
    pub const CYRILLIC: Self = Self(2);
    pub const GREEK: Self = Self(4);
    pub const INVISIBLE: Self = Self(8);
    pub const UNNORMAL: Self = Self(16);
    pub const MOJIBAKE: Self = Self(32);
    /// Two spaces beside each other, or one at an end.
    pub const SPACES: Self = Self(64);

    /// Whether the text may have this.
    pub const fn has(self, trait_: Self) -> bool {
        self.0 & trait_.0 != 0
    }

    /// Whether letters of two scripts that look alike are in it.
    pub const fn is_mixed(self) -> bool {
        (self.0 & (Self::LATIN.0 | Self::CYRILLIC.0 | Self::GREEK.0)).count_ones() > 1
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Looks through `text` once.
pub fn scan(text: &str) -> Traits {
    let bytes = text.as_bytes();
    if bytes.iter().all(|byte| matches!(byte, b'!'..=b'~')) {
        // An address, a key, a date.
        return if bytes.iter().any(u8::is_ascii_alphabetic) { Traits::LATIN } else { Traits::default() };
    }
    let mut traits = Traits::default();
    let mut previous = ' ';
    // How many characters ago two have looked misread.
    let mut misread = usize::MAX;
    for character in text.chars() {
        misread = misread.saturating_add(1);
        traits = traits.and(match character {
            'a'..='z' | 'A'..='Z' => Traits::LATIN,
            '\u{410}'..='\u{44f}' => Traits::CYRILLIC,
            ' ' if is_space(previous) => Traits::SPACES,
            ' '..='~' | '\t' | '\n' | '\r' => Traits::default(),
            _ => closer(previous, character, &mut misread),
        });
        previous = character;
    }
    if is_space(previous) && !text.is_empty() { traits.and(Traits::SPACES) } else { traits }
}

/// A space that has the width of one; the spaces of typography are chosen with care.
pub const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}')
}

fn closer(previous: char, character: char, misread: &mut usize) -> Traits {
    let own = match character {
        '\u{a0}' if is_space(previous) => Traits::SPACES,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => Traits::INVISIBLE,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Traits::LATIN,
        // Quotes, dashes and dots of typography, the numero and trade mark signs; kana, most of Han and Hangul.
        '\u{80}'..='\u{2ff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2116}'
        | '\u{2122}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Traits::default(),
        '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' => Traits::CYRILLIC,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Traits::GREEK.and(Traits::UNNORMAL),
        _ => Traits::INVISIBLE.and(Traits::UNNORMAL),
    };
    if !may_be_misread(previous, character) {
        return own;
    }
    // Of an alphabet's letters, one pair comes about by chance: `ві` in Ukrainian. A second one begins at most as far
    // away as a character of UTF-8 is long.
    let is_sure = matches!(previous, '\u{c2}'..='\u{f4}') || *misread <= 4;
    *misread = 0;
    if is_sure { own.and(Traits::MOJIBAKE) } else { own }
}

/// Whether the first character may stand for a byte that begins one in UTF-8, and the second for one that goes on, in
/// one of the encodings of [`super::mojibake`].
const fn may_be_misread(previous: char, character: char) -> bool {
    match previous {
        // windows-1252 and Latin-1, which have few letters where bytes go on.
        '\u{c2}'..='\u{f4}' => match character {
            'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' | 'Ÿ' | 'ƒ' => true,
            '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{52f}' => false,
            _ => true,
        },
        // Code page 866 has lines and blocks for boxes where bytes begin.
        '\u{2568}' | '\u{2564}' | '\u{251c}' | '\u{252c}' => true,
        // windows-1251, where nearly all letters of Cyrillic begin with Р or С, those of Latin with В or Г, signs with в.
        '\u{420}' | '\u{421}' | '\u{412}' | '\u{413}' | '\u{432}' => !matches!(character, '\u{410}'..='\u{44f}'),
        // KOI8-R has lines and blocks for boxes where bytes go on.
        '\u{43f}' | '\u{44f}' | '\u{42f}' => matches!(character, '\u{2500}'..='\u{25a0}' | '\u{451}' | '\u{a9}'),
        // Mac OS Roman.
        '\u{2013}' | '\u{2014}' | '\u{221a}' | '\u{ac}' | '\u{201a}' => {
            !matches!(character, '\u{400}'..='\u{52f}' | '\u{2010}'..='\u{2027}')
        }
        _ => false,
    }
}
