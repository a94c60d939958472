//! What colleagues shared, where it is not what the lead has.

use super::beside::buttons;
use crate::api::{CommentLine, Piece, Shared, Writing};
use crate::components::title::marked;
use crate::routes;
use crate::text::said;
use crate::text::team::{HELD, OURS, anchor, piece_of, wrote};
use domain::journey;
use domain::question::Question;
use domain::team::{can_add, holds};
use domain::text::Slug;
use leptos::prelude::*;

/// Question by question and clause by clause. Nothing before somebody shares.
#[component]
pub(super) fn Differs(writing: Writing) -> impl IntoView {
    if writing.shared.is_empty() {
        return ().into_any();
    }
    let audience = writing.draft.audience.clone();
    let asked: Vec<Question> = audience
        .iter()
        .flat_map(|audience| journey::asked(&writing.content, audience))
        .cloned()
        .collect();
    let mut agreed = 0;
    let mut rows = Vec::new();
    for question in &asked {
        let ours = writing
            .draft
            .answers
            .get(&question.id)
            .cloned()
            .unwrap_or_default();
        let theirs = |shared: &&Shared| {
            shared
                .answers
                .get(&question.id)
                .is_some_and(|a| !a.is_empty())
        };
        let answered: Vec<&Shared> = writing.shared.iter().filter(theirs).collect();
        let other = |shared: &&Shared| !holds(&question.kind, &ours, &shared.answers[&question.id]);
        if answered.iter().any(other) {
            rows.push(row(&writing, question, &answered));
        } else if !answered.is_empty() {
            agreed += 1;
        }
    }
    let comments = comments(&writing, &mut agreed);
    let nothing = (rows.is_empty() && comments.is_empty())
        .then(|| view! { <p class="inset">{phrase!("Nothing differs from what you have.")}</p> });
    let agreed = (agreed > 0).then(|| {
        let text = counted!(
            agreed,
            "{n} answer is in yours already.",
            "{n} answers are in yours already."
        );
        view! { <p>{text}</p> }
    });
    let left = left_over(&writing, &asked);
    view! {
        <h2 id="differs">{phrase!("What differs")}</h2>
        {nothing}
        {agreed}
        {rows}
        {comments}
        {left}
    }
    .into_any()
}

fn row(writing: &Writing, question: &Question, answered: &[&Shared]) -> AnyView {
    let slug = &writing.card.slug;
    let piece = Piece::Answer(question.id.clone());
    let words = question.words(&writing.draft.language, writing.draft.audience.as_ref());
    let ours = writing
        .draft
        .answers
        .get(&question.id)
        .cloned()
        .unwrap_or_default();
    let page = journey::page_of(&writing.content, &writing.draft, &question.id);
    let change = page.map(|page| {
        let href = format!("{}#{}", routes::respond_page(slug, &page), question.id);
        view! { <p><a href=href>{phrase!("Change ours")}<span class="visually-hidden">{format!(": {}", words.title)}</span></a></p> }
    });
    let blocks = answered.iter().map(|shared| {
        let theirs = &shared.answers[&question.id];
        let below = match holds(&question.kind, &ours, theirs) {
            true => view! { <p class="meta">{HELD}</p> }.into_any(),
            false => take_form(slug, &piece, shared, can_add(&question.kind)),
        };
        block(
            Some(wrote(&shared.called)),
            said::lines(writing, question, theirs),
            below,
        )
    });
    let blocks = blocks.collect_view();
    let mine = said::lines(writing, question, &ours);
    view! {
        <section class="differs" id=anchor(&piece_of(&piece))>
            <h3>{words.title.clone()}</h3>
            {block(None, mine, change)}
            {blocks}
        </section>
    }
    .into_any()
}

