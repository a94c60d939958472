//! The privacy notice and the accessibility statement, filled with the council's own data.

use app::api::{Notice, NoticeText};
use domain::council::{Contact, Council};

const PRIVACY: &str = include_str!("../../content/privacy.md");
const ACCESSIBILITY: &str = include_str!("../../content/accessibility.md");

/// Where readers are sent: what stands in the text, and its link.
const LINKS: [(&str, &str); 3] = [
    (
        "ico",
        "[ico.org.uk/make-a-complaint](https://ico.org.uk/make-a-complaint/)",
    ),
    (
        "abilitynet",
        "[AbilityNet](https://mcmw.abilitynet.org.uk/)",
    ),
    (
        "eass",
        "[equalityadvisoryservice.com](https://www.equalityadvisoryservice.com/)",
    ),
];

/// A notice in Markdown, and what goes into its gaps.
pub(super) fn text(notice: Notice, council: &Council) -> NoticeText {
    let markdown = match notice {
        Notice::Privacy => PRIVACY,
        Notice::Accessibility => ACCESSIBILITY,
    };
    let mut gaps = vec![
        ("council", council.name.clone()),
        ("phone", council.phone.clone()),
        ("email", mail(&council.email)),
        ("dpo", contact(&council.data_protection)),
    ];
    gaps.extend(LINKS.map(|(name, link)| (name, link.to_owned())));
    NoticeText {
        markdown: markdown.to_owned(),
        gaps,
    }
}

fn contact(contact: &Contact) -> String {
    let mut text = format!("{}, {}", contact.name, contact.phone);
    if !contact.email.is_empty() {
        text = format!("{text}, {}", mail(&contact.email));
    }
    text
}

fn mail(address: &str) -> String {
    format!("[{address}](mailto:{address})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_names_the_council_and_leaves_no_gap() {
        let council: Council =
            toml::from_str(include_str!("../../content/demo/council.toml")).unwrap();
        for notice in [Notice::Privacy, Notice::Accessibility] {
            let found = text(notice, &council);
            let text = app::words::fill(&found.markdown, &found.gaps);
            assert!(text.contains(&council.name) && text.contains(&council.phone));
            assert!(text.contains(&council.data_protection.email));
            assert!(!text.contains(['{', '}']), "a gap is left in {notice:?}");
        }
    }
}
