//! Counting what documents hold, and schemas from that.

use std::sync::Arc;

use masthead::infer::{self, Candidate, Constraint, Inferred, Options, Step, Trial};
use masthead::kinds::Kind;
use masthead::schema::{NoReferences, Schema};
use masthead::source::Source;
use masthead::stats::{Read, Stats, Type};
use serde_json::{Map, Value, json};

use crate::cli::project::Project;

/// A sequence of numbers that is the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// What a field of a known schema holds.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Text,
    Date,
    DateTime,
    Link,
    Address,
    Language,
    Flag,
    Rating,
    OneOf(&'static [&'static str]),
    Texts,
    Links,
}

type Known = (&'static str, Holds, u32);

/// Twenty schemas: name, what it holds, and in how many of a hundred documents it is.
const SCHEMAS: [&[Known]; 20] = {
    use Holds::{Address, Date, DateTime, Flag, Language, Link, Links, OneOf, Rating, Text, Texts};
    [
        &[("title", Text, 100), ("date", Date, 100), ("tags", Texts, 80), ("draft", Flag, 30)],
        &[("title", Text, 100), ("published", DateTime, 100), ("language", Language, 100), ("url", Address, 100)],
        &[("заголовок", Text, 100), ("дата", Date, 100), ("раздел", OneOf(&["новости", "мнения", "спорт"]), 100)],
        &[("titlu", Text, 100), ("secțiune", OneOf(&["știri", "opinii"]), 100), ("adresă", Address, 60)],
        &[("name", Text, 100), ("description", Text, 100), ("license", OneOf(&["MIT", "Apache-2.0"]), 50)],
        &[("title", Text, 100), ("status", OneOf(&["draft", "review", "final"]), 100), ("rating", Rating, 100)],
        &[("publication", Link, 100), ("keywords", Links, 100), ("published", DateTime, 100)],
        &[("title", Text, 100), ("weight", Rating, 70), ("hidden", Flag, 40), ("lastmod", Date, 60)],
        &[("標題", Text, 100), ("日期", Date, 100), ("標籤", Texts, 70)],
        &[("title", Text, 100), ("author", Link, 100), ("source", Address, 100), ("read", Flag, 100)],
        &[("id", Text, 100), ("decided", Date, 100), ("status", OneOf(&["proposed", "accepted", "rejected"]), 100)],
        &[("layout", OneOf(&["post", "page", "home"]), 100), ("title", Text, 100), ("permalink", Text, 50)],
        &[("lang", Language, 100), ("title", Text, 100), ("created", Date, 100), ("updated", Date, 80)],
        &[("title", Text, 100), ("aliases", Texts, 60), ("cssclasses", Texts, 30), ("publish", Flag, 100)],
        &[("recipe", Text, 100), ("servings", Rating, 100), ("cuisine", OneOf(&["ro", "ru", "it", "fr"]), 100)],
        &[("book", Text, 100), ("writer", Link, 100), ("score", Rating, 85), ("finished", Date, 60)],
        &[("event", Text, 100), ("starts", DateTime, 100), ("ends", DateTime, 100), ("venue", Text, 75)],
        &[("title", Text, 100), ("archive", Address, 100), ("site", OneOf(&["nokta.md", "zdg.md"]), 100)],
        &[("title", Text, 100), ("sidebar_position", Rating, 100), ("slug", Text, 50), ("unlisted", Flag, 25)],
        &[("title", Text, 100), ("people", Links, 90), ("place", Link, 60), ("mood", OneOf(&["good", "bad"]), 100)],
    ]
};

const WORDS: [&str; 12] =
    ["river", "Сербия", "știre", "grain", "стекло", "蘋果", "paper", "стол", "vânt", "quiet", "orbit", "лампа"];

fn value(holds: Holds, numbers: &mut Numbers) -> Value {
    let word = |numbers: &mut Numbers| {
        format!("{} {} {}", WORDS[numbers.below(12)], WORDS[numbers.below(12)], numbers.below(9_999))
    };
    let day = |numbers: &mut Numbers| {
        format!("{}-{:02}-{:02}", 2015 + numbers.below(10), 1 + numbers.below(12), 1 + numbers.below(28))
    };
    let link = |numbers: &mut Numbers| format!("[[{} {}]]", WORDS[numbers.below(12)], numbers.below(500));
    match holds {
        Holds::Text => json!(word(numbers)),
        Holds::Date => json!(day(numbers)),
        Holds::DateTime => json!(format!("{}T10:{:02}:00+02:00", day(numbers), numbers.below(60))),
        Holds::Link => json!(link(numbers)),
        Holds::Address => json!(format!("https://example.org/{}", numbers.below(99_999))),
        Holds::Language => json!(["ro", "ru", "uk", "en"][numbers.below(4)]),
        Holds::Flag => json!(numbers.below(2) == 0),
        Holds::Rating => json!(1 + numbers.below(5)),
        Holds::OneOf(values) => json!(values[numbers.below(values.len())]),
        Holds::Texts => (0..=numbers.below(4)).map(|at| json!(format!("{} {at}", word(numbers)))).collect(),
        Holds::Links => (0..=numbers.below(4)).map(|at| json!(format!("[[{} {at}]]", word(numbers)))).collect(),
    }
}

fn document(schema: &[Known], numbers: &mut Numbers) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, holds, coverage) in schema {
        if numbers.below(100) < *coverage as usize {
            fields.insert((*name).to_owned(), value(*holds, numbers));
        }
    }
    fields
}

