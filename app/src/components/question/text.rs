//! Free text and numbers.

use super::Head;
use crate::components::form::TextArea;
use crate::text::saving::allowed;
use domain::question::{Answer, LONG_TEXT_LIMIT, Number, SHORT_TEXT_LIMIT, Text, Unit};
use leptos::prelude::*;

/// One line.
pub(super) fn line(head: &Head, answer: &Answer, settings: &Text) -> impl IntoView + use<> {
    let id = head.id.clone();
    let control = view! {
        <input
            class="input" type="text" id=id.clone() name=id value=answer.text.clone() autocomplete="off"
            aria-describedby=head.described_by(&["count"]) aria-invalid=head.invalid()
        />
    };
    field(head, control, Some(settings.limit(SHORT_TEXT_LIMIT)))
}

/// Several lines.
pub(super) fn area(head: &Head, answer: &Answer, settings: &Text) -> impl IntoView + use<> {
    let control = view! {
        <TextArea
            name=head.id.clone() text=answer.text.clone()
            described_by=head.described_by(&["count"]) invalid=head.error.is_some()
        />
    };
    field(head, control, Some(settings.limit(LONG_TEXT_LIMIT)))
}

/// A whole number. A text field: number fields lose what is typed wrong, and change under a scroll wheel.
pub(super) fn number(head: &Head, answer: &Answer, settings: &Number) -> impl IntoView + use<> {
    let id = head.id.clone();
    let pounds = (settings.unit == Some(Unit::Pounds))
        .then(|| view! { <span class="unit" aria-hidden="true">"£"</span> });
    let control = view! {
        <span class="with-unit">{pounds}<input
            class="input input-short" type="text" inputmode="numeric" id=id.clone() name=id
            value=answer.text.clone() autocomplete="off"
            aria-describedby=head.described_by(&[]) aria-invalid=head.invalid()
        /></span>
    };
    field(head, control, None)
}

fn field<V: IntoView + 'static>(
    head: &Head,
    control: V,
    limit: Option<usize>,
) -> impl IntoView + use<V> {
    let label = view! { <label for=head.id.clone()>{head.title.clone()}</label> };
    let count = limit.map(|limit| {
        let id = format!("{}-count", head.id);
        view! { <p class="count" id=id>{allowed(limit)}</p> }
    });
    view! {
        <div class="field">
            {head.heading(label)}
            {head.hint()}
            {head.error()}
            {control}
            {count}
        </div>
    }
}
