//! The code frame: suggesting, adding, renaming, merging, and people's word on suggestions.

use super::super::{Access, App, Table};
use super::OfficerForm;
use app::api::{ApiError, ThemeWords, Themes as _};
use app::routes::{self, encoded};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::coding::{Grain, Tie};
use domain::id::{AssignmentId, TextItemId, ThemeId};
use domain::text::Slug;

pub(super) fn routes(table: Table) -> Table {
    let frame = "/officer/consultations/{slug}/themes";
    let staff = Access::Staff;
    table
        .route("POST", &format!("{frame}/suggest"), staff, post(suggest))
        .route("POST", &format!("{frame}/add"), staff, post(add))
        .route(
            "POST",
            &format!("{frame}/alike/campaign"),
            staff,
            post(campaign),
        )
        .route(
            "POST",
            &format!("{frame}/alike/undo"),
            staff,
            post(undo_campaign),
        )
        .route("POST", &format!("{frame}/alike/own"), staff, post(own))
        .route(
            "POST",
            &format!("{frame}/alike/own-undo"),
            staff,
            post(undo_own),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/edit"),
            staff,
            post(edit),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/accept"),
            staff,
            post(accept),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/dismiss"),
            staff,
            post(dismiss),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/merge"),
            staff,
            post(merge),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/ties"),
            staff,
            post(ties),
        )
        .route(
            "POST",
            &format!("{frame}/{{theme}}/ties/undo"),
            staff,
            post(undo_ties),
        )
}