/// Plants one fault; says whether it could.
fn plant(schema: &[Known], fields: &mut Map<String, Value>, numbers: &mut Numbers) -> bool {
    let (name, holds, coverage) = schema[numbers.below(schema.len())];
    let Some(old) = fields.get(name).cloned() else { return false };
    let wrong = match (numbers.below(3), holds) {
        (0, _) if coverage == 100 => {
            fields.remove(name);
            return true;
        }
        (1, _) if name.chars().count() > 4 => {
            let wrong: String = name.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, each)| each).collect();
            fields.remove(name);
            fields.insert(wrong, old);
            return true;
        }
        (_, Holds::Date) => json!("30.02.2024"),
        (_, Holds::DateTime) => json!("yesterday"),
        (_, Holds::Link) => json!("Nokta"),
        (_, Holds::Address) => json!("example dot org"),
        (_, Holds::Language) => json!("Russian"),
        (_, Holds::Flag) => json!("yes"),
        (_, Holds::Rating) => json!("five"),
        (_, Holds::OneOf(values)) => json!(format!("{}x", values[0])),
        (_, Holds::Text) => json!(true),
        (_, Holds::Texts | Holds::Links) => json!("a, b, c"),
    };
    fields.insert(name.to_owned(), wrong);
    true
}

/// The constraints that a known schema should be found to have.
fn wanted(schema: &[Known]) -> Vec<(Vec<Step>, Constraint)> {
    let mut wanted = Vec::new();
    for (name, holds, coverage) in schema {
        let place = vec![Step::Field((*name).to_owned())];
        let mut items = place.clone();
        items.push(Step::Items);
        let mut add = |constraint| wanted.push((place.clone(), constraint));
        if *coverage == 100 {
            add(Constraint::Required);
        }
        let kind = |kind| Constraint::Kinds(vec![kind]);
        let (of_type, more) = match holds {
            Holds::Text => (Type::String, None),
            Holds::Date => (Type::String, Some(kind(Kind::Date))),
            Holds::DateTime => (Type::String, Some(kind(Kind::DateTime))),
            Holds::Link => (Type::String, Some(kind(Kind::Wikilink))),
            Holds::Address => (Type::String, Some(kind(Kind::Uri))),
            Holds::Language => (Type::String, Some(kind(Kind::LanguageTag))),
            Holds::Flag => (Type::Boolean, None),
            Holds::Rating => (Type::Integer, Some(Constraint::Maximum(5))),
            Holds::OneOf(values) => {
                let mut values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
                values.sort();
                (Type::String, Some(Constraint::Enum(values)))
            }
            Holds::Texts | Holds::Links => (Type::Array, None),
        };
        add(Constraint::Types(vec![of_type]));
        more.into_iter().for_each(&mut add);
        if *holds == Holds::Links {
            wanted.push((items, kind(Kind::Wikilink)));
        }
    }
    wanted
}

