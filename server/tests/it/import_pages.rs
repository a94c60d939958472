//! Files of other survey tools, taken in by a lead in the browser.

use crate::kit::{Answer, Desk, TestApp};
use axum::http::{StatusCode, header};
use domain::access::Role;
use jiff::SignedDuration;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const SLUG: &str = "banding";
const LIMESURVEY: &str = "\
\"id. Response ID\",\"submitdate. Date submitted\",\"lastpage. Last page\",\"startlanguage. Start language\",\"ipaddr. IP address\",\"who. Which are you?\",\"X1. Similar needs\",\"P4[support-cut]\",\"P4[SQ002]. Worries [There could be more forms and meetings]\",\"P4[other]\",\"X4. Anything else?\",\"May we quote you?\"
1,2026-05-20 10:11:12,4,en,10.0.0.1,Parent,Yes,Yes,No,,\"It is late,\nvery late\",Yes
2,2026-05-21 09:00:00,4,en,10.0.0.2,Mum or dad,Perhaps,No,Yes,The bus,Fine,No
3,,1,en,10.0.0.3,Parent,Yes,No,No,,Never sent,No
";

async fn lead() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", SLUG).await;
    Desk::of(app, "lea", Role::Lead, SLUG).await
}

/// Sends a file, and gives the page it leads to and its address.
async fn send(desk: &mut Desk, name: &str, bytes: &[u8]) -> (Answer, String) {
    let (path, csrf) = (desk.path("import/add"), desk.csrf.clone());
    let files = [("file", name, bytes)];
    let answer = desk.app.upload(&path, &[("csrf", &csrf)], &files).await;
    let at = answer.location().unwrap_or_default();
    (desk.app.follow(answer).await, at)
}

