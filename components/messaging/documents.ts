import { ANY_SERVICE } from "../../contract/envelope";

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | { readonly Service: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The filter of a service's subscription: messages that name it, and those for everybody. */
export function targetFilter(service: string): { readonly target: readonly string[] } {
  return { target: [service, ANY_SERVICE] };
}

/**
 * Who may use a queue besides the account's own roles: SNS on behalf of the given topics, and nobody without TLS.
 * A queue that listens to nothing only gets the refusal.
 */
export function queuePolicy(queueArn: string, topicArns: readonly string[]): PolicyDocument {
  const delivery: PolicyStatement = {
    Sid: "TopicsMayDeliver",
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnEquals: { "aws:SourceArn": topicArns } },
  };
  return {
    Version: "2012-10-17",
    Statement: [refuseWithoutTls("sqs:*", queueArn), ...(topicArns.length > 0 ? [delivery] : [])],
  };
}

/**
 * Publishing needs TLS. It names no subscriber, so that a queue can join without a change here; the account's own roles
 * get their permissions from their own policies. SNS refuses `sns:*` in a topic's policy, so the one action is named.
 */
export function topicPolicy(topicArn: string): PolicyDocument {
  return { Version: "2012-10-17", Statement: [refuseWithoutTls("sns:Publish", topicArn)] };
}

function refuseWithoutTls(action: string, resource: string): PolicyStatement {
  return {
    Sid: "RefuseWithoutTls",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
