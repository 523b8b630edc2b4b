//! `file/*`: the file as a whole.

use super::{Context, Findings, OptionSpec, Repair, Target};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity::Error;
use crate::encoding;
use crate::source::Span;
use crate::tree::ProblemKind;

rules! {
    /// Finds files that cannot be opened or read.
    ///
    /// The system's reason is told: no permission, a folder where a file was named, a disk that fails. The other files are
    /// still checked.
    ///
    /// # Fails
    ///
    /// A file without permission to read it.
    ///
    /// # Passes
    ///
    /// A file that can be read.
    UNREADABLE = "file/unreadable", Some(Error), Repair::None;
    /// Finds bytes that are not UTF-8.
    ///
    /// YAML and Markdown are read as UTF-8. The first byte that is no part of it is shown, and what the file probably
    /// is: UTF-16 and UTF-32 are known by their marks and empty bytes, windows-1251, KOI8-R, code page 866 and
    /// windows-1252 are guessed by which letters would be common. A byte order mark of UTF-8 does no harm.
    ///
    /// # Fails
    ///
    /// A file that an editor has saved as UTF-16, or as windows-1251.
    ///
    /// # Passes
    ///
    /// A file in UTF-8, with or without a byte order mark.
    ENCODING = "file/encoding", Some(Error), Repair::None;
    /// Finds front matter that is larger or deeper than masthead reads.
    ///
    /// A few lines can stand for millions of values through aliases, and thousands of brackets for a tree that no program
    /// walks safely. masthead reads as far as the limits and says where it stopped.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// deep: [a, [b, [c]]]
    /// ---
    /// ```
    LIMIT = "file/limit", Some(Error), Repair::None;
}

/// The options of `file/limit`.
pub(super) static OPTIONS: [OptionSpec; 5] = [
    OptionSpec {
        rule: &LIMIT,
        key: "front-matter-bytes",
        about: "how many bytes a front matter may have",
        default: "1048576",
        target: Target::Count(|options| &mut options.limits.front_matter_bytes),
    },
    OptionSpec {
        rule: &LIMIT,
        key: "depth",
        about: "how many lists and mappings may be inside each other",
        default: "64",
        target: Target::Count(|options| &mut options.limits.depth),
    },
    OptionSpec {
        rule: &LIMIT,
        key: "alias-nodes",
        about: "how many values aliases and merge keys may add",
        default: "10000",
        target: Target::Count(|options| &mut options.limits.alias_nodes),
    },
    OptionSpec {
        rule: &LIMIT,
        key: "findings",
        about: "how many findings are told of one document",
        default: "1000",
        target: Target::Count(|options| &mut options.findings),
    },
    OptionSpec {
        rule: &LIMIT,
        key: "text-characters",
        about: "how many characters a message, a help text or a label may have",
        default: "1000",
        target: Target::Count(|options| &mut options.text_characters),
    },
];

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let document = context.document;
    for problem in document.problems.iter().filter(|problem| problem.kind == ProblemKind::Limit) {
        findings.push(&LIMIT, problem.diagnostic.clone());
    }
    // UTF-16 without a byte order mark is UTF-8 with empty bytes, as long as all is ASCII.
    if document.source.is_whole() && is_wide(document.source.text()) {
        findings.push(&ENCODING, not_utf8(0, document.source.text().as_bytes()));
    }
}

/// Whether a text is one of another encoding, though its bytes are UTF-8.
pub(super) fn is_wide(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(1024)];
    memchr::memchr(0, head).is_some() && encoding::wide(0, head).is_some()
}

/// What is said of a file that has these bytes at `offset`, where it stops being UTF-8.
pub fn not_utf8(offset: usize, bytes: &[u8]) -> Diagnostic {
    let guess = encoding::guess(offset, bytes);
    let message = match guess {
        Some(encoding) if encoding.is_certain() => format!("the file is {}, not UTF-8", encoding.name()),
        Some(encoding) => format!("the file is not UTF-8 from here on, but probably {}", encoding.name()),
        None => match bytes.first() {
            Some(byte) => format!("the byte 0x{byte:02X} here is not UTF-8"),
            None => "the file is not UTF-8".to_owned(),
        },
    };
    let help = match guess {
        Some(encoding) => format!("convert the file from {} to UTF-8", encoding.name()),
        None => "restore the damaged text, or convert the file to UTF-8".to_owned(),
    };
    Diagnostic::new(Span::at(offset), message).help(help)
}
