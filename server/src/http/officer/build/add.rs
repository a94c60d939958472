//! Reading the form for a new piece.

use crate::http::form::Fields;
use app::api::FieldError;
use domain::content::{
    Audience, AudienceWords, Edit, Section, SectionWords, Worded, Wordings, kind_named,
};
use domain::question::{Question, QuestionWords};
use domain::text::{AudienceId, Language, QuestionId, Slug, clean};
use std::str::FromStr;

/// The new piece: its identifier, its first words, and where it stands.
pub(super) fn read(fields: &Fields) -> Result<Edit, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let edit = match fields.text("what") {
        "section" => section(fields, &mut wrong),
        "question" => question(fields, &mut wrong),
        "audience" => audience(fields, &mut wrong),
        _ => None,
    };
    edit.filter(|_| wrong.is_empty()).ok_or(wrong)
}

fn words(fields: &Fields, name: &str, wrong: &mut Vec<FieldError>) -> String {
    let words = clean(fields.text(name));
    match words.chars().count() {
        0 => wrong.push(FieldError::code(name, "missing")),
        n if n > 300 => wrong.push(FieldError::code(name, "too_long")),
        _ => {}
    }
    words
}

fn id<T: FromStr>(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<T> {
    let id = fields.text("id").parse().ok();
    if id.is_none() {
        wrong.push(FieldError::code("id", "malformed"));
    }
    id
}

fn after<T: FromStr>(fields: &Fields) -> Option<T> {
    fields.text("after").parse().ok()
}

fn everybody<T>(words: T) -> Wordings<T> {
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
    let question = Question {
        id: id?,
        kind,
        audiences: Vec::new(),
        required: false,
        follows: None,
        when: Vec::new(),
        cut: None,
        wording: everybody(QuestionWords {
            title,
            ..QuestionWords::default()
        }),
    };
    Some(Edit::AddQuestion(Box::new(question), after(fields)))
}
