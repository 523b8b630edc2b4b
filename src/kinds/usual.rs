//! What fields hold by their usual names, where no schema says.
//!
//! Each name stands once, as its words in small letters, with where it is defined; it is known in every spelling of
//! [`spellings`]. Left out are names that mean something else as often: `data` (Romanian for "the date"), `valid` and
//! `available` (Dublin Core), and `locale`, which Open Graph defines as `ru_RU`, with a low line, so that it is no
//! language tag.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Kind, Shape};

/// A field by its usual name.
struct Usual {
    name: &'static str,
    kind: Kind,
    /// A date that is in the future as a rule: of an end, an expiry, a publication that is planned.
    ahead: bool,
}

macro_rules! usual {
    ($($source:literal { $($kind:ident $ahead:literal [$($name:literal)*])* })*) => {
        const USUAL: &[Usual] = &[$($($(Usual { name: $name, kind: Kind::$kind, ahead: $ahead },)*)*)*];
        #[cfg(test)]
        const SOURCES: &[&str] = &[$($source),*];
    };
}

usual! {
    // Fields of news archives, which masthead began with.
    "schema/article.schema.yaml" {
        Timestamp false ["date" "published" "created" "modified" "updated"]
        LanguageTag false ["lang" "language"]
        UriReference false ["url"]
        WaybackUrl false ["archive"]
    }
    "https://gohugo.io/content-management/front-matter/" {
        Timestamp false ["lastmod"]
        Timestamp true ["publish date" "expiry date" "unpublishdate"]
    }
    // Jekyll's own `date`, and the plugins jekyll-last-modified-at, jekyll-seo-tag and jekyll-sitemap.
    "https://github.com/gjtorikian/jekyll-last-modified-at" {
        Timestamp false ["last modified at" "last modified"]
        UriReference false ["canonical url"]
    }
    // `date`, `updated`, `lang`; the theme NexT has `created` beside them.
    "https://hexo.io/docs/front-matter" {}
    // The template of a blog, and Starlight.
    "https://docs.astro.build/en/tutorial/5-astro-api/1/" {
        // Hugo has it in small letters.
        Timestamp true ["pub date"]
        Timestamp false ["updated date" "last updated"]
    }
    // `date`, and names of the supplied data.
    "https://www.11ty.dev/docs/dates/" {
        Timestamp false ["modified date" "created date" "published date" "publication date"]
    }
    // The plugins Linter (`date created`, `date modified`), Update Time and Front Matter Timestamps, Obsidian Publish.
    "https://platers.github.io/obsidian-linter/settings/yaml-rules/#yaml-timestamp" {
        Timestamp false ["date created" "date modified" "date updated" "date published" "creation date" "modification date"
            "created at" "updated at" "modified at" "created on" "updated on" "modified on"]
    }
    "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/" {
        Timestamp false ["issued" "date accepted" "date copyrighted" "date submitted"]
    }
    "https://schema.org/CreativeWork" {
        Timestamp true ["expires" "valid from" "valid through" "start date" "end date"]
        Timestamp false ["upload date" "date issued" "last reviewed"]
        LanguageTag false ["in language"]
    }
    // `article:published_time` and its like.
    "https://ogp.me/#type_article" {
        Timestamp false ["article:published time" "article:modified time" "published time" "modified time"]
        Timestamp true ["article:expiration time" "expiration time"]
    }
    // The fields of articles at DEV and Ghost.
    "https://developers.forem.com/api/v1" {
        Timestamp false ["published at" "edited at"]
    }
    "https://html.spec.whatwg.org/#attr-hyperlink-hreflang" {
        LanguageTag false ["hreflang"]
    }
    // The words of the language for published, created, changed, brought up to date.
    "Russian" {
        Timestamp false ["дата" "опубликовано" "создано" "изменено" "обновлено" "дата публикации" "дата создания"
            "дата изменения" "дата обновления"]
        LanguageTag false ["язык"]
    }
    "Ukrainian" {
        Timestamp false ["опубліковано" "створено" "змінено" "оновлено" "дата публікації" "дата створення"
            "дата зміни" "дата оновлення"]
        LanguageTag false ["мова"]
    }
    "Romanian" {
        Timestamp false ["publicat" "creat" "modificat" "actualizat" "data publicării" "data creării" "data modificării"
            "data actualizării"]
        LanguageTag false ["limba" "limbă"]
    }
    "German" {
        Timestamp false ["datum" "veröffentlicht" "erstellt" "geändert" "aktualisiert" "erstellt am" "geändert am"
            "aktualisiert am" "veröffentlicht am" "erstellungsdatum" "änderungsdatum" "erscheinungsdatum"]
        LanguageTag false ["sprache"]
    }
}

