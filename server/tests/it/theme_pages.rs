//! The officers' pages of themes: through forms, as somebody at a desk without script.

use crate::kit::{Answer, TestApp, Voice};
use app::api::{Themes as _, Work};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::text::Slug;
use server::backend::accounts::NewAccount;
use server::storage::consultation;
use std::time::Duration;

const PASSWORD: &str = "three random words";
/// A kind without a single code.
const FRAMELESS: &str = include_str!("real_input/feedback.toml");

/// An officer at work on the themes of a consultation.
struct Desk {
    app: TestApp,
    csrf: String,
    slug: &'static str,
}

impl Desk {
    /// On the kind's own frame, with nothing said yet.
    async fn new() -> Self {
        let app = TestApp::new().await;
        app.open_consultation("ehcp-banding", "bands").await;
        Self::at(app, "ada", "bands", None).await
    }

    /// On the demo consultation in analysis.
    async fn demo() -> Self {
        let app = TestApp::with_demo().await;
        Self::at(app, "ada", "banding-2026", None).await
    }

    /// Signs an officer in; in one consultation only, where one is named.
    async fn at(mut app: TestApp, name: &str, slug: &'static str, only: Option<&str>) -> Self {
        let consultation = match only {
            None => None,
            Some(slug) => {
                let row = consultation::by_slug(&app.live.db, &slug.parse().unwrap()).await;
                Some(row.unwrap().unwrap().id)
            }
        };
        let email = format!("{name}@eastmarch.example");
        let new = NewAccount {
            email: email.parse().unwrap(),
            name: name.to_owned(),
            password: PASSWORD.to_owned(),
            grant: Grant {
                role: Role::Officer,
                consultation,
            },
        };
        let operator = TestApp::operator();
        app.live.add_account(&operator, new).await.unwrap();
        app.sign_in(&email, PASSWORD).await;
        let home = app.get("/officer").await;
        let csrf = home.attributes("input[name=csrf]", "value").remove(0);
        Self { app, csrf, slug }
    }

    fn path(&self, rest: &str) -> String {
        format!("/officer/consultations/{}/{rest}", self.slug)
    }

    async fn open(&mut self, rest: &str) -> Answer {
        let path = self.path(rest);
        let page = self.app.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page
    }

    /// Posts a form, and gives the page it leads to.
    async fn post(&mut self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let path = self.path(rest);
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        let answer = self.app.post(&path, &all).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        self.app.follow(answer).await
    }

