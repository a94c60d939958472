//! The demo council's data, in a test's database.

use server::backend::Live;

/// Loads it.
pub async fn load(live: &Live) {
    server::demo::fill(live).await.unwrap();
}
