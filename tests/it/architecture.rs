//! The layers that `src/lib.rs` draws are the layers that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the crate's root and the number of its paragraph, counted from the top.
fn layers() -> BTreeMap<String, usize> {
    let mut layers = BTreeMap::new();
    for (layer, paragraph) in fs::read_to_string("src/lib.rs").unwrap().split("\n\n").enumerate() {
        for line in paragraph.lines() {
            let module = line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
            layers.extend(module.map(|module| (module.to_owned(), layer)));
        }
    }
    layers
}

fn files_of(module: &str) -> Vec<PathBuf> {
    let mut files = vec![PathBuf::from(format!("src/{module}.rs"))];
    let mut folders = vec![PathBuf::from(format!("src/{module}"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some("rs".as_ref()) {
                files.push(path);
            }
        }
    }
    files
}

/// The modules of the crate's root that a file names, outside its tests.
fn uses(file: &Path, layers: &BTreeMap<String, usize>) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut used = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
        if layers.contains_key(&name) {
            used.push(name);
        }
    }
    used
}

#[test]
fn a_module_uses_only_modules_of_the_paragraphs_above() {
    let layers = layers();
    assert!(layers.len() > 10, "the layers are read: {layers:?}");
    let mut wrong = Vec::new();
    for (module, layer) in &layers {
        for file in files_of(module) {
            for used in uses(&file, &layers) {
                if used != *module && layers[&used] >= *layer {
                    wrong.push(format!("{} uses {used}", file.display()));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// A file under `src/` by its module path, with its code: no comments, no tests.
type Modules = BTreeMap<Vec<String>, String>;

fn modules() -> Modules {
    let mut modules = Modules::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some("rs".as_ref()) {
                let place = path.with_extension("");
                let names = place.strip_prefix("src").unwrap().iter().map(|name| name.to_str().unwrap().to_owned());
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                let line = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
                modules.insert(names.collect(), code.lines().map(line).collect::<Vec<_>>().join("\n"));
            }
        }
    }
    modules
}

/// The paths of a `use` declaration: `a::{b, c::{self, d}}` as `a::b`, `a::c::self` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let body = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for character in body.chars() {
        match character {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(character),
        }
        depth = if character == '{' { depth + 1 } else { depth - usize::from(character == '}') };
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(expanded).map(|part| format!("{}{part}", head.trim())).collect()
}

/// The paths that a file names, and whether it hands them on (`pub use`).
fn paths(code: &str) -> Vec<(bool, String)> {
    let mut paths = Vec::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let line = statement
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("#["))
            .collect::<Vec<_>>();
        let joined = line.join(" ");
        let begin = joined.find("use ").filter(|at| {
            let before = joined[..*at].trim_end();
            before.is_empty() || before.ends_with([';', '}', '{']) || before.ends_with("pub") || before.ends_with(')')
        });
        match begin {
            Some(at) if joined.ends_with(';') => {
                let is_public = joined[..at].trim_end().ends_with("pub") || joined[..at].contains("pub(");
                let tree = joined[at + "use ".len()..].trim_end_matches(';');
                paths.extend(expanded(tree).into_iter().map(|path| (is_public, path)));
            }
            _ => rest.push_str(statement),
        }
    }
    let is_path = |character: char| character.is_alphanumeric() || matches!(character, '_' | ':');
    let words = rest.split(|character: char| !is_path(character));
    paths.extend(
        words
            .filter(|word| word.starts_with("crate::") || word.starts_with("super::"))
            .map(|word| (false, word.to_owned())),
    );
    paths
}

/// The module that a path in `module` leads to, and what it names there.
fn resolved(modules: &Modules, module: &[String], path: &str) -> Option<(Vec<String>, Vec<String>)> {
    let mut names: Vec<String> = path.split("::").map(str::to_owned).collect();
    let mut place = module.to_vec();
    match names[0].as_str() {
        "crate" => place.clear(),
        "super" => {
            while names.first().is_some_and(|name| name == "super") {
                place.pop();
                names.remove(0);
            }
            names.insert(0, String::new());
        }
        "self" => {}
        first => {
            // A path of a crate, or to a child.
            let child: Vec<String> = place.iter().cloned().chain([first.to_owned()]).collect();
            modules.get(&child)?;
            names.insert(0, String::new());
        }
    }
    let mut names = names.into_iter().skip(1).peekable();
    while let Some(name) = names.peek() {
        place.push(name.clone());
        if !modules.contains_key(&place) {
            place.pop();
            break;
        }
        names.next();
    }
    modules.contains_key(&place).then(|| (place, names.collect()))
}

/// Which files each file uses. What a file hands on counts as the file that it comes from. A file stands for the folder of
/// its name: it may call what is in there, and what is in there may use what the file declares.
fn edges(modules: &Modules) -> BTreeMap<Vec<String>, Vec<Vec<String>>> {
    let all_paths: BTreeMap<&Vec<String>, Vec<(bool, String)>> =
        modules.iter().map(|(module, code)| (module, paths(code))).collect();
    let mut handed_on: BTreeMap<(Vec<String>, String), Vec<String>> = BTreeMap::new();
    for (module, paths) in &all_paths {
        for (_, path) in paths.iter().filter(|(is_public, _)| *is_public) {
            if let Some((from, names)) = resolved(modules, module, path)
                && let Some(name) = names.last()
            {
                handed_on.insert(((*module).clone(), name.clone()), from);
            }
        }
    }
    let mut edges = BTreeMap::new();
    for (module, paths) in &all_paths {
        let all = paths.iter().filter(|(is_public, _)| !is_public).filter_map(|(_, path)| {
            let (mut other, names) = resolved(modules, module, path)?;
            for _ in 0..5 {
                let Some(from) = names.first().and_then(|name| handed_on.get(&(other.clone(), name.clone()))) else {
                    break;
                };
                other.clone_from(from);
            }
            (other != **module && !other.starts_with(module)).then_some(other)
        });
        edges.insert((*module).clone(), all.collect());
    }
    edges
}

/// The files that can be reached from one.
fn reached(edges: &BTreeMap<Vec<String>, Vec<Vec<String>>>, from: &[String]) -> BTreeSet<Vec<String>> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from.to_vec()];
    while let Some(module) = next.pop() {
        for used in edges.get(&module).into_iter().flatten() {
            if reached.insert(used.clone()) {
                next.push(used.clone());
            }
        }
    }
    reached
}

#[test]
fn files_form_no_circle() {
    let modules = modules();
    let edges = edges(&modules);
    let uses = |from: &str, to: &str| {
        let name = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
        edges[&name(from)].contains(&name(to))
    };
    assert!(uses("cli::watch", "cli::args") && uses("checker", "kinds") && uses("schema::load", "schema::read"));
    let circle = |module: &&Vec<String>| reached(&edges, module).contains(*module);
    let circles: Vec<String> = modules.keys().filter(circle).map(|module| module.join("::")).collect();
    assert_eq!(circles, [""; 0], "each of these files uses others that use it");
}
