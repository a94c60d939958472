//! Searching what people wrote.

use super::slug;
use super::themes::Words;
use crate::api::{ApiError, FoundText, QueueFilter, SearchPage as Found, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Tab};
use crate::components::pager::Pager;
use crate::pages::params::query;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{coding as text, themes};
use crate::visit::visit;
use domain::id::TextItemId;
use domain::text::Slug;
use leptos::prelude::*;

/// Texts that hold some words, or that are like another text.
#[component]
pub fn SearchPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let words: String = query("words").unwrap_or_default();
    let like: Option<TextItemId> = query("like");
    let at = query("page").unwrap_or(1);
    let (backend, caller) = (backend(), visit().caller);
    let (of, asked) = (slug.clone(), words.clone());
    loaded(
        async move { backend.search(&caller, &of, &asked, like, at).await },
        move |found| page(slug, words, found),
    )
    .into_any()
}

fn page(slug: Slug, words: String, found: Found) -> impl IntoView {
    let within = (slug.clone(), found.card.title.clone(), Tab::Themes);
    let base = routes::officer_form(&slug, "search");
    let asked = found.like.is_some() || !words.trim().is_empty();
    let pairs = match &found.like {
        Some((id, _)) => vec![("like", id.to_string())],
        None => vec![("words", words.clone())],
    };
    let like = found.like.clone().map(|(id, words)| {
        let back =
            routes::officer_coding(&slug, &QueueFilter::default(), Some(&id.to_string()), false);
        view! {
            <section>
                <h2>"Like this one"</h2>
                <Words words=Some(words)/>
                <p><a href=back>"Back to this text"</a></p>
            </section>
        }
    });
    let said = asked.then(|| {
        let said = match found.total {
            0 => "No text was found.".to_owned(),
            n => format!("{} found.", counted(n, "text", "texts")),
        };
        view! { <p role="status">{said}</p> }
    });
    let lines = found
        .found
        .into_iter()
        .map(|line| view! { <Line slug=slug.clone() line/> });
    let lines = lines.collect_view();
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    view! {
        <OfficerPage title="Search the texts" within>
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>"Search the texts"</h1>
            <form class="toolbar" method="get" action=base.clone() role="search">
                <div class="field">
                    <label for="words">"Words"</label>
                    <p class="hint" id="words-hint">"A text is found if it has all of them. Put words in quotation marks to find them just as they stand."</p>
                    <input class="input" type="search" id="words" name="words" value=words maxlength="200" aria-describedby="words-hint"/>
                </div>
                <button class="btn" type="submit">"Search"</button>
            </form>
            {like}
            {said}
            <ol class="plain found">{lines}</ol>
            <Pager base pairs at=number(found.page) pages=number(found.pages)/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Line(slug: Slug, line: FoundText) -> impl IntoView {
    let here = routes::officer_coding(
        &slug,
        &QueueFilter::default(),
        Some(&line.text.to_string()),
        false,
    );
    let mut said = vec![themes::whose(&line.origin), line.origin.source.clone()];
    said.extend(line.likeness.map(|l| format!("Likeness {l:.2}")));
    said.extend(line.verdict.map(|v| text::verdict(v).to_owned()));
    if !line.themes.is_empty() {
        said.push(line.themes.join(", "));
    }
    view! {
        <li class="card">
            <Words words=Some(line.words)/>
            <p class="meta">{said.join(" · ")}</p>
            <p>
                <a href=here>"Code it"<span class="visually-hidden">{format!(": response {}", line.origin.reference)}</span></a>
                " "<a href=routes::officer_like(&slug, line.text)>"More like this"<span class="visually-hidden">{format!(": response {}", line.origin.reference)}</span></a>
            </p>
        </li>
    }
    .into_any()
}
