use masthead::kinds::{Kind, Shape};
use masthead::schema::{Relations, Schema};

use crate::support::{Case, findings, none};

/// What is found where a schema says that `language` holds a tag.
fn strict(text: &str) -> Vec<String> {
    let language = Shape::one_or_many(Kind::LanguageTag);
    let shape = Shape { properties: [("language".to_owned(), language)].into(), ..Shape::default() };
    Case::new(text).schema(&Schema::new(shape, Relations::usual().clone())).findings()
}

#[track_caller]
fn tag_is(tag: &str, expected: &str) {
    assert_eq!(strict(&format!("---\nlanguage: {tag}\n---\n")), [expected; 1], "{tag}");
}

#[track_caller]
fn tags_are_right(tags: &[&str]) {
    for tag in tags {
        assert_eq!(strict(&format!("---\nlanguage: {tag}\n---\n")), [""; 0], "{tag}");
    }
}

#[track_caller]
fn tags_are_passed_over_without_a_schema(tags: &[&str]) {
    for tag in tags {
        none(&format!("---\nlanguage: {tag}\n---\n"));
        none(&format!("---\nlang: [{tag}]\n---\n"));
    }
}

#[test]
fn usual_tags_are_right() {
    tags_are_right(&["ru", "ro", "en", "uk", "'ro'", "\"ro-MD\"", "en-GB", "pt-BR", "zh-Hans", "zh-Hant-TW", "es-419"]);
    tags_are_right(&[
        "sr-Latn",
        "sr-Cyrl-RS",
        "ro-Cyrl",
        "ru-Latn",
        "kk-Cyrl",
        "uz-Latn",
        "gag",
        "yue",
        "cmn",
        "sl-nedis",
    ]);
    tags_are_right(&[
        "de-CH-1996",
        "en-GB-oxendict",
        "ca-valencia",
        "sh",
        "tl",
        "arb",
        "mul",
        "und",
        "zxx",
        "mis",
        "i-default",
    ]);
}

#[test]
fn a_quoted_no_is_norwegian() {
    // Without quotes it is the business of `yaml/ambiguous-scalar`.
    tags_are_right(&["'no'", "nb", "nn-NO"]);
}

#[test]
fn extensions_and_private_use_are_right() {
    tags_are_right(&["th-u-nu-thai", "x-elvish", "en-x-piglatin", "qaa", "ru-XA", "en-Qaaa", "de-a-foo-x-bar"]);
}

#[test]
fn lists_of_tags_are_checked_item_by_item() {
    assert_eq!(strict("---\nlanguage: [ru, RU, ro]\n---\n"), ["2:16 language/canonical `RU`"]);
    assert_eq!(strict("---\nlanguage:\n- ru\n- ua\n---\n"), ["4:3 language/unknown `ua`"]);
}

#[test]
fn other_forms_of_tags_are_malformed() {
    tag_is("ru_RU", "2:11 language/malformed `ru_RU`");
    tag_is("'ru_RU'", "2:12 language/malformed `ru_RU`");
    tag_is("ru_RU.UTF-8", "2:11 language/malformed `ru_RU.UTF-8`");
    tag_is("sr_RS@latin", "2:11 language/malformed `sr_RS@latin`");
    tag_is("ru--RU", "2:11 language/malformed `ru--RU`");
    tag_is("ru‑RU", "2:11 language/malformed `ru‑RU`");
    tag_is("en, ru", "2:11 language/malformed `en, ru`");
    tag_is("c++", "2:11 language/malformed `c++`");
    tag_is("русня", "2:11 language/malformed `русня`");
}

#[test]
fn codes_that_no_registry_has_are_unknown() {
    tag_is("ua", "2:11 language/unknown `ua`");
    tag_is("xx", "2:11 language/unknown `xx`");
    tag_is("ru-RUS", "2:14 language/unknown `RUS`");
    tag_is("ru-ZQ", "2:14 language/unknown `ZQ`");
    tag_is("en-EN", "2:14 language/unknown `EN`");
    tag_is("uk-UK", "2:14 language/unknown `UK`");
    tag_is("ru-Cyrr", "2:14 language/unknown `Cyrr`");
    tag_is("de-1991", "2:14 language/unknown `1991`");
    tag_is("javascript", "2:11 language/malformed `javascript`");
    tag_is("python", "2:11 language/unknown `python`");
}

