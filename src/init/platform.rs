//! Which program a folder of documents is for, by the files that it leaves there.

use std::path::Path;

use serde_json::Value as Json;

use super::area::{Area, Judge, Split, literal};
use super::declared::{Field, Holds};
use super::{Document, FEWEST, OWN, read};
use crate::config::{DEFAULT_INCLUDE, Globs};

/// A program, and where it has its documents.
#[derive(Debug)]
pub(super) struct Platform {
    /// With its article: `a Hugo site`.
    pub(super) name: &'static str,
    /// The files that tell.
    pub(super) evidence: Vec<String>,
    /// Where documents are; empty for everywhere.
    pub(super) include: Vec<String>,
    /// What holds no documents, and why.
    pub(super) exclude: Vec<(String, String)>,
    pub(super) areas: Vec<Area>,
}

impl Platform {
    fn new(name: &'static str, evidence: &[&str], include: &[String]) -> Self {
        let evidence = evidence.iter().map(ToString::to_string).collect();
        Self { name, evidence, include: include.to_vec(), exclude: Vec::new(), areas: Vec::new() }
    }

    fn area(mut self, title: &str, files: &[String], judge: Judge) -> Self {
        self.areas.push(Area::new(title, files.to_vec(), judge));
        self
    }

    fn without(mut self, patterns: &[&str], why: &str) -> Self {
        self.exclude.extend(patterns.iter().map(|pattern| ((*pattern).to_owned(), why.to_owned())));
        self
    }

    /// Takes in folders that another program says hold documents.
    pub(super) fn take_in(&mut self, areas: &[Area]) {
        if self.include.is_empty() {
            return;
        }
        for folder in areas.iter().flat_map(|area| &area.files).filter_map(|pattern| pattern.strip_suffix("/**")) {
            let globs = Globs::new(&self.include).unwrap_or_default();
            if !globs.is_match(&Path::new(folder).join("a.md")) {
                self.include.extend(below(folder));
            }
        }
    }

    /// Nothing tells what the documents are for.
    pub(super) fn is_plain(&self) -> bool {
        self.evidence.is_empty()
    }

    /// The documents that are its own.
    pub(super) fn choose(&self, documents: Vec<Document>) -> Vec<Document> {
        let include = Globs::new(&self.include).unwrap_or_default();
        let exclude = Globs::new(self.exclude.iter().map(|(pattern, _)| pattern)).unwrap_or_default();
        let is_in = |document: &Document| {
            (self.include.is_empty() || include.is_match(&document.relative))
                && !exclude.is_match_below(&document.relative)
        };
        documents.into_iter().filter(is_in).collect()
    }
}

/// Finds the program. What builds a site comes before what edits it.
pub(super) fn detect(root: &Path, documents: &[Document]) -> Platform {
    let kinds: [fn(&Path) -> Option<Platform>; 10] =
        [docusaurus, astro, quarto, mkdocs, hexo, zola, hugo, jekyll, eleventy, obsidian];
    kinds.iter().find_map(|kind| kind(root)).unwrap_or_else(|| plain(documents))
}

/// The first of these files that is there.
fn first<'n>(root: &Path, names: &[&'n str]) -> Option<&'n str> {
    names.iter().copied().find(|name| root.join(name).exists())
}

/// The documents below a folder: those that are checked by default.
fn below(folder: &str) -> Vec<String> {
    let endings: Vec<&str> = DEFAULT_INCLUDE.iter().filter_map(|pattern| pattern.strip_prefix("**/*.")).collect();
    vec![format!("{}/**/*.{{{}}}", literal(folder), endings.join(","))]
}

/// All below a folder.
fn all(folder: &str) -> Vec<String> {
    vec![format!("{}/**", literal(folder))]
}

/// A folder that is named in settings, if it is one inside.
fn inside(name: &str) -> Option<String> {
    let name = name.trim_matches('/').trim_start_matches("./");
    let is_inside = !name.is_empty() && name != "." && !name.split('/').any(|part| part == "..");
    is_inside.then(|| name.to_owned())
}