fn comments(writing: &Writing, agreed: &mut u64) -> Vec<AnyView> {
    let mut rows = Vec::new();
    let mut seen: Vec<(Slug, Slug)> = Vec::new();
    let all = writing.shared.iter().flat_map(|shared| &shared.comments);
    for line in all {
        let at = (line.comment.document.clone(), line.comment.clause.clone());
        if seen.contains(&at) {
            continue;
        }
        let here =
            |other: &&CommentLine| other.comment.document == at.0 && other.comment.clause == at.1;
        let ours = writing.comments.iter().find(here);
        let theirs: Vec<(&Shared, &CommentLine)> = writing
            .shared
            .iter()
            .filter_map(|shared| Some((shared, shared.comments.iter().find(here)?)))
            .collect();
        let same = |line: &CommentLine| ours.is_some_and(|ours| ours.comment == line.comment);
        if theirs.iter().all(|(_, line)| same(line)) {
            *agreed += 1;
        } else {
            rows.push(comment_row(writing, line, ours, &theirs));
        }
        seen.push(at);
    }
    rows
}

fn comment_row(
    writing: &Writing,
    at: &CommentLine,
    ours: Option<&CommentLine>,
    theirs: &[(&Shared, &CommentLine)],
) -> AnyView {
    let slug = &writing.card.slug;
    let (document, clause) = (&at.comment.document, &at.comment.clause);
    let piece = Piece::Comment(document.clone(), clause.clone());
    let mine = ours
        .map(|ours| said::comment(&ours.comment))
        .unwrap_or_default();
    let place = at.place.clone();
    let change = view! {
        <p><a href=routes::comment(slug, document, clause)>{phrase!("Change ours")}<span class="visually-hidden">{format!(": {place}")}</span></a></p>
    };
    let blocks = theirs.iter().map(|(shared, line)| {
        let below = match ours.is_some_and(|ours| ours.comment == line.comment) {
            true => view! { <p class="meta">{HELD}</p> }.into_any(),
            false => take_form(slug, &piece, shared, ours.is_some()),
        };
        block(
            Some(wrote(&shared.called)),
            said::comment_of(&line.comment),
            below,
        )
    });
    let blocks = blocks.collect_view();
    view! {
        <section class="differs" id=anchor(&piece_of(&piece))>
            <h3>{marked(at.place.clone(), &at.language)}</h3>
            {block(None, mine, change)}
            {blocks}
        </section>
    }
    .into_any()
}

fn take_form(slug: &Slug, piece: &Piece, shared: &Shared, add: bool) -> AnyView {
    view! {
        <form method="post" action=routes::team_form(slug, "take")>{buttons(piece, &shared.called, add)}</form>
    }
    .into_any()
}

/// Somebody's words with their name above; without a name, the lead's own.
pub(super) fn block<V: IntoView + 'static>(
    name: Option<String>,
    lines: Vec<String>,
    below: V,
) -> impl IntoView + use<V> {
    let lines = match lines.is_empty() {
        true => view! { <p class="meta">{phrase!("Not answered")}</p> }.into_any(),
        false => lines
            .into_iter()
            .map(|line| view! { <p class="as-typed">{line}</p> })
            .collect_view()
            .into_any(),
    };
    let class = match name {
        None => "colleague ours",
        Some(_) => "colleague",
    };
    let name = name.unwrap_or_else(|| OURS.say());
    view! {
        <div class=class>
            <p><strong>{name}</strong></p>
            {lines}
            {below}
        </div>
    }
}

/// What colleagues answered before the lead chose to answer as somebody who is asked less.
fn left_over(writing: &Writing, asked: &[Question]) -> Option<AnyView> {
    let mut rows = Vec::new();
    for shared in &writing.shared {
        for (id, answer) in &shared.answers {
            let question = writing.content.questions.iter().find(|q| &q.id == id);
            let gone = !asked.iter().any(|q| &q.id == id);
            if let (Some(question), true, false) = (question, gone, answer.is_empty()) {
                let title = question.words(&writing.draft.language, None).title;
                let lines = said::lines(writing, question, answer);
                let name = format!("{title} – {}", wrote(&shared.called));
                rows.push(block(Some(name), lines, ()));
            }
        }
    }
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{phrase!("Answers to questions that you are not asked")}</h2>
            <p>{phrase!("Your colleagues wrote these before you chose who you answer as. They are not sent. You can copy them into another answer.")}</p>
            {rows}
        }
        .into_any()
    })
}