#[test]
fn names_of_languages_are_no_tags() {
    for name in ["Russian", "русский", "Русский язык", "Rusă", "rusa", "російська", "Română", "română", "Limba Română"]
    {
        tag_is(name, &format!("2:11 language/unknown `{name}`"));
    }
    for name in ["English", "Deutsch", "日本語", "中文", "العربية", "עברית", "Ελληνικά", "Chinese (Simplified)"]
    {
        tag_is(name, &format!("2:11 language/unknown `{name}`"));
    }
}

#[test]
fn deprecated_codes_are_found() {
    tag_is("iw", "2:11 language/deprecated `iw`");
    tag_is("mo", "2:11 language/deprecated `mo`");
    tag_is("MO", "2:11 language/deprecated `MO`");
    tag_is("i-klingon", "2:11 language/deprecated `i-klingon`");
    tag_is("zh-min-nan", "2:11 language/deprecated `zh-min-nan`");
    tag_is("zh-min", "2:11 language/deprecated `zh-min`");
    tag_is("my-BU", "2:14 language/deprecated `BU`");
    tag_is("ru-SU", "2:14 language/deprecated `SU`");
    tag_is("ja-Latn-hepburn-heploc", "2:27 language/deprecated `heploc`");
}

#[test]
fn other_than_canonical_forms_are_found() {
    tag_is("RU", "2:11 language/canonical `RU`");
    tag_is("rus", "2:11 language/canonical `rus`");
    tag_is("rum", "2:11 language/canonical `rum`");
    tag_is("ru-ru", "2:14 language/canonical `ru`");
    tag_is("ru-Cyrl", "2:14 language/canonical `Cyrl`");
    tag_is("sr-latn", "2:14 language/canonical `latn`");
    tag_is("zh-yue-HK", "2:14 language/canonical `yue`");
    tag_is("NO", "2:11 language/canonical `NO`");
}

/// What is offered instead of a tag where a schema wants one.
fn instead(tag: &str) -> String {
    let language = Shape::one_or_many(Kind::LanguageTag);
    let shape = Shape { properties: [("language".to_owned(), language)].into(), ..Shape::default() };
    let schema = Schema::new(shape, Relations::usual().clone());
    let text = format!("---\nlanguage: {tag}\n---\n");
    let found = Case::new(&text).schema(&schema).diagnostics();
    found.first().and_then(|found| found.help.clone()).unwrap_or_default()
}

#[test]
fn what_a_made_up_tag_means_is_named() {
    for (tag, meant) in [
        ("en-UK", "`en-GB`"),
        ("en_UK", "`en-GB`"),
        ("zh-CHT", "`zh-Hant`"),
        ("zh-CHS", "`zh-Hans`"),
        ("zh_CHS", "`zh-Hans`"),
        ("zhcn", "`zh-CN`"),
        ("zhTW", "`zh-TW`"),
        ("zhhant", "`zh-Hant`"),
        ("ptbr", "`pt-BR`"),
        ("enus", "`en-US`"),
        ("enuk", "`en-GB`"),
        ("frca", "`fr-CA`"),
        ("srlatn", "`sr-Latn`"),
        ("cn", "`zh`"),
    ] {
        let help = instead(tag);
        assert!(help.contains(meant), "{tag}: {help}");
    }
    assert!(!instead("ital").contains("it-AL"));
    assert_eq!(instead("uk_UK"), "");
}

