/** The parts of Pengaturan, in their order. */
export const settingParts = [
  'shop',
  'deadlines',
  'accounts',
  'stores',
  'fees',
  'couriers',
  'hours',
  'persons',
  'texts',
  'backups',
  'printers',
  'look',
  'about'
] as const;
export type SettingPart = (typeof settingParts)[number];
