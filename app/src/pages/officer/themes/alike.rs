//! Groups of look-alikes: for a person to look at and, where they are copies, to count apart.

use super::work::LastRun;
use super::{Done, Words};
use crate::api::{AlikeGroup, AlikeMember, AlikePage, ApiError, MarkedCampaign, OwnWords, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::marked::{Mark as Marked, MarkedWords};
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::components::pager::Pager;
use crate::pages::officer::slug;
use crate::pages::params::query;
use crate::routes;
use crate::text::dates;
use crate::text::numbers::{counted, number};
use crate::text::themes as text;
use crate::visit::{Retry, visit};
use domain::plain::list;
use domain::text::Slug;
use leptos::prelude::*;

/// Texts so alike that they may be copies, campaigns first.
#[component]
pub fn LookAlikesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let own: [Option<u64>; 2] = [query("own"), query("alike")];
    let done = (query("marked"), query("undone"), own);
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move {
            let (group, at): (Option<String>, Option<u64>) = (query("group"), query("page"));
            let group = group.unwrap_or_default();
            backend.alike(&caller, &of, &group, at.unwrap_or(1)).await
        },
        move |all| page(slug, all, done, retry),
    )
    .into_any()
}

fn page(
    slug: Slug,
    all: AlikePage,
    done: (Option<u64>, Option<u64>, [Option<u64>; 2]),
    retry: Option<Retry>,
) -> impl IntoView {
    let here = routes::officer_alike(&slug);
    let retry = retry.filter(|retry| retry.form.starts_with(&here));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let none = all.groups.is_empty().then_some(match all.run {
        Some(_) => "The engine found no texts that are alike.",
        None => {
            "The engine has not looked for texts that are alike yet. Let it suggest themes first."
        }
    });
    let (marked, undone, own) = done;
    let own = own_done(own).map(|what| view! { <Done what/> });
    let undone = undone.map(|count| {
        let what = format!(
            "{} again.",
            counted(
                count,
                "response counts as a person’s",
                "responses count as people’s"
            )
        );
        view! { <Done what/> }
    });
    let campaigns = all.campaigns;
    let done = marked.map(|count| {
        let what = match count {
            1 => "1 response is now counted as a copy of a standard text.".to_owned(),
            n => format!(
                "{} responses are now counted as copies of a standard text.",
                number(n)
            ),
        };
        view! { <Done what/> }
    });
    let alone = all.only.is_some();
    let groups = all
        .groups
        .into_iter()
        .map(|group| view! { <Group slug=slug.clone() group alone retry=retry.clone()/> });
    let groups = groups.collect_view();
    let only = all.only.clone();
    let back = match &only {
        Some(_) => (here.clone(), "All look-alikes"),
        None => (routes::officer_themes(&slug), "All themes"),
    };
    let pairs = only.map(|id| vec![("group", id)]).unwrap_or_default();
    let number_of = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let pager = view! { <Pager base=here.clone() pairs at=number_of(all.page) pages=number_of(all.pages)/> };
    view! {
        <OfficerPage title="Look-alikes" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=back.0>{back.1}</a></p>
            <h1>"Look-alikes"</h1>
            {done}
            {undone}
            {own}
            <p>
                "Texts that share most of their words. People do write the same words by themselves, so a person decides. "
                <strong>"Nothing is deleted: every response stays, and can be read, quoted and coded like any other."</strong>
            </p>
            <LastRun run=all.run/>
            {none.map(|none| view! { <p class="inset">{none}</p> })}
            {groups}
            {pager}
            <Campaigns slug=slug.clone() campaigns/>
            <Kept slug own=all.own/>
        </OfficerPage>
    }
    .into_any()
}

/// The form that marks a group, under its consultation.
const CAMPAIGN: &str = "themes/alike/campaign";

/// What somebody told apart, each with the way back.
#[component]
fn Campaigns(slug: Slug, campaigns: Vec<MarkedCampaign>) -> impl IntoView {
    (!campaigns.is_empty()).then(|| {
        let items = campaigns.into_iter().map(|one| {
            let copies = counted(one.copies, "copy", "copies");
            let by = format!("Marked by {}, {}", one.by, dates::moment(one.at));
            view! {
                <section class="card">
                    <h3>{copies.clone()}</h3>
                    <div class="quote"><Words words=one.words/></div>
                    <p class="meta">{by}</p>
                    <form method="post" action=format!("{}/undo", routes::officer_alike(&slug))>
                        <Csrf/>
                        <input type="hidden" name="campaign" value=one.id.to_string()/>
                        <button class="btn btn-secondary" type="submit">
                            "Count them as people again"<span class="visually-hidden">{format!(": {copies}")}</span>
                        </button>
                    </form>
                </section>
            }
        });
        let items = items.collect_view();
        view! { <section id="campaigns"><h2>"Counted as campaigns"</h2>{items}</section> }.into_any()
    })
}

