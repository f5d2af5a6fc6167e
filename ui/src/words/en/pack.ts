import type { Dict } from '..';

export const pack: Dict['pack'] = {
  title: 'Pack',
  lead: (waiting, late, done) =>
    [
      waiting === '0' ? 'No parcels waiting' : waiting === '1' ? '1 parcel waiting' : `${waiting} parcels waiting`,
      late ? `${late} late` : '',
      `${done} packed today`
    ]
      .filter(Boolean)
      .join(', ') + '.',
  scan: {
    slip: 'Scan a slip',
    item: 'Scan an item',
    hint: 'The scanner is heard at once. A code can be typed too, then Enter.',
    typed: 'Code',
    pending: (n) => (n === 1 ? '1 scan waiting' : `${n} scans waiting`)
  },
  queue: {
    label: 'Packing queue',
    caption: 'Parcels waiting to be packed, by deadline',
    next: 'Next',
    more: (n) => (n === '1' ? 'and 1 parcel after it' : `and ${n} parcels after it`),
    inside: 'In',
    units: 'Units',
    open: (number) => `Pack ${number}`,
    none: 'Nothing is waiting',
    noneText: 'What is approved appears here, late ones first. Slips can be scanned all the same.',
    toOrders: 'See orders'
  },
  parcel: {
    label: (number) => `Parcel ${number}`,
    leaves: 'leaves',
    place: (n, all) => `parcel ${n} of ${all}`,
    lines: 'Contents',
    outOf: (n) => `of ${n} in`,
    note: "Buyer's note",
    held: 'Held',
    short: 'Stock short',
    shortText: 'There is not enough on the shelf yet.',
    opened: (number) => `Parcel ${number} opened`,
    putOff: (number, n, all) => `Parcel ${number} put off, ${n} of ${all} stay in`,
    complete: 'complete'
  },
  keys: {
    tick: 'tick by hand',
    undo: 'undo scan',
    hold: 'hold',
    later: 'put off',
    choose: 'choose a line',
    sound: 'sound',
    reopen: 'open again',
    queue: 'queue',
    openNext: 'open the next without a scan'
  },
  sound: { on: 'sound on', off: 'sound off', turnOff: 'Turn the sound off', turnOn: 'Turn the sound on' },
  stop: {
    parcel: (number) => `parcel ${number}`,
    read: 'Scanned',
    wanted: 'Wanted',
    back: (shelf) => (shelf ? `back to ${shelf}` : 'back to the shelf'),
    at: (shelf, n) => (shelf ? `at ${shelf}, ${n} to go` : `${n} to go`),
    unchanged: (n, all) => `Nothing has changed: ${n} of ${all} in.`,
    nothing: 'No parcel is open.',
    hold: 'hold the parcel',
    later: 'put off',
    leave: 'to the queue'
  },
  hold: {
    question: (number) => `Why is parcel ${number} held?`,
    reasons: ['Stock to be checked', 'Goods damaged', 'Buyer asked to wait'],
    other: 'Another reason',
    go: 'Hold the parcel',
    needed: 'Write the reason: it is recorded in the log.'
  },
  finished: {
    title: (number) => `Parcel ${number} complete`,
    units: (n) => (n === 1 ? '1 unit in.' : `${n} units in.`),
    next: 'Scan the next slip',
    nextIs: 'Next',
    left: (n) => (n === 1 ? '1 parcel to go' : `${n} parcels to go`),
    all: 'All parcels are packed.',
    reopenReason: 'Opened again at the packing table'
  }
};
