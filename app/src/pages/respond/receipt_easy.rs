//! The receipt in easy words.

use super::stop::Talk;
use crate::api::Receipt;
use crate::components::layout::{PublicPage, phone_link};
use crate::components::picture::{Idea, Picture, PicturesSwitch, ideas};
use crate::components::title::title_of;
use crate::islands::Listen;
use crate::routes;
use crate::site::site;
use crate::text::easy as text;
use crate::text::equality::{GO, TITLE};
use crate::text::resume::{FORGET, change_until};
use crate::text::{dates, respond};
use leptos::prelude::*;

/// The number to keep, and what happens next: one idea a row.
#[component]
pub(super) fn EasyReceipt(
    /// What was sent.
    receipt: Receipt,
    /// Whether the equality questions may be answered.
    leave: bool,
) -> impl IntoView {
    let slug = receipt.card.slug.clone();
    let phone = site().council.phone.clone();
    let reference = receipt.reference.clone();
    let late = (receipt.late).then(|| view! { <Idea picture="wait"><p>{text::LATE}</p></Idea> });
    let change = receipt.may_change.then(|| {
        let until = change_until(receipt.card.closes.map(dates::moment));
        let (href, change) = (routes::come_back(&slug), phrase!("Change my answers"));
        view! { <Idea picture="write"><p>{until}" "<a href=href>{change}</a></p></Idea> }
    });
    let more = leave.then(|| {
        view! {
            <h2>{TITLE}</h2>
            {ideas(&text::MORE)}
            <p><a class="btn" href=routes::equality(&slug, true)><Picture name="me"/>{GO}</a></p>
        }
    });
    view! {
        <PublicPage title=respond::THANK_YOU>
            <div class="easy-read">
                <Listen of="read-receipt".to_owned() what=respond::THANK_YOU.say()/>
                <div id="read-receipt">
                    <div class="confirmation">
                        <h1>{respond::THANK_YOU}</h1>
                        <p>{rich!(
                            "Your number is {number}",
                            {number} = view! { <strong dir="ltr" data-reference=reference>{receipt.reference}</strong> },
                        )}</p>
                    </div>
                    <PicturesSwitch/>
                    {ideas(&text::KEEP_NUMBER)}
                    {late}
                    {more}
                    <h2>{phrase!("What happens next")}</h2>
                    {ideas(&text::NEXT)}
                    {change}
                    <Idea picture="phone">
                        <p>{rich!(
                            "Do you want to add something? Call {phone} and say your number.",
                            {phone} = phone_link(&phone),
                        )}</p>
                    </Idea>
                    <ul>
                        <li><a href=routes::consultation(&slug)>{title_of(&receipt.card)}</a></li>
                        <li><a href=routes::outcome(&slug)>{respond::WHERE_DECIDED}</a></li>
                    </ul>
                    <Talk/>
                </div>
                {receipt.card.takes_responses.then(|| view! {
                    <form method="post" action=routes::another(&slug)>
                        <p>{respond::SOMEBODY_ELSE}</p>
                        <button class="btn btn-secondary" type="submit">{respond::ANOTHER}</button>
                    </form>
                })}
                <h2>{phrase!("On a shared computer")}</h2>
                <Idea picture="computer"><p>{text::FORGET_SENT}</p></Idea>
                <form method="post" action=routes::forget(&slug)>
                    <button class="btn btn-secondary" type="submit" name="only" value="receipt">{FORGET}</button>
                </form>
            </div>
        </PublicPage>
    }
}
