use super::Corpus;

fn urls(one: &str, other: &str) -> Corpus {
    let (one, other) = (format!("url: {one}"), format!("url: {other}"));
    Corpus::new([("a.md", one.as_str()), ("b.md", other.as_str())])
}

#[track_caller]
fn same(one: &str, other: &str) {
    assert_eq!(urls(one, other).findings(), [format!("b.md:2:6 corpus/duplicate `{other}`")]);
}

#[test]
fn the_later_document_is_told_and_the_first_is_shown() {
    let corpus = urls("https://nokta.md/a/", "https://nokta.md/a/");
    assert_eq!(corpus.findings(), ["b.md:2:6 corpus/duplicate `https://nokta.md/a/`"]);
    assert_eq!(corpus.messages(), ["the `url` `https://nokta.md/a/` is also that of `a.md`"]);
    assert_eq!(corpus.labels(), ["a.md:2:6 first used here"]);
}

#[test]
fn urls_are_compared_in_normal_form() {
    same("https://nokta.md/a/", "http://www.nokta.md/a");
    same("https://nokta.md/a", "https://nokta.md/a?utm_source=feed");
    same("https://nokta.md/%D0%B0", "https://nokta.md/а");
}

#[test]
fn all_but_the_first_are_told_and_the_others_counted() {
    let documents: Vec<(String, &str)> = (0..4).map(|at| (format!("{at}.md"), "url: https://nokta.md/")).collect();
    let corpus = Corpus::new(documents.iter().map(|(path, text)| (path.as_str(), *text)));
    let expected = "the `url` `https://nokta.md/` is also that of `0.md` and 2 other documents";
    assert_eq!(corpus.messages(), [expected; 3]);
}

#[test]
fn snapshots_of_one_page_at_one_time_are_the_same() {
    let stamp = "archive: https://web.archive.org/web/20240524132027";
    let (one, other) = (format!("{stamp}/nokta.md/a/"), format!("{stamp}/https://nokta.md/a/"));
    let corpus = Corpus::new([("a.md", one.as_str()), ("b.md", other.as_str())]);
    assert_eq!(corpus.findings().len(), 1);
}

#[test]
fn documents_that_were_read_for_their_facts_are_not_told() {
    let corpus = urls("https://nokta.md/a/", "https://nokta.md/a/").asked("a.md");
    corpus.is_clean();
    let corpus = urls("https://nokta.md/a/", "https://nokta.md/a/").asked("b.md");
    assert_eq!(corpus.findings().len(), 1);
}

#[test]
fn other_pages_of_a_site_are_other_pages() {
    urls("https://nokta.md/a/", "https://nokta.md/b/").is_clean();
    urls("https://nokta.md/a", "https://nokta.md/A").is_clean();
    urls("https://nokta.md/?p=1", "https://nokta.md/?p=2").is_clean();
    urls("https://nokta.md/a", "https://ru.nokta.md/a").is_clean();
}

#[test]
fn snapshots_of_one_page_at_two_times_are_two() {
    let one = "archive: https://web.archive.org/web/20240524132027/nokta.md/a/";
    let other = "archive: https://web.archive.org/web/20240524132028/nokta.md/a/";
    Corpus::new([("a.md", one), ("b.md", other)]).is_clean();
}

#[test]
fn two_fields_may_hold_the_same() {
    Corpus::new([("a.md", "url: https://nokta.md/a"), ("b.md", "id: https://nokta.md/a")]).is_clean();
}

#[test]
fn a_document_does_not_conflict_with_itself() {
    Corpus::new([("a.md", "id: [1, 1]")]).is_clean();
}

#[test]
fn empty_values_are_no_values() {
    Corpus::new([("a.md", "url:"), ("b.md", "url:")]).is_clean();
    Corpus::new([("a.md", "url: ''"), ("b.md", "url: ' '")]).is_clean();
}

#[test]
fn a_number_and_its_text_are_two_values() {
    Corpus::new([("a.md", "id: 7"), ("b.md", "id: '7'")]).is_clean();
    assert_eq!(Corpus::new([("a.md", "id: 7"), ("b.md", "id: 7")]).findings(), ["b.md:2:5 corpus/duplicate `7`"]);
}

#[test]
fn each_item_of_a_list_is_compared() {
    let corpus = Corpus::new([("a.md", "id: [x, y]"), ("b.md", "id: [z, y]")]);
    assert_eq!(corpus.findings(), ["b.md:2:9 corpus/duplicate `y`"]);
}
