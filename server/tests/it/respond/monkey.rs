//! A respondent who presses whatever there is: at random, but the same every time. Every walk ends in a reference or
//! at a clear page, and whatever is refused is said where it can be put right.

use super::*;
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// Walks for each audience of each kind.
const WALKS: u64 = 3;
/// Presses after which a walk stops playing and only puts right what is wrong.
const PLAY: usize = 40;
const PATIENCE: usize = 140;

/// SplitMix64: a whole generator in four lines, so that a walk can be walked again from its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// Things people type.
fn words(dice: &mut Dice, sensible: bool) -> String {
    let usual = [
        "",
        "",
        "We would lose the one thing that works.",
        "12",
        "3",
        "1",
        "2026",
        "Harrowfen School",
    ];
    let odd = [
        "<script>alert(1)</script>",
        "'; DROP TABLE answer; --",
        "-1",
        "1e9",
        "£ 5,000",
        "٣",
        "\u{202e}abc",
        "🙂🙂",
        "29 February 2027",
        "\r\n\r\n",
        "0",
    ];
    match dice.roll(if sensible { 4 } else { 8 }) {
        0..4 => (*dice.pick(&usual)).to_owned(),
        4..7 => (*dice.pick(&odd)).to_owned(),
        _ => "long ".repeat(2_500),
    }
}

/// Fills in the form on a page: mostly as people would, sometimes nonsense.
fn filled(page: &Answer, action: &str, dice: &mut Dice, sensible: bool) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, kind, values) in page.controls(action) {
        match kind.as_str() {
            "hidden" => fields.push((name, values[0].clone())),
            "radio" => {
                if dice.roll(8) > 0 || sensible {
                    fields.push((name, dice.pick(&values).clone()));
                }
            }
            "checkbox" => {
                let many = if sensible {
                    1
                } else {
                    dice.roll(values.len() + 1)
                };
                for _ in 0..many {
                    fields.push((name.clone(), dice.pick(&values).clone()));
                }
            }
            _ => fields.extend(values.iter().map(|_| (name.clone(), words(dice, sensible)))),
        }
    }
    if !sensible && dice.roll(6) == 0 {
        fields.push(("unheard-of".to_owned(), "x".to_owned()));
        if let Some((_, value)) = fields.first_mut() {
            *value = "no-such-option".to_owned();
        }
    }
    fields
}

/// Empties whatever a page says is wrong, or picks the first thing that may be picked.
fn put_right(page: &Answer, action: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, kind, values) in page.controls(action) {
        match kind.as_str() {
            "hidden" | "radio" => fields.push((name, values[0].clone())),
            "checkbox" if values.len() == 1 => fields.push((name, values[0].clone())),
            "checkbox" => {}
            _ if name == "group-size" => fields.push((name, "12".to_owned())),
            _ => fields.extend(values.iter().map(|_| (name.clone(), String::new()))),
        }
    }
    fields
}

/// What is wrong is said at the top, and each line leads to a control of the page.
fn clear(page: &Answer, path: &str) {
    let links = page.attributes(".error-summary a", "href");
    assert!(!links.is_empty(), "{path} was refused and does not say why");
    for link in links {
        let Some(id) = link.strip_prefix('#') else {
            continue;
        };
        let found = page.attributes(&format!("[id=\"{id}\"]"), "id");
        assert_eq!(found.len(), 1, "{link} leads nowhere on {path}");
    }
}

/// The buttons of a form beside its main one: name and value.
fn buttons(page: &Answer, action: &str) -> Vec<(String, String)> {
    let all = format!("form[action='{action}'] button[name]");
    let names = page.attributes(&all, "name").into_iter();
    names.zip(page.attributes(&all, "value")).collect()
}

/// Answers some of what is asked after sending, by any of its buttons, and ends it.
async fn after_sending(app: &mut TestApp, receipt: &Answer, dice: &mut Dice) {
    let links = receipt.attributes("main a[href*='/equality']", "href");
    let first = links.first().expect("the receipt leads on");
    let action = first.split('?').next().unwrap();
    let mut page = app.get(first).await;
    for step in 0..12 {
        assert_eq!(page.texts("h1").len(), 1, "one heading on {first}");
        let wrong = page.status == StatusCode::UNPROCESSABLE_ENTITY;
        let ends = step > 8;
        let mut fields = match wrong || ends {
            true => put_right(&page, action),
            false => filled(&page, action, dice, true),
        };
        let buttons = buttons(&page, action);
        match dice.roll(3) {
            _ if ends => fields.push(("go".to_owned(), "stop".to_owned())),
            0 if !buttons.is_empty() => fields.push(dice.pick(&buttons).clone()),
            _ => {}
        }
        let answer = app.post(action, &borrowed(&fields)).await;
        match answer.status {
            StatusCode::SEE_OTHER => {
                let done = app.follow(answer).await;
                assert_eq!(done.texts("h1"), ["Thank you"]);
                return;
            }
            StatusCode::OK => {}
            StatusCode::UNPROCESSABLE_ENTITY => clear(&answer, action),
            other => panic!("{action} with {fields:?} gave {other}"),
        }
        page = answer;
    }
    panic!("what is asked after sending has no end: {}", page.body);
}

