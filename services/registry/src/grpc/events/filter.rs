//! Which events of the feed somebody wants: those of everybody, by county and
//! industry.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

use chassis::check;
use eventlog::{feed::FeedRow, journal};
use kernel::{fault::Faults, place::CountyCode, terms::Industry};
use proto::asf::feed::v1::FeedEvent;
use tonic::Status;
use uuid::Uuid;

use crate::{
    domain::enterprise::Enterprise,
    projection::revisions::{Revisions, Trace},
    publish,
};

/// Nothing in one of the two means any.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filter {
    counties: Vec<CountyCode>,
    industries: Vec<Industry>,
}

/// What the filter looks at in an event.
pub(crate) struct Seen<'a> {
    id: Option<Uuid>,
    r#type: &'a str,
    resource: &'a str,
}

impl<'a> Seen<'a> {
    pub(crate) fn of(event: &'a FeedEvent) -> Self {
        Self {
            id: Uuid::parse_str(&event.id).ok(),
            r#type: &event.r#type,
            resource: &event.resource,
        }
    }

    pub(crate) fn of_row(row: &'a FeedRow) -> Self {
        Self {
            id: Some(row.event_id),
            r#type: &row.r#type,
            resource: &row.resource,
        }
    }
}

/// An event between the platform's own services, which nobody else is sent.
pub(crate) fn is_internal(r#type: &str) -> bool {
    EVENTS.get(r#type).copied().unwrap_or(false)
}

/// An event that anybody may be sent.
pub(crate) fn is_public(r#type: &str) -> bool {
    EVENTS.get(r#type) == Some(&false)
}

/// The events of all services by their CloudEvents types, and whether they are
/// internal.
static EVENTS: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    let Some(option) = proto::DESCRIPTORS.get_extension_by_name("asf.options.v1.event") else {
        return BTreeMap::new();
    };
    let events = proto::DESCRIPTORS.all_messages().filter_map(|message| {
        let options = message.options();
        if !options.has_extension(&option) {
            return None;
        }
        let event = options.get_extension(&option);
        let internal = event.as_message()?.get_field_by_name("internal");
        let is_internal = internal.and_then(|it| it.as_bool()).unwrap_or(false);
        Some((message.full_name().to_owned(), is_internal))
    });
    events.collect()
});

impl Filter {
    pub(crate) fn new(counties: Vec<CountyCode>, industries: Vec<Industry>) -> Self {
        Self {
            counties,
            industries,
        }
    }

    /// From the fields `county` and `industry` of a request.
    pub(crate) fn parse(counties: &[String], industries: &[String]) -> Result<Self, Status> {
        let mut faults = Faults::default();
        let counties = counties.iter().map(String::as_str);
        let counties = faults.all("county", counties, CountyCode::parse);
        let industries = industries.iter().map(String::as_str);
        let industries = faults.all("industry", industries, Industry::parse);
        check::done(faults)?;
        Ok(Self::new(counties, industries))
    }

    /// Lets everything through that everybody may see.
    fn is_open(&self) -> bool {
        self.counties.is_empty() && self.industries.is_empty()
    }

