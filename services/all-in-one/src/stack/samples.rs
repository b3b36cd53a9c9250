//! Makes the sample accounts, and loads the sample enterprises into a registry
//! that has nothing yet.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use chassis::clock::Clock;
use proto::asf::registry::v1::Profile;
use time::{Date, macros::format_description};
use tonic::transport::Channel;

use crate::{
    home::{Home, write_private},
    people::{
        LoggedIn, People,
        samples::{COUNTY, STAFF, Samples, Wanted, email, password},
    },
    progress::{step, tick},
    samples::{
        COUNT, SEED, applicants, generate,
        load::{Loader, applications::APPLICATIONS},
        story::{self, Step},
    },
};

const DAY: Duration = Duration::from_hours(24);
/// When samples told what they did for society in the years before.
const REPORTED_DAYS_AGO: u16 = 2;

/// The day of samples that are under way.
const MARKER: &str = "samples.loading";

/// The registry's clock. It stands before all that happened to the samples as
/// long as they are not all made: nothing may end before it has begun.
pub(crate) fn past(home: &Home, with_samples: bool) -> Clock {
    let past = Clock::adjustable();
    if with_samples && home.path(MARKER).exists() {
        past.set_back(DAY * u32::from(story::BEGINNING));
    }
    past
}

/// The services that samples are given to.
pub(crate) struct Samplers<'a> {
    pub(crate) home: &'a Home,
    pub(crate) people: People,
    pub(crate) registry: Channel,
    pub(crate) identity: &'a identity::config::Config,
    pub(crate) clock: &'a Clock,
    /// The registry's own, which is set back while its samples get a past.
    pub(crate) past: &'a Clock,
    pub(crate) identity_channel: Channel,
    /// Tells today's database from one that is made after it was removed.
    pub(crate) database: String,
}

impl Samplers<'_> {
    /// Makes what is missing. A file tells that all is done for this database:
    /// whoever has changed a password since is left alone.
    ///
    /// # Errors
    /// A service refuses a sample.
    pub(crate) async fn ensure(&self) -> Result<()> {
        let done = self.home.path("samples.done");
        if std::fs::read_to_string(&done).is_ok_and(|text| text == self.database) {
            return Ok(());
        }
        let made = self.make().await;
        made.context("the samples cannot be made; --empty starts without them")?;
        write_private(&done, &self.database)
    }

    async fn make(&self) -> Result<()> {
        let (email, password) = (email(STAFF), password(STAFF));
        let secret = password.clone().into();
        identity::make_staff(self.identity, self.clock, &email, &secret).await?;
        let staff = self.people.log_in(&email, &password).await?;
        let day = self.enterprises(&staff).await?;
        let accounts = self.accounts(&staff, day);
        step("Making the sample accounts", accounts).await?;
        match std::fs::remove_file(self.marker()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Lists them when the registry is empty, or when an earlier loading was
    /// interrupted: until it is done, a file holds the day that it began on,
    /// since the samples differ from day to day and a command may only be sent
    /// again with the same content.
    async fn enterprises(&self, staff: &LoggedIn) -> Result<Date> {
        let marker = self.marker();
        let begun = begun(&marker);
        let day = begun.unwrap_or_else(|| self.clock.now().date());
        if begun.is_none() && !self.loader(staff, day).await?.finds_nothing().await? {
            return Ok(day);
        }
        write_private(&marker, &day.to_string())?;
        let what = format!("Listing {COUNT} sample enterprises");
        step(&what, self.load(staff, day)).await?;
        Ok(day)
    }

    /// Tells the story of the samples, with the registry's clock set back to
    /// each chapter's day.
    async fn load(&self, staff: &LoggedIn, day: Date) -> Result<()> {
        let told = self.tell(staff, day).await;
        self.past.set_back(Duration::ZERO);
        told
    }

    async fn tell(&self, staff: &LoggedIn, day: Date) -> Result<()> {
        let profiles = generate(COUNT, SEED, day);
        let applying = applicants(APPLICATIONS.len(), SEED, day, COUNTY);
        let mut loader = self.loader(staff, day).await?;
        let mut listed = 0;
        for chapter in story::chapters(COUNT) {
            self.set_back(chapter.days_ago);
            loader.renew(self.people.token(staff).await?);
            loader.tell(&chapter, &profiles).await?;
            if let Step::List(places) = &chapter.step {
                listed += places.len();
                tick(&listed.to_string());
            }
        }
        self.set_back(REPORTED_DAYS_AGO);
        loader.report(&profiles, day.year()).await?;
        for (days_ago, _) in APPLICATIONS {
            self.set_back(days_ago);
            loader.apply(days_ago, &applying, COUNT).await?;
        }
        Ok(())
    }

    fn set_back(&self, days: u16) {
        self.past.set_back(DAY * u32::from(days));
    }

    async fn loader(&self, staff: &LoggedIn, day: Date) -> Result<Loader> {
        let token = self.people.token(staff).await?;
        let channels = (self.registry.clone(), self.identity_channel.clone());
        let count = COUNT + APPLICATIONS.len();
        Ok(Loader::new(channels, token, day.to_string(), count))
    }

    async fn accounts(&self, staff: &LoggedIn, day: Date) -> Result<()> {
        let profiles = generate(COUNT, SEED, day);
        let mut near = profiles.iter().filter(|it| is_near(it));
        let (Some(owners), Some(nonmembers)) = (near.next(), near.next()) else {
            anyhow::bail!("there are too few samples in the county {COUNTY}");
        };
        let wanted = Wanted {
            owners,
            nonmembers,
            member_from: day,
        };
        let samples = Samples::ensure(&self.people, &wanted).await?;
        samples.tie(self.registry.clone(), &wanted).await?;
        samples.propose(self.registry.clone()).await?;
        let taken = [&owners.org_number, &nonmembers.org_number];
        let others = profiles.iter().enumerate();
        let others = others.filter(|(_, it)| !taken.contains(&&it.org_number));
        let others: Vec<_> = others
            .filter(|(place, _)| story::is_member(*place))
            .collect();
        let loader = self.loader(staff, day).await?;
        loader.join(&others, &(day - DAY * 400).to_string()).await
    }

    fn marker(&self) -> PathBuf {
        self.home.path(MARKER)
    }
}

/// Whether the process leader of the samples has to do with it.
fn is_near(profile: &Profile) -> bool {
    profile.municipality_code.starts_with(COUNTY)
}

fn begun(marker: &Path) -> Option<Date> {
    let text = std::fs::read_to_string(marker).ok()?;
    Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_day_of_an_interrupted_loading_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let marker = folder.path().join("samples.loading");
        assert_eq!(begun(&marker), None);
        std::fs::write(&marker, date!(2026 - 05 - 04).to_string()).unwrap();
        assert_eq!(begun(&marker), Some(date!(2026 - 05 - 04)));
    }

    #[test]
    fn two_samples_are_in_the_county_of_the_process_leader() {
        let profiles = generate(COUNT, SEED, date!(2026 - 05 - 04));
        assert!(profiles.iter().filter(|it| is_near(it)).count() >= 2);
    }
}
