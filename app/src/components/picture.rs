//! Pictures for easy reading. All were drawn for Wellheard. A picture stands beside words and never instead of them,
//! so screen readers pass it over; a name that no drawing has is simply no picture.

use crate::routes;
use crate::visit::maybe_visit;
use crate::words::Phrase;
use leptos::prelude::*;

/// The drawings, each named after what it shows.
macro_rules! drawings {
    ($($name:literal)+) => {
        /// Names of all drawings, in order.
        pub const NAMES: &[&str] = &[$($name),+];

        /// The drawing of this name as SVG; none where there is no such drawing.
        pub fn svg(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some(include_str!(concat!("../../pictures/", $name, ".svg"))),)+
                _ => None,
            }
        }
    };
}

drawings! {
    "adult" "arrow" "bad" "bin" "book" "break" "bus" "calm"
    "computer" "council" "doctor" "draw" "family" "fast" "friends" "good"
    "group" "happy" "headphones" "heart" "help" "home" "idea" "in-between"
    "key" "law" "levels" "list" "listen" "maybe" "me" "meeting"
    "money" "no" "phone" "place" "plan" "question" "quiet" "sad"
    "safe" "same" "save" "school" "send" "share" "skip" "stop"
    "talk" "teacher" "time" "together" "truth" "very-happy" "wait" "welcome"
    "worried" "write" "yes"
}

/// Whether this reader wants pictures. Everybody does who has not said no.
pub fn wanted() -> bool {
    maybe_visit().is_none_or(|visit| visit.pictures)
}

/// The drawing in its frame, as HTML; none where there is none, or where the reader wants words only.
pub(super) fn html(name: &str) -> Option<String> {
    let svg = svg(name).filter(|_| wanted())?;
    Some(format!(
        "<span class=\"picture\" aria-hidden=\"true\">{svg}</span>"
    ))
}

/// A picture before words.
#[component]
pub fn Picture(
    /// What it shows; empty for none.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let svg = svg(&name).filter(|_| wanted());
    svg.map(|svg| view! { <span class="picture" aria-hidden="true" inner_html=svg></span> })
}

/// One idea: its picture on the left, its words on the right.
#[component]
pub fn Idea(
    /// What the picture shows; empty for none.
    #[prop(into)]
    picture: String,
    children: Children,
) -> impl IntoView {
    let class = if wanted() { "idea" } else { "idea idea-words" };
    view! { <div class=class><Picture name=picture/><div class="idea-says">{children()}</div></div> }
}

/// Ideas, a row each.
pub fn ideas(all: &[(&'static str, Phrase)]) -> impl IntoView + use<> {
    let row = |(picture, words): &(&'static str, Phrase)| {
        let (picture, words) = (*picture, *words);
        view! { <Idea picture><p>{words}</p></Idea> }
    };
    all.iter().map(row).collect_view()
}

/// Words for two readers: beside a picture for those who are asked in easy words, a paragraph for the others.
#[component]
pub fn Told(
    /// Who reads it.
    easy: bool,
    /// What the picture shows.
    picture: &'static str,
    /// In easy words.
    simply: Phrase,
    /// In full words.
    full: Phrase,
) -> impl IntoView {
    match easy {
        true => view! { <Idea picture><p>{simply}</p></Idea> }.into_any(),
        false => view! { <p>{full}</p> }.into_any(),
    }
}

/// Turns pictures off and on again, and comes back to the same page. Not for pages with a form: their own button
/// saves first what was typed.
#[component]
pub fn PicturesSwitch() -> impl IntoView {
    let path = maybe_visit().map(|visit| visit.path).unwrap_or_default();
    let href = routes::with_pictures(&path, !wanted());
    view! { <p><a href=href>{switch_text()}</a></p> }
}

/// What the switch says.
pub fn switch_text() -> Phrase {
    match wanted() {
        true => phrase!("Show words only, without pictures"),
        false => phrase!("Show pictures with the words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_drawing_is_in_the_list_and_draws_and_does_nothing_else() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures");
        let files = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let names: Vec<String> = NAMES.iter().map(|name| format!("{name}.svg")).collect();
        assert_eq!(files, names);
        for name in NAMES {
            let svg = svg(name).unwrap();
            assert!(
                svg.starts_with("<svg xmlns=") && svg.len() < 2_000,
                "{name}"
            );
            for never in ["<script", "href", "<image", "<text", " on", "style"] {
                assert!(!svg.contains(never), "{name} holds {never}");
            }
        }
        assert_eq!(svg("unicorn"), None);
    }
}
