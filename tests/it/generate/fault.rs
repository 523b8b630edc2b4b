//! Faults that are planted into clean articles.

use std::path::Path;

use super::article::Article;

/// A kind of fault: the rule that should find it, and how it is made. The function changes the article and returns the
/// line of the front matter at which the fault is to be found, or nothing where the article cannot have it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) rule: &'static str,
    make: fn(&mut Article) -> Option<usize>,
}

/// Plants a fault. Returns the line, from 1, at which it is to be found; nothing where this article cannot have it.
pub(crate) fn plant(fault: &Fault, article: &mut Article) -> Option<usize> {
    (fault.make)(article)
}

macro_rules! faults {
    ($($name:literal $rule:literal $make:expr;)+) => {
        &[$(Fault { name: $name, rule: $rule, make: $make }),+]
    };
}

/// Every kind of fault.
pub(crate) static FAULTS: &[Fault] = faults! {
    "no front matter" "front-matter/missing" |article| { article.lines.clear(); Some(1) };
    "no closing fence" "front-matter/unclosed" |article| { article.lines.pop(); Some(1) };
    "four dashes" "front-matter/fence" |article| set(article, 1, "----");
    "tab as indentation" "yaml/syntax" |article| change(article, "section:", 1, |line| line.replacen("- ", "\t- ", 1));
    "colon in plain text" "yaml/syntax" |article| field(article, "title", |value| format!("{}: {}", bare(value), "A"));
    "unclosed quote" "yaml/syntax" |article| field(article, "title", |value| format!("\"{}", bare(value)));
    "typographic quotes" "yaml/look-alike" |article| field(article, "published", |value| format!("“{}”", bare(value)));
    "no-break space" "yaml/look-alike" |article| change(article, "language:", 0, |line| line.replacen(": ", ":\u{a0}", 1));
    "address of another" "corpus/duplicate" address_of_another;
    "foreign tag" "yaml/tag" |article| field(article, "author", |value| format!("!person {value}"));
    "key twice" "yaml/duplicate-key" |article| { let line = line(article, "language")?; add(article, "section", line) };
    "octal number" "yaml/ambiguous-scalar" |article| add(article, "section", "issue: 0123".to_owned());
    "missing field" "schema/required" |article| { remove(article, "publication")?; Some(1) };
    "empty field" "schema/empty" |article| field(article, "publication", |_| String::new());
    "number for text" "schema/type" |article| add(article, "section", "description: 2024".to_owned());
    "misspelt field" "schema/misspelled-field" |article| add(article, "section", "descripton: Text".to_owned());
    "impossible date" "date/impossible" |article| field(article, "published", |value| format!("'{}-02-30{}", &value[1..5], &value[11..]));
    "date in another form" "date/malformed" |article| field(article, "published", |_| "'26.09.2016 11:40'".to_owned());
    "no offset" "date/zoneless" |article| field(article, "published", |value| format!("{}'", &value[..20]));
    "modified before published" "date/chronology" |article| { remove(article, "modified"); add(article, "published", "modified: '2011-05-06T07:08:09+00:00'".to_owned()) };
    "underscore in a tag" "language/malformed" |article| field(article, "language", |value| format!("{value}_{}", region(value)));
    "unknown language" "language/unknown" |article| field(article, "language", |_| "xx".to_owned());
    "deprecated language" "language/deprecated" |article| { is(article, "ro")?; field(article, "language", |_| "mo".to_owned()) };
    "capitals in a tag" "language/canonical" |article| field(article, "language", str::to_uppercase);
    "another language" "language/mismatch" |article| field(article, "language", |value| another(value).to_owned());
    "link without quotes" "wikilink/unquoted" |article| field(article, "publication", |value| bare(value).to_owned());
    "unclosed link" "wikilink/malformed" |article| keyword(article, |target| format!("'[[{target}]'"));
    "keyword without brackets" "wikilink/missing" |article| keyword(article, |target| format!("'{target}'"));
    "spaces in a link" "wikilink/whitespace" |article| keyword(article, |target| format!("'[[ {target} ]]'"));
    "keyword twice" "wikilink/duplicate" |article| { let at = find(article, "keywords:")?; let twice = article.lines[at + 1].clone(); Some(insert(article, at + 3, twice)) };
    "keyword in capitals" "wikilink/variant" |article| keyword(article, |target| format!("'[[{}]]'", target.to_uppercase()));
    "no scheme" "url/malformed" |article| field(article, "url", |value| value.replacen("https://", "https//", 1));
    "snapshot of another page" "url/snapshot" |article| field(article, "archive", |value| value.replacen("/https://", "/https://other.example/", 1));
    "site of another" "url/host" |article| field(article, "site", |_| "other.example".to_owned());
    "zero width space" "text/invisible" |article| field(article, "author", |value| value.replacen(' ', " \u{200b}", 1));
    "latin letter in a Cyrillic word" "text/mixed-script" |article| keyword(article, mixed);
    "decomposed letters" "text/normalization" |article| add(article, "section", format!("description: {}", decomposed(article)));
    "doubled space" "text/whitespace" |article| field(article, "author", |value| value.replacen(' ', "  ", 1));
    "space at the end" "text/trailing-space" |article| change(article, "section:", 1, |line| format!("{line}  "));
    "one CRLF" "text/line-ending" |article| { article.crlf = false; change(article, "section:", 1, |line| format!("{line}\r")) };
    "mojibake" "text/mojibake" |article| add(article, "section", "description: 'ÐšÐ¸ÑˆÐ¸Ð½Ñ‘Ð²'".to_owned());
    "placeholder" "text/placeholder" |article| add(article, "section", "description: TODO".to_owned());
    "another heading" "document/heading" |article| { article.heading.push_str(" 2"); Some(find(article, "title: ")? + 1) };
    "unknown suppression" "suppression/unknown" |article| change(article, "section:", 0, |line| format!("{line} # masthead: ignore[no/such]"));
    "useless suppression" "suppression/unused" |article| change(article, "section:", 0, |line| format!("{line} # masthead: ignore[yaml/tag]"));
};

