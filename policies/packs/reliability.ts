import type { Rule } from "../rule";
import { alarmsHaveActions } from "../rules/reliability/alarms-have-actions";
import { deadLetterQueues } from "../rules/reliability/dead-letter-queues";
import { statefulProtected } from "../rules/reliability/stateful-protected";
import { tablePointInTimeRecovery } from "../rules/reliability/table-point-in-time-recovery";

export const reliability: readonly Rule[] = [
  alarmsHaveActions,
  deadLetterQueues,
  statefulProtected,
  tablePointInTimeRecovery,
];
