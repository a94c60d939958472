//! The officers' pages of themes: through forms, as somebody at a desk without script.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::Themes as _;
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::text::Slug;
use server::storage::consultation;
use std::collections::BTreeMap;

mod by_hand;
mod deciding;
mod family;
mod shape;

/// A kind without a single code.
const FRAMELESS: &str = include_str!("../real_input/feedback.toml");

impl Desk {
    /// On the kind's own frame, with nothing said yet.
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        app.open_consultation("ehcp-banding", "bands").await;
        Self::at(app, "ada", "bands", None).await
    }

    /// On the demo consultation in analysis.
    pub async fn demo() -> Self {
        let app = TestApp::with_demo().await;
        Self::at(app, "ada", "banding-2026", None).await
    }

    /// Signs an officer in; in one consultation only, where one is named.
    pub async fn at(app: TestApp, name: &str, slug: &'static str, only: Option<&str>) -> Self {
        let consultation = match only {
            None => None,
            Some(slug) => {
                let row = consultation::by_slug(&app.live.db, &slug.parse().unwrap()).await;
                Some(row.unwrap().unwrap().id)
            }
        };
        let grant = Grant {
            role: Role::Officer,
            consultation,
        };
        Self::with(app, name, grant, slug).await
    }

    /// The page of the theme with this name, as `themes/ID`.
    pub async fn theme(&mut self, label: &str) -> String {
        let page = self.open("themes").await;
        let names = page.texts("tbody th > a:first-child");
        let links = page.attributes("tbody th > a:first-child", "href");
        let at = names.iter().position(|name| name == label);
        let at = at.unwrap_or_else(|| panic!("no {label} in {names:?}"));
        let path = links[at].split('?').next().unwrap();
        path.strip_prefix(&self.path("")).unwrap().to_owned()
    }

    /// The demo theme with the most suggestions, suggested already.
    pub async fn busiest(&mut self) -> String {
        self.suggest().await;
        let slug = Slug::parse(self.slug).unwrap();
        let frame = self.app.live.frame(&TestApp::operator(), &slug).await;
        let themes = frame.unwrap().themes;
        let busiest = themes.iter().max_by_key(|t| t.suggested.likely.individuals);
        format!("themes/{}", busiest.unwrap().id)
    }
}

#[tokio::test]
async fn the_frame_shows_each_sort_apart_and_says_when_nobody_has_written() {
    let mut desk = Desk::new().await;
    let page = desk.open("themes").await;
    assert!(
        page.text(".inset")
            .contains("Nobody has written anything yet")
    );
    assert!(page.texts("tbody tr").len() > 5, "the kind's own frame");
    assert!(!page.body.contains("themes/suggest"), "nothing to read yet");

    let one = Voice::parent().letter("It is not fair.");
    let one = one.says(&desk.app, desk.slug).await;
    let school = Voice::parent().organisation("Ashmere School");
    school
        .letter("It depends.")
        .says(&desk.app, desk.slug)
        .await;
    let theme = desk.theme("Fairness and consistency").await;
    let id = theme.trim_start_matches("themes/").to_owned();
    let code = desk.open(&format!("responses/{one}/code")).await;
    let form = format!("responses/{one}/assign");
    desk.press(&code, &form, &[("theme", &id)]).await;
    let page = desk.open("themes").await;
    let heads = page.texts("thead th");
    assert_eq!(heads, ["Theme", "People of 1", "Organisations of 1"]);
    let cells = page.texts(&format!("#theme-{id} td"));
    assert_eq!(cells, ["1", "0"]);
    assert!(
        page.text("main").contains("0 of 2 texts"),
        "a tie does not say that the rest was read"
    );
}

