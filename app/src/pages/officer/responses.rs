//! What people sent, as a list with filters.

use super::downloads::Downloads;
use super::overview::channel_name;
use super::slug;
use crate::api::{ApiError, Authorised, ResponseFilter, ResponseLine, ResponseList, backend};
use crate::components::form::Select;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Tab};
use crate::components::pager::Pager;
use crate::routes;
use crate::text::{dates, responses as text};
use crate::visit::visit;
use domain::coding::Screening;
use domain::contribution::{Capacity, Channel, Form};
use domain::school::Urn;
use domain::text::{AudienceId, OptionId, Slug};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The list.
#[component]
pub fn ResponsesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (filter, at) = asked();
    let (backend, caller) = (backend(), visit().caller);
    let (of, wanted) = (slug.clone(), filter.clone());
    loaded(
        async move { backend.responses(&caller, &of, &wanted, at).await },
        move |list| page(slug, filter, list),
    )
    .into_any()
}

/// The filter and the page that the address asks for. What it does not understand, it takes as "any".
fn asked() -> (ResponseFilter, usize) {
    let query = use_query_map().get_untracked();
    let get = |name: &str| query.get(name).unwrap_or_default();
    let filter = ResponseFilter {
        audience: AudienceId::parse(&get("audience")).ok(),
        capacity: Capacity::parse(&get("capacity")),
        channel: Channel::parse(&get("channel")),
        form: Form::parse(&get("form")),
        locality: OptionId::parse(&get("locality")).ok(),
        screening: Screening::parse(&get("screening")),
        words: get("words").trim().to_owned(),
        late: !get("late").is_empty(),
        urn: Urn::parse(&get("urn")).ok(),
        authorised: Authorised::parse(&get("authorised")),
    };
    (filter, get("page").parse().unwrap_or(1))
}

/// The filter as names and values of the form.
fn pairs(filter: &ResponseFilter) -> Vec<(&'static str, String)> {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    let mut pairs = vec![
        (
            "audience",
            word(filter.audience.as_ref().map(AudienceId::as_str)),
        ),
        ("capacity", word(filter.capacity.map(|c| c.as_str()))),
        ("channel", word(filter.channel.map(|c| c.as_str()))),
        ("form", word(filter.form.map(|f| f.as_str()))),
        (
            "locality",
            word(filter.locality.as_ref().map(OptionId::as_str)),
        ),
        ("screening", word(filter.screening.map(|s| s.as_str()))),
        ("words", filter.words.clone()),
        ("late", word(filter.late.then_some("yes"))),
        (
            "urn",
            filter.urn.map(|urn| urn.to_string()).unwrap_or_default(),
        ),
        ("authorised", word(filter.authorised.map(|a| a.as_str()))),
    ];
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

