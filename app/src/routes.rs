//! Every address, typed. Nothing else writes a path.

use domain::journey::Page;
use domain::report::{Format, Template};
use domain::text::Slug;

/// The public list, "Have your say".
pub fn consultations() -> String {
    "/consultations".to_owned()
}

/// A proposal.
pub fn consultation(slug: &Slug) -> String {
    format!("/consultations/{slug}")
}

/// Where a response starts.
pub fn respond(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond")
}

/// A page of the form.
pub fn respond_page(slug: &Slug, page: &Page) -> String {
    format!("/consultations/{slug}/respond/{page}")
}

/// Where the finished response is posted.
pub fn send(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/send")
}

/// Where somebody asks to begin a further response.
pub fn another(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/another")
}

/// Where somebody has their unsent response deleted.
pub fn discard(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/discard")
}

/// Where a clause comment is taken out of the response.
pub fn remove_comment(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/remove-comment")
}

/// The receipt.
pub fn receipt(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/receipt")
}

/// The equality questions, after a response was sent.
pub fn equality(slug: &Slug) -> String {
    format!("/consultations/{slug}/equality")
}

/// A document.
pub fn document(slug: &Slug, document: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}")
}

/// A clause within its document.
pub fn clause(slug: &Slug, document: &Slug, clause: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}#clause-{clause}")
}

/// The form to comment on a clause.
pub fn comment(slug: &Slug, document: &Slug, clause: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}/clauses/{clause}/comment")
}

/// What happens to what people tell the council.
pub fn privacy() -> String {
    "/privacy".to_owned()
}

/// How usable the site is.
pub fn accessibility() -> String {
    "/accessibility".to_owned()
}

/// "You said, we did".
pub fn outcome(slug: &Slug) -> String {
    format!("/consultations/{slug}/outcome")
}

/// A change to a clause, on the outcome page.
pub fn outcome_change(slug: &Slug, clause: &Slug) -> String {
    format!("/consultations/{slug}/outcome#change-{clause}")
}

/// The officers' side.
pub fn officer() -> String {
    "/officer".to_owned()
}

/// Where officers sign in.
pub fn sign_in() -> String {
    "/officer/sign-in".to_owned()
}

/// One consultation on the officers' side.
pub fn officer_consultation(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}")
}

/// Where officers create a consultation.
pub fn new_consultation() -> String {
    "/officer/consultations/new".to_owned()
}

/// A form of one consultation on the officers' side, such as `open`, `close` or `report/sign-off`.
pub fn officer_form(slug: &Slug, form: &str) -> String {
    format!("/officer/consultations/{slug}/{form}")
}

/// The reports of a consultation.
pub fn officer_report(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/report")
}

/// A report as a file; of a snapshot, or of today.
pub fn report_file(
    slug: &Slug,
    template: Template,
    format: Format,
    snapshot: Option<u32>,
) -> String {
    let at = snapshot.map(|n| format!("?at={n}")).unwrap_or_default();
    format!(
        "/officer/consultations/{slug}/report/{}/{}{at}",
        template.as_str(),
        format.as_str()
    )
}

/// What people sent, as a list.
pub fn officer_responses(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/responses")
}

/// One response whole.
pub fn officer_response(slug: &Slug, reference: &str) -> String {
    format!("/officer/consultations/{slug}/responses/{reference}")
}

/// The form that does something to a text of a response: `clear`, `withhold`, `cover`, `cover-flag` or `uncover`.
pub fn officer_text(slug: &Slug, reference: &str, text: &str, act: &str) -> String {
    format!("/officer/consultations/{slug}/responses/{reference}/texts/{text}/{act}")
}

/// The audit of a consultation.
pub fn officer_audit(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/audit")
}

/// Whether a page has islands, so that script is worth downloading: every page of the form, and the form to comment
/// on a clause.
pub fn wants_script(path: &str) -> bool {
    let of_form = |(_, page): (&str, &str)| page.parse::<Page>().is_ok();
    path.rsplit_once("/respond/").is_some_and(of_form)
        || (path.contains("/clauses/") && path.ends_with("/comment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_is_for_the_pages_of_the_form_and_for_no_other() {
        let form = "/consultations/extra-help/respond";
        for page in [
            "about-you",
            "question-P1",
            "your-words",
            "check-your-answers",
        ] {
            assert!(wants_script(&format!("{form}/{page}")), "{page}");
        }
        let document = "/consultations/extra-help/documents/criteria";
        assert!(wants_script(&format!("{document}/clauses/who/comment")));
        for path in [
            form,
            document,
            "/consultations",
            "/consultations/extra-help/respond/receipt",
            "/officer",
        ] {
            assert!(!wants_script(path), "{path}");
        }
    }
}
