//! The words of what users read: a list of those that are not to come back.

use std::fs;
use std::path::{Path, PathBuf};

/// What a native writer would not have written, and what to write.
const STRUCK_OUT: &[(&str, &str)] = &[
    ("is there twice", "appears twice"),
    ("are there twice", "appear twice"),
    ("that is none", "an invalid …"),
    ("that are none", "invalid …"),
    (" in figures", "in digits"),
    ("is told", "is shown"),
    ("are told", "are shown"),
    ("not told", "not shown"),
    ("is dear", "is expensive"),
    ("dearer", "more expensive"),
    ("1 of 1 ", "1 document"),
    ("1 items", "1 item"),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.retain(|file| file.extension() == Some("rs".as_ref()));
    files.sort();
    files
}

/// The text of the strings in a line of code, which has no comment.
fn strings(line: &str) -> String {
    if line.trim_start().starts_with("//") {
        return String::new();
    }
    line.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_message_has_a_word_that_is_struck_out() {
    let mut found = Vec::new();
    for file in files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let strings = strings(line);
            let wrong = STRUCK_OUT.iter().filter(|(word, _)| strings.contains(word));
            found.extend(
                wrong.map(|(word, better)| format!("{}:{}: `{word}`; write `{better}`", file.display(), number + 1)),
            );
        }
    }
    assert_eq!(found, [""; 0]);
    assert_eq!(strings(r#"let text = "a is told"; // "no""#), "a is told\nno");
}
