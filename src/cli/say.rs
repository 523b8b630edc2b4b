//! What is said on standard error: notes, and why something could not be done.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use super::{Stop, print, terminal};
use crate::diagnostic::Diagnostic;
use crate::finding::Located;
use crate::render::{DocumentReport, Format, Options, Renderer, wrap_lines, wrap_page};
use crate::run::Note;
use crate::source::Source;
use crate::visible::{push_path, visible};
use crate::workspace::Failure;

/// Says what a run returned to be said.
pub(super) fn tell<'n>(notes: impl IntoIterator<Item = &'n Note>) {
    for one in notes {
        note(&one.to_string());
    }
}

pub(super) fn note(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", broken(text));
}

/// The text in lines as long as the terminal, if it goes to one.
fn broken(text: &str) -> Cow<'_, str> {
    errors_width().map_or(text.into(), |width| wrap_lines(text, width).into())
}

/// Text of lines, with nothing in it that a terminal would obey.
pub(super) fn visible_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.split_terminator('\n') {
        push_path(&mut lines, line);
        lines.push('\n');
    }
    lines
}

/// Writes lines for people to standard output, as long as the terminal if it goes to one.
pub(super) fn print_lines(text: &str) -> Result<u8, Stop> {
    let lines = visible_lines(text);
    print(&output_width().map_or(lines.as_str().into(), |width| Cow::Owned(wrap_lines(&lines, width))))
}

/// Writes a page of Markdown to standard output, in the same way.
pub(super) fn print_page(page: &str) -> Result<u8, Stop> {
    print(&output_width().map_or(page.into(), |width| Cow::Owned(wrap_page(page, width))))
}

/// The columns of the terminal that shows standard output.
pub(super) fn output_width() -> Option<usize> {
    io::stdout().is_terminal().then(terminal::width)
}

/// The columns of the terminal that shows standard error.
fn errors_width() -> Option<usize> {
    io::stderr().is_terminal().then(terminal::width)
}

/// Says why masthead could not do what was asked.
pub(super) fn print_failure(failure: &Failure) {
    match failure {
        Failure::Message { message, help, .. } => {
            note(&format!("error: {}", visible(message)));
            if let Some(help) = help {
                note(&format!("  help: {}", visible(help)));
            }
        }
        Failure::Diagnostics { source, diagnostics } => {
            let text = shown(source, diagnostics);
            let _ = io::stderr().write_all(&text);
        }
    }
}

/// Diagnostics on a configuration or a schema, as those on a document are shown.
pub(super) fn shown(source: &Source, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let located = |diagnostic: &Diagnostic| Located::new(source, diagnostic.clone());
    let findings = diagnostics.iter().map(located).collect();
    let color = matches!(
        anstream::AutoStream::choice(&io::stderr()),
        anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi
    );
    let options = Options { color, width: errors_width(), closing_line: false, ..Options::default() };
    let mut renderer = Renderer::new(Format::Full, &options);
    let mut text = Vec::new();
    let path = source.name().into_owned();
    let report = DocumentReport {
        path,
        findings,
        source: Some(Source::new(source.path(), source.text())),
        ..DocumentReport::default()
    };
    // Writing to memory cannot fail.
    let _ = renderer.document(&mut text, &report);
    text
}