/// Says what the columns are, over what is proposed, and gives the page it leads to.
async fn map(desk: &mut Desk, at: &str, typed: &[(&str, &str)]) -> Answer {
    let page = desk.app.get(at).await;
    let mut all = vec![("act", "preview")];
    all.extend_from_slice(typed);
    // The form that holds the columns is the last one with this address.
    let mut fields = posted(&page);
    for (name, _) in &all {
        fields.retain(|(n, _)| n != name);
    }
    fields.extend(all.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let fields: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let answer = desk.app.post(at, &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{}",
        answer.text("main")
    );
    desk.app.follow(answer).await
}

/// What a browser would post of the columns.
fn posted(page: &Answer) -> Vec<(String, String)> {
    let html = scraper::Html::parse_document(&page.body);
    let select = |css: &str| scraper::Selector::parse(css).unwrap();
    let mut fields = Vec::new();
    for control in html.select(&select("form.entry select")) {
        let chosen = control.select(&select("option[selected]")).next();
        let value = chosen.and_then(|o| o.attr("value")).unwrap_or_default();
        fields.push((control.attr("name").unwrap().to_owned(), value.to_owned()));
    }
    for control in html.select(&select("form.entry input")) {
        let ticks = control.attr("type") == Some("checkbox");
        if ticks && control.attr("checked").is_none() {
            continue;
        }
        let value = control.attr("value").unwrap_or_default();
        fields.push((control.attr("name").unwrap().to_owned(), value.to_owned()));
    }
    fields
}

/// The file of LimeSurvey as somebody maps it.
const MAPPED: [(&str, &str); 3] = [
    ("what-5", "field:audience"),
    ("what-11", "field:consent_to_quote"),
    ("save-as", "LimeSurvey for families"),
];

#[tokio::test]
async fn a_file_of_limesurvey_is_understood_looked_at_and_taken_in_once() {
    let mut lea = lead().await;
    let (page, at) = send(&mut lea, "results-survey77.csv", LIMESURVEY.as_bytes()).await;
    let text = page.text("main");
    assert!(
        text.contains("from LimeSurvey. 3 rows, 12 columns."),
        "{text}"
    );
    let chosen = page.attributes("form.entry select option[selected]", "value");
    assert_eq!(
        chosen,
        [
            "key",
            "field:received",
            "field:language",
            "question:X1",
            "tick:P4:support-cut",
            "tick:P4:paperwork",
            "other:P4",
            "question:X4",
            "ignore",
            "ignore",
        ],
        "what can be told, and two columns are left open"
    );
    assert!(
        text.contains("2 columns are to choose, 8 matched, 2 left out."),
        "{text}"
    );
    assert_eq!(
        page.texts("form.entry section h2"),
        ["To choose (2)", "Matched (8)", "Left out (2)"]
    );
    let refused = map(&mut lea, &at, &[]).await;
    let wrong = refused.texts(".error-summary li");
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[2].contains("No column says who answered"));

    let preview = map(&mut lea, &at, &MAPPED).await;
    let text = preview.text("main");
    assert!(text.contains("Nothing of it is stored yet"), "{text}");
    assert_eq!(lea.app.stored(SLUG).await, 0);
    let wrong = preview.texts(".import-problems li");
    assert!(
        wrong
            .iter()
            .any(|w| w.contains("Row 3") && w.contains("never sent")),
        "{wrong:?}"
    );
    assert!(
        wrong
            .iter()
            .any(|w| w.starts_with("Row 2 (line 4), column “who. Which are you?”: audience")),
        "{wrong:?}"
    );
    let strange = preview.attributes("input[name^=says]", "value");
    assert_eq!(strange, ["Mum or dad", "Parent", "Perhaps"]);

    let cells = format!("{at}/cells");
    let meant = [
        ("meant-0", "parent-carer"),
        ("meant-1", "parent-carer"),
        ("meant-2", "not-sure"),
    ];
    let preview = lea.app.press(&preview, &cells, &meant).await;
    let preview = lea.app.follow(preview).await;
    let text = preview.text("main");
    assert!(
        text.contains("2 rows will be added") && text.contains("1 row cannot be read"),
        "{text}"
    );
    assert!(
        text.contains("It is late, very late") && text.contains("20 May 2026"),
        "{text}"
    );
    // What would be lost is named and counted, and is not lost before somebody says that it may be.
    let lost = preview.texts("#left-out ~ .table-scroll tbody tr");
    assert!(
        lost.iter()
            .any(|row| row.starts_with("ipaddr. IP address") && row.ends_with('3')),
        "{lost:?}"
    );
    let take = format!("{at}/take");
    let refused = lea.app.press(&preview, &take, &[]).await;
    let refused = lea.app.follow(refused).await;
    let told = refused.text(".error-summary");
    assert!(told.contains("columns that are left out"), "{told}");
    assert_eq!(lea.app.stored(SLUG).await, 0);
    let taken = lea.app.press(&refused, &take, &[("sure", "yes")]).await;
    let report = lea.app.follow(taken).await;
    let text = report.text("main");
    assert!(
        text.contains("2 rows added") && text.contains("1 row cannot be read"),
        "{text}"
    );
    assert_eq!(lea.app.stored(SLUG).await, 2);
    let list = lea.open("responses").await;
    assert!(
        list.text("tbody").contains("Imported file"),
        "{}",
        list.text("tbody")
    );
    let csv = lea.app.get(&format!("{at}/report.csv")).await;
    assert!(
        csv.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    let lines: Vec<&str> = csv.body.lines().collect();
    assert!(lines[1].starts_with("1,2,1,added,"), "{}", csv.body);
    assert!(
        csv.body
            .contains("3,5,,refused,,submitdate. Date submitted,it has no date"),
        "{}",
        csv.body
    );
    assert!(
        csv.body
            .contains("column left out,,ipaddr. IP address,\"Says who somebody is"),
        "{}",
        csv.body
    );
    assert!(
        !csv.body.contains("very late"),
        "no answer is in the report"
    );
    assert_eq!(
        lea.app
            .count("SELECT SUM(LENGTH(body)) FROM import_file")
            .await,
        0,
        "its cells are gone"
    );

    let kept = "SELECT COUNT(*) FROM import_file WHERE mapping <> '{}'";
    assert_eq!(
        lea.app.count(kept).await,
        0,
        "nor what cells were said to mean"
    );
    // The same file once more: the mapping is chosen by its name, and nothing is added twice.
    let (page, again) = send(&mut lea, "results-survey77.csv", LIMESURVEY.as_bytes()).await;
    assert_eq!(page.texts("#saved option"), ["LimeSurvey for families"]);
    let csrf = lea.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("act", "use"),
        ("saved", "LimeSurvey for families"),
    ];
    let used = lea.app.post(&again, &fields).await;
    lea.app.follow(used).await;
    let preview = map(&mut lea, &again, &[]).await;
    let text = preview.text("main");
    assert!(text.contains("0 rows will be added"), "{text}");
    assert!(text.contains("nothing new to take in"), "{text}");
    assert_eq!(
        preview.texts("#strange").len(),
        0,
        "what cells mean was kept"
    );
}

