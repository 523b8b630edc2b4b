//! `text/*`: text that is not what it looks like, whatever field it stands in.
//!
//! Keys and values are looked at where they are written, so not again through aliases and merge keys.

mod characters;
mod entity;
mod lines;
mod placeholder;
pub(in crate::rules) mod repeated;
mod whitespace;

use std::ops::Range;

pub use characters::{INVISIBLE, MIXED_SCRIPT, MOJIBAKE, NORMALIZATION};
pub use lines::{LINE_ENDING, TRAILING_SPACE};
pub use placeholder::PLACEHOLDER;
pub use whitespace::WHITESPACE;

use super::subject::place_of;
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::Info;
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::text::{Traits, is_space, scan};
use crate::tree::{Node, Scalar, Style};
use crate::values::TypedValue;

rules! {
    /// Finds entities of HTML in text.
    ///
    /// `&amp;` or `&#8217;` comes along when a title is copied from a page or from another system. Programs that show front
    /// matter as text show the entity; those that put it into a page as it is do not, so it is no more than advice. Addresses
    /// and text with tags of HTML are left alone.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title: Kazakhstan &#8211; the news
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: Kazakhstan & Serbia – the news
    /// url: https://nokta.md/?a=1&copy;=2
    /// ---
    /// ```
    ENTITY = "text/entity", Some(Info), Repair::None;
    /// Finds an item that is in a list of tags, keywords, authors or the like twice.
    ///
    /// What is in such a list says nothing more the second time, and programs that count or show them do it twice. Only
    /// exact repetitions are found, and only where the schema does not say it (`uniqueItems`) and no wiki-links repeat
    /// (`wikilink/duplicate`).
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// tags: [Политика, Общество, Политика]
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// tags: [Политика, политика]
    /// scores: [3, 3]
    /// ---
    /// ```
    REPEATED_ITEM = "text/repeated-item", Some(Info), Repair::Safe, effect = Removal;
}

/// More findings of one rule in one scalar tell nobody more.
const MOST: usize = 50;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for value in context.values.iter() {
        for (node, is_key) in value.key.map(|key| (key, true)).into_iter().chain([(value.node, false)]) {
            // What is found in a key alone is found before its value is looked at.
            if let Some(scalar) = node.as_scalar().filter(|_| node.alias.is_none()) {
                Piece { context, value, node, scalar, is_key }.check(findings);
            }
        }
        placeholder::check(context, value, findings);
    }
    lines::check(context, findings);
}

/// A key or a value that is a scalar.
struct Piece<'c, 'a> {
    context: &'c Context<'c>,
    /// The value that it is or is the key of.
    value: &'c TypedValue<'a>,
    node: &'c Node<'a>,
    scalar: &'c Scalar<'a>,
    is_key: bool,
}

impl Piece<'_, '_> {
    fn check(&self, findings: &mut Findings) {
        let traits = scan(&self.scalar.text);
        if traits.has(Traits::MOJIBAKE) && characters::mojibake(self, findings) {
            // What it consists of are bytes, not characters that anybody wrote.
            return;
        }
        if traits.has(Traits::INVISIBLE) {
            characters::invisible(self, findings);
            characters::stand_ins(self, findings);
        }
        if !self.is_key && self.text().contains('&') {
            entity::check(self, findings);
        }
        if self.is_key && !self.text().is_ascii() {
            characters::spaces_in_key(self, findings);
        }
        if traits.has(Traits::UNNORMAL) {
            characters::normalization(self, findings);
        }
        if traits.is_mixed() {
            characters::mixed_script(self, findings);
        }
        if traits.has(Traits::SPACES) {
            whitespace::check(self, findings);
        }
    }

    fn text(&self) -> &str {
        &self.scalar.text
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.context.document.locate(self.node, range)
    }

    /// What the piece is called in messages: the field that it is or is in.
    fn name(&self) -> String {
        if self.is_key {
            return format!("the key `{}`", crate::diagnostic::excerpt(self.text()));
        }
        place_of(&self.context.values.pointer(self.value))
    }

    /// A finding about the part `range` of the text.
    fn finding(&self, range: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(self.place(range), message).pointer(self.context.values.pointer(self.value))
    }

    /// Replaces a part of the text, so that what is read is the text with that part replaced.
    fn edit(&self, range: Range<usize>, text: &str) -> Edit {
        let document = self.context.document;
        let place = self.place(range.clone());
        if self.scalar.style == Style::Plain {
            let mut whole = self.text().to_owned();
            whole.replace_range(range, text);
            // Without what is taken out, it may read as a number or as syntax.
            if !document.syntax.reads_as_string(&whole) && !whole.is_empty() {
                return Edit::replace(self.node.span, document.quote(&whole));
            }
        }
        Edit::replace(place, text)
    }
}
