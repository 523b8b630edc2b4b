//! A program that is killed while it repairs leaves every file old or new.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const OLD: &str = "---\ntitle: \"Ещё  раз\"\nlang: ru-RU\nrelated: [[Нокта]] # ссылка\n---\nтело\n";
const NEW: &str = "---\ntitle: \"Ещё раз\"\nlang: ru-RU\nrelated: '[[Нокта]]' # ссылка\n---\nтело\n";

#[test]
fn every_file_is_old_or_new_whenever_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<_> = (0..2_000).map(|number| folder.path().join(format!("{number}.md"))).collect();
    for name in &names {
        fs::write(name, OLD).unwrap();
    }
    // Moments that are spread over the run, without a pattern.
    let moments = [3, 17, 42, 71, 113, 160, 233, 310];
    // On a machine with much else to do it takes longer until there is a repair.
    let later = [700, 1_600, 3_600, 8_000, 18_000];
    let repaired = || names.iter().filter(|name| fs::read_to_string(name).unwrap() == NEW).count();
    for milliseconds in moments.into_iter().chain(later) {
        if milliseconds > 310 && repaired() > 0 {
            break;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(["check", "--fix", "--isolated", "-q"]).arg(folder.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        for name in &names {
            let text = fs::read_to_string(name).unwrap();
            assert!(text == OLD || text == NEW, "{}: {text:?}", name.display());
        }
    }
    for entry in fs::read_dir(folder.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.strip_suffix(".md").is_some() || name.starts_with(".masthead-"), "{name}");
    }
    assert!(repaired() > 0, "some of the runs came as far as repairs");
}
