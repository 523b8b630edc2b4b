//! Text that YAML takes for a comment.

use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::rules::subject::{name_and_pointer, place_of};
use crate::rules::{Context, Findings, Repair};
use crate::source::Span;
use crate::syntax::yaml;
use crate::tree::{Comment, Node, Resolved, Sequence, Style, Value};
use crate::values::TypedValue;

rules! {
    /// Finds text that YAML takes for a comment.
    ///
    /// A `#` after a space begins a comment: of `title: Newsletter #13`, every reader gets `Newsletter`, and of
    /// `tags: #garden` nothing at all. Only a `#` that a letter or a digit follows is looked at, after text or in place
    /// of a value. What is set off as a comment (by a space after the `#`, or by several before it), or stands after a
    /// number, a date, `true` or text in quotes, is one.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title: Newsletter #13
    /// tags: #garden
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: 'Newsletter #13'
    /// tags: ['#garden']
    /// author: # to fill in
    /// draft: true #wip
    /// ---
    /// ```
    COMMENT = "yaml/comment", Some(Warning), Repair::Unsafe, since = "0.1.0";
}

/// The fields whose values are text for people, in which a single word may well be followed by a `#`.
const TEXTS: &[&str] = &[
    "title",
    "subtitle",
    "headline",
    "name",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "caption",
    "alt",
    "subject",
    "series",
    "issue",
    "event",
    "channel",
];

/// The fields that hold labels, which people write with a `#`.
const LABELS: &[&str] =
    &["tag", "tags", "keyword", "keywords", "hashtag", "hashtags", "topic", "topics", "label", "labels"];

/// Words that begin what a template tells its reader to write.
const ORDERS: &[&str] = &[
    "add", "change", "choose", "comma", "default", "e", "eg", "enter", "example", "fill", "fixme", "for", "format",
    "if", "insert", "leave", "list", "may", "must", "needs", "not", "note", "one", "only", "optional", "path", "put",
    "remove", "replace", "required", "see", "set", "should", "the", "this", "todo", "use", "when", "will", "your",
    "yyyy",
];

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let comments = &context.document.comments;
    if comments.is_empty() || !findings.wants(&COMMENT) {
        return;
    }
    let text = context.document.source.text();
    if !comments.iter().any(|comment| is_text(comment)) {
        return;
    }
    let habit = has_habit(context, text);
    for value in context.values.iter() {
        let end = end(value, text);
        let next = comments.partition_point(|comment| comment.span.start < end);
        if let Some(comment) = comments.get(next).filter(|comment| is_text(comment)) {
            let lost = Lost { context, value, end, comment, habit };
            if let Some(finding) = lost.finding(text) {
                findings.push(&COMMENT, finding);
            }
        }
        if value.node.as_sequence().is_some_and(|sequence| sequence.flow) {
            for comment in
                comments[..next].iter().rev().take_while(|comment| comment.span.start > value.node.span.start)
            {
                if let Some(finding) = in_brackets(context, value, comment) {
                    findings.push(&COMMENT, finding);
                }
            }
        }
    }
}

/// Where a value ends. The node of an item that is not there may be behind the comments that follow its dash.
pub(in crate::rules) fn end(value: &TypedValue, text: &str) -> usize {
    let node = value.node;
    if !node.span.is_empty() || node.alias.is_some() {
        return node.span.end;
    }
    if let Some(key) = value.key {
        let colon = text[key.span.end..].find(':').map_or(0, |at| at + 1);
        return (key.span.end + colon).min(node.span.end.max(key.span.end + 1));
    }
    // Up over comments and blank lines to the line of the dash.
    let mut end = node.span.start;
    loop {
        let start = text[..end].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line = text[start..end].trim_start();
        let rest = line.trim_start_matches(['-', ' ']);
        if line.starts_with('-') && (rest.is_empty() || rest.starts_with('#')) {
            return start
                + text[start..end].find('#').map_or(end - start, |at| text[start..start + at].trim_end().len());
        }
        if start == 0 || !(line.is_empty() || line.starts_with('#')) {
            return node.span.end;
        }
        end = start - 1;
    }
}

/// `[home, #kitchen,` with the rest of the list on the next lines.
fn in_brackets(context: &Context, value: &TypedValue, comment: &Comment) -> Option<Diagnostic> {
    let word = comment.text.trim_end().strip_suffix(',')?;
    if comment.own_line || !is_text(comment) || word.contains([' ', ',', ']']) {
        return None;
    }
    let (name, pointer) = name_and_pointer(context, value);
    let span = Span::new(comment.span.start, comment.span.start + 1 + word.len());
    let written = context.document.source.slice(span);
    let message = format!("`{}` is a comment to YAML, so it is no item of `{}`", excerpt(written), excerpt(&name));
    Some(quoted(span, message, span, &yaml::write(written, Style::SingleQuoted)).pointer(pointer))
}

