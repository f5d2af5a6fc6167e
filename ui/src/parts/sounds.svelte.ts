// What the packing table sounds like, made on the spot: no files. Short and high for a unit that is in, a chord for a
// parcel that is complete, low and long for a stop, which must be heard with one's back to the screen.

type Shape = 'sine' | 'triangle' | 'sawtooth';
interface Tone {
  /** Hertz. */
  pitch: number;
  /** Seconds from now, and how long. */
  from: number;
  length: number;
  shape: Shape;
  /** 0 to 1. */
  loud: number;
}

const tick: Tone[] = [{ pitch: 1_320, from: 0, length: 0.07, shape: 'triangle', loud: 0.35 }];
const chord: Tone[] = [523.25, 659.25, 783.99].map((pitch, n) => ({
  pitch,
  from: n * 0.09,
  length: 0.5,
  shape: 'sine',
  loud: 0.3
}));
const buzz: Tone[] = [0, 0.26, 0.52].flatMap((from) =>
  [147, 155].map((pitch): Tone => ({ pitch, from, length: 0.2, shape: 'sawtooth', loud: 0.7 }))
);

const place = 'runut.sound';
let muted = $state(localStorage.getItem(place) === 'off');
let context: AudioContext | null = null;

function play(tones: Tone[]): void {
  if (muted || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  // A context made before the first key was pressed is asleep.
  if (context.state === 'suspended') void context.resume();
  const now = context.currentTime;
  for (const { pitch, from, length, shape, loud } of tones) {
    const voice = context.createOscillator();
    const volume = context.createGain();
    voice.type = shape;
    voice.frequency.value = pitch;
    // Rising and falling over a few milliseconds: an edge would crack.
    volume.gain.setValueAtTime(0, now + from);
    volume.gain.linearRampToValueAtTime(loud, now + from + 0.006);
    volume.gain.setValueAtTime(loud, now + from + length * 0.6);
    volume.gain.linearRampToValueAtTime(0, now + from + length);
    voice.connect(volume).connect(context.destination);
    voice.start(now + from);
    voice.stop(now + from + length);
  }
}

export const sounds = {
  get muted(): boolean {
    return muted;
  },
  toggle(): void {
    muted = !muted;
    localStorage.setItem(place, muted ? 'off' : 'on');
    if (!muted) play(tick);
  },
  ok: () => play(tick),
  finished: () => play(chord),
  stop: () => play(buzz)
};
