//! One consultation at a glance, and its stages.

use super::safeguarding::SafeguardingAlert;
use super::schools_heard::SchoolsHeard;
use super::{slug, stage_name};
use crate::api::{Alert, ApiError, Count, Overview, backend};
use crate::components::form::TextArea;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::dates;
use crate::text::numbers::counted;
use crate::text::second_entry as paper;
use crate::visit::{Retry, visit};
use domain::consultation::{GateKind, Stage};
use domain::contribution::{Capacity, Channel, Form};
use domain::text::{QuestionId, Slug};
use leptos::prelude::*;

/// Stage, dates, who has answered, and what to do next.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let retry = visit.retry.clone();
    let (backend, caller) = (backend(), visit.caller);
    loaded(
        async move {
            let alert = backend.alert(&caller, &slug).await?;
            Ok((backend.overview(&caller, &slug).await?, alert))
        },
        move |(all, alert)| page(all, alert, retry),
    )
    .into_any()
}

fn page(all: Overview, alert: Option<Alert>, retry: Option<Retry>) -> impl IntoView {
    let card = all.card.clone();
    let slug = card.slug.clone();
    let within = (slug.clone(), card.title.clone(), Tab::Overview);
    let total: u64 = all.counts.iter().map(|c| c.count).sum();
    let next = match card.stage {
        Stage::Draft => view! { <Draft slug=slug.clone() all=all.clone() retry=retry.clone()/> }.into_any(),
        Stage::Open => view! { <Open slug=slug.clone() may_run=all.may_run retry=retry.clone()/> }.into_any(),
        Stage::Analysis | Stage::Decided => {
            view! { <Closed slug=slug.clone() unscreened=all.unscreened decided=card.stage == Stage::Decided/> }.into_any()
        }
    };
    view! {
        <OfficerPage title=card.title.clone() within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <h1>{card.title.clone()}</h1>
            <SafeguardingAlert slug=slug.clone() alert/>
            <p>
                <span class=format!("tag tag-{}", card.stage.as_str())>{stage_name(card.stage)}</span>
                {card.closes.map(|at| {
                    let closes = if card.stage == Stage::Open { "Closes" } else { "Closed" };
                    format!(" {closes} at {}.", dates::moment(at))
                })}
            </p>
            {(card.stage != Stage::Draft).then(|| view! {
                <p><a href=routes::consultation(&slug)>"See the public page"</a></p>
            })}
            {next}
            <Paper slug=slug.clone() all=all.clone()/>
            {(card.stage != Stage::Draft).then(|| view! { <Counts all=all.clone() total/> })}
            {(card.stage != Stage::Draft).then(|| view! { <SchoolsHeard slug=slug.clone() heard=all.schools.clone()/> })}
        </OfficerPage>
    }
}

#[component]
fn Draft(slug: Slug, all: Overview, retry: Option<Retry>) -> impl IntoView {
    let all_met = all.gates.iter().all(|g| g.met);
    let lines = all.gates.into_iter().map(|gate| {
        let (tag, word) = if gate.met {
            ("tag tag-cleared", "There")
        } else {
            ("tag tag-withheld", "Missing")
        };
        view! { <li><span class=tag>{word}</span>" "{gate_text(gate.what)}</li> }
    });
    let typed = |name: &str| {
        retry
            .as_ref()
            .and_then(|r| r.value(name))
            .unwrap_or_default()
            .to_owned()
    };
    let form = all.may_run.then(|| {
        view! {
            <form method="post" action=routes::officer_form(&slug, "open")>
                <Csrf/>
                <h2>"Open it"</h2>
                <p>"Once it is open, questions and options are locked. A later change is an amendment that everybody sees."</p>
                <div class="field">
                    <label for="opens">"Opens (London time)"</label>
                    <p class="hint" id="opens-hint">"Leave it empty to open now."</p>
                    <FieldProblem retry=retry.clone() field="opens"/>
                    <input class="input" id="opens" name="opens" type="datetime-local" value=typed("opens") aria-describedby="opens-hint"/>
                </div>
                <div class="field">
                    <label for="closes">"Closes (London time)"</label>
                    <p class="hint" id="closes-hint">"Six to twelve weeks is usual for a big change. Mind the school holidays."</p>
                    <FieldProblem retry=retry.clone() field="closes"/>
                    <input class="input" id="closes" name="closes" type="datetime-local" value=typed("closes") aria-describedby="closes-hint" required/>
                </div>
                <div class="field">
                    <div class="checkbox">
                        <input type="checkbox" id="changeable" name="changeable" value="yes" checked=typed("changeable") == "yes" aria-describedby="changeable-hint"/>
                        <label for="changeable">"People may change what they sent, until it closes"</label>
                    </div>
                    <p class="hint" id="changeable-hint">"Only with a code they asked for before sending. The earlier response is kept, and the last one counts."</p>
                </div>
                <Switchable questions=all.switchable retry=retry.clone()/>
                <div class="field">
                    <label for="despite">"Why it is opened all the same (only if something is missing)"</label>
                    <p class="hint" id="despite-hint">"Needed when a part of the proposal is missing, or when people have less than four weeks. Your name and the reason are kept in the record and printed in the report."</p>
                    <FieldProblem retry=retry.clone() field="despite"/>
                    <TextArea name="despite" text=typed("despite") rows=3 described_by=Some("despite-hint".to_owned())/>
                </div>
                <button class="btn" type="submit">"Publish and open"</button>
            </form>
        }
    });
    view! {
        <section>
            <h2>"Before it opens"</h2>
            <p>"The courts expect people to be asked while minds are open, with enough to go on (the Gunning principles)."</p>
            <ul class="checks">{lines.collect_view()}</ul>
            {(!all_met).then(|| view! { <div class="notice"><p>"Put the missing parts right before you open, or say why it is opened without them."</p></div> })}
            <p><a class="btn btn-secondary" href=routes::build(&slug)>"Write the words and questions"</a></p>
            {form}
        </section>
    }
}

