//! The languages of a consultation.

use super::super::slug;
use super::frame::WrongForm;
use crate::api::{ApiError, LanguageLine, LanguageList, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Tab};
use crate::routes;
use crate::text::languages as text;
use crate::visit::{Retry, visit};
use domain::language::{KNOWN, english_name, own_name};
use domain::text::Slug;
use leptos::prelude::*;

/// Which languages there are, how far each is, and a way to add one.
#[component]
pub fn LanguagesPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, of) = (backend(), slug.clone());
    let data = async move { backend.languages(&visit.caller, &of).await };
    loaded(data, move |list| page(slug, list, visit.retry)).into_any()
}

fn page(slug: Slug, list: LanguageList, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), list.card.title.clone(), Tab::Build);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let none = list.languages.is_empty();
    let there: Vec<String> = list
        .languages
        .iter()
        .map(|line| line.language.to_string())
        .collect();
    let rows = list.languages.into_iter().map(|line| row(&slug, line));
    let rows = rows.collect_view();
    let body = match none {
        true => view! { <p class="inset">"This consultation is in English only. Add a language that families here read."</p> }.into_any(),
        false => view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Languages">
                <table>
                    <caption class="visually-hidden">"Languages of this consultation"</caption>
                    <thead><tr>
                        <th scope="col">"Language"</th><th scope="col">"Translated"</th>
                        <th scope="col">"To do"</th><th scope="col">"Readers"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    let add = list
        .may_edit
        .then(|| view! { <Add slug=slug.clone() there retry=retry.clone()/> });
    view! {
        <OfficerPage title="Languages" within error=wrong>
            <WrongForm retry/>
            <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
            <h1>"Languages"</h1>
            <p class="lead">
                "English is what is asked, and what an answer belongs to. A translation can be added or put right at any "
                "time until the consultation closes. What is not translated is shown in English, and marked as English."
            </p>
            {body}
            {add}
        </OfficerPage>
    }
    .into_any()
}

fn row(slug: &Slug, line: LanguageLine) -> impl IntoView + use<> {
    let href = routes::build_language(slug, &line.language);
    let (name, own) = (english_name(&line.language), own_name(&line.language));
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a>" "<span lang=line.language.to_string()>{own}</span></th>
            <td>{format!("{} of {}", line.translated, line.texts)}</td>
            <td>{text::to_do(&line)}</td>
            <td>{if line.offered { "Can choose it" } else { "Do not see it yet" }}</td>
        </tr>
    }
}

#[component]
fn Add(slug: Slug, there: Vec<String>, retry: Option<Retry>) -> impl IntoView {
    let action = routes::build_form(&slug, "languages/add");
    let typed = Typed::of(retry.as_ref(), &action);
    let options = KNOWN
        .iter()
        .filter(|known| !there.iter().any(|tag| tag == known.tag));
    let options = options.map(|known| {
        view! { <option value=known.tag>{format!("{} – {}", known.english, known.own)}</option> }
    });
    view! {
        <h2>"Add a language"</h2>
        <form method="post" action=action>
            <Csrf/>
            <div class="field">
                <label for="language">"Language"</label>
                <FieldProblem retry=typed.retry() field="language"/>
                <select class="input" id="language" name="language" aria-describedby=typed.described_by("language", false)>
                    <option value="">"Choose one"</option>
                    {options.collect_view()}
                </select>
            </div>
            <button class="btn" type="submit">"Add it"</button>
        </form>
    }
    .into_any()
}
