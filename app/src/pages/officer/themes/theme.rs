//! One theme: what it means, who raised it, and the passages to decide on.

use super::forms::{EditTheme, JudgeTheme, MergeTheme};
use super::passages::{Passages, Undo};
use super::shape::{DismissTheme, History, MoveTheme};
use super::split::SplitTheme;
use super::{Keywords, Weighty};
use crate::api::{ApiError, Heard, QueueFilter, Show, ThemeLine, ThemePage, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::numbers::{counted, number};
use crate::text::themes as text;
use crate::visit::{Retry, visit};
use domain::coding::{ThemeState, Tie};
use domain::id::{AssignmentId, ThemeId};
use domain::plain::capital;
use domain::text::Slug;
use leptos::prelude::*;

/// A theme with its passages.
#[component]
pub fn OneThemePage() -> impl IntoView {
    let (Some(slug), Ok(theme)) = (slug(), param::<ThemeId>("theme")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let asked: Option<String> = query("tie");
    let tie = asked.and_then(|text| Tie::parse(&text));
    let tie = tie.unwrap_or(Tie::Suggested);
    let at = query("page").unwrap_or(1);
    let done = Decided::read();
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.theme(&caller, &of, theme, tie, at).await },
        move |all| page(slug, all, done, retry),
    )
    .into_any()
}

/// What the form before this page did: how many of how many, and what to.
struct Decided {
    done: u64,
    of: u64,
    to: String,
    /// What can be taken back; empty where somebody else had decided on some of it.
    undo: Vec<AssignmentId>,
}

impl Decided {
    fn read() -> Option<Self> {
        Some(Self {
            done: query("done")?,
            of: query("of")?,
            to: query("to")?,
            undo: (query::<String>("undo").unwrap_or_default().split('.'))
                .filter_map(|id| id.parse().ok())
                .collect(),
        })
    }

    /// What takes it back to where it stood.
    fn undo(&self, before: Tie) -> Option<Undo> {
        let now = Tie::parse(&self.to)?;
        (!self.undo.is_empty()).then(|| Undo {
            now,
            before,
            ties: self.undo.clone(),
        })
    }

    /// In words; `themes` are those that passages may have been moved to.
    fn said(&self, themes: &[(ThemeId, String)]) -> Option<String> {
        let what = match Tie::parse(&self.to) {
            Some(Tie::Confirmed) => "confirmed".to_owned(),
            Some(Tie::Rejected) => "rejected".to_owned(),
            Some(Tie::Suggested) => "put back among the suggestions".to_owned(),
            None => {
                let (_, label) = themes.iter().find(|(id, _)| id.to_string() == self.to)?;
                format!("confirmed for “{label}”, and rejected here")
            }
        };
        let passages = match self.done {
            1 => "1 passage is".to_owned(),
            n => format!("{} passages are", number(n)),
        };
        let others = match self.of.saturating_sub(self.done) {
            0 => "",
            _ => " The others had been decided by somebody else meanwhile, and stay as they are.",
        };
        Some(format!("{passages} now {what}.{others}"))
    }
}

