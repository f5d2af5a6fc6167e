//! The shop's chart as the statements read it.

use std::collections::BTreeMap;

use crate::chart::{AccountKind, CHART};
use crate::{AccountId, Sentence, StoreId};

use super::lines::{self, Listed};

/// All accounts of a shop, those put away too, and its stores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopChart {
    accounts: BTreeMap<AccountId, Listed>,
    stores: BTreeMap<StoreId, String>,
}

impl ShopChart {
    /// The chart of these accounts and stores.
    #[must_use]
    pub fn new(accounts: Vec<Listed>, stores: Vec<(StoreId, String)>) -> Self {
        Self {
            accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
            stores: stores.into_iter().collect(),
        }
    }

    /// An account by its number.
    #[must_use]
    pub fn get(&self, id: AccountId) -> Option<&Listed> {
        self.accounts.get(&id)
    }

    /// All accounts, by number.
    pub fn accounts(&self) -> impl Iterator<Item = &Listed> {
        self.accounts.values()
    }

    /// All stores, by key.
    pub fn stores(&self) -> impl Iterator<Item = (StoreId, &str)> {
        self.stores.iter().map(|(id, name)| (*id, name.as_str()))
    }

    /// The accounts of these kinds, each where the line that the statements have it in is `line`.
    pub fn of_line(&self, kinds: &[AccountKind], line: &str) -> Vec<AccountId> {
        let within = |account: &&Listed| kinds.contains(&account.kind) && lines::line_of(account) == line;
        self.accounts.values().filter(within).map(|account| account.id).collect()
    }

    /// What an account is called: as the shop has it, in English too while it has its first name.
    #[must_use]
    pub fn name(&self, id: AccountId) -> Sentence {
        let name = self.get(id).map_or_else(|| id.to_string(), |account| account.name.clone());
        let first = CHART.iter().find(|account| account.id == id).is_some_and(|account| account.name == name);
        let english = first.then(|| lines::english(id)).flatten().map_or_else(|| name.clone(), str::to_owned);
        Sentence::new(name, english)
    }

    /// What a store is called; what is of none.
    #[must_use]
    pub fn store(&self, id: StoreId) -> Sentence {
        match self.stores.get(&id) {
            Some(name) => Sentence::new(name.clone(), name.clone()),
            None => Sentence::new("Di luar marketplace", "Outside marketplaces"),
        }
    }

    /// What programs know an account by: the key of its rule, else its number.
    pub(super) fn key(&self, id: AccountId) -> String {
        let charted = CHART.iter().find(|account| account.id == id && !account.key.is_empty());
        charted.map_or_else(|| lines::key_of(id).map_or_else(|| id.to_string(), str::to_owned), |a| a.key.to_owned())
    }
}
