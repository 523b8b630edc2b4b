//! What a repair changes, as a patch that `git apply` takes.

use std::fmt::Write as _;
use std::path::{Component, Path};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::source::Source;

/// How many lines are shown before and after a change.
const CONTEXT: usize = 3;

/// The unified diff from `old` to `new`, two texts of the file at `path`; empty if they are the same.
///
/// A root and `.` at the beginning of the path are left out, since patches are applied from the top of a work tree.
/// Lines end where git ends them, at LF: a CR is part of its line. Of a file of which only the head was read, a last
/// line that may be cut is left out; repairs never reach so far.
pub fn unified(path: &Path, old: &Source, new: &Source) -> String {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let operations = capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines);
    let mut diff = String::new();
    for hunk in group_diff_ops(operations, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        if diff.is_empty() {
            write_names(path, &mut diff);
        }
        let range = |start: usize, end: usize| match end - start {
            0 => format!("{start},0"),
            1 => format!("{}", start + 1),
            count => format!("{},{count}", start + 1),
        };
        let old_range = range(first.old_range().start, last.old_range().end);
        let new_range = range(first.new_range().start, last.new_range().end);
        let _ = writeln!(diff, "@@ -{old_range} +{new_range} @@");
        for operation in &hunk {
            if matches!(operation, DiffOp::Equal { .. }) {
                write_lines(' ', &old_lines[operation.old_range()], &mut diff);
            } else {
                write_lines('-', &old_lines[operation.old_range()], &mut diff);
                write_lines('+', &new_lines[operation.new_range()], &mut diff);
            }
        }
    }
    diff
}

fn lines(source: &Source) -> Vec<&str> {
    let mut lines: Vec<&str> = source.text().split_inclusive('\n').collect();
    if !source.is_whole() && lines.last().is_some_and(|line| !line.ends_with('\n')) {
        lines.pop();
    }
    lines
}

fn write_lines(mark: char, lines: &[&str], diff: &mut String) {
    for line in lines {
        diff.push(mark);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

fn write_names(path: &Path, diff: &mut String) {
    let name = name(path);
    let old = quoted(&name, "a/");
    let new = quoted(&name, "b/");
    // As git does: a name with a space ends at a tab, lest a date be looked for.
    let end = if name.contains(&b' ') && !old.starts_with('"') { "\t" } else { "" };
    let _ = writeln!(diff, "diff --git {old} {new}\n--- {old}{end}\n+++ {new}{end}");
}

/// The path with `/` between its parts, as bytes: a name need not be text.
fn name(path: &Path) -> Vec<u8> {
    let mut name = Vec::new();
    for part in path.components() {
        if matches!(part, Component::CurDir | Component::RootDir | Component::Prefix(_)) {
            continue;
        }
        if !name.is_empty() {
            name.push(b'/');
        }
        name.extend_from_slice(part.as_os_str().as_encoded_bytes());
    }
    name
}

/// A name as git writes it with `core.quotePath` off: in quotes, if it holds anything that is not plain text. Letters of
/// every script are plain text; controls, also those that only change the direction, are not.
fn quoted(name: &[u8], prefix: &str) -> String {
    let mut text = String::from(prefix);
    let mut plain = true;
    for chunk in name.utf8_chunks() {
        for (at, character) in chunk.valid().char_indices() {
            match character {
                // What build services take for a command wherever it stands.
                '#' if chunk.valid()[at + 1..].starts_with('#') => {
                    plain = false;
                    write_octal(b"#", &mut text);
                }
                '"' | '\\' => {
                    plain = false;
                    text.push('\\');
                    text.push(character);
                }
                _ if character.is_control() || is_invisible(character) => {
                    plain = false;
                    write_octal(character.encode_utf8(&mut [0; 4]).as_bytes(), &mut text);
                }
                _ => text.push(character),
            }
        }
        plain &= chunk.invalid().is_empty();
        write_octal(chunk.invalid(), &mut text);
    }
    if plain { text } else { format!("\"{text}\"") }
}

fn write_octal(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        let _ = write!(text, "\\{byte:03o}");
    }
}

const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
