//! `document/*`: the front matter against the body.

mod path;

use super::subject::{field, top};
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::markdown::{first_heading, plain, typographic};

rules! {
    /// Finds titles that differ from the first level-1 heading.
    ///
    /// The field is the one that `heading` under `x-masthead` names. A document without such a heading is left alone.
    /// A heading or title that a template fills in (`# {{ page.title }}`) is left alone, too. Emphasis, code marks, links, entities, and the ways to typeset quotation marks, dashes and spaces make no
    /// difference; headings in code, HTML, comments, quotes and lists do not count.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead:
    ///   heading: title
    /// ```
    /// ```yaml
    /// ---
    /// title: A referendum
    /// ---
    ///
    /// # Two referendums
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead:
    ///   heading: title
    /// ```
    /// ```yaml
    /// ---
    /// title: A “referendum” – again
    /// ---
    ///
    /// # A "referendum" &mdash; *again*
    /// ```
    HEADING = "document/heading", Some(Warning), Repair::None;
    /// Finds documents whose path disagrees with their fields.
    ///
    /// The path is that from the folder of `masthead.toml`, else from the repository's root, else from the working
    /// directory. What it looks like is what `path` under `x-masthead` says: fields in braces, dates by strftime
    /// (`{published:%Y-%m-%d}`), the slug of a text (`{title:slug}`, or by the rules of one generator:
    /// `slug-github`, `slug-hugo`, `slug-jekyll`), `*` for anything in one folder and `**` for anything. A field that
    /// is not there may be anything in the path.
    ///
    /// The finding is at the field that disagrees, where there is just one, and says which path would be right.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead:
    ///   path: "articles/{published:%Y}/{slug}.md"
    /// ```
    /// ```yaml at articles/2021/a-referendum.md
    /// ---
    /// # In the file articles/2021/a-referendum.md
    /// slug: a-referendum
    /// published: 2022-09-26
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead:
    ///   path: "articles/{published:%Y}/{slug}.md"
    /// ```
    /// ```yaml at articles/2022/a-referendum.md
    /// ---
    /// # In the file articles/2022/a-referendum.md
    /// slug: a-referendum
    /// published: 2022-09-26
    /// ---
    /// ```
    PATH = "document/path", Some(Error), Repair::None;
}

/// The longest title or heading that is compared, in bytes.
const LONGEST: usize = 4096;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    heading(context, findings);
    path::check(context, findings);
}

fn heading(context: &Context, findings: &mut Findings) {
    let Some(name) = context.relations.heading.as_deref().filter(|_| findings.wants(&HEADING)) else { return };
    let Some(subject) = field(context, name) else { return };
    let body = context.document.body();
    let Some((range, heading)) = first_heading(context.document.source.slice(body)) else { return };
    // A paragraph of pages over a line of `=` is no title; reading Markdown in it would take its length squared.
    let endless = heading.len().max(subject.text.len()) > LONGEST;
    if heading == subject.text
        || heading.trim().is_empty()
        || endless
        || is_template(&heading)
        || is_template(subject.text)
        || equal(subject.text, &heading)
    {
        return;
    }
    let span = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
    let message = format!("`{name}` differs from the heading: `{}`", excerpt(subject.text));
    let shown = plain(&heading);
    let diagnostic = Diagnostic::new(span, message)
        .also(body.inner(&range), "the first level-1 heading")
        .help(format!("make them equal; the heading reads `{}`", excerpt(&shown)))
        .pointer(top(name));
    findings.push(&HEADING, diagnostic);
}

/// Whether a program fills the text in: Liquid, Jinja, Handlebars, ERB, Templater, PHP, a Hugo or Quarto shortcode, an
/// expression of MDX, Pandoc's `$title$`, or code of R Markdown or Dataview.
fn is_template(text: &str) -> bool {
    const MARKS: [&str; 8] = ["{{", "{%", "<%", "<?", "${", "`r ", "`= ", "`{"];
    let text = text.trim();
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    // `{#id}` and `{.class}` are attributes of a heading, and a formula has more in it than a name.
    let is_name = |name: &str| {
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|character| character.is_alphanumeric() || "._-[]'\"()?".contains(character))
    };
    let is_variable =
        inside('{', '}').is_some_and(is_name) || inside('$', '$').is_some_and(|name| name.len() > 1 && is_name(name));
    is_variable || MARKS.iter().any(|mark| text.contains(mark))
}

/// Whether title and heading are the same words. The title may hold Markdown too, or mean what looks like it.
fn equal(title: &str, heading: &str) -> bool {
    if title == heading {
        return true;
    }
    let (title_words, heading_words) = (typographic(&plain(title)), typographic(&plain(heading)));
    title_words == heading_words || typographic(title) == heading_words || typographic(title) == typographic(heading)
}
