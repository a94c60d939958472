//! Published Markdown as HTML. Raw HTML in it is shown as text, never run.

use crate::components::layout::InEnglish;
use crate::words::{is_fallback, marks, prose};
use leptos::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Text written by officers. `top` is the heading level that `#` becomes, so that the page keeps one outline.
#[component]
pub fn Markdown(text: String, #[prop(default = 3)] top: u8) -> impl IntoView {
    view! { <div class="prose" inner_html=to_html(&text, top)></div> }
}

/// A text of the screens, each section in the language that it could be shown in, with a word first where one is not
/// translated.
#[component]
pub fn Prose(
    text: String,
    /// What goes into its gaps.
    #[prop(default = Vec::new())]
    gaps: Vec<(&'static str, String)>,
    #[prop(default = 3)] top: u8,
) -> impl IntoView {
    let sections = prose::sections(&text, &gaps);
    let fallen = sections.iter().find(|(language, _)| is_fallback(language));
    let note =
        fallen.map(|(language, _)| view! { <InEnglish language=language.clone() part=false/> });
    let shown = sections.into_iter().map(|(language, text)| {
        let (lang, dir) = marks(&language);
        view! { <div lang=lang dir=dir><Markdown text top/></div> }
    });
    let shown = shown.collect_view();
    view! { {note}{shown} }
}

/// Markdown to safe HTML: no raw HTML, only http, mailto, tel and local links.
pub fn to_html(text: &str, top: u8) -> String {
    finished(Parser::new_ext(text, options()).map(|event| safe(event, top)))
}

/// What of Markdown officers may use beyond the ordinary.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
}

/// A part of a text, made harmless and fitted into the outline of the page.
pub(super) fn safe(event: Event<'_>, top: u8) -> Event<'_> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: lower(level, top),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level, top))),
        Event::Start(Tag::Link {
            dest_url,
            link_type,
            title,
            id,
        }) if !is_safe(&dest_url) => Event::Start(Tag::Link {
            dest_url: "#".into(),
            link_type,
            title,
            id,
        }),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Event::Text("".into()),
        other => other,
    }
}

/// Safe parts as HTML.
pub(super) fn finished<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events);
    // A wide table scrolls in its own box, reachable by keyboard, instead of stretching a phone's page.
    out.replace(
        "<table>",
        "<div class=\"table-scroll\" tabindex=\"0\"><table>",
    )
    .replace("</table>", "</table></div>")
}

fn lower(level: pulldown_cmark::HeadingLevel, top: u8) -> pulldown_cmark::HeadingLevel {
    let wanted = (level as usize + usize::from(top) - 1).min(6);
    pulldown_cmark::HeadingLevel::try_from(wanted).unwrap_or(pulldown_cmark::HeadingLevel::H6)
}

fn is_safe(link: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "/", "#"]
        .iter()
        .any(|start| link.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_in_a_published_text_is_shown_and_never_run() {
        let html = to_html(
            "Hello <script>alert(1)</script> [x](javascript:alert(1))",
            3,
        );
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
    }

    #[test]
    fn headings_continue_the_outline_of_the_page() {
        assert!(to_html("# One", 3).contains("<h3>One</h3>"));
    }
}
