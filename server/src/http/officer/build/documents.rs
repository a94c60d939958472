//! Reading documents and their clauses out of forms.

use super::super::OfficerForm;
use super::add::{after, everybody, id, words};
use super::words::{Reader, finish, readers, wordings};
use crate::http::form::Fields;
use app::api::{FieldError, Working};
use domain::content::{ClauseText, ClauseWords, Content, DocumentText, DocumentWords, Edit, Piece};
use domain::document::number_after;
use domain::text::{Slug, clean};

/// Most characters in the printed number of a clause.
const NUMBER: usize = 20;

/// A new document, without clauses yet.
pub(super) fn add(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Edit> {
    let title = words(fields, "title", wrong);
    let summary = String::new();
    Some(Edit::AddDocument(DocumentText {
        id: id(fields, wrong)?,
        wording: everybody(DocumentWords { title, summary }),
        clauses: Vec::new(),
    }))
}

/// A new clause. Its identifier comes from its heading: nobody needs it to write.
pub(super) fn add_clause(
    fields: &Fields,
    content: &Content,
    wrong: &mut Vec<FieldError>,
) -> Option<Edit> {
    let heading = words(fields, "heading", wrong);
    let found = fields.text("document").parse().ok();
    let Some(document) = found.and_then(|id| content.document(&id)) else {
        wrong.push(FieldError::code("document", "gone"));
        return None;
    };
    let after: Option<Slug> = after(fields);
    let clauses = &document.clauses;
    let number = match clean(fields.text("number")) {
        typed if typed.chars().count() > NUMBER => {
            wrong.push(FieldError::code("number", "too_long"));
            return None;
        }
        typed if typed.is_empty() => {
            let all: Vec<&str> = clauses.iter().map(|c| c.number.as_str()).collect();
            let before = clauses.iter().find(|c| Some(&c.key) == after.as_ref());
            let before = before.or(clauses.last());
            number_after(&all, before.map(|c| c.number.as_str()))
        }
        typed => typed,
    };
    let taken: Vec<String> = clauses.iter().map(|c| c.key.to_string()).collect();
    let body = String::new();
    let clause = ClauseText {
        key: Slug::made_of(&heading, "clause", &taken),
        number,
        wording: everybody(ClauseWords { heading, body }),
    };
    Some(Edit::AddClause(document.id.clone(), clause, after))
}

/// The words of a document; its clauses are edited one by one.
pub(super) fn document(
    form: &OfficerForm,
    working: &Working,
    piece: &Piece,
) -> Result<Edit, Vec<FieldError>> {
    let content = &working.content;
    let found = content.documents.iter();
    let found = found
        .into_iter()
        .find(|d| piece == &Piece::Document(d.id.clone()));
    let Some(document) = found else {
        return Err(Vec::new());
    };
    let mut reader = Reader::of(&form.fields);
    let wording = wordings(&document.wording, readers(content), |of, old| {
        let title = reader.line("title", of, old.map_or("", |w| &w.title));
        let summary = reader.lines("summary", of, old.map_or("", |w| &w.summary));
        let empty = title.is_empty() && summary.is_empty();
        (!empty).then_some(DocumentWords { title, summary })
    });
    finish(reader, Edit::PutDocument(document.id.clone(), wording))
}

/// Number and words of a clause.
pub(super) fn clause(
    form: &OfficerForm,
    working: &Working,
    piece: &Piece,
) -> Result<Edit, Vec<FieldError>> {
    let content = &working.content;
    let found = match piece {
        Piece::Clause(document, key) => content.clause(document, key).map(|c| (document, c)),
        _ => None,
    };
    let Some((document, clause)) = found else {
        return Err(Vec::new());
    };
    let mut reader = Reader::of(&form.fields);
    let number = reader.text("number", None, &clause.number, NUMBER);
    let wording = wordings(&clause.wording, readers(content), |of, old| {
        let heading = reader.line("heading", of, old.map_or("", |w| &w.heading));
        let body = reader.lines("body", of, old.map_or("", |w| &w.body));
        let empty = heading.is_empty() && body.is_empty();
        (!empty).then_some(ClauseWords { heading, body })
    });
    let clause = ClauseText {
        key: clause.key.clone(),
        number,
        wording,
    };
    finish(reader, Edit::PutClause(document.clone(), clause))
}
