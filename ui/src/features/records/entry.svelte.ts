// What is being recorded: one form at a time, of one template and day, kept while one looks elsewhere on the screen.
import { recordOne, recordPreview, recordSave, Refused, type Failure } from '../../bridge';
import { useDoing } from '../../doing.svelte';
import type { AccountId } from '../../generated/AccountId';
import type { Day } from '../../generated/Day';
import type { FieldRow } from '../../generated/FieldRow';
import type { RecordForm } from '../../generated/RecordForm';
import type { RecordPreview } from '../../generated/RecordPreview';
import type { Recorded } from '../../generated/Recorded';
import type { RecordRow } from '../../generated/RecordRow';
import type { StoreId } from '../../generated/StoreId';
import type { TemplateRow } from '../../generated/TemplateRow';
import { useQuery } from '../../query.svelte';
import { say } from '../../words';

/** What stands in a field of a record, as it would be typed. */
function typed(field: FieldRow, record: RecordRow): string {
  const value = record.values.find((each) => each.field === field.key);
  if (!value) return '';
  if (field.kind === 'choice') return value.text;
  if (field.kind === 'yes_no') return value.number === 1 ? 'ya' : 'tidak';
  return value.number === null ? value.text : say(value.said);
}

export class Entry {
  template = $state.raw<TemplateRow | null>(null);
  day = $state<Day>(0);
  store = $state<StoreId | null>(null);
  values = $state<Record<string, string>>({});
  replaces = $state<number | null>(null);
  /** Whether the cost is posted: as proposed until somebody says otherwise. */
  booked = $state<boolean | null>(null);
  /** The form was tried to be saved: what is still empty is wrong now. */
  tried = $state(false);
  /** The question that saving was answered with. */
  asked = $state<'unusual' | 'there' | null>(null);
  private readonly deed = useDoing();
  private readonly preview = useQuery(['records', 'payments', 'books'], () =>
    this.template && (this.touched || this.tried) ? recordPreview(this.form(false)) : null
  );

  /** Whether anything was typed. */
  get touched(): boolean {
    return Object.values(this.values).some((text) => text.trim() !== '');
  }
  get busy(): boolean {
    return this.deed.busy;
  }
  get failure(): Failure | null {
    return this.deed.failure;
  }
  get seen(): RecordPreview | null {
    return this.preview.data;
  }
  readonly retry = (): void => this.deed.retry();
  readonly clearFailure = (): void => this.deed.clear();

  /** The account that the cost is posted from; none where it isn't. */
  get from(): AccountId | null {
    const booking = this.seen?.booking;
    if (!booking) return null;
    return (this.booked ?? booking.proposed) ? booking.account : null;
  }

  form(sure: boolean): RecordForm {
    const values = Object.entries(this.values).map(([field, text]) => ({ field, text }));
    const { day, store, replaces } = this;
    return { template: this.template!.id, day, store, values, replaces, book: sure ? this.from : null, sure };
  }

  /** Begins a form. */
  begin(template: TemplateRow, day: Day): void {
    this.template = template;
    this.day = day;
    this.empty();
  }
  /** Begins the correction of a record. */
  async correct(templates: TemplateRow[], id: number): Promise<void> {
    const record = await this.deed.run(() => recordOne(id));
    const template = templates.find((each) => each.id === record?.template);
    if (!record || !template) return;
    this.begin(template, record.day);
    this.store = record.store;
    this.replaces = record.id;
    this.values = Object.fromEntries(template.fields.map((field) => [field.key, typed(field, record)]));
  }
  /** Lets what was typed go. */
  empty(): void {
    this.store = null;
    this.values = {};
    this.replaces = null;
    this.booked = null;
    this.tried = false;
    this.asked = null;
    this.deed.clear();
  }
  /** Something was typed: what was asked is asked anew. */
  type(field: string, text: string): void {
    this.values = { ...this.values, [field]: text };
    this.asked = null;
    this.deed.clear();
  }

  /** What is wrong with a field: of an empty one only once the form was tried to be saved. */
  wrong(field: string): string | null {
    const said = this.seen?.problems.find((problem) => problem.field === field);
    if (!said || (!this.tried && (this.values[field] ?? '').trim() === '')) return null;
    return say(said.message);
  }

  /** Saves it; answers what was recorded, or null where something is wrong or asked first. */
  async save(): Promise<Recorded | null> {
    if (!this.template || this.busy) return null;
    this.tried = true;
    const sure = this.asked === 'unusual';
    if (this.asked === 'there') this.replaces = this.seen?.there?.id ?? this.replaces;
    const form = { ...this.form(sure), book: this.from };
    const done = await this.deed.run(() => recordSave(form));
    if (done) return done;
    const failure = this.deed.failure;
    if (failure instanceof Refused) this.ask(failure.refusal.code);
    return null;
  }
  /** What is a question is asked where the form is, and what is wrong with fields stands there already. */
  private ask(code: string): void {
    if (code === 'record_unusual') this.asked = 'unusual';
    if (code === 'record_there') this.asked = 'there';
    if (this.asked !== null || code === 'record_fields') this.deed.clear();
  }
}
