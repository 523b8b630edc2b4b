use super::Corpus;

/// Two documents, `notes/Сербия.md` and one with this keyword.
fn link(target: &str) -> Corpus {
    let text = format!("keywords: ['[[{target}]]']");
    Corpus::new([("a.md", text.as_str()), ("notes/2022/Сербия.md", "aliases: [Republic of Serbia]")]).with_targets()
}

#[test]
fn a_name_that_no_document_has_is_found() {
    assert_eq!(link("Нокта").findings(), ["a.md:2:15 wikilink/unresolved `Нокта`"]);
    let message = "`keywords` links to `Нокта`, which no document of the corpus is named";
    assert_eq!(link("Нокта").messages(), [message]);
}

#[test]
fn a_near_name_is_offered() {
    let reported = link("Србия").reported();
    let help = reported[0].diagnostics[0].help.as_deref();
    assert_eq!(help, Some("write `[[Сербия]]`, or add a document of this name"));
}

#[test]
fn a_path_that_no_document_has_is_found() {
    assert_eq!(link("2023/Сербия").findings().len(), 1);
}

#[test]
fn every_document_with_the_link_is_told() {
    let text = "keywords: ['[[Нокта]]']";
    let corpus = Corpus::new([("a.md", text), ("b.md", text)]).with_targets();
    assert_eq!(corpus.findings().len(), 2);
}

#[test]
fn names_are_found_without_regard_to_case_and_ending() {
    for target in ["Сербия", "сербия", "Сербия.md", "Сербия#История", "Сербия|серб"]
    {
        link(target).is_clean();
    }
}

#[test]
fn paths_are_found_whole_and_by_their_end() {
    for target in ["notes/2022/Сербия", "2022/Сербия", "2022/Сербия.md", "./notes/2022/Сербия", "/notes/2022/Сербия"]
    {
        link(target).is_clean();
    }
}

#[test]
fn aliases_are_names() {
    link("republic of serbia").is_clean();
    let corpus = Corpus::new([("a.md", "keywords: ['[[РС]]']"), ("b.md", "alias: РС, Сербия")]).with_targets();
    corpus.is_clean();
}

#[test]
fn a_heading_of_the_same_document_is_no_target() {
    link("#Sources").is_clean();
}

#[test]
fn files_that_are_no_documents_are_passed_over() {
    link("map.png").is_clean();
    link("Scans/Page 1.PDF").is_clean();
}

#[test]
fn decomposed_file_names_are_the_same_names() {
    let corpus = Corpus::new([("a.md", "keywords: ['[[Український]]']"), ("Украі\u{308}нськии\u{306}.md", "x: 1")]);
    corpus.with_targets().is_clean();
}

#[test]
fn fields_that_are_not_listed_may_lead_nowhere() {
    Corpus::new([("a.md", "keywords: ['[[Нокта]]']")]).is_clean();
    Corpus::new([("a.md", "publication: '[[Нокта]]'")]).with_targets().is_clean();
}
