//! A consultation: its state and its calendar.

mod opening;
mod schedule;
mod stage;

pub use opening::{Gate, GateKind, USUAL_DAYS, gates};
pub use schedule::{GRACE_MINUTES, Schedule, ScheduleError, london_date, london_moment};
pub use stage::{Stage, StageError, Step};
