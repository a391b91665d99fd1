import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { maxMessageBytes } from "../../contract/envelope";
import type { Service } from "../../services/definition";
import { queuePolicy, targetFilter } from "./documents";

const dayInSeconds = 86_400;

export interface ServiceQueueArgs {
  /** Name of the service: the target its messages carry. */
  readonly service: string;
  readonly queue: NonNullable<Service["queue"]>;
  /** ARN of each topic this queue listens to, by the name of the service that publishes there. */
  readonly topicArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly keyArn: pulumi.Input<string>;
}

/**
 * A service's input queue, its subscriptions, and where messages go that fail: `deadLetters` takes those that the
 * service received `maxReceiveCount` times without deleting them, `undelivered` those that a topic could not put into
 * the queue at all. They are two, because the first is the service's fault and the second the platform's. Raw delivery
 * keeps the envelope, so its `sender` still tells which topic an undelivered message came from.
 */
export class ServiceQueue extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly queueName: pulumi.Output<string>;
  readonly deadLettersName: pulumi.Output<string>;
  readonly undeliveredName: pulumi.Output<string>;

  constructor(name: string, args: ServiceQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:messaging:ServiceQueue", name, args, opts);
    const { service, queue: timing, topicArns, keyArn } = args;
    const parent = { parent: this };

    // A message keeps its age when it moves to a dead-letter queue: that one must keep it longer than this one does.
    const deadLetters = this.queue(`${name}-dead-letters`, { keyArn, retentionDays: 14 });
    const undelivered = this.queue(`${name}-undelivered`, { keyArn, retentionDays: 14 });
    const queue = this.queue(name, {
      keyArn,
      retentionDays: 4,
      visibilityTimeoutSeconds: timing.visibilityTimeoutSeconds,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: timing.maxReceiveCount,
      }),
    });
    new aws.sqs.RedriveAllowPolicy(
      `${name}-dead-letters`,
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [queue.arn],
        }),
      },
      parent,
    );

    const topics = Object.values(topicArns);
    const queuePolicyOf = this.policy(name, queue, topics);
    this.policy(`${name}-dead-letters`, deadLetters, []);
    const undeliveredPolicy = this.policy(`${name}-undelivered`, undelivered, topics);
    for (const [publisher, topicArn] of Object.entries(topicArns))
      new aws.sns.TopicSubscription(
        `${name}-from-${publisher}`,
        {
          topic: topicArn,
          protocol: "sqs",
          endpoint: queue.arn,
          rawMessageDelivery: true,
          filterPolicyScope: "MessageBody",
          filterPolicy: JSON.stringify(targetFilter(service)),
          redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: undelivered.arn }),
        },
        // Before its policies stand, SNS could deliver nothing, not even to `undelivered`.
        { parent: this, dependsOn: [queuePolicyOf, undeliveredPolicy] },
      );

    this.arn = queue.arn;
    this.url = queue.url;
    this.queueName = queue.name;
    this.deadLettersName = deadLetters.name;
    this.undeliveredName = undelivered.name;
    this.registerOutputs({
      arn: this.arn,
      url: this.url,
      queueName: this.queueName,
      deadLettersName: this.deadLettersName,
      undeliveredName: this.undeliveredName,
    });
  }

  private queue(name: string, args: QueueArgs): aws.sqs.Queue {
    const { keyArn, retentionDays, ...rest } = args;
    return new aws.sqs.Queue(
      name,
      {
        kmsMasterKeyId: keyArn,
        messageRetentionSeconds: retentionDays * dayInSeconds,
        maxMessageSize: maxMessageBytes,
        receiveWaitTimeSeconds: 20,
        ...rest,
      },
      { parent: this },
    );
  }

  private policy(
    name: string,
    queue: aws.sqs.Queue,
    topicArns: readonly pulumi.Input<string>[],
  ): aws.sqs.QueuePolicy {
    const policy = pulumi
      .all([queue.arn, pulumi.output([...topicArns])])
      .apply(([queueArn, topics]) => JSON.stringify(queuePolicy(queueArn, topics)));
    return new aws.sqs.QueuePolicy(name, { queueUrl: queue.url, policy }, { parent: this });
  }
}

interface QueueArgs {
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly visibilityTimeoutSeconds?: number;
  readonly redrivePolicy?: pulumi.Input<string>;
}
