//! In the browser there is no response to shape.

/// Does nothing here.
pub fn set_status(_status: u16) {}

/// Does nothing here.
pub fn redirect(_path: &str) {}

/// Does nothing here.
pub fn never_store() {}

/// Does nothing here.
pub fn allow_islands() {}

/// Not needed here: pages are written on the server.
pub fn host() -> Option<String> {
    None
}
