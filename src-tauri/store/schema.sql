-- The schema as all migrations together make it (shown by a test). Money in whole rupiah, instants in UTC milliseconds, days as yyyymmdd, flags 0/1.
-- Append-only by rule and test: activity, stock_move, posting, scan, record. Their orders and goods may be gone: what came in by
-- mistake is taken out again, and what moved and was posted for it stays, reversed (the audit looks).

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  owner INTEGER NOT NULL CHECK (owner IN (0, 1)),
  divisions TEXT NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE shop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  zone TEXT NOT NULL CHECK (zone = 'wib' OR zone = 'wita' OR zone = 'wit'),
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  start_day INTEGER,
  auto_approve INTEGER NOT NULL CHECK (auto_approve IN (0, 1)),
  slip_size TEXT NOT NULL CHECK (slip_size = 'a4' OR slip_size = 'a5' OR slip_size = 'a6'),
  label_size TEXT NOT NULL CHECK (label_size = 'a6' OR label_size = 'mm100x150' OR label_size = 'roll80' OR label_size = 'roll58'),
  unique_codes INTEGER NOT NULL CHECK (unique_codes IN (0, 1)),
  payment_hours INTEGER NOT NULL CHECK (payment_hours >= 0),
  ship_hours INTEGER NOT NULL CHECK (ship_hours >= 0),
  return_days INTEGER NOT NULL CHECK (return_days >= 0),
  -- Days after delivery within which marketplaces and COD couriers should have paid out.
  payout_days INTEGER NOT NULL DEFAULT 7 CHECK (payout_days >= 0),
  cod_days INTEGER NOT NULL DEFAULT 14 CHECK (cod_days >= 0),
  packing_cost INTEGER NOT NULL DEFAULT 0 CHECK (packing_cost >= 0),
  tax_base TEXT NOT NULL DEFAULT 'gross_less_returns' CHECK (tax_base = 'gross_less_returns' OR tax_base = 'gross' OR tax_base = 'net'),
  tax_free INTEGER NOT NULL DEFAULT 1 CHECK (tax_free IN (0, 1)),
  -- The last day of the last closed month: nothing is posted on it or before.
  closed_to INTEGER
) STRICT;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  noun TEXT NOT NULL,
  noun_id INTEGER NOT NULL,
  verb TEXT NOT NULL,
  order_id INTEGER,
  facts TEXT NOT NULL,
  request TEXT NOT NULL,
  batch INTEGER,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX activity_order ON activity (order_id, id);
CREATE INDEX activity_day ON activity (day, id);
CREATE INDEX activity_variant ON activity (noun_id, id) WHERE noun = 'variant';
CREATE INDEX activity_product ON activity (noun_id, id) WHERE noun = 'product';
CREATE INDEX activity_customer ON activity (noun_id, id) WHERE noun = 'customer';

-- What is personal of an entry, kept apart from it (JSON by fact): the entry has SHA-256(salt, name, text) in its place. Erased, both
-- are empty.
CREATE TABLE sealed (
  activity_id INTEGER PRIMARY KEY REFERENCES activity (id),
  salt BLOB NOT NULL CHECK (length(salt) = 16 OR length(salt) = 0),
  texts TEXT NOT NULL
) STRICT;

-- What stands in the rows that a write touched, after it: digests, beside the write's last entry. The hash of the next entry
-- covers them.
CREATE TABLE witness (
  activity_id INTEGER PRIMARY KEY REFERENCES activity (id),
  seals BLOB NOT NULL
) STRICT;

CREATE TABLE request (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  intent TEXT NOT NULL,
  answer TEXT NOT NULL,
  -- The rows that the write changed, as they were: what taking it back puts back. Empty where there is nothing.
  changes TEXT NOT NULL,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX request_at ON request (at);

-- Pictures, scaled down; JPEG.
CREATE TABLE photo (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  picture BLOB NOT NULL,
  thumbnail BLOB NOT NULL
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  category TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;
CREATE INDEX product_fold ON product (name_fold);

CREATE TABLE variant (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id),
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  sku TEXT NOT NULL,
  sku_fold TEXT NOT NULL UNIQUE,
  barcode TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  weight_g INTEGER NOT NULL CHECK (weight_g >= 0),
  shelf TEXT NOT NULL,
  walk TEXT NOT NULL,
  search TEXT NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  low_mark INTEGER NOT NULL DEFAULT 0 CHECK (low_mark >= 0),
  sell_ahead INTEGER NOT NULL DEFAULT 0 CHECK (sell_ahead IN (0, 1)),
  photo_id INTEGER REFERENCES photo (id),
  UNIQUE (product_id, name_fold)
) STRICT;
CREATE INDEX variant_low ON variant (id) WHERE low_mark > 0;
CREATE UNIQUE INDEX variant_barcode ON variant (barcode) WHERE barcode <> '';
CREATE INDEX variant_barcode_small ON variant (LOWER(barcode)) WHERE barcode <> '';

-- What a channel calls a variant: matched once, remembered. `sku_fold`: the SKU that stood beside the name last; `taught`: the
-- variant got it from there.
CREATE TABLE variant_alias (
  channel TEXT NOT NULL,
  product_fold TEXT NOT NULL,
  variation_fold TEXT NOT NULL,
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  sku_fold TEXT NOT NULL DEFAULT '',
  taught INTEGER NOT NULL DEFAULT 0 CHECK (taught = 0 OR taught = 1),
  PRIMARY KEY (channel, product_fold, variation_fold)
) STRICT;
CREATE INDEX variant_alias_sku ON variant_alias (sku_fold, channel) WHERE sku_fold <> '';

CREATE TABLE stock_level (
  variant_id INTEGER PRIMARY KEY REFERENCES variant (id),
  shelf INTEGER NOT NULL CHECK (shelf >= 0),
  packed INTEGER NOT NULL CHECK (packed >= 0),
  damaged INTEGER NOT NULL CHECK (damaged >= 0),
  allocated INTEGER NOT NULL CHECK (allocated >= 0),
  value INTEGER NOT NULL CHECK (value >= 0),
  stocked_at INTEGER
) STRICT;
CREATE INDEX stock_level_short ON stock_level (variant_id) WHERE shelf + packed < allocated;

CREATE TABLE wave (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id)
) STRICT;

