//! Where a page of the form leads, for the real form and for a walk through one that is not published.

use super::form::Fields;
use app::api::{Saved, Skipped};
use app::routes;
use domain::journey::Page;
use domain::text::{Language, QuestionId};

/// A page's form that was posted.
pub(super) struct Step<'a> {
    /// The page.
    pub page: &'a Page,
    /// What was posted.
    pub fields: &'a Fields,
    /// Where a page of this form is.
    pub at: &'a (dyn Fn(&Page) -> String + Sync),
}

impl Step<'_> {
    /// Whether they came from "Check your answers" and go back there.
    fn to_check(&self) -> bool {
        self.fields.text("then") == "check"
    }

    /// Whether they want to leave the page's questions out; then, whether they are sure that their words shall go.
    pub fn skips(&self) -> Option<bool> {
        match self.fields.text("skip") {
            "" => None,
            word => Some(word == "sure"),
        }
    }

    /// On, with `first` where the next page comes before their check.
    fn on(&self, next: &Page, first: bool) -> String {
        match self.to_check() {
            true if first => format!("{}?then=check", (self.at)(next)),
            true => (self.at)(&Page::Check),
            false => (self.at)(next),
        }
    }

    /// The page once more.
    fn again(&self, why: &str) -> String {
        let then = if self.to_check() { "&then=check" } else { "" };
        format!("{}?{why}=1{then}", (self.at)(self.page))
    }

    /// After leaving the questions out, or not.
    pub fn skipped(&self, skipped: &Skipped) -> String {
        match skipped {
            Skipped::On(next) => self.on(next, false),
            Skipped::Words => self.again("skip"),
        }
    }

    /// The page again as it was saved, where the button pressed asks only for that: with pictures or without, with
    /// schools to choose from, in another language, or with one more line.
    pub fn same_page(&self) -> Option<String> {
        if let Ok(language) = Language::parse(self.fields.text("lang")) {
            return Some(routes::in_language(&self.again("shown"), &language));
        }
        let pressed = |name: &&str| !self.fields.text(name).is_empty();
        if ["pictures", "find"].iter().any(pressed) {
            return Some(self.again("shown"));
        }
        // One more line for a list: the page again, at the line after the last one written.
        let question = QuestionId::parse(self.fields.text("more")).ok()?;
        let lines = self.fields.all(question.as_str());
        let written = lines.filter(|line| !line.trim().is_empty()).count() + 1;
        Some(format!("{}#{question}-{written}", self.again("shown")))
    }

    /// On, or to what is to be put right.
    pub fn saved(&self, saved: &Saved) -> String {
        if !saved.faults {
            return self.on(&saved.next, saved.first);
        }
        let mut path = self.again("check");
        if self.fields.text("publish") == "yes" {
            path.push_str("&publish=yes");
        }
        path
    }
}
