//! What is wrong with a form, at the top, each line leading to its field.

use leptos::prelude::*;

/// Shows nothing when nothing is wrong. The page's title must say "Error: " as well.
#[component]
pub fn ErrorSummary(
    /// Where the field is (`#Q1`, or a page with it) and what is wrong with it.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    let line = |(href, sentence)| view! { <li><a href=href>{sentence}</a></li> };
    (!errors.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
                <h2 id="error-summary-title">{phrase!("There is a problem")}</h2>
                <ul>{errors.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    })
}
