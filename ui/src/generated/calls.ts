// As it is declared in src-tauri/wire/src: `make types` writes this file.
import { act, ask } from '../bridge';
import type { AccountForm } from './AccountForm';
import type { AccountId } from './AccountId';
import type { AccountRow } from './AccountRow';
import type { AdjustForm } from './AdjustForm';
import type { Adjusted } from './Adjusted';
import type { AdvanceForm } from './AdvanceForm';
import type { Archived } from './Archived';
import type { BackupMade } from './BackupMade';
import type { BackupState } from './BackupState';
import type { BillForm } from './BillForm';
import type { BillPayment } from './BillPayment';
import type { BillSaved } from './BillSaved';
import type { BookPlace } from './BookPlace';
import type { BookState } from './BookState';
import type { BusinessReport } from './BusinessReport';
import type { BuyerText } from './BuyerText';
import type { BuyerTextKey } from './BuyerTextKey';
import type { CatalogueReport } from './CatalogueReport';
import type { CellOverride } from './CellOverride';
import type { ChainReport } from './ChainReport';
import type { Channel } from './Channel';
import type { Chart } from './Chart';
import type { ClaimForm } from './ClaimForm';
import type { ClosedDay } from './ClosedDay';
import type { CodColumns } from './CodColumns';
import type { CodeSeen } from './CodeSeen';
import type { CountDetail } from './CountDetail';
import type { CountEntry } from './CountEntry';
import type { CountId } from './CountId';
import type { CountReason } from './CountReason';
import type { CountRow } from './CountRow';
import type { CountScope } from './CountScope';
import type { CourierBillPreview } from './CourierBillPreview';
import type { CourierBills } from './CourierBills';
import type { CourierRow } from './CourierRow';
import type { CustomerDetail } from './CustomerDetail';
import type { CustomerForm } from './CustomerForm';
import type { CustomerId } from './CustomerId';
import type { CustomerPage } from './CustomerPage';
import type { CustomerQuery } from './CustomerQuery';
import type { CustomersMerged } from './CustomersMerged';
import type { DataFormat } from './DataFormat';
import type { Day } from './Day';
import type { DayCount } from './DayCount';
import type { DaySheet } from './DaySheet';
import type { EquipmentRow } from './EquipmentRow';
import type { Erased } from './Erased';
import type { ExportFormat } from './ExportFormat';
import type { ExportKind } from './ExportKind';
import type { FeeRule } from './FeeRule';
import type { FeesChanged } from './FeesChanged';
import type { FileIs } from './FileIs';
import type { FilterId } from './FilterId';
import type { FilterRow } from './FilterRow';
import type { Finding } from './Finding';
import type { FunnelRow } from './FunnelRow';
import type { GoalFigure } from './GoalFigure';
import type { GoalRow } from './GoalRow';
import type { GoalsForm } from './GoalsForm';
import type { HandSettlement } from './HandSettlement';
import type { HandoverCourier } from './HandoverCourier';
import type { HoursRow } from './HoursRow';
import type { ImportReport } from './ImportReport';
import type { JournalForm } from './JournalForm';
import type { JournalId } from './JournalId';
import type { JournalPage } from './JournalPage';
import type { JournalQuery } from './JournalQuery';
import type { Journalled } from './Journalled';
import type { KpiBy } from './KpiBy';
import type { KpiCut } from './KpiCut';
import type { KpiInfo } from './KpiInfo';
import type { KpiPart } from './KpiPart';
import type { KpiQuery } from './KpiQuery';
import type { KpiSeries } from './KpiSeries';
import type { KpiSource } from './KpiSource';
import type { KpiTable } from './KpiTable';
import type { LabelSize } from './LabelSize';
import type { LateCost } from './LateCost';
import type { LedgerMoves } from './LedgerMoves';
import type { LedgerPage } from './LedgerPage';
import type { LedgerQuery } from './LedgerQuery';
import type { LineCost } from './LineCost';
import type { LineId } from './LineId';
import type { LogPage } from './LogPage';
import type { LogQuery } from './LogQuery';
import type { LogReview } from './LogReview';
import type { Machine } from './Machine';
import type { Money } from './Money';
import type { MoneyAccount } from './MoneyAccount';
import type { Month } from './Month';
import type { MonthRow } from './MonthRow';
import type { NewShop } from './NewShop';
import type { OpeningLine } from './OpeningLine';
import type { OrderDetail } from './OrderDetail';
import type { OrderForm } from './OrderForm';
import type { OrderFormView } from './OrderFormView';
import type { OrderId } from './OrderId';
import type { OrderPage } from './OrderPage';
import type { OrderPreview } from './OrderPreview';
import type { OrderQuery } from './OrderQuery';
import type { OrderRow } from './OrderRow';
import type { OrderSaved } from './OrderSaved';
import type { Outcome } from './Outcome';
import type { OwedList } from './OwedList';
import type { OwnKpiForm } from './OwnKpiForm';
import type { PackAnswer } from './PackAnswer';
import type { PackQueue } from './PackQueue';
import type { PackView } from './PackView';
import type { Part } from './Part';
import type { Payables } from './Payables';
import type { PaymentCandidate } from './PaymentCandidate';
import type { PaymentForm } from './PaymentForm';
import type { PaymentId } from './PaymentId';
import type { PaymentPage } from './PaymentPage';
import type { PaymentQuery } from './PaymentQuery';
import type { PaymentSaved } from './PaymentSaved';
import type { PayoutDetail } from './PayoutDetail';
import type { PayoutSeen } from './PayoutSeen';
import type { Payouts } from './Payouts';
import type { PayoutsWaiting } from './PayoutsWaiting';
import type { Person } from './Person';
import type { PersonData } from './PersonData';
import type { PersonId } from './PersonId';
import type { PhotoId } from './PhotoId';
import type { Printed } from './Printed';
import type { PrinterRow } from './PrinterRow';
import type { ProductForm } from './ProductForm';
import type { ProductId } from './ProductId';
import type { ProfitBy } from './ProfitBy';
import type { ProfitReport } from './ProfitReport';
import type { Proposal } from './Proposal';
import type { ProposalAnswer } from './ProposalAnswer';
import type { PurchaseCard } from './PurchaseCard';
import type { PurchaseDo } from './PurchaseDo';
import type { PurchaseForm } from './PurchaseForm';
import type { PurchaseId } from './PurchaseId';
import type { PurchasePage } from './PurchasePage';
import type { PurchaseQuery } from './PurchaseQuery';
import type { PurchaseSaved } from './PurchaseSaved';
import type { RailCounts } from './RailCounts';
import type { Receipt } from './Receipt';
import type { ReceiptPage } from './ReceiptPage';
import type { ReceiptQuery } from './ReceiptQuery';
import type { RecordForm } from './RecordForm';
import type { RecordId } from './RecordId';
import type { RecordImport } from './RecordImport';
import type { RecordPreview } from './RecordPreview';
import type { RecordRow } from './RecordRow';
import type { Recorded } from './Recorded';
import type { RecordsDue } from './RecordsDue';
import type { RecordsImported } from './RecordsImported';
import type { RecurringId } from './RecurringId';
import type { RecurringRow } from './RecurringRow';
import type { RefundForm } from './RefundForm';
import type { RegionRow } from './RegionRow';
import type { Reorder } from './Reorder';
import type { ReorderForm } from './ReorderForm';
import type { ReorderSaved } from './ReorderSaved';
import type { ReorderTerms } from './ReorderTerms';
import type { ReportQuery } from './ReportQuery';
import type { ReportTask } from './ReportTask';
import type { RestoreView } from './RestoreView';
import type { Restored } from './Restored';
import type { ReturnDue } from './ReturnDue';
import type { ReturnForm } from './ReturnForm';
import type { ReturnQueue } from './ReturnQueue';
import type { Salvaged } from './Salvaged';
import type { SendBackForm } from './SendBackForm';
import type { Sentence } from './Sentence';
import type { Settings } from './Settings';
import type { Shop } from './Shop';
import type { ShopHours } from './ShopHours';
import type { SlipSize } from './SlipSize';
import type { Span } from './Span';
import type { StaffAdvice } from './StaffAdvice';
import type { Statement } from './Statement';
import type { StatementQuery } from './StatementQuery';
import type { StockCard } from './StockCard';
import type { StockPage } from './StockPage';
import type { StockQuery } from './StockQuery';
import type { StoreId } from './StoreId';
import type { StoreRow } from './StoreRow';
import type { Subject } from './Subject';
import type { SupplierRow } from './SupplierRow';
import type { Table } from './Table';
import type { TargetForm } from './TargetForm';
import type { TargetRow } from './TargetRow';
import type { TariffAnswer } from './TariffAnswer';
import type { TariffChange } from './TariffChange';
import type { TaskRow } from './TaskRow';
import type { TaxReport } from './TaxReport';
import type { TemplateId } from './TemplateId';
import type { TemplateRow } from './TemplateRow';
import type { TimelineCount } from './TimelineCount';
import type { TimelineDay } from './TimelineDay';
import type { TimelinePage } from './TimelinePage';
import type { TimelineQuery } from './TimelineQuery';
import type { TodayDue } from './TodayDue';
import type { TodayFirst } from './TodayFirst';
import type { TodayGoals } from './TodayGoals';
import type { TodayHeld } from './TodayHeld';
import type { TodayLow } from './TodayLow';
import type { TodayMoney } from './TodayMoney';
import type { TodayParcels } from './TodayParcels';
import type { TodayPickups } from './TodayPickups';
import type { TodayQueue } from './TodayQueue';
import type { TodayRecords } from './TodayRecords';
import type { TodayReports } from './TodayReports';
import type { TodaySales } from './TodaySales';
import type { TodayTasks } from './TodayTasks';
import type { TrackingItem } from './TrackingItem';
import type { TrackingPreview } from './TrackingPreview';
import type { UnbilledParcels } from './UnbilledParcels';
import type { UnpaidOrder } from './UnpaidOrder';
import type { UsualRow } from './UsualRow';
import type { Valuation } from './Valuation';
import type { VariantId } from './VariantId';
import type { Verb } from './Verb';
import type { Want } from './Want';
import type { WaveRow } from './WaveRow';
import type { WeekdayHours } from './WeekdayHours';
import type { Withdrawal } from './Withdrawal';