#[test]
fn a_repair_is_safe_only_where_a_schema_wants_a_tag() {
    use masthead::diagnostic::Safety;
    let language = Shape::one_or_many(Kind::LanguageTag);
    let shape = Shape { properties: [("language".to_owned(), language)].into(), ..Shape::default() };
    let schema = Schema::new(shape, Relations::usual().clone());
    for tag in ["pt-br", "zh_CN", "RU", "iw", "ru-Cyrl"] {
        let text = format!("---\nlanguage: {tag}\n---\n");
        let safety = |found: Vec<masthead::diagnostic::Diagnostic>| found[0].fix.as_ref().map(|fix| fix.safety);
        assert_eq!(safety(Case::new(&text).diagnostics()), Some(Safety::Unsafe), "{tag}");
        assert_eq!(safety(Case::new(&text).schema(&schema).diagnostics()), Some(Safety::Safe), "{tag}");
    }
}

#[test]
fn white_space_around_a_tag_is_not_its_fault() {
    tags_are_right(&["|\n  ru", ">-\n  ro-MD"]);
    tag_is("|-\n  RU", "3:3 language/canonical `RU`");
}

#[test]
fn what_is_no_string_is_not_judged() {
    tags_are_right(&["~", "12", "true", "{ru: 1}", "[]", "''"]);
}

#[test]
fn programming_languages_are_passed_over_without_a_schema() {
    tags_are_passed_over_without_a_schema(&[
        "javascript",
        "JavaScript",
        "c++",
        "c#",
        "C",
        "R",
        "Python",
        "python",
        "js",
        "ts",
    ]);
    tags_are_passed_over_without_a_schema(&[
        "TS", "py", "rs", "sh", "bash", "Go", "go", "SQL", "css", "CSS", "php", "Rust",
    ]);
    tags_are_passed_over_without_a_schema(&[
        "objective-c",
        "Common Lisp",
        "F#",
        "plain text",
        "Lua",
        "LUA",
        "es6",
        "vb",
        "HS",
    ]);
    tags_are_passed_over_without_a_schema(&["TypeScript", "c_cpp", "asm_x86", "html_php", "Visual Basic", "ruby-erb"]);
}

#[test]
fn human_languages_are_judged_without_a_schema() {
    for (tag, expected) in [
        ("ua", "language/unknown `ua`"),
        ("jp", "language/unknown `jp`"),
        ("Romanian", "language/unknown `Romanian`"),
        ("ru_RU", "language/malformed `ru_RU`"),
        ("EN", "language/canonical `EN`"),
        ("rus", "language/canonical `rus`"),
        ("iw", "language/deprecated `iw`"),
    ] {
        assert_eq!(findings(&format!("---\nlang: {tag}\n---\n")), [format!("2:7 {expected}")]);
    }
}

/// 250 letters and more of each.
const ENGLISH: &str = "The committee said on Monday that it had not yet decided which of the three proposals would be put to \
    the members, and that the decision would be made before the end of the month. Most of those who were asked had no \
    opinion of their own, but they would like to know what the new building is going to cost, and who is to pay for it.";
const RUSSIAN: &str = "Комитет сообщил в понедельник, что ещё не решил, какое из трёх предложений будет вынесено на \
    голосование, и что решение будет принято до конца месяца. У большинства опрошенных не было своего мнения, но они \
    хотели бы знать, сколько будет стоить новое здание и кто за него заплатит. Ответа на эти вопросы пока ни у кого нет.";
const ROMANIAN: &str = "Comitetul a anunțat luni că încă nu a hotărât care dintre cele trei propuneri va fi supusă votului și \
    că decizia va fi luată până la sfârșitul lunii. Cei mai mulți dintre cei întrebați nu aveau o părere proprie, dar ar \
    vrea să știe cât va costa clădirea cea nouă și cine va plăti pentru ea. Deocamdată nimeni nu are un răspuns.";
const UKRAINIAN: &str = "Комітет повідомив у понеділок, що ще не вирішив, яку з трьох пропозицій буде винесено на \
    голосування, і що рішення буде ухвалено до кінця місяця. Більшість опитаних не мали власної думки, але хотіли б \
    знати, скільки коштуватиме нова будівля і хто за неї заплатить. Відповіді на ці питання поки що ні в кого немає.";
