//! What client and server tell each other about themselves.

use super::actions::FIX_ALL;
use super::diagnostics::Abilities;
use super::lsp;
use super::position::Encoding;

/// What matters of what a client can do.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that a client can do or not")]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// It asks for findings itself, and can be told to ask again; they are then not sent unasked. One that cannot be told
    /// would show old findings after a change of the configuration, and is sent them like one that never asks.
    pub(super) pulls: bool,
    pub(super) snippets: bool,
    pub(super) progress: bool,
    /// It can be asked to watch files.
    pub(super) watches: bool,
    /// It takes edits with the version of the document that they are meant for.
    pub(super) versioned_edits: bool,
    pub(super) nested_symbols: bool,
    pub(super) abilities: Abilities,
}

impl Client {
    pub(super) fn new(capabilities: &lsp::ClientCapabilities) -> Self {
        let document = capabilities.text_document.clone().unwrap_or_default();
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.clone());
        let refreshes = workspace.diagnostics.and_then(|diagnostics| diagnostics.refresh_support) == Some(true);
        let pulled = document.diagnostic.filter(|_| refreshes);
        let pulls = pulled.is_some();
        let shown = match (pulled, document.publish_diagnostics) {
            (Some(pulled), _) => pulled.diagnostics_capabilities,
            (None, Some(pushed)) => pushed.diagnostics_capabilities,
            (None, None) => lsp::DiagnosticsCapabilities::default(),
        };
        let completion = document.completion.and_then(|completion| completion.completion_item);
        Self {
            encoding: Encoding::negotiate(&offered.unwrap_or_default()),
            pulls,
            snippets: completion.and_then(|item| item.snippet_support) == Some(true),
            progress: capabilities.window.as_ref().and_then(|window| window.work_done_progress) == Some(true),
            watches: workspace.did_change_watched_files.and_then(|watched| watched.dynamic_registration) == Some(true),
            versioned_edits: workspace.workspace_edit.and_then(|edit| edit.document_changes) == Some(true),
            nested_symbols: document.document_symbol.and_then(|symbol| symbol.hierarchical_document_symbol_support)
                == Some(true),
            abilities: Abilities {
                links: shown.code_description_support == Some(true),
                related: shown.related_information == Some(true),
                tags: shown.tag_support.is_some(),
            },
        }
    }
}

/// What the server offers to a client.
pub(super) fn offered(client: &Client) -> lsp::ServerCapabilities {
    let triggers = [":", " ", "-", "[", "\"", "\n"].map(str::to_owned).to_vec();
    let kinds = vec![
        lsp::CodeActionKind::QuickFix,
        lsp::CodeActionKind::RefactorRewrite,
        lsp::CodeActionKind::Custom(FIX_ALL.into()),
    ];
    lsp::ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            save: Some(lsp::Save::Bool(true)),
            ..lsp::TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(triggers),
            ..lsp::CompletionOptions::default()
        }),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
        references_provider: Some(lsp::ReferencesProvider::Bool(true)),
        document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
        folding_range_provider: Some(lsp::FoldingRangeProvider::Bool(true)),
        rename_provider: Some(lsp::RenameProvider::RenameOptions(lsp::RenameOptions {
            prepare_provider: Some(true),
            ..lsp::RenameOptions::default()
        })),
        code_action_provider: Some(lsp::CodeActionProvider::CodeActionOptions(lsp::CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..lsp::CodeActionOptions::default()
        })),
        diagnostic_provider: client.pulls.then(|| {
            lsp::DiagnosticProvider::DiagnosticOptions(lsp::DiagnosticOptions {
                identifier: Some("masthead".to_owned()),
                inter_file_dependencies: true,
                ..lsp::DiagnosticOptions::default()
            })
        }),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::ChangeNotifications::Bool(true)),
            }),
            ..lsp::WorkspaceOptions::default()
        }),
        ..lsp::ServerCapabilities::default()
    }
}
