//! How well searches find what people look for, by the labelled queries.

use std::collections::BTreeMap;

use integration_tests::search_quality::{self, Answered, Set, mean};

use crate::{
    cli,
    report::{self, Table, number, whole},
};

/// # Errors
/// The queries cannot be read, or the figure of those that the engine was
/// improved with is below what is asked for.
pub(crate) fn measure(wanted: &cli::SearchQuality) -> anyhow::Result<()> {
    let known = search_quality::measure(Set::Known)?;
    summary("Search quality", &known)?;
    worst(&known, wanted.worst)?;
    let held_out = search_quality::measure(Set::HeldOut)?;
    summary("Search quality, held out", &held_out)?;
    let reached = mean(&known, |one| one.ndcg);
    anyhow::ensure!(
        reached >= wanted.least,
        "nDCG@10 is {reached:.4}, less than {}",
        wanted.least
    );
    Ok(())
}

fn summary(title: &str, answered: &[Answered]) -> anyhow::Result<()> {
    let mut table = Table::new(
        format!("{title}, {} queries", answered.len()),
        &["Class", "Queries", "nDCG@10", "recall@20"],
    );
    let mut classes: BTreeMap<&str, Vec<&Answered>> = BTreeMap::new();
    for one in answered {
        classes.entry(&one.class).or_default().push(one);
    }
    for (class, queries) in classes {
        table.row(row(class, &queries));
    }
    table.row(row("all", &answered.iter().collect::<Vec<_>>()));
    table.print()
}

fn row(class: &str, queries: &[&Answered]) -> Vec<String> {
    let figure = |of: fn(&Answered) -> f64| format!("{:.3}", mean(queries.iter().copied(), of));
    vec![
        class.to_owned(),
        whole(number(queries.len() as u64)),
        figure(|one| one.ndcg),
        figure(|one| one.recall),
    ]
}

/// The queries with the lowest figures, each with what came first.
fn worst(answered: &[Answered], count: usize) -> anyhow::Result<()> {
    let mut sorted: Vec<&Answered> = answered.iter().collect();
    sorted.sort_by(|a, b| a.ndcg.total_cmp(&b.ndcg));
    let heads = &[
        "Worst queries",
        "nDCG@10",
        "Relevant",
        "Found",
        "First, by grade",
    ];
    let mut table = Table::new("The worst of them", heads);
    for one in sorted.into_iter().take(count) {
        let grades: Vec<String> = one
            .first
            .iter()
            .map(|(_, grade)| grade.to_string())
            .collect();
        table.row(vec![
            format!("[{}] {}", one.class, one.query),
            format!("{:.3}", one.ndcg),
            one.relevant.to_string(),
            one.found.to_string(),
            grades.join(" "),
        ]);
        let names = one
            .first
            .iter()
            .map(|(name, grade)| format!("    {grade} {name}"));
        names.for_each(|line| report::progress(&line));
    }
    table.print()
}
