//! SARIF 2.1.0, for code scanning: the log is written as findings come, with the table of all rules before them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::report::{DocumentReport, FailureReport};
use super::{Pages, Render, json_text, uri};
use crate::diagnostic::{Diagnostic, Place, Safety, Severity};
use crate::finding::Occurrences;
use crate::finding::{Located, Range, Summary};
use crate::rules::{RULES, Rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) struct Sarif {
    indices: HashMap<&'static str, usize>,
    buffer: Vec<u8>,
    begun: bool,
    first: bool,
    /// A baseline was read.
    baseline: bool,
}

impl Sarif {
    pub(super) fn new(baseline: bool) -> Self {
        let indices = RULES.iter().enumerate().map(|(index, rule)| (rule.name, index)).collect();
        Self { indices, buffer: Vec::new(), begun: false, first: true, baseline }
    }

    /// Writes what stands before the results, once.
    fn begin(&mut self) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let pages = Pages::new();
        write!(self.buffer, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":")?;
        let rules = RULES.iter().map(|rule| RuleJson::new(rule, &pages)).collect();
        let home = env!("CARGO_PKG_REPOSITORY");
        let information_uri = (!home.is_empty()).then_some(home);
        let driver = Driver { name: "masthead", semantic_version: env!("CARGO_PKG_VERSION"), information_uri, rules };
        json_text::push(&mut self.buffer, &Tool { driver })?;
        // Columns count Unicode scalar values, and a lone CR ends a line as well.
        self.buffer.extend_from_slice(
            br#","columnKind":"unicodeCodePoints","newlineSequences":["\r\n","\n","\r"],"results":["#,
        );
        Ok(())
    }
}

impl Render for Sarif {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.buffer.clear();
        self.begin()?;
        let uri = uri::relative(&report.path);
        let mut occurrences = Occurrences::default();
        let mut findings: Vec<_> = report.findings.iter().map(|finding| (finding, State::New)).collect();
        if !report.known.is_empty() {
            findings.extend(report.known.iter().map(|finding| (finding, State::Unchanged)));
            findings.sort_by_key(|(finding, _)| (finding.diagnostic.span.start, finding.diagnostic.rule));
        }
        for (finding, state) in findings {
            self.buffer.extend_from_slice(if self.first { b"\n" } else { b",\n" });
            self.first = false;
            let index = self.indices.get(finding.diagnostic.rule).copied();
            let fingerprint = occurrences.next(&[], finding.fingerprint);
            let mut result = ResultJson::new(&uri, finding, index, fingerprint);
            if self.baseline {
                result.baseline_state = Some(state);
                result.suppressions.extend(state.suppression());
            }
            json_text::push(&mut self.buffer, &result)?;
        }
        out.write_all(&self.buffer)
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.buffer.clear();
        self.begin()?;
        self.buffer.extend_from_slice(b"\n],\"invocations\":[{\"executionSuccessful\":true}]}]}\n");
        out.write_all(&self.buffer)
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.buffer.clear();
        self.begin()?;
        let uri = failure.path().map(uri::relative);
        let notifications = failure.report.findings.iter().map(|finding| Notification::new(uri.as_deref(), finding));
        let invocation = Invocation {
            execution_successful: false,
            exit_code: 2,
            tool_execution_notifications: notifications.collect(),
        };
        self.buffer.extend_from_slice(b"],\"invocations\":[");
        json_text::push(&mut self.buffer, &invocation)?;
        self.buffer.extend_from_slice(b"]}]}\n");
        out.write_all(&self.buffer)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification<'a>>,
}

/// Why masthead could not do what it was asked.
#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
}

impl<'a> Notification<'a> {
    fn new(uri: Option<&'a str>, finding: &'a Located) -> Self {
        let locations = uri.map(|uri| Location::new(Cow::Borrowed(uri), finding.range)).into_iter().collect();
        Self { level: level(finding.diagnostic.severity), message: Message::of(&finding.diagnostic), locations }
    }
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleJson<'a> {
    id: &'static str,
    name: String,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Help<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    default_configuration: Configuration,
    properties: Tags,
}

