//! `masthead man`: one manual page for all commands, in the roff that `man` reads.

use std::io;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::Cli;
use super::reference::{self, ENVIRONMENT, EXIT_STATUS, FILES};
use super::{Stop, print_bytes};

pub(super) fn run() -> Result<u8, Stop> {
    print_bytes(&page()?)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for command in reference::leaves(&command) {
        command_section(&mut page, command)?;
    }
    definitions("EXIT STATUS", EXIT_STATUS).to_writer(&mut page)?;
    definitions("ENVIRONMENT", ENVIRONMENT).to_writer(&mut page)?;
    definitions("FILES", FILES).to_writer(&mut page)?;
    Ok(page)
}

/// A command with its arguments and options, as a section with subsections.
fn command_section(page: &mut Vec<u8>, command: &Command) -> io::Result<()> {
    let name = reference::full_name(command);
    Roff::new().control("SH", [name.to_uppercase().as_str()]).to_writer(page)?;
    let man = Man::new(command.clone());
    let mut sections = Vec::new();
    man.render_description_section(&mut sections)?;
    man.render_synopsis_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    // roff is text by lines; a section's heading is a line of its own.
    for line in sections.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b".SH ") {
            Some(heading) => page.extend([b".SS ", heading].concat()),
            None => page.extend(line),
        }
    }
    Ok(())
}

fn definitions(title: &str, terms: &[(&str, &str)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for (term, meaning) in terms {
        roff.control("TP", []).text([bold(*term)]).text([roman(meaning.replace('`', ""))]);
    }
    roff
}
