//! Messages over two streams: each a header with `Content-Length`, an empty line and that many bytes of JSON
//! (LSP 3.17, Base Protocol). What is not a message is answered, and the next one is read.

use std::io::{self, BufRead, Read, Write};

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_server::Message;
use serde_json::{Value, json};

/// A message with more bytes than this is passed over: no editor sends one, and memory is not for whoever claims it.
const LARGEST: usize = 256 << 20;

/// What arrives from the client.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// The bytes of a message were not one, and why.
    Malformed(String),
}

/// What is sent to the client.
#[derive(Debug)]
pub(super) enum Outgoing {
    Message(Message),
    /// An answer to something that had no number.
    ParseError(String),
}

/// Reads messages on a thread of its own until the stream ends.
pub(super) fn listen(mut input: impl BufRead + Send + 'static) -> Receiver<Incoming> {
    let (sender, receiver) = unbounded();
    std::thread::spawn(move || {
        while let Ok(Some(incoming)) = read(&mut input) {
            if sender.send(incoming).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Writes messages on a thread of its own until every sender is gone.
pub(super) fn speak(
    mut output: impl Write + Send + 'static,
) -> (Sender<Outgoing>, std::thread::JoinHandle<io::Result<()>>) {
    let (sender, receiver) = unbounded();
    let thread =
        std::thread::spawn(move || receiver.into_iter().try_for_each(|outgoing| write(&mut output, &outgoing)));
    (sender, thread)
}

/// Reads one message; `None` at the end of the stream.
fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match length {
                Some(length) => return body(input, length).map(Some),
                None => return Ok(Some(Incoming::Malformed("a header has no Content-Length".to_owned()))),
            }
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
}

fn body(input: &mut impl BufRead, length: usize) -> io::Result<Incoming> {
    if length > LARGEST {
        io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
        return Ok(Incoming::Malformed(format!("a message has {length} bytes")));
    }
    let mut bytes = Vec::new();
    input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_slice(&bytes).map_or_else(|error| Incoming::Malformed(error.to_string()), Incoming::Message))
}

fn write(output: &mut impl Write, outgoing: &Outgoing) -> io::Result<()> {
    match outgoing {
        Outgoing::Message(message) => message.write(output),
        Outgoing::ParseError(why) => {
            let error = json!({ "code": lsp_server::ErrorCode::ParseError as i32, "message": why });
            let text = json!({ "jsonrpc": "2.0", "id": Value::Null, "error": error }).to_string();
            write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            output.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn what_follows_a_malformed_message_is_read() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let bytes = framed("{nonsense") + "X: y\r\n\r\n" + &framed(good);
        let mut input = bytes.as_bytes();
        let mut next = || read(&mut input).expect("bytes can be read");
        assert!(matches!(next(), Some(Incoming::Malformed(_))));
        assert!(matches!(next(), Some(Incoming::Malformed(_))));
        assert!(matches!(next(), Some(Incoming::Message(Message::Notification(_)))));
        assert!(next().is_none());
    }
}