/** The backups as they lie there; also where the book can't be opened. */
export const backupState = () => ask<BackupState>('backup_state');
/** What a person should know of the backups wherever they are; null if nothing. */
export const backupNotice = () => ask<Sentence | null>('backup_notice');
/** Makes a backup, which changes nothing in the book. */
export const backupMake = () => ask<BackupMade>('backup_make');
/** Stops what is being made, copied or prepared, which then is refused as `cancelled`, and forgets what was compared. */
export const backupCancel = () => ask<null>('backup_cancel');
/** Lets the person choose the second place, which gets the newest backup at once; answers whether they did. */
export const secondPlaceChoose = () => ask<boolean>('second_place_choose');
/** There is no second place from now on. */
export const secondPlaceForget = () => ask<null>('second_place_forget');
/** Opens the folder of backups, or the second place, as the system shows folders. */
export const showBackups = (second: boolean) => ask<null>('show_backups', { second });
/** Lets the person choose a backup that lies elsewhere; null if they don't. */
export const pickBackup = () => ask<string | null>('pick_backup');
/** Makes a backup ready to be restored, and says what it holds against the present book. */
export const restoreCompare = (path: string) => ask<RestoreView>('restore_compare', { path });
/** Puts a backup in the place of the book, which is kept; `stranger`: also where it is another shop's. */
export const restoreBackup = (path: string, stranger: boolean) => act<Restored>('restore_backup', { path, stranger });
/** Where the book lies and which version this is; also where the book can't be opened. */
export const bookPlace = () => ask<BookPlace>('book_place');
/** Saves what can be read of a damaged book in a folder that the person chooses; null where they don't. */
export const salvageBook = () => ask<Salvaged | null>('salvage_book');
/** Begins a new book in the place of one that is gone. */
export const startAnew = () => ask<null>('start_anew');
/** Opens the folder that the book lies in, as the system shows folders. */
export const showBook = () => ask<null>('show_book');
/** Whether there is a shop, who acts, what day it is. */
export const bookState = () => ask<BookState>('book_state');
/** The numbers beside the rail's screens. */
export const railCounts = () => ask<RailCounts>('rail_counts');
/** The audit of the whole book. */
export const checkBook = () => ask<Finding[]>('check_book');
/** First start: the shop, empty or with the demonstration's goods and orders. */
export const createBook = (shop: NewShop, demo: boolean) => act<BookState>('create_book', { shop, demo });
/** Parcels that have not left. */
export const todayParcels = () => ask<TodayParcels>('today_parcels');
/** What the couriers fetch next. */
export const todayPickups = () => ask<TodayPickups>('today_pickups');
/** How much waits at each stage. */
export const todayQueue = () => ask<TodayQueue>('today_queue');
/** Money to look at. */
export const todayMoney = () => ask<TodayMoney>('today_money');
/** What is due of the books. */
export const todayDue = () => ask<TodayDue>('today_due');
/** Reports that should be looked at today. */
export const todayReports = () => ask<TodayReports>('today_reports');
/** What is held. */
export const todayHeld = () => ask<TodayHeld>('today_held');
/** Sales of the week and of yesterday. */
export const todaySales = () => ask<TodaySales>('today_sales');
/** What the shop wants, and how it stands. */
export const todayGoals = () => ask<TodayGoals>('today_goals');
/** What runs out. */
export const todayLow = () => ask<TodayLow>('today_low');
/** Open tasks. */
export const todayTasks = () => ask<TodayTasks>('today_tasks');
/** What is still to be recorded. */
export const todayRecords = () => ask<TodayRecords>('today_records');
/** The first steps of a new shop. */
export const todayFirst = () => ask<TodayFirst>('today_first');
/** The suppliers, with what they are owed. */
export const suppliers = () => ask<SupplierRow[]>('suppliers');
/** Changes a supplier, or adds one. */
export const supplierSave = (supplier: SupplierRow) => act<SupplierRow>('supplier_save', { supplier });
/** A page of purchase orders. */
export const purchasesPage = (query: PurchaseQuery) => ask<PurchasePage>('purchases_page', { query });
/** A purchase order with all that came of it. */
export const purchaseCard = (purchase: PurchaseId) => ask<PurchaseCard>('purchase_card', { purchase });
/** What should be ordered today; by the usual terms where none are said. */
export const reorder = (terms: ReorderTerms | null = null) => ask<Reorder>('reorder', { terms });
/** Makes drafts of purchase orders of what is proposed, one for each supplier. */
export const reorderOrder = (form: ReorderForm) => act<ReorderSaved>('reorder_order', { form });
/** Begins a purchase order, or changes one. */
export const purchaseSave = (form: PurchaseForm) => act<PurchaseSaved>('purchase_save', { form });
/** Orders, closes or cancels a purchase order. */
export const purchaseStep = (purchase: PurchaseId, step: PurchaseDo) => act<Sentence>('purchase_step', { purchase, step });
/** Pays for a purchase order in advance, or gets that back. */
export const purchaseAdvance = (form: AdvanceForm) => act<Sentence>('purchase_advance', { form });
/** Receipts and what went back, newest first. */
export const receiptsPage = (query: ReceiptQuery) => ask<ReceiptPage>('receipts_page', { query });
/** What the coming of goods cost becomes known later. */
export const receiptCost = (late: LateCost) => act<Sentence>('receipt_cost', { late });
/** Sends goods back to the supplier. */
export const receiptBack = (form: SendBackForm) => act<Sentence>('receipt_back', { form });
/** Enters a supplier's bill. */
export const billSave = (form: BillForm) => act<BillSaved>('bill_save', { form });
/** Pays bills. */
export const billsPay = (form: BillPayment) => act<Sentence>('bills_pay', { form });
/** What is owed to suppliers, by age on a day. */
export const payables = (day: Day) => ask<Payables>('payables', { day });
/** What the stock was worth at the end of a day. */
export const stockValuation = (day: Day) => ask<Valuation>('stock_valuation', { day });
/** Lets the person choose an order file; null if they don't. */
export const pickOrderFile = () => ask<string | null>('pick_order_file');
/** What a file would do. `store`: of which store it is, where the person has said so. `taken`: orders whose lines are taken as the file has them, although the book has more. */
export const importPreview = (path: string, store: StoreId | null, overrides: CellOverride[], taken: string[], startDay: Day | null = null) => ask<ImportReport>('import_preview', { path, store, overrides, taken, startDay });
/** Takes a file's orders over. */
export const importApply = (path: string, store: StoreId | null, overrides: CellOverride[], taken: string[], startDay: Day | null = null) => act<ImportReport>('import_apply', { path, store, overrides, taken, startDay });
/** Stops every import and preview on its way, of orders and of payouts; each is then refused as `cancelled`. */
export const importCancel = () => ask<null>('import_cancel');
/** All figures that there are. */
export const kpiList = () => ask<KpiInfo[]>('kpi_list');
/** The figures of some days beside those before; `walked` those that need a walk over orders and goods. */
export const kpiTable = (query: KpiQuery, walked: boolean) => ask<KpiTable>('kpi_table', { query, walked });
/** A figure over time. */
export const kpiSeries = (key: string, query: KpiQuery, by: KpiBy) => ask<KpiSeries>('kpi_series', { key, query, by });
/** A figure by store, courier or person. */
export const kpiParts = (key: string, query: KpiQuery, cut: KpiCut) => ask<KpiPart[]>('kpi_parts', { key, query, cut });
/** The orders behind a figure. */
export const kpiOrders = (key: string, query: KpiQuery) => ask<OrderRow[]>('kpi_orders', { key, query });
/** Where the orders of some days have come to. */
export const kpiFunnel = (query: KpiQuery) => ask<FunnelRow[]>('kpi_funnel', { query });
/** When orders come: by weekday and hour. */
export const kpiHours = (query: KpiQuery) => ask<HoursRow[]>('kpi_hours', { query });
/** All that a figure of the shop's own can be made of. */
export const kpiSources = () => ask<KpiSource[]>('kpi_sources');
/** Makes a figure of the shop's own. */
export const kpiSave = (form: OwnKpiForm) => act<KpiInfo>('kpi_save', { form });
/** Takes a figure of the shop's own away. */
export const kpiRemove = (key: string) => act<null>('kpi_remove', { key });
/** A page of orders. */
export const ordersPage = (query: OrderQuery) => ask<OrderPage>('orders_page', { query });
/** An order with all that belongs to it. */
export const orderDetail = (order: OrderId) => ask<OrderDetail>('order_detail', { order });
/** The order that a code names: its own number, a tracking number, a marketplace's id. */
export const findOrder = (code: string) => ask<OrderId | null>('find_order', { code });
/** Does to each of these orders what a verb says. */
export const orderVerb = (verb: Verb, orders: OrderId[], reason: string) => act<Outcome>('order_verb', { verb, orders, reason });
/** What pasted tracking numbers would ship. */
export const trackingPreview = (text: string) => ask<TrackingPreview>('tracking_preview', { text });
/** Ships orders with their tracking numbers; `join`: also where another order has the number. */
export const shipOrders = (items: TrackingItem[], join: boolean) => act<Outcome>('ship_orders', { items, join });
/** Puts orders into a wave; the next ones where none are named. */
export const waveCreate = (orders: OrderId[]) => act<WaveRow>('wave_create', { orders });
/** A page of customers. */
export const customersPage = (query: CustomerQuery) => ask<CustomerPage>('customers_page', { query });
/** A customer with what they have bought. */
export const customerDetail = (customer: CustomerId) => ask<CustomerDetail>('customer_detail', { customer });
/** Changes a customer. */
export const customerSave = (form: CustomerForm) => act<CustomerId>('customer_save', { form });
/** Makes two customers one. */
export const customersMerge = (stays: CustomerId, goes: CustomerId) => act<CustomersMerged>('customers_merge', { stays, goes });
/** Parts them again. */
export const customerUnmerge = (customer: CustomerId) => act<CustomersMerged>('customer_unmerge', { customer });
/** Everything that the book holds of a person, and what keeps it from being erased. */
export const personData = (subject: Subject) => ask<PersonData>('person_data', { subject });
/** Hands out a person's data as a file. */
export const personExport = (subject: Subject, format: DataFormat) => act<Printed>('person_export', { subject, format });
/** Erases a person, whose name was typed to confirm. */
export const personErase = (subject: Subject, name: string) => act<Erased>('person_erase', { subject, name });
/** Makes a new backup and takes away the older ones, which hold whoever was erased; answers how many went. */
export const backupsRenew = () => ask<number>('backups_renew');
/** Places of the bundled list that the typing completes to, best first. */
export const regionsSearch = (text: string, limit: number) => ask<RegionRow[]>('regions_search', { text, limit });
/** A form to type into: of an order to amend, of a copy of an earlier one, or an empty one. */
export const orderForm = (order: OrderId | null = null, copy: OrderId | null = null) => ask<OrderFormView>('order_form', { order, copy });
/** What a form comes to and what is still wrong with it; writes nothing. */
export const orderPreview = (form: OrderForm) => ask<OrderPreview>('order_preview', { form });
/** Saves a form: as a draft, or placed (a new one), or amended with the reason. */
export const orderSave = (form: OrderForm, place: boolean, reason: string) => act<OrderSaved>('order_save', { form, place, reason });
/** A text for the buyer of this order, ready to paste. */
export const orderText = (order: OrderId, key: BuyerTextKey) => ask<string>('order_text', { order, key });
/** The list to fetch these orders' goods by. */
export const printPickList = (orders: OrderId[]) => act<Printed>('print_pick_list', { orders });
/** A slip for each parcel. */
export const printSlips = (orders: OrderId[], size: SlipSize) => act<Printed>('print_slips', { orders, size });
/** A label for each parcel that isn't a marketplace's. */
export const printLabels = (orders: OrderId[], size: LabelSize) => act<Printed>('print_labels', { orders, size });
/** What each courier may take along now: what is packed, and what left today. */
export const handoverCouriers = () => ask<HandoverCourier[]>('handover_couriers');
/** The list that a courier signs; of one courier's packed orders, or of those named. */
export const printHandover = (courier: string, orders: OrderId[]) => act<Printed>('print_handover', { courier, orders });
/** The sheet to count by. */
export const printCountSheet = (count: CountId) => act<Printed>('print_count_sheet', { count });
/** A purchase order for the supplier. */
export const printPurchase = (purchase: PurchaseId) => act<Printed>('print_purchase', { purchase });
/** Opens the folder that a document was written to, as the system shows folders: one of the folders for documents or one
 * in these, and no other that the page may name. */
