//! The pages, rendered by Leptos with what they need in context.

use super::{Access, App, Table};
use app::api::{ApiError, Aside, Backend, Equality, EqualityStep, Start, Unkept};
use app::components::form::TooLarge;
use app::components::layout::ErrorPage;
use app::pages::respond::{AsidePage, Closed, EqualityForm, UnkeptPage};
use app::shell::{App as Pages, document, shell};
use app::visit::Visit;
use app::words::Spoken;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use leptos::prelude::*;
use leptos_axum::LeptosRoutes as _;
use std::sync::Arc;

/// Adds every page that Leptos knows.
pub(super) fn routes(mut table: Table, app: &App) -> Table {
    let context = context(app);
    let routes = {
        // The list is made by rendering once: give it a visitor.
        let context = context.clone();
        leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(
            Pages,
            None,
            move || {
                provide_context(Visit::anybody(""));
                context();
            },
        )
        .0
    };
    for route in &routes {
        let access = access_of(route.path());
        table = table.row("GET", route.path(), access);
    }
    let options = app.options.clone();
    table.router = table
        .router
        .leptos_routes_with_context(app, routes, context, move || shell(options.clone()));
    table
}

/// Who a page is for, by where it is.
fn access_of(path: &str) -> Access {
    if path.starts_with("/officer") && path != "/officer/sign-in" {
        Access::Staff
    } else if path.contains("/respond/") {
        Access::Respondent
    } else {
        Access::Public
    }
}

/// Any other address: the page that says so, with its status.
pub(super) async fn not_found(State(app): State<App>, request: Request) -> Response {
    let options = app.options.clone();
    let render =
        leptos_axum::render_app_async_with_context(context(&app), move || shell(options.clone()));
    render(request).await
}

/// A page that says what went wrong, for a handler that cannot do what was asked.
pub(super) async fn failed(app: &App, visit: &Visit, error: ApiError) -> Response {
    alone(app, visit, move || {
        let error = error.clone();
        view! { <ErrorPage error/> }.into_any()
    })
    .await
}

/// The page at `path`, in answer to a form posted there that was refused: nothing typed is lost, and nothing
/// needs to be kept. None when the path is not one.
pub(super) async fn shown(app: &App, visit: Visit, path: &str) -> Option<Response> {
    let mut request = Request::get(path).body(Body::empty()).ok()?;
    request.extensions_mut().insert(visit);
    Some(not_found(State(app.clone()), request).await)
}

/// The consultation takes no response now.
pub(super) async fn closed(app: &App, visit: &Visit, start: Start) -> Response {
    alone(app, visit, move || {
        let start = start.clone();
        view! { <Closed card=start.card early=start.opens_later/> }.into_any()
    })
    .await
}

/// What was typed could not be saved; it is shown back. `missing` when they did not say who they are.
pub(super) async fn unkept(app: &App, visit: &Visit, unkept: Unkept, missing: bool) -> Response {
    alone(app, visit, move || {
        let unkept = unkept.clone();
        view! { <UnkeptPage unkept missing/> }.into_any()
    })
    .await
}

/// What was typed on a page that their other answers lead past by now.
pub(super) async fn aside(app: &App, visit: &Visit, aside: Aside) -> Response {
    alone(app, visit, move || {
        let aside = aside.clone();
        view! { <AsidePage aside/> }.into_any()
    })
    .await
}

/// A page of the equality questions with what was answered: kept nowhere, so shown at once.
pub(super) async fn equality_step(
    app: &App,
    visit: &Visit,
    equality: Equality,
    step: EqualityStep,
) -> Response {
    alone(app, visit, move || {
        let (equality, step) = (equality.clone(), step.clone());
        view! { <EqualityForm equality step/> }.into_any()
    })
    .await
}

/// Explains a refused size on a page, instead of the few words of the layer that refused it.
pub(super) async fn explain_too_large(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if api || response.status() != StatusCode::PAYLOAD_TOO_LARGE {
        return response;
    }
    alone(&app, &Visit::anybody(""), || {
        view! { <TooLarge/> }.into_any()
    })
    .await
}

/// A page outside the router's table.
pub(super) async fn alone(
    app: &App,
    visit: &Visit,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    let mut request = Request::new(Body::empty());
    request.extensions_mut().insert(visit.clone());
    let options = app.options.clone();
    let whole = move || document(options.clone(), page.clone());
    leptos_axum::render_app_async_with_context(context(app), whole)(request).await
}

fn context(app: &App) -> impl Fn() + Clone + Send + Sync + 'static {
    let backend: Arc<dyn Backend> = Arc::new(app.live.clone());
    let (site, languages) = (app.site.clone(), app.languages.clone());
    move || {
        provide_context(backend.clone());
        provide_context(site.clone());
        if let Some(visit) =
            use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visit>().cloned())
        {
            if let Some(screens) = languages.of(&visit.language) {
                provide_context(Arc::clone(&screens.all));
                provide_context(Spoken {
                    in_browser: Arc::clone(&screens.in_browser),
                    complete: screens.complete,
                });
            }
            provide_context(visit);
        }
    }
}
