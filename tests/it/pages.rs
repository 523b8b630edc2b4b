//! The pages of `docs/` do what they show: a block ```` ```toml file=masthead.toml ```` is a file, and a block of `console` holds commands and what they print.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block of a page: its words behind the fence, and the bytes of its text in the page.
struct Block<'a> {
    info: &'a str,
    start: usize,
    text: &'a str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, usize)> = None;
    let mut offset = 0;
    for line in page.split_inclusive('\n') {
        let bare = line.trim_end();
        match open {
            Some((fence, info, start)) if bare == fence => {
                blocks.push(Block { info, start, text: &page[start..offset] });
                open = None;
            }
            None if bare.starts_with("```") => {
                let ticks = bare.len() - bare.trim_start_matches('`').len();
                open = Some((&bare[..ticks], &bare[ticks..], offset + line.len()));
            }
            _ => {}
        }
        offset += line.len();
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// What a block of commands looks like once they are run in `folder`.
fn run(folder: &Path, block: &str) -> String {
    let mut shown = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let arguments = command.strip_prefix("masthead ").expect("pages run masthead");
        let output = Command::new(env!("CARGO_BIN_EXE_masthead"))
            .args(arguments.split_whitespace())
            .args(arguments.starts_with("check").then_some("--today=2026-11-24"))
            .current_dir(folder)
            .env_clear()
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert_ne!(output.status.code(), Some(2), "`{command}` says: {printed}");
        writeln!(shown, "$ {command}\n{}", printed.trim_end()).unwrap();
    }
    shown
}

/// Runs a page and answers how many blocks of commands it has.
fn try_page(path: &Path) -> usize {
    let page = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let folder = tempfile::tempdir().unwrap();
    let mut anew = page.clone();
    let mut moved = 0_isize;
    let mut commands = 0;
    for block in blocks(&page) {
        if let Some((_, name)) = block.info.split_once(" file=") {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, block.text).unwrap();
        } else if block.info == "console" {
            commands += 1;
            let shown = run(folder.path(), block.text);
            let start = block.start.checked_add_signed(moved).unwrap();
            anew.replace_range(start..start + block.text.len(), &shown);
            moved += isize::try_from(shown.len()).unwrap() - isize::try_from(block.text.len()).unwrap();
        }
    }
    if std::env::var_os("MASTHEAD_BLESS").is_some() {
        fs::write(path, &anew).unwrap();
    } else {
        assert!(page == anew, "{} shows something else:\n{anew}", path.display());
    }
    commands
}

#[test]
fn the_pages_show_what_masthead_does() {
    let mut commands = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            commands += try_page(&path);
        }
    }
    assert!(commands >= 9, "only {commands} blocks of commands were run");
}

/// The target of each `[…](target)` of a page that is a file here.
fn targets(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| {
        !target.contains("://")
            && !target.starts_with('#')
            && Path::new(target.split('#').next().unwrap()).extension().is_some()
    })
}

#[test]
fn the_links_of_the_readme_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut seen = 0;
    for target in targets(&readme) {
        assert!(root.join(target.split('#').next().unwrap()).is_file(), "README.md links to {target}");
        seen += 1;
    }
    assert!(seen > 10, "the README has links");
}
