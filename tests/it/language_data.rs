//! The tables in `src/kinds/language/data` are made here, from the files that `docs/languages.md` names. Where those
//! are at hand (`MASTHEAD_LANGUAGE_SOURCES`), the tables are compared with them; `SNAPSHOTS=overwrite` writes them.

#![expect(clippy::unwrap_used, reason = "sources that cannot be read are for the reader of the panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use masthead::kinds::language::fold_name;
use serde_json::Value;

type Table = BTreeMap<String, String>;

#[test]
fn tables_are_those_of_the_registry() {
    let Some(folder) = std::env::var_os("MASTHEAD_LANGUAGE_SOURCES") else {
        println!("skipped: MASTHEAD_LANGUAGE_SOURCES names no folder");
        return;
    };
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds/language/data");
    for (name, table) in tables(Path::new(&folder)) {
        let lines: Vec<String> = table.iter().map(|(key, value)| format!("{key}\t{value}\n")).collect();
        let text = lines.concat().replace("\t\n", "\n");
        let path = target.join(name);
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::write(&path, &text).unwrap();
        }
        assert!(std::fs::read_to_string(&path).unwrap() == text, "{name} is not what the sources say");
    }
}

fn tables(folder: &Path) -> Vec<(&'static str, Table)> {
    let registry = std::fs::read_to_string(folder.join("language-subtag-registry.txt")).unwrap();
    let records: Vec<Record> = registry.split("%%").skip(1).map(record).collect();
    let json = |path: &str| -> Value { serde_json::from_slice(&std::fs::read(folder.join(path)).unwrap()).unwrap() };
    let aliases = json("cldr-core/supplemental/aliases.json");
    let aliases = &aliases["supplemental"]["metadata"]["alias"];
    let likely = json("cldr-core/supplemental/likelySubtags.json");
    let data = json("cldr-core/supplemental/languageData.json");
    let languages = subtags(&records, "language", |record| value(record, "Suppress-Script"));
    let spoken = |region: &str| {
        let likely = likely["supplemental"]["likelySubtags"][format!("und-{region}")].as_str().unwrap_or_default();
        likely.split('-').next().unwrap_or_default().to_owned()
    };
    let regions = subtags(&records, "region", |record| spoken(value(record, "Subtag").as_str()));
    let (names, english) = names(folder, &records, &languages);
    vec![
        ("language-aliases.txt", language_aliases(&aliases["languageAlias"], &languages)),
        ("region-aliases.txt", region_aliases(&aliases["territoryAlias"], &regions)),
        ("extlangs.txt", subtags(&records, "extlang", |record| value(record, "Prefix"))),
        ("scripts.txt", subtags(&records, "script", |_| String::new())),
        ("variants.txt", subtags(&records, "variant", |_| String::new())),
        ("tags.txt", whole_tags(&records)),
        ("scripts-of.txt", scripts_of(&data["supplemental"]["languageData"])),
        ("names.txt", names),
        ("english.txt", english),
        ("regions.txt", regions),
        ("languages.txt", languages),
    ]
}

type Record<'a> = Vec<(&'a str, &'a str)>;

fn record(text: &str) -> Record<'_> {
    text.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once(": ")).collect()
}

fn value(record: &Record, field: &str) -> String {
    record.iter().find(|(name, _)| *name == field).map_or_else(String::new, |(_, value)| (*value).to_owned())
}

/// Every subtag of a type: `>he` is what stands for a deprecated one, `!` that nothing does.
fn subtags(records: &[Record], kind: &str, rest: impl Fn(&Record) -> String) -> Table {
    let mut table = Table::new();
    for record in records.iter().filter(|record| value(record, "Type") == kind) {
        let subtag = value(record, "Subtag").to_lowercase();
        if !subtag.contains("..") {
            table.insert(subtag, if kind == "extlang" { rest(record) } else { state(record, rest(record)) });
        }
    }
    table
}

fn state(record: &Record, otherwise: String) -> String {
    let preferred = value(record, "Preferred-Value");
    match (value(record, "Deprecated").is_empty(), preferred.is_empty()) {
        (true, true) => otherwise,
        (_, false) => format!(">{preferred}"),
        (false, true) => "!".to_owned(),
    }
}

fn whole_tags(records: &[Record]) -> Table {
    let whole = records.iter().filter(|record| {
        value(record, "Type") == "grandfathered"
            || value(record, "Type") == "redundant" && !value(record, "Preferred-Value").is_empty()
    });
    whole.map(|record| (value(record, "Tag").to_lowercase(), state(record, String::new()))).collect()
}

/// Codes of ISO 639-2 and 639-3 for languages that have a shorter one.
fn language_aliases(aliases: &Value, languages: &Table) -> Table {
    let mut table = Table::new();
    for (code, alias) in aliases.as_object().unwrap() {
        let shorter = alias["_replacement"].as_str().unwrap();
        if code.len() == 3 && !languages.contains_key(code) && languages.contains_key(shorter) {
            table.insert(code.clone(), shorter.to_owned());
        }
    }
    table
}