export const showFolder = (path: string) => ask<null>('show_folder', { path });
/** A page of variants and their levels. */
export const stockPage = (query: StockQuery) => ask<StockPage>('stock_page', { query });
/** A variant's moves. */
export const stockCard = (variant: VariantId, after: string | null = null) => ask<StockCard>('stock_card', { variant, after });
/** A product as it is typed. */
export const productForm = (product: ProductId) => ask<ProductForm>('product_form', { product });
/** Changes a product, or adds one. */
export const productSave = (form: ProductForm) => act<ProductId>('product_save', { form });
/** Takes variants out of the lists, or brings them back. */
export const productArchive = (variants: VariantId[], archived: boolean) => act<Archived>('product_archive', { variants, archived });
/** Goods that came in. */
export const stockReceive = (receipt: Receipt) => act<Sentence>('stock_receive', { receipt });
/** Puts a level right: found, lost, damaged. */
export const stockAdjust = (form: AdjustForm) => act<Adjusted>('stock_adjust', { form });
/** Lets the person choose a product list; null if they don't. */
export const pickProductFile = () => ask<string | null>('pick_product_file');
/** What a product list would do: of a file, or of pasted rows where there is none. */
export const cataloguePreview = (path: string | null, text: string) => ask<CatalogueReport>('catalogue_preview', { path, text });
/** Takes a product list over. */
export const catalogueApply = (path: string | null, text: string) => act<CatalogueReport>('catalogue_apply', { path, text });
/** Takes the opening stock of goods that nobody has said the stock of. */
export const stockOpen = (lines: OpeningLine[]) => act<Sentence>('stock_open', { lines });
/** The counts, newest first. */
export const countsList = () => ask<CountRow[]>('counts_list');
/** A count; blind while it is open unless it is reviewed. */
export const countDetail = (count: CountId, review: boolean) => ask<CountDetail>('count_detail', { count, review });
/** Begins a count. */
export const countStart = (scope: CountScope) => act<CountId>('count_start', { scope });
/** What was counted. */
export const countEnter = (count: CountId, entries: CountEntry[]) => act<CountDetail>('count_enter', { count, entries });
/** Posts a count's differences. */
export const countClose = (count: CountId, reasons: CountReason[]) => act<Adjusted>('count_close', { count, reasons });
/** Lets a count go; the stock stays as it is. */
export const countCancel = (count: CountId) => act<Adjusted>('count_cancel', { count });
/** What waits to be packed. */
export const packQueue = () => ask<PackQueue>('pack_queue');
/** An order on the table. */
export const packView = (order: OrderId) => ask<PackView>('pack_view', { order });
/** A code that was scanned there. */
export const packScan = (order: OrderId | null, code: string) => act<PackAnswer>('pack_scan', { order, code });
/** A unit without its code. */
export const packTick = (order: OrderId, line: LineId) => act<PackAnswer>('pack_tick', { order, line });
/** Takes the last unit out again. */
export const packUndo = (order: OrderId) => act<PackAnswer>('pack_undo', { order });
/** Lets the person choose a picture; null if they don't. */
export const pickPicture = () => ask<string | null>('pick_picture');
/** Gives variants the picture in a file; without a file takes it away. */
export const photoSet = (variants: VariantId[], path: string | null = null) => act<PhotoId | null>('photo_set', { variants, path });
/** A page of payments and refunds. */
export const paymentsPage = (query: PaymentQuery) => ask<PaymentPage>('payments_page', { query });
/** Orders that money may be for: by number, name or amount. */
export const paymentCandidates = (search: string, amount: Money | null = null) => ask<PaymentCandidate[]>('payment_candidates', { search, amount });
/** What is owed to buyers. */
export const owedList = () => ask<OwedList>('owed_list');
/** Money that came in, with the orders that it is for. */
export const paymentRecord = (form: PaymentForm) => act<PaymentSaved>('payment_record', { form });
/** Takes a payment or refund out of the books. */
export const paymentVoid = (payment: PaymentId, reason: string) => act<Outcome>('payment_void', { payment, reason });
/** Money that was given back. */
export const refundRecord = (form: RefundForm) => act<PaymentSaved>('refund_record', { form });
/** What came since a day beside what should have, and what is still to come. */
export const payouts = (since: Day) => ask<Payouts>('payouts', { since });
/** What an order was paid out, line by line; null while its marketplace's account of it isn't closed. */
export const payoutDetail = (order: OrderId) => ask<PayoutDetail | null>('payout_detail', { order });
/** All rules of fees. */
export const feeRules = () => ask<FeeRule[]>('fee_rules');
/** Enters a rule (key zero) or changes one; `rate` as it was typed. */
export const feeSave = (rule: FeeRule, rate: string) => act<FeesChanged>('fee_save', { rule, rate });
/** Takes a rule away. */
export const feeRemove = (id: number) => act<FeesChanged>('fee_remove', { id });
/** Answers a tariff that files show to be another. */
export const tariffAnswer = (change: TariffChange, answer: TariffAnswer) => act<FeesChanged>('tariff_answer', { change, answer });
/** What is still owed of an order won't come: given up. */
export const orderWriteOff = (order: OrderId, reason: string) => act<Outcome>('order_write_off', { order, reason });
/** What the orders that left in these days earned. */
export const profitReport = (by: ProfitBy, from: Day, to: Day) => ask<ProfitReport>('profit_report', { by, from, to });
/** What of payouts waits for a person: what is late, what files say that nobody has said the meaning of. */
export const payoutsWaiting = () => ask<PayoutsWaiting>('payouts_waiting');
/** Orders of a store that aren't paid out yet, or of a courier's COD where there is none; the oldest first. */
export const unpaidOrders = (store: StoreId | null, courier: string) => ask<UnpaidOrder[]>('unpaid_orders', { store, courier });
/** Lets the person choose a file of what was paid; null if they don't. */
export const pickPayoutFile = () => ask<string | null>('pick_payout_file');
/** What a file is, by what stands in it. One that can't be read is something else: whoever opens it says why. */
export const fileIs = (path: string) => ask<FileIs>('file_is', { path });
/** What a file of what was paid would do. `store`: whose it is, `account`: where the money went, `columns`: what a courier's columns
 * are, where a person has said so. */
