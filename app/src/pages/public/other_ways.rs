//! Answering without this website.

use crate::site::site;
use leptos::prelude::*;

/// Paper, phone, large print, easy read, another language; and whom to call about one child.
#[component]
pub fn OtherWays() -> impl IntoView {
    let council = site().council;
    let tel = |number: &str| format!("tel:{}", number.replace(' ', ""));
    let advice = council.advice.clone();
    view! {
        <section aria-labelledby="other-ways">
            <h2 id="other-ways">"How to answer another way"</h2>
            <p>"Your answer counts the same, however you send it."</p>
            <ul>
                <li>
                    <strong>"By phone. "</strong>
                    "Call " <a href=tel(&council.phone)>{council.phone.clone()}</a> ", "
                    {council.phone_hours.clone()} ". Somebody will ask you the questions and write down what you say."
                </li>
                <li>
                    <strong>"On paper. "</strong>
                    "Ask us for a paper form. It has the same questions. Send it back to:"
                    <address>
                        {council.address.iter().map(|line| view! { {line.clone()}<br/> }).collect_view()}
                    </address>
                </li>
                <li>
                    <strong>"By email. "</strong>
                    "Write to " <a href=format!("mailto:{}", council.email)>{council.email.clone()}</a> "."
                </li>
                <li>
                    <strong>"In another format. "</strong>
                    "Ask for large print, easy read, Braille, sound, British Sign Language or another language."
                </li>
            </ul>
            <p>
                "Do you want to talk about one child’s help instead? For free, independent advice call "
                {advice.name.clone()} " on " <a href=tel(&advice.phone)>{advice.phone.clone()}</a> "."
            </p>
        </section>
    }
}
