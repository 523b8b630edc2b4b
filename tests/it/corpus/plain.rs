//! Plain values that are compared: authors and tags in two spellings, slugs and paths that lead nowhere.

use super::Corpus;

const VARIANTS: &str = "x-masthead: { variants: [author, tags] }";

#[test]
fn a_plain_value_in_two_spellings_is_found_at_the_rarer() {
    let corpus = Corpus::new([
        ("a.md", "tags: [Политика, Нови-Сад]"),
        ("b.md", "tags: [политика, Нови Сад]"),
        ("c.md", "tags: Политика"),
    ])
    .under(VARIANTS);
    assert_eq!(corpus.findings(), ["b.md:2:8 corpus/variant `политика`", "b.md:2:18 corpus/variant `Нови Сад`"]);
    assert_eq!(corpus.messages()[0], "`политика` in `tags` is spelled `Политика` elsewhere: once against 2 times");
    assert_eq!(corpus.labels()[0], "a.md:2:8 spelled `Политика` here");
}

#[test]
fn each_field_is_looked_at_alone_and_only_where_it_is_listed() {
    Corpus::new([("a.md", "tags: [Nokta]\nauthor: nokta"), ("b.md", "title: NOKTA\ntags: [Nokta]")])
        .under(VARIANTS)
        .is_clean();
    Corpus::new([("a.md", "tags: [Nokta]"), ("b.md", "tags: [nokta]")]).under("x-masthead: {}").is_clean();
}

#[test]
fn initials_are_compared_without_their_dots() {
    let corpus = Corpus::new([
        ("a.md", "author: [Дж. Р. Р. Толкин, Ștefan Țurcanu]"),
        ("b.md", "author: [Дж. Р.Р. Толкин, Ştefan Ţurcanu]"),
        ("c.md", "author: Дж Р Р Толкин"),
    ])
    .under(VARIANTS);
    let findings = corpus.findings();
    assert_eq!(findings, ["b.md:2:10 corpus/variant `Дж. Р.Р. Толкин`"], "{:?}", corpus.messages());
}

#[test]
fn what_is_not_the_same_is_let_pass() {
    Corpus::new([
        ("a.md", "tags: [C, go, US, 2024-01, Tolkien, e-mail]"),
        ("b.md", "tags: [C++, Gо, 2024 01, Tolkiens, mail]"),
    ])
    .under("x-masthead: { variants: [tags] }")
    .without("text")
    .is_clean();
}

#[test]
fn a_link_to_a_name_that_two_documents_have_is_found() {
    let corpus = Corpus::new([
        ("a/Сербия.md", "a: 1"),
        ("b/сербия.md", "a: 1"),
        ("c.md", "keywords: ['[[Сербия]]', '[[b/Сербия]]', '[[Сербия#История]]']"),
    ])
    .with_targets()
    .without("wikilink/variant");
    assert_eq!(corpus.findings(), ["c.md:2:15 wikilink/ambiguous `Сербия`", "c.md:2:45 wikilink/ambiguous `Сербия`"]);
    let message = "`keywords` links to `Сербия`, which is the name of 2 documents: `a/Сербия.md`, `b/сербия.md`";
    assert_eq!(corpus.messages()[0], message);
}

#[test]
fn plain_values_that_lead_nowhere_are_found() {
    let schema = "x-masthead: { targets: { next-page: path, related: slug, parent: title } }";
    let corpus = Corpus::new([
        ("docs/index.md", "title: Начало\nnext-page: install.md"),
        ("docs/install.md", "title: Установка\nslug: set-up\nnext-page: ../guide/\nrelated: [set-up, start]"),
        ("guide/index.md", "title: Guide\nparent: начало\nnext-page: /docs/install.html#a"),
        ("_posts/2022-09-26-start.md", "parent: Nowhere\nnext-page: docs/install\nrelated: https://nokta.md/"),
    ])
    .under(schema);
    assert_eq!(
        corpus.findings(),
        [
            "_posts/2022-09-26-start.md:2:9 wikilink/unresolved `Nowhere`",
            "_posts/2022-09-26-start.md:3:12 wikilink/unresolved `docs/install`",
        ]
    );
    assert_eq!(corpus.messages()[0], "`parent` leads to `nowhere`, which is the title of no document of the corpus");
}

#[test]
fn fields_that_are_unique_together() {
    let corpus = Corpus::new([
        ("a.md", "series: s\nnumber: 1"),
        ("b.md", "series: s\nnumber: 2"),
        ("c.md", "series: s\nnumber: 1"),
        ("d.md", "series: s"),
        ("e.md", "series: s"),
    ])
    .under("x-masthead: { unique-together: [series, number] }");
    assert_eq!(corpus.findings(), ["c.md:3:9 corpus/duplicate `1`"]);
    assert_eq!(corpus.messages()[0], "the `series + number` `s + 1` is also that of `a.md`");
}

#[test]
fn some_documents_may_share_what_is_unique() {
    let schema = "x-masthead: { unique: [id, { field: url, except: ['translations/**'] }] }";
    let corpus = Corpus::new([
        ("a.md", "url: https://nokta.md/\nid: 1"),
        ("b.md", "url: https://nokta.md/\nid: 2"),
        ("translations/a.md", "url: https://nokta.md/\nid: 1"),
    ])
    .under(schema);
    assert_eq!(
        corpus.findings(),
        ["b.md:2:6 corpus/duplicate `https://nokta.md/`", "translations/a.md:3:5 corpus/duplicate `1`"]
    );
}

#[test]
fn two_notes_that_exist_are_two_targets() {
    for (one, other) in [("a-b", "a---b"), ("Ёлка", "Елка"), ("Notes", "notes")] {
        let (first, second) = (format!("{one}.md"), format!("x/{other}.md"));
        let links = [format!("keywords: ['[[{one}]]']"), format!("keywords: ['[[{other}]]']")];
        let corpus = [(first.as_str(), "a: 1"), (second.as_str(), "a: 1"), ("p.md", &links[0]), ("q.md", &links[1])];
        Corpus::new(corpus).is_clean();
        let lone = Corpus::new([(first.as_str(), "a: 1"), ("p.md", &links[0]), ("q.md", &links[1])]);
        if one != "a-b" {
            assert_eq!(lone.findings().len(), 1, "{one}: {:?}", lone.findings());
        }
    }
}
