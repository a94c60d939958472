//! Points to be weighed however few raised them.

use super::themes::{commented, raised, said};
use crate::disclosure::Shown;
use crate::report::builder::Builder;
use crate::report::evidence::{TextQuestion, Theme};
use crate::report::words::sentence;

/// Themes marked as weighty, themes of a few people, and findings kept in sight for a reason.
pub fn kept(b: &mut Builder) {
    let evidence = b.evidence;
    b.marked("kept", "How often a point was made does not say how much it weighs. A single point about the law, safety, equality or how something works in practice may matter more than one that many made. These are set out here so that they are not lost.");
    let all = evidence
        .texts
        .iter()
        .flat_map(|text| text.themes.iter().map(move |theme| (text, theme)));
    let weighty: Vec<(&TextQuestion, &Theme)> = all
        .clone()
        .filter(|(text, theme)| theme.weighty && raised(text, theme) > 0)
        .collect();
    let rare: Vec<(&TextQuestion, &Theme)> = all
        .filter(|(text, theme)| !theme.weighty && is_rare(text, theme))
        .collect();
    if !weighty.is_empty() {
        b.heading(2, "Points to weigh whatever their number");
        for (text, theme) in weighty {
            one(b, text, theme);
            b.quotes(&theme.quotes);
        }
    }
    let reasons = evidence
        .findings
        .iter()
        .filter_map(|f| Some((f, f.kept.as_ref()?)));
    for (finding, reason) in reasons {
        b.para(format!(
            "{} {}",
            sentence(&finding.statement),
            sentence(reason)
        ));
    }
    if !rare.is_empty() {
        b.heading(2, "Points that a few people made");
        let item = |(text, theme): &(&TextQuestion, &Theme)| {
            format!(
                "{} ({})",
                said(text, theme, raised(text, theme)).trim_end_matches('.'),
                text.name
            )
        };
        b.list(rare.iter().map(item).collect());
    }
}

/// Raised by somebody, but by under one in ten or by fewer than 5.
fn is_rare(text: &TextQuestion, theme: &Theme) -> bool {
    let (raised, base) = (raised(text, theme), commented(text));
    raised > 0 && (raised * 10 < base || Shown::alone(raised) == Shown::Hidden)
}

fn one(b: &mut Builder, text: &TextQuestion, theme: &Theme) {
    let said = said(text, theme, raised(text, theme));
    b.para(format!("{} ({}).", said.trim_end_matches('.'), text.name));
}
