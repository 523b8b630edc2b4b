//! What is wrong with a block that is not YAML: every fault, each where the mistake is.
//!
//! The block is cut into its fields. Each that cannot be read by itself is mended by likely repairs, one after another;
//! a repair counts when reading gets beyond the fault with it. What is left of the document then is read from the mended
//! text, and everything that a repair has touched is left open ([`Value::Broken`]).

mod cause;
mod hash;
mod likely;
mod lines;
mod outdented;
mod passages;
mod quote;
mod restore;
mod slips;
mod spaces;
mod stray;
mod structure;
mod words;

use std::ops::Range;

use granit_parser::ErrorKind;

use super::mend::{Mended, Patch};
use super::parse::{self, Stop};
use super::passage::Passage;
use super::{line, place, say};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::Span;
use crate::tree::{Limits, Node, Parsed, Problem, ProblemKind, Style, Value};
use cause::Cause;
use line::Line;
use outdented::Outdented;

/// The most faults that are looked for in one field, and the most that are told of a block.
const FAULTS_OF_FIELD: usize = 32;
const FAULTS: usize = 200;

/// How often the text may be read over in search of faults, and how much more for a short one.
const READINGS: usize = 24;
const READING_BYTES: usize = 256 * 1024;

/// Why a text is not a mapping of fields.
#[derive(Debug)]
pub(super) enum Failure {
    Fault {
        at: usize,
        kind: ErrorKind,
    },
    Deep {
        at: usize,
    },
    /// It is YAML, and no mapping.
    Stray,
}

impl Failure {
    fn at(&self) -> usize {
        match self {
            Self::Fault { at, .. } | Self::Deep { at } => *at,
            Self::Stray => 0,
        }
    }
}

/// Whether what was read without a fault is hardly what was meant: no mapping, because no colon has its space.
pub(super) fn is_needed(yaml: &str, parsed: &Parsed) -> bool {
    let text = parsed.root.as_ref().and_then(Node::as_scalar);
    text.is_some_and(|scalar| scalar.style == Style::Plain) && stray::has_colons(yaml)
}

/// Reads what can be read of `text[range]`, which is not YAML as a whole, and says what is wrong with the rest.
pub(super) fn examine<'a>(text: &'a str, range: Span, limits: Limits, stop: Option<&Stop>) -> Parsed<'a> {
    let yaml = &text[range.range()];
    let budget = READING_BYTES + READINGS * yaml.len();
    let outdented = outdented::find(yaml);
    let mut passages = passages::find(yaml);
    passages.retain(|passage| {
        let nearest = outdented.partition_point(|outdented| outdented.ends_before(passage.lines.start));
        !outdented.get(nearest).is_some_and(|outdented| outdented.has(passage.lines.start))
    });
    let fields = fields(yaml, &outdented, &passages);
    let mut doctor = Doctor {
        yaml,
        base: range.start,
        limits,
        budget,
        outdented,
        passages,
        patches: Vec::new(),
        problems: Vec::new(),
    };
    let is_list = fields.iter().all(|field| yaml[field.clone()].starts_with("- "));
    if is_list {
        doctor.field(0..yaml.len(), true, None);
    } else {
        for (index, field) in fields.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| fields[before].clone());
            doctor.field(field.clone(), false, before);
        }
    }
    doctor.finish(text, stop)
}

struct Doctor<'t> {
    yaml: &'t str,
    base: usize,
    limits: Limits,
    /// Bytes that may still be read in search of faults.
    budget: usize,
    outdented: Vec<Outdented>,
    passages: Vec<Passage>,
    patches: Vec<Patch>,
    problems: Vec<Problem>,
}

