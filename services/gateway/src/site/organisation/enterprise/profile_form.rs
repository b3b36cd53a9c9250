//! A profile as the fields of a form, and back.

use kernel::terms::{BenefitArea, Industry, IntegrationService, LegalForm};
use proto::asf::registry::v1::{Activity, Profile};

use crate::site::{
    field::{Choice, Field, Kind},
    lang::Lang,
    places,
    sent::Sent,
    texts::L10nLanguage,
};

/// What the form changes, by the profile's names.
pub(super) const FIELDS: [&str; 11] = [
    "name",
    "org_number",
    "legal_form",
    "description",
    "municipality_code",
    "activities",
    "services",
    "social_benefit_areas",
    "website",
    "email",
    "phone",
];

/// The names of the fields of each activity that the form shows.
const ACTIVITIES: [(&str, &str); 3] = [
    ("industry_1", "offer_1"),
    ("industry_2", "offer_2"),
    ("industry_3", "offer_3"),
];

/// A profile as it was typed.
pub(super) struct Typed {
    pub(super) profile: Profile,
    seat: String,
}

impl Typed {
    pub(super) fn of(profile: &Profile) -> Self {
        let code = profile.municipality_code.as_str();
        Self {
            profile: profile.clone(),
            seat: places::municipality_name(code).to_owned(),
        }
    }

    /// What the form does not show stays as it was `before`.
    pub(super) fn sent(sent: &Sent, before: Profile) -> Self {
        let text = |name: &str| sent.text(name).to_owned();
        let seat = sent.text("municipality_code");
        let municipality = places::municipality(seat).map(|it| it.code.to_owned());
        let ticked = |slugs: Vec<&'static str>| {
            let slugs = slugs.into_iter().filter(|slug| sent.has(slug));
            slugs.map(str::to_owned).collect()
        };
        Self {
            seat: seat.to_owned(),
            profile: Profile {
                name: text("name"),
                org_number: text("org_number"),
                legal_form: text("legal_form"),
                description: text("description"),
                municipality_code: municipality.unwrap_or_default(),
                activities: activities(sent, before.activities),
                services: ticked(IntegrationService::all().map(|it| it.slug()).collect()),
                social_benefit_areas: ticked(BenefitArea::all().map(|it| it.slug()).collect()),
                website: text("website"),
                email: text("email"),
                phone: text("phone"),
            },
        }
    }

    /// Whether the seat is a municipality, or left out.
    pub(super) fn has_a_seat(&self) -> bool {
        self.seat.is_empty() || !self.profile.municipality_code.is_empty()
    }

    pub(super) fn fields(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let it = &self.profile;
        let forms = LegalForm::all().map(|form| Choice::new(form.slug(), lang.term(form.term())));
        let mut fields = vec![
            Field::new("name", t.org_name(), Kind::Text).valued(&it.name),
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .optional()
                .valued(&it.org_number),
            Field::new(
                "legal_form",
                t.profile_legal_form(),
                Kind::select(t.own_choose(), forms),
            )
            .optional()
            .valued(&it.legal_form),
            Field::new("description", t.own_description(), Kind::Long)
                .hint(t.own_description_hint())
                .at_most(5000)
                .optional()
                .valued(&it.description),
            seat(t).optional().valued(&self.seat),
        ];
        fields.extend(self.activities(lang));
        fields.extend(ticks(
            IntegrationService::all().map(|it| (it.slug(), t.own_service(lang.term(it.term())))),
            &it.services,
        ));
        fields.extend(ticks(
            BenefitArea::all().map(|it| (it.slug(), t.own_benefit(lang.term(it.term())))),
            &it.social_benefit_areas,
        ));
        fields.extend([
            Field::new("website", t.profile_website(), Kind::Text)
                .hint(t.own_website_hint())
                .at_most(300)
                .optional()
                .valued(&it.website),
            Field::new("email", t.profile_email(), Kind::Email)
                .hint(t.own_email_hint())
                .optional()
                .valued(&it.email),
            Field::new("phone", t.profile_phone(), Kind::Phone)
                .hint(t.own_phone_hint())
                .optional()
                .valued(&it.phone),
        ]);
        fields
    }

    fn activities(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let industries = || Industry::all().map(|it| Choice::new(it.slug(), lang.term(it.term())));
        let none = Activity::default();
        let mut fields = Vec::new();
        for (nth, (industry, offer)) in (1_u32..).zip(ACTIVITIES) {
            let at = usize::try_from(nth - 1).unwrap_or_default();
            let activity = self.profile.activities.get(at).unwrap_or(&none);
            fields.push(
                Field::new(
                    industry,
                    t.own_industry(nth),
                    Kind::select(t.own_choose(), industries()),
                )
                .optional()
                .valued(&activity.industry),
            );
            fields.push(
                Field::new(offer, t.own_offer(nth), Kind::Long)
                    .at_most(1000)
                    .optional()
                    .valued(&activity.offer),
            );
        }
        fields
    }
}

/// The seat, by the name of its municipality.
pub(super) fn seat(t: &L10nLanguage) -> Field {
    Field::new("municipality_code", t.own_seat(), Kind::Text).hint(t.own_seat_hint())
}

fn ticks(terms: impl Iterator<Item = (&'static str, String)>, chosen: &[String]) -> Vec<Field> {
    let tick = |(slug, name): (&'static str, String)| {
        let is_chosen = chosen.iter().any(|it| it == slug);
        Field::new(slug, name, Kind::Check(is_chosen))
    };
    terms.map(tick).collect()
}

/// Those of the form, each with what it had beside, and after them those that
/// the form has no room for. An activity without an industry is gone.
fn activities(sent: &Sent, before: Vec<Activity>) -> Vec<Activity> {
    let mut before = before.into_iter();
    let mut activities = Vec::new();
    for (industry, offer) in ACTIVITIES {
        let kept = before.next().unwrap_or_default();
        if !sent.text(industry).is_empty() {
            activities.push(Activity {
                industry: sent.text(industry).to_owned(),
                offer: sent.text(offer).to_owned(),
                ..kept
            });
        }
    }
    activities.extend(before);
    activities
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::Capacity;

    use super::*;

    fn with_capacity(industry: &str) -> Activity {
        Activity {
            industry: industry.to_owned(),
            capacity: Some(Capacity {
                people: 8,
                ..Capacity::default()
            }),
            ..Activity::default()
        }
    }

    #[test]
    fn what_the_form_does_not_show_stays() {
        let before = ["catering", "tvatt", "bageri", "second-hand"].map(with_capacity);
        let sent = Sent::parse(b"industry_1=catering&offer_1=Lunch&industry_3=bageri").unwrap();
        let after = activities(&sent, before.to_vec());
        let industries: Vec<_> = after.iter().map(|it| it.industry.as_str()).collect();
        assert_eq!(industries, ["catering", "bageri", "second-hand"]);
        assert_eq!(after[0].offer, "Lunch");
        assert!(after.iter().all(|it| it.capacity.is_some()));
    }

    #[test]
    fn a_place_that_is_none_is_no_seat() {
        let typed = |body: &[u8]| Typed::sent(&Sent::parse(body).unwrap(), Profile::default());
        let seat = typed(b"municipality_code=goteborg");
        assert_eq!(seat.profile.municipality_code, "1480");
        assert!(typed(b"name=x").has_a_seat());
        assert!(!typed(b"municipality_code=Ankeborg").has_a_seat());
    }

    #[test]
    fn no_box_has_the_name_of_a_field() {
        let mut names: Vec<_> = Typed::of(&Profile::default())
            .fields(Lang::Sv)
            .iter()
            .map(|field| field.name)
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
