//! Places by number, so that columns can be arrays, and how far they lie from
//! one another.

use std::{collections::HashMap, sync::LazyLock};

use kernel::place::{
    CountyCode, MunicipalityCode, counties, distance_km, municipalities, municipality,
};

static COUNTY_INDEX: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let codes = counties().iter().map(|county| county.code);
    codes.zip(0..).collect()
});

static MUNICIPALITY_INDEX: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let codes = municipalities().iter().map(|place| place.code);
    codes.zip(0..).collect()
});

/// For each municipality all others with their distance, nearest first.
static NEIGHBOURS: LazyLock<Vec<Vec<(f32, u16)>>> = LazyLock::new(|| {
    municipalities()
        .iter()
        .map(|from| {
            let mut others: Vec<(f32, u16)> = municipalities()
                .iter()
                .zip(0..)
                .map(|(to, index)| (distance_km(from, to) as f32, index))
                .collect();
            others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            others
        })
        .collect()
});

/// The place of a county in `kernel::place::counties()`.
pub(crate) fn county_index(code: CountyCode) -> usize {
    COUNTY_INDEX.get(code.as_str()).copied().unwrap_or_default()
}

/// The place of a municipality in `kernel::place::municipalities()`.
pub(crate) fn municipality_index(code: MunicipalityCode) -> usize {
    let index = MUNICIPALITY_INDEX.get(code.as_str());
    index.copied().unwrap_or_default()
}

/// The municipalities around one, by index, nearest first, itself included,
/// each with its distance in km.
pub(crate) fn neighbours(from: MunicipalityCode) -> &'static [(f32, u16)] {
    &NEIGHBOURS[municipality_index(from)]
}

/// Whole km between the centres of two municipalities.
pub(crate) fn whole_km(from: MunicipalityCode, to: MunicipalityCode) -> u32 {
    match (municipality(from.as_str()), municipality(to.as_str())) {
        (Some(from), Some(to)) => distance_km(from, to).round() as u32,
        _ => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_its_own_nearest_neighbour() {
        let goteborg = MunicipalityCode::parse("1480").unwrap();
        let around = neighbours(goteborg);
        assert_eq!(around[0], (0.0, municipality_index(goteborg) as u16));
        assert_eq!(around.len(), 290);
        assert!(around[1].0 < 30.0 && around[289].0 > 1000.0);
        let malmo = MunicipalityCode::parse("1280").unwrap();
        assert!((230..260).contains(&whole_km(goteborg, malmo)));
    }
}