const CHINESE: &str = "委员会星期一表示,尚未决定将三个方案中的哪一个提交表决,并称将在月底前作出决定。大多数被问到的人没有自己的意见,\
    但他们想知道新大楼要花多少钱,由谁来付。目前还没有人能够回答这些问题。委员会的成员说,他们会在下个星期再次开会,讨论所有\
    的建议,然后把结果告诉大家。居民们希望能够早一点知道结果,因为很多人担心学校和医院会因此得不到需要的钱。市长说这样的担心\
    没有必要,钱早就准备好了,而且新的大楼对每一个人都有好处。不过他也承认,到现在为止还没有人看过完整的计划。";

fn article(declared: &str, body: &str) -> String {
    format!("---\nlanguage: {declared}\n---\n\n{body}\n")
}

#[track_caller]
fn reads_as(declared: &str, body: &str, language: &str) {
    let text = article(declared, body);
    let found = Case::new(&text).diagnostics();
    assert_eq!(found.len(), 1, "{declared}: {found:?}");
    assert_eq!(found[0].rule, "language/mismatch");
    assert_eq!(&text[found[0].span.range()], declared);
    assert!(found[0].message.contains(&format!("the body reads as {language} (")), "{}", found[0].message);
}

#[track_caller]
fn fits(declared: &str, body: &str) {
    none(&article(declared, body));
}

#[test]
fn another_script_is_found() {
    reads_as("ro", RUSSIAN, "Russian");
    reads_as("ru", ROMANIAN, "Romanian");
    reads_as("en", UKRAINIAN, "Ukrainian");
    reads_as("zh", ENGLISH, "English");
    reads_as("ja", RUSSIAN, "Russian");
    reads_as("ja", CHINESE, "Chinese");
    reads_as("en", CHINESE, "Chinese");
    // A language that the detector does not know.
    reads_as("ka", RUSSIAN, "Russian");
    reads_as("ru-Latn", RUSSIAN, "Cyrillic script");
}

#[test]
fn another_language_of_the_same_script_is_found() {
    reads_as("ru", UKRAINIAN, "Ukrainian");
    reads_as("uk", RUSSIAN, "Russian");
    reads_as("bg", RUSSIAN, "Russian");
    reads_as("ro", ENGLISH, "English");
    reads_as("en-GB", ROMANIAN, "Romanian");
    reads_as("de-AT", ENGLISH, "English");
}

#[test]
fn the_declared_language_fits() {
    for (tags, body) in [
        (["en", "en-GB", "en-US-x-y"], ENGLISH),
        (["ru", "ru-RU", "ru-KZ"], RUSSIAN),
        (["ro", "ro-MD", "ro-RO"], ROMANIAN),
        (["uk", "uk-UA", "uk-Cyrl-UA"], UKRAINIAN),
        (["zh", "zh-Hans", "yue"], CHINESE),
    ] {
        for tag in tags.iter().filter(|tag| !tag.contains("Cyrl")) {
            fits(tag, body);
        }
    }
}

#[test]
fn several_and_no_languages_fit_everything() {
    for tag in ["mul", "und", "zxx", "mis", "x-elvish", "qaa"] {
        fits(tag, RUSSIAN);
    }
}

#[test]
fn any_of_several_declared_languages_fits() {
    fits("[ro, ru]", RUSSIAN);
    fits("[ro, ru]", ROMANIAN);
    reads_as("[ro, en]", RUSSIAN, "Russian");
}

#[test]
fn a_language_in_its_other_scripts_fits() {
    fits("ro-Cyrl", RUSSIAN);
    for tag in ["kk", "uz", "az", "tk", "tg", "sh"] {
        assert!(
            !Case::new(&article(tag, UKRAINIAN)).diagnostics().iter().any(|found| found.message.contains("script"))
        );
    }
    // The detector does not know these in Latin letters.
    fits("kk", ENGLISH);
    fits("tg", ENGLISH);
}

