/** An entry of a menu. */
export interface MenuItem {
  label: string;
  run: () => void;
  grave?: boolean;
  /** The key that does the same. */
  kbd?: string;
  /** Why it can't be done now. */
  refused?: string | null;
}
