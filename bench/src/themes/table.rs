//! The table that is printed.

use serde::Serialize;

/// One thing that must hold.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub what: String,
    pub target: f64,
    /// Whether less is better.
    pub at_most: bool,
    /// With the model, without it, and by scikit-learn in the same run; none where not measured.
    pub with: Option<f64>,
    pub without: Option<f64>,
    pub baseline: Option<f64>,
}

impl Line {
    /// Something of which more is better.
    pub fn at_least(what: impl Into<String>, target: f64) -> Self {
        Self {
            what: what.into(),
            target,
            at_most: false,
            with: None,
            without: None,
            baseline: None,
        }
    }

    /// Something of which less is better.
    pub fn at_most(what: impl Into<String>, target: f64) -> Self {
        Self {
            at_most: true,
            ..Self::at_least(what, target)
        }
    }

    /// Notes a figure in the right column.
    pub fn note(&mut self, with_model: bool, figure: f64) {
        if with_model {
            self.with = Some(figure);
        } else {
            self.without = Some(figure);
        }
    }

    /// Whether a figure is good enough. Rounding as printed: nobody should see "0.500, not met".
    pub fn met(&self, figure: f64) -> bool {
        let (figure, target) = (rounded(figure), rounded(self.target));
        if self.at_most {
            figure <= target
        } else {
            figure >= target
        }
    }
}

fn rounded(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

/// The columns.
pub fn heading() {
    println!(
        "{:<58} {:>8} {:>9} {:>8} {:>9} {:>8} {:>9}",
        "what", "target", "model", "", "no model", "", "baseline"
    );
}

/// One line of it.
pub fn print(line: &Line) {
    let figure = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), shown);
    let verdict = |value: Option<f64>| match value {
        Some(value) if line.met(value) => "met",
        Some(_) => "NOT met",
        None => "",
    };
    println!(
        "{:<58} {:>8} {:>9} {:>8} {:>9} {:>8} {:>9}",
        line.what,
        format!(
            "{}{}",
            if line.at_most { "≤" } else { "≥" },
            shown(line.target)
        ),
        figure(line.with),
        verdict(line.with),
        figure(line.without),
        verdict(line.without),
        figure(line.baseline),
    );
}

fn shown(value: f64) -> String {
    if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_judged_as_it_is_printed() {
        assert!(Line::at_least("f1", 0.5).met(0.499_6));
        assert!(!Line::at_least("f1", 0.5).met(0.499_4));
        assert!(Line::at_most("s", 3.0).met(2.9) && !Line::at_most("s", 3.0).met(3.1));
    }
}