#[test]
fn close_relatives_are_not_told_apart() {
    let norwegian = "Komiteen sa på mandag at den ennå ikke har bestemt hvilket av de tre forslagene som skal legges fram \
        for medlemmene, og at avgjørelsen blir tatt før slutten av måneden. De fleste som ble spurt hadde ingen egen \
        mening, men de vil gjerne vite hva den nye bygningen kommer til å koste, og hvem som skal betale for den.";
    for tag in ["'no'", "nb", "nn", "da", "sv"] {
        fits(tag, norwegian);
    }
    let croatian = "Odbor je u ponedjeljak objavio da još nije odlučio koji će od tri prijedloga biti upućen članovima na \
        glasovanje i da će odluka biti donesena do kraja mjeseca. Većina ispitanih nije imala vlastito mišljenje, ali bi \
        htjela znati koliko će stajati nova zgrada i tko će je platiti. Za sada nitko nema odgovor na ta pitanja.";
    for tag in ["hr", "bs", "sr", "sr-Latn", "sh", "cnr"] {
        fits(tag, croatian);
    }
}

#[test]
fn a_short_text_says_nothing() {
    fits("ro", "Казахстан и Турция не будут признавать «референдумы» на востоке Украины, сообщили в министерстве.");
    fits("ru", "");
}

#[test]
fn a_text_in_two_languages_says_nothing() {
    fits("ru", &format!("{ENGLISH}\n\n{RUSSIAN}"));
    fits("ro", &format!("{ROMANIAN}\n\n{ENGLISH}"));
    fits("en", &format!("{ROMANIAN}\n\n{ENGLISH}"));
}

