//! Whether the coding of each question can be stood behind, and who says so.

use super::slug;
use crate::api::{ApiError, CodingGate, CodingGates, SignedCoding, backend};
use crate::components::form::{TextArea, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::dates;
use crate::text::numbers::{counted, number};
use crate::visit::{Retry, visit};
use domain::coding_gate::Obstacle;
use domain::plain::capital;
use domain::text::Slug;
use leptos::prelude::*;

/// Question by question.
#[component]
pub fn CodingSignOffPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.coding_gates(&caller, &of).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: CodingGates, retry: Option<Retry>) -> impl IntoView {
    let base = routes::officer_form(&slug, "coding-sign-off");
    let retry = retry.filter(|retry| retry.form.starts_with(&base));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let none = all
        .gates
        .is_empty()
        .then(|| view! { <p class="inset">"Nobody has written anything yet."</p> });
    let may = all.may_sign;
    let who = view! { <Who may signers=all.signers/> };
    let left: Vec<&CodingGate> = (all.gates.iter())
        .filter(|gate| gate.signed.is_none())
        .collect();
    let seen = CodingGate::seen(left.iter().copied());
    let clear = left.iter().all(|gate| gate.obstacles.is_empty());
    let together = (may && left.len() > 1).then(|| {
        let (slug, left, retry) = (slug.clone(), left.len(), retry.clone());
        view! { <Together slug left seen clear retry/> }
    });
    // What stands in the way of each is said once, where there is more than one.
    let once = left.len() > 1;
    let of_all: Vec<Obstacle> = match left.first() {
        Some(gate) if once => gate
            .obstacles
            .iter()
            .filter(|o| o.of_all())
            .cloned()
            .collect(),
        _ => Vec::new(),
    };
    let of_all = (!of_all.is_empty()).then(|| view! { <OfAll slug=slug.clone() of_all/> });
    let gates = all.gates.into_iter().map(|gate| {
        view! { <One slug=slug.clone() gate once may retry=retry.clone()/> }
    });
    let gates = gates.collect_view();
    view! {
        <OfficerPage title="Sign off the coding" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>"Sign off the coding"</h1>
            <CountedAt at=all.card.counted/>
            <p>"What is signed off here is what the report stands on. Whoever lets something pass is named in the report, with the reason."</p>
            {who}
            {none}
            {of_all}
            {together}
            {gates}
        </OfficerPage>
    }
    .into_any()
}

/// Who signs off; and whom to ask, for those who may not.
#[component]
fn Who(may: bool, signers: Vec<String>) -> impl IntoView {
    if may {
        return view! { <p>"You are a lead here, so you sign off."</p> }.into_any();
    }
    let ask = match signers.is_empty() {
        true => view! { <p>"Nobody is a lead here yet. Ask whoever manages accounts to make somebody one."</p> }.into_any(),
        false => {
            let lines = signers.into_iter().map(|email| {
                let href = format!("mailto:{email}");
                view! { <li><a href=href>{email}</a></li> }
            });
            let lines = lines.collect_view();
            view! { <p>"When what is in your hands is done, ask one of them:"</p><ul>{lines}</ul> }.into_any()
        }
    };
    view! {
        <div class="inset">
            <p>"A lead of this consultation signs off the coding. You can see what stands in the way, and do the work, but not sign."</p>
            {ask}
        </div>
    }
    .into_any()
}

