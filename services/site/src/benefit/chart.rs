//! A chart of bars, drawn as SVG without a style of its own: the policy for
//! content allows none. Each bar stands beside its number in words, so that
//! nobody has to see it.

use proto::asf::registry::v1::Sum;

/// How wide the longest bar is, in the units of the drawing.
const WIDTH: u64 = 1000;

pub(crate) struct Bar {
    pub(crate) label: String,
    /// Where the label leads.
    pub(crate) href: Option<String>,
    /// The number as it is written.
    pub(crate) value: String,
    /// As far as it is certain.
    pub(crate) sure: u64,
    /// As far as it can be.
    pub(crate) most: u64,
}

/// What one bar is drawn from.
pub(super) struct Drawn {
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) value: String,
    pub(super) at_least: u64,
    pub(super) at_most: u64,
}

impl Drawn {
    pub(super) fn sum(label: String, value: String, sum: Option<&Sum>) -> Self {
        let sum = sum.copied().unwrap_or_default();
        Self {
            label,
            href: None,
            value,
            at_least: sum.at_least,
            at_most: sum.at_most,
        }
    }
}

/// Bars in one measure: the greatest of them fills the width.
pub(super) fn bars(drawn: Vec<Drawn>) -> Vec<Bar> {
    let greatest = drawn.iter().map(|it| it.at_most).max().unwrap_or_default();
    measured(drawn, greatest)
}

/// Bars of which `full` fills the width.
pub(super) fn measured(drawn: Vec<Drawn>, full: u64) -> Vec<Bar> {
    let wide = |number: u64| (number.min(full) * WIDTH).checked_div(full).unwrap_or(0);
    let bar = |it: Drawn| Bar {
        sure: wide(it.at_least),
        most: wide(it.at_most),
        label: it.label,
        href: it.href,
        value: it.value,
    };
    drawn.into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_fills_the_width_and_nothing_draws_nothing() {
        let sum = |at_least, at_most| {
            Drawn::sum(
                String::new(),
                String::new(),
                Some(&Sum { at_least, at_most }),
            )
        };
        let drawn = bars(vec![sum(10, 20), sum(0, 4), sum(0, 0)]);
        let wide: Vec<_> = drawn.iter().map(|it| (it.sure, it.most)).collect();
        assert_eq!(wide, [(500, 1000), (0, 200), (0, 0)]);
        assert_eq!(bars(vec![sum(0, 0)])[0].most, 0);
    }
}