#[tokio::test]
async fn a_theme_is_added_and_a_second_of_its_name_is_refused_with_everything_typed() {
    let mut desk = Desk::new().await;
    let fields = [
        ("label", "School buses"),
        ("definition", "Getting there."),
        ("include", "bus\r\n minibus \r\n"),
        ("exclude", "on board with"),
        ("weighty", "yes"),
    ];
    let page = desk.post("themes/add", &fields).await;
    assert_eq!(page.texts("h1"), ["School buses"]);
    assert!(page.text("main").contains("Weighty even if few"));
    assert_eq!(
        page.texts(".about dd, dd ul.plain li"),
        ["on board with", "bus, minibus", "ada@eastmarch.example"]
    );
    assert!(page.text("main").contains("ada@eastmarch.example"));

    let page = desk.post("themes/add", &fields).await;
    assert!(page.text("title").starts_with("Error: "));
    assert!(page.text(".error-summary").contains("already a theme"));
    assert_eq!(page.attributes(".error-summary a", "href"), ["#label"]);
    assert_eq!(page.attributes("#label", "value"), ["School buses"]);
    assert_eq!(page.text("#definition"), "Getting there.");
    assert_eq!(page.attributes("#weighty[checked]", "value"), ["yes"]);
    assert_eq!(page.texts("details[open] #label").len(), 1);
}

#[tokio::test]
async fn two_officers_who_rename_a_theme_meet_and_nothing_typed_is_lost() {
    let mut ada = Desk::new().await;
    let theme = ada.theme("Fairness and consistency").await;
    let mut ben = Desk::at(ada.app.other_browser(), "ben", "bands", None).await;
    let (for_ada, for_ben) = (ada.open(&theme).await, ben.open(&theme).await);
    let edit = format!("{theme}/edit");
    let page = ada
        .press(&for_ada, &edit, &[("label", "Fair to all")])
        .await;
    assert_eq!(page.texts("h1"), ["Fair to all"]);
    let page = ben.press(&for_ben, &edit, &[("label", "Same rules")]).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
    assert_eq!(page.texts("h1"), ["Fair to all"], "what it is now");
    assert_eq!(
        page.attributes("#label", "value"),
        ["Same rules"],
        "what was typed"
    );
    let page = ben.press(&page, &edit, &[]).await;
    assert_eq!(page.texts("h1"), ["Same rules"], "having seen it, Ben may");
}

