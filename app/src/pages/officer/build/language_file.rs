//! Translations as a file: taken out for a translator, and read in again after a look at what it would change.

use super::language::By;
use crate::api::Translating;
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::text::languages as text;
use crate::visit::Retry;
use domain::content::TextKey;
use domain::language::direction;
use domain::report::TableFormat;
use leptos::prelude::*;

/// Ways out and in.
#[component]
pub(super) fn Files(at: Translating, here: String, retry: Option<Retry>) -> impl IntoView {
    let action = format!("{here}/read-file");
    let typed = Typed::of(retry.as_ref(), &action);
    let links = [
        (TableFormat::Xlsx, "as a workbook (XLSX)"),
        (TableFormat::Csv, "as CSV"),
    ]
    .map(|(format, says)| {
        let href = format!("{here}/file/{}", format.extension());
        view! { <li><a href=href>{format!("Take every text out {says}")}</a></li> }
    });
    let read = at.may_edit.then(|| {
        view! {
            <form method="post" action=action enctype="multipart/form-data">
                <Csrf/>
                <div class="field">
                    <label for="file">"File to read in"</label>
                    <p class="hint" id="file-hint">
                        "CSV or XLSX with the columns “key” and “translation”, as it was taken out. You see what would change before "
                        "anything is saved."
                    </p>
                    <FieldProblem retry=typed.retry() field="file"/>
                    <input type="file" id="file" name="file" accept=".csv,.xlsx" aria-describedby="file-hint"/>
                </div>
                <button class="btn btn-secondary" type="submit">"Look at the file"</button>
            </form>
        }
    });
    view! {
        <details class="details" open=typed.refused()>
            <summary>"Translate in a file"</summary>
            <ul>{links.collect_view()}</ul>
            {read}
        </details>
    }
    .into_any()
}

/// What a file would change.
pub(super) struct Preview {
    /// Keys and translations of texts that there are.
    texts: Vec<(String, String)>,
    /// Lines that are of no use, and why.
    refused: Vec<String>,
    retry: Retry,
}

impl Preview {
    /// The file that was just read, if one was.
    pub(super) fn of(retry: Option<&Retry>, here: &str) -> Option<Self> {
        let retry = retry?;
        let looked = retry.form == format!("{here}/read-file") && retry.errors.is_empty();
        let taken = retry.form == format!("{here}/take-file");
        if !looked && !taken {
            return None;
        }
        let (refused, texts): (Vec<_>, Vec<_>) = retry
            .fields
            .iter()
            .filter(|(name, _)| name == "refused" || name.parse::<TextKey>().is_ok())
            .cloned()
            .partition(|(name, _)| name == "refused");
        Some(Self {
            texts,
            refused: refused.into_iter().map(|(_, line)| line).collect(),
            retry: retry.clone(),
        })
    }

    pub(super) fn show(self, at: &Translating, here: &str) -> impl IntoView + use<> {
        let action = format!("{here}/take-file");
        let typed = Typed::of(Some(&self.retry), &action);
        let (lang, dir) = (at.line.language.to_string(), direction(&at.line.language));
        let find = |key: &str| at.texts.iter().find(|text| text.key.to_string() == key);
        let new: Vec<&(String, String)> = self
            .texts
            .iter()
            .filter(|(key, words)| {
                find(key).is_some_and(|text| {
                    text.words.trim() != words.trim() || text.state != crate::api::State::Done
                })
            })
            .collect();
        let same = self.texts.len() - new.len();
        let rows = new.iter().map(|(key, words)| {
            let text = find(key);
            let label = text
                .map(|text| text::whole_label(&text.key, &at.content, &at.documents))
                .unwrap_or_default();
            let now = text.map(|text| text.words.clone()).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td lang=lang.clone() dir=dir>{now}</td>
                    <td lang=lang.clone() dir=dir>{words.clone()}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        let hidden = new.iter().map(
            |(key, words)| view! { <input type="hidden" name=key.clone() value=words.clone()/> },
        );
        let hidden = hidden.collect_view();
        let refused = (!self.refused.is_empty()).then(|| {
            let lines = self
                .refused
                .into_iter()
                .map(|line| view! { <li>{line}</li> });
            view! {
                <div class="notice notice-warning">
                    <h3>"Rows that cannot be used"</h3>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        });
        let count = new.len() as u64;
        let take = (count > 0).then(|| {
            view! {
                <form method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="newest" value=at.newest.to_string()/>
                    {hidden}
                    <By typed/>
                    <button class="btn" type="submit">{text::take(count)}</button>
                </form>
            }
        });
        let table = (count > 0).then(|| {
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label="What would change">
                    <table>
                        <caption class="visually-hidden">"What would change"</caption>
                        <thead><tr>
                            <th scope="col">"Text"</th><th scope="col">"Now"</th><th scope="col">"In the file"</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        });
        view! {
            <section aria-labelledby="preview">
                <h2 id="preview">"What the file would change"</h2>
                <p>{text::found(count, same as u64)}</p>
                {refused}
                {table}
                {take}
                <p><a href=here.to_owned()>"Leave everything as it is"</a></p>
            </section>
        }
        .into_any()
    }
}