fn inferred(documents: &[(String, Value)], options: Options) -> Inferred {
    let mut stats = Stats::default();
    for (path, fields) in documents {
        stats.add(path, Read::Fields(fields));
    }
    let candidates = infer::candidates(&stats);
    let mut trial = Trial::default();
    for (path, fields) in documents {
        trial.add(path, fields, &candidates);
    }
    Inferred::new(stats, candidates, &trial, Vec::new(), options)
}

/// A constraint that says more than that a field is not empty.
const fn is_telling(candidate: &Candidate) -> bool {
    matches!(candidate.constraint, Constraint::Required | Constraint::Kinds(_) | Constraint::Enum(_))
}

#[test]
fn known_schemas_are_found_again_and_planted_faults_are_named() {
    const DOCUMENTS: usize = 500;
    let (mut all, mut found, mut false_ones) = (0, 0, Vec::new());
    let (mut planted, mut named, mut named_wrongly) = (0, 0, 0);
    for (number, schema) in SCHEMAS.iter().enumerate() {
        let mut numbers = Numbers(number as u64 + 7);
        let mut documents = Vec::new();
        let mut faulty = Vec::new();
        for at in 0..DOCUMENTS {
            let mut fields = document(schema, &mut numbers);
            if at % 50 == 7 && plant(schema, &mut fields, &mut numbers) {
                faulty.push(at);
            }
            documents.push((format!("{at}.md"), Value::Object(fields)));
        }
        let inferred = inferred(&documents, Options::default());
        let wanted = wanted(schema);
        all += wanted.len();
        let has = |place: &[Step], constraint: &Constraint| {
            inferred.candidates.iter().any(|each| each.place == place && each.constraint == *constraint)
        };
        found += wanted.iter().filter(|(place, constraint)| has(place, constraint)).count();
        for candidate in inferred.candidates.iter().filter(|each| each.is_kept && is_telling(each)) {
            if !wanted
                .iter()
                .any(|(place, constraint)| *place == candidate.place && *constraint == candidate.constraint)
            {
                false_ones.push(format!("{number}: {candidate:?}"));
            }
        }
        // What is named: documents that break what nearly all others keep to.
        let tellers: Vec<_> = inferred.candidates.iter().filter(|each| each.broken * 20 <= DOCUMENTS as u64).collect();
        let is_named = |at: usize| tellers.iter().any(|each| each.is_broken_by(&documents[at].1));
        planted += faulty.len();
        named += faulty.iter().filter(|at| is_named(**at)).count();
        named_wrongly += (0..DOCUMENTS).filter(|at| !faulty.contains(at) && is_named(*at)).count();
        // The budget holds by the validator's own judgement.
        let text = inferred.to_yaml();
        let schema = Schema::load(Source::new("inferred.yaml", text.as_str()), None, Arc::new(NoReferences));
        let schema = schema.unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        let failing = documents.iter().filter(|(_, fields)| !schema.failures(fields).is_empty()).count();
        assert!(failing * 100 <= DOCUMENTS, "{number}: {failing} fail\n{text}");
        assert_eq!(failing as u64, inferred.disagreeing, "{number}\n{text}");
    }
    assert!(planted > 100, "{planted} faults are planted");
    assert!(found * 100 >= all * 95, "{found} of {all} constraints are found");
    assert_eq!(false_ones, [""; 0]);
    assert!(named * 100 >= planted * 95, "{named} of {planted} faults are named");
    assert!(named_wrongly * 20 < planted, "{named_wrongly} are named wrongly, {planted} faults");
}

