// What posts: a write to any of these may change a figure.
import type { Topic } from '../../bridge';
import { bookTopics } from '../../generated/wire';

const still: readonly Topic[] = ['log', 'tasks', 'backups' as Topic];

export const touching: readonly Topic[] = bookTopics.filter((topic) => !still.includes(topic));