#[tokio::test]
async fn a_workbook_of_microsoft_forms_and_another_survey_with_the_same_numbers_are_both_taken_in()
{
    let mut lea = lead().await;
    let workbook = |words: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let names = [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "X4",
            "P5",
        ];
        for (at, name) in names.into_iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
        }
        let format = Format::new().set_num_format("m/d/yy h:mm:ss");
        let moment = ExcelDateTime::parse_from_str("2026-05-06T10:11:12").unwrap();
        sheet.write(1, 0, 1).unwrap();
        sheet.write_with_format(1, 1, &moment, &format).unwrap();
        sheet.write_with_format(1, 2, &moment, &format).unwrap();
        sheet.write(1, 3, "anonymous").unwrap();
        sheet.write(1, 5, words).unwrap();
        sheet.write(1, 6, "letter;call;").unwrap();
        book.save_to_buffer().unwrap()
    };
    let parent = [("who-answered", "parent-carer")];
    for (name, words, stored) in [
        ("Bands, families(1-1).xlsx", "From families", 1),
        ("Bands, schools(1-1).xlsx", "From schools", 2),
        ("Bands, families(1-2).xlsx", "From families", 2),
    ] {
        let (page, at) = send(&mut lea, name, &workbook(words)).await;
        assert!(
            page.text("main").contains("from Microsoft Forms"),
            "{}",
            page.text("main")
        );
        let preview = map(&mut lea, &at, &parent).await;
        let text = preview.text("main");
        assert!(
            text.contains("6 May 2026"),
            "a date of the workbook: {text}"
        );
        if preview.body.contains("/take") {
            let sure = [("sure", "yes")];
            let taken = lea.app.press(&preview, &format!("{at}/take"), &sure).await;
            lea.app.follow(taken).await;
        }
        assert_eq!(lea.app.stored(SLUG).await, stored, "{name}");
    }
}

const RANKED: &str = r#"
kind = "ranked"
name = "Ranked"
description = "For tests."
documents = []
codes = []
[[wording]]
title = "In order"
summary = "We ask for an order."
[[audiences]]
id = "parent-carer"
[[audiences.wording]]
name = "A parent or carer"
introduction = "Short."
[[sections]]
id = "what"
[[sections.wording]]
heading = "What"
body = "This."
[[questions]]
id = "R1"
kind = "rank"
options = ["speed", "cost", "fair"]
[[questions.wording]]
title = "What matters most?"
labels = { speed = "Speed", cost = "Cost", fair = "Fairness" }
"#;

#[tokio::test]
async fn an_order_of_limesurvey_comes_from_a_column_for_each_place_and_a_survey_without_dates_says_so()
 {
    const FILE: &str = "id,submitdate,lastpage,startlanguage,R1[1],R1[2],R1[3]\n\
        1,1980-01-01 00:00:00,4,en,Cost,Fairness,Speed\n\
        2,1980-01-01 00:00:00,4,en,Cost,Cost,\n\
        3,1980-01-01 00:00:00,4,en,Luck,Speed,\n\
        4,1980-01-01 00:00:00,4,en,,Speed,\n\
        5,,1,en,Cost,,\n";
    let app = TestApp::new().await;
    app.open_blueprint(RANKED, SLUG).await;
    let mut lea = Desk::of(app, "lea", Role::Lead, SLUG).await;
    let (page, at) = send(&mut lea, "results-survey9.csv", FILE.as_bytes()).await;
    assert_eq!(
        page.attributes("form.entry select option[selected]", "value"),
        [
            "key",
            "field:received",
            "field:language",
            "place:R1:1",
            "place:R1:2",
            "place:R1:3",
            "ignore"
        ]
    );
    let preview = map(&mut lea, &at, &[("who-answered", "parent-carer")]).await;
    let strange = preview.attributes("input[name^=says]", "value");
    assert_eq!(strange, ["Luck"]);
    let wrong = preview.texts(".import-problems li").join("\n");
    for told in [
        "Row 2 (line 3), column “R1[1]” and “R1[2]” and “R1[3]”: R1: “cost” has two places",
        "Row 3 (line 4), column “R1[1]” and “R1[2]” and “R1[3]”: R1: there is no option “Luck”",
        "R1: nothing is on place 1",
        "it was begun and never sent",
    ] {
        assert!(wrong.contains(told), "{told}: {wrong}");
    }
    let cells = format!("{at}/cells");
    let preview = lea
        .app
        .press(&preview, &cells, &[("meant-0", "fair")])
        .await;
    let preview = lea.app.follow(preview).await;
    let text = preview.text("main");
    assert!(
        text.contains("2 rows will be added")
            && text.contains("2 rows of these with the date 1980-01-01"),
        "{text}"
    );
    let take = format!("{at}/take");
    let taken = lea.app.press(&preview, &take, &[("sure", "yes")]).await;
    let report = lea.app.follow(taken).await.text("main");
    assert!(
        report.contains("2 rows of these with the date 1980-01-01"),
        "{report}"
    );
    let order = "SELECT a.option_id FROM answer a JOIN contribution c ON c.id = a.contribution_id
        ORDER BY (SELECT MAX(b.position) FROM answer b WHERE b.contribution_id = c.id), a.position";
    assert_eq!(
        lea.app.texts_of(order).await,
        ["fair", "speed", "cost", "fair", "speed"]
    );
}

