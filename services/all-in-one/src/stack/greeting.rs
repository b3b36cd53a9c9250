//! What there is to open, one line each.

use std::path::Path;

use crate::{
    people::samples::{ACCOUNTS, email, password},
    progress::say,
};

pub(crate) struct Greeting<'a> {
    pub(crate) site: &'a str,
    pub(crate) mailbox: &'a str,
    pub(crate) mail: &'a Path,
    pub(crate) nats: &'a str,
    pub(crate) postgres: &'a str,
    /// Whether there are sample accounts.
    pub(crate) samples: bool,
}

impl Greeting<'_> {
    pub(crate) fn say(&self) {
        let Self {
            site,
            mailbox,
            nats,
            postgres,
            ..
        } = self;
        say("\nASF Lyfter is running; Ctrl-C stops it.\n");
        say(&format!("  Site         {site}/asf-listan"));
        say(&format!("  API          {site}/api/docs"));
        say(&format!(
            "  Mail         {mailbox}    {}",
            self.mail.display()
        ));
        say(&format!(
            "  NATS         {nats}    nats -s {nats} sub 'asf.registry.v1.>'"
        ));
        say(&format!("  Postgres     psql '{postgres}'"));
        match self.samples {
            true => self.say_accounts(),
            false => say(
                "\n  Nobody has an account yet; the first one of the staff is made by\n  \
                 scripts/make-staff ADDRESS",
            ),
        }
        say("");
    }

    fn say_accounts(&self) {
        say(&format!("\n  Log in at {}/konto as", self.site));
        for account in ACCOUNTS {
            let (email, password) = (email(account.local), password(account.local));
            say(&format!("    {email:27} {password:36} {}", account.about));
        }
    }
}
