//! Findings for which there is no room, in a temporary file until they are written.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Place, Safety, Severity};
use crate::finding::{Located, Range};
use crate::rules;
use crate::source::{Position, Span};

/// A temporary file of findings; there is none before something is put into it.
#[derive(Debug, Default)]
pub(super) struct Spool {
    writer: Option<BufWriter<File>>,
    end: u64,
}

/// Where the findings of one document are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spooled {
    start: u64,
    count: usize,
}

impl Spool {
    /// Writes findings at the end of the file.
    ///
    /// # Errors
    /// What the system says; the findings that were put before can still be read.
    pub(super) fn put(&mut self, findings: &[Located]) -> io::Result<Spooled> {
        let mut bytes = Bytes::default();
        for finding in findings {
            bytes.finding(finding);
        }
        if self.writer.is_none() {
            self.writer = Some(BufWriter::new(tempfile::tempfile()?));
        }
        let writer = self.writer.as_mut().ok_or(io::ErrorKind::NotFound)?;
        writer.seek(SeekFrom::Start(self.end))?;
        writer.write_all(&bytes.0)?;
        writer.flush()?;
        let start = self.end;
        self.end += bytes.0.len() as u64;
        Ok(Spooled { start, count: findings.len() })
    }

    /// Reads what was put there.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn get(&mut self, place: Spooled) -> io::Result<Vec<Located>> {
        let file = self.writer.as_mut().ok_or(io::ErrorKind::NotFound)?.get_mut();
        file.seek(SeekFrom::Start(place.start))?;
        let mut reader = Reader(BufReader::new(file));
        (0..place.count).map(|_| reader.finding()).collect()
    }
}

/// Findings as they are written: numbers in eight bytes, texts and lists after their lengths.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, number: usize) {
        self.word(number as u64);
    }

    fn word(&mut self, word: u64) {
        self.0.extend_from_slice(&word.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        for item in items {
            write(self, item);
        }
    }

    fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.end);
    }

    fn position(&mut self, position: Position) {
        let Position { line, column, offset } = position;
        for number in [line, column, offset] {
            self.number(number);
        }
    }

    fn range(&mut self, range: Range) {
        let Range { start, end, bytes } = range;
        self.position(start);
        self.position(end);
        self.maybe(bytes, |this, (start, end)| this.span(Span { start, end }));
    }

    fn finding(&mut self, finding: &Located) {
        let Located { diagnostic, range, labels, edits, fingerprint } = finding;
        self.diagnostic(diagnostic);
        self.range(*range);
        self.list(labels, |this, range| this.range(*range));
        self.list(edits, |this, range| this.range(*range));
        self.word(*fingerprint);
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let Diagnostic { rule, severity, message, span, label, pointer, help, labels, fix } = diagnostic;
        self.text(rule);
        self.0.push(*severity as u8);
        self.text(message);
        self.span(*span);
        for text in [label, pointer, help] {
            self.maybe(text.as_deref(), Self::text);
        }
        self.list(labels, Self::label);
        self.maybe(fix.as_ref(), Self::fix);
    }

    fn label(&mut self, label: &Label) {
        let Label { place, message } = label;
        match place {
            Place::Here(span) => {
                self.0.push(0);
                self.span(*span);
            }
            Place::Elsewhere { path, start, end } => {
                self.0.push(1);
                self.text(path);
                self.position(*start);
                self.position(*end);
            }
        }
        self.text(message);
    }

    fn fix(&mut self, fix: &Fix) {
        let Fix { message, safety, edits } = fix;
        self.text(message);
        self.0.push(u8::from(*safety == Safety::Unsafe));
        self.list(edits, |this, edit| {
            this.span(edit.span);
            this.text(&edit.text);
        });
    }
}

/// Reads what [`Bytes`] has written.
struct Reader<R>(R);

impl<R: Read> Reader<R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.0.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn word(&mut self) -> io::Result<u64> {
        let mut word = [0; 8];
        self.0.read_exact(&mut word)?;
        Ok(u64::from_le_bytes(word))
    }

    fn number(&mut self) -> io::Result<usize> {
        usize::try_from(self.word()?).map_err(io::Error::other)
    }

    fn text(&mut self) -> io::Result<String> {
        let length = self.word()?;
        let mut text = String::new();
        self.0.by_ref().take(length).read_to_string(&mut text)?;
        Ok(text)
    }

    fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<Option<T>> {
        if self.byte()? == 0 { Ok(None) } else { read(self).map(Some) }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> io::Result<T>) -> io::Result<Vec<T>> {
        (0..self.number()?).map(|_| read(self)).collect()
    }

    fn span(&mut self) -> io::Result<Span> {
        Ok(Span { start: self.number()?, end: self.number()? })
    }

    fn position(&mut self) -> io::Result<Position> {
        Ok(Position { line: self.number()?, column: self.number()?, offset: self.number()? })
    }

    fn range(&mut self) -> io::Result<Range> {
        let (start, end) = (self.position()?, self.position()?);
        let bytes = self.maybe(Self::span)?.map(|span| (span.start, span.end));
        Ok(Range { start, end, bytes })
    }

    fn finding(&mut self) -> io::Result<Located> {
        Ok(Located {
            diagnostic: self.diagnostic()?,
            range: self.range()?,
            labels: self.list(Self::range)?,
            edits: self.list(Self::range)?,
            fingerprint: self.word()?,
        })
    }

    fn diagnostic(&mut self) -> io::Result<Diagnostic> {
        let rule = self.text()?;
        let rule = rules::find(&rule).ok_or_else(|| io::Error::other(format!("there is no rule `{rule}`")))?;
        let severity = match self.byte()? {
            0 => Severity::Info,
            1 => Severity::Warning,
            _ => Severity::Error,
        };
        Ok(Diagnostic {
            rule: rule.name,
            severity,
            message: self.text()?,
            span: self.span()?,
            label: self.maybe(Self::text)?,
            pointer: self.maybe(Self::text)?,
            help: self.maybe(Self::text)?,
            labels: self.list(Self::label)?,
            fix: self.maybe(Self::fix)?,
        })
    }

    fn label(&mut self) -> io::Result<Label> {
        let place = match self.byte()? {
            0 => Place::Here(self.span()?),
            _ => Place::Elsewhere { path: self.text()?, start: self.position()?, end: self.position()? },
        };
        Ok(Label { place, message: self.text()? })
    }

    fn fix(&mut self) -> io::Result<Fix> {
        let message = self.text()?;
        let safety = if self.byte()? == 0 { Safety::Safe } else { Safety::Unsafe };
        let edits = self.list(|this| Ok(Edit { span: this.span()?, text: this.text()? }))?;
        Ok(Fix { message, safety, edits })
    }
}
