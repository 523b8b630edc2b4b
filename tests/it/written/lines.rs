//! The few forms of YAML that the generator writes, read line by line.

/// A field, or a comment on a line of its own.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// Nothing for a comment.
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) comment: String,
    /// White space behind all that.
    pub(super) end: String,
    /// Its index among the lines.
    pub(super) line: usize,
}

#[derive(Debug)]
pub(super) enum Value {
    /// As it is written.
    One(String),
    Many(Vec<Item>),
}

impl Default for Value {
    fn default() -> Self {
        Self::One(String::new())
    }
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) value: String,
    pub(super) end: String,
    pub(super) line: usize,
}

/// The fields between the fences.
pub(super) fn read(lines: &[String]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for (line, written) in lines.iter().enumerate().skip(1).filter(|(_, line)| *line != "---") {
        let text = written.trim_end();
        let end = written[text.len()..].to_owned();
        if let Some(value) = text.trim_start().strip_prefix("- ") {
            let item = Item { value: value.to_owned(), end, line };
            let last = members.iter_mut().rev().find(|member| !member.key.is_empty()).expect("a list has a field");
            match &mut last.value {
                Value::Many(items) => items.push(item),
                Value::One(_) => last.value = Value::Many(vec![item]),
            }
            continue;
        }
        let (text, comment) = match text.find("# ") {
            Some(at) => (text[..at].trim_end(), text[at..].to_owned()),
            None => (text, String::new()),
        };
        let (key, value) = text.split_once(':').unwrap_or_default();
        let value = Value::One(value.trim_start().to_owned());
        members.push(Member { key: key.to_owned(), value, comment, end, line });
    }
    members
}