#[test]
fn parts_counted_apart_and_merged_are_the_same_as_one() {
    let mut numbers = Numbers(1);
    let documents: Vec<_> =
        (0..600).map(|at| (format!("f/{at}.md"), Value::Object(document(SCHEMAS[1], &mut numbers)))).collect();
    let mut whole = Stats::default();
    for (path, fields) in &documents {
        whole.add(path, Read::Fields(fields));
    }
    let mut merged = Stats::default();
    for part in documents.chunks(77) {
        let mut stats = Stats::default();
        for (path, fields) in part {
            stats.add(path, Read::Fields(fields));
        }
        merged.merge(stats);
    }
    assert_eq!(merged.to_json(), whole.to_json());
    assert_eq!(merged.to_text(), whole.to_text());
}

#[test]
fn memory_does_not_grow_with_values() {
    let mut stats = Stats::default();
    for at in 0..30_000 {
        stats.add("a.md", Read::Fields(&json!({ "id": format!("number {at}") })));
    }
    let field = &stats.fields.by_name["id"];
    assert!(field.counter.sorted().len() <= 2_000);
    assert_eq!(field.counter.total(), 30_000);
    assert!((28_000..32_000).contains(&field.distinct.count()), "{}", field.distinct.count());
}

#[test]
fn a_field_that_only_documents_of_one_sort_have_is_required_of_those() {
    let sorts = ["book", "film", "place"];
    let documents: Vec<(String, Value)> = (0..120)
        .map(|at| {
            let sort = sorts[at % 3];
            let mut fields = json!({ "type": sort, "title": format!("t {at}") });
            if sort == "book" {
                fields["isbn"] = json!(format!("978-{at}"));
            }
            (format!("{at}.md"), fields)
        })
        .collect();
    let yaml = inferred(&documents, Options::default()).to_yaml();
    assert!(
        yaml.contains("- if: {properties: {type: {const: book}}, required: [type]}\n    then: {required: [isbn]}"),
        "{yaml}"
    );
    assert!(yaml.contains("enum: [book, film, place]"), "{yaml}");
}

#[test]
fn what_documents_hold_cannot_break_the_schema_or_the_terminal() {
    let nasty = ["a\nb: c", "#", "null", "x: y", "\u{202e}abc", "'", "[", "no", "12", "\u{1b}[31m", "- a"];
    let documents: Vec<(String, Value)> = (0..110)
        .map(|at| (format!("{at}.md"), json!({ nasty[at % 11]: nasty[(at * 7) % 11], "k": nasty[at % 11] })))
        .collect();
    let text = inferred(&documents, Options::default()).to_yaml();
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    let schema = Schema::load(Source::new("inferred.yaml", text.as_str()), None, Arc::new(NoReferences));
    let schema = schema.unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    assert!(documents.iter().all(|(_, fields)| schema.failures(fields).is_empty()), "{text}");
}

