use super::Corpus;

/// A corpus in which every document has one keyword.
fn keywords(targets: &[&str]) -> Corpus {
    let documents: Vec<(String, String)> = targets
        .iter()
        .enumerate()
        .map(|(index, target)| (format!("{index:03}.md"), format!("keywords: ['[[{target}]]']")))
        .collect();
    Corpus::new(documents.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[track_caller]
fn variant(targets: [&str; 3]) {
    let expected = format!("002.md:2:15 wikilink/variant `{}`", targets[2]);
    assert_eq!(keywords(&targets).findings(), [expected]);
}

#[test]
fn the_rarer_spelling_is_told_and_the_commoner_shown() {
    let corpus = keywords(&["Сербия", "сербия", "Сербия"]);
    assert_eq!(corpus.findings(), ["001.md:2:15 wikilink/variant `сербия`"]);
    assert_eq!(corpus.messages(), ["`сербия` in `keywords` is spelled `Сербия` elsewhere: once against 2 times"]);
    assert_eq!(corpus.labels(), ["000.md:2:15 spelled `Сербия` here"]);
}

#[test]
fn spellings_differ_in_case_form_hyphen_and_yo() {
    variant(["Сербия", "Сербия", "СЕРБИЯ"]);
    variant(["самолёт", "самолёт", "самолет"]);
    variant(["Нови-Сад", "Нови-Сад", "Нови Сад"]);
    variant(["Нови-Сад", "Нови-Сад", "нови–сад"]);
    variant(["Iași", "Iași", "IAȘI"]);
}

#[test]
fn letters_of_two_scripts_that_look_alike_are_one_spelling() {
    variant(["СССР", "СССР", "CCCP"]);
}

#[test]
fn what_a_rule_of_text_has_told_is_not_told_twice() {
    for [first, second] in [["café", "cafe\u{301}"], ["Казахстан", "Kазахстан"], ["сербия", "cербия"]]
    {
        let corpus = keywords(&[first, first, second]);
        corpus.is_clean();
        let expected = format!("002.md:2:15 wikilink/variant `{second}`");
        assert_eq!(corpus.without("text").findings(), [expected]);
    }
}

#[test]
fn two_spellings_in_one_list_are_a_repetition() {
    Corpus::new([("a.md", "keywords: ['[[Сербия]]', '[[сербия]]']")]).is_clean();
}

#[test]
fn a_suppressed_variant_is_silent() {
    let text = "keywords: ['[[сербия]]'] # masthead: ignore[wikilink/variant]";
    let first = "keywords: ['[[Сербия]]', '[[Нови-Сад]]']";
    Corpus::new([("a.md", first), ("b.md", first), ("c.md", text)]).is_clean();
}

#[test]
fn of_two_spellings_as_common_the_first_by_path_is_kept() {
    assert_eq!(keywords(&["сербия", "Сербия"]).findings(), ["001.md:2:15 wikilink/variant `Сербия`"]);
}

#[test]
fn every_field_with_links_counts() {
    let corpus = Corpus::new([("a.md", "publication: '[[Nokta]]'"), ("b.md", "keywords: ['[[nokta]]']")]);
    assert_eq!(corpus.findings(), ["b.md:2:15 wikilink/variant `nokta`"]);
}

#[test]
fn at_most_a_hundred_documents_are_told() {
    let targets: Vec<&str> = (0..700).map(|at| if at % 2 == 0 || at > 500 { "Сербия" } else { "сербия" }).collect();
    let findings = keywords(&targets).findings();
    assert_eq!(findings.len(), 100);
    assert_eq!(findings[99], "199.md:2:15 wikilink/variant `сербия`");
}

#[test]
fn headings_and_aliases_are_no_spellings() {
    keywords(&["Сербия", "Сербия|сербия", "Сербия#история"]).is_clean();
}

#[test]
fn other_words_are_other_words() {
    keywords(&["Сербия", "Сербии", "Сербы"]).is_clean();
    keywords(&["Україна", "Украина"]).is_clean();
    keywords(&["мой", "мои"]).is_clean();
    keywords(&["România", "Romania"]).is_clean();
    keywords(&["modern", "modem"]).is_clean();
}

#[test]
fn digits_with_a_hyphen_are_not_those_with_a_space() {
    keywords(&["1941-45", "1941 45", "194145"]).is_clean();
}

#[test]
fn a_hyphen_is_not_nothing() {
    keywords(&["co-op", "coop"]).is_clean();
}

#[test]
fn short_words_that_look_alike_in_two_scripts_are_two() {
    keywords(&["Capa", "Сара"]).is_clean();
    keywords(&["TOP", "ТОР"]).is_clean();
}

#[test]
fn a_short_word_in_capitals_is_its_own_where_both_are_common() {
    keywords(&["US", "US", "US", "us", "us", "us"]).is_clean();
}

#[test]
fn fields_of_another_kind_are_not_looked_at() {
    Corpus::new([("a.md", "title: '[[Сербия]]'"), ("b.md", "title: '[[сербия]]'")]).is_clean();
}

#[test]
fn two_documents_are_two_targets() {
    for [one, other] in [["a-b", "a---b"], ["Ёлка", "Елка"], ["Нови-Сад", "Нови Сад"], ["naïve x", "naïve-x"]]
    {
        let links = |target: &str| format!("keywords: ['[[{target}]]']");
        let documents = |names: &[&str]| {
            let own = names.iter().map(|name| (format!("{name}.md"), "title: x".to_owned()));
            let uses = [one, one, other].into_iter().enumerate().map(|(at, name)| (format!("z{at}.md"), links(name)));
            own.chain(uses).collect::<Vec<_>>()
        };
        let found = |documents: &[(String, String)]| {
            Corpus::new(documents.iter().map(|(path, text)| (path.as_str(), text.as_str()))).findings()
        };
        assert_eq!(found(&documents(&[one, other])), [""; 0], "{one}");
        assert_eq!(found(&documents(&[one])).len(), 1, "{one}: the other is no document");
        assert_eq!(found(&documents(&[])).len(), 1, "{one}");
    }
}

#[test]
fn a_long_name_is_cut_around_the_difference() {
    let start = "Слово ".repeat(20);
    let corpus = keywords(&[&format!("{start}Ёж"), &format!("{start}Ёж"), &format!("{start}Еж")]);
    let message = &corpus.messages()[0];
    assert!(message.contains("Ёж") && message.contains("Еж"), "{message}");
}
