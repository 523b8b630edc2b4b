//! `text/entity`.

use super::{ENTITY, MOST, Piece};
use crate::diagnostic::excerpt;
use crate::kinds::Kind;
use crate::rules::Findings;

/// The entities of HTML that are met in titles, with their characters.
const NAMED: [(&str, char); 43] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("deg", '°'),
    ("times", '×'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("auml", 'ä'),
    ("szlig", 'ß'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("rarr", '→'),
];

pub(super) fn check(piece: &Piece, findings: &mut Findings) {
    let text = piece.text();
    let is_address = [Kind::Uri, Kind::UriReference, Kind::WaybackUrl].iter().any(|kind| piece.value.kinds.has(*kind));
    // In an address, `&copy;` may be a parameter; in a text with tags, entities are where they belong.
    if !findings.wants(&ENTITY) || is_address || text.contains("://") || text.contains("</") {
        return;
    }
    for (at, _) in text.match_indices('&').take(MOST) {
        let Some((length, character)) = entity(&text[at + 1..]) else { continue };
        let range = at..at + 1 + length;
        let message = format!("{} holds the HTML entity `{}`", piece.name(), excerpt(&text[range.clone()]));
        let shown = match character {
            '\u{a0}' => "a no-break space".to_owned(),
            '\u{ad}' => "nothing".to_owned(),
            other => format!("`{other}`"),
        };
        let help = format!("write {shown}: what reads front matter as text shows the entity as it is");
        findings.push(&ENTITY, piece.finding(range, message).help(help));
    }
}

/// The length of an entity without its `&`, and what it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    let (name, _) = text.get(..text.len().min(12)).unwrap_or(text).split_once(';')?;
    let character = match name.strip_prefix('#') {
        Some(code) => {
            let (digits, radix) = code.strip_prefix(['x', 'X']).map_or((code, 10), |digits| (digits, 16));
            char::from_u32(u32::from_str_radix(digits, radix).ok()?).filter(|one| !one.is_control())?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((name.len() + 1, character))
}
