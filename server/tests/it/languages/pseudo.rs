//! In the pseudo-language no word of a page is plain English, unless it is marked as English or is the council's data.

use super::*;
use app::api::Public as _;
use scraper::{ElementRef, Html, Node};
use server::words::pseudo::text;

const TYPES: &str = include_str!("../respond/types.toml");
const LIBRARY: &str = include_str!("../respond/library.toml");

/// What may stand on a page in plain letters: the council's names and numbers, what people type, and codes.
fn data() -> Vec<String> {
    let council = server::demo::council().unwrap();
    let mut all = vec![
        council.name.clone(),
        council.phone_hours.clone(),
        council.email.clone(),
        council.advice.name.clone(),
        council.safeguarding.name.clone(),
    ];
    all.extend(council.address.iter().cloned());
    all.extend(["A neighbour", "School", "Rosa", "Bursar", "Elm Tree School"].map(str::to_owned));
    all.sort_by_key(|known| std::cmp::Reverse(known.len()));
    all
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
            let letters = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count() > 1;
            let codes = |word: &&str| {
                !matches!(
                    word.trim_matches(|c: char| !c.is_alphanumeric()),
                    "URN" | "PDF"
                )
            };
            if rest.split_whitespace().filter(codes).any(letters) {
                found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    found
}

/// A browser on a page, all words of which are looked at.
struct Reader {
    app: TestApp,
    data: Vec<String>,
    found: Vec<(String, String)>,
}

impl Reader {
    fn of(app: TestApp) -> Self {
        Self {
            app,
            data: data(),
            found: Vec::new(),
        }
    }

    fn look(&mut self, path: &str, page: &Answer) {
        let (lang, _) = of_page(page);
        assert_eq!(lang, "en-XA", "{path} is {}", page.status);
        for words in plain(page, &self.data) {
            if !self.found.iter().any(|(_, known)| known == &words) {
                self.found.push((path.to_owned(), words));
            }
        }
    }

    async fn open(&mut self, path: &str) -> Answer {
        let page = self.app.get(path).await;
        let page = self.app.follow(page).await;
        self.look(path, &page);
        page
    }

    /// Presses a button and looks at the page it leads to.
    async fn press(
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

    fn done(self) {
        assert!(self.found.is_empty(), "plain English:\n{:#?}", self.found);
    }
}

async fn reader(blueprint: &str, slug: &str) -> Reader {
    let mut app = TestApp::new().await;
    app.open_blueprint(blueprint, slug).await;
    app.speak_pseudo();
    translate(&app, slug, "en-XA", |_, english| Some(text(english))).await;
    Reader::of(app)
}

#[tokio::test]
async fn every_page_of_the_form_speaks_the_readers_language_for_every_type_of_question() {
    let mut at = reader(TYPES, "everything").await;
    let base = "/consultations/everything";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA")).await;
    at.open("/consultations").await;
    let start = at.open(&format!("{base}/respond")).await;
    at.press(&start, &format!("{base}/respond"), &[]).await;
    at.press(
        &start,
        &format!("{base}/respond"),
        &[("audience", "parent-carer")],
    )
    .await;
    for (id, wrong, right) in [
        ("lives-here", &[][..], &[("lives-here", "yes")][..]),
        (
            "since",
            &[("since", "31"), ("since", "4"), ("since", "2026")],
            &[("since", "3"), ("since", "5"), ("since", "2026")],
        ),
        (
            "since",
            &[("since", "1"), ("since", "1"), ("since", "1999")],
            &[("since", "3"), ("since", "5"), ("since", "2026")],
        ),
        ("spent", &[("spent", "99999")], &[("spent", "1200")]),
        ("spent", &[("spent", "lots")], &[("spent", "1200")]),
        (
            "order",
            &[("order", "1"), ("order", "1"), ("order", ""), ("order", "")],
            &[("order", "1"), ("order", "2"), ("order", ""), ("order", "")],
        ),
        (
            "order",
            &[("order", "9"), ("order", ""), ("order", ""), ("order", "")],
            &[("order", "1"), ("order", "2"), ("order", ""), ("order", "")],
        ),
        (
            "helpers",
            &[("helpers", "A neighbour")],
            &[("helpers", "A neighbour"), ("helpers", "School")],
        ),
        (
            "grid",
            &[("grid-form", "agree")],
            &[("grid-form", "disagree"), ("grid-phone", "agree")],
        ),
        ("true", &[], &[("true", "confirmed")]),
    ] {
        let address = page(&format!("question-{id}"));
        at.open(&address).await;
        for fields in [wrong, right] {
            let answer = at.app.post(&address, fields).await;
            at.open(&answer.location().unwrap()).await;
        }
    }
    let words = at.open(&page("your-words")).await;
    at.press(&words, &page("your-words"), &[]).await;
    let (_, check) = at
        .press(&words, &page("your-words"), &[("quote", "yes")])
        .await;
    at.open(&page("copy")).await;
    let save = at.open(&page("save")).await;
    let (_, coded) = at.press(&save, &page("save"), &[]).await;
    let code = coded
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    at.open(&format!("{base}/return")).await;
    let come_back = at.open(&format!("{base}/return")).await;
    at.press(&come_back, &format!("{base}/return"), &[("code", "wrong")])
        .await;
    let mut other = Reader::of(at.app.other_browser());
    let answer = other
        .app
        .post(&format!("{base}/return"), &[("code", &code)])
        .await;
    // They go on in the language in which they wrote, on another device too.
    other.open(&answer.location().unwrap()).await;
    other.done();
    at.open(&page("check-your-answers")).await;
    at.press(&check, &page("send"), &[]).await;
    let equality = at.open(&format!("{base}/equality")).await;
    at.press(&equality, &format!("{base}/equality"), &[]).await;
    let said = at.app.texts_of("SELECT language FROM contribution").await;
    assert_eq!(said, ["en-XA"], "the response keeps the language");
    at.done();
}

#[tokio::test]
async fn the_young_peoples_way_and_its_side_roads_speak_it_too() {
    let mut at = reader(LIBRARY, "library").await;
    let base = "/consultations/library";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA&for=young-person"))
        .await;
    let start = at.open(&format!("{base}/respond")).await;
    at.press(
        &start,
        &format!("{base}/respond"),
        &[("audience", "young-person")],
    )
    .await;
    for (name, fields) in [
        ("who-is-typing", &[][..]),
        ("who-is-typing", &[("typing", "alone")]),
        ("under-13", &[]),
        ("under-13", &[("under-13", "yes")]),
        ("ask-an-adult", &[]),
        ("ask-an-adult", &[("typing", "helped")]),
        ("your-helper", &[]),
        (
            "your-helper",
            &[("typist", "parent"), ("whose-words", "theirs")],
        ),
        ("who-is-typing", &[("typing", "group")]),
        ("your-group", &[]),
        (
            "your-group",
            &[
                ("group-size", "12"),
                ("agreed", "everybody"),
                ("typist", "teacher"),
            ],
        ),
        ("question-sunday", &[("leave", "stop")]),
        ("question-sunday", &[("skip", "yes")]),
    ] {
        at.open(&page(name)).await;
        let answer = at.app.post(&page(name), fields).await;
        at.open(&answer.location().unwrap()).await;
    }
    at.open(&page("check-your-answers")).await;
    at.open(&page("stop")).await;
    at.done();
}

#[tokio::test]
async fn teams_and_organisations_speak_it_too() {
    let mut at = reader(LIBRARY, "library").await;
    let base = "/consultations/library";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA")).await;
    at.open(&format!("{base}/team")).await;
    let audiences = at.app.get(&format!("{base}/respond")).await;
    let audiences = audiences.attributes("input[name=audience]", "value");
    let organisation = audiences
        .iter()
        .find(|a| a.contains("school") || a.contains("professional"));
    let organisation = organisation
        .cloned()
        .unwrap_or_else(|| "school-staff".to_owned());
    let answer = at
        .app
        .post(&format!("{base}/respond"), &[("audience", &organisation)])
        .await;
    let about = at.open(&answer.location().unwrap()).await;
    for fields in [
        &[][..],
        &[
            ("capacity", "organisation"),
            ("organisation", ""),
            ("authorised", ""),
        ],
        &[
            ("capacity", "group"),
            ("organisation", "Elm Tree School"),
            ("group-size", "many"),
        ],
        &[
            ("capacity", "organisation"),
            ("organisation", "Elm Tree School"),
            ("authorised", "no"),
        ],
    ] {
        if about.names().iter().any(|name| name == "capacity") {
            let answer = at.app.post(&page("about-you"), fields).await;
            at.open(&answer.location().unwrap()).await;
        }
    }
    at.open(&page("team")).await;
    let made = at.app.post(&page("team"), &[]).await;
    at.open(&made.location().unwrap()).await;
    at.done();
}

#[tokio::test]
async fn every_public_page_speaks_it_or_marks_what_is_english() {
    let mut app = TestApp::with_demo().await;
    app.speak_pseudo();
    server::demo::pseudo(&app.live).await.unwrap();
    let caller = domain::access::Caller::Visitor;
    let open = app.live.consultations(&caller).await.unwrap();
    let open = open.into_iter().find(|card| card.takes_responses).unwrap();
    let mut at = Reader::of(app);
    at.open("/consultations?lang=en-XA").await;
    for path in ["/privacy", "/accessibility", "/nothing-here"] {
        at.open(path).await;
    }
    let base = format!("/consultations/{}", open.slug);
    let proposal = at.open(&base).await;
    at.open(&format!("{base}?for=young-person")).await;
    let documents = proposal.attributes(".card h3 a", "href");
    for document in documents.iter().filter(|path| path.contains("/documents/")) {
        let page = at.open(document).await;
        let comment = page.attributes("a.btn-secondary", "href").remove(0);
        let form = at.open(&comment).await;
        at.press(&form, &comment, &[]).await;
        at.press(
            &form,
            &comment,
            &[
                ("audience", "parent-carer"),
                ("stance", "change"),
                ("text", "Rosa"),
            ],
        )
        .await;
    }
    at.done();
}

#[tokio::test]
async fn a_language_from_right_to_left_turns_the_page() {
    let mut at = reader(LIBRARY, "library").await;
    translate(&at.app, "library", "ar-XB", |_, english| {
        Some(text(english))
    })
    .await;
    let page = at.app.get("/consultations/library?lang=ar-XB").await;
    assert_eq!(of_page(&page), ("ar-XB".to_owned(), Some("rtl".to_owned())));
    // A phone number in it runs as everywhere.
    assert!(
        page.attributes(".site-footer a[href^=tel]", "dir")
            .iter()
            .all(|dir| dir == "ltr")
    );
}
