//! Reading the form for a new piece.

use super::documents;
use crate::http::form::Fields;
use app::api::FieldError;
use domain::content::{
    Audience, AudienceWords, Content, Edit, GRID_KINDS, Section, SectionWords, Worded, Wordings,
    kind_named,
};
use domain::question::{Kind, Question, QuestionWords, Statement};
use domain::text::{AudienceId, Language, QuestionId, Slug, clean};
use std::str::FromStr;

/// Most characters of a title.
const LONGEST: usize = 300;

/// Most rows of a grid: more tire whoever answers it on a phone, where each row is a question.
const MOST_ROWS: usize = 12;

/// The new piece: its identifier, its first words, and where it stands.
pub(super) fn read(fields: &Fields, content: &Content) -> Result<Edit, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let edit = match fields.text("what") {
        "section" => section(fields, &mut wrong),
        "question" => question(fields, &mut wrong),
        "grid" => grid(fields, &mut wrong),
        "audience" => audience(fields, &mut wrong),
        "document" => documents::add(fields, &mut wrong),
        "clause" => documents::add_clause(fields, content, &mut wrong),
        _ => None,
    };
    edit.filter(|_| wrong.is_empty()).ok_or(wrong)
}

pub(super) fn words(fields: &Fields, name: &str, wrong: &mut Vec<FieldError>) -> String {
    let words = clean(fields.text(name));
    match words.chars().count() {
        0 => wrong.push(FieldError::code(name, "missing")),
        n if n > LONGEST => wrong.push(FieldError::code(name, "too_long")),
        _ => {}
    }
    words
}

pub(super) fn id<T: FromStr>(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<T> {
    let id = fields.text("id").parse().ok();
    if id.is_none() {
        wrong.push(FieldError::code("id", "malformed"));
    }
    id
}

pub(super) fn after<T: FromStr>(fields: &Fields) -> Option<T> {
    fields.text("after").parse().ok()
}

pub(super) fn everybody<T>(words: T) -> Wordings<T> {
    Wordings(vec![Worded {
        language: Language::english(),
        audience: None,
        unchecked: false,
        words,
    }])
}

fn section(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Edit> {
    let heading = words(fields, "heading", wrong);
    let id: Slug = id(fields, wrong)?;
    let body = String::new();
    let wording = everybody(SectionWords { heading, body });
    Some(Edit::AddSection(Section { id, wording }, after(fields)))
}

fn audience(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Edit> {
    let name = words(fields, "name", wrong);
    let id: AudienceId = id(fields, wrong)?;
    let words = AudienceWords {
        name,
        hint: String::new(),
        introduction: String::new(),
    };
    Some(Edit::AddAudience(Audience {
        id,
        organisations: false,
        easy_read: false,
        wording: everybody(words),
    }))
}

fn question(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Edit> {
    let title = words(fields, "title", wrong);
    let id: Option<QuestionId> = id(fields, wrong);
    let Some(kind) = kind_named(fields.text("kind"), Vec::new()) else {
        wrong.push(FieldError::code("kind", "missing"));
        return None;
    };
    let question = asked(id?, kind, title, None);
    Some(Edit::AddQuestion(Box::new(question), after(fields)))
}

/// A statement with what is asked of every row, and the rows: what is typed on a line each.
fn grid(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Edit> {
    let title = words(fields, "title", wrong);
    let id: Option<QuestionId> = id(fields, wrong);
    let lines = fields.text("rows").lines().map(clean);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    match lines.len() {
        0 | 1 => wrong.push(FieldError::code("rows", "too_few")),
        n if n > MOST_ROWS => wrong.push(FieldError::code("rows", "too_many")),
        _ if lines.iter().any(|line| line.chars().count() > LONGEST) => {
            wrong.push(FieldError::code("rows", "too_long"));
        }
        _ => {}
    }
    let name = fields.text("kind");
    let kind = kind_named(name, Vec::new()).filter(|_| GRID_KINDS.contains(&name));
    let Some(kind) = kind else {
        wrong.push(FieldError::code("kind", "missing"));
        return None;
    };
    let head = asked(id?, Kind::Statement(Statement::default()), title, None);
    let rows = (1..).zip(lines).map(|(number, line)| {
        let id = QuestionId::parse(&format!("{}-{number}", head.id)).ok()?;
        Some(asked(id, kind.clone(), line, Some(head.id.clone())))
    });
    // The head's identifier leaves no room for the numbers of the rows.
    let Some(rows) = rows.collect::<Option<Vec<_>>>() else {
        wrong.push(FieldError::code("id", "malformed"));
        return None;
    };
    Some(Edit::AddGrid(Box::new(head), rows, after(fields)))
}

fn asked(id: QuestionId, kind: Kind, title: String, follows: Option<QuestionId>) -> Question {
    Question {
        id,
        kind,
        audiences: Vec::new(),
        required: false,
        follows,
        when: Vec::new(),
        cut: None,
        wording: everybody(QuestionWords {
            title,
            ..QuestionWords::default()
        }),
    }
}
