//! Every address, typed. Nothing else writes a path.

use crate::api::{Figures, ViewBy};
mod channels;
mod coding;
mod equality;
mod preview;

pub use channels::*;
pub use coding::*;
pub use equality::*;
pub use preview::*;

use domain::coding::Tie;
use domain::content::Piece;
use domain::document::ChangeKind;
use domain::id::{ChangeId, DecisionId, FindingId, QuoteId, ThemeId};
use domain::journey::Page;
use domain::report::{Format, TableFormat, Template};
use domain::text::{AudienceId, Language, Slug};

/// The public list, "Have your say".
pub fn consultations() -> String {
    "/consultations".to_owned()
}

/// The same page in another language.
pub fn in_language(path: &str, language: &Language) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let others = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let pairs: Vec<String> = others
        .map(str::to_owned)
        .chain([format!("lang={language}")])
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

/// A proposal.
pub fn consultation(slug: &Slug) -> String {
    format!("/consultations/{slug}")
}

/// The page about it in the words of those who are asked in easy words.
pub fn consultation_easy(slug: &Slug, audience: &AudienceId) -> String {
    format!("{}?for={audience}", consultation(slug))
}

/// Where a response starts.
pub fn respond(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond")
}

/// The same in the words of those who are asked in easy words.
pub fn respond_easy(slug: &Slug, audience: &AudienceId) -> String {
    format!("{}?for={audience}", respond(slug))
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

/// How to come back later: a code for the response. Where one is asked for, too.
pub fn save(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/save")
}

/// The form that sends the code by e-mail.
pub fn mail_code(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/save/mail")
}

/// Where somebody comes back with a code.
pub fn come_back(slug: &Slug) -> String {
    format!("/consultations/{slug}/return")
}

/// Where a browser is made to forget the response.
pub fn forget(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/forget")
}

/// Where colleagues join a team with its code.
pub fn join_team(slug: &Slug) -> String {
    format!("/consultations/{slug}/team")
}

/// The team of the response that is being written. Where one is made, too.
pub fn team(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/team")
}

/// A form of the team: `share`, `end` or `take`.
pub fn team_form(slug: &Slug, form: &str) -> String {
    format!("{}/{form}", team(slug))
}

/// The lead's own words and a colleague's, side by side.
pub fn team_both(slug: &Slug) -> String {
    format!("{}/both", team(slug))
}

/// "Stop for now": what is kept, and what there is to do.
pub fn stop(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/stop")
}

/// The page at this path, with or without pictures from now on in this browser.
pub fn with_pictures(path: &str, pictures: bool) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let others = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("pictures="));
    let word = if pictures {
        "pictures=yes"
    } else {
        "pictures=no"
    };
    let query: Vec<&str> = others.chain([word]).collect();
    format!("{path}?{}", query.join("&"))
}

/// A copy of the answers, before they are sent.
pub fn copy(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/copy")
}

/// The same as a PDF.
pub fn copy_pdf(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/copy.pdf")
}

/// The questions of one audience as a PDF, to fill in with a pen.
pub fn paper(slug: &Slug, audience: &AudienceId) -> String {
    format!("/consultations/{slug}/paper/{audience}")
}

/// The receipt.
pub fn receipt(slug: &Slug) -> String {
    format!("/consultations/{slug}/respond/receipt")
}

/// A document.
pub fn document(slug: &Slug, document: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}")
}

/// A clause within its document.
pub fn clause(slug: &Slug, document: &Slug, clause: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}#clause-{clause}")
}

