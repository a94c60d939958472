//! Reusable markup.

pub mod easy_read;
pub mod form;
pub mod layout;
pub mod loaded;
pub mod markdown;
pub mod marked;
pub mod officer;
pub mod pager;
pub mod picture;
pub mod question;
pub mod title;
