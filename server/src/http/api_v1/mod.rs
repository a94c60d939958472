//! The HTTP interface for other programs, version 1. Addresses and fields of a version stay as they are;
//! whatever would break a sender becomes version 2.

mod body;
mod openapi;
mod problem;
mod send;
mod shown;

pub(super) use problem::{only_problems, too_many};

use super::{Access, App, Table};
use app::api::Public as _;
use app::visit::Visit;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json};
use domain::text::Slug;
use problem::Problem;
use shown::{Consultation, Consultations};

pub(super) fn routes(table: Table) -> Table {
    table
        .route("GET", "/api/v1/openapi.json", Access::Public, get(document))
        .route("GET", "/api/v1/consultations", Access::Public, get(list))
        .route(
            "GET",
            "/api/v1/consultations/{slug}",
            Access::Public,
            get(one),
        )
        .route(
            "POST",
            "/api/v1/consultations/{slug}/responses",
            Access::Public,
            post(send::send),
        )
        .route(
            "GET",
            "/api/v1/problems/{name}",
            Access::Public,
            get(problem::explained),
        )
}

async fn document() -> Response {
    let json = [(CONTENT_TYPE, "application/json")];
    match openapi::document() {
        Ok(text) => (json, text).into_response(),
        Err(error) => Problem::from(crate::backend::internal(&error)).into_response(),
    }
}

/// Every public consultation, open ones first.
#[utoipa::path(
    get,
    path = "/api/v1/consultations",
    operation_id = "listConsultations",
    tag = "consultations",
    responses((status = 200, description = "Every public consultation, open ones first", body = Consultations))
)]
async fn list(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
) -> Result<Json<Consultations>, Problem> {
    let cards = app.live.consultations(&visit.caller).await?;
    Ok(Json(Consultations::of(&cards, &app.live.london)))
}

/// One consultation: its published version, what it asks of whom, and the limits.
#[utoipa::path(
    get,
    path = "/api/v1/consultations/{slug}",
    operation_id = "getConsultation",
    tag = "consultations",
    params(("slug" = String, Path, description = "The consultation's part of the address")),
    responses(
        (status = 200, description = "The consultation", body = Consultation),
        (status = 404, description = "There is no such public consultation", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn one(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path(slug): Path<String>,
) -> Result<Json<Consultation>, Problem> {
    let slug = Slug::parse(&slug).map_err(|_| Problem::NOT_FOUND)?;
    let proposal = app.live.proposal(&visit.caller, &slug).await?;
    let mut documents = Vec::new();
    for card in &proposal.documents {
        let page = app
            .live
            .document(&visit.caller, &slug, &card.slug, None)
            .await?;
        documents.push(page);
    }
    Ok(Json(Consultation::of(
        &proposal,
        &documents,
        &app.live.london,
    )))
}