#[tokio::test]
async fn a_proposed_theme_is_taken_in_or_dismissed_and_a_used_one_is_not() {
    // No frame to start from, and enough texts about two things.
    let app = TestApp::new().await;
    app.open_blueprint(FRAMELESS, "feedback").await;
    let mut desk = Desk::at(app, "ada", "feedback", None).await;
    let page = desk.open("themes").await;
    assert!(
        page.text("main")
            .contains("There is no theme in the frame yet")
    );
    let buses = [
        "The bus is always late and the bus is full.",
        "Our bus came late again, the bus driver was kind.",
        "No bus comes to our village, a bus would help.",
        "The school bus is full by eight.",
        "When the bus is late he misses registration.",
        "Please keep the bus, the bus matters to us.",
        "The bus driver does not wait for the children.",
        "A bus that is late makes him late for school.",
        "We pay for a taxi as there is no bus.",
    ];
    let food = [
        "The lunch queue is long and lunch is cold.",
        "Lunch is too short, lunch should be an hour.",
        "The lunch hall is loud, he cannot eat lunch.",
        "A quiet lunch room would help at lunch.",
        "Cold lunch every day, lunch is not good.",
        "She skips lunch because lunch is noisy.",
        "A warm lunch would help her through the day.",
        "Let them eat lunch in a quiet place.",
        "The lunch hall is too full to eat lunch in.",
    ];
    for words in buses.iter().chain(&food) {
        // One after the other: what the engine finds among so few depends on their order.
        let clock = &desk.app.live.clock;
        clock.advance(jiff::SignedDuration::from_secs(1));
        Voice::parent()
            .letter(words)
            .says(&desk.app, desk.slug)
            .await;
    }
    let page = desk.suggest().await;
    let cards = page.attributes("li.card", "id");
    assert!(cards.len() >= 2, "{}", page.text("main"));
    let id = |at: usize| cards[at].trim_start_matches("theme-").to_owned();
    let (first, second) = (id(0), id(1));
    assert!(page.texts(&format!("#theme-{first} .quote")).len() <= 3);
    assert!(!page.texts(&format!("#theme-{first} .quote")).is_empty());

    let page = desk
        .press(&page, &format!("themes/{first}/accept"), &[])
        .await;
    assert_eq!(page.texts(&format!("tr#theme-{first}")).len(), 1);
    let theirs = desk.open(&format!("themes/{second}")).await;
    let tie = theirs.attributes("input[name=tie]", "value").remove(0);
    let fields = [("tie", tie.as_str()), ("to", "rejected")];
    desk.press(&theirs, &format!("themes/{second}/ties"), &fields)
        .await;
    let dismiss = format!("themes/{second}/dismiss");
    let page = desk.press(&page, &dismiss, &[]).await;
    assert!(page.text(".error-summary").contains("cannot be dismissed"));
    let fields = [
        ("tie", tie.as_str()),
        ("from", "rejected"),
        ("to", "suggested"),
    ];
    desk.post(&format!("themes/{second}/ties"), &fields).await;
    let page = desk.open("themes").await;
    let page = desk.press(&page, &dismiss, &[]).await;
    assert!(page.texts(&format!("#theme-{second}")).is_empty());
    let aside = format!("main li a[href$=\"{second}\"]");
    let label = page.texts(&aside);
    assert_eq!(label.len(), 1, "what was dismissed can be found");

    // The engine finds the same texts again, and does not propose them again.
    let page = desk.suggest().await;
    let proposed = page.texts("li.card h3");
    assert!(!proposed.contains(&label[0]), "{proposed:?}");
    let theirs = desk.open(&format!("themes/{second}")).await;
    assert!(theirs.attributes("input[name=to]", "value").is_empty());
    let change = theirs.attributes("input[name=change]", "value").remove(0);
    let undo = format!("themes/{second}/undo");
    desk.press(&theirs, &undo, &[("change", &change)]).await;
    let page = desk.open("themes").await;
    let quotes = page.texts(&format!("#theme-{second} .quote"));
    assert!(!quotes.is_empty(), "it is proposed again with its texts");
}