-- The chart of accounts: `id` is the number in it, `key` the word where a rule names the account, `line` where the statements
-- have it, `cash` what is money. `number` and `holder` are a bank's.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'asset' OR kind = 'liability' OR kind = 'equity' OR kind = 'income' OR kind = 'expense'),
  line TEXT NOT NULL,
  cash INTEGER NOT NULL CHECK (cash IN (0, 1)),
  number TEXT NOT NULL DEFAULT '',
  holder TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

-- One account of the shop at a marketplace. What is owed to it is the account 1200 + its key; `wallet` is that of what the
-- marketplace keeps until it is withdrawn, of one store or several.
CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 99),
  channel TEXT NOT NULL CHECK (channel = 'shopee' OR channel = 'tokopedia' OR channel = 'tiktok' OR channel = 'lazada'),
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  wallet INTEGER NOT NULL REFERENCES account (id),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE courier (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  own_delivery INTEGER NOT NULL CHECK (own_delivery IN (0, 1)),
  pickup INTEGER CHECK (pickup BETWEEN 0 AND 1439),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

-- When the shop is open, in minutes from midnight, by weekday from Monday; a weekday without a row is closed.
CREATE TABLE shop_hours (
  weekday INTEGER PRIMARY KEY CHECK (weekday BETWEEN 1 AND 7),
  opens INTEGER NOT NULL CHECK (opens >= 0),
  closes INTEGER NOT NULL CHECK (closes <= 1440),
  CHECK (opens < closes)
) STRICT;

-- Days on which it is closed beside that.
CREATE TABLE closed_day (
  day INTEGER PRIMARY KEY,
  note TEXT NOT NULL
) STRICT;

-- Texts for buyers that the seller has changed; the rest are the program's own.
CREATE TABLE buyer_text (
  key TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  sort TEXT NOT NULL,
  merged_into INTEGER REFERENCES customer (id),
  -- Who it was is erased: nothing of them comes again from a backup.
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX customer_sort ON customer (sort, id);

-- Phones in one form (62812…), and as typed.
CREATE TABLE customer_phone (
  phone TEXT PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  typed TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_phone_of ON customer_phone (customer_id, position);

CREATE TABLE customer_address (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  position INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  village TEXT NOT NULL,
  district TEXT NOT NULL,
  city TEXT NOT NULL,
  province TEXT NOT NULL,
  postcode TEXT NOT NULL
) STRICT;
CREATE INDEX customer_address_of ON customer_address (customer_id, position);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  channel TEXT NOT NULL,
  -- Of a marketplace's order; our own channels have none.
  store_id INTEGER REFERENCES store (id),
  external_id TEXT NOT NULL,
  terms TEXT NOT NULL CHECK (terms = 'prepaid' OR terms = 'cod' OR terms = 'marketplace'),
  stage TEXT NOT NULL CHECK (stage = 'draft' OR stage = 'awaiting_payment' OR stage = 'awaiting_approval' OR stage = 'approved' OR stage = 'packed' OR stage = 'shipped' OR stage = 'delivered' OR stage = 'completed' OR stage = 'cancelled' OR stage = 'returned'),
  held TEXT,
  failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
  history INTEGER NOT NULL CHECK (history IN (0, 1)),
  total INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  refunded INTEGER NOT NULL CHECK (refunded >= 0),
  shipping INTEGER NOT NULL,
  unique_code INTEGER NOT NULL,
  code_taken INTEGER NOT NULL DEFAULT 0 CHECK (code_taken >= 0),
  let_through INTEGER NOT NULL DEFAULT 0 CHECK (let_through >= 0),
  claimed_shipping INTEGER NOT NULL CHECK (claimed_shipping >= 0),
  courier_bill INTEGER CHECK (courier_bill >= 0),
  pay_by INTEGER,
  account INTEGER REFERENCES account (id),
  owed INTEGER NOT NULL CHECK (owed >= 0),
  coming_back INTEGER NOT NULL CHECK (coming_back IN (0, 1)),
  courier TEXT NOT NULL,
  tracking TEXT NOT NULL,
  shipped_at INTEGER,
  delivered_at INTEGER,
  completed_at INTEGER,
  cancel_reason TEXT NOT NULL,
  wave_id INTEGER REFERENCES wave (id),
  printed INTEGER NOT NULL DEFAULT 0 CHECK (printed >= 0),
  labelled INTEGER NOT NULL DEFAULT 0 CHECK (labelled >= 0),
  placed_at INTEGER NOT NULL,
  ship_by INTEGER,
  paid_at INTEGER,
  customer_id INTEGER REFERENCES customer (id),
  buyer TEXT NOT NULL,
  recipient TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  village TEXT NOT NULL,
  district TEXT NOT NULL,
  city TEXT NOT NULL,
  province TEXT NOT NULL,
  postcode TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_phone TEXT NOT NULL,
  fragile INTEGER NOT NULL CHECK (fragile IN (0, 1)),
  masked INTEGER NOT NULL CHECK (masked IN (0, 1)),
  note TEXT NOT NULL,
  seller_note TEXT NOT NULL,
  payment_method TEXT NOT NULL,
  return_status TEXT NOT NULL,
  way_back TEXT NOT NULL CHECK (way_back = '' OR way_back = 'coming' OR way_back = 'arrived'),
  cod INTEGER NOT NULL CHECK (cod IN (0, 1)),
  weight_g INTEGER NOT NULL,
  shipping_paid INTEGER NOT NULL,
  shipping_subsidy INTEGER NOT NULL,
  shipping_estimate INTEGER NOT NULL,
  shipping_return INTEGER NOT NULL,
  borne_by_shop INTEGER NOT NULL,
  borne_by_marketplace INTEGER NOT NULL,
  file_status TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  -- Whoever ordered was erased; no file fills in what is gone.
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  -- When it went to the warehouse, when its parcel was closed and by whom, as far as it was done here; the courier that its text names.
  approved_at INTEGER,
  packed_at INTEGER,
  packed_by INTEGER,
  courier_id INTEGER,
  -- What courier or way of paying withheld of its money; what a marketplace is expected to take, as its rules were when it left.
  withheld INTEGER NOT NULL DEFAULT 0,
  expected_fees TEXT,
  written_off INTEGER NOT NULL DEFAULT 0 CHECK (written_off IN (0, 1)),
  -- What it earned, and how far that is known; when it was paid out last, and what came beyond what should have.
  profit INTEGER,
  profit_state TEXT NOT NULL DEFAULT '' CHECK (profit_state = '' OR profit_state = 'unknown' OR profit_state = 'expected' OR profit_state = 'real'),
  settled_on INTEGER,
  payout_gap INTEGER NOT NULL DEFAULT 0,
  payout_differs INTEGER NOT NULL DEFAULT 0 CHECK (payout_differs IN (0, 1)),
  -- What is still owed of its money, and how a marketplace's settlement of it stands.
  receivable INTEGER NOT NULL DEFAULT 0,
  settle_state TEXT NOT NULL DEFAULT '' CHECK (settle_state = '' OR settle_state = 'open' OR settle_state = 'closed' OR settle_state = 'earlier' OR settle_state = 'before'),
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
-- A marketplace's order is known by its store and its number there.
CREATE UNIQUE INDEX orders_external ON orders (store_id, external_id) WHERE external_id <> '';
CREATE INDEX orders_external_id ON orders (external_id) WHERE external_id <> '';
CREATE INDEX orders_channel ON orders (channel, placed_at, id);
CREATE INDEX orders_store ON orders (store_id, placed_at, id) WHERE store_id IS NOT NULL;
CREATE INDEX orders_stage ON orders (stage, placed_at, id);
CREATE INDEX orders_courier ON orders (courier, placed_at, id);
CREATE INDEX orders_newest ON orders (placed_at, id);
CREATE INDEX orders_urgent ON orders (stage, ship_by, id) WHERE (stage = 'draft' OR stage = 'awaiting_payment' OR stage = 'awaiting_approval' OR stage = 'approved' OR stage = 'packed');
CREATE INDEX orders_tracking ON orders (tracking) WHERE tracking <> '';
CREATE INDEX orders_customer ON orders (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_deadline ON orders (pay_by) WHERE stage = 'awaiting_payment' AND pay_by IS NOT NULL;
-- Totals that wait for their money: a unique code keeps them apart.
CREATE INDEX orders_code ON orders (account, total) WHERE (stage = 'awaiting_payment' OR (stage = 'approved' OR stage = 'packed') AND terms = 'prepaid' AND paid - refunded < total);
-- Our own orders whose buyers have more money with us than they owe.
CREATE INDEX orders_owed ON orders (id) WHERE owed > 0;
-- Our own orders whose buyers haven't paid all of it: what a payment may be for.
CREATE INDEX orders_unpaid ON orders (id) WHERE store_id IS NULL AND paid - refunded < total AND stage <> 'draft' AND stage <> 'cancelled' AND stage <> 'returned';
-- Our own orders that wait for the end of their return window.
CREATE INDEX orders_accept ON orders (delivered_at) WHERE stage = 'delivered' AND store_id IS NULL;
-- What has failed or is claimed and hasn't all come back: the queue "kembali".
CREATE INDEX orders_back ON orders (stage, id) WHERE coming_back = 1;
CREATE INDEX orders_shipped ON orders (stage, shipped_at) WHERE stage = 'shipped';
CREATE INDEX orders_delivered ON orders (stage, delivered_at) WHERE stage = 'delivered';
-- What was sold, by when it left. In this order of its conditions SQLite needs no look at the rows themselves.
CREATE INDEX orders_left ON orders (shipped_at) WHERE history = 0 AND (failed = 0 AND shipped_at IS NOT NULL);
-- What isn't paid yet, or is owed back.
CREATE INDEX orders_receivable ON orders (store_id, shipped_at) WHERE receivable <> 0;
CREATE INDEX orders_profit ON orders (shipped_at, profit_state, profit) WHERE profit_state <> '';
CREATE INDEX orders_differs ON orders (settled_on) WHERE payout_differs = 1;
-- Our own parcels whose courier's bill is still to come.
CREATE INDEX orders_unbilled ON orders (shipped_at) WHERE store_id IS NULL AND courier_bill IS NULL AND history = 0 AND shipped_at IS NOT NULL;
CREATE INDEX orders_wave ON orders (wave_id) WHERE wave_id IS NOT NULL;

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  checked INTEGER NOT NULL CHECK (checked BETWEEN 0 AND quantity),
  moved INTEGER NOT NULL CHECK (moved BETWEEN 0 AND quantity),
  shortfall INTEGER NOT NULL CHECK (shortfall >= 0),
  claimed INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND quantity),
  claim INTEGER NOT NULL,
  back INTEGER NOT NULL CHECK (back BETWEEN 0 AND quantity),
  cost INTEGER,
  back_cost INTEGER NOT NULL CHECK (back_cost >= 0),
  spoiled_cost INTEGER NOT NULL CHECK (spoiled_cost >= 0),
  opened INTEGER NOT NULL CHECK (opened >= 0),
  typed_cost INTEGER CHECK (typed_cost >= 0),
  file_product TEXT NOT NULL,
  file_variation TEXT NOT NULL,
  occurrence INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX order_line_position ON order_line (order_id, position);
CREATE INDEX order_line_variant ON order_line (variant_id, order_id);
-- What was sold beyond the shelf: what is received next covers it.
CREATE INDEX order_line_short ON order_line (variant_id, order_id) WHERE shortfall > 0;

-- Orders a stage: kept with each write, so that counting costs the same in a book of a million orders.
CREATE TABLE stage_count (
  stage TEXT PRIMARY KEY,
  orders INTEGER NOT NULL CHECK (orders >= 0)
) STRICT;

CREATE TABLE stock_move (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  variant_id INTEGER NOT NULL,
  from_bin TEXT NOT NULL CHECK (from_bin = 'supplier' OR from_bin = 'shelf' OR from_bin = 'packed' OR from_bin = 'customer' OR from_bin = 'damaged' OR from_bin = 'loss'),
  to_bin TEXT NOT NULL CHECK (to_bin = 'supplier' OR to_bin = 'shelf' OR to_bin = 'packed' OR to_bin = 'customer' OR to_bin = 'damaged' OR to_bin = 'loss'),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  value INTEGER CHECK (value >= 0),
  day INTEGER NOT NULL,
  order_id INTEGER,
  line_id INTEGER,
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  CHECK (from_bin <> to_bin)
) STRICT;
CREATE INDEX stock_move_variant ON stock_move (variant_id, id);
-- What went to buyers: the pace at which a variant sells.
CREATE INDEX stock_move_sold ON stock_move (variant_id, activity_id, quantity) WHERE to_bin = 'customer';
CREATE INDEX stock_move_line ON stock_move (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX stock_move_activity ON stock_move (activity_id);

CREATE TABLE posting (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  debit INTEGER NOT NULL REFERENCES account (id),
  credit INTEGER NOT NULL REFERENCES account (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  day INTEGER NOT NULL,
  order_id INTEGER,
  -- The store of its order; and the posting that it takes back, where it does nothing else.
  store_id INTEGER REFERENCES store (id),
  reverses INTEGER REFERENCES posting (id),
  -- When it happened, where the month of that day was closed: then it is posted on the first open day.
  event_day INTEGER CHECK (event_day < day),
  CHECK (debit <> credit)
) STRICT;
CREATE INDEX posting_order ON posting (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX posting_day ON posting (day, debit, credit, amount);
CREATE INDEX posting_reverses ON posting (reverses) WHERE reverses IS NOT NULL;

-- What was posted by day and by month, kept with each write; `key` is (period × 10000 + account) × 100 + store, 0 for none.
CREATE TABLE day_sum (
  key INTEGER PRIMARY KEY,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL
) STRICT;
CREATE TABLE month_sum (
  key INTEGER PRIMARY KEY,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL
) STRICT;

-- What is counted of orders and of people by day; `key` is dim × 100000000 + day: 0 the shop, stores from 1, own channels from 900,
-- couriers from 1000, persons from 2000. `seen_at`: a person's last entry of that day.
CREATE TABLE figure_day (
  key INTEGER PRIMARY KEY,
  placed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  seller_cancelled INTEGER NOT NULL,
  units INTEGER NOT NULL,
  unit_orders INTEGER NOT NULL,
  known INTEGER NOT NULL,
  new_buyers INTEGER NOT NULL,
  came_back INTEGER NOT NULL,
  shipped INTEGER NOT NULL,
  shipped_units INTEGER NOT NULL,
  net INTEGER NOT NULL,
  profit_orders INTEGER NOT NULL,
  profit INTEGER NOT NULL,
  losing INTEGER NOT NULL,
  uncosted INTEGER NOT NULL,
  back_units INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  cod INTEGER NOT NULL,
  cod_failed INTEGER NOT NULL,
  due INTEGER NOT NULL,
  late INTEGER NOT NULL,
  paid_shipped INTEGER NOT NULL,
  fast INTEGER NOT NULL,
  owed_on_way INTEGER NOT NULL,
  owed_by_stores INTEGER NOT NULL,
  owed_by_couriers INTEGER NOT NULL,
  wrong_scans INTEGER NOT NULL,
  acts INTEGER NOT NULL,
  work INTEGER NOT NULL,
  seen_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Orders by the day (the key) on which they were placed: how many at each hour, how many stand at each stage now, and how many were
-- cancelled at each that comes before the courier.
CREATE TABLE way_day (
  key INTEGER PRIMARY KEY,
  hour_0 INTEGER NOT NULL,
  hour_1 INTEGER NOT NULL,
  hour_2 INTEGER NOT NULL,
  hour_3 INTEGER NOT NULL,
  hour_4 INTEGER NOT NULL,
  hour_5 INTEGER NOT NULL,
  hour_6 INTEGER NOT NULL,
  hour_7 INTEGER NOT NULL,
  hour_8 INTEGER NOT NULL,
  hour_9 INTEGER NOT NULL,
  hour_10 INTEGER NOT NULL,
  hour_11 INTEGER NOT NULL,
  hour_12 INTEGER NOT NULL,
  hour_13 INTEGER NOT NULL,
  hour_14 INTEGER NOT NULL,
  hour_15 INTEGER NOT NULL,
  hour_16 INTEGER NOT NULL,
  hour_17 INTEGER NOT NULL,
  hour_18 INTEGER NOT NULL,
  hour_19 INTEGER NOT NULL,
  hour_20 INTEGER NOT NULL,
  hour_21 INTEGER NOT NULL,
  hour_22 INTEGER NOT NULL,
  hour_23 INTEGER NOT NULL,
  at_awaiting_payment INTEGER NOT NULL,
  at_awaiting_approval INTEGER NOT NULL,
  at_approved INTEGER NOT NULL,
  at_packed INTEGER NOT NULL,
  at_shipped INTEGER NOT NULL,
  at_delivered INTEGER NOT NULL,
  at_completed INTEGER NOT NULL,
  at_returned INTEGER NOT NULL,
  left_awaiting_payment INTEGER NOT NULL,
  left_awaiting_approval INTEGER NOT NULL,
  left_approved INTEGER NOT NULL,
  left_packed INTEGER NOT NULL
) STRICT;

-- How long parts of the way took, by length; `key` is (part × 100000000 + day) × 1000 + length.
CREATE TABLE tally_day (
  key INTEGER PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;

-- Who bought what, cancelled orders left out: a customer of the shop's, else who a store (0: none) calls by a name that isn't masked.
-- `second_day` is the second on which they bought, `first_spent` what was spent on the first.
CREATE TABLE buyer (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER,
  store_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  orders INTEGER NOT NULL,
  days INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  first_spent INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  second_day INTEGER,
  last_day INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX buyer_customer ON buyer (customer_id) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX buyer_name ON buyer (name, store_id) WHERE customer_id IS NULL;

-- What a buyer's days come to; `key` is buyer × 100000000 + day.
CREATE TABLE buyer_day (
  key INTEGER PRIMARY KEY,
  orders INTEGER NOT NULL,
  spent INTEGER NOT NULL
) STRICT;

-- Debits less credits of each account at the end of each month that has postings; `key` is month × 10000 + account.
CREATE TABLE month_close (
  key INTEGER PRIMARY KEY,
  balance INTEGER NOT NULL
) STRICT;

-- What came into money from another account that isn't money, and went there; `key` is (day × 10000 + money) × 10000 + other.
CREATE TABLE cash_sum (
  key INTEGER PRIMARY KEY,
  received INTEGER NOT NULL,
  paid INTEGER NOT NULL
) STRICT;

-- Entries by hand. `day` is when it happened; its postings hang on the log's entry. `due`: the day that it was proposed for.
-- `reverses`: the entry that it takes back.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  booked INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  note TEXT NOT NULL,
  store_id INTEGER REFERENCES store (id),
  photo_id INTEGER REFERENCES photo (id),
  recurring_id INTEGER REFERENCES recurring (id),
  equipment_id INTEGER REFERENCES equipment (id),
  due INTEGER,
  reverses INTEGER REFERENCES journal (id)
) STRICT;
CREATE INDEX journal_booked ON journal (booked, id);
CREATE UNIQUE INDEX journal_reverses ON journal (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_equipment ON journal (equipment_id, due) WHERE equipment_id IS NOT NULL;
CREATE INDEX journal_photo ON journal (photo_id) WHERE photo_id IS NOT NULL;

CREATE TABLE journal_line (
  journal_id INTEGER NOT NULL REFERENCES journal (id),
  position INTEGER NOT NULL,
  debit INTEGER NOT NULL REFERENCES account (id),
  credit INTEGER NOT NULL REFERENCES account (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (journal_id, position),
  CHECK (debit <> credit)
) STRICT;

-- Entries that come again: proposed on their day.
CREATE TABLE recurring (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  debit INTEGER NOT NULL REFERENCES account (id),
  credit INTEGER NOT NULL REFERENCES account (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  store_id INTEGER REFERENCES store (id),
  every TEXT NOT NULL CHECK (every = 'week' OR every = 'month' OR every = 'year'),
  next INTEGER NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

-- What is used for years: it loses the same each month, from the one in which it was bought.
CREATE TABLE equipment (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  bought INTEGER NOT NULL,
  cost INTEGER NOT NULL CHECK (cost > 0),
  residual INTEGER NOT NULL CHECK (residual BETWEEN 0 AND cost),
  months INTEGER NOT NULL CHECK (months > 0),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

-- Days that were closed, and what was counted then.
CREATE TABLE day_close (
  day INTEGER PRIMARY KEY CHECK (day > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE day_count (
  day INTEGER NOT NULL REFERENCES day_close (day),
  account INTEGER NOT NULL REFERENCES account (id),
  expected INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (day, account)
) STRICT;

-- Money received (kind 'in') and given back ('out'). Never changed but for being voided.
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  kind TEXT NOT NULL CHECK (kind IN ('in', 'out')),
  account INTEGER NOT NULL REFERENCES account (id),
  method TEXT NOT NULL CHECK (method = 'transfer' OR method = 'qris' OR method = 'ewallet' OR method = 'cash' OR method = 'cod'),
  amount INTEGER NOT NULL CHECK (amount > 0),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  payer TEXT NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL,
  voided TEXT,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX payment_day ON payment (day, id);
CREATE INDEX payment_at ON payment (at, id);
CREATE INDEX payment_amount ON payment (amount, id);

-- Which orders a payment is for; the parts less what was withheld of them sum to its amount.
CREATE TABLE payment_part (
  payment_id INTEGER NOT NULL REFERENCES payment (id),
  order_id INTEGER NOT NULL REFERENCES orders (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  -- What a courier withheld of what it collected: its fee, and the freight. A parcel that came back has its freight alone.
  fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),
  freight INTEGER NOT NULL DEFAULT 0 CHECK (freight >= 0),
  PRIMARY KEY (payment_id, order_id)
) STRICT;
CREATE INDEX payment_part_order ON payment_part (order_id);

-- What marketplaces and couriers say they paid: files, and their rows. A row is known in its store by its key, in whatever file it
-- stands; one that another takes the place of, or tells in more detail, stands no more.
CREATE TABLE settle_file (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  kind TEXT NOT NULL,
  store_id INTEGER NOT NULL REFERENCES store (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  rows INTEGER NOT NULL,
  net INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX settle_file_digest ON settle_file (store_id, digest);

CREATE TABLE settle_row (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  file_id INTEGER NOT NULL REFERENCES settle_file (id),
  store_id INTEGER NOT NULL REFERENCES store (id),
  key TEXT NOT NULL,
  external_id TEXT NOT NULL,
  order_id INTEGER REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind = 'order' OR kind = 'adjustment' OR kind = 'payout' OR kind = 'withdrawal' OR kind = 'ads'),
  word TEXT NOT NULL,
  day INTEGER NOT NULL,
  net INTEGER NOT NULL,
  balance INTEGER,
  superseded_by INTEGER REFERENCES settle_row (id),
  account INTEGER REFERENCES account (id),
  journal_id INTEGER REFERENCES journal (id)
) STRICT;
CREATE INDEX settle_row_key ON settle_row (store_id, key);
CREATE INDEX settle_row_order ON settle_row (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX settle_row_waiting ON settle_row (store_id, external_id) WHERE order_id IS NULL AND external_id <> '';
CREATE INDEX settle_row_number ON settle_row (store_id, external_id, net) WHERE external_id <> '';
CREATE INDEX settle_row_superseded ON settle_row (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX settle_row_file ON settle_row (file_id);
CREATE INDEX settle_row_withdrawn ON settle_row (store_id, day) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX settle_row_journal ON settle_row (journal_id) WHERE journal_id IS NOT NULL;

-- A row's amounts with the file's sign; without a part as long as nobody has said what the word means.
CREATE TABLE settle_part (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  row_id INTEGER NOT NULL REFERENCES settle_row (id),
  word TEXT NOT NULL,
  part TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0)
) STRICT;
CREATE INDEX settle_part_row ON settle_part (row_id);
CREATE INDEX settle_part_word ON settle_part (word) WHERE part = '';

-- What words of a channel mean, as a person has said once.
CREATE TABLE settle_word (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  channel TEXT NOT NULL,
  header TEXT NOT NULL,
  part TEXT NOT NULL,
  UNIQUE (channel, header)
) STRICT;

-- What a marketplace is expected to take: a rule from a day on. Amounts are parts in a million of the base, and a sum an order.
CREATE TABLE fee_rule (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  channel TEXT NOT NULL,
  store_id INTEGER REFERENCES store (id),
  part TEXT NOT NULL,
  category TEXT NOT NULL,
  condition TEXT NOT NULL CHECK (condition IN ('all', 'cod')),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  base TEXT NOT NULL CHECK (base = 'net' OR base = 'gross' OR base = 'order'),
  ppm INTEGER NOT NULL CHECK (ppm BETWEEN 0 AND 1000000),
  fixed INTEGER NOT NULL CHECK (fixed >= 0),
  cap INTEGER,
  free_first INTEGER NOT NULL CHECK (free_first >= 0),
  kept_on_return INTEGER NOT NULL CHECK (kept_on_return IN (0, 1))
) STRICT;

-- Tariffs that files showed to be others, and that weren't taken: not asked again.
CREATE TABLE fee_answer (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  channel TEXT NOT NULL,
  part TEXT NOT NULL,
  category TEXT NOT NULL,
  ppm INTEGER NOT NULL,
  fixed INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('claim', 'leave'))
) STRICT;

CREATE TABLE stock_count (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state = 'open' OR state = 'closed' OR state = 'cancelled'),
  closed_at INTEGER
) STRICT;

-- What is to be counted, and what was: `expected` is what the book had on the shelf at `counted_at`, shown only
-- afterwards; `entry_id` is the activity that entered it: what moved later has a later one, whatever the clock said.
CREATE TABLE stock_count_line (
  count_id INTEGER NOT NULL REFERENCES stock_count (id),
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  counted INTEGER CHECK (counted >= 0),
  counted_at INTEGER,
  expected INTEGER,
  entry_id INTEGER REFERENCES activity (id),
  reason TEXT NOT NULL,
  unit_cost INTEGER CHECK (unit_cost >= 0),
  value INTEGER,
  PRIMARY KEY (count_id, variant_id)
) STRICT;
CREATE INDEX stock_count_line_variant ON stock_count_line (variant_id, count_id);

-- What a variant's days came to, kept with each write: `key` is the variant × 100000000 + the day. `on_hand` and `value` as they
-- were at its end; `sold` to `cost` as orders posted them.
CREATE TABLE variant_day (
  key INTEGER PRIMARY KEY,
  units_in INTEGER NOT NULL,
  units_out INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  revenue INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  on_hand INTEGER NOT NULL,
  value INTEGER NOT NULL
) STRICT;
CREATE INDEX variant_day_out ON variant_day (key) WHERE on_hand <= 0;
CREATE INDEX variant_day_in ON variant_day (key) WHERE on_hand > 0;

-- What goods cost more or less than they were received at, once it was known: `value` of those on hand, `cost` of those that had left.
-- Append-only, as moves are; the receipt's line may be gone, with all that it brought reversed.
CREATE TABLE stock_revalue (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  variant_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  value INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  receipt_line_id INTEGER NOT NULL,
  CHECK (value <> 0 OR cost <> 0)
) STRICT;
CREATE INDEX stock_revalue_variant ON stock_revalue (variant_id, id);

-- Whom the shop buys from.
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  note TEXT NOT NULL,
  due_days INTEGER NOT NULL CHECK (due_days >= 0),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;

-- Purchase orders. `state` is what a person decided; where one stands follows from its units and bills.
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  state TEXT NOT NULL CHECK (state = 'draft' OR state = 'ordered' OR state = 'closed' OR state = 'cancelled'),
  day INTEGER NOT NULL,
  expected INTEGER,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX purchase_supplier ON purchase (supplier_id, id);
CREATE INDEX purchase_ordered ON purchase (id) WHERE state = 'ordered';

CREATE TABLE purchase_line (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  purchase_id INTEGER NOT NULL REFERENCES purchase (id),
  position INTEGER NOT NULL,
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price INTEGER NOT NULL CHECK (price >= 0)
) STRICT;
CREATE INDEX purchase_line_of ON purchase_line (purchase_id, position);
CREATE INDEX purchase_line_variant ON purchase_line (variant_id);

-- A supplier's bill, or their credit for what went back.
CREATE TABLE bill (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  kind TEXT NOT NULL CHECK (kind IN ('bill', 'credit')),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  purchase_id INTEGER REFERENCES purchase (id),
  number TEXT NOT NULL,
  day INTEGER NOT NULL,
  due INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX bill_supplier ON bill (supplier_id, id);
CREATE INDEX bill_purchase ON bill (purchase_id, id) WHERE purchase_id IS NOT NULL;

-- Goods that came from a supplier, or went back to one, on their own day.
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  kind TEXT NOT NULL CHECK (kind IN ('in', 'back')),
  supplier_id INTEGER REFERENCES supplier (id),
  purchase_id INTEGER REFERENCES purchase (id),
  bill_id INTEGER REFERENCES bill (id),
  day INTEGER NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_purchase ON receipt (purchase_id, id) WHERE purchase_id IS NOT NULL;
CREATE INDEX receipt_supplier ON receipt (supplier_id, id);
CREATE INDEX receipt_bill ON receipt (bill_id) WHERE bill_id IS NOT NULL;
CREATE INDEX receipt_unbilled ON receipt (id) WHERE bill_id IS NULL;

-- Its goods: `value` what they cost as received (of what went back, what it was worth), `extra` their share of what their coming cost
-- beside, `billed` what the bill asks for them (or the credit gives).
CREATE TABLE receipt_line (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  purchase_line_id INTEGER REFERENCES purchase_line (id),
  back_of INTEGER REFERENCES receipt_line (id),
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  value INTEGER NOT NULL CHECK (value >= 0),
  extra INTEGER NOT NULL CHECK (extra >= 0),
  billed INTEGER CHECK (billed >= 0)
) STRICT;
CREATE INDEX receipt_line_of ON receipt_line (receipt_id, id);
CREATE INDEX receipt_line_purchase ON receipt_line (purchase_line_id) WHERE purchase_line_id IS NOT NULL;
CREATE INDEX receipt_line_back ON receipt_line (back_of) WHERE back_of IS NOT NULL;
CREATE INDEX receipt_line_variant ON receipt_line (variant_id);

-- What the coming of goods cost beside them: known when they came, with their bill, or later.
CREATE TABLE receipt_cost (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  bill_id INTEGER REFERENCES bill (id),
  name TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  account INTEGER NOT NULL REFERENCES account (id)
) STRICT;
CREATE INDEX receipt_cost_of ON receipt_cost (receipt_id, id);
CREATE INDEX receipt_cost_bill ON receipt_cost (bill_id) WHERE bill_id IS NOT NULL;

-- Money for bills: paid ('pay'), paid before ('advance') and set against a bill ('apply'), a credit used ('credit') or paid back
-- ('refund').
CREATE TABLE bill_payment (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  kind TEXT NOT NULL CHECK (kind = 'pay' OR kind = 'advance' OR kind = 'apply' OR kind = 'credit' OR kind = 'refund'),
  bill_id INTEGER REFERENCES bill (id),
  purchase_id INTEGER REFERENCES purchase (id),
  credit_id INTEGER REFERENCES bill (id),
  account INTEGER REFERENCES account (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  day INTEGER NOT NULL,
  reference TEXT NOT NULL,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX bill_payment_bill ON bill_payment (bill_id) WHERE bill_id IS NOT NULL;
CREATE INDEX bill_payment_purchase ON bill_payment (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX bill_payment_credit ON bill_payment (credit_id) WHERE credit_id IS NOT NULL;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  person_id INTEGER REFERENCES person (id),
  due INTEGER,
  done_at INTEGER,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX task_open ON task (due, id) WHERE done_at IS NULL;
CREATE INDEX task_done ON task (done_at, id) WHERE done_at IS NOT NULL;

-- What the shop wants, and what a figure should come to in a period: millionths of its unit.
CREATE TABLE goal (
  id INTEGER PRIMARY KEY,
  want TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE kpi_target (
  id INTEGER PRIMARY KEY,
  kpi TEXT NOT NULL UNIQUE,
  own_kpi_id INTEGER REFERENCES own_kpi (id),
  per TEXT NOT NULL CHECK (per = 'day' OR per = 'week' OR per = 'month'),
  millionths INTEGER NOT NULL CHECK (millionths >= 0)
) STRICT;

-- Figures of the shop's own. `num` and `den` are words as they are typed: a figure that adds up, a template, or a field of one.
CREATE TABLE own_kpi (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  num TEXT NOT NULL,
  den TEXT NOT NULL,
  num_template_id INTEGER REFERENCES template (id),
  den_template_id INTEGER REFERENCES template (id),
  unit TEXT NOT NULL,
  better TEXT NOT NULL
) STRICT;

-- Reports of days, weeks and months: the key is 1, 2 or 3 and eight digits for the first day. What stood out is kept once the report is
-- closed or something of it became a task, for the next to follow up.
CREATE TABLE business_report (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  remark TEXT NOT NULL,
  closed_at INTEGER,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  report_id INTEGER NOT NULL REFERENCES business_report (id),
  kpi TEXT NOT NULL,
  dim INTEGER NOT NULL,
  num INTEGER NOT NULL,
  den INTEGER NOT NULL CHECK (den > 0),
  base_num INTEGER NOT NULL,
  base_den INTEGER NOT NULL CHECK (base_den > 0),
  billionths INTEGER NOT NULL CHECK (billionths BETWEEN 0 AND 1000000000),
  trend INTEGER NOT NULL CHECK (trend BETWEEN 0 AND 1),
  rupiah INTEGER NOT NULL,
  task_id INTEGER REFERENCES task (id),
  answer TEXT NOT NULL CHECK (answer = '' OR answer = 'keep' OR answer = 'drop'),
  state TEXT NOT NULL CHECK (state = '' OR state = 'solved' OR state = 'better' OR state = 'unchanged'),
  UNIQUE (report_id, kpi, dim)
) STRICT;
CREATE INDEX finding_task ON finding (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  salt BLOB NOT NULL DEFAULT (randomblob(16)),
  UNIQUE (list, name)
) STRICT;

-- Templates of what people record. The fields of a version never change: a record keeps the version that it was made by.
CREATE TABLE template (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  cadence TEXT NOT NULL CHECK (cadence = 'daily' OR cadence = 'weekly' OR cadence = 'monthly' OR cadence = 'occasion'),
  lag INTEGER NOT NULL CHECK (lag BETWEEN 0 AND 7),
  division TEXT NOT NULL,
  person_id INTEGER REFERENCES person (id),
  by_store INTEGER NOT NULL CHECK (by_store IN (0, 1)),
  trouble INTEGER NOT NULL CHECK (trouble IN (0, 1)),
  version INTEGER NOT NULL CHECK (version > 0),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE template_field (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  template_id INTEGER NOT NULL REFERENCES template (id),
  version INTEGER NOT NULL CHECK (version > 0),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  keyed INTEGER NOT NULL CHECK (keyed IN (0, 1)),
  min INTEGER,
  max INTEGER,
  at_most TEXT NOT NULL,
  logged TEXT NOT NULL,
  UNIQUE (template_id, version, position),
  UNIQUE (template_id, version, key)
) STRICT;

CREATE TABLE template_choice (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  template_id INTEGER NOT NULL REFERENCES template (id),
  version INTEGER NOT NULL CHECK (version > 0),
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  UNIQUE (template_id, version, field, key)
) STRICT;

-- What columns of files are for a template, as a person has said once.
CREATE TABLE template_column (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  template_id INTEGER NOT NULL REFERENCES template (id),
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  UNIQUE (template_id, heading)
) STRICT;

-- Records, append-only: a correction is another one that names what it replaces. `key` is the digest of what tells one from others
-- (empty where it may happen twice); `journal_id` the entry by which its cost was posted.
CREATE TABLE record (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  template_id INTEGER NOT NULL REFERENCES template (id),
  version INTEGER NOT NULL CHECK (version > 0),
  day INTEGER NOT NULL,
  store_id INTEGER REFERENCES store (id),
  order_id INTEGER REFERENCES orders (id),
  product_id INTEGER REFERENCES product (id),
  customer_id INTEGER REFERENCES customer (id),
  key TEXT NOT NULL,
  replaces INTEGER REFERENCES record (id),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  journal_id INTEGER REFERENCES journal (id),
  file TEXT NOT NULL,
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE UNIQUE INDEX record_replaces ON record (replaces) WHERE replaces IS NOT NULL;
CREATE UNIQUE INDEX record_activity ON record (activity_id);
CREATE INDEX record_day ON record (template_id, day, id);
CREATE INDEX record_key ON record (template_id, key) WHERE key <> '';
CREATE INDEX record_order ON record (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX record_product ON record (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX record_customer ON record (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX record_journal ON record (journal_id) WHERE journal_id IS NOT NULL;

CREATE TABLE record_value (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  record_id INTEGER NOT NULL REFERENCES record (id),
  field TEXT NOT NULL,
  number INTEGER,
  text TEXT,
  UNIQUE (record_id, field)
) STRICT;

CREATE TABLE scan (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  order_id INTEGER,
  line_id INTEGER,
  code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  salt BLOB NOT NULL DEFAULT (randomblob(16))
) STRICT;
CREATE INDEX scan_order ON scan (order_id, id);

-- Words of an order, folded, for search from three letters on.
CREATE VIRTUAL TABLE order_search USING fts5 (words, tokenize = 'trigram', content = '', contentless_delete = 1);

-- Words of a customer, folded; phones in every form.
CREATE VIRTUAL TABLE customer_search USING fts5 (words, tokenize = 'trigram', content = '', contentless_delete = 1);
