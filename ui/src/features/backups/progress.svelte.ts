// How far a backup, or what makes one ready to be restored, is.
import { hearBackup } from '../../bridge';
import type { BackupProgress } from '../../generated/BackupProgress';
import { t } from '../../words';

export interface Progressing {
  readonly text: string;
  /** 0 to 1; null while nobody knows. */
  readonly part: number | null;
  /** Forgets what was heard: something new begins. */
  begin(): void;
}

export function useProgress(): Progressing {
  let heard = $state.raw<BackupProgress | null>(null);
  $effect(() => {
    const hearing = hearBackup((progress) => (heard = progress));
    return () => void hearing.then((stop) => stop());
  });
  return {
    get text() {
      return heard ? t().backups.phases[heard.phase] : t().backups.begins;
    },
    get part() {
      return heard && heard.total > 0 ? Math.min(1, heard.done / heard.total) : null;
    },
    begin: () => (heard = null)
  };
}
