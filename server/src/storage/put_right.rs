//! Putting right what was typed wrongly from paper.

use super::contribution::{comment_row, row, text};
use super::{StorageError, Tx, concern, on, stamp};
use domain::coding::Place;
use domain::contribution::Capacity;
use domain::id::{ClauseId, ContributionId, DocumentVersionId};
use domain::second_entry::{Field, Stored, Typed};
use domain::typing::{Agreed, Typist, Way, Whose};
use jiff::Timestamp;

// What a machine noticed in words that were typed wrongly goes with them. What a person said of them stands in the
// way: it points at the passage, and the database refuses.
const OF_TEXTS: [&str; 7] = [
    "DELETE FROM reading WHERE verdict = '' AND text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1 AND ",
    "DELETE FROM reread WHERE done_by IS NULL AND text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1 AND ",
    "DELETE FROM audit_sample WHERE NOT EXISTS (SELECT 1 FROM second_coding s WHERE s.text_item_id = audit_sample.text_item_id)
      AND text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1 AND ",
    "DELETE FROM alike WHERE text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1 AND ",
    "DELETE FROM personal_data_flag WHERE passage_id IN (SELECT p.id FROM passage p JOIN text_item x ON x.id = p.text_item_id WHERE x.contribution_id = $1 AND ",
    "DELETE FROM theme_assignment WHERE decided_by IS NULL AND made_by LIKE 'engine:%' AND passage_id IN
      (SELECT p.id FROM passage p JOIN text_item x ON x.id = p.text_item_id WHERE x.contribution_id = $1 AND ",
    "DELETE FROM passage WHERE text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1 AND ",
];
const NO_ANSWER: &str = "DELETE FROM answer WHERE contribution_id = $1 AND question_id = $2";
const NO_ANSWER_TEXTS: &str =
    "DELETE FROM text_item WHERE contribution_id = $1 AND question_id = $2";
const NO_COMMENT: &str = "DELETE FROM clause_comment WHERE contribution_id = $1 AND clause_id = $2";
const NO_COMMENT_TEXTS: &str =
    "DELETE FROM text_item WHERE contribution_id = $1 AND clause_id = $2";
const RECEIVED: &str = "UPDATE contribution SET received_at = $2, late = $3 WHERE id = $1";
const FROM: &str =
    "UPDATE contribution SET capacity = $2, organisation = $3, urn = $4, group_size = $5,
  authorised = $6 WHERE id = $1";
const UNPUBLISH: &str = "UPDATE contribution SET consent_publish = $2 WHERE id = $1";
const QUOTE: &str = "UPDATE contribution SET consent_quote = $2 WHERE id = $1";
const TYPING: &str =
    "UPDATE contribution SET typing = $2, typist = $3, whose_words = $4, agreed = $5 WHERE id = $1";

/// Puts what the second person typed in the place of what the first one did. `at` is where a clause is; a day comes
/// with its moment and whether it is late.
///
/// # Errors
/// When the database refuses; [`StorageError::is_in_use`] where a person has worked on the words.
pub async fn put(
    tx: &mut Tx,
    id: ContributionId,
    field: &Field,
    typed: &Typed,
    clause: Option<(DocumentVersionId, ClauseId)>,
    received: Option<(Timestamp, bool)>,
) -> Result<(), StorageError> {
    let own = id.to_string();
    match (field, typed) {
        (Field::Received, _) => {
            if let Some((at, late)) = received {
                on!(tx, c => sqlx::query(RECEIVED).bind(&own).bind(stamp(at)).bind(late).execute(&mut **c).await.map(drop))?;
            }
        }
        (
            Field::From,
            Typed::From {
                capacity,
                organisation,
                urn,
                authorised,
                size,
            },
        ) => {
            on!(tx, c => sqlx::query(FROM).bind(&own).bind(capacity.as_str()).bind(organisation)
                .bind(urn.map(|urn| urn.to_string())).bind(size.map(i64::from)).bind(*authorised).execute(&mut **c).await.map(drop))?;
            if *capacity != Capacity::Organisation {
                on!(tx, c => sqlx::query(UNPUBLISH).bind(&own).bind(false).execute(&mut **c).await.map(drop))?;
            }
        }
        (Field::Quote | Field::Publish, typed) => {
            let yes = *typed == Typed::Yes(true);
            let sql = if *field == Field::Quote {
                QUOTE
            } else {
                UNPUBLISH
            };
            on!(tx, c => sqlx::query(sql).bind(&own).bind(yes).execute(&mut **c).await.map(drop))?;
        }
        (Field::Typing, typed) => {
            let typing = match typed {
                Typed::Typing(typing) => *typing,
                _ => Default::default(),
            };
            on!(tx, c => sqlx::query(TYPING).bind(&own)
                .bind(typing.way.map(Way::as_str)).bind(typing.typist.map(Typist::as_str))
                .bind(typing.whose.map(Whose::as_str)).bind(typing.agreed.map(Agreed::as_str))
                .execute(&mut **c).await.map(drop))?;
        }
        (Field::Question(question), typed) => {
            let which = "question_id = $2";
            let rows = [NO_ANSWER, NO_ANSWER_TEXTS];
            let concerns = clear(tx, &own, which, question.as_str(), rows).await?;
            if let Typed::Answer(stored) = typed {
                answer(tx, id, question.as_str(), stored).await?;
            }
            put_back(tx, &own, which, question.as_str(), &concerns).await?;
        }
        (Field::Clause(..), typed) => {
            let Some((version, clause)) = clause else {
                return Err(StorageError::corrupt(
                    "entry_difference.field",
                    "no such clause",
                ));
            };
            let (which, at) = ("clause_id = $2", clause.to_string());
            let rows = [NO_COMMENT, NO_COMMENT_TEXTS];
            let concerns = clear(tx, &own, which, &at, rows).await?;
            if let Typed::Comment {
                stance,
                text: words,
                suggestion,
            } = typed
            {
                let mut ids = [None, None];
                let bodies = [(Place::Comment, words), (Place::Suggestion, suggestion)];
                for (slot, (place, body)) in ids.iter_mut().zip(bodies) {
                    if !body.is_empty() {
                        *slot = Some(text(tx, id, place, None, Some(clause), body).await?);
                    }
                }
                let [body, other] = ids;
                comment_row(tx, id, (version, clause), *stance, (body, other)).await?;
            }
            put_back(tx, &own, which, &at, &concerns).await?;
        }
        (Field::From, _) => {}
    }
    Ok(())
}

/// Takes out an answer or a comment with its texts and what a machine noticed in them. Gives who may be at risk as its
/// words tell: that must not go with words typed wrongly.
async fn clear(
    tx: &mut Tx,
    id: &str,
    which: &'static str,
    key: &str,
    rows: [&'static str; 2],
) -> Result<Vec<concern::Taken>, StorageError> {
    let mut concerns = Vec::new();
    for text in texts_of(tx, id, which, key).await? {
        concerns.extend(concern::take(tx, &text).await?);
    }
    for start in OF_TEXTS {
        // Made of two constants.
        let sql = format!("{start}{which})");
        on!(tx, c => sqlx::query(sqlx::AssertSqlSafe(sql.clone())).bind(id).bind(key)
            .execute(&mut **c).await.map(drop))?;
    }
    for sql in rows {
        on!(tx, c => sqlx::query(sql).bind(id).bind(key).execute(&mut **c).await.map(drop))?;
    }
    Ok(concerns)
}

/// Puts concerns on the first text that took the place of those they were about.
///
/// # Errors
/// When the database refuses; [`StorageError::is_in_use`] where there is no such text.
async fn put_back(
    tx: &mut Tx,
    id: &str,
    which: &'static str,
    key: &str,
    concerns: &[concern::Taken],
) -> Result<(), StorageError> {
    let texts = texts_of(tx, id, which, key).await?;
    let text = texts.first().map(String::as_str).unwrap_or_default();
    for taken in concerns {
        concern::keep(tx, taken, text).await?;
    }
    Ok(())
}

async fn texts_of(
    tx: &mut Tx,
    id: &str,
    which: &'static str,
    key: &str,
) -> Result<Vec<String>, StorageError> {
    // Made of two constants.
    let sql =
        format!("SELECT id FROM text_item WHERE contribution_id = $1 AND {which} ORDER BY id");
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(sql.clone()))
        .bind(id).bind(key).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn answer(
    tx: &mut Tx,
    id: ContributionId,
    question: &str,
    stored: &Stored,
) -> Result<(), StorageError> {
    for (at, option) in stored.picked.iter().enumerate() {
        let other = match option == "other" && !stored.other.is_empty() {
            true => Some(text(tx, id, Place::Other, Some(question), None, &stored.other).await?),
            false => None,
        };
        row(tx, id, question, at, (Some(option), None, other)).await?;
    }
    if stored.number.is_some() {
        row(tx, id, question, 0, (None, stored.number, None)).await?;
    }
    for (at, body) in stored.texts.iter().enumerate() {
        let item = text(tx, id, Place::Answer, Some(question), None, body).await?;
        row(tx, id, question, at, (None, None, Some(item))).await?;
    }
    Ok(())
}
