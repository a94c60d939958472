//! A new section, question, grid of questions or audience: its identifier, its first words and its place.

use super::super::slug;
use crate::api::{ApiError, Working, backend};
use crate::components::form::{TextArea, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::params::query;
use crate::routes;
use crate::text::build as text;
use crate::visit::visit;
use domain::content::{GRID_KINDS, KINDS, Piece};
use domain::plain::capital;
use domain::text::{Language, QuestionId, Slug};
use leptos::prelude::*;

/// The form; `?what=` says for what.
#[component]
pub fn AddPiecePage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, of) = (backend(), visit.caller, slug.clone());
    let typed = Typed::of(visit.retry.as_ref(), &routes::build_form(&slug, "add"));
    let what = query::<String>("what").unwrap_or_default();
    let data = async move {
        let working = backend.working(&caller, &of).await?;
        match working.may_edit {
            true => Ok(working),
            false => Err(ApiError::Forbidden),
        }
    };
    loaded(data, move |working| {
        let opened = working.published.is_some();
        match typed.value("what", &what).as_str() {
            "document" | "clause" if opened => too_late(slug, &working).into_any(),
            kind @ ("section" | "question" | "grid" | "audience" | "document" | "clause") => {
                page(slug, working, typed.clone(), kind.to_owned()).into_any()
            }
            _ => view! { <ErrorPage error=ApiError::NotFound/> }.into_any(),
        }
    })
    .into_any()
}

/// People comment on the documents as they are.
fn too_late(slug: Slug, working: &Working) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    view! {
        <OfficerPage title="Documents are fixed" within>
            <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
            <h1>"Documents are fixed"</h1>
            <p>{text::problem("document", "documents_fixed")}</p>
        </OfficerPage>
    }
    .into_any()
}

