//! A clean article: fields line by line, and a body.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeDelta, Utc};

use super::random::Random;
use super::words::{LANGUAGES, Words};

/// An article before it is written down.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub(crate) seed: u64,
    pub(crate) number: usize,
    pub(crate) words: &'static Words,
    pub(crate) path: String,
    /// The front matter with its fences.
    pub(crate) lines: Vec<String>,
    pub(crate) heading: String,
    pub(crate) body: String,
    pub(crate) crlf: bool,
    pub(crate) bom: bool,
}

impl Article {
    /// The article of this number; no two have the same address or path.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let mut random = Random::new(seed, number as u64);
        let words = &LANGUAGES[random.below(LANGUAGES.len())];
        let published = moment(&mut random);
        let heading = title(words, &mut random);
        let lines = fields(words, number, published, &heading, &mut random);
        let folder = published.format("%Y/%m");
        let path = format!("{folder}/{}-{number}.md", random.pick(words.slugs));
        let body = body(words, &mut random);
        let (crlf, bom) = (random.one_in(20), random.one_in(50));
        Self { seed, number, words, path, lines, heading, body, crlf, bom }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        if !self.lines.is_empty() {
            text.push('\n');
        }
        text.push_str("\n# ");
        text.push_str(&self.heading);
        text.push('\n');
        text.push_str(&self.body);
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

fn moment(random: &mut Random) -> DateTime<Utc> {
    let start =
        NaiveDate::from_ymd_opt(2015, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap_or_default().and_utc();
    let minutes = random.below(60 * 24 * 365 * 10);
    start + TimeDelta::minutes(i64::try_from(minutes).unwrap_or_default())
}

fn title(words: &Words, random: &mut Random) -> String {
    capital(&format!("{} {}", random.pick(words.subjects), random.pick(words.acts)))
}

fn fields(words: &Words, number: usize, published: DateTime<Utc>, title: &str, random: &mut Random) -> Vec<String> {
    let (publication, host) = random.pick(words.publications);
    let slug = random.pick(words.slugs);
    let url = format!("https://{host}/{}/{slug}-{number}/", published.format("%Y/%m"));
    let modified = published + TimeDelta::minutes(i64::try_from(random.below(3_000)).unwrap_or_default());
    let stamp = modified + TimeDelta::minutes(i64::try_from(1 + random.below(400_000)).unwrap_or_default());
    let quote = random.pick(&["\"", "'", ""]);
    // An address and a title of this stock are safe without quotes, a link is not.
    let link = |target: &str| if quote == "\"" { format!("\"[[{target}]]\"") } else { format!("'[[{target}]]'") };
    let title_quote = if title.contains('\'') { "\"" } else { "'" };
    let mut lines = vec![
        "---".to_owned(),
        format!("site: {quote}{host}{quote}"),
        format!("archive: {quote}https://web.archive.org/web/{}/{url}{quote}", stamp.format("%Y%m%d%H%M%S")),
        format!("url: {quote}{url}{quote}"),
        format!("language: {}", words.tag),
        format!("title: {title_quote}{title}{title_quote}"),
        format!("publication: {}", link(publication)),
        format!("published: '{}'", rfc_3339(published, random)),
    ];
    if random.one_in(3) {
        lines.push(format!("modified: '{}'", rfc_3339(modified, random)));
    }
    let author = random.pick(words.authors);
    if random.one_in(4) {
        lines.push("author:".to_owned());
        lines.push(format!("- {author}"));
    } else {
        lines.push(format!("author: '{author}'"));
    }
    lines.push("section:".to_owned());
    lines.push(format!("- {}", random.pick(words.sections)));
    if random.one_in(10) {
        lines.push("# checked against the printed edition".to_owned());
    }
    lines.push("keywords:".to_owned());
    let first = random.below(words.keywords.len());
    for step in 0..2 + random.below(6) {
        lines.push(format!("- {}", link(words.keywords[(first + step) % words.keywords.len()])));
    }
    lines.push("---".to_owned());
    lines
}

fn rfc_3339(moment: DateTime<Utc>, random: &mut Random) -> String {
    let hours = i32::try_from(random.below(4)).unwrap_or_default();
    let offset = FixedOffset::east_opt(hours * 3_600).unwrap_or_else(|| Utc.fix());
    moment.with_timezone(&offset).to_rfc3339()
}

fn body(words: &Words, random: &mut Random) -> String {
    let length = 800 + random.below(5_600);
    let mut body = String::with_capacity(length + 400);
    while body.len() < length {
        body.push('\n');
        for sentence in 0..3 + random.below(3) {
            if sentence > 0 {
                body.push(' ');
            }
            body.push_str(&self::sentence(words, random));
        }
        body.push('\n');
    }
    body
}

fn sentence(words: &Words, random: &mut Random) -> String {
    let (subject, act, outcome) = (random.pick(words.subjects), random.pick(words.acts), random.pick(words.outcomes));
    match random.below(3) {
        0 => format!("{}, {outcome}.", capital(&format!("{subject} {act}"))),
        1 => format!("{} {subject} {act}.", random.pick(words.openings)),
        _ => format!("{} {subject} {act}, {outcome}.", random.pick(words.openings)),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(char::to_uppercase).into_iter().flatten().chain(characters).collect()
}