fn page(slug: Slug, all: ThemePage, done: Option<Decided>, retry: Option<Retry>) -> impl IntoView {
    let line = all.theme.clone();
    let here = routes::officer_theme(&slug, line.id);
    let retry = retry.filter(|retry| retry.form.starts_with(&here));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let (state, class) = text::state(line.state);
    let judge = (line.state == ThemeState::Suggested)
        .then(|| view! { <JudgeTheme slug=slug.clone() line=line.clone() at="theme"/> });
    let open = line.state.is_open();
    let undo = done.as_ref().and_then(|done| done.undo(all.tie));
    let done = done.and_then(|done| done.said(&all.others));
    let forms = open.then(|| {
        let (into, line) = (all.others.clone(), line.clone());
        let passages = all.passages.clone();
        view! {
            <EditTheme slug=slug.clone() line=line.clone() retry=retry.clone()/>
            <MoveTheme slug=slug.clone() line=line.clone() parents=all.parents.clone() has_children=all.has_children retry=retry.clone()/>
            <MergeTheme slug=slug.clone() line=line.clone() into at="theme" retry=retry.clone()/>
            <SplitTheme slug=slug.clone() line=line.clone() passages retry=retry.clone()/>
            <DismissTheme slug=slug.clone() line/>
        }
        .into_any()
    });
    let (history_of, line_id) = (slug.clone(), line.id);
    let again = (all.again > 0).then(|| {
        let filter = QueueFilter {
            show: Show::Again,
            ..QueueFilter::default()
        };
        let many = counted(all.again, "text was", "texts were");
        let href = routes::officer_coding(&slug, &filter, None, false);
        view! { <p class="inset">{format!("{many} read before this theme was there. ")}<a href=href>"Read them again, the likest first"</a></p> }
    });
    let under = line.parent.and_then(|id| {
        let (_, label) = all.parents.iter().find(|(parent, _)| *parent == id)?;
        Some(view! { <p class="meta">"Under "<a href=routes::officer_theme(&slug, id)>{label.clone()}</a></p> })
    });
    let shares = |heard: &Heard| text::listed(&text::shares(heard, &all.commented));
    let confirmed = shares(&line.confirmed);
    let parts = (!all.parts.is_empty()).then(|| {
        let part = |(id, label, heard): &(ThemeId, String, Heard)| {
            let href = routes::officer_theme_at(&slug, *id, Tie::Confirmed);
            view! { <li><a href=href>{label.clone()}</a>": "{shares(heard)}</li> }
        };
        let parts = all.parts.iter().map(part).collect_view();
        view! {
            <div>
                <dt>"Its parts"</dt>
                <dd>
                    <ul class="plain">{parts}</ul>
                    <p class="hint">"Whoever raised a part is counted for this theme, each person once. The passages below are those given this theme itself."</p>
                </dd>
            </div>
        }
    });
    let suggested = text::suggested(&line.suggested).map(|told| {
        view! { <div><dt>"Only suggested"</dt><dd>{capital(&told)}</dd></div> }
    });
    view! {
        <OfficerPage title=line.label.clone() within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>{line.label.clone()}</h1>
            <CountedAt at=all.card.counted/>
            <p><span class=class>{state}</span><Weighty weighty=line.weighty/></p>
            {under}
            {again}
            {judge}
            <dl class="summary-list">
                <div><dt>"Confirmed"</dt><dd>{confirmed}</dd></div>
                {suggested}
                {parts}
                <Meaning line=line.clone()/>
            </dl>
            <div class="beside">
                <div><Passages slug=slug.clone() all=all.clone() open done undo retry/></div>
                <section class="about" aria-labelledby="about">
                    <h2 id="about">"About this theme"</h2>
                    <About line/>
                    <Findings slug findings=all.findings/>
                    {forms}
                    <History slug=history_of theme=line_id history=all.history/>
                </section>
            </div>
        </OfficerPage>
    }
    .into_any()
}

/// What belongs and what does not: what is needed to decide on a passage.
#[component]
fn Meaning(line: ThemeLine) -> impl IntoView {
    let definition = match line.definition.is_empty() {
        true => "Nobody has said yet.".to_owned(),
        false => line.definition,
    };
    let not = (!line.exclude.is_empty()).then(|| {
        let lines = line.exclude.into_iter().map(|words| view! { <li>{words}</li> });
        view! { <div><dt>"What does not belong"</dt><dd><ul class="plain">{lines.collect_view()}</ul></dd></div> }
    });
    view! { <div><dt>"What belongs"</dt><dd>{definition}</dd></div>{not} }.into_any()
}

/// Its words, and who or what made it.
#[component]
fn About(line: ThemeLine) -> impl IntoView {
    let include = (!line.include.is_empty()).then(|| {
        let words = line.include.join(", ");
        view! { <dt>"Words that speak for it"</dt><dd>{words}</dd> }
    });
    let example = (!line.example.is_empty()).then(|| {
        view! { <dt>"An example"</dt><dd class="as-typed">{line.example}</dd> }
    });
    let keywords = (!line.keywords.is_empty()).then(|| {
        view! { <dt>"Words that stand out in its passages"</dt><dd><Keywords words=line.keywords/></dd> }
    });
    view! {
        <dl>
            {include}
            {example}
            {keywords}
            <dt>"Made by"</dt>
            <dd>{text::maker(&line.made_by)}</dd>
        </dl>
    }
    .into_any()
}

#[component]
fn Findings(slug: Slug, findings: Vec<(u32, String)>) -> impl IntoView {
    (!findings.is_empty()).then(|| {
        let list = routes::officer_form(&slug, "findings");
        let lines = findings.into_iter().map(|(number, statement)| {
            let href = format!("{list}#finding-{number}");
            view! { <li><a href=href>{format!("Finding {number}")}</a>": "{statement}</li> }
        });
        view! { <h3>"Findings that rest on it"</h3><ul class="plain">{lines.collect_view()}</ul> }
            .into_any()
    })
}
