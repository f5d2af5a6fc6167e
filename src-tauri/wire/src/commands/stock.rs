//! Products, their variants and stock.

use runut_actions::Archive;
use runut_core::rows::{AdjustForm, Adjusted, Archived, ProductForm, Receipt, StockCard, StockPage, StockQuery};
use runut_core::{ProductId, Sentence, VariantId};
use runut_store::reports;

/// Moves a page of a stock card.
const CARD_PAGE: u32 = 100;

commands! {
    /// A page of variants and their levels.
    ask stock_page(desk, query: StockQuery) -> StockPage {
        desk.ask(|book, _| reports::stock_page(book, &query))
    }

    /// A variant's moves.
    ask stock_card(desk, variant: VariantId, after: Option<String>) -> StockCard {
        desk.ask(|book, _| reports::stock_card(book, variant, after.as_deref(), CARD_PAGE))
    }

    /// A product as it is typed.
    ask product_form(desk, product: ProductId) -> ProductForm {
        desk.ask(|book, _| book.product_form(product))
    }

    /// Changes a product, or adds one.
    act product_save(act, form: ProductForm) -> ProductId {
        act.write(|book, ctx| runut_actions::save(book, ctx, &form))
    }

    /// Takes variants out of the lists, or brings them back.
    act product_archive(act, variants: Vec<VariantId>, archived: bool) -> Archived {
        let to = if archived { Archive::Away } else { Archive::Back };
        let wrote = act.write(|book, ctx| runut_actions::archive(book, ctx, &variants, to))?;
        Ok(wrote.map(|done| Archived { done }))
    }

    /// Goods that came in.
    act stock_receive(act, receipt: Receipt) -> Sentence {
        act.write(|book, ctx| runut_actions::receive(book, ctx, &receipt))
    }

    /// Puts a level right: found, lost, damaged.
    act stock_adjust(act, form: AdjustForm) -> Adjusted {
        act.write(|book, ctx| runut_actions::adjust(book, ctx, &form))
    }
}