/// The index of the line that begins so.
fn find(article: &Article, start: &str) -> Option<usize> {
    article.lines.iter().position(|line| line.starts_with(start))
}

fn line(article: &Article, field: &str) -> Option<String> {
    Some(article.lines[find(article, &format!("{field}:"))?].clone())
}

/// Gives the article the address of one of the first thousand, whose path comes earlier.
fn address_of_another(article: &mut Article) -> Option<usize> {
    let earlier = |other: &Article| Path::new(&other.path) < Path::new(&article.path);
    let start = article.number * 7 % 1_000;
    let other = (start..1_000).map(|number| Article::new(article.seed, number)).find(earlier)?;
    let address = |article: &Article| Some(bare(line(article, "url")?.strip_prefix("url: ")?).to_owned());
    let host = |address: &str| Some(address.split('/').nth(2)?.to_owned());
    let (old, new) = (address(article)?, address(&other)?);
    let (old_host, new_host) = (host(&old)?, host(&new)?);
    field(article, "site", |value| value.replace(&old_host, &new_host));
    field(article, "archive", |value| value.replace(&old, &new));
    field(article, "url", |value| value.replace(&old, &new))
}

fn set(article: &mut Article, line: usize, text: &str) -> Option<usize> {
    text.clone_into(article.lines.get_mut(line - 1)?);
    Some(line)
}

/// Changes the line `after` lines below the one that begins so.
fn change(article: &mut Article, start: &str, after: usize, make: impl Fn(&str) -> String) -> Option<usize> {
    let line = find(article, start)? + after + 1;
    let text = make(&article.lines[line - 1]);
    set(article, line, &text)
}

/// Changes the value of a field that has one on its line.
fn field(article: &mut Article, name: &str, make: impl Fn(&str) -> String) -> Option<usize> {
    let start = format!("{name}: ");
    change(article, &start, 0, |line| format!("{start}{}", make(&line[start.len()..])).trim_end().to_owned())
}

/// Changes the first keyword, given its target.
fn keyword(article: &mut Article, make: impl Fn(&str) -> String) -> Option<usize> {
    let target =
        bare(article.lines[find(article, "keywords:")? + 1].strip_prefix("- ")?).trim_matches(['[', ']']).to_owned();
    let text = Some(make(&target)).filter(|text| !text.is_empty())?;
    change(article, "keywords:", 1, |_| format!("- {text}"))
}

fn insert(article: &mut Article, index: usize, line: String) -> usize {
    article.lines.insert(index, line);
    index + 1
}

/// Adds a line above a field.
fn add(article: &mut Article, above: &str, line: String) -> Option<usize> {
    let at = find(article, &format!("{above}:"))?;
    Some(insert(article, if above == "published" { at + 1 } else { at }, line))
}

fn remove(article: &mut Article, field: &str) -> Option<()> {
    let at = find(article, &format!("{field}:"))?;
    article.lines.remove(at);
    Some(())
}

fn bare(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

fn is(article: &Article, tag: &str) -> Option<()> {
    (article.words.tag == tag).then_some(())
}

fn region(tag: &str) -> &'static str {
    match tag {
        "ro" => "RO",
        "ru" => "RU",
        "uk" => "UA",
        _ => "GB",
    }
}

/// A language that nobody would take this one for.
fn another(tag: &str) -> &'static str {
    match tag {
        "ro" => "en",
        "ru" => "ro",
        "uk" => "ru",
        _ => "uk",
    }
}

/// A link in which one Cyrillic letter is Latin; nothing where there is none to change.
fn mixed(target: &str) -> String {
    match target.find(['а', 'е', 'о', 'с']) {
        Some(at) => {
            let letter = target[at..].chars().next().map(|letter| match letter {
                'а' => 'a',
                'е' => 'e',
                'о' => 'o',
                _ => 'c',
            });
            let rest = target[at..].chars().skip(1);
            let word: String = target[..at].chars().chain(letter).chain(rest).collect();
            format!("'[[{word}]]'")
        }
        None => String::new(),
    }
}

fn decomposed(article: &Article) -> &'static str {
    match article.words.tag {
        "ro" => "Ma\u{302}ine la Iași",
        "ru" => "Русскии\u{306} текст",
        "uk" => "Украі\u{308}нська мова",
        _ => "A cafe\u{301} in town",
    }
}
