//! What there is to open, one line each.

use std::path::Path;

use crate::progress::say;

pub(crate) struct Greeting<'a> {
    pub(crate) site: &'a str,
    pub(crate) token: &'a str,
    pub(crate) token_file: &'a Path,
    pub(crate) nats: &'a str,
    pub(crate) postgres: &'a str,
}

impl Greeting<'_> {
    pub(crate) fn say(&self) {
        let Self {
            site,
            token,
            token_file,
            nats,
            postgres,
        } = self;
        let file = token_file.display();
        let bearer = format!("Authorization: Bearer $(cat {file})");
        say("\nASF Lyfter is running; Ctrl-C stops it.\n");
        say(&format!("  Site         {site}/asf-listan"));
        say(&format!("  API          {site}/api/docs"));
        say(&format!("  Staff token  {token}"));
        say(&format!(
            "               curl -H \"{bearer}\" '{site}/api/v1/enterprises:drafts'"
        ));
        say(&format!(
            "  NATS         {nats}    nats -s {nats} sub 'asf.registry.v1.>'"
        ));
        say(&format!("  Postgres     psql '{postgres}'"));
        say("");
    }
}
