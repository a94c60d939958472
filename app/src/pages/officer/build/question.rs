//! A question: its words for each audience, its options, its settings, and who meets it where.

use super::super::slug;
use super::columns::{Asked, Columns, TextBox, columns, own, readers};
use super::frame::{PieceFrame, Remove, SaveButton, piece_page};
use super::question_asked::{Conditions, Meets, Standing};
use super::question_parts::{Options, Settings};
use crate::api::{ApiError, MOST_FACTS, PieceForm};
use crate::components::layout::ErrorPage;
use crate::components::officer::Csrf;
use crate::pages::params::param;
use crate::routes;
use domain::content::{Content, Piece};
use domain::journey::is_easy;
use domain::question::{Kind, Question, QuestionWords};
use domain::text::{AudienceId, Language, OptionId, QuestionId, Slug};
use leptos::prelude::*;

/// The form for one question.
#[component]
pub fn EditQuestionPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<QuestionId>("question")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    piece_page(
        slug,
        Piece::Question(id.clone()),
        move |slug, form, asked| {
            let question = form
                .working
                .content
                .questions
                .iter()
                .find(|q| q.id == id)
                .cloned();
            question.map(|question| page(slug, form, asked, question))
        },
    )
    .into_any()
}

fn page(slug: Slug, form: PieceForm, asked: Asked, question: Question) -> impl IntoView {
    let content = form.working.content.clone();
    let locked = form.working.published.as_ref().is_some_and(|published| {
        let piece = Piece::Question(question.id.clone());
        piece.is_in(published)
    });
    let all = words(&content, &question);
    let piece = Piece::Question(question.id.clone());
    let action = routes::build_piece(&slug, &piece);
    let typed = asked.typed.clone();
    let keep = form.working.may_edit.then(|| {
        view! {
            <form method="post" action=routes::build_form(&slug, "library/save")>
                <Csrf/>
                <input type="hidden" name="question" value=question.id.to_string()/>
                <button class="btn btn-secondary" type="submit">"Save it to the library"</button>
            </form>
        }
    });
    view! {
        <PieceFrame slug=slug.clone() form=form.clone() piece=piece.clone() asked=asked.clone()>
            <form class="piece-form" method="post" action=action id="piece">
                <Csrf/>
                <h2>"Words"</h2>
                <Columns columns=all asked=asked.clone()/>
                <div class="panes">
                    <Options question=question.clone() typed=typed.clone()/>
                    <Settings question=question.clone() typed=typed.clone() locked/>
                    <Meets question=question.clone() content=content.clone() typed=typed.clone()/>
                    <Conditions question=question.clone() content=content.clone() typed/>
                </div>
                <SaveButton working=form.working.clone() piece=piece.clone() asked=asked.clone()/>
            </form>
            <Standing slug=slug.clone() question content mine=form.working.may_edit/>
            {keep}
            <Remove slug piece form/>
        </PieceFrame>
    }
    .into_any()
}

/// Options whose labels are written here: those of a choice or a ranking, the ends of a rating, and usual ones that
/// were given other labels.
fn labelled(question: &Question) -> Vec<OptionId> {
    let relabelled = |option: &OptionId| {
        let mut all = question.wording.0.iter();
        all.any(|worded| worded.words.labels.contains_key(option))
    };
    let options = question.options();
    match &question.kind {
        Kind::Agreement | Kind::YesNo => options.into_iter().filter(relabelled).collect(),
        Kind::Rating(rating) => {
            let ends = [rating.low.to_string(), rating.high.to_string()];
            let end = |option: &OptionId| ends.iter().any(|end| end == option.as_str());
            options
                .into_iter()
                .filter(|o| end(o) || relabelled(o))
                .collect()
        }
        _ => options,
    }
}

fn words(content: &Content, question: &Question) -> Vec<super::columns::Column> {
    let everybody = own(&question.wording, None);
    let easy = |audience: Option<&AudienceId>| audience.is_some_and(|a| is_easy(content, a));
    columns(
        content,
        readers(content, |a| question.asks(a)),
        |audience| {
            let words = own(&question.wording, audience);
            (
                boxes(
                    question,
                    words,
                    everybody.filter(|_| audience.is_some()),
                    (audience, easy(audience) || words.is_some_and(is_drawn)),
                ),
                texts(words),
            )
        },
    )
}

fn texts(words: Option<&QuestionWords>) -> Vec<&str> {
    let Some(words) = words else {
        return Vec::new();
    };
    let facts = words
        .facts
        .iter()
        .flat_map(|f| [f.title.as_str(), f.body.as_str()]);
    let labels = words.labels.values().map(String::as_str);
    let own = [
        words.title.as_str(),
        words.hint.as_str(),
        words.body.as_str(),
    ];
    own.into_iter().chain(labels).chain(facts).collect()
}

/// Whether pictures stand beside these words already.
fn is_drawn(words: &QuestionWords) -> bool {
    !words.picture.is_empty() || !words.symbols.is_empty()
}

fn boxes(
    question: &Question,
    words: Option<&QuestionWords>,
    everybody: Option<&QuestionWords>,
    (audience, drawn): (Option<&AudienceId>, bool),
) -> Vec<TextBox> {
    let none = QuestionWords::default();
    let words = words.unwrap_or(&none);
    let called = |option: &OptionId| question.label(option, &Language::english(), None);
    let mut boxes = vec![
        TextBox::of("title", "Question", &words.title, 2),
        TextBox::of("hint", "Hint", &words.hint, 2),
    ];
    if matches!(question.kind, Kind::Statement(_)) {
        boxes.push(TextBox::of("body", "Text", &words.body, 8));
    }
    if drawn {
        let field = TextBox::picture("picture", "Picture", &words.picture);
        boxes.push(field.with_hint("Beside the question. See it in the preview."));
    }
    for option in labelled(question) {
        let stored = words.labels.get(&option).cloned().unwrap_or_default();
        // Labels that are everybody's follow everybody's.
        let same = everybody.and_then(|e| e.labels.get(&option)) == Some(&stored);
        let stored = if same { String::new() } else { stored };
        let label = format!("Label of “{}”", called(&option));
        let field = TextBox::line(&format!("label--{option}"), label, &stored);
        boxes.push(match audience {
            Some(_) => field.with_hint("Empty: as for everybody."),
            None => field,
        });
    }
    let options = if drawn {
        question.options()
    } else {
        Vec::new()
    };
    for option in options {
        let stored = words.symbols.get(&option).map_or("", String::as_str);
        let label = format!("Picture of “{}”", called(&option));
        boxes.push(TextBox::picture(
            &format!("symbol--{option}"),
            label,
            stored,
        ));
    }
    let facts = (words.facts.len() + 1).min(MOST_FACTS);
    for number in 1..=facts {
        let fact = words.facts.get(number - 1);
        let title = fact.map_or("", |f| f.title.as_str());
        let body = fact.map_or("", |f| f.body.as_str());
        let field = TextBox::line(
            &format!("fact_title-{number}"),
            format!("Find out more {number}: title"),
            title,
        );
        boxes.push(match number {
            1 => {
                field.with_hint("Folded away under the question, for those who want to know more.")
            }
            _ => field,
        });
        boxes.push(TextBox::of(
            &format!("fact_body-{number}"),
            format!("Find out more {number}: text"),
            body,
            3,
        ));
    }
    boxes
}
