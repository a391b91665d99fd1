import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { clusterAlarms, databaseAlarms, functionAlarms, queueAlarms, tableAlarms } from "./metricAlarms";
import type {
  DatabaseToWatch,
  FunctionToWatch,
  MetricAlarm,
  QueueToWatch,
  TableToWatch,
} from "./metricAlarms";

export interface AlarmsArgs {
  /** Each address confirms its subscription by a link in the first mail. */
  readonly emails: readonly string[];
  readonly accountId: string;
  /** KMS key of the topic; its policy must let CloudWatch's alarms and SNS use it. */
  readonly keyArn: pulumi.Input<string>;
  /** @default [] */
  readonly queues?: readonly QueueToWatch[];
  /** @default [] */
  readonly databases?: readonly DatabaseToWatch[];
  /** @default [] */
  readonly tables?: readonly TableToWatch[];
  /** @default [] */
  readonly functions?: readonly FunctionToWatch[];
  /** @default no alarms on a cluster's control plane */
  readonly clusterName?: pulumi.Input<string>;
}

/**
 * What wakes people up: a topic with their addresses, and CloudWatch alarms on queues, databases, tables, functions and
 * the cluster. Alarms on the services themselves are Prometheus's, which publishes to the same topic.
 */
export class Alarms extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  readonly topicName: pulumi.Output<string>;

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:Alarms", name, args, opts);
    const parent = { parent: this };
    const topic = new aws.sns.Topic(`${name}-topic`, { kmsMasterKeyId: args.keyArn }, parent);
    new aws.sns.TopicPolicy(
      `${name}-topic-policy`,
      { arn: topic.arn, policy: topic.arn.apply((arn) => JSON.stringify(topicPolicy(arn, args.accountId))) },
      parent,
    );
    for (const email of args.emails)
      new aws.sns.TopicSubscription(
        `${name}-${email}`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        parent,
      );
    const alarms = [
      ...(args.queues ?? []).flatMap(queueAlarms),
      ...(args.databases ?? []).flatMap(databaseAlarms),
      ...(args.tables ?? []).flatMap(tableAlarms),
      ...(args.functions ?? []).flatMap(functionAlarms),
      ...(args.clusterName === undefined ? [] : clusterAlarms(args.clusterName)),
    ];
    for (const alarm of alarms)
      // The name stands in the mail's subject, so it starts with how bad it is.
      new aws.cloudwatch.MetricAlarm(`${alarm.severity}-${alarm.key}`, registered(alarm, topic.arn), parent);
    this.topicArn = topic.arn;
    this.topicName = topic.name;
    this.registerOutputs({ topicArn: this.topicArn, topicName: this.topicName });
  }
}

function registered(alarm: MetricAlarm, topicArn: pulumi.Input<string>): aws.cloudwatch.MetricAlarmArgs {
  return {
    alarmDescription: alarm.description,
    namespace: alarm.namespace,
    metricName: alarm.metric,
    dimensions: alarm.dimensions,
    statistic: alarm.statistic,
    period: alarm.periodSeconds,
    evaluationPeriods: alarm.periods,
    comparisonOperator: alarm.comparison === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
    threshold: alarm.threshold,
    treatMissingData: alarm.missingData,
    alarmActions: [topicArn],
    okActions: [topicArn],
    tags: { severity: alarm.severity },
  };
}

/** Alarms of this account may publish, nobody may without TLS; Prometheus's pod publishes by its own role. */
export function topicPolicy(topicArn: string, accountId: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "RefusePlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