fn region_aliases(aliases: &Value, regions: &Table) -> Table {
    let mut table = Table::new();
    for (code, alias) in aliases.as_object().unwrap() {
        let replacement = alias["_replacement"].as_str().unwrap();
        let code = code.to_lowercase();
        let letters = code.bytes().all(|byte| byte.is_ascii_lowercase());
        let current = regions.get(&replacement.to_lowercase()).is_some_and(|state| !state.starts_with(['>', '!']));
        if letters && (code.len() == 3 || code == "uk") && !regions.contains_key(&code) && current {
            table.insert(code, replacement.to_owned());
        }
    }
    table
}

/// The languages whose older or other scripts a text of today may well be in. Of the rest only the usual ones count:
/// what claims to be Turkish and is in Arabic letters is not likely to be Ottoman.
const MANY_SCRIPTS: [&str; 14] = ["az", "hi", "ii", "ku", "mn", "mr", "oj", "pa", "pi", "sa", "sd", "se", "ug", "wo"];

/// Scripts that CLDR does not list: the new Latin alphabets, and languages that it has under another tag.
const MORE_SCRIPTS: [(&str, &str); 7] = [
    ("kk", "Latn"),
    ("tt", "Latn"),
    ("crh", "Cyrl"),
    ("sh", "Cyrl Latn"),
    ("mo", "Cyrl Latn"),
    ("cnr", "Cyrl Latn"),
    ("cmn", "Hans Hant Latn"),
];

fn scripts_of(data: &Value) -> Table {
    let mut scripts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (language, entry) in data.as_object().unwrap() {
        let base = language.trim_end_matches("-alt-secondary");
        if base == language || base.len() > 2 || MANY_SCRIPTS.contains(&base) {
            let listed = entry["_scripts"].as_array().into_iter().flatten().filter_map(Value::as_str);
            scripts.entry(base.to_owned()).or_default().extend(listed);
        }
    }
    for (language, more) in MORE_SCRIPTS {
        scripts.entry(language.to_owned()).or_default().extend(more.split(' '));
    }
    scripts.retain(|_, scripts| !scripts.is_empty());
    scripts.into_iter().map(|(key, scripts)| (key, scripts.into_iter().collect::<Vec<_>>().join(" "))).collect()
}

/// Names of languages, folded, in English, Romanian, Russian, Ukrainian and the language itself; and the English ones
/// to show. Those of languages with a two-letter code, and of those that CLDR has a locale for.
fn names(folder: &Path, records: &[Record], languages: &Table) -> (Table, Table) {
    let mut table = Table::new();
    let mut english = Table::new();
    let locales = folder.join("cldr-localenames-full/main");
    let current = |tag: &str| {
        let primary = tag.split('-').next().unwrap_or_default();
        languages.get(primary).is_some_and(|state| !state.starts_with(['>', '!']))
    };
    let wanted = |tag: &str| {
        let primary = tag.split('-').next().unwrap_or_default();
        !tag.contains("-alt-")
            && !tag.contains("-menu")
            && current(tag)
            && (primary.len() == 2 || locales.join(primary).exists())
    };
    for locale in ["en", "ro", "ru", "uk"] {
        for (tag, name) in display_names(&locales, locale) {
            if wanted(&tag) {
                add(&mut table, &name, &tag);
                if locale == "en" {
                    english.insert(tag.to_lowercase(), name);
                }
            }
        }
    }
    let mut own: Vec<String> = std::fs::read_dir(&locales).unwrap().map(|entry| file_name(&entry.unwrap())).collect();
    own.sort();
    for tag in own.iter().filter(|tag| !tag.contains('-') && wanted(tag)) {
        if let Some(name) = display_names(&locales, tag).get(tag) {
            add(&mut table, name, tag);
        }
    }
    for record in records.iter().filter(|record| value(record, "Type") == "language") {
        let tag = value(record, "Subtag");
        if tag.len() == 2 && current(&tag) {
            for (_, name) in record.iter().filter(|(field, _)| *field == "Description") {
                add(&mut table, name.split(" (").next().unwrap_or_default(), &tag);
            }
        }
    }
    for tag in ["mul", "und", "zxx", "mis"] {
        table.retain(|_, named| named != tag);
    }
    (table, english)
}

fn file_name(entry: &std::fs::DirEntry) -> String {
    entry.file_name().into_string().unwrap()
}

fn display_names(locales: &Path, locale: &str) -> BTreeMap<String, String> {
    let Ok(text) = std::fs::read(locales.join(locale).join("languages.json")) else { return BTreeMap::new() };
    let json: Value = serde_json::from_slice(&text).unwrap();
    let names = &json["main"][locale]["localeDisplayNames"]["languages"];
    names
        .as_object()
        .into_iter()
        .flatten()
        .map(|(tag, name)| (tag.clone(), name.as_str().unwrap().to_owned()))
        .collect()
}

fn add(table: &mut Table, name: &str, tag: &str) {
    let folded = fold_name(name);
    if folded.len() > 1 && folded != tag {
        table.entry(folded).or_insert_with(|| tag.to_owned());
    }
}
