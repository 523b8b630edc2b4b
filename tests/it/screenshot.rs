//! `docs/screenshot.svg` is what the program prints, in a form that browsers and rsvg draw alike: each word has its own place, because neither
//! the width of a font nor the attributes that spread text are the same in both.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

const DOCUMENT: &str = "---\ntitle: Урожай\npublished: 2024-06-31\nup: [[Сад]]\ntags: [Kазахстан]\n---\n";
const WIDTH: f32 = 7.8;
const LINE: usize = 18;

/// A piece of text that is drawn at once.
struct Run {
    line: usize,
    column: usize,
    style: String,
    text: String,
}

fn styled(codes: &str, before: &str) -> String {
    let mut style = before.to_owned();
    for code in codes.split(';') {
        if code.trim_matches('0').is_empty() {
            style.clear();
        }
        style += match code {
            "1" => " font-weight=\"bold\"",
            "2" => " opacity=\"0.7\"",
            "31" | "91" => " fill=\"#f47067\"",
            "32" | "92" => " fill=\"#8ddb8c\"",
            "33" | "93" => " fill=\"#d9a441\"",
            "34" | "94" => " fill=\"#6cb6ff\"",
            "35" | "95" => " fill=\"#b083f0\"",
            "36" | "96" => " fill=\"#39c5cf\"",
            _ => "",
        };
    }
    style
}

/// One code of colour replaces another.
fn with_fill(style: &str) -> String {
    match style.rfind(" fill=") {
        Some(last) => style.split(" fill=").next().unwrap().to_owned() + &style[last..],
        None => format!("{style} fill=\"#cdd9e5\""),
    }
}

/// The words of a terminal's text; each sign of a frame is a word.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut style = String::new();
    for (line, text) in text.lines().enumerate() {
        let mut column = 0;
        let mut joins = false;
        let mut rest = text.chars();
        while let Some(letter) = rest.next() {
            if letter == '\u{1b}' {
                let codes: String = rest.by_ref().skip(1).take_while(|letter| *letter != 'm').collect();
                style = styled(&codes, &style);
                joins = false;
                continue;
            }
            let framing = ('\u{2500}'..='\u{257f}').contains(&letter);
            if letter == ' ' || framing || !joins {
                if letter != ' ' {
                    runs.push(Run { line, column, style: with_fill(&style), text: letter.to_string() });
                }
            } else {
                runs.last_mut().unwrap().text.push(letter);
            }
            joins = letter != ' ' && !framing;
            column += 1;
        }
    }
    runs
}

fn svg(text: &str) -> String {
    let runs = runs(text);
    let lines = text.lines().count();
    let columns = runs.iter().map(|run| run.column + run.text.chars().count()).max().unwrap();
    let width = u16::try_from(columns).unwrap();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0}\" height=\"{}\" role=\"img\" \
         aria-label=\"masthead check: findings, each with its characters marked and what to write\">\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#22272e\"/>\
         <g font-family=\"DejaVu Sans Mono, ui-monospace, Menlo, Consolas, monospace\" font-size=\"13\">",
        f32::from(width) * WIDTH + 32.0,
        lines * LINE + 26,
    );
    for Run { line, column, style, text } in runs {
        let x = f32::from(u16::try_from(column).unwrap()) * WIDTH + 16.0;
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        writeln!(svg, "<text x=\"{x:.1}\" y=\"{}\"{style}>{text}</text>", 28 + line * LINE).unwrap();
    }
    svg + "</g></svg>\n"
}

#[test]
fn the_picture_shows_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("harvest.md"), DOCUMENT).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--isolated", "--color=always", "--today=2026-11-24", "harvest.md"])
        .current_dir(folder.path())
        .env_clear()
        .env("COLUMNS", "90")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let findings = printed.matches("╭─[").count();
    assert!((1..=3).contains(&findings) && printed.contains("error") && printed.contains("--fix"), "{printed}");
    let drawn = svg(&format!("$ masthead check\n{printed}"));
    assert!(roxmltree::Document::parse(&drawn).is_ok());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/screenshot.svg");
    if std::env::var_os("MASTHEAD_BLESS").is_some() {
        fs::write(path, &drawn).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap().replace("\r\n", "\n") == drawn, "the picture shows something else");
}
