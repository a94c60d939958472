//! Letters and paper forms, put in by hand.

use super::super::pages;
use super::super::{Access, App, Table, cookie};
use super::{OfficerForm, see_other};
use app::api::{
    ApiError, ByHand as _, COMMENT_ROWS_LIMIT, CopiedComment, CopiedForm, Entered, Entering,
    FieldError, own,
};
use app::routes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use domain::contribution::{Channel, Consent, SpeaksFor};
use domain::document::Stance;
use domain::letter::{Kind, TypedLetter};
use domain::text::{AudienceId, Slug};

/// Most bytes of a letter’s form: [`domain::letter::LETTER_LIMIT`] characters of any script, as a browser encodes them.
const DOSSIER: usize = 4 * 1024 * 1024;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/{rest}");
    let dossier = post(letter).layer(DefaultBodyLimit::max(DOSSIER));
    table
        .large("POST", &at("letters/new"), Access::Staff, dossier)
        .route("POST", &at("enter"), Access::Staff, post(copied))
        .route("POST", &at("equality"), Access::Staff, post(equality))
}

async fn letter(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let Ok(slug) = Slug::parse(&slug) else {
        return pages::failed(&app, &form.visit, ApiError::NotFound).await;
    };
    let field = |name: &str| form.fields.text(&own(name));
    let typed = TypedLetter {
        kind: Kind::parse(field("kind")),
        signatures: field("signatures").to_owned(),
        channel: Channel::parse(field("channel")),
        speaks_for: SpeaksFor::copied(|name| Some(field(name))),
        audience: AudienceId::parse(field("audience")).ok(),
        language: field("language").to_owned(),
        text: field("text").to_owned(),
        consent: Consent {
            quote: field("quote") == "yes",
            publish: field("publish") == "yes",
        },
    };
    if wants_more(&form) {
        let page = form.action.clone();
        return form.again(&app, &page, Vec::new()).await;
    }
    let live = &app.live;
    let done = live
        .enter_letter(&form.caller, &slug, &entering(&form), &typed)
        .await;
    answer(&app, form, &slug, None, done).await
}

async fn copied(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let Ok(slug) = Slug::parse(&slug) else {
        return pages::failed(&app, &form.visit, ApiError::NotFound).await;
    };
    let copied = copied_form(&form);
    let audience = copied.audience.clone();
    if wants_more(&form) {
        let page = page_of(&form, &slug, audience.as_ref());
        return form.again(&app, &page, Vec::new()).await;
    }
    let live = &app.live;
    let done = live
        .enter_form(&form.caller, &slug, &entering(&form), &copied)
        .await;
    answer(&app, form, &slug, audience.as_ref(), done).await
}

/// Who it is from, and what may be done with the words: the fields that were on the page.
fn about(form: &OfficerForm) -> Vec<(String, String)> {
    const NAMES: [&str; 12] = [
        "capacity",
        "organisation",
        "schools-of",
        "school",
        "authorised",
        "group-size",
        "quote",
        "publish",
        "typing",
        "typist",
        "whose-words",
        "agreed",
    ];
    let fields = NAMES.map(|name| (name.to_owned(), form.fields.text(&own(name)).to_owned()));
    fields.to_vec()
}

/// Whether a button was pressed that only wants the form with more on it: rows, or schools to choose from.
pub(super) fn wants_more(form: &OfficerForm) -> bool {
    let pressed = |name: &&str| !form.fields.text(&own(name)).is_empty();
    ["more-comments", "find-school"].iter().any(pressed)
}

/// A paper form as it was typed.
pub(super) fn copied_form(form: &OfficerForm) -> CopiedForm {
    let field = |name: &str| form.fields.text(&own(name));
    let rows = field("comments").parse().unwrap_or_default();
    let comment = |at: usize| {
        let field = |name: &str| field(&format!("{name}-{at}")).to_owned();
        CopiedComment {
            place: field("clause"),
            stance: Stance::parse(&field("stance")),
            text: field("comment"),
            suggestion: field("suggestion"),
        }
    };
    CopiedForm {
        audience: AudienceId::parse(field("audience")).ok(),
        channel: Channel::parse(field("channel")),
        language: field("language").to_owned(),
        answers: form.fields.0.clone(),
        about: about(form),
        comments: (1..=COMMENT_ROWS_LIMIT.min(rows)).map(comment).collect(),
    }
}

/// On to the equality questions, with leave to answer them once.
async fn equality(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: OfficerForm,
) -> Response {
    let work = async {
        let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
        let leave = app.live.equality_leave(&form.caller, &slug).await?;
        Ok::<_, ApiError>((slug, leave))
    };
    match work.await {
        Ok((slug, leave)) => {
            let mut response = see_other(&routes::equality(&slug, false));
            let path = routes::consultation(&slug);
            cookie::Jar::new(&path, &headers).session(&mut response, "equality", &leave);
            response
        }
        Err(error) => pages::failed(&app, &form.visit, error).await,
    }
}

pub(super) fn entering(form: &OfficerForm) -> Entering {
    let field = |name: &str| form.fields.text(&own(name)).to_owned();
    Entering {
        key: field("key"),
        version: field("version"),
        chosen: field("chosen") == "yes",
        received: (
            field("received-day"),
            field("received-month"),
            field("received-year"),
        ),
        bundle: field("scan").parse().ok(),
    }
}

/// On to what was entered; or the form again, which is kept nowhere meanwhile.
async fn answer(
    app: &App,
    form: OfficerForm,
    slug: &Slug,
    audience: Option<&AudienceId>,
    done: Result<Entered, ApiError>,
) -> Response {
    let errors = match done {
        Ok(entered) => return see_other(&routes::entered(slug, &entered.reference, audience)),
        Err(ApiError::Invalid { fields }) => fields,
        Err(ApiError::Conflict { code }) if code != "not_published" => {
            vec![FieldError::code("", code)]
        }
        Err(other) => return pages::failed(app, &form.visit, other).await,
    };
    let page = page_of(&form, slug, audience);
    form.again(app, &page, errors).await
}

/// The page that a form stands on, with the version that the officer chose.
fn page_of(form: &OfficerForm, slug: &Slug, audience: Option<&AudienceId>) -> String {
    let chosen = entering(form);
    match (audience, chosen.version.parse()) {
        (Some(audience), Ok(version)) if chosen.chosen => {
            routes::enter_form_with(slug, Some(audience), Some(version), None)
        }
        (Some(audience), _) => routes::enter_form_of(slug, audience),
        (None, _) => form.action.clone(),
    }
}