/// A clause within one version of its document.
pub fn clause_at(slug: &Slug, document: &Slug, version: u32, clause: &Slug) -> String {
    format!("/consultations/{slug}/documents/{document}?version={version}#clause-{clause}")
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

/// A finding on the outcome page.
pub fn outcome_finding(slug: &Slug, number: u32) -> String {
    format!("/consultations/{slug}/outcome#finding-{number}")
}

/// What was done to a clause, and why.
pub fn change(slug: &Slug, id: ChangeId) -> String {
    format!("/consultations/{slug}/changes/{id}")
}

/// Somebody's words, and what came of them.
pub fn words(slug: &Slug, id: QuoteId) -> String {
    format!("/consultations/{slug}/words/{id}")
}

/// A page of the thread on the officers' side: the same, with references and changes that are not published yet.
pub fn for_officers(path: &str) -> String {
    format!("/officer{path}")
}

/// The officers' side.
pub fn officer() -> String {
    "/officer".to_owned()
}

/// Where officers sign in.
pub fn sign_in() -> String {
    "/officer/sign-in".to_owned()
}

/// The register of schools.
pub fn officer_schools() -> String {
    "/officer/schools".to_owned()
}

/// Where the register is brought up to date.
pub fn import_schools() -> String {
    "/officer/schools/import".to_owned()
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

/// Where officers write a consultation.
pub fn build(slug: &Slug) -> String {
    officer_form(slug, "build")
}

/// A page or a form of it, such as `history`, `changes`, `library`, `move` or `back`.
pub fn build_form(slug: &Slug, form: &str) -> String {
    format!("{}/{form}", build(slug))
}

/// Where one piece of the words is edited, and posted.
pub fn build_language(slug: &Slug, language: &Language) -> String {
    build_form(slug, &format!("languages/{language}"))
}

/// A piece's page.
pub fn build_piece(slug: &Slug, piece: &Piece) -> String {
    let part = match piece {
        Piece::Title => "title".to_owned(),
        Piece::Audience(id) => format!("audiences/{id}"),
        Piece::Section(id) => format!("sections/{id}"),
        Piece::Question(id) => format!("questions/{id}"),
        Piece::Document(id) => format!("documents/{id}"),
        Piece::Clause(document, key) => format!("documents/{document}/clauses/{key}"),
    };
    build_form(slug, &part)
}

/// A piece in the list of all; a clause in the list of its document.
pub fn built_piece(slug: &Slug, piece: &Piece) -> String {
    let list = match piece {
        Piece::Clause(document, _) => build_piece(slug, &Piece::Document(document.clone())),
        _ => build(slug),
    };
    format!("{list}#{}", piece_anchor(piece))
}

/// The id of a piece on the page that lists all.
pub fn piece_anchor(piece: &Piece) -> String {
    piece.to_string().replace('/', "-")
}

/// Where a new `section`, `question`, `grid`, `audience` or `document` begins.
pub fn build_add(slug: &Slug, what: &str) -> String {
    format!("{}?what={what}", build_form(slug, "add"))
}

/// Where a new clause of a document begins.
pub fn build_add_clause(slug: &Slug, document: &Slug) -> String {
    format!("{}&document={document}", build_add(slug, "clause"))
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

/// A table of data as a file; `table` is a [`domain::report::DataTable`] or `all`, in a workbook. Of what may be
/// published, or of everything.
pub fn export_file(slug: &Slug, table: &str, format: TableFormat, public: bool) -> String {
    let kind = if public { "?public=yes" } else { "" };
    let format = format.as_str();
    format!("/officer/consultations/{slug}/export/{table}/{format}{kind}")
}

/// One response whole.
pub fn officer_response(slug: &Slug, reference: &str) -> String {
    format!("/officer/consultations/{slug}/responses/{reference}")
}

/// Letters, emails, petitions and dossiers, with what is still to do.
pub fn officer_letters(slug: &Slug) -> String {
    officer_form(slug, "letters")
}

/// One letter.
pub fn officer_letter(slug: &Slug, reference: &str) -> String {
    format!("{}/{reference}", officer_letters(slug))
}

/// The form that does something with a letter, such as `acknowledge` or `reconcile`.
pub fn officer_letter_form(slug: &Slug, reference: &str, act: &str) -> String {
    format!("{}/{act}", officer_letter(slug, reference))
}

/// Contributions that may be one person's.
pub fn officer_duplicates(slug: &Slug) -> String {
    officer_form(slug, "duplicates")
}

/// The form that does something to a text of a response: `clear`, `withhold`, `cover`, `cover-flag` or `uncover`.
pub fn officer_text(slug: &Slug, reference: &str, text: &str, act: &str) -> String {
    format!("/officer/consultations/{slug}/responses/{reference}/texts/{text}/{act}")
}

/// What the consultation found.
pub fn officer_findings(slug: &Slug) -> String {
    officer_form(slug, "findings")
}

/// A finding in the list of all, by its number.
pub fn finding_in_list(slug: &Slug, number: u32) -> String {
    format!("{}#finding-{number}", officer_findings(slug))
}

/// One finding with everything behind it and everything that came of it.
pub fn officer_finding(slug: &Slug, finding: FindingId) -> String {
    format!("{}/{finding}", officer_findings(slug))
}

/// A form of one finding: `edit`, `quotes`, `quotes/drop` or `position`.
pub fn finding_form(slug: &Slug, finding: FindingId, form: &str) -> String {
    format!("{}/{form}", officer_finding(slug, finding))
}

/// Decisions and the changes that follow.
pub fn officer_decisions(slug: &Slug) -> String {
    officer_form(slug, "decisions")
}

/// Where a change to a clause is chosen: the address that the form for its words hangs from.
pub fn new_change(slug: &Slug) -> String {
    officer_form(slug, "changes/new")
}

/// The form for the words of one change.
pub fn new_change_of(
    slug: &Slug,
    decision: DecisionId,
    (document, clause): (&Slug, &Slug),
    kind: ChangeKind,
) -> String {
    let (page, kind) = (new_change(slug), kind.as_str());
    format!("{page}?decision={decision}&place={document}/{clause}&kind={kind}")
}

/// A form for the next version of a document: `publish` or `discard`.
pub fn version_form(slug: &Slug, document: &Slug, form: &str) -> String {
    officer_form(slug, &format!("documents/{document}/{form}"))
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

/// Themes by group: one cut, of the answers to one question or to any (empty), exact or as it may be published.
pub fn officer_theme_views(slug: &Slug, by: ViewBy, source: &str, figures: Figures) -> String {
    let mut pairs = vec![format!("by={}", by.as_str())];
    if !source.is_empty() {
        pairs.push(format!("source={}", encoded(source)));
    }
    if figures != Figures::default() {
        pairs.push(format!("as={}", figures.as_str()));
    }
    format!("{}?{}", officer_form(slug, "theme-views"), pairs.join("&"))
}

/// A value as it stands in an address.
pub fn encoded(value: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    value
        .bytes()
        .map(|b| match plain(b) {
            true => char::from(b).to_string(),
            false => format!("%{b:02X}"),
        })
        .collect()
}

/// The audit of a consultation.
pub fn officer_audit(slug: &Slug) -> String {
    format!("/officer/consultations/{slug}/audit")
}

/// Whether a page has islands, so that script is worth downloading: every page of the form, the form to comment on a
/// clause, a proposal and a first page in easy words, which can be listened to, officers' forms for a piece of the words, a response in
/// which they cover words, and the screens they code on.
pub fn wants_script(path: &str) -> bool {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let of_build = |(_, page): (&str, &str)| {
        let parts = ["audiences/", "sections/", "questions/", "documents/"];
        page == "title" || parts.iter().any(|part| page.starts_with(part))
    };
    if path.starts_with("/officer/") && path.split_once("/build/").is_some_and(of_build) {
        return true;
    }
    // The keys of the coding screen, unless somebody turned them off.
    let keys = !query.split('&').any(|pair| pair == "keys=off");
    let officers = path.strip_prefix("/officer/consultations/");
    if keys
        && officers.is_some_and(|rest| {
            let text = |p: &str| {
                p.strip_prefix("agreement/")
                    .is_some_and(|p| !p.contains('/'))
            };
            rest.split_once('/')
                .is_some_and(|(_, p)| p == "code" || text(p))
        })
    {
        return true;
    }
    let of_form = |(_, page): (&str, &str)| page.parse::<Page>().is_ok();
    let easy = query.split('&').any(|pair| pair.starts_with("for="));
    let proposal = path.strip_prefix("/consultations/");
    let of_start = |slug: &str| !slug.strip_suffix("/respond").unwrap_or(slug).contains('/');
    let response = officers.and_then(|rest| rest.split_once("/responses/"));
    if response.is_some_and(|(_, reference)| !reference.contains('/')) {
        return true;
    }
    let form = path
        .strip_prefix("/walk/")
        .and_then(|rest| rest.split_once('/'))
        .or(path.rsplit_once("/respond/"));
    form.is_some_and(of_form)
        || (easy && proposal.is_some_and(of_start))
        || (path.contains("/clauses/") && path.ends_with("/comment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_of_pictures_keeps_the_rest_of_the_address() {
        assert_eq!(with_pictures("/a", false), "/a?pictures=no");
        let back = with_pictures("/a?for=x&pictures=no", true);
        assert_eq!(back, "/a?for=x&pictures=yes");
    }

    #[test]
    fn script_is_for_the_pages_of_the_form_and_for_no_other() {
        let form = "/consultations/extra-help/respond";
        for page in [
            "who-is-typing",
            "about-you",
            "question-P1",
            "your-words",
            "check-your-answers",
        ] {
            assert!(wants_script(&format!("{form}/{page}")), "{page}");
        }
        let build = "/officer/consultations/extra-help/build";
        for page in [
            "title",
            "sections/what",
            "questions/P1?saved=yes",
            "documents/framework/clauses/best-fit",
        ] {
            assert!(wants_script(&format!("{build}/{page}")), "{page}");
        }
        let code = "/officer/consultations/extra-help/code";
        assert!(wants_script(&format!("{code}?source=P1&at=1")));
        assert!(!wants_script(&format!("{code}?source=P1&keys=off")));
        assert!(!wants_script(
            "/officer/consultations/extra-help/responses/AB/code"
        ));
        let responses = "/officer/consultations/extra-help/responses";
        assert!(wants_script(&format!("{responses}/AB")) && !wants_script(responses));
        assert!(!wants_script(build) && !wants_script(&format!("{build}/preview")));
        let document = "/consultations/extra-help/documents/criteria";
        assert!(wants_script(&format!("{document}/clauses/who/comment")));
        assert!(wants_script(&format!("{form}/question-P1?check=1")));
        assert!(wants_script("/walk/3f0d/question-P1") && !wants_script("/walk/3f0d?at=sent"));
        assert!(wants_script("/consultations/extra-help?for=young-person"));
        assert!(wants_script(&format!("{form}?for=young-person")));
        for path in [
            "/consultations/extra-help",
            form,
            document,
            "/consultations",
            "/consultations/extra-help/respond/receipt",
            "/consultations/extra-help/respond/save",
            "/consultations/extra-help/respond/team",
            "/consultations/extra-help/respond/team/both",
            "/consultations/extra-help/team",
            "/consultations/extra-help/respond/stop",
            "/consultations/extra-help/respond/copy",
            "/consultations/extra-help/respond/copy.pdf",
            "/consultations/extra-help/return",
            "/officer",
        ] {
            assert!(!wants_script(path), "{path}");
        }
    }
}