/// Equality questions that it can be opened without: asked, unless the box is emptied.
#[component]
fn Switchable(questions: Vec<(QuestionId, String)>, retry: Option<Retry>) -> impl IntoView {
    (!questions.is_empty()).then(|| {
        let boxes = questions.into_iter().map(|(question, title)| {
            let id = format!("ask-{question}");
            // On a form that came back, what is not there was emptied.
            let asked = retry.as_ref().is_none_or(|retry| {
                let mut fields = retry.fields.iter();
                fields.any(|(name, value)| name == "ask" && value == question.as_str())
            });
            view! {
                <div class="checkbox">
                    <input type="hidden" name="switchable" value=question.to_string()/>
                    <input type="checkbox" id=id.clone() name="ask" value=question.to_string() checked=asked/>
                    <label for=id>{title}</label>
                </div>
            }
        });
        view! {
            <fieldset class="field" aria-describedby="ask-hint">
                <legend>"Equality questions under review"</legend>
                <p class="hint" id="ask-hint">"Asked with the other equality questions after a response is sent, and as optional as they are. National guidance is being looked at again: empty the box to leave it out until that is settled."</p>
                <div class="checkboxes">{boxes.collect_view()}</div>
            </fieldset>
        }
        .into_any()
    })
}

fn gate_text(gate: GateKind) -> &'static str {
    match gate {
        GateKind::Reasons => "The proposal says what is proposed and why.",
        GateKind::Effects => "It says who is affected and what it costs.",
        GateKind::Alternatives => {
            "It says what else was considered, and why that is not preferred."
        }
        GateKind::StillOpen => "It says what is still open and what is fixed.",
        GateKind::Rights => "It says that rights in law do not change.",
        GateKind::Time => "People have four weeks or more to answer.",
        GateKind::Questions => "Everybody who is asked has questions to answer.",
        GateKind::Sound => "Nothing in the words and questions is left to put right.",
    }
}

#[component]
fn Open(slug: Slug, may_run: bool, retry: Option<Retry>) -> impl IntoView {
    may_run.then(|| {
        let typed = retry.as_ref().and_then(|r| r.value("reason")).unwrap_or_default().to_owned();
        view! {
            <details class="details" open=retry.is_some()>
                <summary>"Close it before its time"</summary>
                <p>"It closes by itself at the time announced. Closing early can be unlawful: take advice first."</p>
                <form method="post" action=routes::officer_form(&slug, "close")>
                    <Csrf/>
                    <div class="field">
                        <label for="reason">"Why is it closed early?"</label>
                        <FieldProblem retry=retry.clone() field="reason"/>
                        <TextArea name="reason" text=typed rows=3 described_by=None/>
                    </div>
                    <button class="btn btn-warning" type="submit">"Close now"</button>
                </form>
            </details>
        }
    })
}

#[component]
fn Closed(slug: Slug, unscreened: u64, decided: bool) -> impl IntoView {
    let texts = (unscreened > 0).then(|| {
        let href = format!("{}/responses?screening=unscreened", routes::officer_consultation(&slug));
        view! { <li><a href=href>{format!("Check {unscreened} texts for names")}</a>" before any of them can be quoted."</li> }
    });
    view! {
        <section>
            <h2>"What to do next"</h2>
            <ol>
                {texts}
                <li><a href=routes::officer_form(&slug, "redaction")>"Cover personal data"</a>": everything the machine marked, in one pass."</li>
                <li><a href=routes::officer_form(&slug, "code")>"Read and code the comments"</a>": the machine suggests, you decide. "<a href=routes::officer_themes(&slug)>"The themes"</a></li>
                <li><a href=routes::officer_letters(&slug)>"Deal with every letter"</a>": no report is signed off before."</li>
                <li><a href=routes::officer_findings(&slug)>"Write findings and positions"</a>"."</li>
                <li><a href=routes::officer_decisions(&slug)>"Record the decision and what it changes"</a>"."</li>
                <li><a href=routes::officer_report(&slug)>"Make the report"</a>"."</li>
                {decided.then(|| view! { <li><a href=routes::for_officers(&routes::outcome(&slug))>"See “You said, we did” with references"</a>"."</li> })}
            </ol>
        </section>
    }
}