/// What fields hold by their names, where no schema says: the usual names in all spellings, and those that a project has
/// of its own, which count more.
#[derive(Clone, Debug, Default)]
pub struct NamedFields {
    own: Shape,
    /// A thousand names, which are not needed where a schema governs every document.
    all: OnceLock<Shape>,
}

impl NamedFields {
    /// The usual names, and fields of a project.
    pub const fn with_own(own: Shape) -> Self {
        Self { own, all: OnceLock::new() }
    }

    /// Says what a field holds, itself or its items.
    pub fn add(&mut self, name: &str, kind: Kind) {
        self.own.properties.insert(name.into(), Shape::one_or_many(kind));
        self.all = OnceLock::new();
    }

    /// The fields of the project alone.
    pub const fn own(&self) -> &Shape {
        &self.own
    }

    pub fn all(&self) -> &Shape {
        self.all.get_or_init(|| {
            let spelled = |usual: &'static Usual| spellings(usual.name).into_iter().map(|name| (name, usual.kind));
            let fields = USUAL.iter().flat_map(spelled);
            let mut properties: BTreeMap<_, _> = fields.map(|(name, kind)| (name, Shape::one_or_many(kind))).collect();
            properties.extend(self.own.properties.clone());
            Shape { properties, ..Shape::default() }
        })
    }
}

/// Whether a field of this name is a usual one, in any spelling.
pub fn is_usual(name: &str) -> bool {
    static NAMES: std::sync::LazyLock<std::collections::HashSet<String>> =
        std::sync::LazyLock::new(|| USUAL.iter().map(|usual| fold(usual.name)).collect());
    NAMES.contains(&fold(name))
}

/// The usual names and what each holds, in one spelling.
pub fn usual_names() -> impl Iterator<Item = (&'static str, Kind)> {
    USUAL.iter().map(|usual| (usual.name, usual.kind))
}

/// Whether a field of this name holds a date that is in the future as a rule.
pub fn may_lie_ahead(name: &str) -> bool {
    let folded = fold(name);
    USUAL.iter().filter(|usual| usual.ahead).any(|usual| fold(usual.name) == folded)
}

/// The usual names of fields that hold the language of the document.
pub fn language_fields() -> Vec<String> {
    let names = USUAL.iter().filter(|usual| usual.kind == Kind::LanguageTag).map(|usual| usual.name);
    // The longer name counts where both are there.
    let mut names: Vec<&str> = names.filter(|name| *name != "hreflang").collect();
    names.sort_by_key(|name| *name != "language");
    names.into_iter().flat_map(spellings).collect()
}

/// `last modified at` as `last_modified_at`, `last-modified-at`, `lastModifiedAt`, `LastModifiedAt`, `lastmodifiedat`,
/// `Last modified at`, `Last Modified At`, `LAST_MODIFIED_AT` and as it is.
fn spellings(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let capitals: Vec<String> = words.iter().map(|word| capitalized(word)).collect();
    let rest = capitals[1..].concat();
    let mut spellings = vec![
        name.to_owned(),
        words.join("_"),
        words.join("-"),
        words.concat(),
        format!("{}{rest}", words[0]),
        capitals.concat(),
        capitals.join(" "),
        capitals.join("-"),
        capitals.join("_"),
        capitalized(name),
        words.join("_").to_uppercase(),
    ];
    spellings.sort();
    spellings.dedup();
    spellings
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A name without case and without what its words are joined with.
fn fold(name: &str) -> String {
    name.chars().filter(|character| !matches!(character, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_once() {
        let mut names: Vec<String> = USUAL.iter().map(|usual| fold(usual.name)).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(SOURCES.iter().all(|source| !source.is_empty()));
    }
}