impl<'t> Doctor<'t> {
    /// Finds the faults of one field; `any` where it need not be a mapping.
    fn field(&mut self, field: Range<usize>, any: bool, before: Option<Range<usize>>) {
        let yaml: &'t str = self.yaml;
        let mut work = Mended::new(&yaml[field.clone()], self.begin(&field));
        let before = before.map_or("", |before| &yaml[before]);
        for _ in 0..FAULTS_OF_FIELD {
            let Some(failure) = self.attempt(&work.text, any) else { break };
            if self.problems.len() >= FAULTS {
                return self.give_up(&field);
            }
            if let Failure::Deep { at } = failure {
                let at = self.base + field.start + work.original(at);
                self.problems.push(say::too_deep(Span::at(at), self.limits.deepest()));
                return self.give_up(&field);
            }
            let causes = likely::causes(&work.text, &failure, before);
            let Some((cause, mended)) = self.confirm(&work, &failure, causes, any) else {
                self.problems.push(self.unexplained(&field, &work, &failure));
                return self.give_up(&field);
            };
            if !cause.silent {
                self.problems.push(self.problem(&field, &work, &mended, &cause));
            }
            work = mended;
        }
        if self.attempt(&work.text, any).is_some() {
            return self.give_up(&field);
        }
        self.keep(&field, work);
    }

    /// What mends the lines of a field whose faults show at once: passages, and quoted values that go on at the start
    /// of a line.
    fn begin(&mut self, field: &Range<usize>) -> Vec<Patch> {
        let from = self.outdented.partition_point(|outdented| outdented.ends_before(field.start));
        let mut patches = Vec::new();
        for outdented in self.outdented[from..].iter().take_while(|outdented| outdented.is_in(field)) {
            self.problems.push(outdented.problem(self.yaml, self.base));
            patches.extend(outdented.patches(field.start));
        }
        let from = self.passages.partition_point(|passage| passage.lines.start < field.start);
        for passage in self.passages[from..].iter().take_while(|passage| field.contains(&passage.lines.start)) {
            self.problems.push(passage.problem(self.base));
            patches.extend(passage.patches.iter().map(|patch| Patch {
                range: patch.range.start - field.start..patch.range.end - field.start,
                text: patch.text.clone(),
            }));
        }
        patches
    }

