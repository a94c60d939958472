//! What was typed on a page of the form that cannot take it any more, so that words are not lost with it: the draft is
//! gone, or another answer led away from the page.

use super::{asked, young};
use crate::content::Content;
use crate::contribution::Draft;
use crate::question::Question;
use crate::text::clean;

/// The posted fields that answer a question of this consultation, whoever is asked it.
pub fn answering(content: &Content, fields: &[(String, String)]) -> Vec<(String, String)> {
    let answers = |name: &str| {
        let mut all = content.questions.iter();
        all.any(|q| q.id.as_str() == name || q.other_field() == name)
    };
    let kept = fields.iter().filter(|(name, _)| answers(name));
    kept.cloned().collect()
}

/// What was written in somebody's own words in these fields, in the order of the questions.
pub fn words(content: &Content, fields: &[(String, String)]) -> Vec<String> {
    let own = |question: &Question| {
        let answer = question.typed(fields);
        match question.is_text() {
            true => [vec![answer.text], answer.boxes].concat(),
            false => vec![answer.other],
        }
    };
    let words = content.questions.iter().flat_map(own);
    words.filter(|words| !clean(words).is_empty()).collect()
}

/// Puts these fields into a draft as answers to what its audience is asked. What it says already stays.
pub fn carry(content: &Content, draft: &mut Draft, fields: &[(String, String)]) {
    let Some(audience) = draft.audience.clone() else {
        return;
    };
    for question in asked(content, &audience) {
        let answer = question.typed(fields);
        if !answer.is_empty() {
            draft.answers.entry(question.id.clone()).or_insert(answer);
        }
    }
    young::age_said(content, draft);
}

/// Puts what was typed on a page off their way into the draft all the same. It is not sent, but is there again if
/// another answer leads back to the page.
pub fn put_aside(content: &Content, draft: &mut Draft, fields: &[(String, String)]) {
    for question in &content.questions {
        let answer = question.typed(fields);
        if !answer.is_empty() {
            draft.answers.insert(question.id.clone(), answer);
        }
    }
    young::age_said(content, draft);
}