impl<'a> RuleJson<'a> {
    fn new(rule: &'static Rule, pages: &'a Pages) -> Self {
        let page = rule.page.trim();
        Self {
            id: rule.name,
            name: pascal_case(rule.name),
            short_description: Text { text: rule.summary() },
            full_description: Text { text: reasons(page) },
            help: Help { text: page, markdown: page },
            help_uri: pages.get(rule.name),
            default_configuration: Configuration {
                enabled: rule.level.is_some(),
                level: level(rule.level.unwrap_or(Severity::Warning)),
            },
            properties: Tags { tags: [rule.group()] },
        }
    }
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultJson<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<State>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

/// How a finding stands to the baseline.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
enum State {
    New,
    Unchanged,
}

impl State {
    /// What a baseline knows is put up with.
    fn suppression(self) -> Option<Suppression> {
        let known = || Suppression { kind: "external", status: "accepted", justification: "the baseline knows it" };
        matches!(self, Self::Unchanged).then(known)
    }
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: &'static str,
}

impl<'a> ResultJson<'a> {
    fn new(uri: &'a str, finding: &'a Located, rule_index: Option<usize>, fingerprint: String) -> Self {
        let diagnostic = &finding.diagnostic;
        let related = diagnostic.labels.iter().zip(&finding.labels).enumerate();
        let fix = diagnostic.fix.as_ref().map(|fix| FixJson::new(uri, finding, &fix.message, fix.safety));
        Self {
            rule_id: diagnostic.rule,
            rule_index,
            level: level(diagnostic.severity),
            message: Message::of(diagnostic),
            locations: [Location::new(Cow::Borrowed(uri), finding.range).field(diagnostic.pointer.as_deref())],
            partial_fingerprints: Fingerprints { finding: fingerprint },
            related_locations: related
                .map(|(index, (label, range))| {
                    let uri = match &label.place {
                        Place::Here(_) => Cow::Borrowed(uri),
                        Place::Elsewhere { path, .. } => Cow::Owned(uri::relative(path)),
                    };
                    let message = Some(Message::new(label.message.as_str()));
                    Location { id: Some(index + 1), message, ..Location::new(uri, *range) }
                })
                .collect(),
            fixes: fix.into_iter().collect(),
            baseline_state: None,
            suppressions: Vec::new(),
        }
    }
}

#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

impl<'a> Message<'a> {
    /// What a diagnostic says, with its help on a line of its own.
    fn of(diagnostic: &'a Diagnostic) -> Self {
        match &diagnostic.help {
            Some(help) => Self::new(format!("{}\n{help}", diagnostic.message)),
            None => Self::new(diagnostic.message.as_str()),
        }
    }

    /// Document text must not become a link: in SARIF's plain text `[a](b)` is one.
    fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self { text: if text.contains("](") { text.replace("](", "] (").into() } else { text } }
    }
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "mastheadFinding/v1")]
    finding: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

impl<'a> Location<'a> {
    fn new(uri: Cow<'a, str>, range: Range) -> Self {
        let place = PhysicalLocation { artifact_location: ArtifactLocation { uri }, region: Region::new(range) };
        Self { id: None, place, logical_locations: None, message: None }
    }

    fn field(mut self, pointer: Option<&'a str>) -> Self {
        self.logical_locations =
            pointer.map(|pointer| [LogicalLocation { fully_qualified_name: pointer, kind: "value" }]);
        self
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation<'a> {
    uri: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    const fn new(Range { start, end, .. }: Range) -> Self {
        Self { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixJson<'a> {
    description: Message<'a>,
    artifact_changes: [ArtifactChange<'a>; 1],
}

impl<'a> FixJson<'a> {
    fn new(uri: &'a str, finding: &'a Located, message: &'a str, safety: Safety) -> Self {
        let description = match safety {
            Safety::Safe => Message::new(message),
            Safety::Unsafe => Message::new(format!("{message} (unsafe: look at it)")),
        };
        let replacements = finding.edits().map(|(range, text)| Replacement {
            deleted_region: Region::new(range),
            inserted_content: (!text.is_empty()).then_some(Text { text }),
        });
        let artifact_location = ArtifactLocation { uri: Cow::Borrowed(uri) };
        let change = ArtifactChange { artifact_location, replacements: replacements.collect() };
        Self { description, artifact_changes: [change] }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Text<'a>>,
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The page from its first line to its first heading.
fn reasons(page: &str) -> &str {
    let end = page.find("\n #").or_else(|| page.find("\n#")).unwrap_or(page.len());
    page[..end].trim_end()
}

/// `date/impossible` as `DateImpossible`.
fn pascal_case(name: &str) -> String {
    let words = name.split(['/', '-']).filter_map(|word| Some((word.get(..1)?, word.get(1..)?)));
    words.fold(String::new(), |name, (first, rest)| name + &first.to_ascii_uppercase() + rest)
}
