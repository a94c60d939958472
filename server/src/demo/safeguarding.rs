//! Who looks at what may tell of harm in the demo. Where people still answer some of it waits; elsewhere it was dealt
//! with.

use super::DemoError;
use super::thread::LEAD;
use crate::backend::Live;
use crate::storage::concern;
use crate::storage::consultation::Row;
use app::api::After;

const DONE: &str = "Read with the safeguarding team the same day. It tells of what is known and past; nobody is at risk now.";

pub(super) async fn fill(live: &Live, row: &Row, open: bool) -> Result<(), DemoError> {
    let by = (LEAD, live.clock.now());
    let mut tx = live.db.begin().await?;
    concern::name(&mut tx, row.id, LEAD, by).await?;
    tx.commit().await?;
    live.look_at(row).await?;
    if open {
        return Ok(());
    }
    let all = concern::all(&live.db, row.id).await?;
    let mut tx = live.db.begin().await?;
    for one in all {
        concern::handle(&mut tx, row.id, one.id, (DONE, After::AsBefore), by).await?;
    }
    tx.commit().await?;
    Ok(())
}
