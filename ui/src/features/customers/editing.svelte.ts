// A customer as it is typed.
import type { Address } from '../../generated/Address';
import type { CustomerDetail } from '../../generated/CustomerDetail';
import type { CustomerForm } from '../../generated/CustomerForm';
import type { CustomerId } from '../../generated/CustomerId';
import type { Refusal } from '../../generated/Refusal';

export interface Draft {
  id: CustomerId | null;
  name: string;
  phones: string[];
  addresses: Address[];
  note: string;
}

export const noAddress = (): Address => ({
  recipient: '',
  phone: '',
  address: '',
  village: '',
  district: '',
  city: '',
  province: '',
  postcode: ''
});

/** What is typed of a customer, or of a new one; an empty phone and address wait to be filled in. */
export function draftOf(detail: CustomerDetail | null): Draft {
  const phones = detail?.phones ?? [];
  const addresses = detail?.addresses ?? [];
  return {
    id: detail?.row.id ?? null,
    name: detail?.row.name ?? '',
    phones: phones.length > 0 ? [...phones] : [''],
    addresses: addresses.length > 0 ? addresses.map((each) => ({ ...each })) : [noAddress()],
    note: detail?.row.note ?? ''
  };
}

const said = (address: Address) => Object.values(address).some((text) => text.trim() !== '');

/** What is sent: empty phones and addresses are left out; a recipient who isn't named is the customer. */
export function formOf(draft: Draft): CustomerForm {
  const phones = draft.phones.map((each) => each.trim()).filter(Boolean);
  return {
    id: draft.id,
    name: draft.name.trim(),
    phones,
    addresses: draft.addresses.filter(said).map((each) => ({
      ...each,
      recipient: each.recipient.trim() || draft.name.trim(),
      phone: each.phone.trim() || (phones[0] ?? '')
    })),
    note: draft.note.trim()
  };
}

/** The field that a refusal is about: `name`, `phone`, `phone.1`, `address.0`; empty where it names none. */
export function fieldOf(refusal: Refusal, draft: Draft): string {
  const field = (refusal.facts['field'] ?? '').replace(/\[(\d+)\]/g, '.$1');
  if (field !== 'phone' && field !== 'phones') return field;
  const phone = refusal.facts['phone'];
  const at =
    phone === undefined ? -1 : draft.phones.findIndex((each) => each.replace(/\D/g, '').endsWith(phone.slice(-7)));
  return `phones.${Math.max(0, at)}`;
}
