/** An entry of a menu. */
export interface MenuItem {
  label: string;
  run: () => void;
  grave?: boolean;
  /** Why it can't be done now. */
  refused?: string | null;
}
