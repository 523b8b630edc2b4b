//! What content management systems say of fields: Front Matter CMS, Decap CMS (formerly Netlify CMS) and Tina.

use std::path::Path;

use serde_json::Value as Json;

use super::area::{Area, Judge, literal, slug};
use super::declared::{Field, Holds};
use super::read;

/// The collections that such a system of the folder declares.
pub(super) fn collections(root: &Path, notes: &mut Vec<String>) -> Vec<Area> {
    let mut areas = Vec::new();
    for (file, collections) in FILES {
        match read::data(&root.join(file)) {
            Some(Ok(data)) => areas.extend(collections(file, &data)),
            Some(Err(why)) => notes.push(format!("{file} is passed over: {why}")),
            None => {}
        }
    }
    areas
}

type Collections = fn(&str, &Json) -> Vec<Area>;

/// Where these systems keep what they know, from their documentation.
const FILES: &[(&str, Collections)] = &[
    ("frontmatter.json", front_matter),
    ("static/admin/config.yml", decap),
    ("public/admin/config.yml", decap),
    ("admin/config.yml", decap),
    ("src/admin/config.yml", decap),
    ("source/admin/config.yml", decap),
    ("tina/tina-lock.json", tina),
];

fn area(collection: &str, told_by: &str, files: Vec<String>, fields: Vec<Field>) -> Area {
    let judge = Judge::Declared { name: slug(collection), told_by: told_by.to_owned(), fields };
    Area::new(format!("`{collection}` of {told_by}"), files, judge)
}

fn text<'j>(value: &'j Json, key: &str) -> Option<&'j str> {
    value.get(key)?.as_str()
}

fn list<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    value.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn is_true(value: &Json, key: &str) -> bool {
    value.get(key).and_then(Json::as_bool) == Some(true)
}

/// A folder as these systems write it, as patterns have it.
fn folder(path: &str) -> String {
    path.trim_start_matches("[[workspace]]").trim_matches('/').trim_start_matches("./").to_owned()
}

fn below(path: &str) -> String {
    match folder(path).as_str() {
        "" => "**".to_owned(),
        folder => format!("{}/**", literal(folder)),
    }
}

/// The values to choose from: texts, or mappings that hold the text under one of `keys`.
fn choices(values: &[Json], keys: [&str; 2]) -> Option<Vec<String>> {
    let one = |value: &Json| {
        let held = value.as_str().or_else(|| keys.iter().find_map(|key| text(value, key)));
        held.map(str::to_owned)
    };
    let all: Option<Vec<String>> = values.iter().map(one).collect();
    all.filter(|all| !all.is_empty())
}

fn many(holds: Holds, is_many: bool) -> Holds {
    if is_many { Holds::List(Box::new(holds)) } else { holds }
}

/// Front Matter CMS: content types, and the folders that they are for. A document says by its field `type` which it is
/// of; without that field, `default` or the only type of its folder counts.
fn front_matter(file: &str, data: &Json) -> Vec<Area> {
    let folders = list(data, "frontMatter.content.pageFolders");
    let types = list(data, "frontMatter.taxonomy.contentTypes");
    let mut areas = Vec::new();
    for content in types {
        let Some(name) = text(content, "name") else { continue };
        let takes = |folder: &&Json| {
            let own = list(folder, "contentTypes");
            own.is_empty() || own.iter().any(|each| each.as_str() == Some(name))
        };
        let own: Vec<&Json> = folders.iter().filter(takes).collect();
        let files: Vec<String> = own.iter().filter_map(|folder| text(folder, "path")).map(below).collect();
        if files.is_empty() {
            continue;
        }
        let is_only = types.len() == 1 || own.iter().all(|folder| list(folder, "contentTypes").len() == 1);
        let mut area = area(name, file, files, fields(content, front_matter_field));
        if !is_only && name != "default" {
            area.condition = Some(("type".to_owned(), name.to_owned()));
        }
        areas.push(area);
    }
    // What names its type comes before what names none.
    areas.sort_by_key(|area| area.condition.is_none());
    areas
}

fn fields(holder: &Json, field: fn(&Json) -> Option<Field>) -> Vec<Field> {
    list(holder, "fields").iter().filter_map(field).collect()
}

fn front_matter_field(field: &Json) -> Option<Field> {
    let (name, word) = (text(field, "name")?, text(field, "type")?);
    let holds = match word {
        "string" | "slug" | "file" => Holds::Text,
        "image" => {
            let image = Holds::Text;
            if is_true(field, "multiple") { Holds::List(Box::new(image)) } else { image }
        }
        "number" => Holds::Number { whole: false, least: None, most: None },
        "boolean" => Holds::Boolean,
        // The format of dates is a setting of its own.
        "datetime" if field.get("dateFormat").is_some() => Holds::Scalar,
        "datetime" => Holds::Timestamp,
        "choice" => {
            let one = choices(list(field, "choices"), ["id", "title"]).map_or(Holds::Scalar, Holds::OneOf);
            many(one, is_true(field, "multiple"))
        }
        "tags" | "categories" | "taxonomy" | "list" => Holds::OneOrMany(Box::new(Holds::Scalar)),
        "fields" => Holds::Inside(fields(field, front_matter_field)),
        "block" => Holds::List(Box::new(Holds::Inside(Vec::new()))),
        "heading" | "divider" | "fieldCollection" => return None,
        // Among them `draft`, which a setting may make one of several words.
        _ => Holds::Anything,
    };
    let about = text(field, "description").or_else(|| text(field, "title")).map(str::to_owned);
    Some(Field { name: name.to_owned(), word: word.to_owned(), about, required: is_true(field, "required"), holds })
}

