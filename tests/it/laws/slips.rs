//! Good front matter with one slip of the finger: a character deleted, inserted or doubled.

use proptest::prelude::*;

/// Documents in which nothing is found; fields are apart by `\0`.
const GOOD: &[&str] = &[
    "title: Сад и огород\0description: \"Что посеять: семена, луковицы\"\0tags: [сад, 'огород', \"семена\"]\0related: [\"[[Грядки]]\", '[[Почва|почвы]]']\0date: 2024-01-02\0draft: false",
    "title: Țară și oraș\0summary: >-\n  Rânduri lungi,\n  pe două linii\0keywords:\n  - grădină\n  - \"sol: apă\"\0author: {name: Ioana, url: \"https://a.example/ș\"}\0weight: 10",
    "标题: 花园与土壤\0tags:\n- 政治\n- 经济\0description: |\n  第一行\n  第二行\0date: 2024-01-02T10:00:00+08:00\0n: 5",
    "title: גינה ואדמה\0tags: [سياسة, \"اقتصاد\"]\0alias: 'שלום \"עולם\"'\0lang: he\0x: \"\"",
    "title: \"🌱 Garden 👩‍🌾\"\0icon: 🌻\0related:\n  - \"[[🌱 Beds]]\"\n  - '[[Soil]]'\0links: {home: \"https://a.example/#top\", n: 3}\0published: true",
    "# a note of the writer\0title: Newsletter # kept\0lang: uk\0aliases: ['L’été', d'été]\0seo:\n  title: Garden\n  image:\n    src: /a.png\n    alt: A bed\0description: a text\n  of two lines",
    "name: skill\0description: Use when the user wants to plant, water or weed.\0license: MIT\0metadata:\n  version: \"1.0\"\n  authors:\n  - {name: Maria}\n  - {name: Jon}\0allowed-tools: Read, Write",
];

/// What is hit beside the key that was meant.
const SIGNS: &str = ":#-[]{}\"'\t ,|>&*!%@\n：＃－［］｛｝＂＇，｜＞＆＊！％＠、「」“”‘\u{a0}\u{3000}\u{200b}=;\\`?~";

#[derive(Clone, Debug)]
pub(crate) struct Slip {
    pub(crate) text: String,
    /// The fields that the slip did not touch, as they were.
    pub(crate) untouched: Vec<String>,
}

pub(crate) fn slip() -> impl Strategy<Value = Slip> {
    let signs: Vec<char> = SIGNS.chars().collect();
    let sign = prop::sample::select(signs);
    (prop::sample::select(GOOD), any::<prop::sample::Index>(), 0..4_usize, sign, any::<bool>()).prop_map(
        |(good, at, how, sign, crlf)| {
            let fields: Vec<&str> = good.split('\0').collect();
            let whole = format!("---\n{}\n---\nBody.\n", fields.join("\n"));
            let places: Vec<(usize, char)> = whole[..whole.len() - 6].char_indices().collect();
            let (at, letter) = places[at.index(places.len())];
            let (before, after) = (&whole[..at], &whole[at + letter.len_utf8()..]);
            let text = match how {
                0 => format!("{before}{after}"),
                1 => format!("{before}{letter}{letter}{after}"),
                _ => format!("{before}{sign}{letter}{after}"),
            };
            let mut from = 4;
            let mut untouched = Vec::new();
            for field in fields {
                let to = from + field.len();
                // What stands at the end of one field or right before it may belong to it.
                if at + letter.len_utf8() < from || at > to {
                    untouched.push(field.to_owned());
                }
                from = to + 1;
            }
            Slip { text: if crlf { text.replace('\n', "\r\n") } else { text }, untouched }
        },
    )
}
