use masthead::kinds::{Kind, Shape};
use masthead::schema::{Relations, Schema};

use crate::support::{Case, findings, none};

/// What is found where a schema says that `language` holds a tag.
fn strict(text: &str) -> Vec<String> {
    let language = Shape::one_or_many(Kind::LanguageTag);
    let shape = Shape { properties: [("language".to_owned(), language)].into(), ..Shape::default() };
    Case::new(text).schema(&Schema::new(shape, Relations::usual())).findings()
}

#[track_caller]
fn tag_is(tag: &str, expected: &str) {
    assert_eq!(strict(&format!("---\nlanguage: {tag}\n---\n")), [expected; 1], "{tag}");
}

#[track_caller]
fn tags_are_right(tags: &[&str]) {
    for tag in tags {
        assert_eq!(strict(&format!("---\nlanguage: {tag}\n---\n")), [""; 0], "{tag}");
    }
}

#[track_caller]
fn tags_are_passed_over_without_a_schema(tags: &[&str]) {
    for tag in tags {
        none(&format!("---\nlanguage: {tag}\n---\n"));
        none(&format!("---\nlang: [{tag}]\n---\n"));
    }
}

#[test]
fn usual_tags_are_right() {
    tags_are_right(&["ru", "ro", "en", "uk", "'ro'", "\"ro-MD\"", "en-GB", "pt-BR", "zh-Hans", "zh-Hant-TW", "es-419"]);
    tags_are_right(&[
        "sr-Latn",
        "sr-Cyrl-RS",
        "ro-Cyrl",
        "ru-Latn",
        "kk-Cyrl",
        "uz-Latn",
        "gag",
        "yue",
        "cmn",
        "sl-nedis",
    ]);
    tags_are_right(&[
        "de-CH-1996",
        "en-GB-oxendict",
        "ca-valencia",
        "sh",
        "tl",
        "arb",
        "mul",
        "und",
        "zxx",
        "mis",
        "i-default",
    ]);
}

#[test]
fn a_quoted_no_is_norwegian() {
    // Without quotes it is the business of `yaml/ambiguous-scalar`.
    tags_are_right(&["'no'", "nb", "nn-NO"]);
}

#[test]
fn extensions_and_private_use_are_right() {
    tags_are_right(&["th-u-nu-thai", "x-elvish", "en-x-piglatin", "qaa", "ru-XA", "en-Qaaa", "de-a-foo-x-bar"]);
}

#[test]
fn lists_of_tags_are_checked_item_by_item() {
    assert_eq!(strict("---\nlanguage: [ru, RU, ro]\n---\n"), ["2:16 language/canonical `RU`"]);
    assert_eq!(strict("---\nlanguage:\n- ru\n- ua\n---\n"), ["4:3 language/unknown `ua`"]);
}

#[test]
fn other_forms_of_tags_are_malformed() {
    tag_is("ru_RU", "2:11 language/malformed `ru_RU`");
    tag_is("'ru_RU'", "2:12 language/malformed `ru_RU`");
    tag_is("ru_RU.UTF-8", "2:11 language/malformed `ru_RU.UTF-8`");
    tag_is("sr_RS@latin", "2:11 language/malformed `sr_RS@latin`");
    tag_is("ru--RU", "2:11 language/malformed `ru--RU`");
    tag_is("ru‑RU", "2:11 language/malformed `ru‑RU`");
    tag_is("en, ru", "2:11 language/malformed `en, ru`");
    tag_is("c++", "2:11 language/malformed `c++`");
    tag_is("русня", "2:11 language/malformed `русня`");
}

#[test]
fn codes_that_no_registry_has_are_unknown() {
    tag_is("ua", "2:11 language/unknown `ua`");
    tag_is("xx", "2:11 language/unknown `xx`");
    tag_is("ru-RUS", "2:14 language/unknown `RUS`");
    tag_is("ru-ZQ", "2:14 language/unknown `ZQ`");
    tag_is("en-EN", "2:14 language/unknown `EN`");
    tag_is("uk-UK", "2:14 language/unknown `UK`");
    tag_is("ru-Cyrr", "2:14 language/unknown `Cyrr`");
    tag_is("de-1991", "2:14 language/unknown `1991`");
    tag_is("javascript", "2:11 language/malformed `javascript`");
    tag_is("python", "2:11 language/unknown `python`");
}

