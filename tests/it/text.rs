use masthead::diagnostic::Safety;
use masthead::source::Source;
use proptest::proptest;

use crate::support::{Case, findings, none};

/// The finding of one rule in a value, and the text that it points at.
#[track_caller]
fn one(value: &str, rule: &str, text: &str) {
    let document = format!("---\ntitle: {value}\n---\n");
    let found = findings(&document);
    assert_eq!(found.len(), 1, "{value:?}: {found:?}");
    assert!(found[0].ends_with(&format!(" {rule} `{}`", text.escape_debug())), "{value:?}: {found:?}");
}

#[track_caller]
fn fine(value: &str) {
    none(&format!("---\ntitle: {value}\n---\n"));
}

#[test]
fn a_note_that_is_named_with_two_spaces_is_linked_by_that_name() {
    none("---\nrelated:\n  - \"[[C Embedded  Functions]]\"\n  - \"see [[a  b|c]] too\"\n---\n");
    assert_eq!(findings("---\na: \"[[b|c  d]]\"\n---\n"), ["2:10 text/whitespace `  `"]);
    assert_eq!(findings("---\na: \"[[b]]  [[c]]\"\n---\n"), ["2:10 text/whitespace `  `"]);
}

#[test]
fn a_task_without_text_keeps_its_space() {
    none("---\ntasks:\n  - \"- [ ] \"\n---\n");
    assert_eq!(findings("---\na: \"[First] [ ] \"\n---\n"), ["2:16 text/whitespace ` `"]);
}

