//! Checkstyle's XML, which many services read.

use std::io::{self, Write};

use super::report::DocumentReport;
use super::{Render, xml};
use crate::finding::Summary;

#[derive(Default)]
pub(super) struct Checkstyle {
    text: String,
    begun: bool,
}

impl Checkstyle {
    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
        }
    }
}

impl Render for Checkstyle {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.text.clear();
        self.begin();
        let text = &mut self.text;
        text.push_str("<file");
        xml::push_attribute(text, "name", &report.path);
        text.push_str(">\n");
        for finding in &report.findings {
            let diagnostic = &finding.diagnostic;
            text.push_str("<error");
            xml::push_number(text, "line", finding.range.start.line);
            xml::push_number(text, "column", finding.range.start.column);
            xml::push_attribute(text, "severity", diagnostic.severity.as_str());
            xml::push_attribute(text, "message", &diagnostic.message);
            text.push_str(" source=\"masthead.");
            xml::push(text, diagnostic.rule);
            text.push_str("\"/>\n");
        }
        text.push_str("</file>\n");
        out.write_all(text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.text.clear();
        self.begin();
        self.text.push_str("</checkstyle>\n");
        out.write_all(self.text.as_bytes())
    }
}