    /// The first repair with which reading gets beyond the line of the fault; else the one that gets furthest.
    fn confirm<'w>(
        &mut self,
        work: &Mended<'w>,
        failure: &Failure,
        causes: Vec<Cause>,
        any: bool,
    ) -> Option<(Cause, Mended<'w>)> {
        let length = work.text.len();
        let to_end = length - failure.at().min(length);
        let beyond_line = length - place::line_end(&work.text, failure.at().min(length));
        let mut best: Option<(usize, Cause, Mended<'w>)> = None;
        for cause in causes {
            let mended = work.with_all(&cause.edits);
            let left = match self.attempt(&mended.text, any) {
                None => 0,
                Some(Failure::Stray) => length,
                Some(failure) => mended.text.len() - failure.at().min(mended.text.len()),
            };
            let needed = if cause.plain { to_end } else { beyond_line };
            let is_through = left == 0 || (left < needed && !matches!(failure, Failure::Stray));
            if is_through {
                return Some((cause, mended));
            }
            let furthest = best.as_ref().map_or(to_end, |(left, ..)| *left);
            if left < furthest {
                best = Some((left, cause, mended));
            }
        }
        best.map(|(_, cause, mended)| (cause, mended))
    }

    /// What keeps `text` from being read. When there is no budget left, everything counts as read.
    fn attempt(&mut self, text: &str, any: bool) -> Option<Failure> {
        self.budget = self.budget.checked_sub(text.len())?;
        match parse::read(text, 0, self.limits) {
            Ok(parsed) => {
                let mapping = |node: &Node| matches!(node.value, Value::Mapping(_));
                (!any && !parsed.root.as_ref().is_none_or(mapping)).then_some(Failure::Stray)
            }
            Err(Stop::Fault(fault)) if matches!(fault.kind(), ErrorKind::RecursionLimitExceeded) => {
                Some(Failure::Deep { at: offset(text, &fault) })
            }
            Err(Stop::Fault(fault)) => Some(Failure::Fault { at: offset(text, &fault), kind: fault.kind().clone() }),
            Err(Stop::Deep(at)) => Some(Failure::Deep { at }),
            Err(Stop::Second(at)) => Some(Failure::Fault { at: at.start, kind: ErrorKind::ExpectedDocumentStart }),
            Err(Stop::Tab(at)) => Some(Failure::Fault { at, kind: ErrorKind::TabInIndentation }),
        }
    }

    fn problem(&self, field: &Range<usize>, work: &Mended, mended: &Mended, cause: &Cause) -> Problem {
        let start = self.base + field.start;
        let place = work.original_range(&cause.range);
        let mut diagnostic = Diagnostic::new(Span::new(start + place.start, start + place.end), cause.message.clone());
        diagnostic.help.clone_from(&cause.help);
        if let Some(fix) = &cause.fix {
            let is_new =
                |patch: &&Patch| !work.patches.iter().any(|old| old.range == patch.range && old.text == patch.text);
            let edit = |patch: &Patch| {
                let span = Span::new(start + patch.range.start, start + patch.range.end);
                Edit::replace(span, patch.text.clone())
            };
            let edits: Vec<Edit> = mended.patches.iter().filter(is_new).map(edit).collect();
            diagnostic.fix = Some(match cause.kind {
                ProblemKind::LookAlike => Fix::safe(fix.clone(), edits),
                _ => Fix::unsafe_(fix.clone(), edits),
            });
        }
        Problem::new(cause.kind, diagnostic)
    }

    fn unexplained(&self, field: &Range<usize>, work: &Mended, failure: &Failure) -> Problem {
        let at = failure.at().min(work.text.len());
        let line = Line::at(&work.text, at);
        let range = match failure {
            Failure::Fault { .. } if at < line.end => at..line.value.end.max(at + 1).min(line.end),
            _ => line.content..line.end,
        };
        let range = work.text.floor_char_boundary(range.start)..work.text.ceil_char_boundary(range.end);
        let place = work.original_range(&range);
        let start = self.base + field.start;
        let span = Span::new(start + place.start, start + place.end);
        let message = match failure {
            Failure::Fault { kind, .. } => words::of(kind),
            Failure::Deep { .. } | Failure::Stray => "this line is no field: it has no `: `".to_owned(),
        };
        Problem::new(ProblemKind::Syntax, Diagnostic::new(span, message))
    }

    /// Takes over what is known of a field that can be read now.
    fn keep(&mut self, field: &Range<usize>, work: Mended) {
        self.patches.extend(work.patches.into_iter().map(|patch| Patch {
            range: field.start + patch.range.start..field.start + patch.range.end,
            text: patch.text,
        }));
    }

    /// Leaves nothing of a field but its key.
    fn give_up(&mut self, field: &Range<usize>) {
        let text = &self.yaml[field.clone()];
        let line = Line::at(text, stray::first_line(text));
        let patch = match line.key {
            Some(key) if line.content == line.start => {
                let colon = text[key.end..].find(':').map_or(text.len(), |at| key.end + at + 1);
                Patch { range: field.start + colon..field.end, text: " ~\n".to_owned() }
            }
            _ => Patch { range: field.clone(), text: "\n".to_owned() },
        };
        self.patches.push(patch);
    }

    fn finish<'a>(mut self, text: &'a str, stop: Option<&Stop>) -> Parsed<'a> {
        let mended = Mended::new(self.yaml, std::mem::take(&mut self.patches));
        let mut parsed = match parse::read(&mended.text, 0, self.limits) {
            Ok(parsed) => restore::restore(parsed, &mended, text, self.base),
            Err(_) => Parsed::default(),
        };
        if parsed.root.is_none() && !self.yaml.trim().is_empty() {
            let whole = Span::new(self.base, self.base + self.yaml.len());
            parsed.root = Some(Node::new(whole, Value::Broken));
            if let Some(stop) = stop.filter(|_| self.problems.is_empty()) {
                self.problems.push(self.of_whole(stop));
            }
        }
        self.problems.append(&mut parsed.problems);
        self.problems.sort_by_key(|problem| problem.diagnostic.span.start);
        parsed.problems = self.problems;
        parsed
    }

    /// What the first reading of the whole said, where its parts gave no reason.
    fn of_whole(&self, stop: &Stop) -> Problem {
        match stop {
            Stop::Deep(at) => say::too_deep(Span::at(self.base + at), self.limits.deepest()),
            Stop::Second(at) => {
                let span = Span::new(self.base + at.start, self.base + at.end);
                Problem::new(
                    ProblemKind::Syntax,
                    Diagnostic::new(span, "a second document begins inside the front matter"),
                )
            }
            Stop::Tab(at) => {
                let message = words::of(&ErrorKind::TabInIndentation);
                Problem::new(ProblemKind::Syntax, Diagnostic::new(Span::at(self.base + at), message))
            }
            Stop::Fault(fault) => {
                let at = Span::at(self.base + offset(self.yaml, fault));
                Problem::new(ProblemKind::Syntax, Diagnostic::new(at, words::of(fault.kind())))
            }
        }
    }
}

