import type { Dict } from '..';
import { backups } from './backups';
import { business } from './business';
import { commands } from './commands';
import { common } from './common';
import { counts } from './counts';
import { finance } from './finance';
import { exporting } from './exporting';
import { customers } from './customers';
import { figures } from './figures';
import { guide } from './guide';
import { importing } from './import';
import { log } from './log';
import { ordering } from './ordering';
import { orders } from './orders';
import { pack } from './pack';
import { payments } from './payments';
import { payouts } from './payouts';
import { purchases } from './purchases';
import { records } from './records';
import { reports } from './reports';
import { returns } from './returns';
import { settings } from './settings';
import { start } from './start';
import { statements } from './statements';
import { stock } from './stock';
import { today } from './today';
import { tracking } from './tracking';
import { trouble } from './trouble';

export const en: Dict = {
  commands,
  common,
  backups,
  business,
  start,
  today,
  orders,
  ordering,
  importing,
  pack,
  tracking,
  payments,
  payouts,
  purchases,
  records,
  reports,
  returns,
  statements,
  stock,
  customers,
  counts,
  exporting,
  finance,
  figures,
  settings,
  log,
  trouble,
  guide
};