/// Whether a letter or a digit follows the `#`.
fn is_text(comment: &Comment) -> bool {
    comment.text.starts_with(char::is_alphanumeric) && !comment.text.starts_with("masthead:")
}

/// Whether the writer begins comments without a space: one stands where it can be nothing else.
fn has_habit(context: &Context, text: &str) -> bool {
    let comments = &context.document.comments;
    context.values.iter().any(|value| {
        let is_other = match &value.node.value {
            Value::Scalar(scalar) => scalar.style.is_quoted() || is_exact(value.node),
            Value::Sequence(Sequence { flow, .. }) => *flow,
            Value::Mapping(_) | Value::Broken => false,
        };
        let next = comments.partition_point(|comment| comment.span.start < value.node.span.end);
        let follows = |comment: &&Comment| is_text(comment) && is_blank(&text[value.node.span.end..comment.span.start]);
        is_other && value.node.alias.is_none() && comments.get(next).as_ref().is_some_and(follows)
    })
}

fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b' ')
}

/// Whether a plain scalar is a number, a boolean, a date, a version or null: nothing that a `#` would go on with.
fn is_exact(node: &Node) -> bool {
    let Some(scalar) = node.as_scalar().filter(|scalar| scalar.style == Style::Plain) else { return false };
    let is_string = node.resolved() == Some(Resolved::String);
    let has_word = scalar.text.chars().any(char::is_alphabetic);
    !scalar.text.is_empty() && (!is_string || !has_word || yaml::readings(&scalar.text).is_some())
        || scalar.text.starts_with(|first: char| first.is_ascii_digit()) && !scalar.text.contains(' ')
}

/// A value and the comment behind it, which may have been meant as a part of it.
struct Lost<'c> {
    context: &'c Context<'c>,
    value: &'c TypedValue<'c>,
    /// Where the value ends.
    end: usize,
    comment: &'c Comment<'c>,
    /// The writer begins comments without a space.
    habit: bool,
}

