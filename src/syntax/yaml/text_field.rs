//! Fields that hold text for people, and how wide their text is.

/// Fields whose value is a name or some sentences, and never a list.
const NAMES: [&str; 18] = [
    "title",
    "subtitle",
    "headline",
    "heading",
    "name",
    "displayname",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "caption",
    "alt",
    "lead",
    "teaser",
    "subject",
    "tagline",
    "question",
    "answer",
];

/// Those of them that hold sentences.
const SENTENCES: [&str; 7] = ["description", "summary", "abstract", "excerpt", "lead", "teaser", "answer"];

/// Sentences are wider than this.
const SENTENCE: usize = 20;

/// Whether some sentences stand in a field for them: those may go on with a list.
pub(super) fn is_sentence(key: &str, value: &str) -> bool {
    SENTENCES.contains(&key) && width(value) >= SENTENCE
}

/// Whether a key is the name of such a field.
pub(super) fn is_text_field(key: &str) -> bool {
    key.len() <= 16 && NAMES.contains(&key.trim_matches(['"', '\'']).to_lowercase().as_str())
}

/// The columns that a text takes up; an East Asian character takes two.
pub(super) fn width(text: &str) -> usize {
    let is_wide = |character: char| {
        matches!(character, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
    };
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}
