//! Themes cut by who raised them, where they live, and when: each chart is its table.

use super::slug;
use crate::api::{ApiError, Figures, ThemeView, ViewBy, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, OfficerPage, Tab};
use crate::pages::params::query;
use crate::routes;
use crate::text::numbers::number;
use crate::visit::visit;
use domain::disclosure::{MARK, Shown};
use domain::report::words::percent;
use domain::text::Slug;
use leptos::prelude::*;

/// One cut of the themes.
#[component]
pub fn ThemeViewPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let by: Option<String> = query("by");
    let by = by.and_then(|by| ViewBy::parse(&by)).unwrap_or_default();
    let source: String = query("source").unwrap_or_default();
    let shown: Option<String> = query("as");
    let figures = Figures::read(shown.as_deref());
    let (backend, caller) = (backend(), visit().caller);
    let (of, asked) = (slug.clone(), source.clone());
    loaded(
        async move {
            let view = backend.theme_view(&caller, &of, by, &asked, figures);
            view.await
        },
        move |all| page(slug, by, source, all),
    )
    .into_any()
}

fn name(by: ViewBy) -> &'static str {
    match by {
        ViewBy::Audience => "By audience",
        ViewBy::Locality => "By part of the area",
        ViewBy::Week => "Over time",
    }
}

fn page(slug: Slug, by: ViewBy, source: String, all: ThemeView) -> impl IntoView {
    let counted = all.card.counted;
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let ways = ViewBy::ALL.map(|way| {
        let chosen = way == by;
        view! { <option value=way.as_str() selected=chosen>{name(way)}</option> }
    });
    let sources = all.sources.iter().map(|(id, title)| {
        let chosen = *id == source;
        view! { <option value=id.clone() selected=chosen>{title.clone()}</option> }
    });
    let sources = sources.collect_view();
    let keep = (all.figures != Figures::default())
        .then(|| view! { <input type="hidden" name="as" value=all.figures.as_str()/> });
    let body = match all.themes.is_empty() {
        true => view! { <p class="inset">"No theme has been confirmed here yet."</p> }.into_any(),
        false => view! { <Table slug=slug.clone() by source all/> }.into_any(),
    };
    view! {
        <OfficerPage title="Themes by group" within>
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>"Themes by group"</h1>
            <CountedAt at=counted/>
            <form class="toolbar" method="get" action=routes::officer_form(&slug, "theme-views")>
                <div class="field">
                    <label for="by">"Cut"</label>
                    <select class="select" id="by" name="by">{ways.collect_view()}</select>
                </div>
                <div class="field">
                    <label for="source">"Answer to"</label>
                    <select class="select" id="source" name="source"><option value="">"Anything"</option>{sources}</select>
                </div>
                {keep}
                <button class="btn" type="submit">"Show"</button>
            </form>
            {body}
        </OfficerPage>
    }
    .into_any()
}

/// Which figures these are, what may be done with them, and the way to the others.
#[component]
fn Which(slug: Slug, by: ViewBy, source: String, figures: Figures) -> impl IntoView {
    let to = |figures| routes::officer_theme_views(&slug, by, &source, figures);
    match figures {
        Figures::Exact => view! {
            <div class="inset">
                <p>
                    <strong>"These are the exact figures. Do not pass them on: "</strong>
                    "a small number can tell who said something. You see them because you read the responses."
                </p>
                <p><a href=to(Figures::Published)>"Show as it may be published"</a></p>
            </div>
        }
        .into_any(),
        Figures::Published => view! {
            <div class="inset">
                <p>
                    <strong>"These figures are as they may be published. "</strong>
                    {MARK}" stands for a number from 1 to 4, or one that would give such a number away."
                </p>
                <p><a href=to(Figures::Exact)>"Show the exact figures"</a></p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Table(slug: Slug, by: ViewBy, source: String, all: ThemeView) -> impl IntoView {
    let (read, texts) = all.read;
    let whole = read >= texts;
    let counts = all.counts;
    let bases = counts.bottom.clone();
    let heads = all.columns.iter().zip(&bases).map(|(name, base)| {
        let base = format!("of {}", shown(*base));
        view! { <th scope="col" class="numeric">{name.clone()}<br/><span class="meta">{base}</span></th> }
    });
    let heads = heads.collect_view();
    let rows = all
        .themes
        .into_iter()
        .zip(counts.cells)
        .zip(counts.right)
        .map(|(((id, label), cells), total)| {
            let theme = routes::officer_theme(&slug, id);
            let cells = cells
                .into_iter()
                .zip(bases.clone())
                .map(|(cell, base)| view! { <Cell cell base whole/> });
            view! { <tr><th scope="row"><a href=theme>{label}</a></th>{cells.collect_view()}<td class="numeric"><strong>{shown(total)}</strong></td></tr> }
        });
    let rows = rows.collect_view();
    let caption = format!(
        "{}: individuals who raised each theme, confirmed by a person",
        name(by)
    );
    view! {
        <Which slug=slug.clone() by source figures=all.figures/>
        <p>
            "People who spoke for themselves, in time; each counts once for a theme."
            {whole.then_some(" A bar shows the share of those in its column.")}
        </p>
        {(!whole).then(|| view! {
            <p class="inset">
                {format!("A person has read {} of {} texts. ", number(read), number(texts))}
                "Until all are read these are people known to have raised a theme, and groups differ also by how much of theirs was read. So no shares are shown."
            </p>
        })}
        <div class="table-scroll" tabindex="0" role="region" aria-label=name(by)>
            <table class="cut">
                <caption>{caption}</caption>
                <thead><tr><th scope="col">"Theme"</th>{heads}<th scope="col" class="numeric">"All"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Cell(
    cell: Shown,
    base: Shown,
    /// Whether every text was read: else a share would say too little.
    whole: bool,
) -> impl IntoView {
    let share = cell.count().zip(base.count()).filter(|_| whole);
    let told = share.and_then(|(n, of)| percent(n, of));
    let told = told.map(|share| view! { <br/><span class="meta">{share}</span> });
    let bar = share.filter(|(_, of)| *of > 0).map(|(n, of)| {
        let width = (n * 100 / of).min(100).to_string();
        view! {
            <svg class="cut-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="cut-all" width="100" height="8"></rect>
                <rect class="cut-share" width=width height="8"></rect>
            </svg>
        }
    });
    view! { <td class="numeric">{shown(cell)}{told}{bar}</td> }
}

fn shown(count: Shown) -> String {
    count.count().map_or_else(|| MARK.to_owned(), number)
}
