use masthead::diagnostic::Diagnostic;
use masthead::render::{Format, Options};
use masthead::source::Span;
use proptest::prelude::*;

use super::support::{assert_harmless, render_with, report};

/// Text of characters that matter to those who show it.
fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "a",
        "é",
        "e\u{301}",
        "\u{301}",
        "中",
        "👩\u{200d}👧",
        "👍🏽",
        "🇷🇸",
        "\u{200d}",
        "\u{202e}",
        "\u{1b}[31m",
        "\u{feff}",
        "::error::",
        "##[",
        "#",
        "שלום",
        "long long long long long long long",
        "\u{a0}",
        "\u{ffff}",
    ]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_and_any_places_are_shown_and_harmless(
        text in text(), message in text(), places in prop::collection::vec((0..400_usize, 0..400_usize), 1..5), width in 0..90_usize
    ) {
        let span = |(a, b): (usize, usize)| {
            let (a, b) = (text.floor_char_boundary(a), text.floor_char_boundary(b));
            Span::new(a.min(b), a.max(b))
        };
        let mut finding = Diagnostic::new(span(places[0]), message.clone()).label(message.clone()).help(message.clone());
        for place in &places[1..] {
            finding = finding.also(span(*place), message.clone());
        }
        let reports = [report(&message, &text, vec![finding])];
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Github) {
            assert_harmless(&render_with(format, &Options { width: Some(width), fold: width % 2 == 0, ..Options::default() }, &reports));
        }
        let full = render_with(Format::Full, &Options::default(), &reports);
        let start = reports[0].findings[0].range.start;
        let place = format!(":{}:{}]", start.line, start.column);
        prop_assert!(full.contains(&place), "{}", full);
    }
}
