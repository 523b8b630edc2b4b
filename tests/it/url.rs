use masthead::kinds::Kind;
use masthead::schema::Relations;

use crate::support::{findings, none};
use crate::typed::{diagnostics, found, in_field, repaired, schema};

#[test]
fn what_is_no_uri_is_found_at_its_wrong_part() {
    let of = |written| in_field(Kind::Uri, written);
    assert_eq!(of("nokta.md/x"), ["url/malformed `nokta.md/x`"]);
    assert_eq!(of("htps://nokta.md/"), ["url/malformed `htps`"]);
    assert_eq!(of("'http//nokta.md/'"), ["url/malformed `http//`"]);
    assert_eq!(of("https://https://nokta.md/"), ["url/malformed `https://`"]);
    assert_eq!(of("\"https://nokta.md/a b\""), ["url/malformed ` `"]);
    assert_eq!(of("https://nokta.md/новости/"), ["url/malformed `новости`"]);
    assert_eq!(of("Nokta"), ["url/malformed `Nokta`"]);
}

#[test]
fn letters_of_any_script_have_their_encoded_form_in_the_help() {
    let schema = schema(&[("url", Kind::Uri)], Relations::default());
    let found = diagnostics("---\nurl: https://nokta.md/știri\n---\n", Some(&schema));
    assert_eq!(found[0].help.as_deref(), Some("write `https://nokta.md/%C8%99tiri`"));
}

#[test]
fn uris_are_accepted() {
    for written in [
        "https://nokta.md/",
        "'http://www.nokta.md:8080/a?b=c&d=%D1%8F#e'",
        "https://xn--b1aew.xn--p1ai/",
        "mailto:a@nokta.md",
        "urn:isbn:9785170000000",
        "https://[2001:db8::7]/c",
        "https://nokta.md/a_(b)/c,d;e='f'",
    ] {
        assert_eq!(in_field(Kind::Uri, written), [""; 0], "{written}");
    }
}

#[test]
fn by_name_alone_only_the_impossible_is_found() {
    assert_eq!(findings("---\nurl: htps://nokta.md/\n---\n"), ["2:6 url/malformed `htps`"]);
    for written in ["/posts/a/", "posts/a", "nokta.md", "https://nokta.md/новости", "'{{ page.url }}'", "true", "'#'"]
    {
        none(&format!("---\nurl: {written}\n---\n"));
    }
    for written in ["true", "2020", "https://archive.ph/abc", "old stuff", "/archive/", "false"] {
        none(&format!("---\narchive: {written}\n---\n"));
    }
}

#[test]
fn what_is_no_snapshot_is_found_at_its_wrong_part() {
    let of = |address: &str| in_field(Kind::WaybackUrl, address);
    assert_eq!(of("https://web.archive.org/web/*/nokta.md"), ["url/malformed `*`"]);
    assert_eq!(of("https://web.archive.org/web/202/nokta.md"), ["url/malformed `202`"]);
    assert_eq!(of("https://archive.ph/abc"), ["url/malformed `archive.ph`"]);
    assert_eq!(of("https://web.archive.org/web/20240524132027/"), ["url/malformed `20240524132027`"]);
    assert_eq!(of("web.archive.org/web/2024/nokta.md"), ["url/malformed `web.archive.org/web/2024/nokta.md`"]);
    assert_eq!(of("https://web.archive.org/web/20241301/nokta.md"), ["url/snapshot `13`"]);
    assert_eq!(of("https://web.archive.org/web/20240230000000/nokta.md"), ["url/snapshot `30`"]);
}

fn snapshot(archive: &str, url: &str) -> Vec<String> {
    let relations = Relations { snapshot: vec![("archive".to_owned(), "url".to_owned())], ..Relations::default() };
    let text = format!("---\narchive: 'https://web.archive.org/web/{archive}'\nurl: '{url}'\n---\n");
    found(&[("archive", Kind::WaybackUrl), ("url", Kind::UriReference)], relations, &text)
}

#[test]
fn a_snapshot_of_another_page_is_found() {
    assert_eq!(snapshot("20240524/nokta.md/b/", "https://nokta.md/a/"), ["url/snapshot `nokta.md/b/`"]);
    assert_eq!(snapshot("2024/https://ru.nokta.md/", "https://nokta.md/"), ["url/snapshot `https://ru.nokta.md/`"]);
    assert_eq!(
        snapshot("2024/https://nokta.md/?p=1", "https://nokta.md/?p=2"),
        ["url/snapshot `https://nokta.md/?p=1`"]
    );
}

