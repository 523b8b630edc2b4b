//! What bytes are that are not UTF-8, told from a few thousand of them.

/// An encoding that files are found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
    Windows1251,
    Koi8R,
    CodePage866,
    /// Or a relative: Latin-1, windows-1250, Latin-2. Their letters share their bytes.
    Windows1252,
}

impl Encoding {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16 (little-endian)",
            Self::Utf16Be => "UTF-16 (big-endian)",
            Self::Utf32Le => "UTF-32 (little-endian)",
            Self::Utf32Be => "UTF-32 (big-endian)",
            Self::Windows1251 => "windows-1251",
            Self::Koi8R => "KOI8-R",
            Self::CodePage866 => "code page 866",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// Whether this is certain, and not only likely.
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be)
    }
}

/// The character that windows-1252 has where Unicode has a C1 control; `None` for the five that it does not define. Text
/// that was read as Latin-1 has the controls in the place of quotation marks, dashes and the euro sign.
pub const fn windows_1252(control: char) -> Option<char> {
    Some(match control {
        '\u{80}' => '€',
        '\u{82}' => '‚',
        '\u{83}' => 'ƒ',
        '\u{84}' => '„',
        '\u{85}' => '…',
        '\u{86}' => '†',
        '\u{87}' => '‡',
        '\u{88}' => 'ˆ',
        '\u{89}' => '‰',
        '\u{8a}' => 'Š',
        '\u{8b}' => '‹',
        '\u{8c}' => 'Œ',
        '\u{8e}' => 'Ž',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{95}' => '•',
        '\u{96}' => '–',
        '\u{97}' => '—',
        '\u{98}' => '˜',
        '\u{99}' => '™',
        '\u{9a}' => 'š',
        '\u{9b}' => '›',
        '\u{9c}' => 'œ',
        '\u{9e}' => 'ž',
        '\u{9f}' => 'Ÿ',
        _ => return None,
    })
}

/// What a file is that has these bytes at `offset`, the first of them not part of UTF-8.
pub fn guess(offset: usize, bytes: &[u8]) -> Option<Encoding> {
    match (offset, bytes) {
        (0, [0xff, 0xfe, 0, 0, ..]) => Some(Encoding::Utf32Le),
        (2, [0xfe, 0xff, ..]) => Some(Encoding::Utf32Be),
        (0, [0xff, 0xfe, ..]) => Some(Encoding::Utf16Le),
        (0, [0xfe, 0xff, ..]) => Some(Encoding::Utf16Be),
        _ => wide(offset, bytes).or_else(|| single(bytes)),
    }
}

/// UTF-16 or UTF-32 without a byte order mark, by where its empty bytes are.
pub fn wide(offset: usize, bytes: &[u8]) -> Option<Encoding> {
    let bytes = &bytes[..bytes.len().min(1024)];
    let mut zeros = [0_usize; 4];
    for (at, byte) in bytes.iter().enumerate() {
        zeros[(offset + at) % 4] += usize::from(*byte == 0);
    }
    // Of a text in any script, spaces, digits and line ends have an empty half.
    let few = bytes.len() / 4 / 12 + 1;
    let many = |position: usize| zeros[position] > few;
    match [many(0), many(1), many(2), many(3)] {
        [false, true, false, true] => Some(Encoding::Utf16Le),
        [true, false, true, false] => Some(Encoding::Utf16Be),
        [false, _, true, true] => Some(Encoding::Utf32Le),
        [true, true, _, false] => Some(Encoding::Utf32Be),
        _ => None,
    }
}

/// An encoding of one byte for each character, by which bytes beyond ASCII there are and how they stand together.
fn single(bytes: &[u8]) -> Option<Encoding> {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let together = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80).count();
    let share = |range: std::ops::RangeInclusive<u8>| {
        bytes.iter().filter(|byte| range.contains(byte)).count() * 100 / high.max(1)
    };
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if together * 3 < high {
        // Accented letters stand alone among letters of ASCII.
        return (letters > high && share(0xc0..=0xff) >= 60).then_some(Encoding::Windows1252);
    }
    if high < 6 {
        return None;
    }
    // Most letters of a text are small.
    match (share(0xe0..=0xff), share(0xc0..=0xdf), share(0x80..=0xaf)) {
        (_, _, 40..) if share(0x80..=0xaf) + share(0xe0..=0xf1) >= 90 => Some(Encoding::CodePage866),
        (small, capital, _) if small + capital < 80 => None,
        (small, capital, _) if small > capital => Some(Encoding::Windows1251),
        _ => Some(Encoding::Koi8R),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: Казахстан, Турция и Сербия\nlanguage: ru\n---\n\nТекст статьи.\n";

    fn first_fault(bytes: &[u8]) -> (usize, &[u8]) {
        let offset = simdutf8::compat::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        (offset, &bytes[offset..])
    }

    fn guessed(bytes: &[u8]) -> Option<Encoding> {
        let (offset, sample) = first_fault(bytes);
        guess(offset, sample)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_16_is_named() {
        let text = format!("\u{feff}{TEXT}");
        assert_eq!(guessed(&utf16(&text, u16::to_le_bytes)), Some(Encoding::Utf16Le));
        assert_eq!(guessed(&utf16(&text, u16::to_be_bytes)), Some(Encoding::Utf16Be));
        // Without a mark, all of these bytes are UTF-8 too.
        assert_eq!(wide(0, &utf16(TEXT, u16::to_le_bytes)), Some(Encoding::Utf16Le));
        assert_eq!(wide(0, &utf16(TEXT, u16::to_be_bytes)), Some(Encoding::Utf16Be));
    }

    #[test]
    fn utf_32_is_named() {
        let text = format!("\u{feff}{TEXT}");
        let little: Vec<u8> = text.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
        let big: Vec<u8> = text.chars().flat_map(|character| u32::from(character).to_be_bytes()).collect();
        assert_eq!(guessed(&little), Some(Encoding::Utf32Le));
        assert_eq!(guessed(&big), Some(Encoding::Utf32Be));
    }

    #[test]
    fn encodings_of_one_byte_are_named() {
        let windows_1251 = b"title: \xca\xe0\xe7\xe0\xf5\xf1\xf2\xe0\xed, \xd2\xf3\xf0\xf6\xe8\xff";
        assert_eq!(guessed(windows_1251), Some(Encoding::Windows1251));
        let koi8_r = b"title: \xeb\xc1\xda\xc1\xc8\xd3\xd4\xc1\xce, \xf4\xd5\xd2\xc3\xc9\xd1";
        assert_eq!(guessed(koi8_r), Some(Encoding::Koi8R));
        let code_page_866 = b"title: \x8a\xa0\xa7\xa0\xe5\xe1\xe2\xa0\xad, \x92\xe3\xe0\xe6\xa8\xef";
        assert_eq!(guessed(code_page_866), Some(Encoding::CodePage866));
        assert_eq!(guessed(b"caf\xe9 d\xe9j\xe0 vu"), Some(Encoding::Windows1252));
    }

    #[test]
    fn a_damaged_file_is_not_named_for_an_encoding() {
        assert_eq!(
            guessed("title: Серб\u{fffd}ия"[..].as_bytes().split_last().map_or(&[][..], |(_, rest)| rest)),
            None
        );
        assert_eq!(guessed(b"title: \xff\x80\x81"), None);
    }
}
