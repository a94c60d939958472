//! A contribution as the reader of an export may see it.

use super::frame::{Column, Frame};
use super::public::{BROAD, Rules, is_named, picked, shown, shown_part, steps};
use crate::export::sheet::Value;
use crate::storage::rows::{Whole, Words};
use domain::coding::{Place, Screening, Span};
use domain::disclosure::MARK;
use domain::redaction::HELD;

/// Stands for words that nobody outside may read.
pub(super) const WITHHELD: &str = "[withheld]";

/// A contribution, with everything that may not be shown hidden.
pub(super) struct View<'a> {
    /// As it is stored.
    pub whole: &'a Whole,
    /// What may be published; none when everything is shown.
    pub rules: Option<&'a Rules>,
    /// Names the row: the reference, or a number that tells nothing.
    pub name: Value,
    /// What it is, whether it was late, for whom it speaks, and the audience.
    pub broad: [String; BROAD],
    /// Name of an organisation that may be named.
    pub organisation: String,
    /// Where they live and so on, as published, in the order of [`Frame::cuts`].
    fine: Vec<String>,
    steps: Vec<String>,
    named: bool,
    frame: &'a Frame,
}

impl<'a> View<'a> {
    pub fn new(frame: &'a Frame, rules: Option<&'a Rules>, whole: &'a Whole, number: i64) -> Self {
        let steps = steps(frame, whole);
        let named = is_named(whole);
        let mut seen = match rules {
            Some(rules) if !named => rules.rows.steps(&steps),
            _ => steps.clone(),
        };
        let fine = seen.split_off(BROAD.min(seen.len()));
        let mut broad = seen.into_iter();
        Self {
            whole,
            rules,
            name: match rules {
                Some(_) => Value::Whole(number),
                None => Value::from(whole.reference.as_str()),
            },
            broad: std::array::from_fn(|_| broad.next().unwrap_or_default()),
            organisation: match rules.is_none() || named {
                true => whole.organisation.clone(),
                false => String::new(),
            },
            fine,
            steps,
            named,
            frame,
        }
    }

    /// For whom they speak.
    pub fn capacity(&self) -> &str {
        &self.broad[2]
    }

    /// Number of the school, where its name may be shown: two schools may have one name.
    pub fn urn(&self) -> &str {
        let urn = self.whole.urn.as_deref().unwrap_or_default();
        match self.rules.is_none() || self.named {
            true => urn,
            false => "",
        }
    }

    /// Who they are.
    pub fn audience(&self) -> &str {
        &self.broad[3]
    }

    /// Whether nothing may be said of this question: only some are asked it, and that this person was would tell
    /// what is hidden.
    pub fn is_masked(&self, column: &Column) -> bool {
        self.audience() == MARK && self.rules.is_some() && !column.asks_everybody()
    }

    /// Options picked or the number given, with one mark for what is hidden.
    pub fn picked(&self, column: &Column) -> Vec<String> {
        let id = column.id.as_str();
        let values = picked(self.whole).remove(id).unwrap_or_default();
        let Some(rules) = self.rules.filter(|_| !self.named) else {
            return values;
        };
        if self.is_masked(column) {
            return vec![MARK.to_owned()];
        }
        let cut = self.frame.cuts.iter().position(|cut| cut.as_str() == id);
        match cut.and_then(|at| self.fine.get(at)) {
            Some(value) if value == MARK => vec![MARK.to_owned()],
            Some(_) => values,
            None => rules.rows.answer(&self.steps, id, &values),
        }
    }

    /// A text as the reader may see it.
    pub fn words(&self, text: &Words) -> String {
        self.part(text, Span::whole(&text.body))
    }

    /// A part of a text as the reader may see it.
    pub fn part(&self, text: &Words, part: Span) -> String {
        let column = text
            .question
            .as_deref()
            .and_then(|id| self.frame.column(id));
        let hides = column.is_some_and(|column| self.hides(column, text.place));
        // A letter's words would tell that it is one, where that is hidden.
        if hides || (text.place == Place::Letter && self.broad[0] == MARK) {
            return MARK.to_owned();
        }
        match (self.rules, text.body.is_empty()) {
            (_, true) => String::new(),
            (None, false) if text.screening == Screening::Held => HELD.to_owned(),
            (None, false) => part.of(&text.body).unwrap_or_default().to_owned(),
            (Some(_), false) => {
                shown_part(self.whole, text, part).unwrap_or_else(|| WITHHELD.to_owned())
            }
        }
    }

    /// Whether words at this place of a question would tell what is hidden: who somebody is, or that they picked
    /// "Other".
    pub fn hides(&self, column: &Column, place: Place) -> bool {
        if self.rules.is_none() || self.named {
            return false;
        }
        let marked = || self.picked(column).iter().any(|value| value == MARK);
        self.is_masked(column) || (place == Place::Other && marked())
    }

    /// Whether the reader may see words of this text.
    pub fn shows(&self, text: &Words) -> bool {
        self.rules.is_none() || shown(self.whole, text).is_some()
    }

    /// A text by its id.
    pub fn text(&self, id: Option<&String>) -> Option<&'a Words> {
        self.whole.texts.get(id?)
    }
}
