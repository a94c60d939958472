//! Scans of paper: beside the form, kept with the response, shown to officers only, gone when the words go.

use crate::kit::{Answer, Desk, TestApp};
use axum::http::{StatusCode, header};
use domain::access::Role;

const SLUG: &str = "banding";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR not much of a picture";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF";
const DOCX: &[u8] = b"PK\x03\x04 [Content_Types].xml word/document.xml";
const EML: &[u8] =
    b"From: zoe@example.org\r\nDate: Mon, 1 Jun 2026 09:00:00 +0100\r\n\r\nKeep the unit.\r\n";
const TIFF: &[u8] = b"II*\0\x08\0\0\0 not much of a fax";

async fn open() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", SLUG).await;
    Desk::of(app, "ada", Role::Officer, SLUG).await
}

/// Sends files to an address under the consultation, and gives the page it leads to.
async fn send(
    desk: &mut Desk,
    rest: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let (path, csrf) = (desk.path(rest), desk.csrf.clone());
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| ("file", *name, *bytes))
        .collect();
    let answer = desk.app.upload(&path, &all, &files).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{}",
        answer.text("main")
    );
    desk.app.follow(answer).await
}

/// A letter, and its reference.
async fn letter(desk: &mut Desk, from: &str) -> String {
    let form = desk.path("letters/new");
    let page = desk.app.get(&format!("{form}{from}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let typed = [
        ("entry__channel", "letter"),
        ("entry__received-day", "20"),
        ("entry__received-month", "5"),
        ("entry__received-year", "2026"),
        ("entry__capacity", "individual"),
        ("entry__text", "Keep the unit open."),
    ];
    let saved = desk.app.press(&page, &form, &typed).await;
    let page = desk.app.follow(saved).await;
    let mut found = page.attributes("[data-reference]", "data-reference");
    assert_eq!(found.len(), 1, "{}", page.text("main"));
    found.remove(0)
}

#[tokio::test]
async fn scans_wait_beside_the_form_and_are_kept_with_what_was_typed_from_them() {
    let mut ada = open().await;
    let files: [(&str, &[u8]); 2] = [("page 1.png", PNG), ("page 2.pdf", PDF)];
    let page = send(&mut ada, "scans/add", &[("together", "yes")], &files).await;
    assert_eq!(page.texts(".scans > li").len(), 1, "the pages of one form");
    let overview = ada.app.get("/officer/consultations/banding").await;
    assert!(overview.text("main").contains("1 scan waits to be typed."));
    let forms = page.attributes(".scans .inline-list a", "href");
    let form = forms
        .iter()
        .find(|href| href.contains("school-staff"))
        .unwrap();
    let shown = ada.app.get(form).await;
    assert_eq!(
        shown.attributes(".beside-paper img", "alt"),
        ["Scan: page 1.png"]
    );
    assert!(
        shown
            .text(".beside-paper")
            .contains("page 2.pdf (PDF, 1 KB)")
    );

    // A form that is refused still has the paper beside it.
    let action = "/officer/consultations/banding/enter?audience=school-staff";
    let refused = ada.app.press(&shown, action, &[("B4", "agree")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attributes(".beside-paper img", "alt").len(), 1);
    let typed = [
        ("entry__received-day", "20"),
        ("entry__received-month", "5"),
        ("entry__received-year", "2026"),
        ("entry__channel", "paper"),
        ("entry__capacity", "individual"),
    ];
    let saved = ada.app.press(&refused, action, &typed).await;
    let saved = ada.app.follow(saved).await;
    let reference = saved
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let response = ada.open(&format!("responses/{reference}")).await;
    let links = response.attributes("section[aria-labelledby=scans] li a", "href");
    assert_eq!(links.len(), 2);
    assert!(
        ada.open("scans")
            .await
            .text("main")
            .contains("No scan waits")
    );

    // Whoever types it a second time has the paper too.
    let mut ben = Desk::of(ada.app.other_browser(), "ben", Role::Officer, SLUG).await;
    let blank = ben.open(&format!("second-entry/{reference}")).await;
    assert_eq!(
        blank.attributes(".beside-paper img", "src"),
        [links[0].clone()]
    );

    let file = ada.app.get(&links[1]).await;
    let header = |name: header::HeaderName| file.headers[name].to_str().unwrap().to_owned();
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(header(header::CONTENT_TYPE), "application/pdf");
    assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"page 2.pdf\""));
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(header(header::CACHE_CONTROL), "no-store");
    assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
    assert_eq!(file.body.as_bytes(), PDF);
    let audit = ada.open("audit").await.text("main");
    assert!(
        audit.contains("Added scans of paper") && audit.contains("Looked at a scan"),
        "{audit}"
    );
    let stranger = ada.app.other_browser().get(&links[1]).await;
    assert!(stranger.location().unwrap().starts_with("/officer/sign-in"));
}

