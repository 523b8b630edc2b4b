//! `url/*`: addresses that lead nowhere, and fields that should name the same page.

use std::ops::Range;

use chrono::Datelike;

use super::subject::{Subject, field, place_and_pointer, subjects, top};
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::Error;
use crate::diagnostic::{Diagnostic, Fix, excerpt};
use crate::kinds::date::Interval;
use crate::kinds::url::{self, FaultKind, is_same_page, normal_host};
use crate::kinds::{Family, Kind, Kinds, wayback};
use crate::values::TypedValue;

rules! {
    /// Finds values that are not an absolute URL.
    ///
    /// An address without its scheme, with a space or with letters that the standard wants percent-encoded is read by
    /// some programs as a path, by others not at all. Where a schema says `uri`, the address must be one of RFC 3986;
    /// where it says `wayback-url`, a snapshot of the Wayback Machine, of which the original address may hold letters of
    /// any script. Where only the field's name says that it holds an address, a path on the site is accepted, and so is
    /// everything but what cannot have been meant, such as `htps://`.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// url: htps://nokta.md/
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// url: https://nokta.md/
    /// ---
    /// ```
    MALFORMED = "url/malformed", Some(Error), Repair::None;
    /// Finds archive addresses that are not a snapshot of the URL field, or whose timestamp cannot be true.
    ///
    /// The archive address is the evidence for the article: one of another page proves nothing. The two addresses are
    /// compared without what does not change the page: `http` or `https`, `www.`, the port, a slash at the end, the way
    /// letters are encoded, tracking parameters and the fragment. Which fields belong together is said by `snapshot`
    /// under `x-masthead`; without a schema they are `archive` and `url`. A timestamp has to be a date from 1996, when the
    /// archive began, to today.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// url: https://nokta.md/a/
    /// archive: https://web.archive.org/web/20240524132027/https://nokta.md/b/
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// url: https://nokta.md/a/
    /// archive: https://web.archive.org/web/20240524132027/http://www.nokta.md/a?utm_source=x
    /// ---
    /// ```
    SNAPSHOT = "url/snapshot", Some(Error), Repair::None;
    /// Finds a site field that is not the host of the URL.
    ///
    /// The fields are those that `host` under `x-masthead` names. `www.` and the way an international name is written
    /// make no difference.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead:
    ///   host: { site: url }
    /// ```
    /// ```yaml
    /// ---
    /// site: newsmaker.md
    /// url: https://nokta.md/a/
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead:
    ///   host: { site: url }
    /// ```
    /// ```yaml
    /// ---
    /// site: nokta.md
    /// url: https://www.nokta.md/a/
    /// ---
    /// ```
    HOST = "url/host", Some(Error), Repair::Unsafe, effect = Exchange;
}

/// The year of the first snapshots.
const FIRST_YEAR: i32 = 1996;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for (subject, value) in subjects(context, Family::Address).filter(|(subject, _)| subject.is_string()) {
        // What is a snapshot where it may be one is right, whatever else it may be.
        let may_be = value.kinds.has(Kind::WaybackUrl);
        if let Some(snapshot) = may_be.then(|| wayback::parse(subject.text).ok()).flatten() {
            match snapshot.instant(subject.text) {
                Err(no_date) => findings.push(&SNAPSHOT, stamp_is_no_date(context, &subject, value, no_date.0)),
                Ok(moment) => {
                    if let Some(diagnostic) = no_archive_then(context, &subject, value, snapshot.stamp, moment) {
                        findings.push(&SNAPSHOT, diagnostic);
                    }
                }
            }
        } else if let Some(diagnostic) = malformed(context, &subject, value.kinds) {
            let (place, pointer) = place_and_pointer(context, value);
            let message = format!("{place} {}", diagnostic.message);
            findings.push(&MALFORMED, Diagnostic { message, ..diagnostic }.pointer(pointer));
        }
    }
    for (archive, page) in &context.relations.snapshot {
        snapshot(context, archive, page, findings);
    }
    for (site, page) in &context.relations.host {
        host(context, site, page, findings);
    }
}

