//! Goods that a file names in two ways: by a name that means one variant, and by the SKU of another or of none.
//!
//! Which of the two is right only a person knows, so such an order waits, and its SKU cell is asked about. Looked at in the
//! file's own order, with what earlier rows will create: the same for the preview and for applying.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use runut_core::marketplace::{FileLine, FileOrder, FileOrders, FileProblem};
use runut_core::{Sentence, StoreId, VariantId, fold, match_key};
use runut_store::{Reader, given_sku};

use super::ImportFile;
use super::skus::{CODE, Skus};
use crate::ActionError;

/// The file without the orders that have to be asked about; these are among its problems.
pub(super) fn sift<'s>(
    book: &Reader<'_>,
    staged: &'s ImportFile,
    store: StoreId,
    skus: &Skus,
) -> Result<Cow<'s, ImportFile>, ActionError> {
    let mut goods = Candidates::new(book, staged, skus);
    let mut asked: Vec<FileProblem> = Vec::new();
    let mut out: HashSet<usize> = HashSet::new();
    for (at, order) in staged.file.orders.iter().enumerate() {
        for line in &order.lines {
            if let Some(problem) = goods.take(order, line)? {
                // Goods of an order that the book has stay what they are.
                if out.contains(&at) || book.known(store, &order.external_id)?.is_none() {
                    out.insert(at);
                    asked.push(problem);
                }
            }
        }
    }
    if out.is_empty() {
        return Ok(Cow::Borrowed(staged));
    }
    let mut sound = staged.clone();
    let mut at = 0..;
    sound.file.orders.retain(|_| at.next().is_none_or(|at| !out.contains(&at)));
    sound.file.problems.extend(asked);
    sound.file.problems.sort_by_key(|p| p.row);
    Ok(Cow::Owned(sound))
}

/// Whether a cell is the SKU of a line of the file, so that the book may have asked about it; as a problem, with what the
/// file has there.
pub(super) fn asked_of(file: &FileOrders, row: u32, column: &str) -> Option<FileProblem> {
    let sheet = file.sku_columns.iter().position(|name| !name.is_empty() && match_key(name) == match_key(column))?;
    let (order, line) = file
        .orders
        .iter()
        .flat_map(|o| o.lines.iter().map(move |l| (o, l)))
        .find(|(_, l)| l.row == row && l.sheet == sheet)?;
    Some(FileProblem {
        row,
        column: file.sku_columns[sheet].clone(),
        code: CODE.to_owned(),
        message: Sentence::default(),
        external_id: order.external_id.clone(),
        found: line.sku.clone(),
        suggestion: String::new(),
    })
}

/// The other SKU cells of the file that stand beside the same names and say the same: what is decided of one goes for all.
pub(super) fn alike(file: &FileOrders, row: u32, column: &str) -> Vec<(u32, String)> {
    let lines = || file.orders.iter().flat_map(|order| &order.lines);
    let name = |line: &FileLine| file.sku_columns.get(line.sheet).cloned().unwrap_or_default();
    let is_here = |line: &FileLine| line.row == row && match_key(&name(line)) == match_key(column);
    let words = |line: &FileLine| [&line.product, &line.variation, &line.sku].map(|text| match_key(text));
    let Some(this) = lines().find(|line| is_here(line)).map(words) else { return Vec::new() };
    lines().filter(|line| !is_here(line) && words(line) == this).map(|line| (line.row, name(line))).collect()
}

/// Goods of the book or of an earlier row, by their place in [`Candidates::all`].
type Key = usize;

struct Good {
    /// Product and variant as they are matched.
    names: (String, String),
    what: String,
    /// The SKU to be told, and whether it is the shop's own and not given by the program.
    sku: String,
    own: bool,
    /// What the channel calls goods that bear the SKU, product and variation: in earlier files and rows.
    listed: Vec<(String, String)>,
}

/// What names and SKUs mean, in the book and by the rows so far.
struct Candidates<'b, 's> {
    book: &'b Reader<'b>,
    staged: &'s ImportFile,
    skus: &'b Skus,
    /// SKUs beside which a name was taken before.
    accepted: HashMap<(String, String), String>,
    names: HashMap<(String, String), Option<Key>>,
    by_sku: HashMap<String, Option<Key>>,
    /// What was found sound already: product, variation and SKU.
    seen: HashSet<[&'s str; 3]>,
    all: Vec<Good>,
    loaded: HashMap<VariantId, Key>,
}

impl<'b, 's> Candidates<'b, 's> {
    fn new(book: &'b Reader<'b>, staged: &'s ImportFile, skus: &'b Skus) -> Self {
        let (names, by_sku, seen, accepted) = (HashMap::new(), HashMap::new(), HashSet::new(), HashMap::new());
        Self { book, staged, skus, accepted, names, by_sku, seen, all: Vec::new(), loaded: HashMap::new() }
    }

