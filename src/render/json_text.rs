//! JSON that is harmless on a terminal and in a build log: what is hidden there is escaped, which readers of JSON undo.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::visible::{is_hidden, starts_command};

/// Appends a value on one line.
pub(super) fn push(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Escaping)).map_err(io::Error::from)
}

/// Compact JSON in which control, bidirectional and invisible characters and the beginnings of commands are escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Without a way out of the loop, so that many bytes are looked at at once.
        let is_plain = |byte: u8| byte < 0x7f && byte != b'#' || matches!(byte, 0xd0..=0xd7);
        if fragment.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, c) in fragment.char_indices() {
            if is_hidden(c) || (c == '#' && starts_command(&fragment[at..])) {
                writer.write_all(&fragment.as_bytes()[written..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                written = at + c.len_utf8();
            }
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}
