// How what presses is drawn.
import type { Urgency } from '../../generated/Urgency';

export const tones: Readonly<Record<Urgency, string>> = { fine: '', soon: 'is-warn', now: 'is-late' };