fn offset(text: &str, fault: &granit_parser::ScanError) -> usize {
    text.floor_char_boundary(fault.marker().byte_offset().unwrap_or(0).min(text.len()))
}

/// Cuts a block into its fields: each begins at a line that is not indented and continues no other.
fn fields(yaml: &str, outdented: &[Outdented], passages: &[Passage]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut open_flow = false;
    while at < yaml.len() {
        let end = place::line_end(yaml, at);
        let line = &yaml[at..end];
        let continues = line.starts_with(|first: char| first.is_whitespace() || "#]}".contains(first));
        let is_item = !starts.is_empty() && stray::is_item(line);
        let is_flow_text = open_flow && Line::at(yaml, at).key.is_none();
        let nearest = outdented.partition_point(|outdented| outdented.ends_before(at));
        let is_quoted = outdented.get(nearest).is_some_and(|outdented| outdented.has(at));
        let nearest = passages.partition_point(|passage| passage.lines.end <= at);
        let is_passage = passages.get(nearest).is_some_and(|passage| passage.goes_on(at));
        if !line.is_empty() && !continues && !is_item && !is_flow_text && !is_quoted && !is_passage {
            starts.push(at);
        }
        if !line.trim().is_empty() {
            open_flow = line.trim_end().ends_with(['[', '{'])
                || (open_flow && line.trim_end().ends_with(','))
                || opens_list(&Line::at(yaml, at), yaml);
        }
        at = end + if yaml[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    // Comments before the first field belong to it.
    let firsts = starts.first().map(|_| 0).into_iter().chain(starts.iter().skip(1).copied());
    let all: Vec<Range<usize>> = firsts.zip(ends).map(|(start, end)| start..end).collect();
    if all.is_empty() { std::iter::once(0..yaml.len()).collect() } else { all }
}

/// Whether the value of a line begins a list in brackets that goes on below.
fn opens_list(line: &Line, yaml: &str) -> bool {
    let value = yaml[line.value.start..line.end].trim_end();
    if !value.starts_with('[') || value.starts_with("[[") {
        return false;
    }
    let (mut depth, mut quote, mut last) = (0_usize, None, ' ');
    for character in value.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            // An apostrophe inside a word opens nothing.
            (None, '"' | '\'') if matches!(last, '[' | '{' | ',' | ' ' | ':') => quote = Some(character),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, '#') if last == ' ' => return false,
            _ => {}
        }
        last = character;
    }
    depth > 0 && quote.is_none()
}
