use proptest::prelude::*;

use super::*;

fn fault_of(text: &str) -> (FaultKind, &str, Option<String>) {
    let fault = check(text).expect_err(text);
    (fault.kind, &text[fault.range], fault.mended)
}

#[test]
fn faults_have_their_place_and_their_mending() {
    use FaultKind::*;
    let mended = |text: &str| Some(text.to_owned());
    assert_eq!(fault_of("nokta.md/x"), (NoScheme, "nokta.md/x", mended("https://nokta.md/x")));
    assert_eq!(fault_of("nokta.md:8080/x"), (NoScheme, "nokta.md:8080/x", mended("https://nokta.md:8080/x")));
    assert_eq!(fault_of("/x/y"), (NoScheme, "/x/y", None));
    assert_eq!(fault_of("http//nokta.md/"), (SchemeMarks, "http//", mended("http://nokta.md/")));
    assert_eq!(fault_of("https:/nokta.md/"), (SchemeMarks, ":/", mended("https://nokta.md/")));
    assert_eq!(fault_of("htps://nokta.md/"), (SchemeSpelling, "htps", mended("https://nokta.md/")));
    assert_eq!(fault_of("https://https://nokta.md/"), (SchemeTwice, "https://", mended("https://nokta.md/")));
    assert_eq!(fault_of("https://nokta.md/a b"), (Space, " ", mended("https://nokta.md/a%20b")));
    assert_eq!(fault_of("https://nokta.md/я?q=ю"), (NonAscii, "я", mended("https://nokta.md/%D1%8F?q=%D1%8E")));
    assert_eq!(fault_of("https://мвд.рф/"), (NonAscii, "мвд", mended("https://xn--b1aew.xn--p1ai/")));
    assert_eq!(fault_of("https://nokta.md:80a/"), (Port, "80a", None));
    assert_eq!(fault_of("https:///x"), (NoHost, "https://", None));
    assert_eq!(fault_of("https://nokta.md/%zz"), (Percent, "%", None));
}

#[test]
fn a_path_or_a_name_is_left_alone_where_nobody_said_uri() {
    for text in ["/x/", "posts/a", "nokta.md", "https://nokta.md/новости", "mailto:a@b.md", "{{ url }}", "#", "a b", ""]
    {
        assert_eq!(check_loosely(text), Ok(()), "{text}");
    }
    assert!(check_loosely("htps://nokta.md").is_err());
    assert!(check_loosely("https://nokta.md/a b").is_err());
}

#[test]
fn what_leads_to_the_same_page_has_one_form() {
    let pages = [
        "https://nokta.md/новость/?a=1&b=2",
        "http://www.nokta.md/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C?b=2&a=1",
        "nokta.md:80/%d0%bd%d0%be%d0%b2%d0%be%d1%81%d1%82%d1%8c/?a=1&b=2&utm_source=x&fbclid=y#top",
        "HTTPS://NOKTA.MD:443/новость?a=%31&b=2",
        "http:/nokta.md/новость/?a=1&b=2",
    ];
    for page in pages {
        assert_eq!(normal_form(page), "nokta.md/новость?a=1&b=2", "{page}");
    }
    assert_eq!(normal_form("https://xn--b1aew.xn--p1ai/"), "мвд.рф");
    assert_eq!(normal_form("https://МВД.рф"), "мвд.рф");
    assert_eq!(normal_form("https://a.md/x%2Fy"), "a.md/x%2Fy");
    assert_ne!(normal_form("https://a.md/x%2Fy"), normal_form("https://a.md/x/y"));
    assert_ne!(normal_form("https://a.md/X"), normal_form("https://a.md/x"));
    assert_ne!(normal_form("https://a.md:8080/"), normal_form("https://a.md/"));
    assert_ne!(normal_form("https://a.md/?id=1"), normal_form("https://a.md/?id=2"));
    assert_ne!(normal_form("https://ru.a.md/"), normal_form("https://a.md/"));
}

#[test]
fn names_in_punycode_are_those_of_rfc_3492() {
    for (unicode, ascii) in [
        ("bücher", "xn--bcher-kva"),
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("münchen", "xn--mnchen-3ya"),
    ] {
        assert_eq!(punycode::to_ascii(unicode).as_deref(), Some(ascii));
        assert_eq!(punycode::label_to_unicode(ascii), unicode);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn plain_addresses_are_read_as_any_other(
        address in "(https?://?)?(www\\.)?(xn--)?[a-zA-Z0-9.-]{0,8}(:[0-9]{1,3})?(/[a-zA-Z0-9/._~:@=%?#-]{0,16})?"
    ) {
        prop_assert_eq!(normal_form(&address), normal::long_form(address.trim()));
        prop_assert_eq!(normal_host(&address), normal::long_host(&address));
        let other = address.replace("www.", "");
        prop_assert_eq!(is_same_page(&address, &other), normal::long_form(address.trim()) == normal::long_form(other.trim()));
        if is_plain(&address) {
            prop_assert_eq!(find(&address), Ok(()));
        }
    }
}
