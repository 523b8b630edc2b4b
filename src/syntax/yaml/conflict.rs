//! What a version control system leaves in a file when two versions of it do not go together.

use super::line::Line;
use super::passage::Passage;
use crate::diagnostic::excerpt;

/// A conflict of more lines is not looked for.
const MOST_LINES: usize = 500;

/// The conflict that begins on this line, with both of its versions.
pub(super) fn at(yaml: &str, line: &Line) -> Option<Passage> {
    let begins = |line: &Line, mark: &str| {
        let rest = yaml[line.start..line.end].strip_prefix(mark);
        rest.is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
    };
    if !begins(line, "<<<<<<<") {
        return None;
    }
    let lines: Vec<Line> =
        std::iter::successors(Some(line.clone()), |line| line.below(yaml)).take(MOST_LINES).collect();
    let end = lines.iter().position(|line| begins(line, ">>>>>>>"))?;
    // Some write what both versions come from between them.
    let middle = lines[..end].iter().position(|line| begins(line, "|||||||") || begins(line, "======="))?;
    let after = |line: &Line| line.below(yaml).map_or(yaml.len(), |below| below.start);
    let message =
        format!("two versions of these lines are left by a merge: `{}`", excerpt(&yaml[line.content..line.end]));
    let passage = Passage::new(line.start..lines[end].end, line.start..line.end, message)
        .help("keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`");
    // Reading goes on with the first version.
    let passage = passage.patch(line.start..after(line), "");
    let passage = passage.patch(lines[middle].start..after(&lines[end]), "");
    Some(if line.start > 0 { passage.below() } else { passage })
}
