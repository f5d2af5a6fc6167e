import type { Dict } from '..';

export const tracking: Dict['tracking'] = {
  title: 'Tracking',
  lead: (n) =>
    n === 0
      ? 'No parcels wait for a number.'
      : n === 1
        ? '1 parcel waits for its number.'
        : `${n} parcels wait for their numbers.`,
  ways: { label: 'Ways to fill in', list: 'Scan or type', paste: 'Paste two columns' },
  courierList: 'Couriers that match',
  courierNew: (name) => `Another courier: ${name}`,
  courierUnknown: 'This courier isn’t known yet. Choose from the list, or press ↓ and Enter to take it.',
  couriers: [
    'JNE',
    'J&T',
    'SPX',
    'SiCepat',
    'AnterAja',
    'Ninja Xpress',
    'ID Express',
    'Lion Parcel',
    'Pos Indonesia',
    'TIKI',
    'Wahana',
    'Paxel',
    'GoSend',
    'GrabExpress',
    'Own delivery'
  ],
  columns: {
    line: 'Line',
    order: 'Order',
    tracking: 'Tracking number',
    courier: 'Courier',
    stage: 'Stage',
    says: 'Remark'
  },
  list: {
    caption: 'Packed parcels waiting for a tracking number',
    tracking: (number) => `Tracking number of ${number}`,
    courier: (number) => `Courier of ${number}`,
    ship: (n) => (n === 0 ? 'Ship parcels' : n === 1 ? 'Ship 1 parcel' : `Ship ${n} parcels`),
    shipOne: (number) => `Ship ${number}`,
    missing: 'Enter its tracking number first.',
    filled: (n) =>
      n === 0 ? 'No number is filled in yet.' : n === 1 ? '1 number filled in.' : `${n} numbers filled in.`,
    empty: 'Nothing waits for a number',
    emptyText: 'Parcels appear here once they are packed.',
    toPack: 'Go to packing',
    notHere: (number) => `Order ${number} doesn't wait for a tracking number.`
  },
  copyText: 'Copy the text for the buyer',
  textCopied: (number) => `The shipping text of order ${number} is copied.`,
  join: 'One parcel',
  joined: (number) => `One parcel with ${number}`,
  scan: {
    title: 'Scan',
    order: 'Scan a slip',
    orderStep: '1. Slip or order number',
    tracking: (number) => `Scan the number of ${number}`,
    trackingStep: (number) => `2. Tracking number of ${number}`,
    hint: 'Two scans a parcel: its slip, then its tracking number.',
    pairs: 'This session',
    none: 'Nothing scanned yet.',
    done: (n) => `${n} shipped`,
    unknown: (code) => `${code} is not known as an order.`,
    another: 'That is another slip: going on with this one.',
    notNow: (number, stage) => `Order ${number} doesn't wait for a number, it is at ${stage}.`,
    held: (number, why) => `Order ${number} is held: ${why}.`,
    pending: (n) => (n === 1 ? '1 scan waiting' : `${n} scans waiting`),
    shipped: 'Shipped',
    drop: 'Forget this slip'
  },
  paste: {
    label: 'Orders and tracking numbers',
    hint: 'Two columns of a sheet: order number, tracking number. A third may be the courier.',
    example: '4104\tJNE88123400777\n4108\tSPXID0553100222',
    caption: 'The paste, line by line',
    ready: (n) => `${n} ready`,
    refused: (n) => `${n} left out`,
    unread: (n) => (n === 1 ? "1 line couldn't be read." : `${n} lines couldn't be read.`),
    keep: "The order's courier",
    ship: (n) => (n === 0 ? 'Ship parcels' : n === 1 ? 'Ship 1 parcel' : `Ship ${n} parcels`),
    nothing: 'Nothing can be shipped yet.',
    empty: 'Paste into the box on the left',
    emptyText: 'Every line is matched with its order first. Nothing is written before it is shipped.'
  },
  handover: {
    title: 'Hand-over list',
    courier: (name, n) => (n === 1 ? `${name}, 1 parcel` : `${name}, ${n} parcels`),
    none: 'No parcel is packed or left today.'
  },
  keys: { ship: 'Ship what is filled in', paste: 'Paste two columns', list: 'Scan or type', next: 'Next row' }
};
