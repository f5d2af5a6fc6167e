// The tabs of Keuangan, in their order. A new one is a line here, its name in the words, and its component in FinanceScreen.
export const financeTabs = ['expenses', 'chart', 'day'] as const;
export type FinanceTab = (typeof financeTabs)[number];

export const tabOf = (name: string): FinanceTab => financeTabs.find((each) => each === name) ?? financeTabs[0];
