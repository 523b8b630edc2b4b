//! Schemas under which the laws hold as they do without one.

use std::sync::Arc;

use masthead::schema::{NoReferences, Schema};
use masthead::source::Source;

/// A schema that says of every field of the faults what it holds.
const TYPED: &str = "
required: [title, tags]
additionalProperties: false
properties:
  title: { type: string, minLength: 2 }
  subtitle: { type: string }
  summary: { type: [string, 'null'] }
  description: { type: string, maxLength: 200 }
  tags: { type: array, items: { type: string }, uniqueItems: true }
  keywords: { type: array, items: { type: string } }
  categories: { type: array, items: { type: string, enum: [слово0, word1, q0, w0] } }
  list: { type: array }
  related: { type: array, items: { type: string, format: wikilink } }
  draft: { type: boolean }
  published: { type: boolean }
  n: { type: integer }
  weight: { type: string }
  lang: { type: string, format: language-tag }
  date: { type: string, format: date-time }
  url: { type: string, format: uri }
  meta: { type: object, properties: { title: { type: string }, lat: { type: number } } }
x-masthead:
  order: [title, date, tags]
";

/// No schema, one that says all, and the built-in one of an article.
pub(crate) fn all() -> Vec<Option<Arc<Schema>>> {
    let typed = Schema::load(Source::new("schema.yaml", TYPED), None, Arc::new(NoReferences));
    vec![None, Some(Arc::new(typed.expect("it is a schema"))), Schema::builtin("article")]
}