/// Comments on some clause of what is proposed: sense or nonsense, saved or only begun.
async fn comment(app: &mut TestApp, slug: &str, dice: &mut Dice) {
    let about = app.get(&format!("/consultations/{slug}")).await;
    let documents = about.attributes("main a[href*='/documents/']", "href");
    if documents.is_empty() {
        return;
    }
    let document: &String = dice.pick(&documents);
    let document = app.get(document).await;
    let forms = document.attributes("a[href$='/comment']", "href");
    if forms.is_empty() {
        return;
    }
    let form: &String = dice.pick(&forms);
    let page = app.get(form).await;
    assert_eq!(page.status, StatusCode::OK, "{form}\n{}", page.body);
    let fields = filled(&page, form, dice, false);
    let fields: Vec<_> = borrowed(&fields);
    if dice.roll(3) == 0 {
        let typed = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&fields)
            .finish();
        let kept = app.post_with(form, &[("x-autosave", "1")], &typed).await;
        // Nonsense where the state of the form stands is told from what is late.
        let known = [
            StatusCode::CREATED,
            StatusCode::NO_CONTENT,
            StatusCode::CONFLICT,
        ];
        assert!(
            known.contains(&kept.status),
            "{form} with {typed}: {}",
            kept.status
        );
        return;
    }
    let answer = app.post(form, &fields).await;
    match answer.status {
        StatusCode::SEE_OTHER => {}
        StatusCode::UNPROCESSABLE_ENTITY => clear(&answer, form),
        other => panic!("{form} with {fields:?} gave {other}"),
    }
}