    /// Presses a button of a form that is on a page.
    async fn press(&mut self, page: &Answer, rest: &str, typed: &[(&str, &str)]) -> Answer {
        let path = self.path(rest);
        let answer = self.app.press(page, &path, typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        self.app.follow(answer).await
    }

    /// Presses "Suggest themes", and looks again until the engine has done its work.
    async fn suggest(&mut self) -> Answer {
        let page = self.open("themes").await;
        self.press(&page, "themes/suggest", &[]).await;
        let slug = Slug::parse(self.slug).unwrap();
        for _ in 0..600 {
            let frame = self.app.live.frame(&TestApp::operator(), &slug).await;
            if !matches!(frame.unwrap().work, Work::Running { .. }) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let page = self.open("themes").await;
        assert!(!page.text("main").contains("Look again"), "still at work");
        page
    }

    /// The page of the theme with this name, as `themes/ID`.
    async fn theme(&mut self, label: &str) -> String {
        let page = self.open("themes").await;
        let names = page.texts("tbody th > a:first-child");
        let links = page.attributes("tbody th > a:first-child", "href");
        let at = names.iter().position(|name| name == label);
        let at = at.unwrap_or_else(|| panic!("no {label} in {names:?}"));
        let path = links[at].split('?').next().unwrap();
        path.strip_prefix(&self.path("")).unwrap().to_owned()
    }

    /// The demo theme with the most suggestions, suggested already.
    async fn busiest(&mut self) -> String {
        self.suggest().await;
        let slug = Slug::parse(self.slug).unwrap();
        let frame = self.app.live.frame(&TestApp::operator(), &slug).await;
        let themes = frame.unwrap().themes;
        let busiest = themes.iter().max_by_key(|t| t.suggested.individuals);
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
    assert!(page.text("main").contains("1 of 2 texts"));
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
async fn the_engine_suggests_and_people_decide_with_everything_on_record() {
    let mut desk = Desk::demo().await;
    let theme = desk.busiest().await;
    let frame = desk.open("themes").await;
    assert!(
        frame
            .text("main")
            .contains("Asked for by ada@eastmarch.example")
    );
    assert!(frame.text("main").contains("suggested"));
    assert!(frame.texts("#proposed").len() <= 1);

    let confirmed = format!("{theme}?tie=confirmed");
    let before = desk.open(&confirmed).await;
    let before = before.attributes("input[name=tie]", "value");
    let page = desk.open(&theme).await;
    let ids = page.attributes("input[name=tie]", "value");
    assert!(ids.len() > 2, "{}", ids.len());
    let passage = page.text(".passages .checkbox");
    assert!(passage.contains("by the engine, wellheard"), "{passage}");
    assert!(
        ["Strong", "Likely", "Weak"]
            .iter()
            .any(|w| passage.contains(w)),
        "{passage}"
    );
    let ties = format!("{theme}/ties");
    let page = desk.press(&page, &ties, &[("to", "confirmed")]).await;
    assert!(page.text(".error-summary").contains("Tick at least one"));
    assert_eq!(page.attributes(".error-summary a", "href"), ["#tie"]);

    let ticked = [("tie", ids[0].as_str()), ("to", "confirmed")];
    let page = desk.press(&page, &ties, &ticked).await;
    assert!(
        page.text(".notice-success")
            .contains("1 passage is now confirmed")
    );
    let page = desk.open(&confirmed).await;
    let mut now = page.attributes("input[name=tie]", "value");
    assert_eq!(
        now.remove(0),
        ids[0],
        "the surest of the engine comes first"
    );
    assert_eq!(now, before, "what was confirmed by hand stays");
    let said = page.text(".passages .checkbox");
    assert!(said.contains("by the engine, wellheard"), "{said}");
    assert!(
        said.contains("Confirmed by ada@eastmarch.example"),
        "{said}"
    );

    // Somebody thinks again: rejected, and confirmed once more.
    let ticked = [("tie", ids[0].as_str()), ("to", "rejected")];
    desk.press(&page, &ties, &ticked).await;
    let page = desk.open(&format!("{theme}?tie=rejected")).await;
    assert!(
        page.text(".passages")
            .contains("Rejected by ada@eastmarch.example")
    );
    let ticked = [("tie", ids[0].as_str()), ("to", "confirmed")];
    desk.press(&page, &ties, &ticked).await;
    let page = desk.open(&format!("{theme}?tie=rejected")).await;
    assert!(page.text(".inset").contains("No passage has been rejected"));
}

#[tokio::test]
async fn while_the_engine_works_the_page_says_how_far_and_a_second_request_is_refused() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("It is not fair.");
    said.says(&desk.app, desk.slug).await;
    let open = desk.open("themes").await;
    let row = desk.app.live.public_row(&desk.slug.parse().unwrap()).await;
    let (id, jobs) = (row.unwrap().id, desk.app.live.jobs.clone());
    let running = Work::Running {
        stage: "finding themes".to_owned(),
        done: 3,
        total: 12,
    };
    jobs.note(id, running);
    let page = desk.open("themes").await;
    let status = page.text("[role=status]");
    assert!(status.contains("finding themes (3 of 12)"), "{status}");
    assert!(status.contains("Look again"), "{status}");
    assert!(!page.body.contains("themes/suggest"), "asked for already");
    let page = desk.press(&open, "themes/suggest", &[]).await;
    assert!(page.text(".error-summary").contains("already at work"));
    jobs.note(
        id,
        Work::Failed {
            incident: "K7M2".to_owned(),
        },
    );
    let page = desk.open("themes").await;
    assert!(page.text("[role=status]").contains("K7M2"));
    let page = desk.press(&page, "themes/suggest", &[]).await;
    assert!(!page.text("main").contains("K7M2"), "tried again");
}

#[tokio::test]
async fn a_whole_page_is_confirmed_in_one_press_but_for_what_somebody_else_decided() {
    let mut ada = Desk::demo().await;
    let theme = ada.busiest().await;
    let mut ben = Desk::at(ada.app.other_browser(), "ben", "banding-2026", None).await;
    let (for_ada, for_ben) = (ada.open(&theme).await, ben.open(&theme).await);
    let shown = for_ada.attributes("input[name=shown]", "value");
    let ties = format!("{theme}/ties");
    let rejects = [("tie", shown[1].as_str()), ("to", "rejected")];
    ben.press(&for_ben, &ties, &rejects).await;
    let page = ada.press(&for_ada, &ties, &[("to", "all-confirmed")]).await;
    let done = format!("{} passages are now confirmed", shown.len() - 1);
    let notice = page.text(".notice-success");
    assert!(notice.contains(&done), "{notice}");
    assert!(notice.contains("decided by somebody else"), "{notice}");
    let rejected = ada.open(&format!("{theme}?tie=rejected")).await;
    assert_eq!(
        rejected.attributes("input[name=tie]", "value"),
        [shown[1].clone()]
    );
    // Ben still sees what Ada confirmed as suggested: too late, and told so.
    let late = [("tie", shown[0].as_str()), ("to", "rejected")];
    let page = ben.press(&for_ben, &ties, &late).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
}

#[tokio::test]
async fn a_theme_is_merged_and_its_page_says_so() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("Prices rise.");
    let said = said.says(&desk.app, desk.slug).await;
    let added = desk.post("themes/add", &[("label", "Prices")]).await;
    let from = added
        .attributes("form[action$='/edit']", "action")
        .remove(0);
    let from = from.strip_prefix(&desk.path("")).unwrap();
    let from = from.trim_end_matches("/edit").to_owned();
    let into = desk.theme("Fairness and consistency").await;
    let code = desk.open(&format!("responses/{said}/code")).await;
    let id = from.trim_start_matches("themes/").to_owned();
    let assign = format!("responses/{said}/assign");
    desk.press(&code, &assign, &[("theme", &id)]).await;

    let page = desk.open(&from).await;
    let merge = format!("{from}/merge");
    let page = desk.press(&page, &merge, &[]).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#into"]);
    let target = into.trim_start_matches("themes/").to_owned();
    let page = desk.press(&page, &merge, &[("into", &target)]).await;
    assert_eq!(page.texts("h1"), ["Fairness and consistency"]);
    assert!(page.text("main").contains("1 of 1 people"));
    let frame = desk.open("themes").await;
    assert!(
        frame
            .text("main")
            .contains("“Prices” is now part of “Fairness and consistency”")
    );
    let old = desk.open(&from).await;
    assert!(old.text("main").contains("Merged into another"));
    assert!(old.texts("main form").is_empty(), "nothing is left to do");
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
    ];
    let food = [
        "The lunch queue is long and lunch is cold.",
        "Lunch is too short, lunch should be an hour.",
        "The lunch hall is loud, he cannot eat lunch.",
        "A quiet lunch room would help at lunch.",
        "Cold lunch every day, lunch is not good.",
        "She skips lunch because lunch is noisy.",
    ];
    for words in buses.iter().chain(&food) {
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
}

#[tokio::test]
async fn a_response_is_coded_by_hand_sentence_by_sentence() {
    let mut desk = Desk::new().await;
    let words = "It is not fair. Prices rise every year.";
    let said = Voice::parent()
        .letter(words)
        .says(&desk.app, desk.slug)
        .await;
    let response = desk.open(&format!("responses/{said}")).await;
    let code = format!("responses/{said}/code");
    let links = response.attributes("main a", "href");
    assert!(links.contains(&desk.path(&code)), "{links:?}");

    let page = desk.open(&code).await;
    assert_eq!(
        page.texts(".passages label"),
        ["It is not fair.", "Prices rise every year."]
    );
    assert!(
        page.text("main")
            .contains("No finding rests on these words yet")
    );
    let spans = page.attributes("input[name=span]", "value");
    let assign = format!("responses/{said}/assign");
    let page = desk.press(&page, &assign, &[("span", &spans[0])]).await;
    assert!(page.text(".error-summary").contains("Choose a theme"));
    assert_eq!(
        page.attributes("input[name=span][checked]", "value"),
        [spans[0].clone()]
    );

    let theme = desk.theme("Fairness and consistency").await;
    let id = theme.trim_start_matches("themes/").to_owned();
    let fields = [("span", spans[0].as_str()), ("theme", &id)];
    let page = desk.press(&page, &assign, &fields).await;
    let ties = page.texts(".ties li");
    assert_eq!(ties.len(), 1);
    assert!(ties[0].contains("Confirmed"), "{ties:?}");
    assert!(ties[0].contains("It is not fair."), "{ties:?}");
    assert!(ties[0].contains("ada@eastmarch.example"), "{ties:?}");
    let reject = format!("responses/{said}/ties");
    let page = desk.press(&page, &reject, &[("to", "rejected")]).await;
    assert!(page.text(".ties li").contains("Rejected by ada"));
    let page = desk.press(&page, &reject, &[("to", "confirmed")]).await;
    assert!(page.text(".ties .tag").contains("Confirmed"));

    let outside = [("theme", id.as_str()), ("span", "3-400")];
    let page = desk.press(&page, &assign, &outside).await;
    assert!(
        page.text(".error-summary")
            .contains("does not lie within the text")
    );
}

#[tokio::test]
async fn what_came_of_somebodys_words_leads_to_the_changed_clause() {
    let app = TestApp::with_demo().await;
    let mut desk = Desk::at(app, "ada", "co-production-charter", None).await;
    let quoted = desk.app.texts_of(
        "SELECT DISTINCT c.reference FROM quote q JOIN passage p ON p.id = q.passage_id
  JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id
  JOIN consultation o ON o.id = c.consultation_id WHERE o.slug = 'co-production-charter' ORDER BY c.reference",
    );
    let mut changed = 0;
    for reference in quoted.await.iter().take(8) {
        let page = desk.open(&format!("responses/{reference}/code")).await;
        assert!(!page.texts(".thread > li").is_empty(), "{reference}");
        let links = page.attributes(".thread a", "href");
        assert!(links[0].contains("/findings/"), "{links:?}");
        changed += links.iter().filter(|l| l.contains("#clause-")).count();
    }
    assert!(changed > 0);
}

#[tokio::test]
async fn look_alikes_are_shown_and_counted_apart_and_none_is_deleted() {
    let mut desk = Desk::demo().await;
    desk.suggest().await;
    let stored = desk.app.stored(desk.slug).await;
    let page = desk.open("themes/alike").await;
    assert!(page.text("main").contains("Nothing is deleted"));
    assert!(page.texts("section.card h2")[0].starts_with("Perhaps a campaign"));
    let groups = page.attributes("input[name=group]", "value");
    let group = groups.last().expect("a pair that counts as people");
    let page = desk
        .post("themes/alike/campaign", &[("group", group)])
        .await;
    assert!(page.text(".notice-success").contains("now counted as"));
    let of = format!("#group-{group}");
    assert!(page.text(&of).contains("Counted apart already"));
    assert_eq!(desk.app.stored(desk.slug).await, stored);
    let page = desk
        .post("themes/alike/campaign", &[("group", group)])
        .await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
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
    ];
    for rest in [
        "themes/suggest".to_owned(),
        "themes/add".to_owned(),
        "themes/alike/campaign".to_owned(),
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