fn stamp_is_no_date(context: &Context, subject: &Subject, value: &TypedValue, range: Range<usize>) -> Diagnostic {
    let (place, pointer) = place_and_pointer(context, value);
    let message =
        format!("the timestamp of {place} is not a date: there is no `{}` in it", &subject.text[range.clone()]);
    let help = "a timestamp is year, month, day, hour, minute and second: `20240524132027`";
    Diagnostic::new(subject.span(range), message).help(help).pointer(pointer)
}

/// A timestamp of a moment that the archive has no snapshots of: it was founded in 1996, and today is not over yet.
fn no_archive_then(
    context: &Context,
    subject: &Subject,
    value: &TypedValue,
    stamp: Range<usize>,
    moment: Interval,
) -> Option<Diagnostic> {
    let limit = context.now.naive_utc().checked_add_signed(context.options.future_tolerance)?;
    let (place, pointer) = place_and_pointer(context, value);
    let written = &subject.text[stamp.clone()];
    let (message, help) = if moment.earliest > limit {
        let now = context.now.format("%Y-%m-%dT%H:%M:%S%:z");
        (format!("the timestamp of {place} is later than now: `{written}`"), format!("now is {now}"))
    } else if moment.latest.year() < FIRST_YEAR {
        let message = format!("the timestamp of {place} is older than the archive: `{written}`");
        (message, format!("the Wayback Machine has no snapshots from before {FIRST_YEAR}"))
    } else {
        return None;
    };
    Some(Diagnostic::new(subject.span(stamp), message).help(help).pointer(pointer))
}

/// A finding without the field's name in its message, where the value is right as none of its kinds.
fn malformed(context: &Context, subject: &Subject, kinds: Kinds) -> Option<Diagnostic> {
    let text = subject.text;
    let said = context.schema.is_some();
    let mut first = None;
    for kind in kinds.iter() {
        let fault = match kind {
            Kind::Uri => url::check(text).err().map(|fault| of_address(subject, &fault)),
            Kind::UriReference => url::check_loosely(text).err().map(|fault| of_address(subject, &fault)),
            // `archive: true` and other archives are common where only the name says what the field holds.
            Kind::WaybackUrl if !said && !wayback::resembles(text) => None,
            Kind::WaybackUrl => wayback::parse(text).err().map(|fault| of_snapshot(subject, &fault)),
            _ => continue,
        };
        let fault = fault?;
        first = first.or(Some(fault));
    }
    first
}

fn of_address(subject: &Subject, fault: &url::Fault) -> Diagnostic {
    let part = excerpt(&subject.text[fault.range.clone()]);
    let whole = excerpt(subject.text);
    let (message, help) = match fault.kind {
        FaultKind::NoScheme => (format!("is not an absolute URL: `{whole}`"), "begin it with `https://`"),
        FaultKind::SchemeSpelling => (format!("has a scheme that does not exist: `{part}`"), "write `https`"),
        FaultKind::SchemeMarks => (format!("has no `://` after its scheme: `{whole}`"), "write `https://`"),
        FaultKind::SchemeTwice => (format!("has two schemes: `{whole}`"), "write one scheme"),
        FaultKind::NoHost => (format!("has no host: `{whole}`"), "write the host after `//`"),
        FaultKind::Host => (format!("has a host that is none: `{part}`"), "write the host's name"),
        FaultKind::Port => (format!("has a port that is no number: `{part}`"), "write the port in figures"),
        FaultKind::Space => (format!("has white space in its address: `{whole}`"), "write `%20` for a space"),
        FaultKind::NonAscii => (format!("has letters that a URI must percent-encode: `{part}`"), "percent-encode them"),
        FaultKind::Character(_) => {
            (format!("has a character that a URI must percent-encode: `{part}`"), "percent-encode it")
        }
        FaultKind::Percent => {
            ("has a `%` without two hexadecimal digits after it".to_owned(), "write `%25` for a percent sign")
        }
    };
    let with_scheme = || match fault.kind {
        FaultKind::NoScheme if subject.text.starts_with("//") => Some(format!("https:{}", subject.text)),
        _ => None,
    };
    let mended = fault.mended.clone().or_else(with_scheme);
    let help = mended.map_or_else(|| help.to_owned(), |mended| format!("write `{mended}`"));
    Diagnostic::new(subject.span(fault.range.clone()), message).help(help)
}

