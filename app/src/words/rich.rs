//! Sentences with links and other parts of the page in them. A translation puts them where its grammar wants them.

use super::{look_up, shown};
use leptos::prelude::*;

type Around = Box<dyn FnOnce(String) -> AnyView>;

enum Part {
    /// Stands at `{name}`.
    View(AnyView),
    /// Stands around the words from `<name>` to `</name>`.
    Around(Around),
}

/// A sentence and its parts. Made by `rich!`.
pub struct Rich {
    english: &'static str,
    parts: Vec<(&'static str, Part)>,
}

impl Rich {
    /// For `rich!` only.
    pub fn new(english: &'static str) -> Self {
        Self {
            english,
            parts: Vec::new(),
        }
    }

    /// What stands at `{name}`.
    pub fn with(mut self, name: &'static str, view: impl IntoView + 'static) -> Self {
        self.parts.push((name, Part::View(view.into_any())));
        self
    }

    /// What stands around the words of `<name>`.
    pub fn around<V: IntoView + 'static>(
        mut self,
        name: &'static str,
        around: impl FnOnce(String) -> V + 'static,
    ) -> Self {
        let around = Box::new(|text| around(text).into_any());
        self.parts.push((name, Part::Around(around)));
        self
    }

    /// The whole sentence. A part that a translation names twice stands at the first place; an unknown name is text.
    pub fn show(mut self) -> AnyView {
        let (text, fallen) = look_up(self.english);
        let mut views: Vec<AnyView> = Vec::new();
        for piece in pieces(&text) {
            views.push(match piece {
                Piece::Text(text) => text.into_any(),
                Piece::Named(name, inner) => match self.take(&name) {
                    Some(Part::View(view)) => view,
                    Some(Part::Around(around)) => around(inner),
                    None => inner.into_any(),
                },
            });
        }
        shown(views, fallen)
    }

    fn take(&mut self, name: &str) -> Option<Part> {
        let at = self.parts.iter().position(|(known, _)| *known == name)?;
        Some(self.parts.swap_remove(at).1)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A name, and the words inside.
    Named(String, String),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<']) {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            all.push(Piece::Text(before.to_owned()));
        }
        match named(from) {
            Some((piece, after)) => {
                all.push(piece);
                rest = after;
            }
            None => {
                let (sign, after) = from.split_at(1);
                all.push(Piece::Text(sign.to_owned()));
                rest = after;
            }
        }
    }
    if !rest.is_empty() {
        all.push(Piece::Text(rest.to_owned()));
    }
    all
}

fn named(from: &str) -> Option<(Piece, &str)> {
    if let Some(inner) = from.strip_prefix('{') {
        let (name, after) = inner.split_once('}')?;
        return Some((Piece::Named(name.to_owned(), String::new()), after));
    }
    let (name, inner) = from.strip_prefix('<')?.split_once('>')?;
    let (words, after) = inner.split_once(&format!("</{name}>"))?;
    Some((Piece::Named(name.to_owned(), words.to_owned()), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_at_its_parts() {
        let named = |name: &str, inner: &str| Piece::Named(name.to_owned(), inner.to_owned());
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(
            pieces("Call {phone}, or <a>start again</a>."),
            [
                text("Call "),
                named("phone", ""),
                text(", or "),
                named("a", "start again"),
                text(".")
            ]
        );
        assert_eq!(
            pieces("1 < 2 {"),
            [text("1 "), text("<"), text(" 2 "), text("{")]
        );
    }
}
