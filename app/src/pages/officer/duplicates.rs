//! Responses that may be from one person, side by side, for a person to judge.

use super::overview::channel_name;
use super::responses::speaks_for;
use super::slug;
use super::themes::Done;
use crate::api::{
    ApiError, DuplicateSet, DuplicatesPage as Found, FlaggedResponse, JudgedSet, WholeResponse,
    backend,
};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Refused, Tab};
use crate::components::pager::Pager;
use crate::pages::params::query;
use crate::routes;
use crate::text::duplicates as text;
use crate::text::numbers::counted;
use crate::text::{dates, responses as said};
use crate::visit::{Retry, visit};
use domain::duplicate::Verdict;
use domain::plain::list;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "Possible duplicates";

/// The sets nobody has judged, and what was said of the others.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (at, done) = (query("page").unwrap_or(1), query("done"));
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.duplicates(&caller, &of, at).await },
        move |found| page(slug, found, done, retry),
    )
    .into_any()
}

fn page(slug: Slug, found: Found, done: Option<String>, retry: Option<Retry>) -> impl IntoView {
    let retry = retry.filter(|r| r.form.starts_with(&routes::officer_duplicates(&slug)));
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let done = match done.as_deref() {
        Some("judged") => {
            Some("Noted. It is in the list of what was judged, where you can take it back.")
        }
        Some("undone") => {
            Some("Taken back. All of them count again, and the set is to be judged again.")
        }
        Some("looked-at") => Some("Noted that you have looked at it."),
        _ => None,
    };
    let done = done.map(|what| view! { <Done what/> });
    let none = (found.open == 0).then(|| {
        view! { <p class="inset">"Nothing to judge: no responses look as if one person sent them twice."</p> }
    });
    let heading = format!("To judge: {}", counted(found.open as u64, "set", "sets"));
    let first = (found.page - 1) * crate::api::SETS_A_PAGE + 1;
    let sets = found.sets.into_iter().zip(first..);
    let sets = sets.map(|(set, number)| view! { <Set slug=slug.clone() set number/> });
    let sets = sets.collect_view();
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"All responses"</a></p>
            <h1>{TITLE}</h1>
            {done}
            <p>
                "These responses were put together by rule. Families share an address, a school has many staff, and people "
                "agree with each other: so a person decides. "
                <strong>"Nothing is deleted. What you leave counts as it is."</strong>
            </p>
            <h2>{heading}</h2>
            {none}
            {sets}
            <Pager base=routes::officer_duplicates(&slug) at=found.page pages=found.pages/>
            <Flagged slug=slug.clone() flagged=found.flagged all=found.flagged_in_all/>
            <Judged slug judged=found.judged/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Set(slug: Slug, set: DuplicateSet, number: usize) -> impl IntoView {
    let because: Vec<String> = set.because.iter().map(|a| text::because(*a)).collect();
    let because = format!("They have {}.", list(&because));
    let several = set.members.len() > 2;
    let heading = format!(
        "Set {number}: {}",
        counted(set.members.len() as u64, "response", "responses")
    );
    let id = format!("set-{number}");
    let replaced = set.members.iter().any(|m| m.line.replaced_by.is_some());
    let members = set.members.iter().map(|member| {
        let reference = member.line.reference.clone();
        match several {
            true => {
                let id = format!("set-{number}-{reference}");
                view! {
                    <div class="checkbox">
                        <input type="checkbox" id=id.clone() name="reference" value=reference.clone()/>
                        <label for=id>{format!("Response {reference}")}</label>
                    </div>
                }
                .into_any()
            }
            false => view! { <input type="hidden" name="reference" value=reference/> }.into_any(),
        }
    });
    let members = members.collect_view();
    let members = match several {
        true => view! {
            <fieldset class="field">
                <legend>"Which of them do you mean?"</legend>
                <div class="checkboxes">{members}</div>
            </fieldset>
        }
        .into_any(),
        false => members.into_any(),
    };
    let note = replaced.then(|| {
        view! { <p class="meta">"One of them is replaced already, by a response of the same person."</p> }
    });
    view! {
        <section class="card" id=id>
            <h3>{heading}</h3>
            <p>{because}</p>
            {note}
            <SideBySide slug=slug.clone() members=set.members number/>
            <form method="post" action=format!("{}/judge", routes::officer_duplicates(&slug))>
                <Csrf/>
                {members}
                <p class="hint" id=format!("judge-{number}")>
                    "If it is the same person, the last response in time counts. The earlier one is kept and can be read, "
                    "but is not counted again anywhere. You can take it back."
                </p>
                <div class="actions">
                    <button class="btn btn-secondary" type="submit" name="verdict" value=Verdict::SamePerson.as_str() aria-describedby=format!("judge-{number}")>
                        "The same person twice"<span class="visually-hidden">{format!(" (set {number})")}</span>
                    </button>
                    <button class="btn btn-secondary" type="submit" name="verdict" value=Verdict::DifferentPeople.as_str()>
                        "Different people"<span class="visually-hidden">{format!(" (set {number})")}</span>
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// A row of the comparison: what it tells, and that of each response.
type Compared = (String, Vec<Vec<String>>);

/// Everything that any of them says, a row a fact.
fn compared(members: &[WholeResponse]) -> Vec<Compared> {
    let each = |name: &str, fact: &dyn Fn(&WholeResponse) -> String| {
        let facts = members.iter().map(|m| vec![fact(m)]);
        (name.to_owned(), facts.collect())
    };
    let mut rows: Vec<Compared> = vec![
        each("Received", &|m| dates::moment(m.line.received)),
        each("Came by", &|m| channel_name(m.line.channel).to_owned()),
        each("Entered by", &|m| {
            m.entered_by
                .clone()
                .unwrap_or_else(|| "The sender".to_owned())
        }),
        each("Who", &|m| m.line.audience.clone()),
        each("Speaks for", &|m| {
            speaks_for(m.line.capacity, &m.line.organisation)
        }),
    ];
    let late = members.iter().any(|m| m.line.late);
    if late {
        rows.push(each("After closing", &|m| {
            if m.line.late { "Yes" } else { "No" }.to_owned()
        }));
    }
    // What none of them says is no row.
    rows.retain(|(_, facts)| facts.iter().flatten().any(|fact| !fact.is_empty()));
    let mut asked: Vec<(String, String)> = Vec::new();
    for question in members.iter().flat_map(|m| &m.questions) {
        let answered = !question.given.is_empty() || !question.texts.is_empty();
        let id = question.id.to_string();
        if answered && !asked.iter().any(|(known, _)| *known == id) {
            asked.push((id, question.title.clone()));
        }
    }
    for (id, title) in asked {
        let said = members.iter().map(|m| {
            let question = m.questions.iter().find(|q| q.id.as_str() == id);
            let question = question.into_iter();
            let words = question.flat_map(|q| {
                let texts = q.texts.iter().map(|t| words(&t.body, t.erased));
                q.given.iter().cloned().chain(texts)
            });
            words.collect()
        });
        rows.push((title, said.collect()));
    }
    if members.iter().any(|m| !m.comments.is_empty()) {
        let said = members.iter().map(|m| {
            let comment = |c: &crate::api::Commented| {
                let texts: Vec<String> = c.texts.iter().map(|t| words(&t.body, t.erased)).collect();
                format!(
                    "{}: {}. {}",
                    c.number,
                    said::stance(c.stance),
                    texts.join(" / ")
                )
            };
            m.comments.iter().map(comment).collect()
        });
        rows.push(("Comments on clauses".to_owned(), said.collect()));
    }
    if members.iter().any(|m| !m.letters.is_empty()) {
        let said = members.iter().map(|m| {
            let letters = m.letters.iter().map(|t| words(&t.body, t.erased));
            letters.collect()
        });
        rows.push(("Letter".to_owned(), said.collect()));
    }
    rows
}

fn words(body: &str, erased: bool) -> String {
    match erased {
        true => "The words were erased.".to_owned(),
        false => body.to_owned(),
    }
}

#[component]
fn SideBySide(slug: Slug, members: Vec<WholeResponse>, number: usize) -> impl IntoView {
    let heads = members.iter().map(|member| {
        let reference = member.line.reference.clone();
        let href = routes::officer_response(&slug, &reference);
        let replaced = member
            .line
            .replaced_by
            .clone()
            .map(|by| view! { " "<span class="tag">{format!("Replaced by {by}")}</span> });
        view! { <th scope="col"><a href=href>{reference}</a>{replaced}</th> }
    });
    let heads = heads.collect_view();
    let rows = compared(&members).into_iter().map(|(name, said)| {
        let differ = said.windows(2).any(|pair| pair[0] != pair[1]);
        let mark = differ.then(|| view! { " "<span class="tag tag-changed">"Differs"</span> });
        let cells = said.into_iter().map(|lines| match lines.is_empty() {
            true => view! { <td><span class="meta">"Nothing"</span></td> }.into_any(),
            false => {
                let lines = lines
                    .into_iter()
                    .map(|line| view! { <p class="as-typed">{line}</p> });
                view! { <td>{lines.collect_view()}</td> }.into_any()
            }
        });
        view! { <tr><th scope="row">{name}{mark}</th>{cells.collect_view()}</tr> }
    });
    let label = format!("The responses of set {number} side by side");
    let caption = label.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="compare">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">"What it says"</th>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Responses that were sent in an odd way: every one counts, and somebody looks at each.
#[component]
fn Flagged(slug: Slug, flagged: Vec<FlaggedResponse>, all: u64) -> impl IntoView {
    if flagged.is_empty() {
        return view! { <section id="flagged"><h2>"Sent in an odd way"</h2><p>"None."</p></section> }.into_any();
    }
    let more = (all > flagged.len() as u64).then(|| {
        view! { <p class="meta">{format!("These are the first of {all}.")}</p> }
    });
    let rows = flagged.into_iter().map(|one| {
        let reference = one.line.reference.clone();
        let href = routes::officer_response(&slug, &reference);
        let odd: Vec<String> = one.flags.iter().map(|f| text::flag(*f)).collect();
        view! {
            <tr>
                <th scope="row"><a href=href>{reference.clone()}</a></th>
                <td>{dates::moment(one.line.received)}</td>
                <td>{odd.join(". ")}</td>
                <td>{one.line.opening.clone()}</td>
                <td>
                    <form method="post" action=format!("{}/looked-at", routes::officer_duplicates(&slug))>
                        <Csrf/>
                        <input type="hidden" name="reference" value=reference.clone()/>
                        <button class="btn btn-secondary btn-small" type="submit">
                            "I have looked at it"<span class="visually-hidden">{format!(": response {reference}")}</span>
                        </button>
                    </form>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section id="flagged">
            <h2>"Sent in an odd way"</h2>
            <p>"Perhaps by a program, perhaps not. They were taken like any other, and they count. If one is no answer at all, an administrator can erase it."</p>
            {more}
            <div class="table-scroll" tabindex="0" role="region" aria-label="Responses that were sent in an odd way">
                <table>
                    <caption class="visually-hidden">"Responses that were sent in an odd way"</caption>
                    <thead><tr>
                        <th scope="col">"Reference"</th>
                        <th scope="col">"Received"</th>
                        <th scope="col">"What is odd"</th>
                        <th scope="col">"Begins"</th>
                        <th scope="col">"Done"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Judged(slug: Slug, judged: Vec<JudgedSet>) -> impl IntoView {
    let none = judged.is_empty().then(|| view! { <p>"Nothing yet."</p> });
    let items = judged.into_iter().map(|one| {
        let names: Vec<String> = one.members.iter().map(|(name, _)| name.clone()).collect();
        let names = list(&names);
        let links = one.members.into_iter().map(|(reference, replaced)| {
            let href = routes::officer_response(&slug, &reference);
            let state = match replaced {
                Some(by) => format!(": kept, not counted; {by} counts"),
                None => ": counts".to_owned(),
            };
            view! { <li><a href=href>{format!("Response {reference}")}</a>{state}</li> }
        });
        let links = links.collect_view();
        let id = one.id.to_string();
        view! {
            <section class="card">
                <h3>{text::verdict(one.verdict)}</h3>
                <ul>{links}</ul>
                <p class="meta">{format!("{}, {}", one.by, dates::moment(one.at))}</p>
                <form method="post" action=format!("{}/undo", routes::officer_duplicates(&slug))>
                    <Csrf/>
                    <input type="hidden" name="decision" value=id/>
                    <button class="btn btn-secondary" type="submit">
                        "Take this back"<span class="visually-hidden">{format!(": {names}")}</span>
                    </button>
                </form>
            </section>
        }
    });
    let items = items.collect_view();
    view! { <section id="judged"><h2>"Judged"</h2>{none}{items}</section> }.into_any()
}