#[test]
fn names_of_languages_are_no_tags() {
    for name in ["Russian", "русский", "Русский язык", "Rusă", "rusa", "російська", "Română", "română", "Limba Română"]
    {
        tag_is(name, &format!("2:11 language/unknown `{name}`"));
    }
    for name in ["English", "Deutsch", "日本語", "中文", "العربية", "עברית", "Ελληνικά", "Chinese (Simplified)"]
    {
        tag_is(name, &format!("2:11 language/unknown `{name}`"));
    }
}

#[test]
fn deprecated_codes_are_found() {
    tag_is("iw", "2:11 language/deprecated `iw`");
    tag_is("mo", "2:11 language/deprecated `mo`");
    tag_is("MO", "2:11 language/deprecated `MO`");
    tag_is("i-klingon", "2:11 language/deprecated `i-klingon`");
    tag_is("zh-min-nan", "2:11 language/deprecated `zh-min-nan`");
    tag_is("zh-min", "2:11 language/deprecated `zh-min`");
    tag_is("my-BU", "2:14 language/deprecated `BU`");
    tag_is("ru-SU", "2:14 language/deprecated `SU`");
    tag_is("ja-Latn-hepburn-heploc", "2:27 language/deprecated `heploc`");
}

#[test]
fn other_than_canonical_forms_are_found() {
    tag_is("RU", "2:11 language/canonical `RU`");
    tag_is("rus", "2:11 language/canonical `rus`");
    tag_is("rum", "2:11 language/canonical `rum`");
    tag_is("ru-ru", "2:14 language/canonical `ru`");
    tag_is("ru-Cyrl", "2:14 language/canonical `Cyrl`");
    tag_is("sr-latn", "2:14 language/canonical `latn`");
    tag_is("en-UK", "2:14 language/canonical `UK`");
    tag_is("zh-yue-HK", "2:14 language/canonical `yue`");
    tag_is("NO", "2:11 language/canonical `NO`");
}

#[test]
fn white_space_around_a_tag_is_not_its_fault() {
    tags_are_right(&["' ru '", "|\n  ru", ">-\n  ro-MD"]);
    tag_is("' RU '", "2:13 language/canonical `RU`");
}

#[test]
fn what_is_no_string_is_not_judged() {
    tags_are_right(&["~", "12", "true", "{ru: 1}", "[]", "''"]);
}

#[test]
fn programming_languages_are_passed_over_without_a_schema() {
    tags_are_passed_over_without_a_schema(&[
        "javascript",
        "JavaScript",
        "c++",
        "c#",
        "C",
        "R",
        "Python",
        "python",
        "js",
        "ts",
    ]);
    tags_are_passed_over_without_a_schema(&[
        "TS", "py", "rs", "sh", "bash", "Go", "go", "SQL", "css", "CSS", "php", "Rust",
    ]);
    tags_are_passed_over_without_a_schema(&[
        "objective-c",
        "Common Lisp",
        "F#",
        "plain text",
        "Lua",
        "LUA",
        "es6",
        "vb",
        "HS",
    ]);
    tags_are_passed_over_without_a_schema(&["TypeScript", "c_cpp", "asm_x86", "html_php", "Visual Basic", "ruby-erb"]);
}

#[test]
fn human_languages_are_judged_without_a_schema() {
    for (tag, expected) in [
        ("ua", "language/unknown `ua`"),
        ("jp", "language/unknown `jp`"),
        ("Romanian", "language/unknown `Romanian`"),
        ("ru_RU", "language/malformed `ru_RU`"),
        ("EN", "language/canonical `EN`"),
        ("rus", "language/canonical `rus`"),
        ("iw", "language/deprecated `iw`"),
    ] {
        assert_eq!(findings(&format!("---\nlang: {tag}\n---\n")), [format!("2:7 {expected}")]);
    }
}
