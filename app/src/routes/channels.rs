//! Addresses of what comes by another way than the web form: paper, scans, letters, files.

use super::{officer_form, officer_response};
use domain::id::{BundleId, ImportFileId, ScanId};
use domain::text::{AudienceId, Slug};

/// Where officers enter a letter, an e-mail, a petition, or a point made at an event.
pub fn enter_letter(slug: &Slug) -> String {
    officer_form(slug, "letters/new")
}

/// Where officers enter a form that came on paper or by phone; they choose whose questions it has first.
pub fn enter_form(slug: &Slug) -> String {
    officer_form(slug, "enter")
}

/// The same, with the questions of one audience.
pub fn enter_form_of(slug: &Slug, audience: &AudienceId) -> String {
    enter_form_with(slug, Some(audience), None, None)
}

/// The same, of an audience once it is chosen, for paper of an earlier version, and typed from scans that are here already.
pub fn enter_form_with(
    slug: &Slug,
    audience: Option<&AudienceId>,
    version: Option<u32>,
    scans: Option<BundleId>,
) -> String {
    let asked = [
        audience.map(|audience| format!("audience={audience}")),
        version.map(|version| format!("version={version}")),
        scans.map(|scans| format!("scan={scans}")),
    ];
    let asked: Vec<String> = asked.into_iter().flatten().collect();
    match asked.is_empty() {
        true => enter_form(slug),
        false => format!("{}?{}", enter_form(slug), asked.join("&")),
    }
}

/// A letter, typed from scans that are here already.
pub fn enter_letter_from(slug: &Slug, scans: BundleId) -> String {
    format!("{}?scan={scans}", enter_letter(slug))
}

/// Scans that wait to be typed.
pub fn officer_scans(slug: &Slug) -> String {
    officer_form(slug, "scans")
}

/// Where scans are sent that wait to be typed.
pub fn add_scans(slug: &Slug) -> String {
    officer_form(slug, "scans/add")
}

/// Where scans are sent that are kept with a response.
pub fn add_scans_to(slug: &Slug, reference: &str) -> String {
    format!("{}/scans", officer_response(slug, reference))
}

/// A scan as a file.
pub fn scan(slug: &Slug, scan: ScanId) -> String {
    officer_form(slug, &format!("scans/{scan}"))
}

/// Where a scan is deleted.
pub fn remove_scan(slug: &Slug, id: ScanId) -> String {
    format!("{}/remove", scan(slug, id))
}

/// Files of responses from other survey tools.
pub fn imports(slug: &Slug) -> String {
    officer_form(slug, "import")
}

/// Where such a file is sent.
pub fn add_import(slug: &Slug) -> String {
    officer_form(slug, "import/add")
}

/// Where it is said what its columns are, and the address that everything else about it hangs from.
pub fn import_file(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/{file}", imports(slug))
}

/// What would be stored of it.
pub fn import_preview(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/preview", import_file(slug, file))
}

/// Where it is said what its cells mean.
pub fn import_cells(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/cells", import_file(slug, file))
}

/// Where it is taken in.
pub fn take_import(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/take", import_file(slug, file))
}

/// Where it is given up.
pub fn discard_import(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/discard", import_file(slug, file))
}

/// What was taken in of it.
pub fn import_report(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/report", import_file(slug, file))
}

/// The same as a file, row by row.
pub fn import_report_file(slug: &Slug, file: ImportFileId) -> String {
    format!("{}/report.csv", import_file(slug, file))
}

/// Paper forms typed a second time: what waits, and how often typing goes wrong.
pub fn second_entries(slug: &Slug) -> String {
    officer_form(slug, "second-entry")
}

/// Where it is said how much is typed a second time.
pub fn second_rule(slug: &Slug) -> String {
    officer_form(slug, "second-entry/rule")
}

/// Where one form is typed a second time.
pub fn second_entry(slug: &Slug, reference: &str) -> String {
    format!("{}/{reference}", second_entries(slug))
}

/// What differs between its two typings.
pub fn second_differences(slug: &Slug, reference: &str) -> String {
    format!("{}/differences", second_entry(slug, reference))
}

/// What was entered: its reference, and ways on. `audience` is whose form it was, none for a letter.
pub fn entered(slug: &Slug, reference: &str, audience: Option<&AudienceId>) -> String {
    let of = audience
        .map(|a| format!("?audience={a}"))
        .unwrap_or_default();
    officer_form(slug, &format!("entered/{reference}{of}"))
}