fn page(slug: Slug, working: Working, typed: Typed, what: String) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let within_document: Option<Slug> = match what.as_str() {
        "clause" => {
            let asked = query::<String>("document").unwrap_or_default();
            typed.value("document", &asked).parse().ok()
        }
        _ => None,
    };
    let title = match what.as_str() {
        "section" => "Add a section",
        "question" => "Add a question",
        "grid" => "Add a grid",
        "document" => "Add a document",
        "clause" => "Add a clause",
        _ => "Add an audience",
    };
    let (id_hint, suggested) = match what.as_str() {
        "document" => (
            "Part of its address, such as framework. It cannot be changed later.",
            String::new(),
        ),
        "section" => (
            "Part of its address on the page, such as cost. It cannot be changed later.",
            String::new(),
        ),
        "question" => (
            "Names it in exports, such as B4. It cannot be changed later.",
            free_id(&working),
        ),
        "grid" => (
            "Names it in exports, such as B4; its rows are then B4-1, B4-2 and so on. It cannot be changed later.",
            free_id(&working),
        ),
        _ => (
            "Such as parent-carer. It cannot be changed later.",
            String::new(),
        ),
    };
    let (field, label) = match what.as_str() {
        "section" | "clause" => ("heading", "Heading"),
        "document" => ("title", "Title"),
        "question" => ("title", "Question"),
        "grid" => ("title", "What is asked of every row"),
        _ => ("name", "Name"),
    };
    let of = match what.as_str() {
        "question" => Some(("Type", "long-text", &KINDS[..])),
        "grid" => Some(("Answers to each row", "agreement", &GRID_KINDS[..])),
        _ => None,
    };
    let kinds = of.map(|(label, usual, kinds)| {
        let chosen = typed.value("kind", usual);
        let options = kinds.iter().map(|name| {
            let selected = chosen == *name;
            view! { <option value=*name selected=selected>{text::kind(name)}</option> }
        });
        view! {
            <div class="field">
                <label for="kind">{label}</label>
                <FieldProblem retry=typed.retry() field="kind"/>
                <select class="input" id="kind" name="kind">{options.collect_view()}</select>
            </div>
        }
    });
    let rows = (what == "grid").then(|| {
        view! {
            <div class="field">
                <label for="rows">"Rows"</label>
                <p class="hint" id="rows-hint">"Each on a line of its own, two to twelve. On phones, and to screen readers, each row is a question with its own answers."</p>
                <FieldProblem retry=typed.retry() field="rows"/>
                <TextArea name="rows" text=typed.value("rows", "") rows=6
                    described_by=typed.described_by("rows", true) invalid=typed.wrong("rows")/>
            </div>
        }
    });
    let of_clause = within_document.is_some();
    let number = within_document.as_ref().map(|document| {
        view! {
            <input type="hidden" name="document" value=document.to_string()/>
            <div class="field">
                <label for="number">"Number"</label>
                <p class="hint" id="number-hint">"As it is printed, such as 3.2. Leave it empty to take the next one."</p>
                <FieldProblem retry=typed.retry() field="number"/>
                <input class="input input-short" id="number" name="number" value=typed.value("number", "") maxlength="20"
                    aria-describedby=typed.described_by("number", true) aria-invalid=typed.wrong("number").then_some("true")/>
            </div>
        }
    });
    let identifier = (!of_clause).then(|| {
        view! {
            <div class="field">
                <label for="id">"Identifier"</label>
                <p class="hint" id="id-hint">{id_hint}</p>
                <FieldProblem retry=typed.retry() field="id"/>
                <input class="input input-short" id="id" name="id" value=typed.value("id", &suggested) maxlength="40" spellcheck="false" autocapitalize="none"
                    aria-describedby=typed.described_by("id", true) aria-invalid=typed.wrong("id").then_some("true")/>
            </div>
        }
    });
    let back = match &within_document {
        Some(document) => {
            let piece = Piece::Document(document.clone());
            (
                routes::build_piece(&slug, &piece),
                text::piece(&piece, &working.content),
            )
        }
        None => (routes::build(&slug), "Words and questions".to_owned()),
    };
    let places = places(&working, &what, within_document.as_ref());
    let places = (!places.is_empty()).then(|| {
        let last = places.last().map(|(id, _)| id.clone()).unwrap_or_default();
        let chosen = typed.value("after", &last);
        let options = places.into_iter().map(|(id, name)| {
            let selected = chosen == id;
            view! { <option value=id selected=selected>{name}</option> }
        });
        view! {
            <div class="field">
                <label for="after">"After"</label>
                <select class="input" id="after" name="after">{options.collect_view()}</select>
            </div>
        }
    });
    view! {
        <OfficerPage title within error=typed.refused()>
            {typed.retry().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=back.0>{back.1}</a></p>
            <h1>{title}</h1>
            <form method="post" action=routes::build_form(&slug, "add")>
                <Csrf/>
                <input type="hidden" name="what" value=what/>
                <div class="field">
                    <label for=field>{label}</label>
                    <FieldProblem retry=typed.retry() field=field/>
                    <input class="input" id=field name=field value=typed.value(field, "")
                        aria-describedby=typed.described_by(field, false) aria-invalid=typed.wrong(field).then_some("true")/>
                </div>
                {number}
                {identifier}
                {rows}
                {kinds}
                {places}
                <button class="btn" type="submit">"Add it"</button>
            </form>
        </OfficerPage>
    }
    .into_any()
}

/// Pieces that a new one can stand behind.
fn places(working: &Working, what: &str, document: Option<&Slug>) -> Vec<(String, String)> {
    let english = Language::english();
    match what {
        "section" => {
            let sections = working.content.sections.iter();
            let name = |s: &domain::content::Section| {
                let words = s.wording.pick(&english, None);
                words.map_or(s.id.to_string(), |picked| picked.words.heading.clone())
            };
            sections.map(|s| (s.id.to_string(), name(s))).collect()
        }
        "clause" => {
            let document = document.and_then(|id| working.content.document(id));
            let clauses = document.into_iter().flat_map(|document| &document.clauses);
            let name = |c: &domain::content::ClauseText| {
                let words = c.wording.pick(&english, None);
                let heading = words.map_or("", |picked| picked.words.heading.as_str());
                format!("{} {heading}", c.number)
            };
            clauses.map(|c| (c.key.to_string(), name(c))).collect()
        }
        "question" | "grid" => {
            let questions = working.content.questions.iter();
            let name =
                |q: &domain::question::Question| capital(&text::question(&q.id, &working.content));
            questions.map(|q| (q.id.to_string(), name(q))).collect()
        }
        _ => Vec::new(),
    }
}

fn free_id(working: &Working) -> String {
    let taken = |id: &String| {
        working
            .content
            .questions
            .iter()
            .any(|q| q.id.as_str() == id)
    };
    let ids = (1..).map(|number: u32| format!("N{number}"));
    let free = ids.into_iter().find(|id| !taken(id)).unwrap_or_default();
    QuestionId::parse(&free).map_or(free, |id| id.to_string())
}
