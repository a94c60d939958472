//! Every address, typed. Nothing else writes a path.

use domain::coding::Tie;
use domain::id::ThemeId;
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

/// The code frame of a consultation.
pub fn officer_themes(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/themes")
}

/// One theme with its passages.
pub fn officer_theme(slug: &Slug, theme: ThemeId) -> String {
    format!("/officer/consultations/{slug}/themes/{theme}")
}

/// A theme's passages that stand at this tie.
pub fn officer_theme_at(slug: &Slug, theme: ThemeId, tie: Tie) -> String {
    format!("{}?tie={}", officer_theme(slug, theme), tie.as_str())
}

/// The form that does something to a theme: `edit`, `accept`, `dismiss`, `merge` or `ties`.
pub fn officer_theme_form(slug: &Slug, theme: ThemeId, act: &str) -> String {
    format!("{}/{act}", officer_theme(slug, theme))
}

/// Groups of look-alikes.
pub fn officer_alike(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/themes/alike")
}

/// Where a response is coded by hand.
pub fn officer_code(slug: &Slug, reference: &str) -> String {
    format!("{}/code", officer_response(slug, reference))
}

/// The form that ties words of a response to themes: `assign` or `ties`.
pub fn officer_code_form(slug: &Slug, reference: &str, act: &str) -> String {
    format!("{}/{act}", officer_response(slug, reference))
}

/// The audit of a consultation.
pub fn officer_audit(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/audit")
}

/// Whether a page has islands, so that script is worth downloading.
pub fn wants_script(path: &str) -> bool {
    path.contains("/respond/question-")
}
