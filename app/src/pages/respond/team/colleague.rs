//! A colleague's page: what the lead sees, and a button to share.

use crate::api::Member;
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
use crate::routes;
use crate::text::dates;
use crate::text::team::{NOT_COUNTED, WHAT_BECOMES};
use domain::text::Slug;
use leptos::prelude::*;

pub(super) fn colleague(at: Member) -> AnyView {
    let slug = at.card.slug.clone();
    let on = routes::respond_page(&slug, &at.resume);
    let title = say!("You write as “{called}”", called = at.called);
    let team = match at.organisation.as_str() {
        "" => say!("You are in a team that writes one answer."),
        name => say!("You are in the team that answers for {name}.", name = name),
    };
    let state = match at.shared {
        Some(since) => view! {
            <div class="notice notice-success" role="status">
                <p><strong>{phrase!("Your lead sees what you write.")}</strong></p>
                <p>{say!("You shared it at {when}. You can still change it until your lead sends the answer: your lead sees each change.", when = dates::moment(since))}</p>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="notice">
                <p><strong>{phrase!("Your lead does not see what you write yet.")}</strong></p>
                <p>{phrase!("Answer what you can, then share it.")}</p>
            </div>
        }
        .into_any(),
    };
    let until = match (at.send_by, at.closes) {
        (Some(by), _) => Some(say!(
            "This consultation has closed. Your lead can still send the answer until {when}.",
            when = dates::moment(by)
        )),
        (None, Some(closes)) => Some(say!(
            "The consultation is open until {when}. Share before then, so that your lead has time to send the answer.",
            when = dates::moment(closes)
        )),
        (None, None) => None,
    };
    let shared = at.shared.is_some();
    let carry_on = if shared { "btn btn-secondary" } else { "btn" };
    let save = routes::save(&slug);
    let come_back = (!at.can_come_back).then(|| {
        view! {
            <p>
                {rich!(
                    "To carry on later, or on another phone or computer, <a>get a code of your own</a>. The team code does not open what you wrote.",
                    <a> = |text| view! { <a href=save>{text}</a> },
                )}
            </p>
        }
    });
    let proposal = routes::consultation(&slug);
    view! {
        <PublicPage title=title.clone() back=routes::respond(&slug)>
            <p class="meta">{title_of(&at.card)}</p>
            <h1>{title}</h1>
            <p class="lead">{team}</p>
            {state}
            <div class="actions">
                <a class=carry_on href=on>{phrase!("Answer the questions")}</a>
                <Share slug=slug.clone() shared/>
            </div>
            {until.map(|text| view! { <p>{text}</p> })}
            {come_back}
            <h2>{phrase!("Good to know")}</h2>
            <ul>
                <li>{phrase!("Nobody but your lead can see what you share. You cannot see what others wrote.")}</li>
                <li>
                    {rich!(
                        "You can comment on the documents too: <a>read the proposal</a>. Your comments are shared in the same way.",
                        <a> = |text| view! { <a href=proposal>{text}</a> },
                    )}
                </li>
                <li>{phrase!("Only your lead can send the answer.")}</li>
                <li>{WHAT_BECOMES}</li>
                <li>{NOT_COUNTED}</li>
            </ul>
        </PublicPage>
    }
    .into_any()
}

/// Shares, or stops sharing.
#[component]
pub(in crate::pages::respond) fn Share(slug: Slug, shared: bool) -> impl IntoView {
    let (value, label, class) = match shared {
        true => ("no", phrase!("Stop sharing"), "btn btn-secondary"),
        false => ("yes", phrase!("Share with the lead"), "btn btn-secondary"),
    };
    view! {
        <form method="post" action=routes::team_form(&slug, "share")>
            <input type="hidden" name="shared" value=value/>
            <button class=class type="submit">{label}</button>
        </form>
    }
}