/// How the typing of paper is checked, and what waits.
#[component]
fn Paper(slug: Slug, all: Overview) -> impl IntoView {
    let scans = (all.scans > 0).then(|| {
        let told = format!(
            "{} to be typed.",
            counted(all.scans, "scan waits", "scans wait")
        );
        view! { <p><a href=routes::officer_scans(&slug)>{told}</a></p> }
    });
    let twice = all.paper.map(|(rule, progress)| {
        let high = paper::too_high(&progress, &rule).map(|sentence| {
            view! { <div class="notice notice-warning"><p>{sentence}</p></div> }
        });
        view! {
            <p>
                {paper::waiting(&progress)}" "{paper::rate(&progress)}" "
                <a href=routes::second_entries(&slug)>"Paper forms typed twice"</a>
            </p>
            {high}
        }
    });
    (scans.is_some() || twice.is_some()).then(|| {
        view! { <section aria-labelledby="paper-forms"><h2 id="paper-forms">"Paper forms"</h2>{scans}{twice}</section> }
    })
}

#[component]
fn Counts(all: Overview, total: u64) -> impl IntoView {
    if total == 0 {
        return view! { <section><h2>"Who has answered"</h2><p>"Nobody yet."</p></section> }
            .into_any();
    }
    let capacities = [
        (Capacity::Individual, "Individuals"),
        (Capacity::Organisation, "Organisations"),
        (Capacity::Group, "Groups"),
        (Capacity::Campaign, "Campaign"),
    ];
    let answers = |c: &&Count| {
        matches!(c.form, Form::Response | Form::CommentsOnly) || c.capacity == Capacity::Campaign
    };
    let mut names: Vec<(Option<String>, String)> = all
        .audiences
        .iter()
        .map(|(id, n)| (Some(id.clone()), n.clone()))
        .collect();
    names.push((None, "Not said".to_owned()));
    let rows = names.into_iter().filter_map(|(id, name)| {
        let of = |capacity: Capacity| -> u64 {
            all.counts
                .iter()
                .filter(answers)
                .filter(|c| c.audience == id && c.capacity == capacity)
                .map(|c| c.count)
                .sum()
        };
        let numbers = capacities.map(|(capacity, _)| of(capacity));
        (numbers.iter().sum::<u64>() > 0).then(|| {
            let cells = numbers.map(|n| view! { <td class="number">{n}</td> });
            view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
        })
    });
    let channels = Channel::ALL.iter().filter_map(|channel| {
        let n: u64 = all.counts.iter().filter(|c| c.channel == *channel).map(|c| c.count).sum();
        (n > 0).then(|| view! { <tr><th scope="row">{channel_name(*channel)}</th><td class="number">{n}</td></tr> })
    });
    let apart = |form: Form| -> u64 {
        all.counts
            .iter()
            .filter(|c| c.form == form && c.capacity != Capacity::Campaign)
            .map(|c| c.count)
            .sum()
    };
    let late: u64 = all.counts.iter().filter(|c| c.late).map(|c| c.count).sum();
    let summary = format!(
        "{}. Apart from answers to the questions: {} and {}. After closing: {late}.",
        counted(total, "contribution", "contributions"),
        counted(
            apart(Form::Letter),
            "letter or document",
            "letters or documents"
        ),
        counted(
            apart(Form::EventPoint),
            "point made at an event",
            "points made at events"
        ),
    );
    view! {
        <section>
            <h2>"Who has answered"</h2>
            <p>{summary}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Responses by audience">
                <table>
                    <caption>"Responses and comments by audience and for whom they speak"</caption>
                    <thead><tr>
                        <th scope="col">"Audience"</th>
                        {capacities.map(|(_, name)| view! { <th scope="col" class="number">{name}</th> }).collect_view()}
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Contributions by channel">
                <table>
                    <caption>"All contributions by how they came"</caption>
                    <thead><tr><th scope="col">"Channel"</th><th scope="col" class="number">"Contributions"</th></tr></thead>
                    <tbody>{channels.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What officers call a channel.
pub fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "Web form",
        Channel::Paper => "Paper form",
        Channel::Phone => "Phone",
        Channel::Email => "Email",
        Channel::Letter => "Post",
        Channel::Event => "Event",
        Channel::Api => "Another system",
        Channel::Import => "Imported file",
    }
}
