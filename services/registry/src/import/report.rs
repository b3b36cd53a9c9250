//! What became of each row, and of all of them.

use std::io::{self, Write};

use csv::WriterBuilder;

use crate::import::enter::Entered;

const HEADER: [&str; 6] = ["row", "outcome", "id", "field", "rule", "message"];

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A new draft.
    Imported,
    /// A draft that was there has got what it lacked.
    Completed,
    /// On the list since now.
    Listed,
    /// Nothing was to be done.
    AlreadyThere,
    /// There, but not on the list as asked.
    NotListed,
    /// Nothing of it was written.
    Refused,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Completed => "completed",
            Self::Listed => "listed",
            Self::AlreadyThere => "already_there",
            Self::NotListed => "not_listed",
            Self::Refused => "refused",
        }
    }
}

/// How many rows came to which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub imported: u64,
    pub completed: u64,
    pub listed: u64,
    pub already_there: u64,
    pub not_listed: u64,
    pub refused: u64,
}

impl Summary {
    fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Imported => &mut self.imported,
            Outcome::Completed => &mut self.completed,
            Outcome::Listed => &mut self.listed,
            Outcome::AlreadyThere => &mut self.already_there,
            Outcome::NotListed => &mut self.not_listed,
            Outcome::Refused => &mut self.refused,
        } += 1;
    }

    #[must_use]
    pub fn rows(&self) -> u64 {
        let in_it = self.imported + self.completed + self.listed + self.already_there;
        in_it + self.not_listed + self.refused
    }

    /// Rows that did not go in as asked.
    pub(super) fn with_faults(&self) -> u64 {
        self.not_listed + self.refused
    }

    /// Every row went in as asked.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.with_faults() == 0
    }
}

/// Writes the report: CSV, and lines that begin with `#` for what concerns
/// the whole.
pub(super) struct Report<'a> {
    out: &'a mut (dyn Write + Send),
    pub(super) summary: Summary,
}

impl<'a> Report<'a> {
    pub(super) fn begin(out: &'a mut (dyn Write + Send)) -> io::Result<Self> {
        out.write_all(&line(HEADER)?)?;
        Ok(Self {
            out,
            summary: Summary::default(),
        })
    }

    /// A line for each fault, or one line.
    pub(super) fn add(&mut self, entered: &Entered) -> io::Result<()> {
        self.summary.count(entered.outcome);
        let row = entered.row.to_string();
        let id = entered.id.map(|id| id.to_string()).unwrap_or_default();
        let mut write = |field: &str, rule: &str, message: &str| {
            let cells = [&row, entered.outcome.name(), &id, field, rule, message];
            self.out.write_all(&line(cells)?)
        };
        if entered.faults.is_empty() {
            return write("", "", "");
        }
        let mut faults = entered.faults.iter();
        faults.try_for_each(|fault| write(&fault.field, fault.rule.as_str_name(), &fault.message))
    }

    /// A line about the whole.
    pub(super) fn remark(&mut self, remark: &str) -> io::Result<()> {
        writeln!(self.out, "# {remark}")
    }

    /// The counts.
    pub(super) fn end(mut self, dry_run: bool) -> io::Result<Summary> {
        let it = self.summary;
        self.remark(&format!(
            "{} rows: {} imported, {} completed, {} listed, {} already there, {} not listed, \
             {} refused",
            it.rows(),
            it.imported,
            it.completed,
            it.listed,
            it.already_there,
            it.not_listed,
            it.refused,
        ))?;
        if dry_run {
            self.remark("dry run: nothing was written")?;
        }
        self.out.flush()?;
        Ok(it)
    }
}

fn line(cells: [&str; 6]) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .buffer_capacity(512)
        .from_writer(Vec::new());
    writer.write_record(cells)?;
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use kernel::fault::{ErrorReason, Fault};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_report_has_a_line_a_fault_and_the_counts() {
        let entered = |row, outcome, id, faults| Entered {
            row,
            outcome,
            id,
            faults,
        };
        let fault = |field: &str, message: &str| Fault {
            field: field.to_owned(),
            rule: ErrorReason::Required,
            message: message.to_owned(),
        };
        let faults = vec![
            fault("org_number", "it is missing, so"),
            fault("description", "too"),
        ];
        let mut out = Vec::new();
        let mut report = Report::begin(&mut out).unwrap();
        let id = Some(Uuid::nil());
        report
            .add(&entered(2, Outcome::Imported, id, vec![]))
            .unwrap();
        report
            .add(&entered(3, Outcome::Refused, None, faults))
            .unwrap();
        let summary = report.end(true).unwrap();
        assert!(!summary.is_complete());
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "row,outcome,id,field,rule,message\n\
             2,imported,00000000-0000-0000-0000-000000000000,,,\n\
             3,refused,,org_number,REQUIRED,\"it is missing, so\"\n\
             3,refused,,description,REQUIRED,too\n\
             # 2 rows: 1 imported, 0 completed, 0 listed, 0 already there, 0 not listed, \
             1 refused\n\
             # dry run: nothing was written\n"
        );
    }
}
