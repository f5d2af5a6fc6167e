//! What the shop wants, and what its figures should come to.

use runut_core::kpi::Want;
use runut_core::rows::{GoalsForm, StaffAdvice, TargetForm, TargetRow};
use runut_store::reports;

commands! {
    /// Chooses what the shop wants, with targets; answers all that it wants now.
    act goals_save(act, form: GoalsForm) -> Vec<Want> {
        act.write(|book, ctx| runut_actions::save_goals(book, ctx, &form))
    }

    /// How many hands the shop needs.
    ask staff_advice(desk) -> StaffAdvice {
        desk.ask_today(|book, today| Ok(reports::staff::staff(book, today)?))
    }

    /// Sets what a figure should come to.
    act target_set(act, form: TargetForm) -> TargetRow {
        act.write(|book, ctx| runut_actions::set_target(book, ctx, &form))
    }

    /// Takes away what a figure should come to.
    act target_remove(act, kpi: String) -> () {
        act.write(|book, ctx| runut_actions::remove_target(book, ctx, &kpi))
    }
}
