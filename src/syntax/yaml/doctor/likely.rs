//! The likely causes of a fault.

use super::cause::Cause;
use super::line::Line;
use super::{Failure, hash, lines, quote, slips, spaces, stray, structure};

/// How many lines above the one where reading stopped may hold the mistake.
const LINES_ABOVE: usize = 6;

/// The causes that are worth a try, the likeliest first. `before` is the field above this one.
pub(super) fn causes(text: &str, failure: &Failure, before: &str) -> Vec<Cause> {
    let mut causes = Vec::new();
    structure::characters(text, failure.at(), &mut causes);
    if matches!(failure, Failure::Stray) {
        stray::causes(text, before, &mut causes);
        return causes;
    }
    let fault = Line::at(text, failure.at().min(text.len()));
    structure::closer(text, &fault, &mut causes);
    structure::first_fields(text, &mut causes);
    stray::line(text, &Line::at(text, stray::first_line(text)), &mut causes);
    if let Some(below) = fault.below(text).filter(|below| below.indentation(text).contains('\t')) {
        spaces::causes(text, &below, &mut causes);
    }
    lines::causes(text, &fault, &mut causes);
    quote::ended_above(text, &fault, &mut causes);
    let mut near = vec![fault.clone()];
    while let Some(above) = near.last().filter(|line| line.start > 0 && near.len() <= LINES_ABOVE) {
        near.push(Line::at(text, above.start - 1));
    }
    slips::missing_commas(text, &fault, &mut causes);
    for line in &near {
        slips::causes(text, line, &mut causes);
    }
    for line in &near {
        hash::causes(text, line, &mut causes);
        quote::far_end(text, line, &mut causes);
    }
    for (index, line) in near.iter().enumerate() {
        spaces::causes(text, line, &mut causes);
        quote::causes(text, line, &mut causes);
        structure::marks(text, line, index == 0, &mut causes);
    }
    structure::list_below_value(text, &fault, &mut causes);
    structure::indentation(text, &fault, &mut causes);
    stray::line(text, &fault, &mut causes);
    causes
}
