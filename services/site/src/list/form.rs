//! The search form: text fields, and a group of boxes for each filter with
//! the number of enterprises that each box would find.

use std::collections::HashMap;

use kernel::terms::{BenefitArea, Industry, IntegrationService, Term};
use proto::asf::registry::v1::{Facet, Sort};

use crate::{
    facets,
    list::{
        counties_in,
        faults::Fault,
        filters::{Field, Filters},
    },
    page::{lang::Lang, places, texts::L10nLanguage},
};

pub(crate) struct Form {
    pub(crate) q: TextField,
    pub(crate) near: TextField,
    pub(crate) radius: TextField,
    pub(crate) serves: TextField,
    pub(crate) groups: Vec<Group>,
    pub(crate) switches: Vec<Switch>,
    pub(crate) as_of: TextField,
    pub(crate) sort: Vec<Order>,
    pub(crate) sort_fault: Option<String>,
    /// Options for every municipality, as HTML.
    pub(crate) municipalities: &'static str,
}

/// What was typed, and what is wrong with it.
pub(crate) struct TextField {
    pub(crate) value: String,
    pub(crate) fault: Option<String>,
}

pub(crate) struct Group {
    pub(crate) field: &'static str,
    pub(crate) title: String,
    pub(crate) choices: Vec<Choice>,
    pub(crate) open: bool,
    pub(crate) fault: Option<String>,
}

/// A box of its own.
pub(crate) struct Switch {
    pub(crate) field: &'static str,
    pub(crate) choice: Choice,
    pub(crate) fault: Option<String>,
}

pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    /// How many it would find, for people; empty where that is not known.
    pub(crate) shown: String,
    pub(crate) chosen: bool,
}

pub(crate) struct Order {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// What the form is made from.
struct Source<'a> {
    lang: Lang,
    filters: &'a Filters,
    faults: &'a [Fault],
    facets: Option<&'a [Facet]>,
}

impl Form {
    /// Without facets every value stands there, uncounted.
    pub(crate) fn new(
        lang: Lang,
        filters: &Filters,
        faults: &[Fault],
        facets: Option<&[Facet]>,
    ) -> Self {
        let source = Source {
            lang,
            filters,
            faults,
            facets,
        };
        Self {
            q: source.text(Field::Q),
            near: source.text(Field::Near),
            radius: source.text(Field::RadiusKm),
            serves: source.text(Field::Serves),
            groups: source.groups(),
            switches: source.switches(),
            as_of: source.text(Field::AsOf),
            sort: orders(lang.texts(), filters),
            sort_fault: source.fault(Field::Sort),
            municipalities: places::suggestions(),
        }
    }
}

impl Source<'_> {
    fn text(&self, field: Field) -> TextField {
        TextField {
            value: self.filters.first(field).to_owned(),
            fault: self.fault(field),
        }
    }

    fn fault(&self, field: Field) -> Option<String> {
        let fault = self.faults.iter().find(|fault| fault.field == field)?;
        Some(fault.message(self.lang))
    }

    fn groups(&self) -> Vec<Group> {
        let t = self.lang.texts();
        let counties = places::counties()
            .iter()
            .map(|county| (county.code, county.name));
        let about = counties_in(self.filters);
        let municipalities = places::municipalities()
            .iter()
            .filter(|place| about.contains(place.county_code))
            .map(|place| (place.code, place.name));
        let named = |term: &'static Term| (term.slug, self.lang.term(term));
        let industries = Industry::all().map(|industry| named(industry.term()));
        let services = IntegrationService::all().map(|service| named(service.term()));
        let benefits = BenefitArea::all().map(|area| named(area.term()));
        let mut groups = vec![
            self.group(Field::Industry, t.filter_industry(), industries),
            self.group(Field::County, t.filter_county(), counties),
            self.group(Field::Municipality, t.filter_municipality(), municipalities),
            self.group(Field::Benefit, t.filter_benefit(), benefits),
            self.group(Field::Service, t.filter_service(), services),
        ];
        groups.retain(|group| !group.choices.is_empty());
        groups
    }

    fn group(
        &self,
        field: Field,
        title: String,
        values: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Group {
        let counts = self
            .facets
            .map(|facets| facets::counts(facets, field.name()));
        let known =
            values.filter_map(|(value, label)| self.choice(field, value, label, counts.as_ref()));
        let mut choices: Vec<Choice> = known.collect();
        // A value that the list does not know stays ticked, to be seen and
        // taken away.
        for value in self.filters.all(field) {
            if !choices.iter().any(|choice| choice.value == value) {
                choices.extend(self.choice(field, value, value, counts.as_ref()));
            }
        }
        let fault = self.fault(field);
        let first = field == Field::Industry;
        Group {
            field: field.name(),
            title,
            open: first || fault.is_some() || self.filters.holds(field),
            choices,
            fault,
        }
    }

    /// Nothing for a box that would find nothing.
    fn choice(
        &self,
        field: Field,
        value: &str,
        label: &str,
        counts: Option<&HashMap<&str, u32>>,
    ) -> Option<Choice> {
        let chosen = self.filters.has(field, value);
        let count = counts.map(|counts| counts.get(value).copied().unwrap_or(0));
        if count == Some(0) && !chosen {
            return None;
        }
        Some(Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            shown: count
                .map(|count| self.lang.number(count))
                .unwrap_or_default(),
            chosen,
        })
    }

    fn switches(&self) -> Vec<Switch> {
        let t = self.lang.texts();
        let switches = [
            (Field::Certified, t.filter_certified_only()),
            (Field::Member, t.filter_member_only()),
            (Field::Fresh, t.filter_fresh_only()),
        ];
        let switch = |(field, label)| Switch {
            choice: self.switch(field, label),
            field: field.name(),
            fault: self.fault(field),
        };
        switches.into_iter().map(switch).collect()
    }

    fn switch(&self, field: Field, label: String) -> Choice {
        let counted = self.facets.and_then(|facets| {
            let counts = facets::counts(facets, field.name());
            counts.get("true").copied()
        });
        Choice {
            value: "true".to_owned(),
            label,
            shown: counted
                .map(|count| self.lang.number(count))
                .unwrap_or_default(),
            chosen: self.filters.holds(field),
        }
    }
}

