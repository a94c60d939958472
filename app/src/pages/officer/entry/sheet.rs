//! What is in a form put in by hand: what was typed where it was refused, and what is wrong.

use crate::api::{COMMENT_ROWS, COMMENT_ROWS_LIMIT, EntryDesk, FieldError, own};
use crate::components::form::Typed;
use crate::pages::params::query;
use crate::text::entry as text;
use crate::visit::Retry;
use domain::contribution::SpeaksFor;
use domain::question::Question;
use domain::text::AudienceId;
use jiff::civil::Date;
use leptos::prelude::*;

/// One form.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// What it is read against.
    pub desk: EntryDesk,
    /// Whose questions it has; none for a letter.
    pub audience: Option<AudienceId>,
    /// Fields as they were typed, in a form that was refused.
    pub retry: Option<Retry>,
    /// Who it is from, as far as it was typed.
    pub from: SpeaksFor,
    typed: Typed,
}

impl Sheet {
    /// The form with this address.
    pub fn of(
        desk: EntryDesk,
        audience: Option<AudienceId>,
        (retry, from): (Option<Retry>, SpeaksFor),
        action: &str,
    ) -> Self {
        Self {
            desk,
            audience,
            typed: Typed::of(retry.as_ref(), action),
            retry,
            from,
        }
    }

    fn errors(&self) -> &[FieldError] {
        let errors = self.retry.as_ref().map(|r| r.errors.as_slice());
        errors.unwrap_or_default()
    }

    fn questions(&self) -> &[Question] {
        &self.desk.content.questions
    }

    /// Whether it was refused.
    pub fn refused(&self) -> bool {
        !self.errors().is_empty()
    }

    /// How many rows there are for comments on clauses: as many as before, and more where they were asked for.
    pub fn comment_rows(&self) -> usize {
        let before = self.value("comments", "").parse().unwrap_or(COMMENT_ROWS);
        let more = match self.value("more-comments", "").is_empty() {
            true => 0,
            false => COMMENT_ROWS,
        };
        (before + more).clamp(COMMENT_ROWS, COMMENT_ROWS_LIMIT)
    }

    /// What was typed in a field of the officer's, else what stands there anyway.
    pub fn value(&self, name: &str, otherwise: &str) -> String {
        self.typed.value(&own(name), otherwise)
    }

    /// Whether a choice of the officer's was ticked, else whether it is ticked anyway.
    pub fn has(&self, name: &str, value: &str, otherwise: bool) -> bool {
        self.typed.has(&own(name), value, otherwise)
    }

    /// What is wrong with a field; `name` as it stands in the form.
    pub fn error(&self, name: &str) -> Option<String> {
        let error = self.errors().iter().find(|e| e.field == name)?;
        Some(text::problem(
            error,
            self.questions(),
            self.audience.as_ref(),
        ))
    }

    /// Ids of what describes a field.
    pub fn described_by(&self, name: &str, hint: bool) -> Option<String> {
        self.typed.described_by(&own(name), hint)
    }

    /// Lines of the error summary.
    pub fn summary(&self) -> Vec<(String, String)> {
        let line = |error: &FieldError| {
            let sentence = text::summary(error, self.questions(), self.audience.as_ref());
            // What is wrong with the form as a whole leads to its button.
            let field = match error.field.as_str() {
                "" => "save",
                field => field,
            };
            (format!("#{field}"), sentence)
        };
        self.errors().iter().map(line).collect()
    }

    /// The submission key: the same as before, unless it has stored something else.
    pub fn key(&self) -> String {
        let spent = |e: &FieldError| *e == FieldError::code("", "key_used");
        let kept = self.value("key", "");
        match kept.is_empty() || self.errors().iter().any(spent) {
            true => self.desk.key.clone(),
            false => kept,
        }
    }

    /// Day, month and year to begin with: as the form before had them, else only this year.
    pub fn received(&self) -> [(&'static str, &'static str, String); 3] {
        let before = query::<Date>("received");
        let part = |n: i16| n.to_string();
        let begin = match before {
            Some(day) => [
                part(day.day().into()),
                part(day.month().into()),
                part(day.year()),
            ],
            None => [String::new(), String::new(), part(self.desk.today.year())],
        };
        let [day, month, year] = begin;
        [
            ("received-day", "Day", self.value("received-day", &day)),
            (
                "received-month",
                "Month",
                self.value("received-month", &month),
            ),
            ("received-year", "Year", self.value("received-year", &year)),
        ]
    }

    /// The channel to begin with: as the form before had it.
    pub fn channel(&self) -> String {
        query("channel").unwrap_or_default()
    }
}

/// The message beside a field.
pub(super) fn message(id: &str, sentence: Option<String>) -> impl IntoView + use<> {
    let id = format!("{id}-error");
    sentence.map(|sentence| {
        view! {
            <p class="error-message" id=id><span class="visually-hidden">"Error: "</span>{sentence}</p>
        }
    })
}