async fn suggest(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes");
    let done = async {
        let slug = slug_of(&slug)?;
        let typed = form.fields.text("grain");
        let grain = Grain::parse(typed);
        if grain.is_none() && !typed.trim().is_empty() {
            return Err(ApiError::invalid("grain", "out_of_range"));
        }
        app.live.suggest_themes(&form.caller, &slug, grain).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn add(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes");
    let (next, done) = match slug_of(&slug) {
        Ok(slug) => {
            let added = app.live.add_theme(&form.caller, &slug, words(&form));
            match added.await {
                Ok(theme) => (routes::officer_theme(&slug, theme), Ok(())),
                Err(error) => (page.clone(), Err(error)),
            }
        }
        Err(error) => (page.clone(), Err(error)),
    };
    form.answer(&app, &page, &next, done).await
}

async fn campaign(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/alike");
    let group = form.fields.text("group").to_owned();
    let (next, done) = match slug_of(&slug) {
        Ok(slug) => match app.live.mark_campaign(&form.caller, &slug, &group).await {
            Ok(count) => (format!("{page}?marked={count}"), Ok(())),
            Err(error) => (page.clone(), Err(error)),
        },
        Err(error) => (page.clone(), Err(error)),
    };
    // Refused, it is shown on the page of its own group: the list may have turned.
    let again = match form.fields.text("group") {
        "" => page,
        group => format!("{page}?group={}", encoded(group)),
    };
    form.answer(&app, &again, &next, done).await
}

async fn undo_campaign(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/alike");
    let done = async {
        let slug = slug_of(&slug)?;
        let campaign = form.fields.text("campaign").parse();
        let campaign = campaign.map_err(|_| ApiError::NotFound)?;
        app.live.undo_campaign(&form.caller, &slug, campaign).await
    };
    let (next, done) = match done.await {
        Ok(count) => (format!("{page}?undone={count}"), Ok(())),
        Err(error) => (page.clone(), Err(error)),
    };
    form.answer(&app, &page, &next, done).await
}

async fn own(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/alike");
    let done = async {
        let slug = slug_of(&slug)?;
        let texts = form.fields.all("member").map(str::parse);
        let texts: Result<Vec<TextItemId>, _> = texts.collect();
        let texts = texts.map_err(|_| ApiError::NotFound)?;
        let texts = match (form.fields.text("act"), texts.is_empty()) {
            ("all", _) => Vec::new(),
            (_, true) => return Err(ApiError::invalid("member", "missing")),
            (_, false) => texts,
        };
        let of = (form.fields.text("group"), texts.as_slice());
        let reason = form.fields.text("reason");
        app.live
            .keep_own_words(&form.caller, &slug, of, reason)
            .await
    };
    let (next, done) = match done.await {
        Ok(count) => (format!("{page}?own={count}"), Ok(())),
        Err(error) => (page.clone(), Err(error)),
    };
    // Refused, it is shown on the page of its own group: the list may have turned.
    let again = match form.fields.text("group") {
        "" => page,
        group => format!("{page}?group={}", encoded(group)),
    };
    form.answer(&app, &again, &next, done).await
}

async fn undo_own(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/alike");
    let done = async {
        let slug = slug_of(&slug)?;
        let id = form.fields.text("own").parse();
        let id = id.map_err(|_| ApiError::NotFound)?;
        app.live.undo_own_words(&form.caller, &slug, id).await
    };
    let (next, done) = match done.await {
        Ok(count) => (format!("{page}?alike={count}"), Ok(())),
        Err(error) => (page.clone(), Err(error)),
    };
    form.answer(&app, &page, &next, done).await
}

async fn edit(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/{theme}");
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        let words = words(&form);
        app.live
            .edit_theme(&form.caller, &slug, theme, version, words)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn accept(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = came_from(&slug, &theme, &form);
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        app.live
            .accept_theme(&form.caller, &slug, theme, version)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn dismiss(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = came_from(&slug, &theme, &form);
    let next = format!("/officer/consultations/{slug}/themes");
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        app.live
            .dismiss_theme(&form.caller, &slug, theme, version)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn merge(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = came_from(&slug, &theme, &form);
    let into = form.fields.text("into").to_owned();
    let next = match form.fields.text("at") {
        "frame" => page.clone(),
        _ => format!("/officer/consultations/{slug}/themes/{into}"),
    };
    let done = async {
        let (slug, theme, version) = which(&slug, &theme, &form)?;
        let into = into
            .parse()
            .map_err(|_| ApiError::invalid("into", "missing"))?;
        app.live
            .merge_theme(&form.caller, &slug, theme, version, into)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

/// Confirms or rejects ticked passages, or all that the page showed. The page that follows says how many.
async fn ties(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let base = format!("/officer/consultations/{slug}/themes/{theme}");
    let (from, number) = (form.fields.text("from"), form.fields.text("page"));
    let from = Tie::parse(from).unwrap_or(Tie::Suggested);
    let number: u64 = number.parse().unwrap_or(1);
    let page = format!("{base}?tie={}&page={number}", from.as_str());
    let done = async {
        let (slug, _) = theme_of(&slug, &theme)?;
        let (caller, live) = (&form.caller, &app.live);
        let (done, of, to) = match form.fields.text("to") {
            "moved" => {
                let ids = ticked(&form, "tie")?;
                let into = form.fields.text("other").parse();
                let into = into.map_err(|_| ApiError::invalid("other", "missing"))?;
                let done = live.move_ties(caller, &slug, &ids, from, into).await?;
                (done, ids.len(), into.to_string())
            }
            _ => {
                let (to, ids) = decision(&form)?;
                let done = live.decide_ties(caller, &slug, &ids, from, to).await?;
                let all: Vec<String> = ids.iter().map(ToString::to_string).collect();
                // What somebody else had decided meanwhile is not taken back with the rest.
                let undo = match done == ids.len() as u64 {
                    true => format!("&undo={}", all.join(".")),
                    false => String::new(),
                };
                (done, ids.len(), format!("{}{undo}", to.as_str()))
            }
        };
        Ok(format!("{page}&done={done}&of={of}&to={to}#passages"))
    };
    let done = done.await;
    gone_on(&app, form, &page, done).await
}

/// On to where what was done is told; back to the page with the form where it was refused.
async fn gone_on(
    app: &App,
    form: OfficerForm,
    page: &str,
    done: Result<String, ApiError>,
) -> Response {
    match done {
        Ok(next) => form.answer(app, page, &next, Ok(())).await,
        Err(error) => form.answer(app, page, page, Err(error)).await,
    }
}

/// Takes back what was just decided of many passages, as far as they still stand so.
async fn undo_ties(
    State(app): State<App>,
    Path((slug, theme)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/themes/{theme}");
    let done = async {
        let (slug, _) = theme_of(&slug, &theme)?;
        let stand = |field| {
            Tie::parse(form.fields.text(field)).ok_or_else(|| ApiError::invalid("tie", "missing"))
        };
        let (from, to, ids) = (stand("from")?, stand("to")?, ticked(&form, "tie")?);
        let live = &app.live;
        let done = live
            .decide_ties(&form.caller, &slug, &ids, from, to)
            .await?;
        Ok(format!(
            "{page}?tie={}&done={done}&of={}&to={}#passages",
            to.as_str(),
            ids.len(),
            to.as_str()
        ))
    };
    let done = done.await;
    gone_on(&app, form, &page, done).await
}

/// What a form decides, and on which ties: the ticked ones, or with `all` every one that was shown.
pub(super) fn decision(form: &OfficerForm) -> Result<(Tie, Vec<AssignmentId>), ApiError> {
    let (field, to) = match form.fields.text("to").split_once("all-") {
        Some(("", to)) => ("shown", to),
        _ => ("tie", form.fields.text("to")),
    };
    let to = Tie::parse(to).ok_or_else(|| ApiError::invalid("tie", "missing"))?;
    Ok((to, ticked(form, field)?))
}

/// The ties that a field names, of which there has to be one.
fn ticked(form: &OfficerForm, field: &str) -> Result<Vec<AssignmentId>, ApiError> {
    let ids = form.fields.all(field).filter_map(|id| id.parse().ok());
    let ids: Vec<_> = ids.collect();
    match ids.is_empty() {
        true => Err(ApiError::invalid("tie", "missing")),
        false => Ok(ids),
    }
}

/// The page with the form: the frame, or the theme's own.
fn came_from(slug: &str, theme: &str, form: &OfficerForm) -> String {
    match form.fields.text("at") {
        "frame" => format!("/officer/consultations/{slug}/themes"),
        _ => format!("/officer/consultations/{slug}/themes/{theme}"),
    }
}

pub(super) fn words(form: &OfficerForm) -> ThemeWords {
    let lines = |name: &str| {
        let typed = form.fields.text(name).lines();
        typed.map(str::to_owned).collect()
    };
    ThemeWords {
        label: form.fields.text("label").to_owned(),
        definition: form.fields.text("definition").to_owned(),
        include: lines("include"),
        exclude: lines("exclude"),
        example: form.fields.text("example").to_owned(),
        weighty: form.fields.get("weighty").is_some(),
    }
}

pub(super) fn which(
    slug: &str,
    theme: &str,
    form: &OfficerForm,
) -> Result<(Slug, ThemeId, i64), ApiError> {
    let (slug, theme) = theme_of(slug, theme)?;
    // A form without a version is one that nobody saw the theme on.
    let version = form.fields.text("version").parse();
    let version = version.map_err(|_| ApiError::conflict("changed_meanwhile"))?;
    Ok((slug, theme, version))
}

fn theme_of(slug: &str, theme: &str) -> Result<(Slug, ThemeId), ApiError> {
    let theme = theme.parse().map_err(|_| ApiError::NotFound)?;
    Ok((slug_of(slug)?, theme))
}

pub(super) fn slug_of(text: &str) -> Result<Slug, ApiError> {
    Slug::parse(text).map_err(|_| ApiError::NotFound)
}