    /// Of each event, in their order, whether it passes: not internal, and its
    /// enterprise matches after the event, or did before it, so that a copy of
    /// a part of the list learns of those that leave it.
    pub(crate) async fn passes(
        &self,
        revisions: &Revisions,
        events: &[Seen<'_>],
    ) -> Result<Vec<bool>, sqlx::Error> {
        let is_public = |event: &Seen<'_>| !is_internal(event.r#type);
        if self.is_open() {
            return Ok(events.iter().map(is_public).collect());
        }
        let public = events.iter().filter(|it| is_public(it));
        let ids: BTreeSet<Uuid> = public
            .filter_map(|it| publish::id_of(it.resource))
            .collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let matches = self.matches(&revisions.traces(&ids).await?);
        let passes = events.iter().map(|event| {
            let matches = event.id.and_then(|id| matches.get(&id)).copied();
            is_public(event) && matches.unwrap_or(false)
        });
        Ok(passes.collect())
    }

    /// By the ids of events; `traces` are in the order of their enterprises and
    /// versions.
    fn matches(&self, traces: &[Trace]) -> HashMap<Uuid, bool> {
        let mut matches = HashMap::with_capacity(traces.len());
        let mut before: Option<(Uuid, bool)> = None;
        for trace in traces {
            let id = trace.enterprise_id;
            let did = before.is_some_and(|(earlier, did)| earlier == id && did);
            let does = self.holds(trace);
            let event = journal::event_id::<Enterprise>(id, trace.version.unsigned_abs());
            matches.insert(event, did || does);
            before = Some((id, does));
        }
        matches
    }

    /// Nothing holds for an enterprise that is off the list.
    fn holds(&self, trace: &Trace) -> bool {
        let Some(county) = &trace.county_code else {
            return false;
        };
        let among = |wanted: &[CountyCode]| wanted.iter().any(|it| it.as_str() == county);
        let in_one = |wanted: &[Industry]| {
            let slugs = trace.industries.0.iter();
            let mut slugs = slugs.filter(|slug| wanted.iter().any(|it| it.slug() == *slug));
            slugs.next().is_some()
        };
        (self.counties.is_empty() || among(&self.counties))
            && (self.industries.is_empty() || in_one(&self.industries))
    }
}

#[cfg(test)]
mod tests {
    use sqlx::types::Json;

    use super::*;

    const ONE: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn trace(enterprise_id: Uuid, version: i64, county: Option<&str>, industry: &str) -> Trace {
        Trace {
            enterprise_id,
            version,
            county_code: county.map(str::to_owned),
            industries: Json(vec![industry.to_owned()]),
        }
    }

    fn passing(filter: &Filter, traces: &[Trace]) -> Vec<bool> {
        let matches = filter.matches(traces);
        let id = |it: &Trace| journal::event_id::<Enterprise>(it.enterprise_id, it.version as u64);
        traces.iter().map(|it| matches[&id(it)]).collect()
    }

    fn filter(county: &[&str], industry: &[&str]) -> Filter {
        let owned = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        Filter::parse(&owned(county), &owned(industry)).unwrap()
    }

    #[test]
    fn an_enterprise_is_followed_until_it_has_left() {
        let traces = [
            trace(ONE, 3, Some("14"), "catering"),
            trace(ONE, 4, Some("12"), "catering"),
            trace(ONE, 5, Some("12"), "catering"),
            trace(ONE, 6, Some("14"), "catering"),
            trace(ONE, 9, None, ""),
            trace(ONE, 10, None, ""),
        ];
        let filter = filter(&["14"], &[]);
        let expected = [true, true, false, true, true, false];
        assert_eq!(passing(&filter, &traces), expected);
    }

    #[test]
    fn what_one_enterprise_was_says_nothing_of_another() {
        let traces = [
            trace(ONE, 3, Some("14"), "catering"),
            trace(OTHER, 3, Some("12"), "catering"),
        ];
        assert_eq!(passing(&filter(&["14"], &[]), &traces), [true, false]);
    }

    #[test]
    fn county_and_industry_both_have_to_hold() {
        let traces = [
            trace(ONE, 3, Some("14"), "catering"),
            trace(OTHER, 3, Some("14"), "tvatt"),
        ];
        let both = filter(&["14", "01"], &["catering"]);
        assert_eq!(passing(&both, &traces), [true, false]);
    }

    #[test]
    fn a_county_that_there_is_not_is_refused_by_name() {
        let refused = Filter::parse(&["02".to_owned()], &["rymdfart".to_owned()]).unwrap_err();
        let fields = chassis::status::violations(&refused);
        let fields: Vec<_> = fields.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["county[0]", "industry[0]"]);
    }

    #[test]
    fn claims_and_notices_are_internal_and_listings_are_not() {
        for name in [
            "NoticeRequested",
            "EnterpriseClaimApproved",
            "EnterpriseClaimRejected",
        ] {
            assert!(is_internal(&format!("asf.registry.v1.{name}")), "{name}");
        }
        assert!(!is_internal("asf.registry.v1.EnterpriseListed"));
    }
}
