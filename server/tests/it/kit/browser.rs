//! What somebody does in a browser without script.

use super::{Answer, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use scraper::{ElementRef, Html, Selector};
use server::backend::Live;
use server::http::App;
use std::collections::BTreeMap;

impl TestApp {
    /// Another tab of this browser: the same cookies as now.
    pub fn same_browser(&self) -> Self {
        let mut tab = self.other_browser();
        tab.cookies = self.cookies.clone();
        tab
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Posts a form that is written out already, with headers.
    pub async fn post_with(&mut self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    /// The server stopped and started on the same database, met by a browser that kept no cookie.
    pub async fn restarted(&self) -> Self {
        let live = Live::new(self.live.db.clone(), self.live.clock.clone());
        let details = server::demo::council().unwrap();
        let mut app = self.other_browser();
        app.router = App::new(live.clone(), details, true).router();
        app.live = live;
        app
    }

    /// Forgets a cookie.
    pub fn lose_cookie(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    /// Presses the button of the form with this address: what it holds, with these fields filled in.
    pub async fn press(&mut self, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
        let mut fields = page.form(action);
        for (name, _) in typed {
            fields.retain(|(n, _)| n != name);
        }
        fields.extend(
            typed
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
        );
        let borrowed: Vec<_> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        self.post(action, &borrowed).await
    }

    /// Starts as an audience and goes to the page that checks the answers, filling in whatever `typed` has a value for.
    /// A young person is alone and not under 13, unless it says otherwise.
    pub async fn answer_all(
        &mut self,
        slug: &str,
        audience: &str,
        typed: &BTreeMap<&str, &str>,
    ) -> Answer {
        let start = format!("/consultations/{slug}/respond");
        let page = self.get(&start).await;
        let answer = self.press(&page, &start, &[("audience", audience)]).await;
        let first = answer.location().expect("leads to the first page");
        self.answer_from(first, typed).await
    }

    /// The same from this page of a form on.
    pub async fn answer_from(&mut self, first: String, typed: &BTreeMap<&str, &str>) -> Answer {
        let mut next = first;
        for _ in 0..60 {
            let page = self.get(&next).await;
            assert_eq!(page.texts("h1").len(), 1, "one heading on {next}");
            if next.ends_with("/check-your-answers") {
                return page;
            }
            let names = page.names();
            let alone = BTreeMap::from([("typing", "alone"), ("under-13", "no")]);
            let said = alone.iter().filter(|(name, _)| !typed.contains_key(*name));
            let fields: Vec<_> = said
                .chain(typed)
                .filter(|(name, _)| names.iter().any(|n| n == *name))
                .map(|(n, v)| (*n, *v))
                .collect();
            let answer = self.press(&page, &next, &fields).await;
            next = answer.location().expect("every page leads on");
            assert!(!next.contains("check=1"), "refused: {next}");
        }
        panic!("the way has no end");
    }
}

impl Answer {
    /// Names and values a browser would post from the form with this address.
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.body);
        let all = Selector::parse("form").unwrap();
        let form = html
            .select(&all)
            .find(|f| f.attr("method") == Some("post") && f.attr("action") == Some(action))
            .unwrap_or_else(|| panic!("no form posts to {action} on\n{}", self.body));
        let controls = Selector::parse("input, textarea, select").unwrap();
        form.select(&controls).filter_map(posted).collect()
    }

    /// The controls of the form with this address, in order: name, type, and the values a control may have. Radio
    /// buttons and checkboxes of one name are one control; every other control stands for itself.
    pub fn controls(&self, action: &str) -> Vec<(String, String, Vec<String>)> {
        let html = Html::parse_document(&self.body);
        let forms = Selector::parse("form").unwrap();
        let form = html
            .select(&forms)
            .find(|f| f.attr("action") == Some(action));
        let controls = Selector::parse("input, textarea, select").unwrap();
        let mut found: Vec<(String, String, Vec<String>)> = Vec::new();
        for control in form.iter().flat_map(|form| form.select(&controls)) {
            let Some(name) = control.attr("name").map(str::to_owned) else {
                continue;
            };
            let kind = control.attr("type").unwrap_or("text").to_owned();
            let value = control.attr("value").unwrap_or_default().to_owned();
            let ticks = kind == "radio" || kind == "checkbox";
            match found.iter_mut().find(|(n, ..)| ticks && n == &name) {
                Some((.., values)) => values.push(value),
                None => found.push((name, kind, vec![value])),
            }
        }
        found
    }

    /// Every name of a control.
    pub fn names(&self) -> Vec<String> {
        self.attributes("input, textarea, select", "name")
    }
}

fn posted(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let kind = control.attr("type").unwrap_or_default();
    let ticks = matches!(kind, "radio" | "checkbox");
    if ticks && control.attr("checked").is_none() {
        return None;
    }
    let value = match control.value().name() {
        "textarea" => control.text().collect(),
        "select" => {
            let options = Selector::parse("option").unwrap();
            let all: Vec<_> = control.select(&options).collect();
            let chosen = all.iter().find(|o| o.attr("selected").is_some());
            let chosen = chosen.or(all.first());
            chosen
                .and_then(|o| o.attr("value"))
                .unwrap_or_default()
                .to_owned()
        }
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, value))
}