/// Whether `package.json` names a package.
fn depends_on(root: &Path, package: &str) -> bool {
    let Some(Ok(data)) = read::data(&root.join("package.json")) else { return false };
    ["dependencies", "devDependencies"].iter().any(|key| data.get(*key).is_some_and(|all| all.get(package).is_some()))
}

fn docusaurus(root: &Path) -> Option<Platform> {
    let file = first(
        root,
        &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"],
    )?;
    let folders: Vec<&str> = ["docs", "blog", "src/pages", "versioned_docs", "i18n"]
        .into_iter()
        .filter(|folder| root.join(folder).is_dir())
        .collect();
    let include: Vec<String> = folders.iter().flat_map(|folder| below(folder)).collect();
    let files: Vec<String> = folders.iter().flat_map(|folder| all(folder)).collect();
    let files = if files.is_empty() { vec!["**".to_owned()] } else { files };
    let platform = Platform::new("a Docusaurus site", &[file], &include);
    Some(platform.area("Pages and posts", &files, Judge::Preset("docusaurus")))
}

fn astro(root: &Path) -> Option<Platform> {
    let file = first(
        root,
        &["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs", "astro.config.mts"],
    )?;
    // Since Astro 5 a collection may be anywhere.
    let has_content = root.join("src/content").is_dir();
    let (content, include) = if has_content { ("src/content", below("src/content")) } else { ("src", Vec::new()) };
    let mut platform = Platform::new("an Astro site", &[file], &include);
    let is_starlight = depends_on(root, "@astrojs/starlight");
    for (name, schema) in emitted(root) {
        let from = format!(".astro/collections/{name}.schema.json");
        let title = format!("Collection `{name}` ({from})");
        let judge = Judge::Copied { name: super::area::slug(&name), from, schema };
        platform = platform.area(&title, &all(&format!("{content}/{name}")), judge);
    }
    if is_starlight {
        platform.evidence.push("@astrojs/starlight".to_owned());
        platform = platform.area("Starlight pages", &all("src/content/docs"), Judge::Preset("starlight"));
    }
    // A collection is a sort of its own, however few documents it has.
    let split = Some(Split { base: if has_content { format!("{content}/") } else { String::new() }, own: FEWEST });
    let files = if has_content { all(content) } else { vec!["**".to_owned()] };
    Some(platform.area("Other content", &files, Judge::Inferred { split }))
}