#[test]
fn the_program_counts_and_infers() {
    let project = Project::new([("_index.md", "---\nmenu: main\n---\n"), ("none.md", "text\n")]);
    for at in 0..200 {
        let section = if at == 11 { "secton" } else { "section" };
        let text = format!("---\ntitle: T {at}\ndate: 2024-01-0{}\n{section}: news\n---\n", 1 + at % 9);
        project.write(format!("posts/{at}.md"), text);
    }
    let ran = project.run(&["stats"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("202 documents, 201 with front matter\n1 without front matter: none.md\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("by year: 2024 (200)"), "{}", ran.out);
    let json: Value = serde_json::from_str(&project.run(&["stats", "--output-format", "json"]).out).unwrap();
    assert_eq!(json["fields"]["title"]["count"], 200);
    assert_eq!(json["folders"]["posts"]["documents"], 200);

    let ran = project.run(&["schema", "infer", "--output", "s.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "note: 1 of 200 documents disagrees; `masthead check --schema s.yaml .` shows it\n");
    let schema = project.read("s.yaml");
    assert!(schema.contains("secton: false"), "{schema}");
    assert!(schema.contains("# Set apart: 1 documents named `_index.md`"), "{schema}");
    let checked = project.run(&["check", "--schema", "s.yaml", "posts", "--output-format", "concise"]);
    let mut found = checked.out.lines().filter(|line| line.contains(".md:"));
    assert!(found.all(|line| line.starts_with("posts/11.md:")), "{}", checked.out);
    assert_eq!(checked.status, 1);
    // Nothing is overwritten.
    let again = project.run(&["schema", "infer", "--output", "s.yaml"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("exists and is not overwritten"), "{}", again.err);
    assert_eq!(project.run(&["schema", "infer", "none.md"]).status, 2);
    assert_eq!(project.run(&["schema", "infer", "--accept", "2"]).status, 2);
}

/// A collection in which laws hold, one document apart for each.
fn lawful() -> Project {
    let project = Project::new([]);
    for at in 0..300 {
        let (year, month, day) = (2016 + at % 9, 1 + at % 12, 1 + at % 28);
        let folder = ["политика", "societate", "culture"][at % 3];
        let named = if at == 40 { 2001 } else { year };
        let updated = if at == 41 { year - 1 } else { year + 1 };
        let address = if at == 42 { 39 } else { at };
        let domain = if at == 43 { "culture-" } else { folder };
        project.write(
            format!("{folder}/{named}-{month:02}-{day:02}-статья-{at}.md"),
            format!(
                "---\ntitle: Статья {at}\ncreated: {year}-{month:02}-{day:02}\nlast_modified: {updated}-{month:02}-{day:02}\ndomain: {domain}\nurl: https://example.org/{address}\nms.date: {month:02}/{day:02}/{year}\n---\n"
            ),
        );
    }
    project
}

#[test]
fn relations_are_inferred_and_their_outliers_named() {
    let project = lawful();
    let ran = project.run(&["schema", "infer", "--accept", "0.95", "--output", "s.yaml"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let schema = project.read("s.yaml");
    let relations = &schema[schema.find("x-masthead:\n").expect("there are relations")..];
    for line in [
        "  chronology: [created, last_modified]\n",
        "  dates: { ms.date: \"%m/%d/%Y\" }\n",
        "  path: \"**/{created:%Y-%m-%d}-*\"\n",
        "  same-as-folder: [domain]\n",
        "  unique: [url]\n",
        "  # broken by 1: societate/2001-05-13-статья-40.md\n",
        "  # broken by 1: culture/2021-06-14-статья-41.md\n",
    ] {
        assert!(relations.contains(line), "{line}in\n{relations}");
    }
    assert_eq!(project.run(&["schema", "check", "s.yaml"]).status, 0);
    let found = project.found(&["--schema", "s.yaml"]);
    let laws = ["document/path", "date/chronology", "corpus/duplicate", "schema/relation", "schema/enum"];
    for law in laws {
        assert_eq!(found.iter().filter(|line| line.ends_with(law)).count(), 1, "{law}: {found:?}");
    }
    assert_eq!(found.len(), laws.len(), "{found:?}");
}

#[test]
fn what_is_not_a_law_is_not_written() {
    let project = Project::new([]);
    for at in 0..120 {
        // Either may come first, the day may be the month, the folder is another's, and addresses repeat.
        let (a, b) = if at % 2 == 0 { (2019, 2020) } else { (2020, 2019) };
        project.write(
            format!("{}/note {at}.md", ["x", "y"][at % 2]),
            format!(
                "---\ncreated: {a}-01-01\nupdated: {b}-01-01\nseen: {:02}/{:02}/2020\nkind: {}\nurl: https://example.org/{}\n---\n",
                1 + at % 12,
                1 + at % 11,
                ["y", "x", "z"][at % 3],
                at % 9
            ),
        );
    }
    let ran = project.run(&["schema", "infer"]);
    assert!(!ran.out.contains("x-masthead"), "{}", ran.out);
}
