//! Reports of days, weeks and months: what an owner said of them, what stood out in them and what came of it.

use runut_core::findings::{Part, Period, State};
use runut_core::rows::ProposalAnswer;
use runut_core::{Instant, Money, ReportId, TaskId};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// Reports that are looked back at for what was proposed before.
const BACK: i64 = 26;

/// What is kept of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptReport {
    /// The owner's remarks.
    pub remark: String,
    /// When it was closed; none while it isn't.
    pub closed_at: Option<Instant>,
    /// What stood out, the most rupiah first; empty until it is kept.
    pub findings: Vec<KeptFinding>,
}

/// What stood out in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFinding {
    /// Its key: the report's, and its place from 1.
    pub id: i64,
    /// Which report.
    pub report: ReportId,
    /// Of which figure.
    pub kpi: String,
    /// Of what part of the shop, by its number.
    pub dim: i64,
    /// What it was.
    pub now: Part,
    /// What was usual.
    pub base: Part,
    /// How likely it was by chance, in billionths.
    pub billionths: i64,
    /// Whether it stood out by having gone one way.
    pub trend: bool,
    /// How much above the usual it was, in rupiah.
    pub rupiah: Money,
    /// The task that its action became.
    pub task: Option<TaskId>,
    /// Whether its action is proposed again.
    pub answer: Option<ProposalAnswer>,
    /// What became of it.
    pub state: Option<State>,
}

impl KeptFinding {
    /// Its place in its report, from 1.
    #[must_use]
    pub const fn place(&self) -> i64 {
        self.id - self.report.0 * PLACES
    }

    /// The key of a place in a report.
    #[must_use]
    pub const fn key(report: ReportId, place: i64) -> i64 {
        report.0 * PLACES + place
    }
}

/// Places of a report's findings: fewer have one digit.
const PLACES: i64 = 10;

fn answer_of(word: &str) -> Result<Option<ProposalAnswer>, StoreError> {
    match word {
        "" => Ok(None),
        "keep" => Ok(Some(ProposalAnswer::Keep)),
        "drop" => Ok(Some(ProposalAnswer::Drop)),
        other => Err(StoreError::unknown("answer", other)),
    }
}

const fn answer_word(answer: Option<ProposalAnswer>) -> &'static str {
    match answer {
        None => "",
        Some(ProposalAnswer::Keep) => "keep",
        Some(ProposalAnswer::Drop) => "drop",
    }
}

fn state_of(word: &str) -> Result<Option<State>, StoreError> {
    match word {
        "" => Ok(None),
        "solved" => Ok(Some(State::Solved)),
        "better" => Ok(Some(State::Better)),
        "unchanged" => Ok(Some(State::Unchanged)),
        other => Err(StoreError::unknown("state", other)),
    }
}

const fn state_word(state: Option<State>) -> &'static str {
    match state {
        None => "",
        Some(State::Solved) => "solved",
        Some(State::Better) => "better",
        Some(State::Unchanged) => "unchanged",
    }
}

fn finding_of(row: &Row<'_>) -> Result<KeptFinding, StoreError> {
    Ok(KeptFinding {
        id: row.get("id")?,
        report: ReportId(row.get("report_id")?),
        kpi: row.get("kpi")?,
        dim: row.get("dim")?,
        now: Part { num: row.get("num")?, den: row.get("den")? },
        base: Part { num: row.get("base_num")?, den: row.get("base_den")? },
        billionths: row.get("billionths")?,
        trend: row.get("trend")?,
        rupiah: Money(row.get("rupiah")?),
        task: row.get::<_, Option<i64>>("task_id")?.map(TaskId),
        answer: answer_of(&row.get::<_, String>("answer")?)?,
        state: state_of(&row.get::<_, String>("state")?)?,
    })
}

impl Reader<'_> {
    /// What is kept of a report; nothing where it was never written to.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn business_report(&self, id: ReportId) -> Result<Option<KeptReport>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT remark, closed_at FROM business_report WHERE id = ?1")?;
        let read = |row: &Row<'_>| {
            let closed_at = row.get::<_, Option<i64>>("closed_at")?.map(Instant);
            Ok(KeptReport { remark: row.get("remark")?, closed_at, findings: Vec::new() })
        };
        let Some(report) = statement.query_row([id.0], read).optional()? else { return Ok(None) };
        let key = |place| KeptFinding::key(id, place);
        let findings = self.findings_between(key(0), key(PLACES - 1))?;
        Ok(Some(KeptReport { findings, ..report }))
    }

    fn findings_between(&self, from: i64, to: i64) -> Result<Vec<KeptFinding>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, report_id, kpi, dim, num, den, base_num, base_den, billionths, trend, rupiah, task_id, answer, state
             FROM finding WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        let mut rows = statement.query([from, to])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(finding_of(row)?);
        }
        Ok(found)
    }

    /// The reports of the same length before one of which findings are kept, the latest first, half a year at most.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn reports_before(&self, period: Period) -> Result<Vec<(Period, Vec<KeptFinding>)>, StoreError> {
        let first = Period { from: runut_core::Day(0), ..period }.key();
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT report_id AS id FROM finding WHERE id >= ?1 AND id < ?2 ORDER BY report_id DESC LIMIT ?3",
        )?;
        let bounds = [KeptFinding::key(first, 0), KeptFinding::key(period.key(), 0), BACK];
        let ids = statement.query_map(bounds, |row| row.get::<_, i64>("id"))?.collect::<Result<Vec<_>, _>>()?;
        let mut reports = Vec::new();
        for id in ids {
            let of = Period::from_key(id).ok_or_else(|| StoreError::Broken(format!("report {id}")))?;
            let key = |place| KeptFinding::key(ReportId(id), place);
            reports.push((of, self.findings_between(key(0), key(PLACES - 1))?));
        }
        Ok(reports)
    }
}

impl Tx<'_> {
    /// Writes what is kept of a report: its remarks, when it was closed, its findings.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_business_report(&mut self, id: ReportId, report: &KeptReport) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO business_report (id, remark, closed_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET remark = excluded.remark, closed_at = excluded.closed_at",
            )?
            .execute(params![id.0, report.remark, report.closed_at.map(|at| at.0)])?;
        for finding in &report.findings {
            self.put_finding(finding)?;
        }
        self.touch(Topic::Tasks);
        Ok(())
    }

    /// Writes a finding: adds it, or changes what came of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_finding(&mut self, of: &KeptFinding) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO finding (id, report_id, kpi, dim, num, den, base_num, base_den, billionths, trend, rupiah, task_id, answer,
                   state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                 ON CONFLICT (id) DO UPDATE SET task_id = excluded.task_id, answer = excluded.answer, state = excluded.state",
            )?
            .execute(params![
                of.id,
                of.report.0,
                of.kpi,
                of.dim,
                of.now.num,
                of.now.den,
                of.base.num,
                of.base.den,
                of.billionths,
                of.trend,
                of.rupiah.0,
                of.task.map(|task| task.0),
                answer_word(of.answer),
                state_word(of.state),
            ])?;
        self.touch(Topic::Tasks);
        Ok(())
    }
}