    /// Takes a line: what it means from now on, or what is to be asked.
    fn take(&mut self, order: &FileOrder, line: &'s FileLine) -> Result<Option<FileProblem>, ActionError> {
        let words = [line.product.as_str(), &line.variation, &line.sku];
        if self.seen.contains(&words) {
            return Ok(None);
        }
        let names = (match_key(&line.product), match_key(&line.variation));
        let named = self.by_names(&names, line)?;
        let sku = self.skus.of_line(line);
        let of_sku = match sku {
            Some(sku) => self.by_sku(sku)?,
            None => None,
        };
        let decided = self.skus.is_decided(line);
        let taken_before =
            sku.is_some_and(|sku| !decided && self.accepted.get(&names).is_some_and(|known| *known == match_key(sku)));
        let settled = of_sku.is_some() && decided;
        let contradicts = match named {
            Some(named) => sku.is_some() && !taken_before && self.differ(named, of_sku, &names),
            None => of_sku.is_some_and(|of_sku| self.is_unlike(of_sku, &names)),
        };
        if contradicts && !settled {
            return Ok(Some(self.problem(order, line, named, of_sku)));
        }
        let shared = of_sku.filter(|of_sku| self.is_other_variation(*of_sku, &names));
        let means = match (of_sku.filter(|_| shared.is_none() && !taken_before), named) {
            (Some(of_sku), _) => of_sku,
            (None, Some(named)) => named,
            (None, None) => self.create(&names, line, sku.filter(|_| shared.is_none())),
        };
        if sku.is_some() {
            self.all[means].listed.push(names.clone());
        }
        let learns = sku.filter(|_| of_sku.is_none() && !self.all[means].own);
        if let Some(sku) = learns {
            (self.all[means].sku, self.all[means].own) = (sku.to_owned(), true);
        }
        let mut changed = self.names.insert(names, Some(means)) != Some(Some(means));
        if let Some(sku) = sku.filter(|_| of_sku.is_none()) {
            changed |= self.by_sku.insert(match_key(sku), Some(means)) != Some(Some(means));
        }
        if changed {
            self.seen.clear(); // the same words may mean other goods from now on
        }
        self.seen.insert(words);
        Ok(None)
    }

    /// Whether a name's goods and those of a SKU can't be the same. Sellers who write one SKU on all variations of a product
    /// mean the product by it; and a product that is called so itself outweighs what was remembered.
    fn differ(&self, named: Key, of_sku: Option<Key>, names: &(String, String)) -> bool {
        let name_is_own = self.all[named].names == *names;
        match of_sku {
            Some(of_sku) if of_sku == named || self.is_other_variation(of_sku, names) => false,
            Some(of_sku) => self.all[of_sku].names != *names,
            None => self.all[named].own || !name_is_own,
        }
    }

    /// Whether the channel has the SKU on goods whose names share no word with this one: a word that stands for none, or a
    /// SKU of another's. Goods that only the shop itself gave the SKU may be called anything.
    fn is_unlike(&self, of_sku: Key, names: &(String, String)) -> bool {
        let good = &self.all[of_sku];
        let words = |(product, variation): &(String, String)| {
            let both = fold(&format!("{product} {variation}"));
            both.split(' ').map(str::to_owned).collect::<HashSet<_>>()
        };
        let here = words(names);
        let mut known = std::iter::once(&good.names).chain(&good.listed);
        !good.listed.is_empty() && known.all(|name| name != names && here.is_disjoint(&words(name)))
    }

    fn is_other_variation(&self, good: Key, names: &(String, String)) -> bool {
        let good = &self.all[good];
        good.names.0 == names.0 && good.names.1 != names.1
    }

    fn by_names(&mut self, names: &(String, String), line: &FileLine) -> Result<Option<Key>, ActionError> {
        if let Some(known) = self.names.get(names) {
            return Ok(*known);
        }
        let remembered = self.book.variant_by_alias(self.staged.channel, &line.product, &line.variation)?;
        let beside = self.book.sku_beside(self.staged.channel, &line.product, &line.variation)?;
        self.accepted.insert(names.clone(), beside);
        let found = match remembered {
            Some(found) => Some(found),
            None => self.book.variant_by_name(&line.product, &line.variation)?,
        };
        let key = found.map(|id| self.load(id)).transpose()?;
        self.names.insert(names.clone(), key);
        Ok(key)
    }

