// What a screen may ask of the frame around it.
let full = $state(false);

export const frame = {
  /** The screen has the whole window, without the rail (the packing table with a parcel open). */
  get full(): boolean {
    return full;
  },
  set full(next: boolean) {
    full = next;
  }
};
