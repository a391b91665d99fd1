import type { Change, Report, StackReport } from "../../comment/report";

export const change = (fields: Partial<Change> = {}): Change => ({
  op: "update",
  urn: "urn:pulumi:test::commerce::aws:sqs/queue:Queue::order",
  type: "aws:sqs/queue:Queue",
  name: "order",
  component: "messages",
  stateful: false,
  losesData: false,
  protect: false,
  properties: [],
  propertyCount: 0,
  ...fields,
});

/** A stack with these changes, counted. */
export function stackOf(changes: readonly Change[], fields: Partial<StackReport> = {}): StackReport {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 3 };
  for (const { op } of changes) counts[op]++;
  return {
    stack: "test",
    tool: "plan",
    refreshed: false,
    counts,
    changes: [...changes],
    released: [],
    uses: [],
    notes: [],
    ...fields,
  };
}

export const reportOf = (...stacks: readonly StackReport[]): Report => ({
  format: "commerce-report",
  version: 1,
  subject: "change",
  project: "commerce",
  commit: "0123456789abcdef0123456789abcdef01234567",
  stacks: [...stacks],
});

export const run = {
  id: 10,
  attempt: 1,
  commit: "0123456789abcdef0123456789abcdef01234567",
  committedAt: "2026-11-20T10:00:00Z",
  url: "https://github.com/shop/commerce/actions/runs/10",
};