#[test]
fn invisible_characters_are_found_where_they_are() {
    one("Серб\u{200b}ия", "text/invisible", "\u{200b}");
    one("Сер\u{ad}бия", "text/invisible", "\u{ad}");
    one("'a\u{202e}b'", "text/invisible", "\u{202e}");
    one(r#""a\u200Eb""#, "text/invisible", r"\u200E");
    one(r#""a\x07b""#, "text/invisible", r"\x07");
    one("a\u{2060}\u{200b}b", "text/invisible", "\u{2060}\u{200b}");
    one("za\u{200c}b", "text/invisible", "\u{200c}");
    one("de\u{200d}f", "text/invisible", "\u{200d}");
    one("a\u{fe0f}b", "text/invisible", "\u{fe0f}");
    one("'abc\u{feff}'", "text/invisible", "\u{feff}");
    one("|\n  a\u{200b}b", "text/invisible", "\u{200b}");
    one("שלום \u{202e}abc", "text/invisible", "\u{202e}");
    assert_eq!(findings("---\nti\u{200b}tle: a\n---\n"), ["2:3 text/invisible `\\u{200b}`"]);
}

#[test]
fn joiners_and_selectors_in_their_place_are_fine() {
    fine("می\u{200c}خواهم کتاب\u{200c}ها");
    fine("क्\u{200d}ष और क्\u{200c}ष");
    fine("ശ്രീ ന\u{d4d}\u{200d}");
    fine("👨\u{200d}👩\u{200d}👧 семья");
    fine("❤\u{fe0f} и 1\u{fe0f}\u{20e3} ☎\u{fe0e}");
    fine("🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland");
    fine("葛\u{e0100}飾区");
    fine("🏳\u{fe0f}\u{200d}🌈");
    fine("ภาษา\u{200b}ไทย ភាសា\u{200b}ខ្មែរ");
    fine("C++\u{200f} \u{5e9}\u{5dc}\u{5d5}\u{5dd}");
    fine("\u{2067}שלום\u{2069} (Shalom)");
    fine(r#""two\nlines\tand a tab""#);
}

#[test]
fn words_of_two_scripts_are_found() {
    one("Cербия и Турция", "text/mixed-script", "C");
    one("Сepбия", "text/mixed-script", "ep");
    one("Новости про Мoлдову", "text/mixed-script", "o");
    one("Мicrosoft buys", "text/mixed-script", "М");
    one("раypal is down", "text/mixed-script", "ра");
    one("'[[Cербия]]'", "text/mixed-script", "C");
    one("бiрiншi", "text/mixed-script", "iрiншi");
    one("нe надо", "text/mixed-script", "e");
    one("зáмок на горе", "text/mixed-script", "á");
    one("в CССР было", "text/mixed-script", "C");
    one("стили СSS и вёрстка", "text/mixed-script", "С");
    one("MTС-банк вырос", "text/mixed-script", "MT");
    one("Αthens is in Greece", "text/mixed-script", "Α");
}

#[test]
fn scripts_beside_each_other_are_fine() {
    for text in [
        "iPhone-ом, Wi-Fi, Telegram-канал и COVID-19",
        "Україна, її історія, ґанок",
        "Қазақстан Республикасы, әлем, өмір",
        "Београд, Љубљана, Његош, Ђорђе",
        "кВт·ч, m², μg, 5 Ом, 10 kΩ, ΔT",
        "日本語とEnglish、Tシャツ",
        "XX век, ХХ век, ХIХ век",
        "Яndex и ВКонтакте",
        "О’Генри и д’Артаньян",
        "iPhone 15 Pro в Кишинёве",
        "user_имя@example.com",
        "https://пример.рф/Cтраница",
        "CO2 и СО2, H2О",
        "β-каротин и α-channel, νμ",
        "T-образный X-лучи С-400 3D-принтер",
        "București, Țară, şi ţară",
        "한국어 Korea, Ελλάδα, עברית, العربية",
    ] {
        fine(&format!("'{}'", text.replace('\'', "''")));
    }
}

#[test]
fn text_out_of_normal_form_is_found() {
    one("Бои\u{306}ко", "text/normalization", "и\u{306}");
    one("cafe\u{301}", "text/normalization", "e\u{301}");
    one("Bucures\u{326}ti", "text/normalization", "s\u{326}");
    one("\u{212b}ngström", "text/normalization", "\u{212b}");
    one("\u{1112}\u{1161}\u{11ab}", "text/normalization", "\u{1112}\u{1161}\u{11ab}");
    one("|\n  cafe\u{301}", "text/normalization", "e\u{301}");
}

#[test]
fn text_in_normal_form_is_fine() {
    fine("Бойко, ёж, café, București, Țară");
    fine("за\u{301}мок, бо\u{301}льшая");
    fine("हिन्दी, ភាសាខ្មែរ, தமிழ், Tiếng Việt");
    fine("한국어, 日本語, 神\u{fa19}");
    fine("שָׁלוֹם, Ἀθῆναι");
    fine("العَرَبِيَّة");
}

#[test]
fn spaces_nobody_meant_are_found() {
    one("'Сербия '", "text/whitespace", " ");
    one("\" Сербия\"", "text/whitespace", " ");
    one("Сербия  и Турция", "text/whitespace", "  ");
    one("\"a\u{a0}\"", "text/whitespace", "\u{a0}");
    one("\"a\\u00a0 b\"", "text/whitespace", "\\u00a0 ");
    assert_eq!(findings("---\n\"title \": a\n---\n"), ["2:7 text/whitespace ` `"]);
}

#[test]
fn spaces_that_are_meant_are_fine() {
    fine("|\n  a  b\n    c");
    fine(">\n  a  b");
    fine("日本語\u{3000}\u{3000}テキスト");
    fine("10\u{a0}000 руб., « thé »".replace("« t", "«\u{202f}t").as_str());
    fine("a   # a comment after spaces");
    fine(r#""line\n  indented""#);
    fine("\"   \"");
    fine("\"a b\n  c\"");
}

#[test]
fn trailing_spaces_are_found_where_no_value_holds_them() {
    assert_eq!(findings("---\ntitle: a  \n---\n"), ["2:9 text/trailing-space `  `"]);
    assert_eq!(findings("---\r\ntitle: a\t\r\n---\r\n"), ["2:9 text/trailing-space `\\t`"]);
    assert_eq!(findings("---\ntitle: a # b \n---\n"), ["2:13 text/trailing-space ` `"]);
    assert_eq!(findings("---\ntitle: a\nlist: \n- b\n---\n"), ["3:6 text/trailing-space ` `"]);
    assert_eq!(findings("--- \ntitle: a\n---\n"), ["1:4 text/trailing-space ` `"]);
    assert_eq!(findings("---\nа: |  \n  б  \nв: г\n---\n"), ["2:5 text/trailing-space `  `"]);
    none("---\na: |\n  b  \n  c\n---\n");
    none("---\na: >\n  b  \n\n  c\n---\n");
    none("---\na: \"b  \n  c\"\n---\n");
    none("---\na: b\n---\nThe body.  \nIts spaces.\n");
    none("---\na: |\n  b\n   \n---\n");
    none("---\na: 'b \n\n  c'\n---\n");
}

#[test]
fn line_endings_that_differ_are_found() {
    assert_eq!(findings("---\na: b\r\nc: d\n---\n"), ["2:5 text/line-ending `\\r\\n`"]);
    assert_eq!(findings("---\r\na: b\r\nc: d\n---\r\n"), ["3:5 text/line-ending `\\n`"]);
    assert_eq!(findings("---\na: b\rc: d\n---\n"), ["2:5 text/line-ending `\\r`"]);
    none("---\r\na: b\r\n---\r\nbody\n");
    none("---\na: b\n---\nbody\r\n");
    none("---\ra: b\r---\rbody\n");
    none("---\na: \"b\\r\\nc\"\n---\n");
    none("---\r\na: b\r\n---");
}

#[test]
fn misread_text_is_found() {
    one("РџСЂРёРІРµС‚", "text/mojibake", "РџСЂРёРІРµС‚");
    one("Ð¡ÐµÑ€Ð±Ð¸Ñ", "text/mojibake", "Ð¡ÐµÑ€Ð±Ð¸Ñ");
    one("п÷я─п╦п╡п╣я┌", "text/mojibake", "п÷я─п╦п╡п╣я┌");
    one("╨Я╤А╨╕╨▓╨╡╤В", "text/mojibake", "╨Я╤А╨╕╨▓╨╡╤В");
    one("–ü—Ä–∏–≤–µ—Ç", "text/mojibake", "–ü—Ä–∏–≤–µ—Ç");
    one("cafÃ© au lait", "text/mojibake", "Ã©");
    one("it â€œis so", "text/mojibake", "â€œ");
    one("BucureÈ™ti È™i ÈšarÄƒ", "text/mojibake", "È™ti È™i ÈšarÄƒ");
    one("æ—¥æœ¬èªž", "text/mojibake", "æ—¥æœ¬èªž");
}

#[test]
fn text_of_many_languages_was_not_misread() {
    for text in [
        "Ñandú, São Paulo, Ðorđe, Đà Nẵng, Þór",
        "«CAFÉ» et «THÉ», déjà vu, Où est-il ?",
        "É»LAN»",
        "Рёбра, Съёмка, С№1, «Россия», Р’",
        "SÃO JOÃO, IRMÃ, MAÇÃ, «IRMû",
        "Île, Âge, Ångström, Ærø, Örn, Übung",
        "Việt Nam, Tiếng Việt, Điện Biên Phủ",
        "—É verdade, disse. —É mesmo?",
        "Ελλάδα, Україна, Ўзбекистон, Ђорђе, Ћирилица, Ѓорѓи",
        "Рі, Сі, вё, Łódź, Čeština, Şişli",
        "┌──┐ рамка └──┘",
        "Â, Î, Ă, Ș, Ț: «Î» și «Â»",
    ] {
        fine(&format!("'{}'", text.replace('\'', "''")));
    }
}

#[test]
fn placeholders_are_found() {
    one("TODO", "text/placeholder", "TODO");
    one("'TODO:'", "text/placeholder", "'TODO:'");
    one("untitled", "text/placeholder", "untitled");
    one("Lorem ipsum dolor sit amet", "text/placeholder", "Lorem ipsum dolor sit amet");
    one("'???'", "text/placeholder", "'???'");
    one("Без названия", "text/placeholder", "Без названия");
    one("Fără titlu", "text/placeholder", "Fără titlu");
    assert_eq!(findings("---\nauthor: [TBD]\n---\n"), ["2:10 text/placeholder `TBD`"]);
}

#[test]
fn what_only_holds_such_words_is_fine() {
    none("---\nstatus: todo\ntags: [todo, xxx]\n---\n");
    none("---\ntitle: Todo\n---\n");
    none("---\ntitle: TODO list for 2024\n---\n");
    none("---\ntitle: Untitled Goose Game\n---\n");
    none("---\ntitle: Что делать?\ndescription: Без названия города\n---\n");
    none("---\ntitle: '?'\nid: xxx\n---\n");
    none("---\ntitle: О Lorem ipsum\n---\n");
}

#[test]
fn an_alias_is_looked_at_where_its_anchor_is() {
    assert_eq!(findings("---\na: &x 'b '\nc: *x\n---\n"), ["2:9 text/whitespace ` `"]);
}

/// The text after every safe fix of this group has been made, until nothing changes.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..20 {
        let found = Case::new(&text).diagnostics();
        let fixes = found.into_iter().filter_map(|diagnostic| diagnostic.fix);
        let mut edits: Vec<_> = fixes.filter(|fix| fix.safety == Safety::Safe).flat_map(|fix| fix.edits).collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut end = text.len() + 1;
        let before = text.clone();
        for edit in edits.iter().rev().filter(|edit| edit.span.end < before.len() + 1) {
            if edit.span.end <= end {
                text.replace_range(edit.span.range(), &edit.text);
                end = edit.span.start;
            }
        }
        if text == before {
            return text;
        }
    }
    panic!("fixes go on for ever: {text:?}");
}

#[test]
fn safe_fixes_mend_what_they_say_and_no_more() {
    for (broken, whole) in [
        ("---\ntitle: Сер\u{200b}бия\n---\n", "---\ntitle: Сербия\n---\n"),
        ("---\ntitle: \"a\\u200Bb\"\n---\n", "---\ntitle: \"ab\"\n---\n"),
        ("---\ntitle: \u{200b}true\n---\n", "---\ntitle: 'true'\n---\n"),
        ("---\ntitle: 'it''s  a '\n---\n", "---\ntitle: 'it''s a'\n---\n"),
        ("---\ntitle: a  b, c # x\n---\n", "---\ntitle: a b, c # x\n---\n"),
        ("---\ntitle: cafe\u{301}\n---\n", "---\ntitle: café\n---\n"),
        ("---\ntitle: a \t\n---\n", "---\ntitle: a\n---\n"),
        ("---\ntitle: a\r\nb: c\nd: e\n---\nbody\r\n", "---\ntitle: a\nb: c\nd: e\n---\nbody\r\n"),
        ("\n\n---\ntitle: a\n---\n", "---\ntitle: a\n---\n"),
        ("\u{feff}\n---\ntitle: a\n---\n", "\u{feff}---\ntitle: a\n---\n"),
        ("----\ntitle: a\n----\nbody\n", "---\ntitle: a\n---\nbody\n"),
        ("———\r\ntitle: a\r\n———\r\nbody", "---\r\ntitle: a\r\n---\r\nbody"),
        ("--- title: a\nb: c\n---\n", "---\ntitle: a\nb: c\n---\n"),
        ("--- # why\ntitle: a\n---\n", "---\n# why\ntitle: a\n---\n"),
        ("  ---\n  title: a\n  ---\n", "---\n  title: a\n---\n"),
        ("---\na: 1 # masthead: ignore[yaml/tag]\n---\n", "---\na: 1\n---\n"),
        ("---\n  # masthead: ignore[yaml/tag]\na: 1\n---\n", "---\na: 1\n---\n"),
    ] {
        assert_eq!(mended(broken), whole, "{broken:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(---|\n|\r|title: |: |[a-c]|[А-Я]|[а-яёіїЂ‚“ВГ]|[À-ÿ]|[\u{200b}-\u{202f}]|\\\\u200b|[\"'#,-]|\\[|\\]|  | |\u{301}|\u{feff}|\u{fe0f}|# masthead: ignore\\[text\\]){0,60}") {
        let document = format!("---\n{text}\n---\n");
        for text in [&text, &document] {
            let source = Source::new("a.md", text.as_str());
            for diagnostic in Case::new(text).diagnostics() {
                source.slice(diagnostic.span);
                for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
                    source.slice(edit.span);
                }
            }
            mended(text);
        }
    }
}

#[test]
fn a_list_of_things_to_do_may_be_called_todo() {
    let rules = |path: &str, text: &str| -> Vec<&'static str> {
        let source = masthead::source::Source::new(path, text);
        let checked = masthead::linter::check(&source, None, &crate::support::settings());
        checked.diagnostics.iter().map(|found| found.rule).collect()
    };
    assert_eq!(rules("todo.md", "---\ntitle: todo\n---\n"), [""; 0]);
    assert_eq!(rules("bridge.md", "---\ntitle: todo\n---\n"), ["text/placeholder"]);
}