    fn by_sku(&mut self, sku: &str) -> Result<Option<Key>, ActionError> {
        let folded = match_key(sku);
        if let Some(known) = self.by_sku.get(&folded) {
            return Ok(*known);
        }
        let found = self.book.variant_by_sku(sku)?;
        let key = found.map(|found| self.load(found.id)).transpose()?;
        if let Some(key) = key {
            let listed = self.book.names_of_sku(self.staged.channel, sku)?;
            self.all[key].listed.extend(listed);
        }
        self.by_sku.insert(folded, key);
        Ok(key)
    }

    fn load(&mut self, id: VariantId) -> Result<Key, ActionError> {
        if let Some(known) = self.loaded.get(&id) {
            return Ok(*known);
        }
        let found = self.book.variant(id)?;
        let names = (match_key(&found.product), match_key(&found.variant));
        let own = found.sku != given_sku(id);
        self.all.push(Good { names, what: found.what(), sku: found.sku, own, listed: Vec::new() });
        self.loaded.insert(id, self.all.len() - 1);
        Ok(self.all.len() - 1)
    }

    fn create(&mut self, names: &(String, String), line: &FileLine, sku: Option<&str>) -> Key {
        let what = told(&line.product, &line.variation);
        let (names, own, sku) = (names.clone(), sku.is_some(), sku.unwrap_or_default().to_owned());
        self.all.push(Good { names, what, sku, own, listed: Vec::new() });
        self.all.len() - 1
    }

    fn column(&self, line: &FileLine) -> &'s str {
        self.staged.file.sku_columns.get(line.sheet).map_or("", String::as_str)
    }

    fn problem(&self, order: &FileOrder, line: &FileLine, named: Option<Key>, of_sku: Option<Key>) -> FileProblem {
        let (name, sku, row, column) = (told(&line.product, &line.variation), &line.sku, line.row, self.column(line));
        let other = of_sku.map(|of_sku| &self.all[of_sku].what);
        let (suggestion, message) = match (named.map(|named| &self.all[named]), other) {
            (Some(Good { sku: theirs, what, .. }), other) => {
                let (other_id, other_en) = match other {
                    Some(other) => {
                        (format!("tulis {sku} kalau yang dikirim {other}"), format!("type {sku} if {other} is sent"))
                    }
                    None => (
                        format!("kalau bukan, isi SKU {sku} pada produk yang benar, lalu impor lagi"),
                        format!("if they aren't, give SKU {sku} to the right product and import again"),
                    ),
                };
                let message = Sentence::new(
                    format!(
                        "Baris {row}, kolom {column}: tertulis {sku}, padahal nama {name} dikenal sebagai {what} (SKU {theirs}), jadi pesanannya menunggu. Pilih {theirs} kalau memang barang itu, sekali untuk semua baris yang sama, dan itu diingat; {other_id}."
                    ),
                    format!(
                        "Row {row}, column {column}: it says {sku}, but the name {name} is known as {what} (SKU {theirs}), so the order waits. Choose {theirs} if these are the goods, once for every row that says so, and it is remembered; {other_en}."
                    ),
                );
                (theirs, message)
            }
            (None, other) => {
                let other = other.map_or("", String::as_str);
                let message = Sentence::new(
                    format!(
                        "Baris {row}, kolom {column}: {sku} adalah SKU {other}, sedangkan {name} nama yang lain sama sekali, jadi pesanannya menunggu. Pilih {sku} kalau memang barang yang sama, sekali untuk semua baris yang sama, dan itu diingat; kalau bukan, tulis SKU-nya, atau - kalau tidak punya SKU."
                    ),
                    format!(
                        "Row {row}, column {column}: {sku} is the SKU of {other}, and {name} is quite another name, so the order waits. Choose {sku} if these are the same goods, once for every row that says so, and it is remembered; if not, type their SKU, or - if they have none."
                    ),
                );
                (sku, message)
            }
        };
        FileProblem {
            row,
            column: column.to_owned(),
            code: CODE.to_owned(),
            message,
            external_id: order.external_id.clone(),
            found: sku.clone(),
            suggestion: suggestion.clone(),
        }
    }
}

fn told(product: &str, variation: &str) -> String {
    if variation.is_empty() { product.to_owned() } else { format!("{product}, {variation}") }
}
