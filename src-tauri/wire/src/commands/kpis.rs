//! The figures by which the shop is led.

use runut_core::rows::{
    FunnelRow, HoursRow, KpiBy, KpiCut, KpiInfo, KpiPart, KpiQuery, KpiSeries, KpiSource, KpiTable, OrderRow,
    OwnKpiForm,
};

commands! {
    /// All figures that there are.
    ask kpi_list(desk) -> Vec<KpiInfo> {
        desk.ask(|book, _| runut_actions::kpi_list(book))
    }

    /// The figures of some days beside those before; `walked` those that need a walk over orders and goods.
    ask kpi_table(desk, query: KpiQuery, walked: bool) -> KpiTable {
        desk.ask_today(|book, today| runut_actions::kpi_table(book, &query, walked, today))
    }

    /// A figure over time.
    ask kpi_series(desk, key: String, query: KpiQuery, by: KpiBy) -> KpiSeries {
        desk.ask_today(|book, today| runut_actions::kpi_series(book, &key, &query, by, today))
    }

    /// A figure by store, courier or person.
    ask kpi_parts(desk, key: String, query: KpiQuery, cut: KpiCut) -> Vec<KpiPart> {
        desk.ask_today(|book, today| runut_actions::kpi_parts(book, &key, &query, cut, today))
    }

    /// The orders behind a figure.
    ask kpi_orders(desk, key: String, query: KpiQuery) -> Vec<OrderRow> {
        desk.ask_now(|book, now| runut_actions::kpi_orders(book, &key, &query, now))
    }

    /// Where the orders of some days have come to.
    ask kpi_funnel(desk, query: KpiQuery) -> Vec<FunnelRow> {
        desk.ask_today(|book, _| runut_actions::kpi_way(book, &query).map(|(funnel, _)| funnel))
    }

    /// When orders come: by weekday and hour.
    ask kpi_hours(desk, query: KpiQuery) -> Vec<HoursRow> {
        desk.ask_today(|book, _| runut_actions::kpi_way(book, &query).map(|(_, hours)| hours))
    }

    /// All that a figure of the shop's own can be made of.
    ask kpi_sources(desk) -> Vec<KpiSource> {
        desk.ask(|book, _| runut_actions::kpi_sources(book))
    }

    /// Makes a figure of the shop's own.
    act kpi_save(act, form: OwnKpiForm) -> KpiInfo {
        act.write(|book, ctx| runut_actions::save_own_kpi(book, ctx, &form))
    }

    /// Takes a figure of the shop's own away.
    act kpi_remove(act, key: String) -> () {
        act.write(|book, ctx| runut_actions::remove_own_kpi(book, ctx, &key))
    }
}
