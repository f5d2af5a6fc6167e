//! What the shop wants, and what its figures should come to.

use runut_actions::ActionError;
use runut_core::kpi::Want;
use runut_core::rows::{GoalFigure, GoalRow, GoalsForm, StaffAdvice, TargetForm, TargetRow};
use runut_store::reports;

commands! {
    /// What a shop may want, and how it stands of what this one wants.
    ask goals_list(desk) -> Vec<GoalRow> {
        desk.ask_today(|book, today| Ok::<_, ActionError>(reports::goals::goals(book, today)?))
    }

    /// A want with its figures and what is proposed for them.
    ask goal_shown(desk, want: Want) -> GoalRow {
        desk.ask_today(|book, today| Ok::<_, ActionError>(reports::goals::goal(book, want, today)?))
    }

    /// A figure with its target and what is proposed for it; none of one that the shop doesn't have.
    ask target_shown(desk, kpi: String) -> Option<GoalFigure> {
        desk.ask_today(|book, today| Ok::<_, ActionError>(reports::goals::aimed(book, runut_actions::kpi_named(book, &kpi)?, today)?))
    }

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