/// The orders that make sense for this search; the one in force is chosen.
/// The usual one has no value, so that it can follow when a text is added.
fn orders(t: &L10nLanguage, filters: &Filters) -> Vec<Order> {
    let usual = if filters.holds(Field::Q) {
        Sort::Relevance
    } else {
        Sort::Name
    };
    let in_force = match filters.order() {
        Sort::Unspecified => usual,
        order @ (Sort::Relevance | Sort::Name | Sort::Newest | Sort::Distance) => order,
    };
    let all = [
        (
            filters.holds(Field::Q),
            "relevance",
            Sort::Relevance,
            t.sort_relevance(),
        ),
        (true, "name", Sort::Name, t.sort_name()),
        (true, "newest", Sort::Newest, t.sort_newest()),
        (
            filters.holds(Field::Near),
            "distance",
            Sort::Distance,
            t.sort_distance(),
        ),
    ];
    let sensible = all.into_iter().filter(|(sensible, ..)| *sensible);
    let order = |(_, value, sort, label)| Order {
        value: if sort == usual { "" } else { value },
        label,
        chosen: sort == in_force,
    };
    sensible.map(order).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{list::faults, testing::facet};

    fn group(query: &str, facets: Option<&[Facet]>, field: Field) -> Option<Group> {
        let filters = Filters::parse(query);
        let faults = faults::check(&filters);
        let form = Form::new(Lang::Sv, &filters, &faults, facets);
        form.groups
            .into_iter()
            .find(|group| group.field == field.name())
    }

    #[test]
    fn boxes_that_find_nothing_are_left_out_unless_chosen() {
        let facets = [facet("industry", &[("catering", 1200), ("stad", 0)])];
        let industries = group("industry=hunddagis", Some(&facets), Field::Industry).unwrap();
        let boxes: Vec<(&str, &str, bool)> = industries
            .choices
            .iter()
            .map(|choice| (&*choice.value, &*choice.shown, choice.chosen))
            .collect();
        assert_eq!(
            boxes,
            [("catering", "1\u{a0}200", false), ("hunddagis", "0", true)]
        );
    }

    #[test]
    fn an_unknown_value_is_kept_with_its_message() {
        let counties = group("county=99", None, Field::County).unwrap();
        assert_eq!(counties.choices.len(), 22);
        let unknown = counties.choices.last().unwrap();
        assert!(unknown.chosen && unknown.value == "99");
        assert!(counties.open && counties.fault.unwrap().contains("99"));
    }

    #[test]
    fn municipalities_are_those_of_the_chosen_counties() {
        assert!(group("", None, Field::Municipality).is_none());
        let places = group("county=09", None, Field::Municipality).unwrap();
        assert_eq!(places.choices.len(), 1);
        assert_eq!(places.choices[0].label, "Gotland");
    }

    #[test]
    fn only_orders_with_a_meaning_are_offered() {
        let orders = |query: &str| -> Vec<(&str, bool)> {
            let orders = orders(Lang::Sv.texts(), &Filters::parse(query));
            orders
                .iter()
                .map(|order| (order.value, order.chosen))
                .collect()
        };
        assert_eq!(orders(""), [("", true), ("newest", false)]);
        assert_eq!(
            orders("q=mat"),
            [("", true), ("name", false), ("newest", false)]
        );
        assert_eq!(
            orders("near=1480&sort=distance").last(),
            Some(&("distance", true))
        );
    }
}