#[test]
fn what_does_not_change_the_page_is_no_difference() {
    for (archive, url) in [
        ("20240524132027/nokta.md/a/", "https://nokta.md/a/"),
        ("20240524132027id_/http://www.nokta.md:80/a", "https://nokta.md/a/"),
        ("2024/https://nokta.md/a?utm_source=x&fbclid=y", "https://nokta.md/a"),
        ("2024/https://nokta.md/%D0%BD/", "https://nokta.md/н"),
        ("2024/http:/nokta.md/a", "https://nokta.md/a#top"),
        ("2024/https://xn--b1aew.xn--p1ai/", "https://мвд.рф/"),
        ("2024/https://NOKTA.md/a", "https://nokta.md/a"),
        ("2024/https://nokta.md/a", "/a/"),
        ("2024/https://nokta.md/a", "https://nokta.md/{{ slug }}"),
        ("2024/gopher://nokta.md/a", "gopher://nokta.md/b c"),
    ] {
        assert_eq!(snapshot(archive, url), [""; 0], "{archive} {url}");
    }
}

fn host_schema() -> masthead::schema::Schema {
    let host = vec![("site".to_owned(), "url".to_owned())];
    schema(&[("url", Kind::UriReference)], Relations { host, ..Relations::default() })
}

#[test]
fn a_site_that_is_not_the_host_is_found_and_mended() {
    let schema = host_schema();
    let text = "---\nsite: \"newsmaker.md\" # a\nurl: https://www.nokta.md/a\n---\n";
    let found = diagnostics(text, Some(&schema));
    assert_eq!((found.len(), found[0].rule, &text[found[0].span.range()]), (1, "url/host", "newsmaker.md"));
    let mended = "---\nsite: \"nokta.md\" # a\nurl: https://www.nokta.md/a\n---\n";
    assert_eq!(repaired(text, Some(&schema)).as_deref(), Some(mended));
}

#[test]
fn the_same_host_in_another_spelling_is_the_host() {
    let schema = host_schema();
    for (site, url) in [
        ("nokta.md", "https://www.nokta.md/a"),
        ("www.nokta.md", "https://nokta.md/a"),
        ("NOKTA.md", "https://nokta.md:443/a"),
        ("мвд.рф", "https://xn--b1aew.xn--p1ai/"),
        ("nokta.md", "/a"),
        ("nokta.md", "htps:"),
        ("nokta.md", "hps://newsmaker.md"),
        ("nokta.md", "\"gopher://newsmaker.md\\n\\nas well\""),
        ("nokta.md", "https://{{ host }}/a"),
        ("", "https://nokta.md/"),
    ] {
        let found = diagnostics(&format!("---\nsite: {site}\nurl: {url}\n---\n"), Some(&schema));
        assert!(found.iter().all(|diagnostic| diagnostic.rule != "url/host"), "{site} {url}");
    }
}

#[test]
fn a_snapshot_is_of_a_time_that_the_archive_has() {
    let of =
        |stamp: &str| in_field(Kind::WaybackUrl, &format!("https://web.archive.org/web/{stamp}/https://nokta.md/a"));
    for stamp in ["20270105101010", "2027", "20261126130000", "99991231235959"] {
        assert_eq!(of(stamp), [format!("url/snapshot `{stamp}`")]);
    }
    for stamp in ["19890105101010", "1995", "19951231235959", "0001"] {
        assert_eq!(of(stamp), [format!("url/snapshot `{stamp}`")]);
    }
    for stamp in ["1996", "19960101000000", "2026", "20261124", "20261125"] {
        assert_eq!(of(stamp), [""; 0], "{stamp}");
    }
}

#[test]
fn what_is_to_be_written_for_an_address_without_scheme_is_an_address() {
    let schema = crate::typed::schema(&[("archive", Kind::WaybackUrl), ("url", Kind::Uri)], Relations::default());
    for (written, help) in [
        (
            "archive: //web.archive.org/web/2023/https://nokta.md/a",
            "write `https://web.archive.org/web/2023/https://nokta.md/a`",
        ),
        (
            "archive: web.archive.org/web/2023/https://nokta.md/a",
            "write `https://web.archive.org/web/2023/https://nokta.md/a`",
        ),
        ("archive: /web.archive.org/web/2023/nokta.md", "write `https://web.archive.org/web/2023/nokta.md`"),
        ("url: //nokta.md/a", "write `https://nokta.md/a`"),
        ("url: nokta.md/a", "write `https://nokta.md/a`"),
        ("url: новости", "begin it with `https://`"),
    ] {
        let found = diagnostics(&format!("---\n{written}\n---\n"), Some(&schema));
        assert_eq!(
            found.iter().map(|found| found.help.as_deref().unwrap_or_default()).collect::<Vec<_>>(),
            [help],
            "{written}"
        );
    }
}
