//! The layers that `src/lib.rs` draws are the layers that there are.

use std::collections::BTreeMap;
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