/// What stands in the way of every question: the sample, and letters.
#[component]
fn OfAll(slug: Slug, of_all: Vec<Obstacle>) -> impl IntoView {
    let lines = of_all.into_iter().map(|obstacle| {
        let (href, act) = match obstacle {
            Obstacle::Letters { .. } => (routes::officer_letters(&slug), "See the letters"),
            Obstacle::Held { .. } => (
                routes::officer_form(&slug, "safeguarding"),
                "See who is named for safeguarding",
            ),
            _ => (routes::officer_form(&slug, "agreement"), "See the sample"),
        };
        view! { <li>{capital(&obstacle.told())}". "<a href=href>{act}</a></li> }
    });
    view! {
        <section class="card">
            <h2>"In the way of every question"</h2>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Signs off every question that is left, with one reason for all.
#[component]
fn Together(
    slug: Slug,
    left: usize,
    seen: String,
    clear: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::officer_form(&slug, "coding-sign-off/sign");
    let retry = retry.filter(|r| r.value("source") == Some(""));
    let typed = Typed::one_of(retry.as_ref(), &action, "all");
    let all = format!("Sign off all {left} that are left");
    let why = (!clear).then(|| {
        let hint = format!("{}-hint", typed.id("reason"));
        view! {
            <div class="field">
                <label for=typed.id("reason")>"Why may what is left undone pass?"</label>
                <p class="hint" id=hint.clone()>"Look at each question first. Printed in the report with your name, under each of them."</p>
                <FieldProblem retry=typed.retry() field="reason"/>
                <TextArea name="reason" id=typed.id("reason") text=typed.value("reason", "") rows=3 described_by=Some(hint) invalid=typed.wrong("reason")/>
            </div>
        }
    });
    view! {
        <details class="details" open=typed.refused()>
            <summary>{all.clone()}</summary>
            <form method="post" action=action>
                <Csrf/>
                <input type="hidden" name="source" value=""/>
                <input type="hidden" name="seen" value=seen/>
                {why}
                <button class="btn btn-warning" type="submit">{all}</button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn One(slug: Slug, gate: CodingGate, once: bool, may: bool, retry: Option<Retry>) -> impl IntoView {
    let facts = &gate.facts;
    let late = (facts.late > 0).then(|| {
        let said = format!("{} of {} read", number(facts.late_read), number(facts.late));
        view! { <div><dt>"After closing"</dt><dd>{said}</dd></div> }
    });
    let people = facts.people.map(|alpha| {
        let on = match facts.own_people {
            true => "on the answers to this question",
            false => "on all texts of the sample: too few answer this question to tell",
        };
        let said = format!(
            "alpha {:.2} ({:.2} to {:.2}), {on}",
            alpha.value, alpha.low, alpha.high
        );
        view! { <div><dt>"Two people agree"</dt><dd>{said}</dd></div> }
    });
    let read = format!(
        "{} of {} read by a person",
        number(facts.read),
        counted(facts.texts, "text", "texts")
    );
    let body = match gate.signed.clone() {
        Some(signed) => view! { <Signed slug signed may/> }.into_any(),
        None => view! { <Open slug gate=gate.clone() once may retry/> }.into_any(),
    };
    view! {
        <section class="card" id=format!("source-{}", gate.source)>
            <h2>{gate.title.clone()}</h2>
            <dl class="summary-list"><div><dt>"In time"</dt><dd>{read}</dd></div>{late}{people}</dl>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Signed(slug: Slug, signed: SignedCoding, may: bool) -> impl IntoView {
    let passed = (!signed.overrides.is_empty()).then(|| {
        let lines = signed
            .overrides
            .iter()
            .map(|o| view! { <li>{capital(&o.told())}</li> });
        let lines = lines.collect_view();
        view! { <p>"Let pass:"</p><ul>{lines}</ul><p>{format!("Reason: {}", signed.reason)}</p> }
    });
    let back = may.then(|| {
        view! {
            <form method="post" action=routes::officer_form(&slug, "coding-sign-off/withdraw")>
                <Csrf/>
                <input type="hidden" name="id" value=signed.id.to_string()/>
                <button class="btn btn-secondary btn-small" type="submit">"Take the sign-off back"</button>
            </form>
        }
    });
    let said = format!("{}, {}", signed.by, dates::moment(signed.at));
    let changed = (signed.changed > 0).then(|| {
        let came = counted(
            signed.changed,
            "theme of a text has come or gone",
            "themes of texts have come or gone",
        );
        view! {
            <div class="notice notice-warning">
                <p>{format!("Since then {came}. Look at the numbers again: take this sign-off back, and sign off anew.")}</p>
            </div>
        }
    });
    view! {
        <p><span class="tag tag-cleared">"Signed off"</span>" "<span class="meta">{said}</span></p>
        {changed}
        {passed}
        {back}
    }
    .into_any()
}

#[component]
fn Open(
    slug: Slug,
    gate: CodingGate,
    once: bool,
    may: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::officer_form(&slug, "coding-sign-off/sign");
    let retry = retry.filter(|r| r.value("source") == Some(gate.source.as_str()));
    let typed = Typed::one_of(retry.as_ref(), &action, gate.source.clone());
    let seen = CodingGate::seen([&gate]);
    let clear = gate.obstacles.is_empty();
    let own = (gate.obstacles.iter()).filter(|o| !(once && o.of_all()));
    let lines: Vec<_> = own
        .map(|o| view! { <li>{capital(&o.told())}</li> })
        .collect();
    let way = match (clear, lines.is_empty()) {
        (true, _) => {
            view! { <p><span class="tag tag-cleared">"Nothing stands in the way"</span></p> }
                .into_any()
        }
        (false, true) => {
            view! { <p>"Only what stands in the way of every question."</p> }.into_any()
        }
        (false, false) => view! { <p>"What stands in the way:"</p><ul>{lines}</ul> }.into_any(),
    };
    let hidden = view! {
        <Csrf/>
        <input type="hidden" name="source" value=gate.source.clone()/>
        <input type="hidden" name="seen" value=seen/>
    };
    let form = may.then(|| match clear {
        true => view! {
            <form method="post" action=action.clone()>
                {hidden}
                <button class="btn" type="submit">"Sign off"<span class="visually-hidden">{format!(": {}", gate.title)}</span></button>
            </form>
        }
        .into_any(),
        false => view! {
            <details class="details" open=typed.refused()>
                <summary>"Sign off all the same"<span class="visually-hidden">{format!(": {}", gate.title)}</span></summary>
                <form method="post" action=action.clone()>
                    {hidden}
                    <div class="field">
                        <label for=typed.id("reason")>"Why may this pass?"</label>
                        <p class="hint" id=format!("{}-hint", typed.id("reason"))>"Printed in the report with your name."</p>
                        <FieldProblem retry=typed.retry() field="reason"/>
                        <TextArea name="reason" id=typed.id("reason") text=typed.value("reason", "") rows=3 described_by=Some(format!("{}-hint", typed.id("reason"))) invalid=typed.wrong("reason")/>
                    </div>
                    <button class="btn btn-warning" type="submit">"Sign off all the same"</button>
                </form>
            </details>
        }
        .into_any(),
    });
    view! { {way}{form} }.into_any()
}
