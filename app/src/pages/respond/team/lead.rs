//! The lead's page: the code, who is in the team, and what differs.

use super::address;
use super::differs::Differs;
use crate::api::{Code, Colleague, Lead};
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
use crate::routes;
use crate::text::dates;
use crate::text::team::{ANOTHER, GET_OWN_CODE, NOT_THIS_AUDIENCE, WHAT_BECOMES, WHAT_CODE_DOES};
use domain::text::Slug;
use leptos::prelude::*;

pub(super) fn lead(at: Lead, audience: bool) -> AnyView {
    let slug = at.writing.card.slug.clone();
    let on = routes::respond_page(&slug, &at.resume);
    let who = &at.writing.draft.speaks_for;
    let named = who.school().map(ToString::to_string);
    let named = named.unwrap_or_else(|| who.organisation.trim().to_owned());
    let team = match named.as_str() {
        "" => {
            say!(
                "You lead this team. You have not said yet which school or organisation it answers for."
            )
        }
        name => say!("You lead the team that answers for {name}.", name = name),
    };
    let warning = audience.then(|| {
        view! { <div class="notice notice-warning" role="status"><p>{NOT_THIS_AUDIENCE}</p></div> }
    });
    let own_code = (!at.can_come_back).then(|| {
        view! {
            <div class="notice notice-warning">
                <p><strong>{GET_OWN_CODE}</strong></p>
                <p><a href=routes::save(&slug)>{phrase!("Get your own code")}</a></p>
            </div>
        }
    });
    let send_by = at.writing.send_by.map(|by| {
        let text = say!(
            "This consultation has closed. You can still send the answer until {when}.",
            when = dates::moment(by)
        );
        view! { <div class="notice notice-warning"><p><strong>{text}</strong></p></div> }
    });
    let end = at.colleagues.len() as u64;
    view! {
        <PublicPage title=phrase!("Your team") back=on.clone()>
            <p class="meta">{title_of(&at.writing.card)}</p>
            <h1>{phrase!("Your team")}</h1>
            <p class="lead">{team}</p>
            {warning}
            {send_by}
            {own_code}
            <TeamCode slug=slug.clone() code=at.code/>
            <Members colleagues=at.colleagues/>
            <Differs writing=at.writing/>
            <p><a class="btn" href=on>{phrase!("Carry on with the answer")}</a></p>
            <p>{WHAT_BECOMES}</p>
            <details class="details">
                <summary>{phrase!("End the team")}</summary>
                <p>{ending(end)}</p>
                <form method="post" action=routes::team_form(&slug, "end")>
                    <button class="btn btn-secondary" type="submit">{phrase!("End the team and write alone")}</button>
                </form>
            </details>
        </PublicPage>
    }
    .into_any()
}

fn ending(colleagues: u64) -> String {
    match colleagues {
        0 => say!("Nobody has joined yet. Your own answers stay."),
        n => counted!(
            n,
            "You will no longer see what your {n} colleague wrote. They keep it, and can send it as a response of their own. Your own answers stay.",
            "You will no longer see what your {n} colleagues wrote. They keep it, and can send it as a response of their own. Your own answers stay."
        ),
    }
}

#[component]
fn TeamCode(slug: Slug, code: Option<Code>) -> impl IntoView {
    let path = routes::join_team(&slug);
    let where_to = view! {
        <p>
            {rich!(
                "Your colleagues use it at {address}",
                {address} = view! { <a class="address" dir="ltr" href=path>{address(&slug)}</a> },
            )}
        </p>
    };
    let stamp = code.as_ref().map(|code| code.stamp.to_string());
    let another = view! {
        <p>{ANOTHER}</p>
        <form method="post" action=routes::team(&slug)>
            {stamp.map(|stamp| view! { <input type="hidden" name="instead-of" value=stamp/> })}
            <button class="btn btn-secondary" type="submit">{phrase!("Make a new team code")}</button>
        </form>
    };
    match code {
        Some(Code { shown: Some(code), .. }) => view! {
            <h2 id="code">{phrase!("Team code")}</h2>
            <p><strong class="resume-code" data-team-code=code.to_string()>{code.to_string()}</strong></p>
            {where_to}
            <p>{phrase!("Write it down or send it now: in ten minutes we cannot show it any more.")}</p>
            <p>{WHAT_CODE_DOES}</p>
            <details class="details">
                <summary>{phrase!("Somebody has the code who should not")}</summary>
                {another}
            </details>
        }
        .into_any(),
        Some(Code { made, .. }) => view! {
            <h2 id="code">{phrase!("Team code")}</h2>
            <p>{say!("You made it at {when}. It still works. We cannot show it to you again.", when = dates::moment(made))}</p>
            {where_to}
            <details class="details">
                <summary>{phrase!("Make a new team code")}</summary>
                {another}
            </details>
        }
        .into_any(),
        None => view! {
            <h2 id="code">{phrase!("Team code")}</h2>
            <p>{phrase!("Your team has no code yet.")}</p>
            {another}
        }
        .into_any(),
    }
}

#[component]
fn Members(colleagues: Vec<Colleague>) -> impl IntoView {
    let none = colleagues.is_empty().then(|| {
        view! { <p class="inset">{phrase!("Nobody has joined yet. Give your colleagues the team code.")}</p> }
    });
    let some = (!colleagues.is_empty()).then(|| {
        let rows = colleagues.into_iter().map(|one| {
            let state = match one.shared {
                Some(_) => {
                    view! { <span class="tag tag-cleared">{phrase!("Shared")}</span> }.into_any()
                }
                None => view! { <span class="tag">{phrase!("Still writing")}</span> }.into_any(),
            };
            let when = match (one.shared, one.saved) {
                (Some(shared), Some(saved)) if saved > shared => {
                    say!("Changed at {when}", when = dates::moment(saved))
                }
                (Some(shared), _) => say!("Shared at {when}", when = dates::moment(shared)),
                (None, _) => say!("You see it when they share it"),
            };
            view! {
                <div>
                    <dt>{one.called.to_string()}</dt>
                    <dd>{state}" "{when}</dd>
                </div>
            }
        });
        view! { <dl class="summary-list team-members">{rows.collect_view()}</dl> }
    });
    view! {
        <h2>{phrase!("Who is in it")}</h2>
        {none}
        {some}
    }
}
