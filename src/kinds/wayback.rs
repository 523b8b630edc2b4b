//! Addresses of the Wayback Machine: `https://web.archive.org/web/STAMP[MODIFIER]/ORIGINAL`.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::date::{Interval, last_day};
use super::url::{self, Plain};

/// A snapshot and its parts, as bytes of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// 4 to 14 digits, `YYYYMMDDhhmmss` from the left; UTC.
    pub stamp: Range<usize>,
    /// `id_`, `if_` and their like.
    pub modifier: Option<Range<usize>>,
    /// The address that was archived, often without its scheme.
    pub original: Range<usize>,
}

/// What keeps a text from being the address of a snapshot, and the bytes of it that do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub range: Range<usize>,
    pub kind: FaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is no address at all.
    Address(url::FaultKind),
    /// Another site.
    Host,
    /// No `/web/` after the host.
    Path,
    /// `*`: the list of all snapshots.
    List,
    /// Fewer than 4 digits or none.
    ShortStamp,
    /// More than 14 digits.
    LongStamp,
    /// Letters after the stamp that are no modifier.
    Modifier,
    /// Nothing follows the stamp.
    NoOriginal,
    /// What follows is not an address.
    Original,
}

/// A stamp that is no date: its bytes within the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate(pub Range<usize>);

/// The hosts that answer for the archive.
const HOSTS: &[&str] = &["web.archive.org", "wayback.archive.org", "web-static.archive.org"];

/// Whether the text is the address of a snapshot.
pub fn is_wayback_url(text: &str) -> bool {
    parse(text).is_ok()
}

/// Whether the text means the Wayback Machine, right or wrong.
pub fn resembles(text: &str) -> bool {
    text.contains("archive.org/web/") || text.contains("web.archive.org")
}

/// Reads the address of a snapshot.
pub fn parse(text: &str) -> Result<Snapshot, Fault> {
    if let Some(plain) = Plain::read(text).filter(|plain| plain.has_scheme && HOSTS.contains(&plain.host))
        && let Some(rest) = plain.path.strip_prefix("/web/")
    {
        return snapshot(text, text.len() - rest.len());
    }
    parse_any(text)
}

/// [`parse`] of an address of any form.
fn parse_any(text: &str) -> Result<Snapshot, Fault> {
    let fault = |range, kind| Err(Fault { range, kind });
    if let Err(address) = url::check_loosely(text) {
        // The original's own marks are looked at below, as what they are.
        let outside = !matches!(address.kind, url::FaultKind::Percent);
        if outside {
            return fault(address.range, FaultKind::Address(address.kind));
        }
    }
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let Some(scheme) = scheme else {
        return fault(0..text.len(), FaultKind::Address(url::FaultKind::NoScheme));
    };
    let host_end = text[scheme.len()..].find(['/', '?', '#']).map_or(text.len(), |at| scheme.len() + at);
    let host = &text[scheme.len()..host_end];
    let bare = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host);
    if !HOSTS.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
        return fault(scheme.len()..host_end, FaultKind::Host);
    }
    let Some(rest) = text[host_end..].strip_prefix("/web/") else {
        return fault(host_end..text.len().max(host_end), FaultKind::Path);
    };
    snapshot(text, text.len() - rest.len())
}

/// Reads from the stamp on.
fn snapshot(text: &str, start: usize) -> Result<Snapshot, Fault> {
    let fault = |range, kind| Err(Fault { range, kind });
    let slash = text[start..].find('/').map(|at| start + at);
    let part = start..slash.unwrap_or(text.len());
    let digits = text[part.clone()].bytes().take_while(u8::is_ascii_digit).count();
    let stamp = start..start + digits;
    let after = stamp.end..part.end;
    if text[after.clone()].starts_with('*') {
        return fault(part, FaultKind::List);
    }
    if digits < 4 {
        return fault(part, FaultKind::ShortStamp);
    }
    if digits > 14 {
        return fault(stamp, FaultKind::LongStamp);
    }
    if !after.is_empty() && !is_modifier(&text[after.clone()]) {
        return fault(after, FaultKind::Modifier);
    }
    let Some(slash) = slash.filter(|slash| slash + 1 < text.len()) else {
        return fault(part, FaultKind::NoOriginal);
    };
    let original = slash + 1..text.len();
    if !is_original(&text[original.clone()]) {
        return fault(original, FaultKind::Original);
    }
    Ok(Snapshot { stamp, modifier: (!after.is_empty()).then_some(after), original })
}

