//! Questionnaires: in whose language, and those that were set before.

use super::super::respond::Asked;
use super::set;
use crate::export;
use app::api::ApiError;
use app::platform::in_words;
use app::text::printed::ONLY_ENGLISH;
use axum::body::Bytes;
use domain::printed::Printed;
use domain::text::Language;
use std::collections::VecDeque;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Questionnaires set before. They are public and the same for everybody; copies of answers are never kept.
static FORMS: LazyLock<Mutex<VecDeque<(Printed, Bytes)>>> = LazyLock::new(Mutex::default);

/// How many of them.
const KEPT: usize = 24;

/// The form in a language; in English, with a word why, where nobody translated what every form says or the
/// letters cannot be printed.
pub(super) fn in_language(
    asked: &Asked,
    language: &Language,
    written: impl Fn(&Language) -> Option<Printed>,
) -> Option<Printed> {
    let english = Language::english();
    if language == &english {
        return written(&english);
    }
    let screens = asked.app.languages.of(language);
    let words = screens.map(|screens| Arc::clone(&screens.all));
    let own = words.and_then(|words| in_words(Some(words), || written(language)));
    match own.filter(export::can_print) {
        Some(own) => Some(own),
        None => {
            let mut printed = written(&english)?;
            printed.notes.insert(0, ONLY_ENGLISH.english().to_owned());
            Some(printed)
        }
    }
}

/// The form as a PDF, set now or before.
pub(super) async fn bytes(printed: Printed) -> Result<Bytes, ApiError> {
    if let Some(bytes) = kept(&printed) {
        return Ok(bytes);
    }
    let bytes = set(printed.clone()).await?;
    keep(printed, bytes.clone());
    Ok(bytes)
}

fn kept(printed: &Printed) -> Option<Bytes> {
    let forms = FORMS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = forms.iter().find(|(known, _)| known == printed);
    found.map(|(_, bytes)| bytes.clone())
}

fn keep(printed: Printed, bytes: Bytes) {
    let mut forms = FORMS.lock().unwrap_or_else(PoisonError::into_inner);
    forms.push_back((printed, bytes));
    if forms.len() > KEPT {
        forms.pop_front();
    }
}