/// The schemas that Astro writes for its collections, in the order of their names.
fn emitted(root: &Path) -> Vec<(String, Json)> {
    let entries = root.join(".astro/collections").read_dir().into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut found: Vec<(String, Json)> = names
        .filter_map(|file| {
            let name = file.strip_suffix(".schema.json")?.to_owned();
            let mut schema = read::data(&root.join(".astro/collections").join(&file))?.ok()?;
            without_unknown_formats(&mut schema);
            Some((name, schema))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Astro names a format `unix-time` that JSON Schema does not have.
fn without_unknown_formats(schema: &mut Json) {
    match schema {
        Json::Object(fields) => {
            if fields.get("format").is_some_and(|format| format == "unix-time") {
                fields.remove("format");
            }
            fields.values_mut().for_each(without_unknown_formats);
        }
        Json::Array(items) => items.iter_mut().for_each(without_unknown_formats),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn quarto(root: &Path) -> Option<Platform> {
    let file = first(root, &["_quarto.yml", "_quarto.yaml"])?;
    let output = read::data(&root.join(file)).and_then(Result::ok).and_then(|data| {
        let output = data.get("project")?.get("output-dir")?.as_str()?;
        inside(output)
    });
    let output = output.unwrap_or_else(|| "_site".to_owned());
    let platform = Platform::new("a Quarto project", &[file], &[]);
    let platform = platform.without(&[&format!("{}/", literal(&output))], "where Quarto writes");
    Some(platform.area("Quarto documents", &["**".to_owned()], Judge::Preset("quarto")))
}

fn mkdocs(root: &Path) -> Option<Platform> {
    let file = first(root, &["mkdocs.yml", "mkdocs.yaml"])?;
    let data = read::data(&root.join(file)).and_then(Result::ok).unwrap_or_default();
    let folder = data.get("docs_dir").and_then(Json::as_str).and_then(inside).unwrap_or_else(|| "docs".to_owned());
    let theme = data.get("theme").and_then(|theme| theme.as_str().or_else(|| theme.get("name")?.as_str()));
    let platform = Platform::new("an MkDocs site", &[file], &below(&folder));
    if theme == Some("material") {
        return Some(platform.area("Pages", &all(&folder), Judge::Preset("mkdocs-material")));
    }
    Some(platform.area("Pages", &all(&folder), Judge::Inferred { split: None }))
}

fn hugo(root: &Path) -> Option<Platform> {
    let own = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];
    let old = ["config.toml", "config.yaml", "config.yml", "config.json", "config/_default"];
    let is_site = root.join("content").is_dir()
        && (root.join("archetypes").is_dir() || root.join("layouts").is_dir() || root.join("themes").is_dir());
    let file = first(root, &own).or_else(|| first(root, &old).filter(|_| is_site))?;
    let folders = hugo_folders(&root.join(file));
    let each =
        |patterns: fn(&str) -> Vec<String>| folders.iter().flat_map(|folder| patterns(folder)).collect::<Vec<_>>();
    let platform = Platform::new("a Hugo site", &[file], &each(below));
    Some(platform.area("Pages", &each(all), Judge::Preset("hugo")))
}

/// The folders of content: that of the site, and those that languages have of their own.
fn hugo_folders(file: &Path) -> Vec<String> {
    let folder = |data: &Json| {
        let name = data.get("contentDir").or_else(|| data.get("contentdir"))?.as_str()?;
        inside(name)
    };
    let data = read::data(file).and_then(Result::ok).unwrap_or_default();
    let languages = data.get("languages").and_then(Json::as_object);
    let own = folder(&data).unwrap_or_else(|| "content".to_owned());
    let mut folders: Vec<String> = std::iter::once(own)
        .chain(languages.into_iter().flat_map(|languages| languages.values()).filter_map(folder))
        .collect();
    folders.sort();
    folders.dedup();
    // `content/en` beside `content/fr`.
    let parent = |folder: &String| folder.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    match folders.first().and_then(parent) {
        Some(common) if folders.len() > 1 && folders.iter().all(|folder| parent(folder).as_ref() == Some(&common)) => {
            vec![common]
        }
        _ => folders,
    }
}

fn zola(root: &Path) -> Option<Platform> {
    let file = first(root, &["zola.toml", "config.toml"])?;
    let is_zola = read::setting(&root.join(file), &["base_url"]).is_some();
    let platform = Platform::new("a Zola site", &[file], &below("content"));
    is_zola.then(|| platform.area("Pages and sections", &all("content"), Judge::Preset("zola")))
}

fn hexo(root: &Path) -> Option<Platform> {
    let file = first(root, &["_config.yml", "_config.yaml"])?;
    let is_hexo = depends_on(root, "hexo") || (root.join("scaffolds").is_dir() && root.join("source").is_dir());
    let folder = read::setting(&root.join(file), &["source_dir"]).and_then(|name| inside(&name));
    let folder = folder.unwrap_or_else(|| "source".to_owned());
    let platform = Platform::new("a Hexo site", &[file], &below(&folder));
    is_hexo.then(|| platform.area("Posts and pages", &all(&folder), Judge::Preset("hexo")))
}

fn jekyll(root: &Path) -> Option<Platform> {
    let file = first(root, &["_config.yml", "_config.yaml"])?;
    let gems =
        read::text(&root.join("Gemfile")).is_some_and(|text| text.contains("jekyll") || text.contains("github-pages"));
    let folders = ["_posts", "_drafts", "_layouts", "_includes"].into_iter().any(|folder| root.join(folder).is_dir());
    if !gems && !folders {
        return None;
    }
    let platform = Platform::new("a Jekyll site", &[file], &[]);
    let platform =
        platform.without(&["_site/", "vendor/", "node_modules/"], "what Jekyll writes, and what it is built from");
    Some(platform.area("Posts and pages", &["**".to_owned()], Judge::Preset("jekyll")))
}

fn eleventy(root: &Path) -> Option<Platform> {
    let file = first(
        root,
        &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"],
    )?;
    let platform = Platform::new("an Eleventy site", &[file], &[]);
    let platform =
        platform.without(&["_site/", "_includes/", "node_modules/"], "what Eleventy writes, and what it is built from");
    let base = ["content", "src"].into_iter().find(|folder| root.join(folder).is_dir());
    let split = Some(Split { base: base.map_or_else(String::new, |folder| format!("{folder}/")), own: OWN });
    Some(platform.area("Documents", &["**".to_owned()], Judge::Inferred { split }))
}

fn obsidian(root: &Path) -> Option<Platform> {
    let settings = root.join(".obsidian");
    if !settings.is_dir() {
        return None;
    }
    let mut platform = Platform::new("an Obsidian vault", &[".obsidian"], &[]);
    for (file, keys) in
        [("templates.json", &["folder"][..]), ("plugins/templater-obsidian/data.json", &["templates_folder"])]
    {
        let folder = read::setting(&settings.join(file), keys).and_then(|name| inside(&name));
        if let Some(folder) = folder.filter(|folder| root.join(folder).is_dir()) {
            let pattern = format!("{}/", literal(&folder));
            if platform.exclude.iter().all(|(other, _)| *other != pattern) {
                platform = platform
                    .without(&[&pattern], &format!("templates, by .obsidian/{file}: placeholders are no values yet"));
            }
        }
    }
    let judge = match read::data(&settings.join("types.json")).and_then(Result::ok).map(|data| properties(&data)) {
        Some(fields) if fields.len() > 3 => {
            platform.evidence.push(".obsidian/types.json".to_owned());
            Judge::Declared { name: "notes".to_owned(), told_by: ".obsidian/types.json".to_owned(), fields }
        }
        _ => Judge::Preset("obsidian"),
    };
    Some(platform.area("Notes", &["**".to_owned()], judge))
}

/// The properties of a vault with the types that Obsidian has for them, after "Properties" of its help; the three of its
/// own come first.
fn properties(data: &Json) -> Vec<Field> {
    let types = data.get("types").and_then(Json::as_object);
    let own = ["tags", "aliases", "cssclasses"].map(|name| (name, "list"));
    let declared = types.into_iter().flatten().filter_map(|(name, kind)| Some((name.as_str(), kind.as_str()?)));
    let others = declared.filter(|(name, _)| own.iter().all(|(own, _)| own != name));
    let field = |(name, word): (&str, &str)| {
        let holds = match word {
            // A text that looks like a number is a number to YAML, and a text to Obsidian.
            "text" => Holds::Scalar,
            "number" => Holds::Number { whole: false, least: None, most: None },
            "checkbox" => Holds::Boolean,
            "date" => Holds::Date,
            "datetime" => Holds::Timestamp,
            "multitext" | "tags" | "aliases" | "list" => Holds::OneOrMany(Box::new(Holds::Scalar)),
            _ => Holds::Anything,
        };
        Field { name: name.to_owned(), word: word.to_owned(), about: None, required: false, holds }
    };
    own.into_iter().chain(others).map(field).collect()
}

/// Documents of nobody knows what: skills, or a folder of Markdown.
fn plain(documents: &[Document]) -> Platform {
    let skills = documents.iter().filter(|document| document.relative.ends_with("SKILL.md")).count();
    if skills > 0 && skills * 10 >= documents.len() {
        // Beside a skill lie pages that it refers to, which need no front matter.
        return Platform::new("a folder of skills", &["SKILL.md"], &["**/SKILL.md".to_owned()]);
    }
    let split = Some(Split { base: String::new(), own: OWN });
    Platform::new("a plain folder", &[], &[]).area("Documents", &["**".to_owned()], Judge::Inferred { split })
}
