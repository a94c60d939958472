//! Somebody who reads in the pseudo-language, and notices every plain word.

use super::of_page;
use crate::kit::{Answer, TestApp};
use scraper::{ElementRef, Html, Node};

/// What may stand on a page in plain letters: the council's names and numbers, what people type, and codes.
pub fn data() -> Vec<String> {
    let council = server::demo::council().unwrap();
    let mut all = vec![
        council.name.clone(),
        council.phone_hours.clone(),
        council.email.clone(),
        council.advice.name.clone(),
        council.safeguarding.name.clone(),
        council.data_protection.name.clone(),
        council.data_protection.email.clone(),
    ];
    all.extend(council.address.iter().cloned());
    let others = [
        "AbilityNet",
        "ico.org.uk/make-a-complaint",
        "equalityadvisoryservice.com",
    ];
    all.extend(others.map(str::to_owned));
    all.extend(["A neighbour", "School", "Rosa", "Bursar", "Elm Tree School"].map(str::to_owned));
    all.sort_by_key(|known| std::cmp::Reverse(known.len()));
    all
}

/// Whether a text has a word in plain letters.
pub fn is_plain(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count() > 1;
    let codes = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        // A number in the minutes, such as CAB/2026/41.
        let minuted = word.contains("/20") && word.ends_with(|c: char| c.is_ascii_digit());
        !minuted && !matches!(word, "URN" | "PDF")
    };
    text.split_whitespace().filter(codes).any(letters)
}

/// Words of the page that nobody could translate.
fn plain(page: &Answer, data: &[String]) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let mut found = Vec::new();
    // What stands on the page marked as English may be in its title too, where nothing can be marked.
    let mut english = page.texts("body [lang=en], body [lang=en] *");
    let words = english.iter().flat_map(|text| text.split_whitespace());
    let words: Vec<String> = words.map(str::to_owned).collect();
    english.extend(words);
    english.retain(|text| text.len() > 2);
    english.sort_by_key(|known| std::cmp::Reverse(known.len()));
    for node in html.tree.nodes() {
        let parents: Vec<ElementRef> = node.ancestors().filter_map(ElementRef::wrap).collect();
        let this = ElementRef::wrap(node);
        let within = this.iter().chain(&parents);
        // The nearest mark of a language, but for that of the page itself.
        let marked = within
            .clone()
            .filter(|e| e.value().name() != "html")
            .find_map(|e| e.attr("lang"));
        let silent = within.clone().any(|e| {
            matches!(e.value().name(), "script" | "style" | "svg" | "address")
                || e.attr("class").is_some_and(|c| {
                    c.contains("as-typed") || c.contains("address") || c.contains("resume-code")
                })
                || e.attr("data-reference").is_some()
        });
        if marked == Some("en") || silent {
            continue;
        }
        let in_title = parents.first().is_some_and(|e| e.value().name() == "title");
        let mut texts: Vec<String> = Vec::new();
        match node.value() {
            Node::Text(text) => texts.push(text.to_string()),
            Node::Element(element) => {
                for name in [
                    "alt",
                    "title",
                    "aria-label",
                    "placeholder",
                    "aria-description",
                ] {
                    texts.extend(element.attr(name).map(str::to_owned));
                }
            }
            _ => {}
        }
        for text in texts {
            let mut rest = text.clone();
            for known in data.iter().chain(english.iter().filter(|_| in_title)) {
                rest = rest.replace(known.as_str(), "");
            }
            if is_plain(&rest) {
                found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    found
}

/// A browser on a page, all words of which are looked at.
pub struct Reader {
    pub app: TestApp,
    data: Vec<String>,
    found: Vec<(String, String)>,
}

impl Reader {
    pub fn of(app: TestApp) -> Self {
        Self {
            app,
            data: data(),
            found: Vec::new(),
        }
    }

    pub fn look(&mut self, path: &str, page: &Answer) {
        let (lang, _) = of_page(page);
        assert_eq!(lang, "en-XA", "{path} is {}", page.status);
        for words in plain(page, &self.data) {
            if !self.found.iter().any(|(_, known)| known == &words) {
                self.found.push((path.to_owned(), words));
            }
        }
    }

    pub async fn open(&mut self, path: &str) -> Answer {
        let page = self.app.get(path).await;
        let page = self.app.follow(page).await;
        self.look(path, &page);
        page
    }

    /// Presses a button and looks at the page it leads to.
    pub async fn press(
        &mut self,
        page: &Answer,
        action: &str,
        typed: &[(&str, &str)],
    ) -> (String, Answer) {
        let answer = self.app.press(page, action, typed).await;
        let Some(next) = answer.location() else {
            self.look(action, &answer);
            return (action.to_owned(), answer);
        };
        let page = self.open(&next).await;
        (next, page)
    }

    pub fn done(self) {
        assert!(self.found.is_empty(), "plain English:\n{:#?}", self.found);
    }
}
