//! A rule's page: what is said of it to people, from the same words for the terminal, the documentation and the tests.

use std::fmt::Write as _;

use super::{OptionSpec, Repair, Rule, options_of};

/// A document of a rule's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example<'p> {
    /// It is there to show a fault.
    pub fails: bool,
    pub document: &'p str,
    /// The schema that it is checked against, where the example needs one.
    pub schema: Option<&'p str>,
    /// The files that the schema names, with their texts.
    pub files: Vec<(&'p str, &'p str)>,
    /// The document's path from the project's root, where the example needs one.
    pub place: Option<&'p str>,
}

impl Rule {
    /// The examples under `# Fails` and `# Passes`, in order.
    pub fn examples(&self) -> Vec<Example<'static>> {
        let mut examples = Vec::new();
        let (mut fails, mut schema, mut fence) = (None, None, None);
        let mut files = Vec::new();
        let mut offset = 0;
        for line in self.page.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            let words = line.trim();
            match (fence, words.strip_prefix("```")) {
                (None, Some(info)) => fence = Some((info, offset)),
                (Some((info, begin)), Some("")) => {
                    fence = None;
                    let text = &self.page[begin..start];
                    match (info, fails) {
                        ("yaml schema", _) => schema = Some(text),
                        (info, _) if info.starts_with("yaml file ") => files.push((&info["yaml file ".len()..], text)),
                        (info, Some(fails)) => {
                            let (schema, files) = (schema.take(), std::mem::take(&mut files));
                            let place = info.split_once(" at ").map(|(_, place)| place);
                            examples.push(Example { fails, document: text, schema, files, place });
                        }
                        (_, None) => {}
                    }
                }
                (None, None) if words.starts_with("# ") => fails = section(words),
                (None | Some(_), _) => {}
            }
        }
        examples
    }

    /// The page as Markdown, its title at the given level.
    pub fn markdown(&self, level: usize) -> String {
        let hashes = "#".repeat(level);
        let mut page = format!("{hashes} {}\n\n{}\n\n", self.name, self.facts());
        let mut in_fence = false;
        for line in self.page.trim().lines() {
            // Doc comments begin their lines with a space.
            let line = line.strip_prefix(' ').unwrap_or(line);
            if line.starts_with("```") {
                in_fence = !in_fence;
                // What follows the language is for the tests.
                let _ = writeln!(page, "{}", line.split(' ').next().unwrap_or(line));
            } else if let Some(title) = line.strip_prefix("# ").filter(|_| !in_fence) {
                let _ = writeln!(page, "{hashes}# {title}");
            } else {
                let _ = writeln!(page, "{line}");
            }
        }
        let mut options = options_of(self).peekable();
        if options.peek().is_some() {
            let _ = write!(page, "\n{hashes}# Options\n\n");
            for OptionSpec { key, about, default, .. } in options {
                let _ = writeln!(page, "- `{key}`: {about}; `{default}` where nothing is said.");
            }
        }
        page
    }

    /// Level, repair and syntaxes in a line.
    fn facts(&self) -> String {
        let level = self.level.map_or("off", crate::diagnostic::Severity::as_str);
        let repair = match self.repair {
            Repair::None => "not repaired",
            Repair::Safe => "repaired by `--fix`",
            Repair::Unsafe => "repaired by `--unsafe-fixes`",
        };
        let syntaxes = match self.syntaxes() {
            [one] => one.name().to_owned(),
            [one, other] => format!("{} and {}", one.name(), other.name()),
            _ => "YAML, TOML and JSON".to_owned(),
        };
        format!("Level: {level}. {}. Syntaxes: {syntaxes}. Since {}.", capitalised(repair), self.since)
    }
}

/// The documentation of every rule, as one Markdown document.
pub fn all_pages() -> String {
    let mut text = String::from(
        "# Rules\n\nMade from the program: `masthead rule --output-format markdown`.\n\n\
         | rule | level | repair | finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in super::RULES {
        let level = rule.level.map_or("off", crate::diagnostic::Severity::as_str);
        let repair = match rule.repair {
            Repair::None => "",
            Repair::Safe => "safe",
            Repair::Unsafe => "unsafe",
        };
        let summary = rule.summary().replace('|', "\\|");
        let _ = writeln!(text, "| [`{}`](#{}) | {level} | {repair} | {summary} |", rule.name, rule.anchor());
    }
    for rule in super::RULES {
        let _ = write!(text, "\n{}", rule.markdown(2));
    }
    text
}

fn section(heading: &str) -> Option<bool> {
    match heading {
        "# Fails" => Some(true),
        "# Passes" => Some(false),
        _ => None,
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
