//! Front matter with faults of the kinds that people make, and what was meant by each.

use proptest::prelude::*;
use serde_yaml::Value;

/// Lines with a fault or a look-alike of one, and what they may mean, as YAML that every reader reads. `@` stands for a
/// word, `%` for another.
pub(crate) struct Fault {
    pub(crate) lines: &'static str,
    pub(crate) meant: &'static [&'static str],
}

const fn fault(lines: &'static str, meant: &'static [&'static str]) -> Fault {
    Fault { lines, meant }
}

/// The keys of the faults are not those of the fields beside them.
pub(crate) const FAULTS: &[Fault] = &[
    // Lost to a comment.
    fault("title: @ #%", &["title: '@ #%'"]),
    fault("title: @ #% and @", &["title: '@ #% and @'"]),
    fault("tags: #@ %", &["tags: '#@ %'", "tags: ['#@ %']", "tags: ['#@', '%']"]),
    fault("tags: #@", &["tags: '#@'", "tags: ['#@']", "tags: ['@']"]),
    fault("tags: [#@, #%]", &["tags: ['#@', '#%']", "tags: ['@', '%']"]),
    fault("tags: [@, #%]", &["tags: ['@', '#%']", "tags: ['@', '%']"]),
    fault("tags: [\"@\", #%]", &["tags: ['@', '#%']", "tags: ['@', '%']"]),
    fault("tags:\n- @ #%\n- #@", &["tags: ['@ #%', '#@']", "tags: ['@', '#@']"]),
    fault("tags:\n- #@\n- %", &["tags: ['#@', '%']", "tags: ['@', '%']"]),
    fault("title: @\n  % #7 @\n  %", &["title: '@ % #7 @ %'"]),
    fault("meta: {tag: \"#@\", color: #fff}", &["meta: {tag: '#@', color: '#fff'}"]),
    // A colon in text.
    fault("title: @: %", &["title: '@: %'"]),
    fault("title: @\n  %: @", &["title: '@ %: @'", "{title: '@', '%': '@'}"]),
    fault("title: @: %\n  @: %", &["title: '@: % @: %'"]),
    fault("title: @ \"%\" @: %", &["title: '@ \"%\" @: %'"]),
    fault("tags: [@: %, @]", &["tags: ['@: %', '@']"]),
    fault("meta: {title: @: %, x: y}", &["meta: {title: '@: %', x: y}"]),
    // Quotes.
    fault("title: \"@ \"%\" @\"", &["title: '@ \"%\" @'"]),
    fault("title: '@'% @'", &["title: \"@'% @\""]),
    fault("title: \"@ %", &["title: '@ %'", "title: '\"@ %'"]),
    fault("title: '@ %", &["title: '@ %'", "title: \"'@ %\""]),
    fault("title: “@ %”", &["title: '@ %'", "title: '“@ %”'"]),
    fault("title: \"@\" %", &["title: '\"@\" %'"]),
    fault("tags: [\"say \"@\"\", %]", &["tags: ['say \"@\"', '%']"]),
    fault("path: \"C:\\@\\%\"", &["path: 'C:\\@\\%'"]),
    // Lists.
    fault("tags: - @\n  - %", &["tags: ['@', '%']"]),
    fault("tags: @\n  - %", &["tags: ['@', '%']"]),
    fault("tags: \"@\"\n  - \"%\"", &["tags: ['@', '%']"]),
    fault("tags: [@, %", &["tags: ['@', '%']"]),
    fault("tags: @, %]", &["tags: ['@', '%']", "tags: '@, %]'"]),
    fault("tags: [@,, %]", &["tags: ['@', '%']"]),
    fault("tags: [@, %)", &["tags: ['@', '%']"]),
    fault("tags: [@, %］", &["tags: ['@', '%']"]),
    fault("tags: [@，%]", &["tags: ['@', '%']", "tags: ['@，%']"]),
    fault("tags: [\"@\"，\"%\"]", &["tags: ['@', '%']"]),
    fault("tags: [@، %]", &["tags: ['@', '%']", "tags: ['@، %']"]),
    fault("tags: 【@, %]", &["tags: ['@', '%']"]),
    fault("tags: [\"@\" \"%\"]", &["tags: ['@', '%']"]),
    fault("tags: \"@\", \"%\"", &["tags: ['@', '%']"]),
    fault("tags: [\"@\", \"%\"], \"7\"", &["tags: ['@', '%', '7']"]),
    fault("tags: [\n  \"@\"\n  \"%\"\n]", &["tags: ['@', '%']"]),
    fault("tags:\n-@\n-%", &["tags: ['@', '%']"]),
    fault("tags:\n* @\n* %", &["tags: ['@', '%']"]),
    fault("tags:\n• @\n• %", &["tags: ['@', '%']"]),
    fault("tags:\n  1. @\n  2. %", &["tags: ['@', '%']", "tags: ['1. @', '2. %']", "tags: '1. @ 2. %'"]),
    fault("tags:\n- @\n-\n- %", &["tags: ['@', '%']", "tags: ['@', ~, '%']"]),
    fault("tags:\n  - @\n <!-- 7 -->\n  - %", &["tags: ['@', '%']"]),
    fault("tags:\n  - @\n    - %", &["tags: ['@', '%']"]),
    fault("tags:\n  - @\n - %", &["tags: ['@', '%']"]),
    fault("tags:\n\t- @\n\t- %", &["tags: ['@', '%']"]),
    fault("list:\n  - \"@\",\n  - \"%\",", &["list: ['@', '%']"]),
    // Other notations.
    fault("\"title\": \"@\",", &["title: '@'"]),
    fault("title: '@',", &["title: '@'"]),
    fault("title: \"@\";", &["title: '@'"]),
    fault("title = \"@ %\"", &["title: '@ %'"]),
    fault("title = @", &["title: '@'"]),
    fault("meta: {a: 1},", &["meta: {a: 1}"]),
    fault(
        "meta:\n  lat:1.5\n  lon:2.5",
        &["meta: {lat: 1.5, lon: 2.5}", "meta: {lat: '1.5', lon: '2.5'}", "meta: 'lat:1.5 lon:2.5'"],
    ),
    fault("meta: {lat:1.5, lon:2.5}", &["meta: {lat: 1.5, lon: 2.5}", "meta: {lat: '1.5', lon: '2.5'}"]),
    fault("title:@ %", &["title: '@ %'"]),
    fault("title： @ %", &["title: '@ %'"]),
    fault("title：@", &["title: '@'"]),
    fault("title: ! @ %", &["title: '! @ %'", "title: '@ %'"]),
    fault("title: !@ %", &["title: '!@ %'"]),
    fault("title: & @ %", &["title: '& @ %'"]),
    fault("title: &@ %", &["title: '&@ %'", "title: '%'"]),
    fault("title: *@* %", &["title: '*@* %'"]),
    fault("title: `@` %", &["title: '`@` %'"]),
    fault("title: @@", &["title: '@@'"]),
    fault("title: %@ 7", &["title: '%@ 7'"]),
    fault("glob: **/*.@", &["glob: '**/*.@'"]),
    fault("title: {{ @ }}", &["title: '{{ @ }}'"]),
    fault("title: [@](%)", &["title: '[@](%)'"]),
    fault("title: [@] %", &["title: '[@] %'"]),
    fault("title: @\u{85}%", &["title: '@…%'"]),
    fault("title: @\u{93}%\u{94}", &["title: '@“%”'"]),
    fault("title: @\u{a0}%", &["title: '@ %'", "title: '@\u{a0}%'"]),
    fault("title:\u{a0}@ %", &["title: '@ %'"]),
    fault("title: \" @ %\"", &["title: '@ %'"]),
    fault("title: @\u{200b}% ", &["title: '@%'"]),
    fault("title: \"@  %\"", &["title: '@ %'"]),
    // Links.
    fault("related: [[@]]", &["related: '[[@]]'", "related: ['[[@]]']"]),
    fault("related: [[[@]], [[%]]]", &["related: ['[[@]]', '[[%]]']"]),
    fault("related: [[@]], [[%]]", &["related: ['[[@]]', '[[%]]']", "related: '[[@]], [[%]]'"]),
    fault("related: [[@'%]]", &["related: \"[[@'%]]\""]),
    fault("related: [[@|%: 7]]", &["related: '[[@|%: 7]]'"]),
    fault("related:\n- [[@]]\n- [[% #7]]", &["related: ['[[@]]', '[[% #7]]']", "related: ['[[@]]', '[[%#7]]']"]),
    fault("related:\n  - - - @\n  - - - %", &["related: ['[[@]]', '[[%]]']"]),
    // Blocks of text.
    fault("title: > @\n  %", &["title: '@ %'", "title: \"@ %\\n\""]),
    fault("title: | @", &["title: '@'", "title: '| @'"]),
    fault("description: |\n @\n%", &["description: \"@\\n%\\n\"", "description: \"@ %\""]),
    fault("description: |4\n  @", &["description: \"@\\n\""]),
    fault("description: >+-\n  @", &["description: \"@\"", "description: \"@\\n\""]),
    fault("description: |-\n- @\n- %", &["description: \"- @\\n- %\"", "description: ['@', '%']"]),
    // Words of other kinds.
    fault("draft: off #@", &["draft: 'off #@'", "draft: false"]),
    fault("draft: yes", &["draft: true", "draft: 'yes'"]),
    fault("n: 1_000", &["n: 1000", "n: '1_000'"]),
    fault("lang: zh_CN", &["lang: zh-CN"]),
    fault("lang: pt-br", &["lang: pt-BR"]),
    fault("lang: \"ru \"", &["lang: ru"]),
    fault("date: 2022-02-30", &[]),
    fault(
        "date: 2022-9-5 10:00",
        &["date: '2022-09-05T10:00:00'", "date: '2022-09-05T10:00'", "date: '2022-09-05 10:00'"],
    ),
    fault("date: 2022-09-05;", &["date: 2022-09-05"]),
    fault("date: 2022-09-05T10:00:00", &[]),
    fault("date: \"2022-09-05\",", &["date: 2022-09-05"]),
    // What stands alone.
    fault("* @", &[]),
    fault("@ %", &[]),
    fault("// @ %", &[]),
    fault("<!-- @ -->", &[]),
    fault("/* @ */", &[]),
    fault("title: @\ntitle: %", &["title: '@'", "title: '%'"]),
    fault("title: @\n  sub: %", &["{title: '@', sub: '%'}", "title: '@ sub: %'", "title: {'@': ~, sub: '%'}"]),
    fault(" title: @", &["title: '@'"]),
    fault("url: http:// @ . %", &[]),
    fault("\ttitle: @", &["title: '@'"]),
];

/// Fields without a fault, which a repair beside them leaves alone.
const NEIGHBOURS: &[&str] = &[
    "near: слово @",
    "near: \"@: %\"",
    "near: [@, '%']",
    "near:\n- @\n- \"% #7\"",
    "near: >-\n  @\n  %",
    "near: {a: @, b: [7, %]}",
    "near:\n  deep: @ # a note\n  deeper:\n  - %",
    "near: |\n  @: %\n  - @",
];

const WORDS: &[&str] =
    &["слово", "țară", "word", "日本", "שלום", "ёлка", "d’été", "x-y", "7", "🇷🇸", "سياسة", "o'clock", "👩‍🌾"];

/// A part of a document: some lines, and what they may mean.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) lines: String,
    pub(crate) meant: Vec<Value>,
    pub(crate) is_fault: bool,
}

