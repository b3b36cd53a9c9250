//! Which domains are an enterprise's own: those of its website and its address
//! that no other one on the list names. One that several share, such as a
//! municipality's, a website builder's or a mail service's, is nobody's.

use std::collections::BTreeSet;

use eventlog::limit::in_time;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::Stage,
        values::{
            contact::{Email, Website},
            profile::Profile,
        },
    },
    projection::directory::Directory,
};

/// What a profile says of how to reach it.
#[derive(FromRow)]
struct Contact {
    website: Option<String>,
    email: Option<String>,
}

impl Directory {
    pub(crate) async fn own_domains(
        &self,
        id: Uuid,
        profile: &Profile,
    ) -> Result<BTreeSet<String>, sqlx::Error> {
        let mut own = named(profile.website.as_ref(), profile.email.as_ref());
        let shared = self.shared_domains(id, &own).await?;
        own.retain(|domain| !shared.contains(domain));
        Ok(own)
    }

    /// Those of the domains that another listed enterprise names too.
    pub(crate) async fn shared_domains(
        &self,
        id: Uuid,
        domains: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, sqlx::Error> {
        if domains.is_empty() {
            return Ok(BTreeSet::new());
        }
        // A row has them as somebody typed them.
        let written = domains.iter().map(|it| idna::domain_to_unicode(it).0);
        let wanted: Vec<String> = domains.iter().cloned().chain(written).collect();
        let query = sqlx::query_as::<_, Contact>(
            "SELECT directory.profile->>'website' AS website, directory.profile->>'email' AS email
             FROM registry.directory AS directory
             WHERE directory.state = $1 AND directory.id <> $2
               AND EXISTS (
                   SELECT FROM unnest($3::TEXT[]) AS wanted
                   WHERE strpos(lower(directory.profile->>'website'), wanted) > 0
                      OR strpos(lower(directory.profile->>'email'), wanted) > 0
               )",
        );
        let query = query.bind(Stage::Listed.name()).bind(id).bind(wanted);
        let others = in_time(query.fetch_all(&self.pool)).await?;
        let others = others.iter().flat_map(Contact::domains);
        Ok(others.filter(|it| domains.contains(it)).collect())
    }
}

impl Contact {
    fn domains(&self) -> BTreeSet<String> {
        domains(self.website.as_deref(), self.email.as_deref())
    }
}

/// The domains of a website and an address as a row keeps them.
pub(crate) fn domains(website: Option<&str>, email: Option<&str>) -> BTreeSet<String> {
    let website = website.and_then(|it| Website::parse(it).ok());
    let email = email.and_then(|it| Email::parse(it).ok());
    named(website.as_ref(), email.as_ref())
}

/// In one spelling, `xn--…`, as identity tells those of people.
fn named(website: Option<&Website>, email: Option<&Email>) -> BTreeSet<String> {
    let website = website.map(Website::domain);
    let written = website.into_iter().chain(email.map(Email::domain));
    written
        .map(|it| idna::domain_to_ascii(&it).unwrap_or(it))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_domain_is_known_by_both_its_spellings() {
        let written = domains(
            Some("https://www.räksmörgås.example/"),
            Some("info@xn--rksmrgs-5wao1o.example"),
        );
        let one = BTreeSet::from(["xn--rksmrgs-5wao1o.example".to_owned()]);
        assert_eq!(written, one);
    }
}