/// Two letters and a low line: `id_`, `if_`, `js_`, `cs_`, `im_`, `fw_`, `oe_`, `mp_`, …
fn is_modifier(text: &str) -> bool {
    text.len() == 3 && text.ends_with('_') && text[..2].bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_original(text: &str) -> bool {
    if let Some(plain) = Plain::read(text) {
        let host = plain.normal_host();
        return !host.is_empty() && (host.contains('.') || text.contains("://"));
    }
    is_original_of_any_form(text)
}

fn is_original_of_any_form(text: &str) -> bool {
    let form = url::normal_form(text);
    let host = form.split(['/', '?', '#', ':']).next().unwrap_or_default();
    (host.contains('.') || text.contains("://")) && !host.is_empty() && !text.contains(char::is_whitespace)
}

impl Snapshot {
    /// When the snapshot was made: as exact as the stamp is long.
    pub fn instant(&self, address: &str) -> Result<Interval, NoDate> {
        let field = |from: usize, to: usize| {
            let range = self.stamp.start + from..self.stamp.start + to;
            let value = address.get(range.clone()).filter(|_| range.end <= self.stamp.end)?.parse::<u32>().ok()?;
            Some((value, range))
        };
        let Some((year, _)) = field(0, 4) else { return Err(NoDate(self.stamp.clone())) };
        let bounded = |part: Option<(u32, Range<usize>)>, least: u32, most: u32| match part {
            Some((value, range)) if !(least..=most).contains(&value) => Err(NoDate(range)),
            Some((value, _)) => Ok((value, value)),
            None => Ok((least, most)),
        };
        let month = bounded(field(4, 6), 1, 12)?;
        let day = bounded(field(6, 8), 1, last_day(year, month.1))?;
        let hour = bounded(field(8, 10), 0, 23)?;
        let minute = bounded(field(10, 12), 0, 59)?;
        let second = bounded(field(12, 14), 0, 59)?;
        let moment = |month, day, hour, minute, second| -> Option<NaiveDateTime> {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.and_hms_opt(hour, minute, second)
        };
        let earliest = moment(month.0, day.0, hour.0, minute.0, second.0);
        let latest = moment(month.1, day.1, hour.1, minute.1, second.1);
        match (earliest, latest) {
            (Some(earliest), Some(latest)) => {
                Ok(Interval { earliest, latest: latest + TimeDelta::nanoseconds(999_999_999), local: None })
            }
            _ => Err(NoDate(self.stamp.clone())),
        }
    }
}

/// The outline of a snapshot's address, which tells it from other values in a hundredth of the time that reading it takes.
/// The rules of the group `url` read it and explain what is wrong inside.
pub(super) fn has_outline(text: &str) -> bool {
    let Some((host, rest)) = text.split_once("/web/") else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let original = rest[digits..].split_once('/').map_or("", |(_, original)| original);
    let web = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) && host.contains("://");
    web && (4..=14).contains(&digits) && !original.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        #[test]
        fn plain_snapshots_are_read_as_any_other(
            address in "https?://(web.archive.org|archive.org|a.md)(/web)?/[0-9*]{2,15}(id_|xx)?(/(https?:/?/)?[a-z.]{0,5}(/[a-zA-Z./:]{0,8})?)?"
        ) {
            prop_assert_eq!(parse(&address), parse_any(&address));
        }

        #[test]
        fn plain_originals_are_judged_as_any_other(text in "(https?://?)?(www\\.)?[a-z.-]{0,6}(/[a-z./:]{0,8})?") {
            prop_assert_eq!(is_original(&text), is_original_of_any_form(&text));
        }
    }

    #[test]
    fn snapshots_have_parts() {
        let address = "https://web.archive.org/web/20240524132027id_/nokta.md/kazahstan/";
        let snapshot = parse(address).expect("a snapshot");
        assert_eq!(&address[snapshot.stamp.clone()], "20240524132027");
        assert_eq!(snapshot.modifier.clone().map(|range| &address[range]), Some("id_"));
        assert_eq!(&address[snapshot.original.clone()], "nokta.md/kazahstan/");
        let interval = snapshot.instant(address).expect("a date");
        assert_eq!(interval.earliest.to_string(), "2024-05-24 13:20:27");
    }

    #[test]
    fn addresses_that_are_snapshots() {
        for address in [
            "https://web.archive.org/web/2024/https://nokta.md/",
            "http://web.archive.org/web/20240524/http://nokta.md/a?b=c#d",
            "https://web.archive.org/web/20240524132027if_/https://nokta.md/новости/",
            "https://web.archive.org/web/20240524132027/nokta.md:80/",
            "https://web.archive.org/web/20240524132027/http:/nokta.md/",
            "https://web.archive.org/web/20240524132027/https://nokta.md/100%",
        ] {
            assert_eq!(parse(address).map(|_| ()), Ok(()), "{address}");
        }
    }

    #[test]
    fn addresses_that_are_none() {
        let kind =
            |text: &str| parse(text).map_err(|fault| (fault.kind, text[fault.range].to_owned())).expect_err(text);
        let is = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(kind("https://web.archive.org/web/*/nokta.md"), is(FaultKind::List, "*"));
        assert_eq!(kind("https://web.archive.org/web/2024*/nokta.md"), is(FaultKind::List, "2024*"));
        assert_eq!(kind("https://web.archive.org/web/202/nokta.md"), is(FaultKind::ShortStamp, "202"));
        assert_eq!(kind("https://web.archive.org/web/https://nokta.md/"), is(FaultKind::ShortStamp, "https:"));
        assert_eq!(
            kind("https://web.archive.org/web/202405241320270/a.md"),
            is(FaultKind::LongStamp, "202405241320270")
        );
        assert_eq!(kind("https://web.archive.org/web/2024xx/a.md"), is(FaultKind::Modifier, "xx"));
        assert_eq!(kind("https://web.archive.org/web/20240524/"), is(FaultKind::NoOriginal, "20240524"));
        assert_eq!(kind("https://web.archive.org/save/x"), is(FaultKind::Path, "/save/x"));
        assert_eq!(kind("https://archive.ph/abcde"), is(FaultKind::Host, "archive.ph"));
        let scheme = FaultKind::Address(url::FaultKind::NoScheme);
        assert_eq!(kind("web.archive.org/web/2024/a.md"), is(scheme, "web.archive.org/web/2024/a.md"));
        assert_eq!(kind("https://web.archive.org/web/2024/a b.md"), is(FaultKind::Address(url::FaultKind::Space), " "));
    }

    #[test]
    fn a_stamp_that_is_no_date_says_where() {
        let no_date = |text: &str| {
            let fault = parse(text).expect("a snapshot").instant(text).expect_err("no date");
            text[fault.0].to_owned()
        };
        assert_eq!(no_date("https://web.archive.org/web/20241324000000/a.md"), "13");
        assert_eq!(no_date("https://web.archive.org/web/20240230/a.md"), "30");
        assert_eq!(no_date("https://web.archive.org/web/20240229250000/a.md"), "25");
    }
}
