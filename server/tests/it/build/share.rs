//! Previews, links for reviewers, the library and copies.

use super::{BUILD, draft, drafted, fill, press_on};
use axum::http::StatusCode;

#[tokio::test]
async fn too_few_questions_for_everybody_are_said_to_be_too_few_and_nothing_is_kept_from_opening() {
    let mut app = drafted().await;
    let page = app.get(BUILD).await;
    let said = "2 questions are asked of every audience: what audiences say can hardly be compared. 3 to 5 shared questions are best.";
    assert!(
        page.texts(".notice").contains(&said.to_owned()),
        "{:?}",
        page.texts(".notice")
    );
    assert!(page.texts("#to-put-right").is_empty());
}

#[tokio::test]
async fn a_preview_shows_every_page_with_its_routing_in_words_and_nothing_can_be_sent() {
    let mut app = drafted().await;
    let typed = [
        ("when_question-1", "sunday"),
        ("when_test-1", "answered"),
        ("follows", ""),
    ];
    fill(&mut app, "questions/why", &typed).await;
    let preview = app
        .get(&format!("{BUILD}/preview?audience=young-person&phone=yes"))
        .await;
    let text = preview.text(".phone-frame");
    assert!(
        text.contains("Page 1 of") && !text.contains("To open on Sundays."),
        "{text}"
    );
    assert!(
        text.contains("Answer this only if you answered question 1."),
        "{text}"
    );
    let told = "1 section without easy words is in the full version only.";
    assert!(text.contains(told), "{text}");
    let simply = [
        ("heading--young-person", "Sundays"),
        ("body--young-person", "![](book) You can come on Sundays."),
    ];
    fill(&mut app, "sections/what", &simply).await;
    let easy = app
        .get(&format!("{BUILD}/preview?audience=young-person"))
        .await;
    assert_eq!(easy.texts(".preview section .idea svg").len(), 1);
    assert!(!easy.text(".preview").contains("in the full version only"));
    let full = app
        .get(&format!("{BUILD}/preview?audience=parent-carer"))
        .await;
    assert!(full.text(".preview").contains("To open on Sundays."));
    assert!(preview.attributes(".preview form", "action").is_empty());
    assert!(
        !text.contains("Which of these are you?"),
        "young people are not asked that"
    );
}