fn of_snapshot(subject: &Subject, fault: &wayback::Fault) -> Diagnostic {
    use wayback::FaultKind as Kind;
    const FORM: &str = "write `https://web.archive.org/web/STAMP/ADDRESS`, as the browser shows it at a snapshot";
    let part = excerpt(&subject.text[fault.range.clone()]);
    let (message, help) = match fault.kind {
        Kind::Address(kind) => {
            let mended = url::check_loosely(subject.text).err().and_then(|fault| fault.mended);
            let bare = subject.text.trim_start_matches('/');
            let mended = mended.or_else(|| Some(format!("https://{bare}")).filter(|_| kind == FaultKind::NoScheme));
            let mended = mended.filter(|mended| wayback::is_wayback_url(mended));
            let fault = url::Fault { range: fault.range.clone(), kind, mended };
            return of_address(subject, &fault);
        }
        Kind::Host => (format!("is not an address of the Wayback Machine, but of `{part}`"), FORM),
        Kind::Path => (format!("is not the address of a snapshot: `{part}` does not begin with `/web/`"), FORM),
        Kind::List => {
            ("leads to the list of snapshots, not to one of them".to_owned(), "choose a snapshot of the list")
        }
        Kind::ShortStamp => (format!("has no stamp of 4 to 14 digits after `/web/`, but `{part}`"), FORM),
        Kind::LongStamp => (format!("has a stamp of more than 14 digits: `{part}`"), FORM),
        Kind::Modifier => (
            format!("has `{part}` after its stamp, which is no modifier"),
            "end the stamp with its digits, or with `id_`, `if_`, `js_`, `cs_`, `im_` or `fw_`",
        ),
        Kind::NoOriginal => ("has no address after its stamp".to_owned(), FORM),
        Kind::Original => (format!("is a snapshot of `{part}`, which is no address"), FORM),
    };
    Diagnostic::new(subject.span(fault.range.clone()), message).help(help)
}

fn snapshot(context: &Context, archive: &str, page: &str, findings: &mut Findings) {
    let (Some(of_archive), Some(of_page)) = (field(context, archive), field(context, page)) else { return };
    let Ok(parts) = wayback::parse(of_archive.text) else { return };
    let original = &of_archive.text[parts.original.clone()];
    if !url::is_page(of_page.text) || is_same_page(original, of_page.text) {
        return;
    }
    let span = of_archive.node.alias.unwrap_or_else(|| of_archive.span(parts.original.clone()));
    let page_span = of_page.node.alias.unwrap_or_else(|| of_page.span(0..of_page.text.len()));
    let message = format!("`{archive}` is a snapshot of `{}`, not of `{page}`", excerpt(original));
    let stamp = &of_archive.text[parts.stamp.clone()];
    let help = format!("look for the snapshot at `https://web.archive.org/web/{stamp}/{}`", of_page.text);
    let diagnostic = Diagnostic::new(span, message).also(page_span, format!("`{page}` is this")).help(help);
    findings.push(&SNAPSHOT, diagnostic.pointer(top(archive)));
}

fn host(context: &Context, site: &str, page: &str, findings: &mut Findings) {
    let (Some(of_site), Some(of_page)) = (field(context, site), field(context, page)) else { return };
    let Some(parts) = url::split(of_page.text).filter(|_| url::is_page(of_page.text)) else { return };
    let written = &of_page.text[parts.host.clone()];
    let is_snapshot = wayback::is_wayback_url(of_page.text);
    if written.is_empty() || is_snapshot || !of_site.is_string() || normal_host(of_site.text) == normal_host(written) {
        return;
    }
    let span = of_site.node.alias.unwrap_or_else(|| of_site.span(0..of_site.text.len()));
    let page_span = of_page.node.alias.unwrap_or_else(|| of_page.span(parts.host.clone()));
    let host = written.to_lowercase();
    let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&host);
    let message = format!("`{site}` is `{}`, and the host of `{page}` is `{}`", excerpt(of_site.text), excerpt(host));
    let mut diagnostic = Diagnostic::new(span, message).also(page_span, format!("the host of `{page}`"));
    if of_site.node.alias.is_none()
        && let Some(edit) = of_site.rewrite(host)
    {
        diagnostic = diagnostic.fix(Fix::unsafe_(format!("write `{host}`"), [edit]));
    }
    findings.push(&HOST, diagnostic.help(format!("write `{host}`")).pointer(top(site)));
}