impl Lost<'_> {
    fn finding(&self, text: &str) -> Option<Diagnostic> {
        let node = self.value.node;
        if node.alias.is_some() || node.tag.is_some() || node.anchor.is_some() {
            return None;
        }
        if node.as_sequence().is_some_and(|sequence| sequence.flow) {
            return None;
        }
        let scalar = node.as_scalar().filter(|scalar| scalar.style == Style::Plain)?;
        if scalar.text.is_empty() { self.instead(text) } else { self.after(text) }
    }

    /// `tags: #garden`
    fn instead(&self, text: &str) -> Option<Diagnostic> {
        let gap = text.get(self.end..self.comment.span.start)?;
        let on_line = is_blank(gap);
        let below = self.comment.own_line && !on_line && self.is_right_below(text);
        let (name, pointer) = name_and_pointer(self.context, self.value);
        let is_label = self.value.key.is_none() || LABELS.contains(&name.to_lowercase().as_str());
        let written = self.written();
        let is_clear = is_hashtags(written) && (is_label || written.contains(' ')) || is_colour(written);
        let digit = self.comment.text.starts_with(|first: char| first.is_ascii_digit());
        let may_be = !self.habit && gap.len() == 1 && !begins_cjk(self.comment.text) && !is_order(self.comment.text);
        if !(on_line && (is_clear || digit && gap.len() < 3 || may_be) || below && is_hashtags(written) && is_label) {
            return None;
        }
        let span = Span::new(self.comment.span.start, self.comment.span.start + written.len());
        let shown = excerpt(written);
        let place = place_of(&pointer);
        let message = format!("`{shown}` is a comment to YAML, so {place} is empty");
        let tags: Vec<&str> = written.split_whitespace().map(|tag| tag.trim_end_matches(',')).collect();
        let fixed = if tags.len() > 1 && is_hashtags(written) && is_label && self.value.key.is_some() {
            let items: Vec<String> = tags.iter().map(|tag| yaml::write(tag, Style::SingleQuoted)).collect();
            format!("[{}]", items.join(", "))
        } else {
            yaml::write(written, Style::SingleQuoted)
        };
        Some(quoted(span, message, span, &fixed).pointer(pointer))
    }

    /// `title: Newsletter #13`
    fn after(&self, text: &str) -> Option<Diagnostic> {
        let node = self.value.node;
        if node.resolved() != Some(Resolved::String) || is_exact(node) {
            return None;
        }
        let gap = &text[node.span.end..self.comment.span.start];
        let digit = self.comment.text.starts_with(|first: char| first.is_ascii_digit());
        let goes_on = self.comment.own_line && self.is_right_below(text) && text[node.span.range()].contains(' ');
        let is_lost = if self.comment.own_line {
            goes_on && !is_field(self.comment.text)
        } else {
            gap == " " || gap == "  " && digit
        };
        let (name, pointer) = name_and_pointer(self.context, self.value);
        if !is_lost || !self.is_meant(&name) {
            return None;
        }
        let written = self.written();
        let span = Span::new(self.comment.span.start, self.comment.span.start + written.len());
        let value = Span::new(node.span.start, span.end);
        let raw = &text[value.range()];
        let shown = excerpt(written);
        let kept = excerpt(&text[node.span.range()]).into_owned();
        let place = place_of(&pointer);
        let message = format!("`{shown}` is a comment to YAML, so {place} is only `{kept}`");
        let fixed = if raw.contains(['\n', '\r']) {
            format!("'{}'", raw.replace('\'', "''"))
        } else {
            yaml::write(raw, Style::SingleQuoted)
        };
        Some(quoted(span, message, value, &fixed).pointer(pointer))
    }

    /// Whether a comment right after text reads as a part of it.
    fn is_meant(&self, name: &str) -> bool {
        let words = |text: &str| text.split_whitespace().count();
        let Some(scalar) = self.value.node.as_scalar() else { return false };
        let name = name.to_lowercase();
        let is_label = LABELS.contains(&name.as_str());
        let written = self.written();
        let is_address = scalar.text.contains("://") || scalar.text.starts_with("www.");
        let is_text = words(&scalar.text) > 1 || TEXTS.contains(&name.as_str());
        if self.comment.text.starts_with(|first: char| first.is_ascii_digit()) {
            return !is_address && (is_text || is_label || !is_colour(written) && words(written) == 1);
        }
        if is_hashtags(written) && (is_label || words(written) > 1) {
            return true;
        }
        // A comment that explains the field is what people of some languages set off with a `#` alone.
        !self.habit && !is_address && is_text && !begins_cjk(self.comment.text) && !is_order(self.comment.text)
    }

    /// What stands behind the `#`, without a comment behind it.
    fn written(&self) -> &str {
        let whole = self.comment.text;
        let end = whole.find(" # ").unwrap_or(whole.len());
        let text = self.context.document.source.slice(self.comment.span);
        text[..=end].trim_end()
    }

    /// Whether the comment stands alone on the line below the value, further in than its key or dash.
    fn is_right_below(&self, text: &str) -> bool {
        let between = &text[self.end..self.comment.span.start];
        let breaks = between.matches('\n').count().max(between.matches('\r').count());
        let indentation = between.rsplit(['\n', '\r']).next().map_or(0, str::len);
        let holder = self.value.key.map_or(self.value.node.span.start, |key| key.span.start);
        let line = text[..holder].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let own = match self.value.key {
            Some(_) => holder - line,
            None => text[line..holder].find('-').unwrap_or(holder - line),
        };
        breaks == 1 && between.trim().is_empty() && indentation > own
    }
}

fn quoted(span: Span, message: String, value: Span, fixed: &str) -> Diagnostic {
    let fix = Fix::unsafe_(format!("write {}", excerpt(fixed)), [Edit::replace(value, fixed)]);
    let help = if fixed.starts_with('[') { "write a list of quoted texts" } else { "put the text in quotes" };
    Diagnostic::new(span, message).help(format!("{help}: {}", excerpt(fixed))).fix(fix)
}

/// Whether a text is nothing but words that begin with `#`.
fn is_hashtags(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let tag = word.trim_end_matches(',').strip_prefix('#');
        tag.is_some_and(|tag| tag.starts_with(char::is_alphanumeric) && !tag.contains(['#', ':', '=']))
    })
}

/// `#fff`, `#ff8800`
fn is_colour(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('#') else { return false };
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Whether what follows the `#` is a field or an item that someone has switched off.
fn is_field(text: &str) -> bool {
    let name = text.split_once(':').map_or("", |(name, _)| name);
    !name.is_empty() && !name.contains(' ')
}

/// Whether a comment tells its reader what to write.
fn is_order(text: &str) -> bool {
    let word: String = text.chars().take_while(|letter| letter.is_alphabetic()).collect();
    ORDERS.contains(&word.to_lowercase().as_str())
}

/// Whether a text begins with a letter of a script that has no spaces between words.
fn begins_cjk(text: &str) -> bool {
    text.starts_with(|first: char| {
        matches!(first, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}