fn page(slug: Slug, filter: ResponseFilter, list: ResponseList) -> impl IntoView {
    let within = (slug.clone(), list.title.clone(), Tab::Responses);
    let pairs = pairs(&filter);
    let filtered = !pairs.is_empty();
    let summary = match (filtered, list.found, list.all) {
        (false, _, 1) => "1 response".to_owned(),
        (false, _, all) => format!("{all} responses"),
        (true, found, all) => format!("{found} of {all} responses"),
    };
    let summary = match list.unscreened {
        0 => format!("{summary}. Every text has been checked."),
        1 => format!("{summary}. 1 text has not been checked yet."),
        n => format!("{summary}. {n} texts have not been checked yet."),
    };
    let summary = match list.replaced {
        0 => summary,
        1 => format!(
            "{summary} 1 of all is kept but not counted, because the same person answered again."
        ),
        n => format!(
            "{summary} {n} of all are kept but not counted, because the same people answered again."
        ),
    };
    let clear = filtered.then(|| {
        view! { <a href=routes::officer_responses(&slug)>"Clear the filter"</a> }
    });
    let (at, pages) = (list.page, list.pages);
    let downloads = list
        .may_export
        .then(|| view! { <Downloads slug=slug.clone()/> });
    let by_hand = list.may_enter.then(|| {
        view! {
            <ul class="inline-list">
                <li><a href=routes::enter_letter(&slug)>"Enter a letter"</a></li>
                <li><a href=routes::enter_form(&slug)>"Enter a paper form"</a></li>
                <li><a href=routes::officer_scans(&slug)>"Scans to type"</a></li>
                <li><a href=routes::second_entries(&slug)>"Paper forms typed twice"</a></li>
            </ul>
            <details class="details">
                <summary>"Equality answers from a paper form"</summary>
                <p>
                    "They are kept apart from every response, and nothing joins the two. So put them in by themselves: "
                    "collect the equality sheets, mix them, and enter them in any order."
                </p>
                <p>
                    "To hand out with the paper form, and to come back in an envelope of its own: "
                    <a href=routes::equality_sheet(&slug, false)>"Print the equality sheet (PDF)"</a>", "
                    <a href=routes::equality_sheet(&slug, true)>"or the one in easy words (PDF)"</a>
                </p>
                <form method="post" action=routes::officer_form(&slug, "equality")>
                    <Csrf/>
                    <button class="btn btn-secondary" type="submit">"Enter one equality sheet"</button>
                </form>
            </details>
        }
    });
    let import = list.may_export.then(|| {
        view! {
            <p><a href=routes::imports(&slug)>"Import responses"</a>": files from LimeSurvey, Citizen Space, Microsoft Forms and others"</p>
        }
    });
    let body = match (list.all, list.found) {
        (0, _) => view! { <p class="inset">"Nobody has responded yet."</p> }.into_any(),
        (_, 0) => {
            view! { <p class="inset">"No response fits the filter. Change it or clear it."</p> }
                .into_any()
        }
        _ => view! { <Table slug=slug.clone() rows=list.rows/> }.into_any(),
    };
    view! {
        <OfficerPage title="Responses" within>
            <h1>"Responses"</h1>
            {by_hand}
            {import}
            <Filter slug=slug.clone() filter audiences=list.audiences localities=list.localities/>
            <p class="meta" role="status">{summary}" "{clear}</p>
            {body}
            <Pager base=routes::officer_responses(&slug) pairs at pages/>
            {downloads}
            <p><a href=routes::officer_letters(&slug)>"Letters, emails and petitions"</a>": what was done with each, and what is still to do"</p>
            <p><a href=routes::officer_duplicates(&slug)>"Possible duplicates"</a>": responses that may be from one person"</p>
            <p><a href=routes::officer_form(&slug, "redaction")>"Cover personal data"</a>": everything the machine marked, in one pass"</p>
            <p><a href=routes::officer_audit(&slug)>"Record of who did what (the audit)"</a></p>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Filter(
    slug: Slug,
    filter: ResponseFilter,
    audiences: Vec<(AudienceId, String)>,
    localities: Vec<(OptionId, String)>,
) -> impl IntoView {
    let owned = |value: &str, name: &str| (value.to_owned(), name.to_owned());
    let audiences = audiences
        .into_iter()
        .map(|(id, name)| (id.to_string(), name));
    let capacities = Capacity::ALL
        .iter()
        .map(|c| owned(c.as_str(), text::capacity(*c)));
    let channels = Channel::ALL
        .iter()
        .map(|c| owned(c.as_str(), channel_name(*c)));
    let forms = Form::ALL.iter().map(|f| owned(f.as_str(), text::form(*f)));
    let states = Screening::ALL
        .iter()
        .map(|s| owned(s.as_str(), text::screening(*s)));
    let allowed = Authorised::ALL.map(|a| owned(a.as_str(), text::authorised(a)));
    let urn = filter.urn.map(|urn| urn.to_string());
    let places = (!localities.is_empty()).then(|| {
        let options = localities
            .into_iter()
            .map(|(id, name)| (id.to_string(), name));
        let chosen = filter.locality.map(|l| l.to_string());
        view! { <Select name="locality" label="Lives in" options=options.collect() chosen/> }
    });
    view! {
        <form class="toolbar" method="get" action=routes::officer_responses(&slug) role="search" aria-label="Filter the responses">
            <Select name="audience" label="Who" options=audiences.collect() chosen=filter.audience.map(|a| a.to_string())/>
            <Select name="capacity" label="Speaks for" options=capacities.collect() chosen=filter.capacity.map(|c| c.as_str().to_owned())/>
            <Select name="channel" label="Came by" options=channels.collect() chosen=filter.channel.map(|c| c.as_str().to_owned())/>
            <Select name="form" label="What it is" options=forms.collect() chosen=filter.form.map(|f| f.as_str().to_owned())/>
            {places}
            <Select name="screening" label="Has a text that is" options=states.collect() chosen=filter.screening.map(|s| s.as_str().to_owned())/>
            <Select name="authorised" label="Allowed to answer" options=allowed.to_vec() chosen=filter.authorised.map(|a| a.as_str().to_owned())/>
            <div class="field">
                <label for="urn">"School’s URN"</label>
                <input class="input input-short" type="text" inputmode="numeric" id="urn" name="urn" value=urn maxlength="12" autocomplete="off"/>
            </div>
            <div class="field">
                <label for="words">"Text contains"</label>
                <input class="input" type="search" id="words" name="words" value=filter.words maxlength="200"/>
            </div>
            <div class="checkbox">
                <input type="checkbox" id="late" name="late" value="yes" checked=filter.late/>
                <label for="late">"Late only"</label>
            </div>
            <button class="btn" type="submit">"Filter"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Table(slug: Slug, rows: Vec<ResponseLine>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| view! { <Row slug=slug.clone() row/> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Responses">
            <table>
                <caption class="visually-hidden">"Responses, newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Reference"</th>
                        <th scope="col">"Received"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"Speaks for"</th>
                        <th scope="col">"Came by"</th>
                        <th scope="col">"Texts to check"</th>
                        <th scope="col">"Begins"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(slug: Slug, row: ResponseLine) -> impl IntoView {
    let late = row
        .late
        .then(|| view! { " "<span class="tag">"Late"</span> });
    let replaced = row
        .replaced_by
        .is_some()
        .then(|| view! { " "<span class="tag">"Not counted: answered again"</span> });
    let begins = match (row.erased, row.opening.is_empty()) {
        (true, _) => view! { <em>"Erased"</em> }.into_any(),
        (false, true) => view! { <em>"No text"</em> }.into_any(),
        (false, false) => row.opening.into_any(),
    };
    let waiting = match row.unscreened {
        0 => "0".into_any(),
        n => view! { <span class="tag tag-unscreened">{n}</span> }.into_any(),
    };
    let speaks_for = speaks_for(row.capacity, &row.organisation);
    let several = row.urn.filter(|_| row.of_school > 1).map(|urn| {
        let all = format!("{}?urn={urn}", routes::officer_responses(&slug));
        view! { " "<a class="tag" href=all>{text::of_school(row.of_school)}</a> }
    });
    view! {
        <tr>
            <th scope="row"><a href=routes::officer_response(&slug, &row.reference)>{row.reference.clone()}</a></th>
            <td>{dates::date(row.received.date())}{late}{replaced}</td>
            <td>{row.audience}</td>
            <td>{speaks_for}{several}</td>
            <td>{channel_name(row.channel)}</td>
            <td class="number">{waiting}</td>
            <td>{begins}</td>
        </tr>
    }
    .into_any()
}

/// The capacity, with the organisation's name where there is one.
pub(super) fn speaks_for(capacity: Capacity, organisation: &str) -> String {
    match organisation {
        "" => text::capacity(capacity).to_owned(),
        name => format!("{}: {name}", text::capacity(capacity)),
    }
}
