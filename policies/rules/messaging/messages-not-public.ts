import { fault, notApplicable, resourceRule } from "../../rule";
import { statementsIn } from "../../subjects/policy-document";

export const messagesNotPublic = resourceRule({
  id: "messages-not-public",
  description: "A queue or topic lets nobody in by being addressed to everyone.",
  remediation: "Name the principal, or narrow the statement by aws:SourceArn or aws:PrincipalOrgID.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["SQS.3", "SNS.4"] },
  types: [
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sqs/queue:Queue",
    "aws:sns/topic:Topic",
  ],
  check: (resource) =>
    resource.has("policy")
      ? statementsIn(resource, "policy").map((statement) =>
          fault(
            `${statement.path} lets everyone in`,
            () => statement.allows() && statement.isForAnyone() && !statement.isLimitedToCallers(),
          ),
        )
      : notApplicable("it has no policy of its own"),
});