#[component]
fn Group(slug: Slug, group: AlikeGroup, alone: bool, retry: Option<Retry>) -> impl IntoView {
    let many = counted(group.size, "text", "texts");
    let kind = match group.campaign {
        true => "Perhaps a campaign",
        false => "Nearly the same",
    };
    let people = group.people;
    let heading = format!("{kind}: {many}");
    let id = format!("group-{}", group.id);
    let state = match people {
        0 => view! { <p><span class="tag tag-done">"Counted apart already"</span></p> }.into_any(),
        _ => view! { <Mark slug=slug.clone() group=group.id.clone() people heading=heading.clone()/> }
            .into_any(),
    };
    let own = own_form(&group.id);
    let typed = typed_of(&slug, retry, &group.id);
    let keep = view! { <Keep slug=slug.clone() group=group.id.clone() heading=heading.clone() typed=typed.clone()/> };
    let standard = group.first.words.clone().unwrap_or_default();
    let first = view! { <Member slug=slug.clone() member=group.first standard=String::new() form=own.clone() typed=typed.clone()/> };
    let others = group.others;
    let (all, shown) = (group.size - 1, others.len() as u64);
    let open = alone || shown < 3;
    let summary = match (all == shown, all) {
        (true, 1) => "The other text".to_owned(),
        (true, n) => format!("The other {}", counted(n, "text", "texts")),
        (false, n) => format!(
            "{} of the other {}",
            number(shown),
            counted(n, "text", "texts")
        ),
    };
    let rest = (!alone && all > shown).then(|| {
        let href = format!("{}?group={}", routes::officer_alike(&slug), group.id);
        view! { <p><a href=href>{format!("See all {}", number(all + 1))}</a></p> }
    });
    let others = others
        .into_iter()
        .map(|m| view! { <Member slug=slug.clone() member=m standard=standard.clone() form=own.clone() typed=typed.clone()/> });
    let others = others.collect_view();
    view! {
        <section class="card" id=id>
            <h2>{heading}</h2>
            <ul class="members">{first}</ul>
            <details class="details" open=open>
                <summary>{summary}</summary>
                <ul class="members">{others}</ul>
                {rest}
            </details>
            {state}
            {keep}
        </section>
    }
    .into_any()
}

/// A text of a group: the first in full, the others by what they say otherwise than the first.
#[component]
fn Member(
    slug: Slug,
    member: AlikeMember,
    standard: String,
    form: String,
    typed: Typed,
) -> impl IntoView {
    let AlikeMember {
        text: id,
        origin,
        words,
        differs,
    } = member;
    let href = routes::officer_response(&slug, &origin.reference);
    let leave = format!("leave-{id}");
    let ticked = typed.has("member", &id.to_string(), false);
    let said = match (words, differs) {
        (Some(_), Some(differs)) if differs.gone.is_empty() && differs.new.is_empty() => {
            view! { <p>"The same words."</p> }.into_any()
        }
        (Some(words), Some(differs)) => {
            let gone: Vec<String> = (differs.gone.iter())
                .filter_map(|place| standard.get(place.clone()))
                .filter(|words| words.chars().any(char::is_alphanumeric))
                .map(|words| format!("“{words}”"))
                .collect();
            let gone = (!gone.is_empty())
                .then(|| view! { <p class="meta">{format!("Without {}.", list(&gone))}</p> });
            view! {
                <p class="as-typed"><MarkedWords text=words marks=differs.new mark=Marked::New/></p>
                {gone}
            }
            .into_any()
        }
        (words, _) => view! { <Words words/> }.into_any(),
    };
    view! {
        <li>
            <div class="quote">{said}</div>
            <p class="meta">
                {text::whose(&origin)}" · "{origin.source.clone()}" · "
                <a href=href>{format!("Response {}", origin.reference)}</a>
            </p>
            <div class="checkbox">
                <input type="checkbox" id=leave.clone() name="member" value=id.to_string() form=form checked=ticked/>
                <label for=leave>"Leave out: their own words"<span class="visually-hidden">{format!(", response {}", origin.reference)}</span></label>
            </div>
        </li>
    }
    .into_any()
}

