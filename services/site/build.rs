//! Makes one typed function per page text out of `locales/`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    texts::build()
}
