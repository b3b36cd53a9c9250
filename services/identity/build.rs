//! The migrations are part of the program: a new one makes it again. So are
//! the texts of the mails.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=sqlx.toml");
    texts::build()
}
