//! Every consultation an officer may see.

use super::safeguarding::SafeguardingAlert;
use crate::api::{ApiError, ConsultationCard, backend};
use crate::components::loaded::loaded;
use crate::components::officer::OfficerPage;
use crate::routes;
use crate::text::dates;
use crate::visit::visit;
use domain::access::{Permission, Scope, may};
use domain::consultation::Stage;
use leptos::prelude::*;

/// The list, newest first.
#[component]
pub fn OfficerHomePage() -> impl IntoView {
    let (backend, caller) = (backend(), visit().caller);
    let register = may(&caller, Permission::ReadRegister, &Scope::Council);
    loaded(
        async move {
            let cards = backend.managed(&caller).await?;
            let mut alerts = Vec::new();
            for card in &cards {
                alerts.push((card.slug.clone(), backend.alert(&caller, &card.slug).await?));
            }
            Ok::<_, ApiError>((cards, alerts))
        },
        move |(cards, alerts)| {
            let alerts = alerts
                .into_iter()
                .map(|(slug, alert)| view! { <SafeguardingAlert slug alert/> });
            let alerts = alerts.collect_view();
            let none = cards.is_empty().then(|| {
            view! { <p>"You have not been given a consultation yet. Ask an administrator for a role in one."</p> }
        });
            let some = (!cards.is_empty()).then(|| view! { <List cards/> });
            view! {
                <OfficerPage title="Consultations">
                    <h1>"Consultations"</h1>
                    {alerts}
                    <p><a class="btn" href=routes::new_consultation()>"Create a consultation"</a></p>
                    {none}
                    {some}
                    {register.then(|| view! { <p><a href=routes::officer_schools()>"Register of schools"</a></p> })}
                </OfficerPage>
            }
        },
    )
}

#[component]
fn List(cards: Vec<ConsultationCard>) -> impl IntoView {
    let rows = cards.into_iter().map(|card| {
        let stage = stage_name(card.stage);
        let when = card.closes.map(dates::moment).unwrap_or_else(|| "Not set".to_owned());
        view! {
            <tr>
                <th scope="row"><a href=routes::officer_consultation(&card.slug)>{card.title}</a></th>
                <td><span class=format!("tag tag-{}", card.stage.as_str())>{stage}</span></td>
                <td>{when}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Consultations">
            <table>
                <caption class="visually-hidden">"Consultations"</caption>
                <thead><tr><th scope="col">"Consultation"</th><th scope="col">"Stage"</th><th scope="col">"Closes"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What officers call a stage.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "Draft",
        Stage::Open => "Open",
        Stage::Analysis => "In analysis",
        Stage::Decided => "Decided",
    }
}
