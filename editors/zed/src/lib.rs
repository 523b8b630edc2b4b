//! Tells Zed how masthead's language server is started: the program that the settings name, else the one on the path.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{Command, LanguageServerId, Result, Worktree, register_extension};

struct Masthead;

impl zed_extension_api::Extension for Masthead {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree).ok().and_then(|settings| settings.binary);
        let (path, arguments) = binary.map(|binary| (binary.path, binary.arguments)).unwrap_or_default();
        let command = path
            .or_else(|| worktree.which("masthead"))
            .ok_or("masthead is not on the path; install it, or name it in the settings: lsp.masthead.binary.path")?;
        let args = arguments.unwrap_or_else(|| vec!["server".to_owned()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }
}

register_extension!(Masthead);
