//! The blocks of `docs/editors.md`, as they stand there, read what masthead writes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Cyrillic letters stand before some of its faults, on the same line.
const DOCUMENT: &str = "---\nlanguage: rus\nместа: {город: Чебоксары, город: Казань}\nгород: 1\nгород: 2\n---\n";
const NAME: &str = "дом два.md";

/// The first block in a language of those that read the output of `check`.
fn block(language: &str) -> String {
    let page = fs::read_to_string("docs/editors.md").expect("the page is there").replace("\r\n", "\n");
    let (_, page) = page.split_once("\n## Without a language server\n").expect("the page has such a part");
    let (_, rest) = page.split_once(&format!("```{language}\n")).expect("the page has such a block");
    rest.split("\n```").next().unwrap_or_default().to_owned()
}

/// A folder with a document whose name and text are not ASCII, what masthead writes of it, and the places and levels of that.
struct Run {
    folder: TempDir,
    concise: String,
    places: Vec<String>,
}

fn run() -> Run {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join(NAME), DOCUMENT).expect("the document can be written");
    let output = |format: &str| {
        let out = Command::new(env!("CARGO_BIN_EXE_masthead"))
            .args(["check", "--isolated", "--color=never", "--output-format", format])
            .current_dir(folder.path())
            .output()
            .expect("masthead starts");
        String::from_utf8(out.stdout).expect("the output is UTF-8")
    };
    let places = output("jsonl").lines().map(place).collect();
    let concise = output("concise");
    Run { folder, concise, places }
}

/// `line:column level` of a finding in JSON.
fn place(json: &str) -> String {
    let finding: serde_json::Value = serde_json::from_str(json).expect("a line of jsonl is JSON");
    let start = &finding["range"]["start"];
    format!("{}:{} {}", start["line"], start["column"], finding["level"].as_str().unwrap_or_default())
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says why")]
fn installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        println!("skipped: {program} is not installed");
    }
    found
}

/// What an editor prints, which is to be the places that masthead means.
fn read_by(program: &str, arguments: &[&str], folder: &Path) -> Vec<String> {
    let out = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("the editor starts");
    let text = [out.stdout, out.stderr].concat();
    String::from_utf8_lossy(&text).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_documents_of_these_tests_have_findings_after_letters_beyond_ascii() {
    let run = run();
    assert!(run.places.len() >= 3, "{:?}", run.places);
    assert_eq!(run.concise.lines().filter(|line| line.starts_with(NAME)).count(), run.places.len());
    for place in ["2:11 warning", "3:27 error", "5:1 error"] {
        assert!(run.places.contains(&place.to_owned()), "{place} in {:?}", run.places);
    }
}

#[test]
fn vim_jumps_to_the_character_of_each_finding() {
    if !installed("vim") {
        return;
    }
    let run = run();
    let folder = run.folder.path();
    fs::write(folder.join("findings"), &run.concise).unwrap();
    // The second line of the block is the one that reads.
    let format = block("vim").lines().nth(1).unwrap().replace("setlocal", "set");
    let script = format!(
        "set encoding=utf-8\n{format}\ncgetfile findings\nlet out = []\nfor entry in getqflist()\n\
         execute 'buffer' entry.bufnr\ncall cursor(entry.lnum, 1)\nexecute 'normal!' entry.col . '|'\n\
         let level = {{'e': 'error', 'w': 'warning', 'i': 'info'}}[tolower(entry.type)]\n\
         call add(out, entry.lnum . ':' . charcol('.') . ' ' . level)\nendfor\ncall writefile(out, 'read')\nqall!\n"
    );
    fs::write(folder.join("script.vim"), script).unwrap();
    let said = read_by("vim", &["-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", "script.vim"], folder);
    let read = fs::read_to_string(folder.join("read")).unwrap_or_default();
    assert_eq!(read.lines().collect::<Vec<_>>(), run.places, "{said:?}");
}

#[test]
fn the_problem_matcher_reads_each_finding() {
    if !installed("node") {
        return;
    }
    let run = run();
    let folder = run.folder.path();
    fs::write(folder.join("findings"), &run.concise).unwrap();
    fs::write(folder.join("tasks.json"), block("json")).unwrap();
    let script = "const fs = require('fs');
        const { pattern } = JSON.parse(fs.readFileSync('tasks.json', 'utf8')).tasks[0].problemMatcher;
        for (const line of fs.readFileSync('findings', 'utf8').split('\\n')) {
            const match = new RegExp(pattern.regexp).exec(line);
            if (!match) continue;
            if (!fs.existsSync(match[pattern.file]) || !match[pattern.message] || !match[pattern.code]) throw new Error(line);
            console.log(`${match[pattern.line]}:${match[pattern.column]} ${match[pattern.severity]}`);
        }";
    assert_eq!(read_by("node", &["-e", script], folder), run.places);
}

#[test]
fn emacs_jumps_to_the_character_of_each_finding() {
    if !installed("emacs") {
        return;
    }
    let run = run();
    let folder = run.folder.path();
    fs::write(folder.join("findings"), &run.concise).unwrap();
    let script = format!(
        r#"(set-language-environment "UTF-8") (require 'compile) {}
        (with-current-buffer (get-buffer-create "*compilation*")
          (setq default-directory (file-name-as-directory (car command-line-args-left)))
          (insert-file-contents "findings") (insert "\n") (compilation-mode)
          (compilation--ensure-parse (point-max))
          (goto-char (point-min))
          (while (ignore-errors (compilation-next-error 1 nil (point)))
            (let* ((message (get-text-property (point) 'compilation-message))
                   (type (compilation--message->type message)))
              (save-window-excursion
                (compile-goto-error)
                (append-to-file (format "%d:%d %s\n" (line-number-at-pos) (1+ (- (point) (line-beginning-position)))
                               (nth type '("info" "warning" "error"))) nil (expand-file-name "read" (car command-line-args-left)))))))"#,
        block("elisp")
    );
    fs::write(folder.join("script.el"), script).unwrap();
    let folder_name = folder.to_str().unwrap();
    let said = read_by("emacs", &["-Q", "--batch", "-l", "script.el", folder_name], folder);
    let read = fs::read_to_string(folder.join("read")).unwrap_or_default();
    assert_eq!(read.lines().collect::<Vec<_>>(), run.places, "{said:?}");
}
