//! What to undo when a person presses Ctrl-C or a supervisor ends us.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anyhow::{Context, Result};

type Undo = Box<dyn FnOnce() + Send>;

static UNDO: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

/// From now on an interrupt undoes whatever is registered, newest first, and ends the program.
pub fn listen() -> Result<()> {
    ctrlc::set_handler(|| {
        eprintln!("\ninterrupted: stopping what was started");
        undo_everything();
        // 128 + SIGINT, as a shell reports it.
        std::process::exit(130);
    })
    .context("could not listen for Ctrl-C")
}

/// Registers something to undo if we are interrupted before the guard is dropped.
pub fn on_interrupt(undo: impl FnOnce() + Send + 'static) -> Guard {
    let mut all = lock();
    let key = all.last_key_value().map_or(0, |(key, _)| key + 1);
    all.insert(key, Box::new(undo));
    Guard(key)
}

/// Takes its registration back when dropped.
pub struct Guard(u64);

impl Drop for Guard {
    fn drop(&mut self) {
        lock().remove(&self.0);
    }
}

fn undo_everything() {
    loop {
        // Taken out before it runs, so that the lock is not held meanwhile.
        let newest = lock().pop_last();
        match newest {
            Some((_, undo)) => undo(),
            None => return,
        }
    }
}

fn lock() -> std::sync::MutexGuard<'static, BTreeMap<u64, Undo>> {
    UNDO.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
