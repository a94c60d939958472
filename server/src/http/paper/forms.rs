//! Questionnaires: in whose language, and those that were set before.

use super::super::respond::Asked;
use crate::export;
use app::platform::in_words;
use app::text::printed::{ONLY_ENGLISH, PaperForm, questionnaire};
use axum::body::Bytes;
use domain::printed::Printed;
use domain::text::Language;
use std::collections::VecDeque;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Questionnaires set before. They are public and the same for everybody; copies of answers are never kept.
static FORMS: LazyLock<Mutex<VecDeque<(Printed, Bytes)>>> = LazyLock::new(Mutex::default);

/// How many of them.
const KEPT: usize = 24;

/// The form in the reader's language; in English, with a word why, where nobody translated what every form says or the
/// letters cannot be printed.
pub(super) fn in_language(of: &PaperForm, asked: &Asked) -> Option<Printed> {
    let (language, english) = (&asked.visit.language, Language::english());
    if language == &english {
        return questionnaire(of, &english);
    }
    let screens = asked.app.languages.of(language);
    let words = screens.map(|screens| Arc::clone(&screens.all));
    let own = words.and_then(|words| in_words(Some(words), || questionnaire(of, language)));
    match own.filter(export::can_print) {
        Some(own) => Some(own),
        None => {
            let mut printed = questionnaire(of, &english)?;
            printed.notes.insert(0, ONLY_ENGLISH.english().to_owned());
            Some(printed)
        }
    }
}

pub(super) fn kept(printed: &Printed) -> Option<Bytes> {
    let forms = FORMS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = forms.iter().find(|(known, _)| known == printed);
    found.map(|(_, bytes)| bytes.clone())
}

pub(super) fn keep(printed: Printed, bytes: Bytes) {
    let mut forms = FORMS.lock().unwrap_or_else(PoisonError::into_inner);
    forms.push_back((printed, bytes));
    if forms.len() > KEPT {
        forms.pop_front();
    }
}