#[tokio::test]
async fn an_officer_of_another_consultation_sees_and_changes_nothing() {
    let mut ada = Desk::new().await;
    ada.app
        .open_consultation("co-production-charter", "charter")
        .await;
    let said = Voice::parent().letter("Secret words about a child.");
    let said = said.says(&ada.app, "bands").await;
    let theme = ada.theme("Fairness and consistency").await;
    let mut ben = Desk::at(ada.app.other_browser(), "ben", "bands", Some("charter")).await;
    for rest in [
        "themes".to_owned(),
        theme.clone(),
        "themes/alike".to_owned(),
        format!("responses/{said}/code"),
    ] {
        let page = ben.app.get(&ben.path(&rest)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{rest}");
        assert!(!page.body.contains("Secret"), "{rest}");
    }
    let elsewhere = format!("/officer/consultations/charter/{theme}");
    assert_eq!(ben.app.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let csrf = ben.csrf.clone();
    let id = "6b1d6c36-0b5e-4b5e-9d0c-3f0d6f5a0001";
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", "1"),
        ("label", "Mine"),
        ("into", id),
        ("tie", id),
        ("to", "confirmed"),
        ("theme", id),
        ("text", id),
        ("own", id),
        ("act", "all"),
    ];
    for rest in [
        "themes/suggest".to_owned(),
        "themes/add".to_owned(),
        "themes/alike/campaign".to_owned(),
        "themes/alike/own".to_owned(),
        "themes/alike/own-undo".to_owned(),
        format!("{theme}/edit"),
        format!("{theme}/accept"),
        format!("{theme}/dismiss"),
        format!("{theme}/merge"),
        format!("{theme}/ties"),
        format!("responses/{said}/assign"),
        format!("responses/{said}/ties"),
    ] {
        let answer = ben.app.post(&ben.path(&rest), &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{rest}");
    }
    // A theme of this consultation under another's address is not there either.
    let answer = ben.app.post(&format!("{elsewhere}/edit"), &fields).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_theme_or_response_that_is_not_there_is_not_found() {
    let mut desk = Desk::new().await;
    for rest in [
        "themes/nonsense",
        "themes/6b1d6c36-0b5e-4b5e-9d0c-3f0d6f5a0001",
        "responses/AAAAAAAA/code",
    ] {
        let path = desk.path(rest);
        assert_eq!(
            desk.app.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{rest}"
        );
    }
}

#[tokio::test]
async fn the_tree_of_new_themes_is_cut_at_any_number_and_no_other() {
    let mut desk = Desk::new().await;
    Voice::parent()
        .letter("The bus is late.")
        .says(&desk.app, desk.slug)
        .await;
    let page = desk.open("themes").await;
    for wrong in ["1", "61", "many"] {
        let page = desk
            .press(&page, "themes/suggest", &[("grain", wrong)])
            .await;
        assert!(page.text(".error-summary").contains("from 2 to 60"));
        assert_eq!(page.attributes("#grain", "value"), [wrong]);
    }
    let page = desk.press(&page, "themes/suggest", &[("grain", "7")]).await;
    assert!(page.texts(".error-summary").is_empty());
    assert!(desk.open("audit").await.text("main").contains("7 themes"));
}

#[tokio::test]
async fn a_proposal_keeps_its_address_when_the_engine_reads_again_or_the_tree_is_cut_elsewhere() {
    let mut desk = Desk::demo().await;
    desk.suggest().await;
    let cards = |page: &Answer| -> BTreeMap<String, String> {
        let addresses = page.attributes(".cards > li h3 a", "href").into_iter();
        addresses.zip(page.texts(".cards > li h3 a")).collect()
    };
    let first = cards(&desk.suggest_so_many("6").await);
    let again = cards(&desk.suggest_so_many("6").await);
    assert_eq!(first, again);
    assert!(first.len() >= 3, "{first:?}");
    // One more theme divides one of them: the others stay, by their names too.
    let finer = cards(&desk.suggest_so_many("7").await);
    let stayed = first.keys().filter(|address| finer.contains_key(*address));
    assert!(stayed.count() + 2 >= first.len(), "{first:?} and {finer:?}");
    // One press cuts the tree higher or lower.
    let page = desk.open("themes").await;
    let cuts = page.attributes("button[name=grain]", "value");
    assert_eq!(cuts, ["4", "11"]);
    for (address, name) in &first {
        assert!(finer.get(address).is_none_or(|now| now == name), "{name}");
    }
}

#[tokio::test]
async fn with_a_number_new_themes_are_proposed_beside_those_of_the_frame() {
    let mut desk = Desk::demo().await;
    let page = desk.suggest().await;
    assert_eq!(page.texts(".cards > li").len(), 0, "all fits, if weakly");
    let few = desk.suggest_so_many("3").await.texts(".cards > li").len();
    let many = desk.suggest_so_many("12").await.texts(".cards > li").len();
    assert!(0 < few && few <= 3 && few < many, "{few} and {many}");
    // What learns by itself looks for as many.
    let slug = Slug::parse(desk.slug).unwrap();
    let of = desk.app.live.public_row(&slug).await.unwrap().id;
    let last = server::storage::analysis_run::last(&desk.app.live.db, of);
    let grain = last.await.unwrap().unwrap().grain;
    assert_eq!(grain.map(|grain| grain.themes()), Some(12));
}
