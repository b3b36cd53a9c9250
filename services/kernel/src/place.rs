//! The 21 counties and 290 municipalities of Sweden, by SCB's codes of
//! 2026-01-01. A municipality's point is the centre of its area.

use std::{collections::HashMap, fmt, sync::LazyLock};

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A county (län).
#[derive(Debug, PartialEq, Eq)]
pub struct County {
    /// Two digits.
    pub code: &'static str,
    /// Swedish, with "län".
    pub name: &'static str,
}

/// A municipality (kommun).
#[derive(Debug, PartialEq)]
pub struct Municipality {
    /// Four digits; the first two are the county's.
    pub code: &'static str,
    pub name: &'static str,
    pub county_code: &'static str,
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
}

static COUNTIES: LazyLock<Vec<County>> = LazyLock::new(|| {
    rows(include_str!("../reference/counties.csv"))
        .map(|row| County {
            code: row[0],
            name: row[1],
        })
        .collect()
});

static MUNICIPALITIES: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    rows(include_str!("../reference/municipalities.csv"))
        .map(|row| Municipality {
            code: row[0],
            name: row[1],
            county_code: row[2],
            lat: row[3].parse().unwrap_or_default(),
            lon: row[4].parse().unwrap_or_default(),
        })
        .collect()
});

static COUNTY_BY_CODE: LazyLock<HashMap<&str, &County>> = LazyLock::new(|| {
    COUNTIES
        .iter()
        .map(|county| (county.code, county))
        .collect()
});

static MUNICIPALITY_BY_CODE: LazyLock<HashMap<&str, &Municipality>> = LazyLock::new(|| {
    MUNICIPALITIES
        .iter()
        .map(|place| (place.code, place))
        .collect()
});

/// The fields of a comma-separated table that has no quotes.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// All counties, by code.
pub fn counties() -> &'static [County] {
    &COUNTIES
}

/// All municipalities, by code.
pub fn municipalities() -> &'static [Municipality] {
    &MUNICIPALITIES
}

/// The county with this code.
pub fn county(code: &str) -> Option<&'static County> {
    COUNTY_BY_CODE.get(code).copied()
}

/// The municipality with this code.
pub fn municipality(code: &str) -> Option<&'static Municipality> {
    MUNICIPALITY_BY_CODE.get(code).copied()
}

/// Great-circle distance in km on a sphere of 6371 km.
pub fn distance_km(from: &Municipality, to: &Municipality) -> f64 {
    let (from_lat, to_lat) = (from.lat.to_radians(), to.lat.to_radians());
    let half_lat = (to_lat - from_lat) / 2.0;
    let half_lon = (to.lon - from.lon).to_radians() / 2.0;
    let chord = half_lat.sin().powi(2) + from_lat.cos() * to_lat.cos() * half_lon.sin().powi(2);
    2.0 * 6371.0 * chord.sqrt().asin()
}

/// A code that is no county.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no county code: it is two digits, such as 14 for Västra Götaland")]
pub struct UnknownCounty(pub String);

/// A code that is no municipality.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no municipality code: it is four digits, such as 1480 for Göteborg")]
pub struct UnknownMunicipality(pub String);

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $row:ident, $find:ident, $error:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(into = "String")]
        pub struct $name(&'static str);

        // Derived, it would ask for a source that lives for ever, because the
        // field does.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                Self::try_from(String::deserialize(source)?).map_err(D::Error::custom)
            }
        }

        impl $name {
            /// Reads a code of the table.
            ///
            /// # Errors
            /// The table has no such code.
            pub fn parse(code: &str) -> Result<Self, $error> {
                $find(code.trim())
                    .map(|row| Self(row.code))
                    .ok_or_else(|| $error(code.to_owned()))
            }

            pub fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl From<&'static $row> for $name {
            fn from(row: &'static $row) -> Self {
                Self(row.code)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(code: String) -> Result<Self, Self::Error> {
                Self::parse(&code)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0.to_owned()
            }
        }
    };
}

code! {
    /// The code of a county that exists.
    CountyCode, County, county, UnknownCounty
}
code! {
    /// The code of a municipality that exists.
    MunicipalityCode, Municipality, municipality, UnknownMunicipality
}

impl MunicipalityCode {
    /// The county that the municipality lies in.
    pub fn county(self) -> CountyCode {
        CountyCode(municipality(self.0).map_or("", |place| place.county_code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_municipality_lies_in_a_county_and_inside_sweden() {
        assert_eq!((counties().len(), municipalities().len()), (21, 290));
        for place in municipalities() {
            assert!(county(place.county_code).is_some(), "{}", place.name);
            assert_eq!(&place.code[..2], place.county_code, "{}", place.name);
            assert!((55.0..70.0).contains(&place.lat), "{}", place.name);
            assert!((10.0..25.0).contains(&place.lon), "{}", place.name);
        }
    }

    #[test]
    fn an_unknown_code_is_refused_by_name() {
        assert_eq!(CountyCode::parse("02"), Err(UnknownCounty("02".to_owned())));
        assert_eq!(
            MunicipalityCode::parse("1480").unwrap().county().as_str(),
            "14"
        );
    }

    #[test]
    fn goteborg_and_stockholm_are_some_400_km_apart() {
        let distance = distance_km(municipality("1480").unwrap(), municipality("0180").unwrap());
        assert!((380.0..420.0).contains(&distance), "{distance}");
    }
}