/// As Citizen Space exports it: whole questions over the columns, a letter code for each response, people named first.
const CITIZEN_SPACE: &str = "\
Response ID,Submitted,What is your name?,What is your email address?,What is your organisation?,In what capacity are you answering?,Do children with similar needs get similar support now?,Anything else?
ANON-KDPM-4UXP-8,2026-05-20 10:11:12,Jo Bloggs,jo@example.org,,Parent,Yes,The words are clear.
BHLF-KDPM-4UXQ-9,2026-05-21 09:00:00,Sam Bloggs,sam@example.org,Fenside Forum,Parent,No,The bus is late.
";

#[tokio::test]
async fn a_file_of_citizen_space_is_known_by_its_codes_and_takes_in_nobodys_name_or_address() {
    let mut lea = lead().await;
    let (page, at) = send(&mut lea, "responses.csv", CITIZEN_SPACE.as_bytes()).await;
    let text = page.text("main");
    assert!(
        text.contains("from Citizen Space. 2 rows, 8 columns."),
        "{text}"
    );
    let left_out = page.texts("form.entry section:last-of-type h3");
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    let mapped = [
        ("what-5", "field:audience"),
        ("what-6", "question:X1"),
        ("what-7", "question:X4"),
        ("save-as", ""),
    ];
    let preview = map(&mut lea, &at, &mapped).await;
    let text = preview.text("main");
    assert!(text.contains("Nothing of it is stored yet"), "{text}");
    let strange = preview.attributes("input[name^=says]", "value");
    assert_eq!(strange, ["Parent"]);
    let cells = format!("{at}/cells");
    let meant = [("meant-0", "parent-carer")];
    let preview = lea.app.press(&preview, &cells, &meant).await;
    let preview = lea.app.follow(preview).await;
    let text = preview.text("main");
    assert!(text.contains("2 rows will be added"), "{text}");
    let take = format!("{at}/take");
    let taken = lea.app.press(&preview, &take, &[("sure", "yes")]).await;
    let report = lea.app.follow(taken).await;
    assert!(report.text("main").contains("2 rows added"));
    let list = lea.open("responses").await;
    assert!(list.text("tbody").contains("Fenside Forum"));
    let names =
        "SELECT COUNT(*) FROM text_item WHERE body LIKE '%Bloggs%' OR body LIKE '%example.org%'";
    assert_eq!(lea.app.count(names).await, 0);
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_in_words() {
    let mut lea = lead().await;
    for (name, bytes, told) in [
        ("a.csv", &b"X4\n"[..], "no row under it"),
        ("a.csv", b"", "Choose a CSV"),
        ("a.xls", b"\xD0\xCF\x11\xE0....", "old Excel workbook"),
        (
            "a.xlsx",
            b"PK\x03\x04....",
            "cannot be read as an Excel workbook",
        ),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\x01", "not a text file"),
    ] {
        let (page, _) = send(&mut lea, name, bytes).await;
        let text = page.text(".error-summary");
        assert!(text.contains(told), "{told}: {}", page.text("main"));
    }
    assert_eq!(lea.app.count("SELECT COUNT(*) FROM import_file").await, 0);
}

#[tokio::test]
async fn only_a_lead_imports_and_what_nobody_takes_in_is_deleted_after_a_week() {
    let mut lea = lead().await;
    let (_, at) = send(&mut lea, "a.csv", b"ref,X4\n1,words\n").await;
    let mut ada = Desk::of(lea.app.other_browser(), "ada", Role::Officer, SLUG).await;
    assert_eq!(ada.app.get(&at).await.status, StatusCode::FORBIDDEN);
    let (path, csrf) = (ada.path("import/add"), ada.csrf.clone());
    let files = [("file", "a.csv", &b"X4\nwords\n"[..])];
    let refused = ada.app.upload(&path, &[("csrf", &csrf)], &files).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    server::jobs::sweep(&lea.app.live).await.unwrap();
    assert_eq!(lea.app.get(&at).await.status, StatusCode::OK);
    lea.app
        .live
        .clock
        .advance(SignedDuration::from_hours(24 * 8));
    server::jobs::sweep(&lea.app.live).await.unwrap();
    assert_eq!(lea.app.count("SELECT COUNT(*) FROM import_file").await, 0);
}

#[tokio::test]
async fn a_file_that_is_given_up_leaves_nothing_behind() {
    let mut lea = lead().await;
    let (_, at) = send(&mut lea, "a.csv", b"ref,X4\n1,words\n").await;
    let discard = at
        .trim_start_matches("/officer/consultations/banding/")
        .to_owned();
    let page = lea.post(&format!("{discard}/discard"), &[]).await;
    assert_eq!(page.text("h1"), "Import responses");
    assert_eq!(lea.app.count("SELECT COUNT(*) FROM import_file").await, 0);
    assert_eq!(lea.app.stored(SLUG).await, 0);
}
