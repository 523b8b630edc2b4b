//! `masthead server`.

use std::io;
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Utc};

use super::args::ServerCommand;
use super::{CLEAN, FAILED, Stop};
use crate::server::{Outside, serve};

pub(super) fn run(command: &ServerCommand) -> Result<u8, Stop> {
    let outside = Outside { clock: now, trace: command.trace };
    let ended_well = serve(io::BufReader::new(io::stdin()), io::BufWriter::new(io::stdout()), outside)?;
    Ok(if ended_well { CLEAN } else { FAILED })
}

fn now() -> DateTime<FixedOffset> {
    DateTime::<Utc>::from(SystemTime::now()).fixed_offset()
}