/// The id of the form that takes members of a group for people's own words: their boxes stand outside it.
fn own_form(group: &str) -> String {
    format!("own-{group}")
}

fn typed_of(slug: &Slug, retry: Option<Retry>, group: &str) -> Typed {
    let action = format!("{}/own", routes::officer_alike(slug));
    let retry = retry.filter(|retry| retry.value("group") == Some(group));
    Typed::one_of(retry.as_ref(), &action, group)
}

/// What was done about people's own words.
fn own_done([kept, back]: [Option<u64>; 2]) -> Option<String> {
    let kept = kept.map(|n| {
        let texts = counted(
            n,
            "text is now taken for its writer’s",
            "texts are now taken for their writers’",
        );
        format!("{texts} own words. The engine will not put them together again.")
    });
    let back = back.map(|n| {
        let texts = counted(n, "text may look like others", "texts may look like others");
        format!("{texts} again.")
    });
    kept.or(back)
}

/// Takes members of a group, or all of it, for people's own words.
#[component]
fn Keep(slug: Slug, group: String, heading: String, typed: Typed) -> impl IntoView {
    let hint = format!("{}-hint", typed.id("reason"));
    let own = own_form(&group);
    view! {
        <details class="details" open=typed.refused()>
            <summary>"They are separate people’s own words"<span class="visually-hidden">{format!(" ({heading})")}</span></summary>
            <form method="post" action=format!("{}/own", routes::officer_alike(&slug)) id=own>
                <Csrf/>
                <input type="hidden" name="group" value=group.clone()/>
                <FieldProblem retry=typed.retry() field="member"/>
                <div class="field">
                    <label for=typed.id("reason")>"How do you know?"</label>
                    <p class="hint" id=hint.clone()>"Kept in the record. They count as people, each text is coded by itself, and the engine does not put them together again. You can take it back."</p>
                    <FieldProblem retry=typed.retry() field="reason"/>
                    <input class="input" id=typed.id("reason") name="reason" value=typed.value("reason", "") maxlength="500" aria-describedby=hint/>
                </div>
                <div class="actions">
                    <button class="btn btn-secondary" type="submit" name="act" value="ticked">"Leave out those that are ticked"</button>
                    <button class="btn btn-secondary" type="submit" name="act" value="all">"All of them are separate people’s own words"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What somebody found to be people's own words, each with the way back.
#[component]
fn Kept(slug: Slug, own: Vec<OwnWords>) -> impl IntoView {
    (!own.is_empty()).then(|| {
        let items = own.into_iter().map(|one| {
            let texts = counted(one.texts, "text", "texts");
            let by = format!("{}, {}", one.by, dates::moment(one.at));
            view! {
                <section class="card">
                    <h3>{texts.clone()}</h3>
                    <p>{one.reason}</p>
                    <p class="meta">{by}</p>
                    <form method="post" action=format!("{}/own-undo", routes::officer_alike(&slug))>
                        <Csrf/>
                        <input type="hidden" name="own" value=one.id.to_string()/>
                        <button class="btn btn-secondary" type="submit">
                            "Take it back"<span class="visually-hidden">{format!(": {texts} are people’s own words")}</span>
                        </button>
                    </form>
                </section>
            }
        });
        let items = items.collect_view();
        view! { <section id="own"><h2>"Found to be people’s own words"</h2>{items}</section> }.into_any()
    })
}

#[component]
fn Mark(slug: Slug, group: String, people: u64, heading: String) -> impl IntoView {
    let hint = format!("mark-{group}");
    let who = match people {
        1 => "One of them counts as a person speaking for themselves".to_owned(),
        n => format!(
            "{} of them count as people speaking for themselves",
            number(n)
        ),
    };
    view! {
        <form method="post" action=routes::officer_form(&slug, CAMPAIGN)>
            <Csrf/>
            <input type="hidden" name="group" value=group/>
            <p class="hint" id=hint.clone()>
                {format!("{who}. From now on they would count as campaign copies, apart from people, everywhere. You can take it back. The text needs coding once only.")}
            </p>
            <button class="btn btn-secondary" type="submit" aria-describedby=hint>
                "Count every member as a copy of a standard text"<span class="visually-hidden">{format!(" ({heading})")}</span>
            </button>
        </form>
    }
    .into_any()
}