#[test]
fn what_is_no_prose_says_nothing() {
    fits("ru", &format!("```\n{ENGLISH}\n```\n\nКороткий текст."));
    fits("ru", &format!("Текст.\n\n    {ENGLISH}\n"));
    fits("ru", &format!("<!-- {ENGLISH} -->\n\nТекст."));
    fits("ru", &format!("| {ENGLISH} |\n|---|\n| {ENGLISH} |\n"));
    fits("ru", &format!("Смотри [текст](https://example.org/{}) и `{ENGLISH}`.", ENGLISH.replace(' ', "-")));
    fits("ru", &format!("<script>\n{ENGLISH}\n</script>\n"));
    fits("ru", &format!("![{ENGLISH}](a.png)"));
    fits("ru", "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(9).as_str());
}

#[test]
fn names_and_terms_in_latin_letters_fit_any_language() {
    let names = "- Kubernetes\n- Docker Compose\n- GitHub Actions\n- Visual Studio Code\n- PostgreSQL\n- Elasticsearch\n\
        - RabbitMQ\n- Apache Kafka\n- Prometheus\n- Grafana Loki\n- Terraform\n- Ansible Tower\n- Jenkins\n- Nginx\n\
        - Amazon Web Services\n- Google Cloud Platform\n- Microsoft Azure\n- Cloudflare Workers\n- Raspberry Pi\n";
    fits("ru", names);
}

#[test]
fn headings_links_and_wiki_links_are_prose() {
    reads_as("ro", &format!("# {}\n\n- [{}](a.md)\n- [[a|{}]]\n", &RUSSIAN[..200], RUSSIAN, RUSSIAN), "Russian");
}

#[test]
fn programming_languages_are_not_compared_with_the_body() {
    for tag in ["ts", "go", "sh", "JavaScript", "lua"] {
        fits(tag, ENGLISH);
    }
}

#[test]
fn the_evidence_is_the_beginning_of_the_prose() {
    let text = article("ro", &format!("![](a.png)\n\n# {RUSSIAN}"));
    let found = Case::new(&text).diagnostics();
    let masthead::diagnostic::Place::Here(place) = found[0].labels[0].place else { panic!("in the document") };
    assert!(text[place.range()].starts_with("Комитет сообщил"), "{}", &text[place.range()]);
}

#[test]
fn the_name_of_a_language_is_advice_where_nobody_wants_a_tag() {
    let text = "---\nlanguage: [English]\n---\n";
    let found = crate::support::Case::new(text).diagnostics();
    assert_eq!(found.iter().map(|found| found.severity).collect::<Vec<_>>(), [masthead::diagnostic::Severity::Info]);
    let wanted = crate::support::schema("properties: { language: { items: { type: string, format: language-tag } } }");
    let found = crate::support::Case::new(text).schema(&wanted).diagnostics();
    assert_eq!(found[0].severity, masthead::diagnostic::Severity::Error);
}

const COUNCIL: &str = "The council met on Tuesday evening to discuss the new bridge over the river, which the town has been waiting for since the old one was closed to heavy traffic. Several residents asked why the work had been put off again, and the mayor answered that the money would not arrive before the spring. Nobody was happy with that answer, but in the end they agreed to meet once more in January.";

#[test]
fn the_heading_is_not_the_text() {
    for (language, heading) in [
        ("ru", "# Почему новый мост через реку снова откладывают до весны"),
        ("de", "## Warum die neue Brücke über den Fluss wieder nicht gebaut wird und was der Rat dazu sagt"),
        ("ro", "# De ce nu este gata nici acum podul cel nou și ce spune primarul despre asta"),
        ("ja", "# 川にかかる新しい橋の工事がまた春まで延期された理由"),
        ("el", "# Γιατί η νέα γέφυρα πάνω από το ποτάμι αναβάλλεται ξανά"),
    ] {
        let text = format!("---\nlanguage: {language}\n---\n\n{heading}\n\n{COUNCIL}\n");
        let found = Case::new(&text).diagnostics();
        assert_eq!(found.iter().map(|found| found.rule).collect::<Vec<_>>(), ["language/mismatch"], "{language}");
    }
}

#[test]
fn a_list_of_foreign_titles_says_nothing_of_its_introduction() {
    let titles = COUNCIL.split(", ").flat_map(|title| ["- ", title, "\n"]).collect::<String>().repeat(2);
    for (language, introduction) in [
        ("ru", "Книги, которые стоит прочесть каждому, кто строит мосты:"),
        ("ru", "# Литература о мостах, реках и городских советах"),
        ("de", "Bücher, die jeder lesen sollte, der eine Brücke bauen will:"),
        ("ro", "Cărți pe care ar trebui să le citească oricine vrea să facă un pod:"),
        ("ja", "橋を造る人が読むべき本の一覧です。川と町の議会についての本もあります。"),
        ("fr", "Les livres que doit lire celui qui veut construire un pont sur une rivière :"),
    ] {
        none(&format!("---\nlanguage: {language}\n---\n\n{introduction}\n\n{titles}"));
    }
}

#[test]
fn the_name_of_a_language_is_repaired_where_a_schema_wants_a_tag() {
    let schema = crate::support::schema("properties: { language: { type: string, format: language-tag } }\n");
    for (name, tag) in [
        ("Russian", "ru"),
        ("Română", "ro"),
        ("日本語", "ja"),
        ("'Русский язык'", "ru"),
        ("українська", "uk"),
        ("עברית", "he"),
    ] {
        let text = format!("---\nlanguage: {name}\n---\n");
        let found = crate::support::Case::new(&text).schema(&schema).diagnostics();
        let fix = found[0].fix.as_ref().unwrap_or_else(|| panic!("{name}: {found:?}"));
        assert_eq!(fix.message, format!("write `{tag}`"));
        assert_eq!(fix.safety, masthead::diagnostic::Safety::Unsafe, "{name}");
        let alone = crate::support::Case::new(&text).diagnostics();
        assert!(alone.iter().all(|found| found.fix.is_none()), "{name}: the field may be for people");
    }
    let country = crate::support::Case::new("---\nlanguage: ua\n---\n").schema(&schema).diagnostics();
    assert!(country[0].fix.is_none(), "{country:?}");
}
