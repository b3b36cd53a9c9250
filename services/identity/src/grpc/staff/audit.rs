//! Who did what. Names are looked up when they are shown: an erased person has
//! none.

use std::collections::{HashMap, HashSet};

use chassis::{
    page::{self, Search},
    times::timestamp,
};
use host::call::{Answer, Read};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use time::OffsetDateTime;
use tonic::Request;
use uuid::Uuid;

use crate::{
    projection::audit::{AuditRow, Place},
    rooms::Rooms,
    vault::Field,
};

/// Entries of a page where the caller does not say.
const USUAL: u32 = 50;
const ACCOUNT: &str = "account";

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListAuditRequest>,
) -> Answer<v1::ListAuditResponse> {
    let (read, target) = Read::parse(request, |message, faults| {
        match message.target_id.as_str() {
            "" => Some(None),
            id => Uuid::parse_str(id).ok().map(Some).or_else(|| {
                faults.add("target_id", ErrorReason::UnknownValue, "this is no id");
                None
            }),
        }
    })?;
    let request = read.message;
    let bound = Search::of(&v1::ListAuditRequest {
        page_size: 0,
        page_token: String::new(),
        ..request.clone()
    });
    let before = match request.page_token.as_str() {
        "" => None,
        token => Some(place_of(bound, token).ok_or_else(page::wrong_token)?),
    };
    let actor = Some(request.actor_id.as_str()).filter(|id| !id.is_empty());
    let size = if request.page_size == 0 {
        USUAL
    } else {
        request.page_size
    };
    // One row more tells whether there is a next page.
    let mut rows = rooms.audit.page(actor, target, before, size + 1).await?;
    let has_next = rows.len() > size as usize;
    rows.truncate(size as usize);
    let last = rows.last().filter(|_| has_next);
    let next_page_token = last.map(|row| token_after(bound, row)).unwrap_or_default();
    let names = names(rooms, &rows).await?;
    let entries = rows.into_iter().map(|row| to_wire(row, &names)).collect();
    Ok(v1::ListAuditResponse {
        entries,
        next_page_token,
    })
}

/// Of people and organisations alike: ids never meet.
async fn names(rooms: &Rooms, rows: &[AuditRow]) -> Answer<HashMap<Uuid, String>> {
    let mut people: HashSet<Uuid> = HashSet::new();
    let mut organisations: HashSet<Uuid> = HashSet::new();
    for row in rows {
        people.extend(Uuid::parse_str(&row.actor).ok());
        match row.target_kind.as_str() {
            ACCOUNT => people.insert(row.target),
            _ => organisations.insert(row.target),
        };
    }
    let people: Vec<_> = people.into_iter().collect();
    let organisations: Vec<_> = organisations.into_iter().collect();
    let known = rooms.vault.get_many(&people, &[Field::Name]).await?;
    let rows = rooms.organisations.by_ids(&organisations).await?;
    let people = known.into_iter();
    let people = people.filter_map(|(id, person)| Some((id, person.name?)));
    let organisations = rows.into_iter().map(|row| (row.id, row.name));
    Ok(people.chain(organisations).collect())
}

fn to_wire(row: AuditRow, names: &HashMap<Uuid, String>) -> v1::AuditEntry {
    let name_of = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let actor = Uuid::parse_str(&row.actor).ok();
    v1::AuditEntry {
        at: Some(timestamp(row.at)),
        actor_name: actor.map(name_of).unwrap_or_default(),
        actor_id: row.actor,
        action: row.action,
        target_kind: row.target_kind,
        target_id: row.target.to_string(),
        target_name: name_of(row.target),
        details: row.details.into_iter().collect(),
    }
}

const MICROS: usize = 8;
const ID: usize = 16;
const VERSION: usize = 8;

/// The place after a row: its time in microseconds, its target and version.
fn token_after(bound: Search, row: &AuditRow) -> String {
    let micros = i64::try_from(row.at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX);
    let (micros, version) = (micros.to_be_bytes(), row.version.to_be_bytes());
    bound.token(&[&micros[..], row.target.as_bytes(), &version].concat())
}

fn place_of(bound: Search, token: &str) -> Option<Place> {
    let place: [u8; MICROS + ID + VERSION] = bound.place(token)?;
    let (micros, rest) = place.split_first_chunk::<MICROS>()?;
    let (target, version) = rest.split_first_chunk::<ID>()?;
    let nanos = i128::from(i64::from_be_bytes(*micros)) * 1000;
    Some(Place {
        at: OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?,
        target: Uuid::from_bytes(*target),
        version: u64::from_be_bytes(version.try_into().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_token_leads_back_to_its_place() {
        let bound = Search::of(&v1::ListAuditRequest::default());
        let row = AuditRow {
            at: datetime!(2026-03-01 12:00:00.123456 UTC),
            actor: "system".to_owned(),
            action: "Closed".to_owned(),
            target_kind: "organisation".to_owned(),
            target: Uuid::from_u128(7),
            version: 12,
            details: std::collections::BTreeMap::new(),
        };
        let place = place_of(bound, &token_after(bound, &row)).unwrap();
        let (at, target, version) = (row.at, row.target, row.version);
        assert_eq!(
            place,
            Place {
                at,
                target,
                version
            }
        );
        assert_eq!(place_of(bound, "nonsense"), None);
    }
}
