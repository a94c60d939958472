//! The privacy notice and the accessibility statement, filled with the council's own data.

use app::api::Notice;
use domain::council::{Contact, Council};

const PRIVACY: &str = include_str!("../../content/privacy.md");
const ACCESSIBILITY: &str = include_str!("../../content/accessibility.md");

/// A notice in Markdown.
pub(super) fn filled(notice: Notice, council: &Council) -> String {
    let text = match notice {
        Notice::Privacy => PRIVACY,
        Notice::Accessibility => ACCESSIBILITY,
    };
    text.replace("{council}", &council.name)
        .replace("{phone}", &council.phone)
        .replace("{email}", &mail(&council.email))
        .replace("{dpo}", &contact(&council.data_protection))
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
            let text = filled(notice, &council);
            assert!(text.contains(&council.name) && text.contains(&council.phone));
            assert!(text.contains(&council.data_protection.email));
            assert!(!text.contains(['{', '}']), "a gap is left in {notice:?}");
        }
    }
}
