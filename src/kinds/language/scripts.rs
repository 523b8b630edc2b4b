//! Which scripts a language is written in, as CLDR has it.

use super::subtags::{Part, primary, split, whole};
use super::table::{LANGUAGES, SCRIPTS_OF};

/// The codes of the scripts (ISO 15924) that texts in the language of a tag may be in: the one that the tag names, or
/// else those that the language is known to be written in. `None` where neither says.
pub fn scripts(tag: &str) -> Option<impl Iterator<Item = &'static str>> {
    let listed = SCRIPTS_OF
        .subtag(primary(tag))
        .or_else(|| LANGUAGES.subtag(primary(tag)).filter(|value| value.len() == 4 && !value.starts_with('>')))?;
    Some(listed.split(' '))
}

/// The script subtag of a well-formed tag.
pub fn declared_script(tag: &str) -> Option<&str> {
    if whole(tag).is_some() {
        return None;
    }
    split(tag).find(|subtag| subtag.part == Part::Script).map(|subtag| &tag[subtag.range])
}