impl Part {
    fn of(lines: &str, meant: &[&str], index: usize, mark: &impl Fn(char) -> String) -> Self {
        // No field is there twice.
        let keys = [["title", "subtitle", "summary"], ["tags", "keywords", "categories"], ["meta", "seo", "extra"]];
        let named = |text: &str| keys.iter().fold(text.to_owned(), |text, keys| text.replace(keys[0], keys[index % 3]));
        let meant: Vec<Value> = meant.iter().filter_map(|text| value(&named(text), mark)).collect();
        Self { lines: fill(&named(lines), mark), meant, is_fault: true }
    }

    fn shares_key(&self, other: &Self) -> bool {
        let (Some(Value::Mapping(own)), Some(Value::Mapping(other))) = (self.meant.first(), other.meant.first()) else {
            return false;
        };
        own.keys().any(|key| other.contains_key(key))
    }
}

fn fill(text: &str, mark: &impl Fn(char) -> String) -> String {
    text.replace('@', "\u{1}").replace('%', &mark('w')).replace('\u{1}', &mark('q'))
}

#[derive(Clone, Debug)]
pub(crate) struct Faulty {
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
}

/// Front matter of one to three faults, each with words that stand nowhere else, between fields without one.
pub(crate) fn faulty() -> impl Strategy<Value = Faulty> {
    let fault = (0..FAULTS.len(), prop::sample::select(WORDS), any::<bool>());
    let beside = prop::sample::select(NEIGHBOURS);
    (prop::collection::vec((fault, prop::option::of(beside.clone())), 1..4), prop::option::of(beside), any::<bool>())
        .prop_map(|(faults, first, crlf)| {
            let mut parts = Vec::new();
            if let Some(first) = first {
                parts.push(neighbour(first, 9));
            }
            for (index, ((which, word, marked), beside)) in faults.into_iter().enumerate() {
                let Fault { lines, meant } = FAULTS[which];
                // No letters, which would mix scripts.
                let number = |which: char| if which == 'q' { 2 * index } else { 2 * index + 1 };
                let mark =
                    |which: char| if marked { format!("{word}{}", number(which)) } else { format!("{which}{index}") };
                let part = Part::of(lines, meant, index, &mark);
                // An indented field below a mapping may belong to it; at the beginning, all the others may.
                let is_nested = |above: &Part| above.lines.contains("deep") || above.lines.contains(": #");
                let is_text = |above: &Part| lines == "@ %" && above.lines.starts_with("description");
                let is_open = lines.starts_with(['\t', ' ']) && parts.last().is_none_or(is_nested)
                    || parts.last().is_some_and(is_text);
                if !is_open && parts.iter().all(|other: &Part| !other.shares_key(&part)) {
                    parts.push(part);
                }
                parts.extend(beside.map(|beside| neighbour(beside, index)));
            }
            let lines = parts.iter().flat_map(|part| [part.lines.as_str(), "\n"]).collect::<String>();
            let text = format!("---\n{lines}---\nBody.\n");
            Faulty { text: if crlf { text.replace('\n', "\r\n") } else { text }, parts }
        })
}

fn neighbour(lines: &str, index: usize) -> Part {
    let lines = lines.replace("near", &format!("near{index}"));
    let lines = lines.replace('@', &format!("n{index}")).replace('%', &format!("m{index}"));
    Part { meant: vec![serde_yaml::from_str(&lines).expect("it is YAML")], lines, is_fault: false }
}

/// What YAML means, with words filled into the texts that it holds.
fn value(yaml: &str, mark: &impl Fn(char) -> String) -> Option<Value> {
    fn filled(value: Value, mark: &impl Fn(char) -> String) -> Value {
        match value {
            Value::String(text) => Value::String(fill(&text, mark)),
            Value::Sequence(items) => items.into_iter().map(|item| filled(item, mark)).collect(),
            Value::Mapping(entries) => Value::Mapping(
                entries.into_iter().map(|(key, value)| (filled(key, mark), filled(value, mark))).collect(),
            ),
            other => other,
        }
    }
    serde_yaml::from_str(yaml).ok().map(|value| filled(value, mark))
}
