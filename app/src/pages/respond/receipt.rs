//! After sending: the number to keep, and what happens next.

use super::receipt_easy::EasyReceipt;
use super::slug;
use crate::api::{ApiError, Receipt, backend};
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use crate::site::site;
use crate::text::dates;
use crate::text::equality::{GO, TITLE};
use crate::text::respond::{
    ANOTHER, KEEP_REFERENCE, SOMEBODY_ELSE, THANK_YOU, WHAT_NEXT, WHERE_DECIDED,
};
use crate::text::resume::{FORGET, FORGET_SENT, change_until};
use crate::visit::visit;
use leptos::prelude::*;

/// The receipt. It shows nothing of what was written.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    platform::never_store();
    let (backend, visit) = (backend(), visit());
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let leave = visit.equality_token.is_some();
    let asked = slug.clone();
    let data = async move {
        let key = visit.receipt_key.as_deref();
        backend.receipt(&visit.caller, &asked, key).await
    };
    loaded(data, move |receipt| match receipt {
        Some(receipt) if receipt.easy => view! { <EasyReceipt receipt leave/> }.into_any(),
        Some(receipt) => page(receipt, leave),
        None => {
            platform::redirect(&format!("{}?notice=lost", routes::respond(&slug)));
            ().into_any()
        }
    })
    .into_any()
}

fn page(receipt: Receipt, leave: bool) -> AnyView {
    let slug = receipt.card.slug.clone();
    let council = site().council;
    let reference = receipt.reference.clone();
    let next = WHAT_NEXT.map(|line| view! { <li>{line}</li> });
    let late = receipt.late.then(|| {
        view! { <p>{phrase!("It reached us shortly after the consultation closed. It counts, and it is marked as late.")}</p> }
    });
    let closes = receipt
        .card
        .closes
        .filter(|_| receipt.card.takes_responses)
        .map(|at| view! { <p>{say!("The consultation is open until {when}.", when = dates::moment(at))}</p> });
    let change = receipt.may_change.then(|| {
        let until = change_until(receipt.card.closes.map(dates::moment));
        view! { <p>{until}" "<a href=routes::come_back(&slug)>{phrase!("Change my answers")}</a></p> }
    });
    let equality = leave.then(|| {
        view! {
            <h2>{TITLE}</h2>
            <p>
                {phrase!("If you have 3 more minutes, please tell us a little about yourself, so that we can see whom we have not heard from. You do not have to. Nobody can join these answers to what you just sent.")}
            </p>
            <p><a class="btn" href=routes::equality(&slug, false)>{GO}</a></p>
        }
    });
    view! {
        <PublicPage title=THANK_YOU>
            <div class="confirmation">
                <h1>{THANK_YOU}</h1>
                <p>{rich!(
                    "Your number is {number}",
                    {number} = view! { <strong dir="ltr" data-reference=reference>{receipt.reference}</strong> },
                )}</p>
            </div>
            <p>{KEEP_REFERENCE}</p>
            <p>{phrase!("You can print this page, take a picture of it, or write the number down.")}</p>
            {late}
            {equality}
            <h2>{phrase!("What happens next")}</h2>
            <ol>{next.collect_view()}</ol>
            {closes}
            {change}
            <p>
                {say!(
                    "If you want to change or add something, call {phone} and give your number. For advice about your own child, call {advice} on {advice_phone}.",
                    phone = council.phone,
                    advice = council.advice.name,
                    advice_phone = council.advice.phone
                )}
            </p>
            <ul>
                <li><a href=routes::consultation(&slug)>{title_of(&receipt.card)}</a></li>
                <li><a href=routes::outcome(&slug)>{WHERE_DECIDED}</a></li>
                <li><a href=routes::consultations()>{phrase!("See other consultations")}</a></li>
            </ul>
            {receipt.card.takes_responses.then(|| view! {
                <form method="post" action=routes::another(&slug)>
                    <p>{SOMEBODY_ELSE}</p>
                    <button class="btn btn-secondary" type="submit">{ANOTHER}</button>
                </form>
            })}
            <h2>{phrase!("On a shared computer")}</h2>
            <p>{FORGET_SENT}</p>
            <form method="post" action=routes::forget(&slug)>
                <button class="btn btn-secondary" type="submit" name="only" value="receipt">{FORGET}</button>
            </form>
        </PublicPage>
    }
    .into_any()
}
