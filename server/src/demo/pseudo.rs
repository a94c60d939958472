//! The demo in the pseudo-languages, to see whether every word of a page can be translated.

use super::{DemoError, OFFICER};
use crate::backend::Live;
use crate::storage::consultation;
use crate::storage::translation::{self, Row, Step};
use app::api::{Languages as _, Public as _, State};
use domain::access::Caller;
use domain::text::Language;

/// Has everything that is public read in the pseudo-languages as well: what is closed as if it had been translated while
/// it was open. Done again, it changes nothing.
///
/// # Errors
/// When storage fails.
pub async fn pseudo(live: &Live) -> Result<(), DemoError> {
    let caller = Caller::CommandLine {
        email: OFFICER.parse().map_err(|_| DemoError::CutShort)?,
    };
    for card in live.consultations(&caller).await? {
        let row = consultation::by_slug(&live.db, &card.slug).await?;
        let row = row.ok_or(DemoError::CutShort)?;
        for known in domain::language::PSEUDO {
            let language: Language = known.tag.parse().map_err(|_| DemoError::CutShort)?;
            let now = live.clock.now();
            let mut tx = live.db.begin().await?;
            translation::add(&mut tx, row.id, &language, (OFFICER, now)).await?;
            translation::offer(&mut tx, row.id, &language, true).await?;
            tx.commit().await?;
            let at = live.translating(&caller, &card.slug, &language).await?;
            let missing = at
                .texts
                .into_iter()
                .filter(|text| text.state != State::Done);
            let rows: Vec<Row> = missing
                .map(|text| Row {
                    step: 0,
                    words: crate::words::pseudo::text(&text.english),
                    key: text.key,
                    english: text.english,
                    maker: "machine".to_owned(),
                    translator: "pseudo".to_owned(),
                })
                .collect();
            if rows.is_empty() {
                continue;
            }
            let step = Step {
                number: at.newest + 1,
                what: "import".to_owned(),
                by: OFFICER.to_owned(),
                at: now,
            };
            let mut tx = live.db.begin().await?;
            translation::put(&mut tx, row.id, &language, &step, &rows).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
