// Saving what was changed, a field at a time. Each save begins from what the book has now and waits for the one before,
// so that two fields left in a hurry don't undo each other.
import { accountSave, courierSave, personSave, settings, shopSave, storeSave } from '../../bridge';
import type { CourierRow } from '../../generated/CourierRow';
import type { MoneyAccount } from '../../generated/MoneyAccount';
import type { Person } from '../../generated/Person';
import type { Shop } from '../../generated/Shop';
import type { StoreRow } from '../../generated/StoreRow';

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => null); // what it failed with is its own field's to say
  return mine;
}

export const changeShop = (change: Partial<Shop>) =>
  inTurn(async () => shopSave({ ...(await settings()).shop, ...change }));

export const changeAccount = (account: MoneyAccount, change: Partial<MoneyAccount>) =>
  inTurn(async () => {
    const now = (await settings()).accounts.find((each) => each.id === account.id);
    return accountSave({ ...(now ?? account), ...change });
  });

export const changeStore = (store: StoreRow, change: Partial<StoreRow>) =>
  inTurn(async () => {
    const now = (await settings()).stores.find((each) => each.id === store.id);
    return storeSave({ ...(now ?? store), ...change });
  });

export const changeCourier = (courier: CourierRow, change: Partial<CourierRow>) =>
  inTurn(async () => {
    const now = (await settings()).couriers.find((each) => each.id === courier.id);
    return courierSave({ ...(now ?? courier), ...change });
  });

export const changePerson = (person: Person, change: Partial<Person>) =>
  inTurn(async () => {
    const now = (await settings()).persons.find((each) => each.id === person.id);
    return personSave({ ...(now ?? person), ...change });
  });