#[tokio::test]
async fn a_file_is_judged_by_what_is_in_it_and_refused_by_name() {
    let mut ada = open().await;
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let page = send(
        &mut ada,
        "scans/add",
        &[],
        &[("a.png", PNG), ("form.pdf", svg)],
    )
    .await;
    let told = page.text(".error-summary");
    assert!(
        told.contains("“form.pdf” is no PDF, PNG, JPEG, TIFF, Word file"),
        "{told}"
    );
    let mut large = PDF.to_vec();
    large.resize(50 * 1024 * 1024 + 1, b' ');
    let page = send(&mut ada, "scans/add", &[], &[("big.pdf", &large)]).await;
    assert!(
        page.text(".error-summary")
            .contains("“big.pdf” is larger than 50 megabytes.")
    );
    let page = send(&mut ada, "scans/add", &[], &[("none.pdf", b"")]).await;
    assert!(page.text(".error-summary").contains("is empty"));
    let page = send(&mut ada, "scans/add", &[], &[]).await;
    assert_eq!(page.texts(".error-summary li").len(), 1);
    assert_eq!(
        ada.app.count("SELECT COUNT(*) FROM scan").await,
        0,
        "all or nothing"
    );
    let path = ada.path("scans/add");
    let forged = ada
        .app
        .upload(&path, &[("csrf", "x")], &[("file", "a.png", PNG)])
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_scan_is_added_to_a_letter_deleted_and_erased_with_it() {
    let mut ada = open().await;
    let reference = letter(&mut ada, "").await;
    let at = format!("responses/{reference}/scans");
    let page = send(
        &mut ada,
        &at,
        &[],
        &[
            ("é \"1\".png", PNG),
            ("two.pdf", PDF),
            ("dossier.docx", DOCX),
        ],
    )
    .await;
    let links = page.attributes("section[aria-labelledby=scans] li a", "href");
    assert_eq!(links.len(), 3);
    let kept = ada.app.get(&links[2]).await;
    let how = kept.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(how.starts_with("attachment"), "{how}");
    assert_eq!(kept.body.as_bytes(), DOCX);
    let shown = ada.open(&format!("letters/{reference}")).await;
    assert!(shown.text("main").contains("dossier.docx (Word"));
    assert!(
        shown.text("main").contains("two.pdf (PDF"),
        "{}",
        shown.text("main")
    );
    let remove = page.attributes("form.scan-remove", "action");
    let rest = remove[1]
        .trim_start_matches("/officer/consultations/banding/")
        .to_owned();
    ada.post(&rest, &[]).await;
    assert_eq!(ada.app.get(&links[1]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.app.get(&links[0]).await.status, StatusCode::OK);

    let mut admin = Desk::of(ada.app.other_browser(), "zoe", Role::Admin, SLUG).await;
    let erase = format!("responses/{reference}/erase");
    admin
        .post(
            &erase,
            &[("confirm", &reference), ("reason", "They asked us to.")],
        )
        .await;
    assert_eq!(ada.app.count("SELECT COUNT(*) FROM scan").await, 0);
    let page = send(&mut ada, &at, &[], &[("two.pdf", PDF)]).await;
    assert!(
        page.text(".error-summary").contains("were erased"),
        "{}",
        page.text("main")
    );
}

#[tokio::test]
async fn an_e_mail_and_a_scanned_fax_are_kept_to_be_opened_elsewhere_and_never_shown_in_a_page() {
    let mut ada = open().await;
    let files: [(&str, &[u8]); 2] = [("unit.eml", EML), ("fax.tif", TIFF)];
    let page = send(&mut ada, "scans/add", &[], &files).await;
    let listed = page.text(".scans");
    assert!(
        listed.contains("unit.eml (e-mail, 1 KB)") && listed.contains("fax.tif (TIFF, 1 KB)"),
        "{listed}"
    );
    let links = page.attributes(".scans li li a[target]", "href");
    let mut types = Vec::new();
    for link in &links {
        let file = ada.app.get(link).await;
        let header = |name: header::HeaderName| file.headers[name].to_str().unwrap().to_owned();
        assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment"));
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        types.push(header(header::CONTENT_TYPE));
    }
    types.sort();
    assert_eq!(types, ["image/tiff", "message/rfc822"]);
    for form in page.attributes(".scans .inline-list a[href*=school-staff]", "href") {
        let shown = ada.app.get(&form).await;
        assert!(shown.attributes(".beside-paper img", "alt").is_empty());
    }
}

#[tokio::test]
async fn a_scan_of_one_consultation_cannot_be_opened_through_another() {
    let mut ada = open().await;
    ada.app
        .open_consultation("co-production-charter", "charter")
        .await;
    let page = send(&mut ada, "scans/add", &[], &[("a.png", PNG)]).await;
    let link = page.attributes(".scans li li a", "href").remove(0);
    assert_eq!(ada.app.get(&link).await.status, StatusCode::OK);
    let other = link.replace("/banding/", "/charter/");
    assert_eq!(ada.app.get(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_year_after_the_decision_no_scan_is_left() {
    let app = TestApp::with_demo().await;
    let mut ada = Desk::of(app, "ada", Role::Officer, "co-production-charter").await;
    send(&mut ada, "scans/add", &[], &[("a.png", PNG)]).await;
    ada.app
        .live
        .clock
        .advance(jiff::SignedDuration::from_hours(24 * 400));
    assert_eq!(server::jobs::anonymise(&ada.app.live).await.unwrap(), 1);
    assert_eq!(ada.app.count("SELECT COUNT(*) FROM scan").await, 0);
}
