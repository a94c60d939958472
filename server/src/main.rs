//! Parse, then run.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