#[tokio::test]
async fn a_reviewer_without_an_account_reads_the_draft_until_the_link_ends_or_is_withdrawn() {
    let mut app = drafted().await;
    let page = press_on(
        &mut app,
        &format!("{BUILD}/preview"),
        "links",
        &[("note", "Forum")],
    )
    .await;
    let link = page.attributes("#link", "value").remove(0);
    let path = link[link.find("/preview/").unwrap()..].to_owned();
    let token = path.rsplit('/').next().unwrap();
    let stored = app.texts_of("SELECT token_hash FROM preview_link").await;
    assert!(!stored[0].contains(token), "only a hash is kept");

    let mut reviewer = app.other_browser();
    let page = reviewer.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("h1").contains("Draft for comment – not open"));
    assert!(page.text("main").contains("When should the library open?"));
    assert_eq!(
        page.attributes("main form", "action"),
        [format!("{path}/walk")],
        "the form can be tried, and nothing can be sent"
    );
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(
        reviewer.get("/consultations/library").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        reviewer.get("/preview/guessed").await.status,
        StatusCode::NOT_FOUND
    );

    // What is edited afterwards is seen, too.
    fill(&mut app, "title", &[("title", "A better title")]).await;
    assert!(
        reviewer
            .get(&path)
            .await
            .text("main")
            .contains("A better title")
    );

    press_on(&mut app, &format!("{BUILD}/preview"), "links/withdraw", &[]).await;
    assert_eq!(reviewer.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_paper_form_of_a_draft_is_printed_for_officers_and_reviewers_and_for_nobody_else() {
    let mut app = drafted().await;
    let page = app
        .get(&format!("{BUILD}/preview?audience=young-person"))
        .await;
    let path = format!("{BUILD}/preview/paper/young-person");
    assert!(page.attributes("main a", "href").contains(&path));
    let form = app.get(&path).await;
    assert_eq!(form.headers["content-type"], "application/pdf");
    assert_eq!(form.headers["cache-control"], "no-store");
    let named = form.headers["content-disposition"].to_str().unwrap();
    assert!(
        named.contains("library-young-person-draft-paper-form.pdf"),
        "{named}"
    );
    let page = press_on(&mut app, &format!("{BUILD}/preview"), "links", &[]).await;
    let link = page.attributes("#link", "value").remove(0);
    let preview = link[link.find("/preview/").unwrap()..].to_owned();

    let mut reviewer = app.other_browser();
    let page = reviewer.get(&preview).await;
    let paper = page.attributes("main a", "href");
    let paper = paper.iter().find(|href| href.contains("/paper/")).unwrap();
    assert!(paper.starts_with(&preview), "{paper}");
    assert!(reviewer.get(paper).await.body.starts_with("%PDF-"));
    let refused = [
        (path, StatusCode::SEE_OTHER),
        (format!("{preview}/paper/martians"), StatusCode::NOT_FOUND),
        (
            format!("{preview}/paper/young-person?language=nonsense!"),
            StatusCode::NOT_FOUND,
        ),
        (
            "/preview/guessed/paper/young-person".to_owned(),
            StatusCode::NOT_FOUND,
        ),
        (
            "/consultations/library/paper/young-person".to_owned(),
            StatusCode::NOT_FOUND,
        ),
    ];
    for (path, status) in refused {
        assert_eq!(reviewer.get(&path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_link_for_a_reviewer_ends_after_fourteen_days() {
    let mut app = drafted().await;
    let page = press_on(&mut app, &format!("{BUILD}/preview"), "links", &[]).await;
    let link = page.attributes("#link", "value").remove(0);
    let path = link[link.find("/preview/").unwrap()..].to_owned();
    let mut reviewer = app.other_browser();
    let day = jiff::SignedDuration::from_hours(24);
    app.live
        .clock
        .advance(day * 14 - jiff::SignedDuration::from_mins(1));
    assert_eq!(reviewer.get(&path).await.status, StatusCode::OK);
    app.live.clock.advance(jiff::SignedDuration::from_mins(2));
    assert_eq!(reviewer.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_question_of_the_library_comes_with_its_words_and_under_a_free_id() {
    let mut app = drafted().await;
    let own = [("title--young-person", "Why? Tell us.")];
    fill(&mut app, "questions/why", &own).await;
    let page = press_on(
        &mut app,
        &format!("{BUILD}/questions/why"),
        "library/save",
        &[],
    )
    .await;
    assert_eq!(page.texts(".card h2"), ["Why do you think so?"]);
    let page = press_on(&mut app, &format!("{BUILD}/library"), "library/add", &[]).await;
    assert!(page.text("#standing ~ p").contains("called why-2"));
    assert!(
        page.text("textarea[name='title--young-person']")
            .contains("Tell us.")
    );
    let page = press_on(&mut app, &format!("{BUILD}/library"), "library/remove", &[]).await;
    assert!(page.text("main").contains("The library is empty"));
    let list = app.get(BUILD).await;
    assert!(
        list.attributes("li", "id")
            .contains(&"question-why-2".to_owned()),
        "what was added stays"
    );
}

#[tokio::test]
async fn a_grid_is_kept_with_its_rows_and_comes_back_with_them() {
    let mut app = drafted().await;
    let path = format!("{BUILD}/add?what=grid");
    let page = app.get(&path).await;
    let typed = [
        ("title", "How good are these?"),
        ("id", "good"),
        ("kind", "agreement"),
        ("rows", "The books\nThe staff\nThe garden"),
    ];
    let added = app.press(&page, &format!("{BUILD}/add"), &typed).await;
    assert_eq!(
        added.status,
        StatusCode::SEE_OTHER,
        "{}",
        added.text("main")
    );
    let kept = [("question", "good")];
    let head = format!("{BUILD}/questions/good");
    let page = press_on(&mut app, &head, "library/save", &kept).await;
    assert_eq!(page.texts(".card h2"), ["How good are these?"]);
    assert!(
        page.text(".card").contains("A grid of 3 rows"),
        "{}",
        page.text(".card")
    );
    let library = format!("{BUILD}/library");
    press_on(&mut app, &library, "library/add", &[]).await;
    let list = app.get(BUILD).await;
    let ids = list.attributes("li", "id");
    let grid: Vec<&str> = ids
        .iter()
        .filter_map(|id| id.strip_prefix("question-good"))
        .collect();
    assert_eq!(grid, ["", "-1", "-2", "-3", "-4", "-4-1", "-4-2", "-4-3"]);
    let row = list.text("#question-good-4-2");
    assert!(row.contains("The staff"), "{row}");
    let row = app.get(&format!("{BUILD}/questions/good-4-2")).await;
    let page = row.attributes("select[name=follows] option[selected]", "value");
    assert_eq!(page, ["good-4"], "it stands on the page of its own grid");
    // Also in a form that has none of it.
    draft(&app, "other").await;
    let other = "/officer/consultations/other/build";
    let page = app.get(&format!("{other}/library")).await;
    app.press(&page, &format!("{other}/library/add"), &[]).await;
    let ids = app.get(other).await.attributes("li", "id");
    assert_eq!(ids.iter().filter(|id| id.contains("-good")).count(), 4);
}

#[tokio::test]
async fn a_copy_has_the_newest_words_and_the_code_frame_of_an_earlier_consultation() {
    let mut app = drafted().await;
    draft(&app, "other").await;
    fill(&mut app, "questions/why", &[("title", "And why is that?")]).await;
    let page = app.get("/officer/consultations/new").await;
    let typed = [
        ("kind", "copy:library"),
        ("slug", "library-2027"),
        ("title", "Next year"),
    ];
    let answer = app.press(&page, "/officer/consultations/new", &typed).await;
    let page = app.follow(answer).await;
    assert_eq!(page.texts("h1"), ["Next year"]);
    let copy = app.get("/officer/consultations/library-2027/build").await;
    assert!(copy.text("#question-why").contains("And why is that?"));
    let page = app.get("/officer/consultations/new").await;
    let answer = app.press(&page, "/officer/consultations/new", &typed).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("already a consultation at this address")
    );
}

#[tokio::test]
async fn a_copy_of_a_whole_consultation_has_its_documents_and_themes() {
    let mut app = drafted().await;
    app.draft_consultation("ehcp-banding", "banding").await;
    let page = app.get("/officer/consultations/new").await;
    let typed = [
        ("kind", "copy:banding"),
        ("slug", "banding-2"),
        ("title", ""),
    ];
    let answer = app.press(&page, "/officer/consultations/new", &typed).await;
    app.follow(answer).await;
    let rows = app
        .texts_of(
            "SELECT c.slug FROM consultation c JOIN theme t ON t.consultation_id = c.id WHERE c.slug LIKE 'banding%'",
        )
        .await;
    let of = |slug: &str| rows.iter().filter(|row| *row == slug).count();
    assert!(of("banding") > 5, "{rows:?}");
    assert_eq!(of("banding"), of("banding-2"));
    let build = |slug: &str| format!("/officer/consultations/{slug}/build/documents/framework");
    let first = app
        .get(&build("banding"))
        .await
        .texts(".built-list li > div > a");
    assert!(first.len() > 5, "{first:?}");
    assert_eq!(
        app.get(&build("banding-2"))
            .await
            .texts(".built-list li > div > a"),
        first
    );
}

#[tokio::test]
async fn texts_are_read_and_hard_words_are_named_beside_them() {
    let mut app = drafted().await;
    let typed = [(
        "body",
        "The moderation of each descriptor is undertaken by a multidisciplinary panel, notwithstanding individual circumstances and commensurate resourcing across mainstream provision.",
    )];
    let page = fill(&mut app, "sections/what", &typed).await;
    let reading = page.text(".reading");
    assert!(
        reading.contains("Reading age about")
            && reading.contains("“descriptor” (say “description of need”)"),
        "{reading}"
    );
    let list = app.get(BUILD).await;
    assert!(list.text("#section-what").contains("“moderation”"));
}
