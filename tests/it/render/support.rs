//! Findings made by hand, and what each format writes of them.

use masthead::diagnostic::{Diagnostic, Edit, Fix, Severity};
use masthead::finding::{Located, Summary};
use masthead::render::{DocumentReport, Format, Options, Renderer};
use masthead::source::{Position, Source, Span};

/// The span of `part` in `text`.
#[track_caller]
pub(crate) fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("the part is in the text");
    Span::new(start, start + part.len())
}

/// An error of `rule` at `part`.
#[track_caller]
pub(crate) fn error(rule: &'static str, text: &str, part: &str, message: &str) -> Diagnostic {
    Diagnostic { rule, severity: Severity::Error, ..Diagnostic::new(span(text, part), message) }
}

pub(crate) fn report(path: &str, text: &str, diagnostics: Vec<Diagnostic>) -> DocumentReport {
    let source = Source::new(path, text);
    let findings = diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect();
    DocumentReport { path: path.to_owned(), findings, source: Some(source), ..DocumentReport::default() }
}

pub(crate) fn render_with(format: Format, options: &Options, reports: &[DocumentReport]) -> String {
    let mut renderer = Renderer::new(format, options);
    let mut out = Vec::new();
    let mut summary = Summary::default();
    for report in reports {
        summary.add(&report.findings);
        renderer.document(&mut out, report).expect("memory can be written to");
    }
    renderer.finish(&mut out, &summary).expect("memory can be written to");
    String::from_utf8(out).expect("output is UTF-8")
}

pub(crate) fn render(format: Format, reports: &[DocumentReport]) -> String {
    render_with(format, &Options::default(), reports)
}

/// Two documents with a finding of each level, one of them repaired safely, one related to another document.
pub(crate) fn ordinary() -> Vec<DocumentReport> {
    let text = "---\ntitle: Сербия 🇷🇸\nlanguage: ru_RU\npublished: 2024-02-30\n---\n";
    let language = error("yaml/syntax", text, "ru_RU", "`ru_RU` in `language` is not a language tag")
        .pointer("/language")
        .help("write `ru-RU`")
        .label("a hyphen belongs here")
        .fix(Fix::safe("write `ru-RU`", [Edit::replace(span(text, "ru_RU"), "ru-RU")]));
    let published = Diagnostic {
        severity: Severity::Warning,
        ..error("yaml/tag", text, "2024-02-30", "`2024-02-30` in `published` is in no calendar")
    }
    .pointer("/published")
    .also(span(text, "Сербия"), "the title")
    .fix(Fix::unsafe_("write `2024-02-29`", [Edit::replace(span(text, "2024-02-30"), "2024-02-29")]));
    let elsewhere = Position { line: 3, column: 7, offset: 30 };
    let other = "---\nurl: https://example.org/\n---\n";
    let duplicate = Diagnostic {
        severity: Severity::Info,
        ..error("yaml/duplicate-key", other, "https://example.org/", "`url` is that of another document")
    }
    .elsewhere("articles/z y.md", (elsewhere, Position { column: 27, offset: 50, ..elsewhere }), "the same");
    vec![report("articles/a.md", text, vec![language, published]), report("articles/b.md", other, vec![duplicate])]
}

const HOSTILE: &str = "\u{1b}[31m ::error::x ##[error]x ##vso[task]x ]]> <x a='\"'> %0A::set-output\u{9b}\u{202e}\u{7f} \r\n::error::y\u{0}\u{ffff}";

/// A document whose name, text and findings try to break out of every format.
pub(crate) fn hostile() -> Vec<DocumentReport> {
    let text = format!("\u{feff}---\ntitle: {HOSTILE} ~~\nname: 'x'\n---\n");
    let mut finding = error("yaml/syntax", &text, "\u{1b}[31m ::error::x", "")
        .pointer(format!("/{HOSTILE}"))
        .also(span(&text, "~~"), "")
        .elsewhere(HOSTILE, (Position::START, Position::START), "")
        .fix(Fix::unsafe_("", [Edit::replace(span(&text, "~~"), HOSTILE)]));
    // What makes a diagnostic leaves no line end in it; what writes one does not rely on that.
    let said = || HOSTILE.to_owned();
    (finding.message, finding.help, finding.label) = (said(), Some(said()), Some(said()));
    finding.labels.iter_mut().for_each(|label| label.message = said());
    finding.fix.iter_mut().for_each(|fix| fix.message = said());
    let names = ["::error::x", " ::error::x", "a\n::error::b \u{1b}[2J ##[x]\u{202e}\"'<&>,:%0A.md", HOSTILE];
    names.iter().map(|name| report(name, &text, vec![finding.clone(), finding.clone()])).collect()
}

/// Asserts what is promised of every format: nothing hidden, and no commands.
#[track_caller]
pub(crate) fn assert_harmless(output: &str) {
    for line in output.split('\n') {
        assert!(!line.trim_start().starts_with("::"), "starts a command: {line}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "holds a command: {line}");
        // Joiners and selectors may stand where they belong, which is what is left alone here.
        let joiners = ['\u{200c}', '\u{200d}', '\u{fe0e}', '\u{fe0f}'];
        let hidden = line.chars().find(|c| masthead::visible::is_hidden(*c) && !joiners.contains(c));
        assert_eq!(hidden, None, "{}", line.escape_debug());
        assert_eq!(masthead::visible::visible(line), line, "{}", line.escape_debug());
    }
}
