//! The lines of a block whose fault shows at once, and the order in which they are looked for.
//!
//! What is text of a value (of a block, in quotes, in brackets or further in than its key) is passed over.

use super::super::line::{Line, closing_quote};
use super::super::passage::Passage;
use super::super::{conflict, header, listed, remark};

/// A value in quotes or brackets that is longer than this counts as one that is never closed.
const MOST_LINES: usize = 200;

/// All passages of a block, in order; none overlaps another.
pub(super) fn find(yaml: &str) -> Vec<Passage> {
    if let Some(fields) = listed::fields(yaml) {
        return vec![fields];
    }
    let mut found = Vec::new();
    let mut next = (!yaml.is_empty()).then(|| Line::at(yaml, 0));
    // How far in the field or the item stands whose unquoted text may go on.
    let mut open: Option<usize> = None;
    while let Some(line) = next {
        let column = line.content - line.start;
        if line.is_blank(yaml) || open.is_some_and(|open| column > open) {
            next = line.below(yaml);
            continue;
        }
        open = None;
        if let Some(passage) = at(yaml, &line) {
            next = Line::at(yaml, passage.lines.end).below(yaml);
            found.push(passage);
            continue;
        }
        let value = &yaml[line.value.clone()];
        let holder = line.key.as_ref().map_or(line.content, |key| key.start) - line.start;
        next = match value.chars().next() {
            Some('|' | '>') => after_block(yaml, &line, holder),
            Some('"' | '\'') if closing_quote(value).is_none() => after_quote(yaml, &line, holder),
            Some('[' | '{') => after_brackets(yaml, &line, holder),
            Some(_) => {
                open = Some(holder);
                line.below(yaml)
            }
            None => line.below(yaml),
        };
    }
    found
}

fn at(yaml: &str, line: &Line) -> Option<Passage> {
    conflict::at(yaml, line)
        .or_else(|| remark::at(yaml, line))
        .or_else(|| remark::below_header(yaml, line).filter(|_| yaml[line.value.clone()].starts_with(['|', '>'])))
        .or_else(|| header::faulty(yaml, line))
        .or_else(|| listed::below_key(yaml, line))
        .or_else(|| listed::beside_key(yaml, line))
}

/// The first line after the text of a block.
fn after_block(yaml: &str, line: &Line, holder: usize) -> Option<Line> {
    let is_text = |below: &Line| below.content == below.end || below.content - below.start > holder;
    std::iter::successors(line.below(yaml), |line| line.below(yaml)).find(|below| !is_text(below))
}

/// The first line after quoted text, if its quote is closed before another field begins.
fn after_quote(yaml: &str, line: &Line, holder: usize) -> Option<Line> {
    let quote = &yaml[line.value.start..=line.value.start];
    let below = std::iter::successors(line.below(yaml), |line| line.below(yaml));
    for below in below.take(MOST_LINES) {
        if begins_field(yaml, &below, holder) {
            break;
        }
        let rest = format!("{quote}{}", &yaml[below.start..below.end]);
        if closing_quote(&rest).is_some() {
            return below.below(yaml);
        }
    }
    line.below(yaml)
}

/// The first line after a value in brackets, if they are closed before another field begins.
fn after_brackets(yaml: &str, line: &Line, holder: usize) -> Option<Line> {
    let depth =
        |text: &str| text.matches(['[', '{']).count().cast_signed() - text.matches([']', '}']).count().cast_signed();
    let mut open = depth(&yaml[line.value.clone()]);
    let mut last = line.clone();
    for _ in 0..MOST_LINES {
        if open <= 0 {
            return last.below(yaml);
        }
        last = last.below(yaml)?;
        if begins_field(yaml, &last, holder) {
            break;
        }
        open += depth(&yaml[last.content..last.end]);
    }
    line.below(yaml)
}

fn begins_field(yaml: &str, line: &Line, holder: usize) -> bool {
    let is_name = |name: &str| !name.contains(' ') && !name.starts_with(['"', '\'']);
    line.content - line.start <= holder && line.key.clone().is_some_and(|key| is_name(&yaml[key]))
}
