//! The one multi-line field of the site.
//!
//! Leptos 0.8 writes what stands inside a `<textarea>` as it is, because it takes it for a raw text element like
//! `<script>`. Typed words there would run as markup. So the text is escaped here, and a test of the house
//! sees that no other file has a `<textarea>`.

use leptos::prelude::*;

/// Several lines of text, as typed.
#[component]
pub fn TextArea(
    /// The field's name, which is its id too unless another is given.
    #[prop(into)]
    name: String,
    /// Its id, where a page has several fields of this name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What was typed so far.
    #[prop(into)]
    text: String,
    /// Height in lines.
    #[prop(default = 7)]
    rows: u8,
    /// Ids of what describes it.
    described_by: Option<String>,
    /// The language of its words, where it is not the page's.
    #[prop(optional, into)]
    lang: Option<String>,
    /// Which way they run.
    #[prop(optional)]
    dir: Option<&'static str>,
    /// Whether something is wrong with it.
    #[prop(default = false)]
    invalid: bool,
) -> impl IntoView {
    view! {
        <textarea
            class="textarea" lang=lang dir=dir id=id.unwrap_or_else(|| name.clone()) name=name rows=rows.to_string()
            aria-describedby=described_by aria-invalid=invalid.then_some("true")
        >{escaped(&text)}</textarea>
    }
}

/// Browsers drop the first line end of the field, so it gets one to drop.
fn escaped(text: &str) -> String {
    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("\n{safe}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_markup_stays_text_and_line_ends_stay_too() {
        assert_eq!(
            escaped("\n</textarea><b> & &lt;"),
            "\n\n&lt;/textarea>&lt;b> &amp; &amp;lt;"
        );
    }
}
