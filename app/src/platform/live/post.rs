//! Posting a form without leaving the page.

use super::Form;
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::js_sys::{Reflect, encode_uri_component};
use leptos::web_sys::{AbortController, Headers, RequestInit, Response};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Browsers let a post outlive its page up to 64 KiB.
const OUTLIVES: usize = 60_000;

/// A post under way.
#[derive(Debug)]
pub struct Post(AbortController);

impl Post {
    /// Stops it. It then ends as one that nobody answered.
    pub fn stop(&self) {
        self.0.abort();
    }
}

impl Form {
    /// Posts these fields to the form's address, marked as an autosave: as the first, or as one after another. It goes on even if the page is closed, unless
    /// it is too large for that. `done` gets the answer's status, or nothing when no answer came.
    pub fn post(
        &self,
        fields: &[(String, String)],
        again: bool,
        done: impl FnOnce(Option<u16>) + 'static,
    ) -> Option<Post> {
        let address = self.0.get_attribute("action")?;
        let body = encoded(fields);
        let stopper = AbortController::new().ok()?;
        let request = request(&body, again, &stopper).ok()?;
        let answer = window().fetch_with_str_and_init(&address, &request);
        spawn_local(async move {
            let answer = JsFuture::from(answer).await.ok();
            let status = answer.and_then(|answer| {
                let answer: Response = answer.dyn_into().ok()?;
                // What was meant for a person, such as a page to sign in on, has the status 0 here.
                Some(answer.status())
            });
            done(status);
        });
        Some(Post(stopper))
    }
}

fn request(body: &str, again: bool, stopper: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    headers.set("x-autosave", if again { "again" } else { "1" })?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers_headers(&headers);
    request.set_body(&JsValue::from_str(body));
    request.set_signal(Some(&stopper.signal()));
    // Not among the bindings, because some browsers do not know it. They ignore it.
    let outlives = body.len() < OUTLIVES;
    Reflect::set(&request, &"keepalive".into(), &outlives.into())?;
    Reflect::set(&request, &"redirect".into(), &"manual".into())?;
    Ok(request)
}

fn encoded(fields: &[(String, String)]) -> String {
    let encode = |text: &str| String::from(encode_uri_component(text));
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}
