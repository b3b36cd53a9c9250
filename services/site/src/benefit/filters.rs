//! What `/samhallsnytta` is asked for: a year, a county, an industry.

use kernel::{place, terms::Industry};
use proto::asf::registry::v1::SumSocialBenefitRequest;

use crate::page::{asked, lang::Lang, local, page_request::PageRequest};

use super::PATH;

/// Values that the list knows; empty for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    /// 0 for the latest.
    pub(super) year: u32,
    pub(super) county: String,
    pub(super) industry: String,
    /// What was asked for and is not known.
    pub(super) unknown: Vec<String>,
}

impl Filters {
    pub(super) fn of(request: &PageRequest) -> Self {
        let asked = asked(request);
        let mut filters = Self::default();
        for year in asked.all("year").map(str::trim).filter(|it| !it.is_empty()) {
            match year.parse().ok().filter(|it| (2000..=2200).contains(it)) {
                Some(year) => filters.year = year,
                None => filters.unknown.push(year.to_owned()),
            }
        }
        let is_county = |code: &str| place::county(code).is_some();
        let is_industry = |slug: &str| Industry::parse(slug).is_ok();
        let mut known = |name: &str, is_known: &dyn Fn(&str) -> bool| {
            let given: Vec<_> = asked.all(name).map(str::trim).collect();
            let (known, unknown): (Vec<_>, Vec<_>) = given
                .into_iter()
                .filter(|it| !it.is_empty())
                .partition(|it| is_known(it));
            filters
                .unknown
                .extend(unknown.into_iter().map(str::to_owned));
            known.first().copied().unwrap_or_default().to_owned()
        };
        let county = known("county", &is_county);
        let industry = known("industry", &is_industry);
        Self {
            county,
            industry,
            ..filters
        }
    }

    pub(super) fn question(&self) -> SumSocialBenefitRequest {
        let one = |value: &String| match value.as_str() {
            "" => Vec::new(),
            _ => vec![value.clone()],
        };
        SumSocialBenefitRequest {
            year: self.year,
            county: one(&self.county),
            industry: one(&self.industry),
        }
    }

    pub(super) fn are_set(&self) -> bool {
        !self.county.is_empty() || !self.industry.is_empty()
    }

    pub(super) fn in_county(&self, code: &str) -> Self {
        Self {
            county: code.to_owned(),
            ..self.clone()
        }
    }

    pub(super) fn in_industry(&self, slug: &str) -> Self {
        Self {
            industry: slug.to_owned(),
            ..self.clone()
        }
    }

    pub(super) fn of_year(&self, year: u32) -> Self {
        Self {
            year,
            ..self.clone()
        }
    }

    /// Where the page with these filters is.
    pub(super) fn href(&self, lang: Lang) -> String {
        local::with_query(lang, PATH, &self.query())
    }

    /// Where the same is as a file.
    pub(super) fn csv(&self, lang: Lang) -> String {
        local::with_query(lang, &format!("{PATH}.csv"), &self.query())
    }

    fn query(&self) -> String {
        let year = match self.year {
            0 => String::new(),
            year => year.to_string(),
        };
        let pairs = [
            ("year", year.as_str()),
            ("county", &self.county),
            ("industry", &self.industry),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        let given = given.map(|(name, value)| format!("{name}={value}"));
        given.collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::request;

    #[test]
    fn what_the_list_does_not_know_filters_nothing_and_is_told() {
        let url = "/samhallsnytta?year=2025&county=14&county=99&industry=x%3Cb%3E&year=next";
        let filters = Filters::of(&request(url));
        assert_eq!((filters.year, filters.county.as_str()), (2025, "14"));
        assert_eq!(filters.industry, "");
        assert_eq!(filters.unknown, ["next", "99", "x<b>"]);
        assert_eq!(
            filters.in_industry("catering").href(Lang::En),
            "/en/samhallsnytta?year=2025&county=14&industry=catering"
        );
    }

    #[test]
    fn without_filters_the_address_is_the_page() {
        let filters = Filters::of(&request("/samhallsnytta?county=&industry="));
        assert_eq!(filters, Filters::default());
        assert_eq!(filters.href(Lang::Sv), "/samhallsnytta");
        assert!(!filters.are_set());
    }
}
