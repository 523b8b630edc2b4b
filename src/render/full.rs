//! Findings for people at a terminal: the source lines, marked, by miette, which is used here alone.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::closing;
use super::count::count;
use super::groups::{Groups, Infos};
use super::missing;
use super::report::{DocumentReport, FailureReport};
use super::snippet::{Mark, Snippet};
use super::wrap::wrap;
use super::{Options, Pages, Render};
use crate::diagnostic::{Fix, Place, Safety, Severity};
use crate::finding::{Located, Summary};
use crate::source::Source;
use crate::visible::{push_escape, push_visible, visible, visible_path};

/// Places in other documents that are listed for one finding.
const MOST_NOTES: usize = 10;
/// Places in the same document that are marked for one finding.
const MOST_MARKS: usize = 20;
/// What miette writes before a line's text.
const GUTTER: usize = 12;
/// What stands before the text of a help, a note or a fix.
const INDENT: usize = 8;
/// The columns of a snippet where there is no terminal.
const USUAL: usize = 100;
/// As wide as a line that is not to be broken.
const UNBROKEN: usize = usize::MAX >> 1;

pub(super) struct Full {
    options: Options,
    theme: GraphicalTheme,
    pages: Pages,
    /// Rules whose page has been named already.
    named: Vec<&'static str>,
    groups: Groups,
    infos: Infos,
    text: String,
}

impl Full {
    pub(super) fn new(options: &Options) -> Self {
        let options = Options { width: options.width.map(|width| width.clamp(40, 1000)), ..options.clone() };
        let theme = if options.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let (groups, infos) = (Groups::default(), Infos::default());
        Self { options, theme, pages: Pages::new(), named: Vec::new(), groups, infos, text: String::new() }
    }

    /// The columns that sentences may take.
    fn columns(&self) -> usize {
        self.options.width.unwrap_or(UNBROKEN)
    }

    /// Says what has been left out.
    fn left_out(&mut self, said: &[String]) -> fmt::Result {
        said.iter().try_for_each(|line| {
            let (on, off) = if self.options.color { ("\u{1b}[2m", "\u{1b}[0m") } else { ("", "") };
            let lines = wrap(&visible(line), self.columns() - 2, self.columns() - 2);
            writeln!(self.text, "{on}… {}{off}\n", lines.join("\n  "))
        })
    }

    /// Shows a finding, or several that one picture with this message shows.
    fn picture(
        &mut self,
        path: &str,
        shown_path: &str,
        source: Option<&Source>,
        findings: &[&Located],
        message: &str,
    ) -> fmt::Result {
        let Some(finding) = findings.first() else { return Ok(()) };
        let handler = self.handler(finding);
        let shown = Shown::new(shown_path, source, findings, message, self.options.width);
        let mut rendered = String::new();
        handler.render_report(&mut rendered, &shown)?;
        self.text.push_str(rendered.trim_start());
        if shown.snippet.is_none() {
            let start = finding.range.start;
            writeln!(self.text, "   ╭─[{shown_path}:{}:{}]\n   ╰────", start.line, start.column)?;
            findings.iter().try_for_each(|finding| self.help(finding))?;
        }
        for finding in findings {
            self.notes(path, finding, shown.snippet.is_some())?;
            self.fix(finding)?;
        }
        self.page(finding.diagnostic.rule)?;
        self.text.push('\n');
        Ok(())
    }

    /// miette with the rule's name where it has a cross.
    fn handler(&self, finding: &Located) -> GraphicalReportHandler {
        let Located { diagnostic, .. } = finding;
        let mut theme = self.theme.clone();
        let rule = match self.pages.get(diagnostic.rule).filter(|_| self.options.links) {
            Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", diagnostic.rule),
            None => diagnostic.rule.to_owned(),
        };
        let title = format!("{}[{rule}]:", diagnostic.severity);
        for character in [&mut theme.characters.error, &mut theme.characters.warning, &mut theme.characters.advice] {
            character.clone_from(&title);
        }
        GraphicalReportHandler::new_themed(theme)
            .with_width(self.options.width.unwrap_or(USUAL))
            .with_wrap_lines(false)
            .with_urls(false)
            .with_context_lines(1)
            .with_break_words(false)
            .without_syntax_highlighting()
    }

    /// Without a snippet miette has written the help above the place; it is written here instead.
    fn help(&mut self, finding: &Located) -> fmt::Result {
        help(finding).map_or(Ok(()), |help| self.line("help", &help))
    }

    /// The places that the snippet does not show.
    fn notes(&mut self, path: &str, finding: &Located, has_snippet: bool) -> fmt::Result {
        let places = finding.labels(path).zip(&finding.diagnostic.labels);
        let unseen = places.filter(|(_, label)| !has_snippet || matches!(label.place, Place::Elsewhere { .. }));
        let mut more = 0;
        for (index, ((path, range, message), _)) in unseen.enumerate() {
            if index >= MOST_NOTES {
                more += 1;
                continue;
            }
            let mut note = String::new();
            push_visible(&mut note, path);
            let _ = write!(note, ":{}:{}: ", range.start.line, range.start.column);
            push_visible(&mut note, message);
            self.line("note", &note)?;
        }
        if more > 0 { self.line("note", &format!("and {}", count(more, "more place"))) } else { Ok(()) }
    }