/// Decap CMS: collections are folders, or lists of single files.
fn decap(file: &str, data: &Json) -> Vec<Area> {
    let mut areas = Vec::new();
    for collection in list(data, "collections") {
        let Some(name) = text(collection, "name") else { continue };
        let is_front_matter = match (text(collection, "format"), text(collection, "extension")) {
            (Some(format), _) => format.ends_with("frontmatter"),
            (None, Some(extension)) => matches!(extension, "md" | "markdown" | "mdx" | "qmd" | "html"),
            (None, None) => true,
        };
        if let Some(path) = text(collection, "folder").filter(|_| is_front_matter) {
            let filter = collection.get("filter");
            let mut area = area(name, file, vec![below(path)], fields(collection, decap_field));
            let pair = filter.and_then(|filter| Some((text(filter, "field")?, text(filter, "value")?)));
            area.condition = pair.map(|(field, value)| (field.to_owned(), value.to_owned()));
            areas.push(area);
        }
        for single in list(collection, "files") {
            let Some(path) = text(single, "file").map(folder).filter(|path| is_markdown(path)) else { continue };
            let name = text(single, "name").unwrap_or(name);
            areas.push(area(name, file, vec![format!("/{}", literal(&path))], fields(single, decap_field)));
        }
    }
    areas.sort_by_key(|area| area.condition.is_none());
    areas
}

fn is_markdown(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["md", "mdx", "markdown", "qmd"].contains(&extension))
}

fn decap_field(field: &Json) -> Option<Field> {
    let name = text(field, "name")?;
    let word = text(field, "widget").unwrap_or("string");
    if name == "body" {
        return None;
    }
    let number = |key: &str| field.get(key).and_then(Json::as_f64);
    let has_format = ["format", "date_format"].iter().any(|key| field.get(*key).is_some());
    let holds = match word {
        "string" | "text" | "markdown" | "color" => Holds::Text,
        "file" | "image" => Holds::OneOrMany(Box::new(Holds::Text)),
        "boolean" => Holds::Boolean,
        "number" => match text(field, "value_type") {
            Some(form @ ("int" | "float")) => {
                Holds::Number { whole: form == "int", least: number("min"), most: number("max") }
            }
            _ => Holds::Scalar,
        },
        "date" | "datetime" if has_format => Holds::Scalar,
        "date" | "datetime" => Holds::Timestamp,
        "select" => {
            let one = choices(list(field, "options"), ["value", "label"]).map_or(Holds::Scalar, Holds::OneOf);
            many(one, is_true(field, "multiple"))
        }
        "relation" => many(Holds::Scalar, is_true(field, "multiple")),
        "object" if field.get("types").is_none() => Holds::Inside(fields(field, decap_field)),
        "list" => match field.get("field").and_then(decap_field) {
            Some(one) => Holds::List(Box::new(one.holds)),
            None if field.get("types").is_some() => Holds::List(Box::new(Holds::Inside(Vec::new()))),
            None if field.get("fields").is_some() => Holds::List(Box::new(Holds::Inside(fields(field, decap_field)))),
            None => Holds::OneOrMany(Box::new(Holds::Scalar)),
        },
        _ => Holds::Anything,
    };
    let about = text(field, "hint").or_else(|| text(field, "label")).map(str::to_owned);
    // A field is required there unless it says otherwise; one that nobody can see has its value from its default.
    let required = word != "hidden" && field.get("required").and_then(Json::as_bool) != Some(false);
    Some(Field { name: name.to_owned(), word: word.to_owned(), about, required, holds })
}

/// Tina: the collections of its lock file, which is made from the configuration.
fn tina(file: &str, data: &Json) -> Vec<Area> {
    let mut areas = Vec::new();
    for collection in data.get("schema").map_or(&[][..], |schema| list(schema, "collections")) {
        let (Some(name), Some(path)) = (text(collection, "name"), text(collection, "path")) else { continue };
        let format = text(collection, "format").unwrap_or("md");
        // Where there are templates, each document has fields of its own.
        if !matches!(format, "md" | "mdx" | "markdown") || collection.get("templates").is_some() {
            continue;
        }
        let include = collection.get("match").and_then(|matched| text(matched, "include"));
        let files = match (folder(path).as_str(), include) {
            (folder, Some(include)) if !include.contains(['(', '@', '+', '!']) => {
                vec![format!("{}/{include}.{format}", literal(folder)).trim_start_matches('/').to_owned()]
            }
            _ => vec![below(path)],
        };
        areas.push(area(name, file, files, fields(collection, tina_field)));
    }
    areas
}

fn tina_field(field: &Json) -> Option<Field> {
    let word = text(field, "type")?;
    let name = text(field, "nameOverride").or_else(|| text(field, "name"))?;
    if is_true(field, "isBody") {
        return None;
    }
    let one = match word {
        "string" => choices(list(field, "options"), ["value", "label"]).map_or(Holds::Text, Holds::OneOf),
        "image" | "reference" => Holds::Text,
        "number" => Holds::Number { whole: false, least: None, most: None },
        "boolean" => Holds::Boolean,
        "datetime" => Holds::Timestamp,
        "object" if field.get("templates").is_some() => Holds::Inside(Vec::new()),
        "object" => Holds::Inside(fields(field, tina_field)),
        _ => Holds::Anything,
    };
    let holds = many(one, is_true(field, "list"));
    let about = text(field, "description").or_else(|| text(field, "label")).map(str::to_owned);
    Some(Field { name: name.to_owned(), word: word.to_owned(), about, required: is_true(field, "required"), holds })
}