/// Saves, and goes on in another browser with the code.
async fn go_elsewhere(app: &mut TestApp, slug: &str) {
    let save = format!("/consultations/{slug}/respond/save");
    let saved = app.post(&save, &[]).await;
    let page = app.follow(saved).await;
    let code = page.attributes("[data-resume-code]", "data-resume-code");
    let form = format!("/consultations/{slug}/return");
    let mut other = app.other_browser();
    let page = other.get(&form).await;
    let answer = other.press(&page, &form, &[("code", &code[0])]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    *app = other;
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields.iter();
    pairs.map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

/// How a walk ended.
#[derive(Debug, PartialEq)]
enum End {
    Reference,
    Exit,
}

/// Walks once. What is `pressed` beside the main button is added to it by name.
async fn walk(
    app: &mut TestApp,
    (slug, audience): (&str, &str),
    seed: u64,
    pressed: &mut BTreeSet<String>,
) -> End {
    let mut dice = Dice(seed);
    let base = format!("/consultations/{slug}/respond");
    let begun = app.post(&base, &[("audience", audience)]).await;
    let mut next = begun.location().expect("leads to the first page");
    let mut settled = false;
    for step in 0..PATIENCE {
        let whole = app.get(&next).await;
        if whole.location().is_some() {
            next = whole.location().unwrap();
            continue;
        }
        assert_eq!(whole.status, StatusCode::OK, "{next}\n{}", whole.body);
        assert_eq!(whole.texts("h1").len(), 1, "one heading on {next}");
        if !whole
            .attributes("[data-reference]", "data-reference")
            .is_empty()
        {
            after_sending(app, &whole, &mut dice).await;
            return End::Reference;
        }
        let path = next.split(['?', '#']).next().unwrap().to_owned();
        let refused = next.contains("check=1");
        if refused {
            clear(&whole, &next);
        }
        if path.ends_with("/check-your-answers") {
            // What is wrong is put right on the page that the summary leads to.
            let elsewhere = whole.attributes(".error-summary a", "href");
            if let Some(link) = elsewhere.iter().find(|link| link.starts_with('/')) {
                next = link.clone();
                continue;
            }
            // Some change an answer first.
            let mut change = whole.attributes(".summary-list .actions a", "href");
            change.retain(|link| link.starts_with(&base));
            if step < PLAY && !change.is_empty() && dice.roll(3) == 0 {
                next = dice.pick(&change).clone();
                pressed.insert("change".to_owned());
                continue;
            }
            let send = format!("{base}/send");
            let answer = app.press(&whole, &send, &[]).await;
            next = answer.location().expect("sending leads on");
            continue;
        }
        let forms = whole.attributes("form", "action");
        if !forms.iter().any(|action| action == &path) {
            assert!(whole.texts("main a").len() >= 3, "{path} offers no way on");
            return End::Exit;
        }
        // Whoever played at answering for a school says that they do not, where its name is asked for once more.
        if step >= PLAY && refused && !settled && path.ends_with("/your-school") {
            settled = true;
            next = format!("{base}/about-you?then=check");
            continue;
        }
        let playful = step < PLAY && !refused;
        let back = whole.attributes("a.back-link", "href");
        if playful && dice.roll(12) == 0 && back.first().is_some_and(|to| to != &base) {
            next = back[0].clone();
            pressed.insert("back".to_owned());
            continue;
        }
        let mut fields = match (refused && step + 1 >= PLAY / 2, playful) {
            (true, _) => put_right(&whole, &path),
            (false, true) => filled(&whole, &path, &mut dice, false),
            (false, false) => filled(&whole, &path, &mut dice, true),
        };
        // Whoever speaks for a group or an organisation says so; anything else would be put right again and again.
        if step >= PLAY && path.ends_with("/about-you") {
            fields.retain(|(name, _)| name != "capacity");
            fields.push(("capacity".to_owned(), "individual".to_owned()));
        }
        // A school that nobody knows is put right by leaving it out.
        if step >= PLAY && path.ends_with("/your-school") {
            fields.retain(|(name, _)| name != "organisation");
            fields.push(("organisation".to_owned(), String::new()));
        }
        let others = buttons(&whole, &path);
        let other = (playful && !others.is_empty() && dice.roll(4) == 0)
            .then(|| dice.pick(&others).clone());
        fields.extend(other.clone());
        let answer = app.post(&path, &borrowed(&fields)).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{path} with {fields:?}\n{}",
            answer.body
        );
        next = answer.location().unwrap();
        if let Some((name, _)) = other {
            // Whoever leaves sees that it is saved, and comes back to the page.
            if name == "leave" {
                let left = app.get(&next).await;
                assert_eq!(left.status, StatusCode::OK, "{next}\n{}", left.body);
                assert_eq!(left.texts("h1").len(), 1, "one heading on {next}");
                next = path.clone();
            }
            pressed.insert(name);
            continue;
        }
        // Some go back, reload, or jump to the end; some comment on a clause; some go on in another browser.
        if playful {
            match dice.roll(40) {
                0..4 => next = path,
                4..8 => next = format!("{base}/check-your-answers"),
                8..12 => comment(app, slug, &mut dice).await,
                12 => go_elsewhere(app, slug).await,
                _ => {}
            }
        }
    }
    panic!("walk {seed} as {audience} of {slug} had no end; last at {next}");
}

#[tokio::test]
async fn every_walk_through_every_kind_ends_in_a_reference_or_a_clear_page() {
    let app = TestApp::new().await;
    let kinds = ["ehcp-banding", "non-ehcp-criteria", "co-production-charter"];
    for kind in kinds {
        app.open_consultation(kind, kind).await;
    }
    app.open_blueprint(include_str!("types.toml"), "everything")
        .await;
    app.open_blueprint(include_str!("library.toml"), SLUG).await;
    let (mut sent, mut left) = (0, 0);
    let mut pressed = BTreeSet::new();
    for slug in kinds.into_iter().chain(["everything", SLUG]) {
        let start = app
            .other_browser()
            .get(&format!("/consultations/{slug}/respond"))
            .await;
        let audiences = start.attributes("input[name=audience]", "value");
        assert!(!audiences.is_empty());
        for (at, audience) in audiences.iter().enumerate() {
            for walk_number in 0..WALKS {
                let seed = at as u64 * 1_000 + walk_number;
                let whose = (slug, audience.as_str());
                match walk(&mut app.other_browser(), whose, seed, &mut pressed).await {
                    End::Reference => sent += 1,
                    End::Exit => left += 1,
                }
            }
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM contribution").await, sent);
    assert!(sent > 10 * left, "{sent} sent, {left} left");
    assert!(app.count("SELECT COUNT(*) FROM clause_comment").await > 0);
    assert!(app.count("SELECT COUNT(*) FROM equality_answer").await > 0);
    for button in ["back", "change", "find", "leave", "pictures", "skip"] {
        assert!(
            pressed.contains(button),
            "nobody pressed {button}: {pressed:?}"
        );
    }
}