    fn fix(&mut self, finding: &Located) -> fmt::Result {
        match &finding.diagnostic.fix {
            Some(fix) if !is_the_help(finding) => self.line("fix", &format!("{}{}", visible(&fix.message), how(fix))),
            _ => Ok(()),
        }
    }

    /// The address of the rule's page, once in a run, unless the rule's name is a link.
    fn page(&mut self, rule: &'static str) -> fmt::Result {
        if self.options.links || self.named.contains(&rule) {
            return Ok(());
        }
        self.named.push(rule);
        let Some(url) = self.pages.get(rule).map(str::to_owned) else { return Ok(()) };
        self.line("page", &url)
    }

    /// A line below the snippet, as miette writes its help.
    fn line(&mut self, what: &str, text: &str) -> fmt::Result {
        let (on, off) = if self.options.color { ("\u{1b}[36m", "\u{1b}[0m") } else { ("", "") };
        let room = self.columns() - INDENT;
        writeln!(self.text, "{on}{what:>6}: {off}{}", wrap(text, room, room).join("\n        "))
    }
}

impl Render for Full {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        let path = visible_path(&report.path);
        if self.options.fold {
            self.text.clear();
            let said = self.groups.enter(&report.path);
            self.left_out(&said).map_err(io::Error::other)?;
            out.write_all(self.text.as_bytes())?;
        }
        let is_shown =
            |finding: &&Located| !self.options.fold || !self.infos.takes(finding) && self.groups.is_shown(finding);
        let findings: Vec<_> = report.findings.iter().filter(is_shown).collect();
        let mut rest = &findings[..];
        while let Some(first) = rest.first() {
            let (taken, message) = missing::together(rest).unwrap_or_else(|| (1, first.diagnostic.message.clone()));
            self.text.clear();
            self.picture(&report.path, &path, report.source.as_ref(), &rest[..taken], &message)
                .map_err(io::Error::other)?;
            out.write_all(without_commands(&self.text).as_bytes())?;
            rest = &rest[taken..];
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.text.clear();
        let said = self.groups.leave();
        self.left_out(&said).map_err(io::Error::other)?;
        out.write_all(self.text.as_bytes())?;
        if self.options.closing_line {
            closing::write(out, summary, &self.infos, self.options.color, self.options.width)?;
        }
        Ok(())
    }

    /// What people are told is on standard error.
    fn failure(&mut self, _: &mut dyn Write, _: &FailureReport) -> io::Result<()> {
        Ok(())
    }
}

/// What to do, and how to have it done, where that is the same.
fn help(finding: &Located) -> Option<String> {
    let mut help = visible(finding.diagnostic.help.as_deref()?).into_owned();
    if let Some(fix) = finding.diagnostic.fix.as_ref().filter(|_| is_the_help(finding)) {
        help.push_str(how(fix));
    }
    Some(help)
}

fn is_the_help(finding: &Located) -> bool {
    finding.diagnostic.fix.as_ref().is_some_and(|fix| finding.diagnostic.help.as_ref() == Some(&fix.message))
}

const fn how(fix: &Fix) -> &'static str {
    match fix.safety {
        Safety::Safe => " (with --fix)",
        Safety::Unsafe => " (with --fix --unsafe-fixes)",
    }
}

/// The text, in which no line begins with `::`: wrapping may have put it there.
fn without_commands(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.lines().any(|line| line.trim_start().starts_with("::")) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.lines() {
        match line.split_once("::") {
            Some((before, after)) if before.trim_start().is_empty() => {
                out.push_str(before);
                push_escape(&mut out, ':');
                out.push(':');
                out.push_str(after);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out.into()
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    message: String,
    help: Option<String>,
    snippet: Option<Snippet>,
}

impl Shown {
    fn new(path: &str, source: Option<&Source>, findings: &[&Located], message: &str, width: Option<usize>) -> Self {
        let finding = findings[0];
        let diagnostic = &finding.diagnostic;
        let first = Mark { range: finding.range, message: diagnostic.label.as_deref(), primary: true };
        let others = diagnostic.labels.iter().zip(&finding.labels).filter_map(|(label, range)| match label.place {
            Place::Here(_) => Some(Mark { range: *range, message: Some(&label.message), primary: false }),
            Place::Elsewhere { .. } => None,
        });
        let marks: Vec<Mark> = std::iter::once(first).chain(others.take(MOST_MARKS)).collect();
        let snippet = source.and_then(|source| Snippet::new(path, source, &marks, width.unwrap_or(USUAL) - GUTTER));
        let columns = width.unwrap_or(UNBROKEN);
        let title = diagnostic.severity.as_str().len() + diagnostic.rule.len() + "[]: ".len();
        let message = wrap(&visible(message), columns.saturating_sub(title), columns - 4).join("\n");
        let helps = findings.iter().filter(|_| snippet.is_some()).filter_map(|finding| help(finding));
        let lines: Vec<_> = helps.flat_map(|help| wrap(&help, columns - INDENT, columns - INDENT)).collect();
        Self { severity: diagnostic.severity, message, help: (!lines.is_empty()).then(|| lines.join("\n")), snippet }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.snippet.as_ref().map(|snippet| Box::new(snippet.labels()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
