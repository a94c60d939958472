//! The figures of one comparison: all of it, and theme by theme.

use super::too_few;
use crate::text::numbers::counted;
use domain::agreement::{Agreement, Estimate, FEWEST_RAISED, ThemeAgreement};
use domain::coding::SMALLEST_SAMPLE;
use leptos::prelude::*;

/// What is said of a comparison, with its table.
#[component]
pub(super) fn Figures(
    heading: &'static str,
    id: &'static str,
    agreement: Agreement,
    first: &'static str,
    second: &'static str,
) -> impl IntoView {
    if agreement.texts < SMALLEST_SAMPLE {
        return view! {
            <section>
                <h2 id=id>{heading}</h2>
                <p class="inset">{too_few(agreement.texts)}</p>
            </section>
        }
        .into_any();
    }
    let figures = [
        ("F1 by text", agreement.f1),
        ("Cohen’s kappa, all themes", agreement.kappa),
        ("Krippendorff’s alpha, all themes", agreement.alpha),
    ];
    let figures = figures.map(|(name, figure)| {
        let said = figure.map_or_else(|| "It says nothing here.".to_owned(), estimate);
        view! { <div><dt>{name}</dt><dd>{said}</dd></div> }
    });
    let rows = agreement.themes.into_iter().map(row);
    let texts = format!(
        "{} of {}",
        counted(agreement.texts as u64, "text", "texts"),
        counted(agreement.responses as u64, "response", "responses")
    );
    let region = format!("{heading}, theme by theme");
    let caption = format!("{heading}, theme by theme, over {texts}");
    view! {
        <section>
            <h2 id=id>{heading}</h2>
            <p>{format!("Over {texts}. In brackets: where the figure would lie in 95 of 100 samples like this one.")}</p>
            <dl class="summary-list">{figures.collect_view()}</dl>
            <p class="hint">"Kappa and alpha take away what chance alone would bring: 0 is no better than chance, 1 is full agreement. Above 0.6 is usually called substantial. Two experienced people reach an F1 of about 0.75."</p>
            <p class="hint">{format!("The F1 of a theme is their agreement on the texts that raise it: twice those that both gave it, by all that each gave it. Of a theme raised in fewer than {FEWEST_RAISED} texts nothing is said by itself: one text more would change it too much.")}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=region>
                <table>
                    <caption>{caption}</caption>
                    <thead><tr>
                        <th scope="col">"Theme"</th>
                        <th scope="col" class="numeric">"Raised in"</th>
                        <th scope="col" class="numeric">"F1"</th>
                        <th scope="col" class="numeric">"Kappa"</th>
                        <th scope="col" class="numeric">"Alpha"</th>
                        <th scope="col" class="numeric">"Both"</th>
                        <th scope="col" class="numeric">{first}</th>
                        <th scope="col" class="numeric">{second}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(line: ThemeAgreement) -> impl IntoView {
    let raised = counted(line.raised() as u64, "text", "texts");
    let figure = |value: Option<Estimate>| value.map_or_else(|| "–".to_owned(), estimate);
    let figures = match line.f1 {
        Some(f1) => view! {
            <td class="numeric">{estimate(f1)}</td>
            <td class="numeric">{figure(line.kappa)}</td>
            <td class="numeric">{figure(line.alpha)}</td>
        }
        .into_any(),
        None => view! { <td colspan="3">"Too few to say"</td> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{line.theme}</th>
            <td class="numeric">{raised}</td>
            {figures}
            <td class="numeric">{line.both}</td>
            <td class="numeric">{line.first}</td>
            <td class="numeric">{line.second}</td>
        </tr>
    }
}

/// Such as `0.71 (0.62 to 0.79)`.
pub(super) fn estimate(figure: Estimate) -> String {
    format!(
        "{:.2} ({:.2} to {:.2})",
        figure.value, figure.low, figure.high
    )
}
