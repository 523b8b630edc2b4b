//! The words for a fault that no likely cause was found for.

use granit_parser::ErrorKind;

use super::line::Line;
use crate::diagnostic::excerpt;

/// What is wrong, as the library sees it, in words for people who do not know how YAML is read.
pub(super) fn of(kind: &ErrorKind) -> String {
    use ErrorKind as Kind;
    let words = match kind {
        Kind::UnexpectedCharacter { character } => {
            return format!("a value cannot begin with `{}`", character.escape_debug());
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{open}` is closed by `{close}`");
        }
        Kind::UnclosedFlowCollection { open } => return format!("`{open}` is never closed"),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => "a `: ` stands where no field can begin",
        Kind::ExpectedBlockMappingKey | Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            "this is neither a field (`name: value`) nor a part of the one before"
        }
        Kind::MappingKeyNotAllowed => "a field cannot begin here",
        Kind::ExpectedBlockSequenceEntry => "this is neither a list item (`- …`) nor a part of the one before",
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => "a list item cannot begin here",
        Kind::ExpectedFlowSequenceSeparator | Kind::UnexpectedEofFlowSequence => {
            "a `,` or a `]` is missing before this"
        }
        Kind::ExpectedFlowMappingSeparator | Kind::UnexpectedEofFlowMapping => "a `,` or a `}` is missing before this",
        Kind::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        Kind::InvalidIndentation | Kind::InvalidFlowScalarIndent | Kind::InvalidQuotedScalarIndent => {
            "this line is not indented as what it belongs to"
        }
        Kind::InvalidBlockScalarIndent => "this line of a block of text is indented less than its first line",
        Kind::InvalidBlockScalarHeader => "text follows the `|` or `>` that begins a block of text",
        Kind::ZeroBlockScalarIndent => "a block of text cannot be indented by 0",
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => "this quote is never closed",
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "text follows the closing quote"
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => "there is no such escape in double quotes",
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => "a tab stands where YAML allows only spaces",
        Kind::UnknownAnchor => "the alias refers to an anchor that is not defined before it",
        Kind::MissingAnchorOrAliasName => "a name is missing after `&` or `*`",
        Kind::BomInsideDocument => "a byte order mark stands inside the text",
        Kind::ExpectedDocumentStart => "a second document begins inside the front matter",
        Kind::CommentNotSeparated | Kind::CommentInterceptedScalar => "a comment cannot stand here",
        Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::UndeclaredTagHandle
        | Kind::InvalidGlobalTagCharacter => "this begins like a tag (`!name`) and is none",
        Kind::InvalidDocumentEnd => "text follows the `...` that ends a document",
        _ => "YAML cannot be read from here on",
    };
    words.to_owned()
}

/// How a message names a line that is no field.
pub(super) fn of_line(text: &str, line: &Line) -> String {
    excerpt(&text[line.content..line.end]).into_owned()
}

/// How a message names the value of a line.
pub(super) fn of_value(text: &str, line: &Line) -> String {
    match &line.key {
        Some(key) => format!("the value of `{}`", excerpt(&text[key.clone()])),
        None if line.item > line.content => "the list item".to_owned(),
        None => "the text".to_owned(),
    }
}
