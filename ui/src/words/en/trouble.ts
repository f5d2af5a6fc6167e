import { count } from '../../format';
import type { Dict } from '..';

export const trouble: Dict['trouble'] = {
  title: 'The book can’t be opened',
  damaged: 'The book is damaged',
  foreign: 'The file in the book’s place isn’t a book of Runut, or its beginning is damaged.',
  newer: 'Update this program first',
  where: 'Its file',
  version: (version) => `Runut ${version}`,
  ways: 'Ways out',
  restore: 'Restore a backup',
  restoreText: 'What the backup holds is compared first. The replaced book is kept.',
  save: 'Save what can be read',
  saveText: 'Every list that can still be read is written to a folder of your choice. The damaged book isn’t touched.',
  saveAgain: 'To another folder',
  anew: 'Start a new book',
  anewText: 'An empty shop in the same place. Old backups stay.',
  anewWord: 'NEW BOOK',
  anewType: (word) => `Type ${word} to start it`,
  retry: 'Try again',
  retryText: 'Once the disk is plugged in, room is made, or the other window is closed.',
  retryNewer: 'Once the latest version is installed. The book is as it was.',
  folder: 'Open the book’s folder',
  folderText: 'Its backups lie in the folder cadangan there.',
  back: 'Back to the book',
  saved: 'What could be read',
  columns: { list: 'List', rows: 'Rows', leftOut: 'Not readable', file: 'File' },
  unknown: 'some',
  beside: 'Beside these lists something couldn’t be read either: stock counts, pictures or settings.',
  restoreSaved: 'Restore this book',
  rows: (n) => count(n),
  opening: 'Opening the book…',
  crash: {
    title: 'Runut’s page has stopped',
    text: 'The book is safe: what was recorded is recorded. Load the page again. If it stops again in the same place, close the window, open it again, and report the sentence below.',
    reload: 'Load again',
    home: 'To Today'
  }
};