export const payoutPreview = (path: string, store: StoreId | null = null, account: AccountId | null = null, columns: CodColumns | null = null) => ask<PayoutSeen>('payout_preview', { path, store, account, columns });
/** Takes a file of what was paid into the book. */
export const payoutApply = (path: string, store: StoreId | null = null, account: AccountId | null = null, columns: CodColumns | null = null) => act<PayoutSeen>('payout_apply', { path, store, account, columns });
/** Says what a word of a marketplace's files means: remembered, and what came in with it is booked there. Answers how many amounts. */
export const payoutWord = (channel: Channel, word: string, part: Part) => act<number>('payout_word', { channel, word, part });
/** Enters what came of orders by hand. */
export const settleOrders = (form: HandSettlement) => act<Sentence>('settle_orders', { form });
/** Enters that money went from a store's balance to an account. */
export const payoutWithdraw = (form: Withdrawal) => act<Sentence>('payout_withdraw', { form });
/** Parcels on their way back, and those to be looked through. */
export const returnsQueue = () => ask<ReturnQueue>('returns_queue');
/** What a buyer claims of an order. */
export const orderClaim = (form: ClaimForm) => act<Outcome>('order_claim', { form });
/** What so many more units of a line are claimed with, as a start. */
export const claimShare = (order: OrderId, line: LineId, units: number) => ask<Money>('claim_share', { order, line, units });
/** Takes goods in again, with what their buyer gets for them. */
export const orderReturn = (form: ReturnForm) => act<Outcome>('order_return', { form });
/** What a return gives its buyer, as the form stands. */
export const returnDue = (form: ReturnForm) => ask<ReturnDue>('return_due', { form });
/** Parcels without a courier's bill, by hand-over. */
export const unbilledParcels = () => ask<UnbilledParcels>('unbilled_parcels');
/** What a pasted courier's bill would do. */
export const courierBillsPreview = (text: string) => ask<CourierBillPreview>('courier_bills_preview', { text });
/** Enters couriers' bills for many parcels. */
export const courierBills = (bills: CourierBills) => act<Outcome>('courier_bills', { bills });
/** What the courier asks for a parcel. */
export const courierBill = (order: OrderId, amount: Money) => act<Outcome>('courier_bill', { order, amount });
/** What a unit of each of these lines cost that left without its cost being known: all of them, or none. */
export const typeCosts = (order: OrderId, costs: LineCost[]) => act<Outcome>('type_costs', { order, costs });
/** A page of the log. */
export const logPage = (query: LogQuery) => ask<LogPage>('log_page', { query });
/** Whether the log's chain holds. */
export const logVerify = () => ask<ChainReport>('log_verify');
/** What the code of a day's sheet says of the log. */
export const logCode = (day: Day, code: string) => ask<CodeSeen>('log_code', { day, code });
/** That the log was found changed beside the program; none where it wasn't. */
export const logNotice = () => ask<Sentence | null>('log_notice');
/** Takes back the last step of whoever acts, whatever it was; `sure`: the step that was asked (`undo_asks`). */
export const undo = (sure: number | null = null) => act<Outcome>('undo', { sure });
/** Does again what they took back last. */
export const redo = (sure: number | null = null) => act<Outcome>('redo', { sure });
/** The templates, archived ones last. */
export const recordTemplates = () => ask<TemplateRow[]>('record_templates');
/** What is still to be recorded today, and what of it is done. */
export const recordsDue = () => ask<RecordsDue>('records_due');
/** What the fields of a template usually hold. */
export const recordUsual = (template: TemplateId) => ask<UsualRow[]>('record_usual', { template });
/** What a form comes to as it stands. */
export const recordPreview = (form: RecordForm) => ask<RecordPreview>('record_preview', { form });
/** A record. */
export const recordOne = (record: RecordId) => ask<RecordRow>('record_one', { record });
/** Writes a record, or the correction of one. */
export const recordSave = (form: RecordForm) => act<Recorded>('record_save', { form });
/** Says that a record never was. */
export const recordWithdraw = (record: RecordId) => act<Recorded>('record_withdraw', { record });
/** Changes a template, or adds one. */
export const templateSave = (template: TemplateRow) => act<TemplateRow>('template_save', { template });
/** Lets the person choose a file of records; null if they don't. */
export const pickRecordFile = () => ask<string | null>('pick_record_file');
/** What a file of records would do. */
export const recordsPreview = (path: string, asked: RecordImport) => ask<RecordsImported>('records_preview', { path, asked });
/** Takes a file of records over. */
export const recordsApply = (path: string, asked: RecordImport) => act<RecordsImported>('records_apply', { path, asked });
/** A page of the line of time, the newest first. */
export const timelinePage = (query: TimelineQuery) => ask<TimelinePage>('timeline_page', { query });
/** The days up to one, each with how many entries it has. */
export const timelineDays = (to: Day, days: number) => ask<TimelineDay[]>('timeline_days', { to, days });
/** How many entries of each kind a day has. */
export const timelineCounts = (day: Day) => ask<TimelineCount[]>('timeline_counts', { day });
/** How well the log itself was kept in a month. */
export const logReview = (month: Month) => ask<LogReview>('log_review', { month });
/** All of them. */
export const settings = () => ask<Settings>('settings');
/** Changes the shop. */
export const shopSave = (shop: Shop) => act<Shop>('shop_save', { shop });
/** Changes an account, or adds one. */
export const accountSave = (account: MoneyAccount) => act<MoneyAccount>('account_save', { account });
/** Changes a store at a marketplace, or adds one. */
export const storeSave = (store: StoreRow) => act<StoreRow>('store_save', { store });
/** Changes a courier, or adds one. */
export const courierSave = (courier: CourierRow) => act<CourierRow>('courier_save', { courier });
/** Changes a person, or adds one. */
export const personSave = (person: Person) => act<Person>('person_save', { person });
/** Changes a text for buyers; an empty body takes the program's own again. */
export const textSave = (key: BuyerTextKey, body: string) => act<BuyerText>('text_save', { key, body });
/** The week and the closed days. */
export const shopHours = () => ask<ShopHours>('shop_hours');
/** Sets the hours of a weekday. */
export const hoursSave = (hours: WeekdayHours) => act<WeekdayHours>('hours_save', { hours });
/** Closes a day. */
export const dayClose = (closed: ClosedDay) => act<ClosedDay>('day_close', { closed });
/** Opens a closed day after all. */
export const dayOpen = (day: Day) => act<null>('day_open', { day });
/** The chart of accounts, and where further ones may stand. */
export const booksChart = () => ask<Chart>('books_chart');
/** Adds an account, renames one, archives one. */
export const chartSave = (account: AccountForm) => act<AccountRow>('chart_save', { account });
/** A page of journal entries. */
export const journalPage = (query: JournalQuery) => ask<JournalPage>('journal_page', { query });
/** On which day an entry would be posted. */
export const journalPreview = (form: JournalForm) => ask<Journalled>('journal_preview', { form });
/** Writes a journal entry, with a picture of its receipt. */
export const journalPost = (form: JournalForm, receipt: string | null = null) => act<Journalled>('journal_post', { form, receipt });
/** Takes back a journal entry by another one. */
export const journalReverse = (entry: JournalId, reason: string) => act<Journalled>('journal_reverse', { entry, reason });
/** Gives an entry the picture of its receipt; without a file takes it away. */
export const journalReceipt = (entry: JournalId, path: string | null = null) => act<PhotoId | null>('journal_receipt', { entry, path });
/** What is due and only has to be confirmed. */
export const journalDue = () => ask<Proposal[]>('journal_due');
/** What comes again. */
export const recurringList = () => ask<RecurringRow[]>('recurring_list');
/** Adds something that comes again, or changes it. */
export const recurringSave = (row: RecurringRow) => act<RecurringRow>('recurring_save', { row });
/** Passes over what is due this time. */
export const recurringSkip = (id: RecurringId, due: Day) => act<RecurringRow>('recurring_skip', { id, due });
/** What is used for years. */
export const equipmentList = () => ask<EquipmentRow[]>('equipment_list');
/** Changes equipment. */
export const equipmentSave = (row: EquipmentRow) => act<EquipmentRow>('equipment_save', { row });
/** Adds equipment and posts what it cost; without an account that paid, its cost stands in the book already. */
export const equipmentBuy = (row: EquipmentRow, paid: AccountId | null = null) => act<EquipmentRow>('equipment_buy', { row, paid });
/** The months of the book, and what is open in each. */
export const monthsList = () => ask<MonthRow[]>('months_list');
/** Closes a month and all before it. */
export const monthClose = (month: Month) => act<Month>('month_close', { month });
/** Opens a month again, and all behind it. */
export const monthReopen = (month: Month, reason: string) => act<Month>('month_reopen', { month, reason });
/** The sheet of a day. */
export const daySheet = (day: Day) => ask<DaySheet>('day_sheet', { day });
/** Closes a day. */
export const dayEnd = (day: Day, counts: DayCount[]) => act<Day>('day_end', { day, counts });
/** Puts text on the system's clipboard; refused where it isn't there afterwards. */
export const copyText = (text: string) => ask<null>('copy_text', { text });
/** The tasks that are open, or those done. */
export const tasksList = (done: boolean) => ask<TaskRow[]>('tasks_list', { done });
/** Changes a task, or adds one. */
export const taskSave = (task: TaskRow) => act<TaskRow>('task_save', { task });
/** What was kept to narrow a list by. */
export const filtersList = (list: string) => ask<FilterRow[]>('filters_list', { list });
/** Keeps one. */
export const filterSave = (filter: FilterRow) => act<FilterRow>('filter_save', { filter });
/** Forgets one. */
export const filterDelete = (filter: FilterId) => act<null>('filter_delete', { filter });
/** What a shop may want, and how it stands of what this one wants. */
export const goalsList = () => ask<GoalRow[]>('goals_list');
/** A want with its figures and what is proposed for them. */
export const goalShown = (want: Want) => ask<GoalRow>('goal_shown', { want });
/** A figure with its target and what is proposed for it; none of one that the shop doesn't have. */
export const targetShown = (kpi: string) => ask<GoalFigure | null>('target_shown', { kpi });
/** Chooses what the shop wants, with targets; answers all that it wants now. */
export const goalsSave = (form: GoalsForm) => act<Want[]>('goals_save', { form });
/** How many hands the shop needs. */
export const staffAdvice = () => ask<StaffAdvice>('staff_advice');
/** Sets what a figure should come to. */
export const targetSet = (form: TargetForm) => act<TargetRow>('target_set', { form });
/** Takes away what a figure should come to. */
export const targetRemove = (kpi: string) => act<null>('target_remove', { kpi });
/** Writes a list as a file. */
export const exportList = (kind: ExportKind, format: ExportFormat, from: Day | null = null, to: Day | null = null) => act<Printed>('export_list', { kind, format, from, to });
/** A statement: what it is held against and which columns it has stand in the question. */
export const statement = (query: StatementQuery) => ask<Statement>('statement', { query });
/** A page of the ledger of these accounts. */
export const ledgerPage = (query: LedgerQuery) => ask<LedgerPage>('ledger_page', { query });
/** What changed the balance of these accounts, by the account on the other side. */
export const ledgerMoves = (query: LedgerQuery) => ask<LedgerMoves>('ledger_moves', { query });
/** A report as a table, each row with what it leads to. */
export const reportShown = (query: ReportQuery) => ask<Table>('report_shown', { query });
/** Turnover and final tax of these months. */
export const taxReport = (from: Day, to: Day) => ask<TaxReport>('tax_report', { from, to });
/** Writes a report as a file. */
export const reportFile = (query: ReportQuery, format: ExportFormat) => act<Printed>('report_file', { query, format });
/** Prints a report, on A4. */
export const printReport = (query: ReportQuery) => act<Printed>('print_report', { query });
/** Writes a year's books for who checks them into a folder of their own, among the documents. */
export const yearPackage = (year: number) => act<Printed>('year_package', { year });
/** The report of the day, week or month that a day lies in. */
export const businessReport = (span: Span, day: Day) => ask<BusinessReport>('business_report', { span, day });
/** It in a few lines, to be pasted into a chat. */
export const businessText = (span: Span, day: Day) => ask<string>('business_text', { span, day });
/** Writes what the owner says of it. */
export const reportRemark = (span: Span, day: Day, remark: string) => act<BusinessReport>('report_remark', { span, day, remark });
/** Makes tasks of what it proposes. */
export const reportAct = (span: Span, day: Day, tasks: ReportTask[]) => act<BusinessReport>('report_act', { span, day, tasks });
/** Keeps or drops what was proposed twice. */
export const reportAnswer = (span: Span, day: Day, place: number, answer: ProposalAnswer) => act<BusinessReport>('report_answer', { span, day, place, answer });
/** Closes it. */
export const reportClose = (span: Span, day: Day) => act<BusinessReport>('report_close', { span, day });
/** Who acts in this window from now on. */
export const actAs = (person: PersonId) => ask<BookState>('act_as', { person });
/** Theme, density and printers of this computer. */
export const machine = () => ask<Machine>('machine');
/** Changes them. */
export const machineSave = (machine: Machine) => ask<Machine>('machine_save', { machine });
/** The system's printers; null where no printer can be reached straight. */
export const printers = () => ask<PrinterRow[] | null>('printers');
