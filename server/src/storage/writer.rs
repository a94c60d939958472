//! Durable submissions, many in one transaction.
//!
//! With SQLite a transaction costs a sync of the disk, so one task gathers whatever is waiting and commits it
//! together (8–12 times the submissions a second). With PostgreSQL grouping gains nothing, and each has its own.
//! Nobody is answered before the commit.

pub use super::contribution::Stored;
use super::contribution::{New, insert};
use super::{Db, StorageError};
use futures::FutureExt as _;
use std::panic::AssertUnwindSafe;
use tokio::sync::{mpsc, oneshot};

/// Most submissions in one transaction.
const GROUP: usize = 200;

type Reply = oneshot::Sender<Result<Stored, StorageError>>;

/// The way in for submissions. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    db: Db,
    queue: Option<mpsc::Sender<(New, Reply)>>,
}

impl Writer {
    /// Starts the writer of this database. Needs a running Tokio.
    pub fn start(db: &Db) -> Self {
        let queue = match db {
            Db::Postgres(_) => None,
            Db::Sqlite(_) => {
                let (sender, receiver) = mpsc::channel(10_000);
                tokio::spawn(write(db.clone(), receiver));
                Some(sender)
            }
        };
        Self {
            db: db.clone(),
            queue,
        }
    }

    /// Stores a submission. When this returns, it is on disk.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn store(&self, new: New) -> Result<Stored, StorageError> {
        let channel = new.submission.channel.as_str();
        let stored = match &self.queue {
            None => alone(&self.db, &new).await?,
            Some(queue) => {
                let (reply, answer) = oneshot::channel();
                queue
                    .send((new, reply))
                    .await
                    .map_err(|_| StorageError::Stopping)?;
                answer.await.map_err(|_| StorageError::Stopping)??
            }
        };
        let counted = match stored.replay {
            true => "wellheard_submissions_replayed_total",
            false => "wellheard_submissions_stored_total",
        };
        metrics::counter!(counted, "channel" => channel).increment(1);
        Ok(stored)
    }
}

async fn write(db: Db, mut queue: mpsc::Receiver<(New, Reply)>) {
    let mut waiting = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut waiting, GROUP).await > 0 {
        match survived(together(&db, &waiting)).await {
            Ok(stored) => {
                for ((_, reply), stored) in waiting.drain(..).zip(stored) {
                    // A sender that has gone away will come back with the same key.
                    let _ = reply.send(Ok(stored));
                }
            }
            // One bad row must not fail its neighbours: each again, alone.
            Err(_) => {
                for (new, reply) in waiting.drain(..) {
                    let _ = reply.send(survived(alone(&db, &new)).await);
                }
            }
        }
    }
}

/// A fault in the program while storing one submission is an error of that one. It must not end the task that all
/// others wait for; whatever was not committed is rolled back when the transaction is dropped.
async fn survived<T>(
    work: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    let done = AssertUnwindSafe(work).catch_unwind().await;
    done.unwrap_or_else(|_| Err(StorageError::Panicked))
}

async fn together(db: &Db, all: &[(New, Reply)]) -> Result<Vec<Stored>, StorageError> {
    let mut tx = db.begin().await?;
    let mut stored = Vec::with_capacity(all.len());
    for (new, _) in all {
        stored.push(insert(&mut tx, new).await?);
    }
    tx.commit().await?;
    Ok(stored)
}

async fn alone(db: &Db, new: &New) -> Result<Stored, StorageError> {
    let mut tx = db.begin().await?;
    let stored = insert(&mut tx, new).await?;
    tx.commit().await?;
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_fault_while_storing_is_an_error_of_that_one_submission() {
        let fault = survived::<()>(async { panic!("a fault") }).await;
        assert!(matches!(fault, Err(StorageError::Panicked)));
        assert!(survived(async { Ok(()) }).await.is_ok());
    }
}
