// The tabs of Angka: groups of figures, and the reports.
import type { KpiGroup } from '../../generated/KpiGroup';

/** The groups of each tab; the first has all of them. */
export const groups = {
  all: null,
  sales: ['sales', 'money'],
  warehouse: ['warehouse'],
  customers: ['customers'],
  marketing: ['marketing'],
  people: ['people']
} as const satisfies Record<string, readonly KpiGroup[] | null>;
export type Group = keyof typeof groups;

export const tabs = [...(Object.keys(groups) as Group[]), 'report'] as const;
export type Tab = (typeof tabs)[number];
