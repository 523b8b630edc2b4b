//! The XML of `JUnit`: each document with findings is a suite, each finding a test, which failed where
//! the finding makes the run fail.
//!
//! It is written here and not by a crate because a report is written as findings come, not held whole.

use std::io::{self, Write};

use super::concise;
use super::report::{DocumentReport, FailureReport};
use super::{Render, xml};
use crate::diagnostic::Severity;
use crate::finding::Summary;
use crate::visible::visible_path;

pub(super) struct Junit {
    /// The least level of a finding that is a failure.
    least: Severity,
    text: String,
    line: String,
    begun: bool,
}

impl Junit {
    /// Errors are failures; warnings are where they make the run fail.
    pub(super) const fn new(warnings_fail: bool) -> Self {
        let least = if warnings_fail { Severity::Warning } else { Severity::Error };
        Self { least, text: String::new(), line: String::new(), begun: false }
    }

    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"masthead\">\n");
        }
    }

    fn suite(&mut self, name: &str, tests: usize, failures: usize, errors: usize) {
        self.text.push_str("<testsuite");
        xml::push_attribute(&mut self.text, "name", name);
        xml::push_number(&mut self.text, "tests", tests);
        xml::push_number(&mut self.text, "failures", failures);
        xml::push_number(&mut self.text, "errors", errors);
        self.text.push_str(" skipped=\"0\" time=\"0\">\n");
    }
}

impl Render for Junit {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.text.clear();
        self.begin();
        let least = self.least;
        let is_failure = |severity: Severity| severity >= least;
        let failures = report.findings.iter().filter(|finding| is_failure(finding.diagnostic.severity)).count();
        self.suite(&report.path, report.findings.len(), failures, 0);
        let path = visible_path(&report.path);
        for finding in &report.findings {
            let diagnostic = &finding.diagnostic;
            let start = finding.range.start;
            let name = format!("{}:{}:{}", diagnostic.rule, start.line, start.column);
            self.text.push_str("<testcase");
            xml::push_attribute(&mut self.text, "name", &name);
            xml::push_attribute(&mut self.text, "classname", &report.path);
            self.line.clear();
            concise::push_line(&mut self.line, &path, finding, false);
            if is_failure(diagnostic.severity) {
                self.text.push_str(" time=\"0\"><failure");
                xml::push_attribute(&mut self.text, "message", &diagnostic.message);
                xml::push_attribute(&mut self.text, "type", diagnostic.severity.as_str());
                self.text.push('>');
                xml::push(&mut self.text, self.line.trim_end());
                self.text.push_str("</failure></testcase>\n");
            } else {
                self.text.push_str(" time=\"0\"><system-out>");
                xml::push(&mut self.text, self.line.trim_end());
                self.text.push_str("</system-out></testcase>\n");
            }
        }
        self.text.push_str("</testsuite>\n");
        out.write_all(self.text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.text.clear();
        self.begin();
        if summary.findings() == 0 {
            // A report without any test counts as a mistake in some services.
            self.suite("masthead", 1, 0, 0);
            self.text.push_str("<testcase name=\"no findings\" classname=\"masthead\" time=\"0\"/>\n</testsuite>\n");
        }
        self.text.push_str("</testsuites>\n");
        out.write_all(self.text.as_bytes())
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.text.clear();
        self.begin();
        let DocumentReport { path, findings, .. } = &failure.report;
        self.suite(path, findings.len(), 0, findings.len());
        let shown = visible_path(path);
        for finding in findings {
            let (diagnostic, start) = (&finding.diagnostic, finding.range.start);
            self.text.push_str("<testcase");
            let name = format!("{}:{}:{}", diagnostic.rule, start.line, start.column);
            xml::push_attribute(&mut self.text, "name", &name);
            xml::push_attribute(&mut self.text, "classname", path);
            self.text.push_str(" time=\"0\"><error");
            xml::push_attribute(&mut self.text, "message", &diagnostic.message);
            self.text.push_str(" type=\"error\">");
            self.line.clear();
            concise::push_line(&mut self.line, &shown, finding, false);
            xml::push(&mut self.text, self.line.trim_end());
            self.text.push_str("</error></testcase>\n");
        }
        self.text.push_str("</testsuite>\n</testsuites>\n");
        out.write_all(self.text.as_bytes())
    }
}
