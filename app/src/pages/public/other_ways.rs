//! Answering without this website.

use crate::components::layout::{email_link, phone_link};
use crate::routes;
use crate::site::site;
use crate::words::wanted_language;
use domain::content::Audience;
use domain::text::Slug;
use leptos::prelude::*;

/// Paper, phone, large print, easy read, another language; and whom to call about one child.
#[component]
pub fn OtherWays(
    /// The consultation that is read about, and who is asked: each has a paper form of their own. Without one, people
    /// ask for it.
    #[prop(optional_no_strip)]
    of: Option<(Slug, Vec<Audience>)>,
) -> impl IntoView {
    let wanted = wanted_language();
    let form = |slug: &Slug, audience: Audience| {
        let name = audience.wording.pick(&wanted, None);
        let name = name.map_or_else(|| audience.id.to_string(), |p| p.words.name.clone());
        view! { <li><a href=routes::paper(slug, &audience.id)>{say!("{name} (PDF)", name = name)}</a></li> }
    };
    let forms = of.map(|(slug, audiences)| {
        let easy = audiences.iter().any(|audience| audience.easy_read);
        let easy = easy.then(|| {
            view! { <li><a href=routes::equality_sheet(&slug, true)>{phrase!("A few questions about you, in easy words (PDF)")}</a></li> }
        });
        let forms = audiences.into_iter().map(|audience| form(&slug, audience));
        view! {
            {phrase!("Print the paper form that fits you, or ask us for one:")}
            <ul>{forms.collect_view()}</ul>
            {phrase!("There is also a sheet with a few questions about you. You do not have to fill it in. Send it in an envelope of its own, so that nobody can join it to your form:")}
            <ul>
                <li><a href=routes::equality_sheet(&slug, false)>{phrase!("A few questions about you (PDF)")}</a></li>
                {easy}
            </ul>
        }
    });
    let ask = forms
        .is_none()
        .then(|| view! { {phrase!("Ask us for a paper form.")} " " });
    let council = site().council;
    let advice = council.advice.clone();
    view! {
        <section aria-labelledby="other-ways">
            <h2 id="other-ways">{phrase!("How to answer another way")}</h2>
            <p>{phrase!("Your answer counts the same, however you send it.")}</p>
            <ul>
                <li>
                    <strong>{phrase!("By phone.")}" "</strong>
                    {rich!(
                        "Call {phone}, {hours}. Somebody will ask you the questions and write down what you say.",
                        {phone} = phone_link(&council.phone),
                        {hours} = council.phone_hours.clone(),
                    )}
                </li>
                <li>
                    <strong>{phrase!("On paper.")}" "</strong>
                    {ask}
                    {forms}
                    {phrase!("It has the same questions. Send it back to:")}
                    <address>
                        {council.address.iter().map(|line| view! { {line.clone()}<br/> }).collect_view()}
                    </address>
                </li>
                <li>
                    <strong>{phrase!("By email.")}" "</strong>
                    {rich!("Write to {email}.", {email} = email_link(&council.email))}
                </li>
                <li>
                    <strong>{phrase!("In another format.")}" "</strong>
                    {phrase!("Ask for large print, easy read, Braille, sound, British Sign Language or another language.")}
                </li>
            </ul>
            <p>
                {rich!(
                    "Do you want to talk about one child’s help instead? For free, independent advice call {name} on {phone}.",
                    {name} = advice.name.clone(),
                    {phone} = phone_link(&advice.phone),
                )}
            </p>
        </section>
    }
}
